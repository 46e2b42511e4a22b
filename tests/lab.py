"""A JupyterLab of the test's own, with settings of its own, for tests that drive it in a browser.

It has no Content-Security-Policy that refuses `page.wait_for_function`, as the handbook's pages have.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

LAB = [sys.executable, "-m", "jupyterlab"]
IDLE = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


@contextmanager
def served(folder, command=LAB, room=None, **settings):
    """The address of a JupyterLab that serves `room`, or else `folder`, in which it keeps what is its own.

    `command` starts it, and may name a page to begin at; `settings` are environment variables.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(folder / name) for name in places}, **settings}
    command = [*command, "--no-browser", f"--port={port}", "--ServerApp.port_retries=0", "--allow-root"]
    command += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=room or folder, env=environment, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, folder)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(address, folder):
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail("JupyterLab did not start: " + (folder / "lab.log").read_text()[-2000:])


def watch(page):
    """Give a busy machine time, and keep the addresses that `page` asks for in `page.requests`."""
    page.set_default_timeout(120_000)
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))


def run_cells(page):
    """Run all cells of the notebook on screen, once its kernel is ready."""
    page.wait_for_function(IDLE)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")


def run_all(page, address, notebook):
    """Open `notebook` in `page` and run all of its cells."""
    watch(page)
    page.goto(f"{address}/lab/tree/{notebook}")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    run_cells(page)


def cells(page) -> int:
    """How many cells the notebook has: a key that JupyterLab took for its own would change it."""
    return page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")
