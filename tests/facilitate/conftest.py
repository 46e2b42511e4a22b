"""A small book with facilitator blocks and sessions, built once for the web, served under a strict policy."""

import functools
import http.server
import io
import itertools
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONFIG = """
extensions = [
    "myst_nb", "sphinx_design", "edi_handbook.publish.theme", "edi_handbook.publish.reflections",
    "edi_handbook.publish.facilitator",
]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {}
language = "en-GB"
"""

BLOCK = """# {title}

Text that everybody reads.

```{{facilitator}} Reading the interval
:name: reading-the-interval
:minutes: 5
:purpose: The group says in its own words what the numbers allow.
:risk: One person explains and the rest fall silent.

Ask in pairs first.
```

Text below the notes.
"""

PAGES = {
    "index": "# Start\n\nNo notes here.\n\n```{toctree}\nnotes\nmore-notes\n```\n",
    "notes": BLOCK.format(title="A page with notes"),
    "more-notes": BLOCK.format(title="Another page with notes"),
}


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Path:
    """The folder of the built pages."""
    folder = tmp_path_factory.mktemp("facilitate")
    source, built = folder / "source", folder / "html"
    source.mkdir()
    (source / "conf.py").write_text(CONFIG)
    for name, text in PAGES.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        Sphinx(source, source, built, folder / "trees", "html", status=None, warningiserror=True).build()
    return built


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def address(book):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


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


@dataclass
class Built:
    """What a small build gave: its warnings as text, and its output folder."""

    warnings: str
    output: Path


@pytest.fixture
def build_page(tmp_path):
    """`build_page(text, builder, **config)` builds a book of one page, or of a dict of files."""
    nocolor()
    count = itertools.count()

    def make(pages: str | dict[str, str], builder: str = "html", **config) -> Built:
        folder = tmp_path / str(next(count))
        for name, text in ({"index.md": pages} if isinstance(pages, str) else pages).items():
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "source" / name).write_text(text, encoding="utf-8")
        warnings = io.StringIO()
        settings = {
            "extensions": ["myst_nb", "sphinx_design", "edi_handbook.publish.facilitator"],
            "nb_execution_mode": "off",
            "language": "en-GB",
            "html_theme": "basic",
        }
        if builder == "typstpdf":
            settings["extensions"].append("edi_handbook.publish.typstpdf")
        with patch_docutils(), docutils_namespace():
            Sphinx(
                folder / "source",
                None,
                folder / "out",
                folder / "trees",
                builder,
                confoverrides=settings | config,
                status=None,
                warning=warnings,
            ).build()
        return Built(warnings.getvalue(), folder / "out")

    return make
