"""The room as a facilitator meets it: JupyterLab opens on the start page, and every notebook runs to its end."""

import os
import socket
import subprocess
import time
import urllib.request
from importlib import resources

import pytest

from edi_handbook.publish import build
from edi_handbook.workshop import commands, folder

ROOT = build.root()
RUN = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
IDLE = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
DONE = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.widgets].filter((c) => c.model.type === "code");
  return cells.length > 0 && cells.every((c) => c.model.executionState === "idle" && c.model.executionCount);
}"""
FAULTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter((c) => c.model.type === "code")
  .flatMap((c) => c.model.outputs.toJSON())
  .filter((o) => o.output_type === "error" || o.name === "stderr")
  .map((o) => o.evalue ?? o.text)"""
STALE = "Error displaying widget|Loading widget|Error creating widget|model not found"


@pytest.fixture(scope="module")
def lab(tmp_path_factory, copies):
    """The address of a JupyterLab that was started as `edi-handbook workshop` starts it."""
    base = tmp_path_factory.mktemp("lab")
    room = base / "workshop"
    folder.prepare(room, copies)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: str(base / name) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    with resources.as_file(resources.files("edi_handbook") / "jupyter") as settings:
        command = [*commands.lab_command(folder.START), "--no-browser", f"--port={port}", "--IdentityProvider.token="]
        command += ["--allow-root", "--LabApp.expose_app_in_browser=True"]
        environment = {**os.environ, **own, "JUPYTER_CONFIG_PATH": str(settings)}
        log = (base / "lab.log").open("w")
        server = subprocess.Popen(command, cwd=room, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2)
            break
        except OSError:
            time.sleep(0.5)
    else:
        pytest.fail("JupyterLab did not start: " + (base / "lab.log").read_text()[-2000:])
    yield address
    server.terminate()
    server.wait(30)
    log.close()


@pytest.fixture(scope="module")
def page(browser, lab):
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
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
    page.evaluate(RUN)
    page.get_by_text("published figures are at hand").wait_for()
    assert not page.locator(".Toastify__toast, .jp-Dialog").count(), "a prompt is in the way"


@pytest.mark.parametrize("audience", ["learner"], indirect=True)
def test_every_cell_of_every_notebook_runs_without_an_error_or_a_dead_control(page, lab, copies):
    for copy in copies:
        page.evaluate("(path) => { window.jupyterapp.commands.execute('docmanager:open', { path }); }", copy.file)
        page.wait_for_function(f"window.jupyterapp.shell.currentWidget?.context?.path === '{copy.file}'")
        page.wait_for_function(IDLE)
        page.evaluate(RUN)
        page.wait_for_function(DONE)
        assert page.evaluate(FAULTS) == [], copy.file
        shown = page.locator(".jp-NotebookPanel:visible").inner_text()
        assert not any(words in shown for words in STALE.split("|")), copy.file
        page.evaluate("() => { window.jupyterapp.commands.execute('notebook:shutdown-kernel'); }")
    assert [url for url in page.requests if not url.startswith((lab, "data:", "blob:"))] == []
