"""The bundler keeps its rules, and modules their own names."""

import re
from pathlib import Path

import pytest

import edi_handbook
from edi_handbook.front import bundle

PACKAGE = Path(edi_handbook.__file__).parent
# Whatever is imported by no other module is where a page or a notebook begins.
MODULES = [path for path in PACKAGE.rglob("front/*.js") if "vendor" not in path.parts]
IMPORTED = {
    found for path in MODULES for found in re.findall(r'from "[./a-z]*?([a-z-]+\.js)"', path.read_text("utf-8"))
}
ENTRIES = sorted(path for path in MODULES if path.name not in IMPORTED)


def front(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.js").write_text(text)
    return tmp_path / "page.js"


ONE = "export const a = 1;\n"
RULES = {
    "a circle": (
        {"page": 'import { a } from "./b.js";\nexport const c = 1;\n', "b": f'{ONE}import {{ c }} from "./page.js";\n'},
        "b.js:2: imports page.js, which imports it: a circle.",
    ),
    "a name that is not there": (
        {"page": '\nimport { x } from "./b.js";\n', "b": ONE},
        "page.js:2: imports x, which b.js does not export.",
    ),
    "a file that is not there": (
        {"page": 'import { x } from "./b.js";\n'},
        "page.js:1: imports b.js, which is not there.",
    ),
    "a default import": ({"page": 'import a from "./b.js";\n', "b": ONE}, "page.js:1: imports in a form"),
    "two forms at once": ({"page": 'import a, { b } from "./b.js";\n', "b": ONE}, "page.js:1: imports in a form"),
    "an export by list": ({"page": "const a = 1;\nexport { a };\n"}, "page.js:2: exports in a form"),
    "an export of all": ({"page": 'export * from "./b.js";\n', "b": ONE}, "page.js:1: exports in a form"),
    "an export that may change": ({"page": "export let a = 1;\n"}, "page.js:1: exports in a form"),
    "an export of parts": ({"page": "export const { a } = window;\n"}, "page.js:1: exports in a form"),
    "a literal in a literal": (
        {"page": "\nconst a = `${b ? `${b} c` : 1}`;\n"},
        "page.js:2: has a template literal in another",
    ),
    "a name of the bundle's own": ({"page": "const $0 = 1;\n"}, r"page.js:1: names something \$0"),
    "no JavaScript": ({"page": "const a = 1;\nconst b = ;\n"}, "page.js:2: is no JavaScript"),
}


@pytest.mark.parametrize("name", RULES)
def test_a_module_that_breaks_a_rule_is_refused_with_its_line(tmp_path, name):
    files, words = RULES[name]
    with pytest.raises(bundle.BundleError, match=words) as refusal:
        bundle.script(front(tmp_path, **files))
    assert str(refusal.value).endswith(".") and "\n" not in str(refusal.value)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_ours_keep_them(entry):
    made = bundle.module(entry) if entry.name == "widget.js" else bundle.script(entry)
    assert ("export default" in made) == (entry.name == "widget.js")
    assert not re.search(r"(^|[;{}\s])import\b", made)


def test_modules_keep_their_own_names_and_share_what_they_export(tmp_path, browser):
    entry = front(
        tmp_path,
        page=(
            'import * as b from "./b.js";\nimport { same as c, twice } from "./c.js";\nimport "./d.js";\n'
            "const own = 3;\nwindow.found = [b.same, c, own, twice(4), window.done, `import { x } from y`];\n"
        ),
        b="const own = 1;\nexport const same = own;\n",
        c='import { same as b } from "./b.js";\nexport const same = b+1;\nexport function twice(x) { return x + x; }\n',
        d="const own = 9;\nwindow.done = (window.done ?? 0) + 1;\n",
    )
    page = browser.new_page()
    page.evaluate(bundle.script(entry))
    assert page.evaluate("window.found") == [1, 2, 3, 8, 1, "import { x } from y"]
    assert page.evaluate("[typeof own, typeof same, typeof $0]") == ["undefined"] * 3
    page.close()


def test_a_module_gives_its_default_and_nothing_else(tmp_path, browser):
    entry = front(
        tmp_path, page='import { a } from "./b.js";\nconst render = () => a;\nexport default { render };\n', b=ONE
    )
    page = browser.new_page()
    found = page.evaluate(
        """async (text) => {
          const made = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          return [Object.keys(made), made.default.render()]; }""",
        bundle.module(entry),
    )
    assert found == [["default"], 1]
    page.close()
