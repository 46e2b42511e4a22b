"""The built site, served as a host would serve it.

`EDI_SITE` names a built site to test; without it, the one that `make` leaves in `_build/html`.
"""

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()
NOT_BUILT = f"There is no built site in {SITE}: run `make html` first, or name one in EDI_SITE."


def page_names() -> list[str]:
    """Every page of the site that a reader stays on, as a path below its root."""
    pages = sorted(SITE.rglob("*.html"))
    return [page.relative_to(SITE).as_posix() for page in pages if b'http-equiv="refresh"' not in page.read_bytes()]


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", page_names() or [pytest.param("", id="not built")])


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").exists():
        pytest.fail(NOT_BUILT)
    return SITE


@contextlib.contextmanager
def served(folder: Path):
    """Where `folder` is served, on this machine only; ends with a slash."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site):
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def kitchen_sink(tmp_path_factory):
    """The book of every construct, built and served."""
    source = tmp_path_factory.mktemp("kitchen-sink") / "source"
    shutil.copytree(ROOT / "tests" / "kitchen-sink", source)
    command = [Path(sys.executable).with_name("jupyter-book"), "build", source, "--path-output", source.parent]
    built = subprocess.run([*command, "-n", "-W", "--keep-going"], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr[-2000:]
    with served(source.parent / "_build" / "html") as address:
        yield address


# Runs before a page's own scripts: keeps what breaks its policy.
KEEP_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile || ""}`));
"""


@pytest.fixture
def open_page(browser, address):
    """`open_page(name, **context options)` gives a Playwright page.

    `page.faults` lists what went wrong on it, `page.violations()` what its policy refused.
    """
    contexts = []

    def open_(name: str, base: str = address, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(KEEP_VIOLATIONS)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: message.type == "error" and page.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.faults.append(f"script: {error}"))
        page.on("requestfailed", lambda request: page.faults.append(f"failed: {request.url}"))
        page.on("response", lambda got: got.status >= 400 and page.faults.append(f"{got.status}: {got.url}"))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((base, "data:", "blob:")) or page.faults.append(f"outside: {request.url}")
            ),
        )
        page.violations = lambda: page.evaluate("window.violations")
        page.goto(base + name)
        return page

    yield open_
    for context in contexts:
        context.close()
