"""A small book with the form, built once, served under the strictest policy."""

from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.host import served
from tests.reflect.conftest import Strict
from tests.reflect.desk import Reader

CONFIG = """
extensions = ["myst_nb", "sphinx_design", "edi_handbook.theme", "edi_handbook.typstpdf"]
extensions += ["edi_handbook.publish.markup." + name for name in ("reflections", "yours")]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {}
edi_reflections = "."
language = "en-GB"
root_doc = "index"
typst_editions = [{"file": "strategy.pdf", "title": "Strategy"}]
"""
PAGE = "# Make it yours\n\nWords before.\n\n## Fill it in\n\n```{make-it-yours}\n```\n\n## Next\n\nWords after.\n"
START = "# Start\n\n```{toctree}\n:hidden:\n\nmake-it-yours\n```\n"


def make(folder: Path, builder: str = "html") -> Path:
    """The folder of what `builder` made of the book."""
    source, built = folder / "source", folder / builder
    source.mkdir(exist_ok=True)
    for name, text in {"conf.py": CONFIG, "make-it-yours.md": PAGE, "index.md": START}.items():
        (source / name).write_text(text, encoding="utf-8")
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        app = Sphinx(source, source, built, folder / "trees", builder, status=None, warningiserror=True)
        app.build()
    assert app.statuscode == 0
    return built


@pytest.fixture(scope="session")
def book(builds, once) -> Path:
    return once("make-it-yours", make) / "html"


@pytest.fixture(scope="session")
def address(book):
    with served(book, Strict) as address:
        yield address


@pytest.fixture
def reader(browser, address):
    """`reader()` opens a window on the served book, `reader(base=...)` elsewhere."""
    opened = []

    def make_one(base: str = address, **options) -> Reader:
        opened.append(Reader(browser, base, **options))
        return opened[-1]

    yield make_one
    for one in opened:
        one.context.close()


@pytest.fixture(scope="session")
def disk(book) -> str:
    return book.as_uri() + "/"
