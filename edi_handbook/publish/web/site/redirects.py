"""Pages that only lead to another: the start page at the top of the site, and pages that have moved.

`edi_moved` in `_config.yml` maps an old page to its new one, both as `_toc.yml` names pages:
`{book/learn/old-name: book/learn/new-name}`.
"""

import posixpath
from pathlib import Path

import jinja2
from sphinx.application import Sphinx
from sphinx.util import logging

from edi_handbook import whole
from edi_handbook.theme import policy

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).parent / "redirect.html"


def page(app: Sphinx, at: str, to: str) -> str:
    """The HTML of a page at `at` that leads to the page `to`; both are names of pages."""
    template = jinja2.Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    title = app.env.titles[to].astext()
    book = app.config.html_title or app.config.project
    base = app.config.html_baseurl
    return template.render(
        language=app.config.language,
        csp=policy.META,
        target=app.builder.get_relative_uri(at, to),
        canonical=posixpath.join(base, app.builder.get_target_uri(to)) if base else "",
        title=title,
        full_title=title if title == book else f"{title} · {book}",
    )


def faults(app: Sphinx) -> list[str]:
    """What is wrong with `edi_moved`: one sentence each."""
    found = []
    for old, new in app.config.edi_moved.items():
        if new not in app.env.all_docs:
            found.append(f"edi_moved: '{old}' leads to '{new}', which is no page: name a page of _toc.yml")
        if old in app.env.all_docs:
            found.append(f"edi_moved: '{old}' is a page again: take it off the list, or move the page")
    return found


def write(app: Sphinx) -> None:
    """Write the pages that lead on. Sphinx calls it once the site is whole."""
    wrong = faults(app)
    for fault in wrong:
        logger.warning(fault)
    moved = {} if wrong else dict(app.config.edi_moved)
    if app.config.root_doc != "index":
        # sphinx-external-toc writes a bare refresh tag: no language, no title, no link, no policy.
        moved["index"] = app.config.root_doc
    for old, new in moved.items():
        path = Path(app.builder.get_outfilename(old))
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text(path, page(app, old, new))
