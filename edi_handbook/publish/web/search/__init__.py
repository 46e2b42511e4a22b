"""Search that answers as people ask, without a server, without a request, and from `file://`.

The page `search.html` loads three scripts: MiniSearch, the sections of the book as data, and our page script, which
brings spellings together and shows sections with a snippet. Sphinx's own index is not written: it knows no near
spelling and no synonym, and fetches pages for its snippets, which a browser refuses from a disk.
"""

import json
from pathlib import Path

import rjsmin
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from edi_handbook import whole
from edi_handbook.front import bundle
from edi_handbook.publish.web.search import asked, sections

logger = logging.getLogger(__name__)

FRONT = Path(__file__).parent / "front"
LIBRARY = FRONT / "vendor" / "minisearch.js"
UPSTREAM = ("doctools.js", "documentation_options.js", "language_data.js", "searchtools.js")


def use_ours(app: Sphinx) -> None:
    """Sphinx writes neither its index nor its page."""
    if app.config.html_theme == "edi" and app.builder.format == "html":
        app.builder.search = False


def keep_sections(app: Sphinx, document: nodes.document) -> None:
    _kept(app.env)[app.env.docname] = [tuple(one) for one in sections.of(document)]


def _kept(env: BuildEnvironment) -> dict[str, list[tuple[str, str, str]]]:
    if not hasattr(env, "edi_sections"):
        env.edi_sections = {}
    return env.edi_sections


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _kept(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _kept(env).update({name: _kept(other)[name] for name in docnames if name in _kept(other)})


def collect(app: Sphinx):
    """The page, for Sphinx's `html-collect-pages`."""
    if app.config.html_theme == "edi":
        yield "search", {"title": "Search"}, "search.html"


def phrases(app: Sphinx) -> dict[str, list[str]]:
    """What people call the pages of this book; a page that is not in it is a warning."""
    path = Path(app.srcdir, app.config.edi_search_words)
    if not path.exists():
        return {}
    try:
        read = asked.read(path)
    except ValueError as error:
        logger.warning("words to search by: %s", error)
        return {}
    for name in sorted(set(read) - app.env.found_docs):
        logger.warning("words to search by: %s names the page %s, which is not in the book", path.name, name)
    return {name: listed for name, listed in read.items() if name in app.env.found_docs}


def data(app: Sphinx) -> dict:
    """`pages`: address, title, what people call it; `sections`: number of the page, anchor, heading, text."""
    called = phrases(app)
    names = sorted(_kept(app.env))
    return {
        "pages": [
            [app.builder.get_target_uri(name), app.env.titles[name].astext(), "; ".join(called.get(name, ()))]
            for name in names
        ],
        "sections": [[number, *one] for number, name in enumerate(names) for one in _kept(app.env)[name]],
    }


def write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or app.config.html_theme != "edi":
        return
    static = Path(app.outdir, "_static")
    whole.write_text(static / "minisearch.js", rjsmin.jsmin(LIBRARY.read_text(encoding="utf-8")))
    whole.write_text(static / "search.js", bundle.script(FRONT / "search.js"))
    # A script and not JSON: a page opened from a disk may not fetch.
    words = json.dumps(data(app), ensure_ascii=False, separators=(",", ":"))
    whole.write_text(static / "search-data.js", f"const HANDBOOK={words};\n")
    for name in UPSTREAM:
        (static / name).unlink(missing_ok=True)


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_search_words", "book/reference/search-words.yml", "html", types=(str,))
    app.connect("builder-inited", use_ours)
    app.connect("doctree-read", keep_sections)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("html-collect-pages", collect)
    app.connect("build-finished", write)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
