"""A small book that holds every reflection of the handbook, built once, served under the strictest policy."""

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.reflect.desk")  # before it is imported

from sphinx.application import Sphinx  # noqa: E402
from sphinx.util.docutils import docutils_namespace  # noqa: E402

from tests.host import Host, served  # noqa: E402
from tests.reflect.desk import REFLECTIONS, SOURCE, Reader  # noqa: E402

# Nothing may be fetched after the page has loaded: no connection, no form, no frame, no other host.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
)

CONFIG = """
extensions = ["myst_nb", "sphinx_design", "edi_handbook.theme", "edi_handbook.publish.markup.reflections"]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {}
edi_reflections = "."
language = "en-GB"
root_doc = "index"
"""

PAGE = """# {title}

```{{reflection}} {name}
```

```{{reflection-facilitator}} {name}
```
"""


@pytest.fixture(scope="session")
def book(builds, once) -> Path:
    """The folder of the built pages; `<name>.html` for each reflection, and `index.html`, which lists them."""
    return once("reflections", make) / "html"


def make(folder: Path) -> None:
    source, built = folder / "source", folder / "html"
    source.mkdir()
    (source / "conf.py").write_text(CONFIG)
    for name, model in REFLECTIONS.items():
        (source / f"{name}.yml").write_text((SOURCE / f"{name}.yml").read_text(encoding="utf-8"), encoding="utf-8")
        (source / f"{name}.md").write_text(PAGE.format(title=model.title, name=name), encoding="utf-8")
    names = "\n".join(REFLECTIONS)
    listed = f"# The set\n\n```{{reflections}}\n{names}\n```\n\n```{{toctree}}\n:hidden:\n\n{names}\n```\n"
    (source / "index.md").write_text(listed)
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        app = Sphinx(source, source, built, folder / "trees", "html", status=None, warningiserror=True)
        app.build()
    assert app.statuscode == 0


class Strict(Host):
    more = {"Content-Security-Policy": POLICY}


@pytest.fixture(scope="session")
def address(book):
    with served(book, Strict) as address:
        yield address


@pytest.fixture
def reader(browser, address):
    """`reader()` opens a window on the served book, `reader(base=...)` elsewhere."""
    opened = []

    def make(base: str = address, **options) -> Reader:
        opened.append(Reader(browser, base, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


@pytest.fixture(scope="session")
def disk(book) -> str:
    return book.as_uri() + "/"
