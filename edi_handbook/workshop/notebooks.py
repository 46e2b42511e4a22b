"""The workshop's notebooks, in the order of the book, numbered so that a file list keeps that order."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from edi_handbook.publish import notebook_copies

ROOM = "notebooks/"
"""Chapters of the book compute a table here and there as well; a workshop does not need those."""


@dataclass(frozen=True)
class Copy:
    """One notebook of one audience: its page, its numbered file name, and its text as JSON."""

    page: str
    file: str
    title: str
    text: str


def collect(source: Path, site: Path, audience: str) -> list[Copy]:
    """Every notebook of the built web pages in `site`, in the order of `source`'s contents list.

    Raises `FileNotFoundError` where the web pages have not been built.
    """
    pages = [page for page in _contents(source) if page.startswith(ROOM)]
    pages = [page for page in pages if notebook_copies.path(site, page, audience).exists()]
    if not pages:
        raise FileNotFoundError(f"{site} holds no notebooks: build the web pages first, with edi-handbook build html.")
    names = {page: f"{number:02d}-{Path(page).name}.ipynb" for number, page in enumerate(pages, start=1)}
    copies = []
    for page in pages:
        text = notebook_copies.path(site, page, audience).read_text(encoding="utf-8")
        text = _relink(text, {f"{Path(other).name}.ipynb": name for other, name in names.items()})
        copies.append(Copy(page, names[page], _title(text), text))
    return copies


def _relink(text: str, names: dict[str, str]) -> str:
    """Links between the copies follow their numbers; a link to a page that this audience has no copy of is words."""

    def link(found: re.Match) -> str:
        return f"[{found['words']}]({names[found['file']]})" if found["file"] in names else found["words"]

    return re.sub(r"\[(?P<words>[^\[\]]*)\]\((?P<file>[a-z0-9-]+\.ipynb)\)", link, text)


def _contents(source: Path) -> list[str]:
    """Page names in reading order."""
    found: list[str] = []

    def walk(node) -> None:
        if isinstance(node, dict):
            if "file" in node or "root" in node:
                found.append(str(node.get("file") or node["root"]).removesuffix(".md"))
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(yaml.safe_load((source / "_toc.yml").read_text(encoding="utf-8")))
    return found


def _title(text: str) -> str:
    first = "".join(json.loads(text)["cells"][0]["source"])
    return first.splitlines()[0].removeprefix("# ")
