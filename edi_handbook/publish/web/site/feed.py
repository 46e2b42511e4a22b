"""A feed of the editions, for those who want to be told of a correction: `feed.xml`, in Atom (RFC 4287).

It is made of CHANGELOG.md alone, so the same text gives the same bytes. An edition is named by its month and no day of
it is written down there, so the first day of the month stands for it.
"""

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from markdown_it import MarkdownIt
from sphinx.application import Sphinx

NAME = "feed.xml"
CHANGELOG = "CHANGELOG.md"
ATOM = "http://www.w3.org/2005/Atom"
EDITION = re.compile(r"^## (\d{4})\.(\d{2})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Edition:
    """One edition: its name, its month as the moment at which it begins, and its changes as HTML."""

    name: str
    began: str
    changes: str


def editions(changelog: str) -> list[Edition]:
    """The editions of a changelog, in its order."""
    _, *parts = EDITION.split(changelog)
    return [
        Edition(f"{year}.{month}", f"{year}-{month}-01T00:00:00Z", MarkdownIt().render(text.strip()))
        for year, month, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]


def atom(made: list[Edition], title: str, author: str, base: str, page: str) -> bytes:
    """The feed of the site at `base`, whose page at the address `page` below it shows the changes."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})

    def add(to: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        one = etree.SubElement(to, f"{{{ATOM}}}{name}", **attributes)
        one.text = text or None
        return one

    shown = posixpath.join(base, page)
    add(feed, "title", f"{title}: changes")
    add(feed, "id", shown)
    add(feed, "link", rel="self", type="application/atom+xml", href=posixpath.join(base, NAME))
    add(feed, "link", rel="alternate", type="text/html", href=shown)
    add(feed, "updated", max(edition.began for edition in made))
    add(add(feed, "author"), "name", author)
    for edition in made:
        entry = add(feed, "entry")
        add(entry, "title", f"Edition {edition.name}")
        add(entry, "id", f"{shown}#edition-{edition.name}")
        add(entry, "link", rel="alternate", type="text/html", href=shown)
        add(entry, "updated", edition.began)
        add(entry, "content", edition.changes, type="html")
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def page(app: Sphinx) -> str:
    """The page that includes the changelog; empty where there is none, or the site has no address for a feed."""
    changelog = Path(app.srcdir, CHANGELOG)
    if not app.config.html_baseurl or not changelog.is_file():
        return ""
    for name in sorted(app.env.found_docs):
        read = app.env.dependencies.get(name, ())
        if any(Path(app.srcdir, one).resolve() == changelog.resolve() for one in read):
            return name
    return ""


def address(app: Sphinx) -> str:
    """Where the feed is; empty where there is none."""
    return posixpath.join(app.config.html_baseurl, NAME) if page(app) else ""


def make(app: Sphinx) -> bytes | None:
    made = editions(Path(app.srcdir, CHANGELOG).read_text(encoding="utf-8")) if page(app) else []
    title = app.config.html_title or app.config.project
    shown = app.builder.get_target_uri(page(app)) if made else ""
    return atom(made, title, app.config.author, app.config.html_baseurl, shown) if made else None
