"""The room as a facilitator meets it: JupyterLab opens on the start page, and every notebook runs to its end."""

import datetime
from importlib import resources

import pytest

from edi_handbook.workshop import commands, folder
from tests.lab import IDLE, run_cells, served, watch

DONE = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.widgets].filter((c) => c.model.type === "code");
  return cells.length > 0 && cells.every((c) => c.model.executionState === "idle" && c.model.executionCount);
}"""
FAULTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter((c) => c.model.type === "code")
  .flatMap((c) => c.model.outputs.toJSON())
  .filter((o) => o.output_type === "error" || o.name === "stderr")
  .map((o) => o.evalue ?? o.text)"""
DRAWN = """() => [...document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedMarkdown img")]
  .every((image) => image.src.startsWith("data:") && image.naturalWidth > 0)"""
STALE = "Error displaying widget|Loading widget|Error creating widget|model not found"


@pytest.fixture(scope="module")
def lab(tmp_path_factory, copies, audience):
    """The address of a JupyterLab that was started as `edi-handbook workshop` starts it."""
    base = tmp_path_factory.mktemp("lab")
    room = base / "workshop"
    folder.prepare(room, copies, audience, datetime.datetime(2026, 11, 23))
    with resources.as_file(resources.files("edi_handbook") / "jupyter") as settings:
        start = commands.lab_command(folder.START)
        with served(base, start, room, JUPYTER_CONFIG_PATH=str(settings)) as address:
            yield address


@pytest.fixture(scope="module")
def page(browser, lab):
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    watch(page)
    page.goto(lab)
    yield page
    context.close()


@pytest.mark.parametrize("audience", ["learner"], indirect=True)
def test_the_first_thing_on_screen_is_the_start_page_with_a_ready_kernel(page, lab):
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.wait_for_function(IDLE)
    assert page.url.rstrip("?").endswith(f"/lab/tree/{folder.START}")
    assert page.locator(".jp-MainAreaWidget:not(.lm-mod-hidden)").count() == 1
    assert page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab").count() == 1, "tabs of another room are open"
    run_cells(page)
    page.get_by_text("published figures are at hand").wait_for()
    assert not page.locator(".Toastify__toast, .jp-Dialog").count(), "a prompt is in the way"


@pytest.mark.parametrize("audience", ["learner"], indirect=True)
def test_every_cell_of_every_notebook_runs_without_an_error_or_a_dead_control(page, lab, copies):
    for copy in copies:
        page.evaluate("(path) => { window.jupyterapp.commands.execute('docmanager:open', { path }); }", copy.file)
        page.wait_for_function(f"window.jupyterapp.shell.currentWidget?.context?.path === '{copy.file}'")
        run_cells(page)
        page.wait_for_function(DONE)
        assert page.evaluate(FAULTS) == [], copy.file
        page.wait_for_function(DRAWN)
        shown = page.locator(".jp-NotebookPanel:visible").inner_text()
        assert not any(words in shown for words in STALE.split("|")), copy.file
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:shutdown-kernel'); }")
    own = (lab, "data:", "blob:", "attachment:")  # the last is a drawing in the notebook itself
    assert [url for url in page.requests if not url.startswith(own)] == []
