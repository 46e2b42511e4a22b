"""A small book with facilitator blocks and sessions, built once for the web, served under a strict policy."""

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.facilitate.small_session import FILES
from tests.host import served


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, builder: str) -> tuple[Path, str]:
    """Where the pages of `folder/source` were built, and what was warned of."""
    nocolor()
    source, warnings = folder / "source", io.StringIO()
    with patch_docutils(), docutils_namespace():  # Sphinx registers nodes for the whole process
        Sphinx(source, source, folder / builder, folder / "trees", builder, status=None, warning=warnings).build()
    return folder / builder, warnings.getvalue()


@pytest.fixture(scope="session")
def book(builds, once) -> Path:
    """The folder of the built pages, which offer what was then set in print."""
    return once("facilitate", make) / "html"


def make(folder: Path) -> None:
    write(folder / "source", FILES)
    for builder in ("html", "typstpdf"):
        assert run(folder, builder)[1] == ""


@pytest.fixture(scope="session")
def prints(book) -> Path:
    """The folder of the same book in print."""
    return book.parent / "typstpdf"


@pytest.fixture(scope="session")
def address(book):
    with served(book) as address:
        yield address


WATCH = """
window.violations = []; window.shifts = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
new PerformanceObserver((seen) => seen.getEntries().forEach((one) => one.hadRecentInput || shifts.push(one.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def visit(browser, address):
    """`visit(name, **context options)` opens a page of the book; `page.outside` lists requests to other hosts."""
    contexts = []

    def open_(name: str, base: str = address, before: str = "", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(WATCH + before)
        page = context.new_page()
        page.outside = []
        page.on("request", lambda request: request.url.startswith((base, "data:")) or page.outside.append(request.url))
        page.goto(base + name)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def rebuilt(builds, tmp_path):
    """`rebuilt({file: text, ...})` builds the small book with those files changed (None: left out); its warnings."""

    def make(changes: dict[str, str | None], builder: str = "dummy") -> str:
        files = {name: text for name, text in (FILES | changes).items() if text is not None}
        write(tmp_path / "source", files)
        return run(tmp_path, builder)[1]

    return make
