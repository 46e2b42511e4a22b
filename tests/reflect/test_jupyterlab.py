"""The same object in a real JupyterLab: run, typed into by keyboard, seen by Python only when shared."""

import json
import re
import time

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.lab import cells, run_all, served
from tests.reflect.desk import stored

PRIVATE = """
from edi_handbook.reflect.widget import ReflectionWidget
private = ReflectionWidget("being-an-ally")
private
"""
SHARED = """
import json, pathlib
shared = ReflectionWidget("when-someone-tells-me", share_with_kernel=True)
seen = lambda change: pathlib.Path("seen.json").write_text(json.dumps([change["new"], private.answers]))
shared.observe(seen, "answers")
shared
"""
EXPLORER = """
from edi_handbook.explore.widget import ExplorerWidget
ExplorerWidget("relative-likelihood")
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """`(address, folder)` of a JupyterLab that serves one notebook."""
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in (PRIVATE, SHARED, EXPLORER)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "reflect.ipynb")
    with served(folder) as address:
        yield address, folder


@pytest.fixture(scope="module")
def page(browser, lab):
    address, _ = lab
    context = browser.new_context(viewport={"width": 1300, "height": 1600})
    page = context.new_page()
    run_all(page, address, "reflect.ipynb")
    for selector in ("[data-reflection=being-an-ally]", "[data-shared]", "[data-explorer]"):
        page.locator(f".jp-OutputArea {selector}").wait_for()
    yield page
    context.close()


def wait_for(path, words: str) -> list:
    for _ in range(100):
        if path.exists() and words in path.read_text():
            return json.loads(path.read_text())
        time.sleep(0.2)
    pytest.fail(f"Python saw no {words!r}: {path.read_text() if path.exists() else 'nothing'}")


def test_python_sees_what_is_typed_into_the_shared_one_and_nothing_of_the_private_one(page, lab):
    before = cells(page)
    page.locator("[data-reflection=being-an-ally] [data-item=whose-lead] textarea").focus()
    page.keyboard.type("abbdd 0 0 for my eyes only")  # b and d d are JupyterLab's own commands
    shared = page.locator("[data-shared]")
    assert "sent to the notebook's kernel" in shared.inner_text()
    shared.locator("[data-item=duty] input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # on a bare control, JupyterLab would go to the next cell
    shared.locator("[data-item=my-plan] textarea").first.focus()
    page.keyboard.type("someone asks")
    seen, private = wait_for(lab[1] / "seen.json", "someone asks")
    assert seen == {"duty": {"choice": "limits"}, "my-plan": {"if": "someone asks"}}
    assert private == {}
    assert (
        page.locator("[data-reflection=being-an-ally] [data-item=whose-lead] textarea").input_value()
        == "abbdd 0 0 for my eyes only"
    )
    assert cells(page) == before


def test_the_private_one_says_so_and_keeps_only_when_asked(page):
    form = page.locator("[data-reflection=being-an-ally]")
    assert "Nothing is sent to anyone" in form.inner_text()
    assert not any("being-an-ally:" in key for key in stored(page))
    form.get_by_label("Keep my answers on this device").check()
    assert any("being-an-ally:whose-lead" in key for key in stored(page))


def test_the_explorer_answers_the_keyboard(page):
    explorer = page.locator("[data-explorer=relative-likelihood]")
    explorer.get_by_label("BME people appointed", exact=True).focus()
    page.keyboard.press("ArrowUp")
    assert "17 of 100" in explorer.locator("[data-result]").inner_text()


def test_every_control_keeps_its_keys(page):
    bare = page.evaluate("""() => 
      [...document.querySelectorAll(".jp-OutputArea :is(.reflection, .explorer) :is(input,textarea,button,summary,a)")]
      .filter((e) => !e.hasAttribute("data-lm-suppress-shortcuts")).length""")
    assert bare == 0


def test_axe_finds_nothing_in_the_output(page):
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False}
    for selector in (".reflection", ".explorer"):
        found = Axe().run(page, context=f".jp-OutputArea {selector}", options=rules).response["violations"]
        assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []


def test_nothing_was_asked_of_another_host(page, lab):
    assert [url for url in page.requests if not re.match(rf"({lab[0]}|data:|blob:)", url)] == []
