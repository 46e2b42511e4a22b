"""The widget's faces: the form on a built page, the paper form in print, and no dead control anywhere."""

import io

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from edi_handbook.explore.widget import ExplorerWidget
from edi_handbook.reflect.model import ReflectionError
from edi_handbook.reflect.widget import MIME, ReflectionWidget
from tests.reflect.desk import REFLECTIONS

CONFIG = """
extensions = ["myst_nb", "sphinx_design"]
extensions += [f"edi_handbook.publish.{room}" for room in ("markup.controls", "markup.explorers", "markup.reflections")]
nb_execution_mode = "force"
nb_ipywidgets_js = {}
"""
NOTEBOOK = """---
file_format: mystnb
kernelspec:
  name: python3
---

# A notebook

```{{code-cell}} python
{code}
```
"""


def build(folder, builder: str, code: str) -> tuple[str, str]:
    """The built page and the warnings of the build."""
    (folder / "conf.py").write_text(CONFIG)
    (folder / "index.md").write_text(NOTEBOOK.format(code=code))
    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(folder, folder, folder / "out", folder / "trees", builder, status=None, warning=warnings)
        app.build()
    page = folder / "out" / ("index.html" if builder == "html" else "index.txt")
    return page.read_text(encoding="utf-8"), warnings.getvalue()


BOTH = """from IPython.display import display
from edi_handbook.explore.widget import ExplorerWidget
from edi_handbook.reflect.widget import ReflectionWidget
display(ReflectionWidget("being-an-ally"), ExplorerWidget("compounding"))"""


def test_a_built_page_has_the_forms_and_no_widget_manager(builds, tmp_path):
    page, warnings = build(tmp_path, "html", BOTH)
    assert warnings == ""
    assert page.count('data-reflection="being-an-ally"') == 1
    assert page.count('data-explorer="compounding"') == 1
    assert "widget-view" not in page and "widget-state" not in page and "require" not in page
    assert "reflect.js" in page and "explore.js" in page


def test_print_has_the_paper_forms(builds, tmp_path):
    page, warnings = build(tmp_path, "text", BOTH)
    assert warnings == ""
    assert "[ ] Said something when a colleague was slighted" in page
    assert "Compounding over grades: a worked example" in page


@pytest.mark.parametrize(
    "code", ["import ipywidgets\nipywidgets.IntSlider()", "import ipywidgets\nipywidgets.Checkbox()"]
)
def test_a_control_that_needs_a_kernel_stops_the_build(builds, tmp_path, code):
    _, warnings = build(tmp_path, "html", code)
    assert "index.md" in warnings
    assert "a control that needs a kernel would be dead on this page" in warnings


def test_the_bundle_has_a_face_for_each():
    data, _ = ReflectionWidget("being-an-ally")._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", MIME, "text/html", "text/plain"} == set(data)
    assert data[MIME]["reflection"] == REFLECTIONS["being-an-ally"].model_dump(mode="json")


def test_answers_reach_python_only_when_shared():
    private = ReflectionWidget(REFLECTIONS["being-an-ally"])
    private.answers = {"my-plan": {"if": "secret"}}  # what a front end that was tampered with could send
    assert private.answers == {}
    shared = ReflectionWidget("being-an-ally", share_with_kernel=True)
    shared.answers = {"my-plan": {"if": "for the room"}}
    assert shared.answers == {"my-plan": {"if": "for the room"}}
    with pytest.raises(Exception, match="read-only"):
        private.share_with_kernel = True


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ReflectionError, match=r"no reflection 'ally'.*choose one of .*being-an-ally"):
        ReflectionWidget("ally")
    with pytest.raises(ValueError, match=r"no explorer 'ratio'.*relative-likelihood"):
        ExplorerWidget("ratio")
