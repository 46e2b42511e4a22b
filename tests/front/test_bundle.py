"""The bundler keeps its rules, and modules their own names."""

import pytest

from edi_handbook.front import bundle


def front(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.js").write_text(text)
    return tmp_path / "page.js"


ONE = "export const a = 1;\n"
RULES = {
    "a circle": (
        {"page": 'import { a } from "./b.js";\nexport const c = 1;\n', "b": f'import {{ c }} from "./page.js";\n{ONE}'},
        "circle",
    ),
    "a name that is not there": ({"page": 'import { x } from "./b.js";\n', "b": ONE}, "imports x, which b.js does not"),
    "two of a name": (
        {
            "page": 'import { a } from "./b.js";\nimport { d } from "./c.js";\n',
            "b": ONE,
            "c": ONE + "export const d = 1;\n",
        },
        "exports a",
    ),
    "another form": ({"page": 'import a from "./b.js";\n', "b": ONE}, "a form that bundle.py does not know"),
    "a literal in a literal": ({"page": "const a = `${b ? `${b} c` : 1}`;\n"}, "holds another"),
}


@pytest.mark.parametrize("name", RULES)
def test_a_module_that_breaks_a_rule_is_refused(tmp_path, name):
    files, words = RULES[name]
    with pytest.raises(bundle.BundleError, match=words):
        bundle.script(front(tmp_path, **files))


def test_modules_keep_their_own_names(tmp_path, browser):
    entry = front(
        tmp_path,
        page='import * as b from "./b.js";\nimport { c } from "./c.js";\nconst own = 3;\nwindow.sum = b.a + c + own;\n',
        b="const own = 1;\nexport const a = own;\n",
        c="const own = 2;\nexport const c = own;\n",
    )
    page = browser.new_page()
    page.evaluate(bundle.script(entry))
    assert page.evaluate("[window.sum, typeof own, typeof a]") == [6, "undefined", "undefined"]
    page.close()
