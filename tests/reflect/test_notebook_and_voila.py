"""The same object in a real Notebook 7 and a real Voila: run, typed into by keyboard, seen by Python only when shared.

JupyterLab's server serves both. What is particular to JupyterLab is in test_jupyterlab.py.
"""

import json
import time

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.lab import served

CELL = """
import json, pathlib
from edi_handbook.reflect.widget import ReflectionWidget
private = ReflectionWidget("being-an-ally")
shared = ReflectionWidget("when-someone-tells-me", share_with_kernel=True)
seen = lambda change: pathlib.Path("{front}.json").write_text(json.dumps([change["new"], private.answers]))
shared.observe(seen, "answers")
"""
FRONTS = {"notebook": "/notebooks/notebook.ipynb", "voila": "/voila/render/voila.ipynb"}
KEYS = "abbdd 0 0 for my eyes only"  # b and d d are a notebook's own commands


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fronts")
    for front in FRONTS:
        cells = [nbformat.v4.new_code_cell(text) for text in (CELL.format(front=front).strip(), "private", "shared")]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, folder / f"{front}.ipynb")
    settings = folder / "JUPYTER_CONFIG_DIR"
    settings.mkdir()
    # So that the test can tell when the kernel is there: Notebook 7 passes a cell over in silence until then.
    (settings / "jupyter_server_config.json").write_text('{"JupyterNotebookApp": {"expose_app_in_browser": true}}')
    with served(folder) as address:
        yield address, folder


READY = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


@pytest.fixture(scope="module", params=FRONTS)
def opened(request, browser, lab):
    """`(page, front)` with both widgets on the screen."""
    address, _ = lab
    context = browser.new_context(viewport={"width": 1300, "height": 1600})
    # Voila's own template asks an outside host for a style of icons; no widget needs it.
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address + FRONTS[request.param])
    if request.param == "notebook":
        page.wait_for_function(READY)
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    for selector in ("[data-reflection=being-an-ally]", "[data-shared]"):
        page.locator(selector).wait_for()
    yield page, request.param
    context.close()


def wait_for(path, words: str) -> list:
    for _ in range(100):
        if path.exists() and words in path.read_text():
            return json.loads(path.read_text())
        time.sleep(0.2)
    pytest.fail(f"Python saw no {words!r}: {path.read_text() if path.exists() else 'nothing'}")


def test_python_sees_what_is_typed_into_the_shared_one_and_nothing_of_the_private_one(opened, lab):
    page, front = opened
    cells = page.locator(".jp-Cell").count()
    page.locator("[data-reflection=being-an-ally] [data-item=whose-lead] textarea").focus()
    page.keyboard.type(KEYS)
    shared = page.locator("[data-shared]")
    assert "sent to the notebook's kernel" in shared.inner_text()
    shared.locator("[data-item=duty] input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    shared.locator("[data-item=my-plan] textarea").first.focus()
    page.keyboard.type("someone asks")
    seen, private = wait_for(lab[1] / f"{front}.json", "someone asks")
    assert seen == {"duty": {"choice": "limits"}, "my-plan": {"if": "someone asks"}}
    assert private == {}
    assert page.locator("[data-reflection=being-an-ally] [data-item=whose-lead] textarea").input_value() == KEYS
    assert page.locator(".jp-Cell").count() == cells


def test_axe_finds_nothing_in_the_output(opened):
    page, _ = opened
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False}
    found = Axe().run(page, context=".reflection", options=rules).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
