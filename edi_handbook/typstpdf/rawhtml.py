"""Raw HTML: a table becomes a real table, known decoration is left out, the rest is said to be lost."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from docutils import nodes

from edi_handbook.typstpdf.grid import placed

# Nothing to print: scripts and styles, marks of emphasis whose text stands by itself.
HARMLESS = {"script", "style", "s", "del", "ins", "u", "wbr", "span", "a"}


@dataclass(frozen=True)
class Tick:
    """The box of a task list."""

    done: bool


@dataclass(frozen=True)
class Break:
    """The end of a line."""


@dataclass(frozen=True)
class Lost:
    """Something that print cannot show."""

    what: str


def read(html: str) -> Iterator[nodes.Element | Tick | Break | Lost]:
    """What a piece of raw HTML holds for print."""
    text = html.strip()
    if not text or text.startswith(("</", "<!--")):
        return
    for element in lxml.html.fragments_fromstring(text):
        if isinstance(element, str):
            yield nodes.paragraph("", element.strip())
        elif element.tag == "input" and element.get("type") == "checkbox":
            yield Tick(element.get("checked") is not None)
        elif element.tag == "br":
            yield Break()
        elif element.tag not in HARMLESS:
            tables = [element] if element.tag == "table" else element.findall(".//table")
            outside = {t for t in element.itertext() if t.strip()} if not tables else ()
            yield from map(table, tables)
            if not tables and (outside or element.tag not in ("div", "p")):
                yield Lost(f"<{element.tag}>")


def table(html: lxml.html.HtmlElement) -> nodes.table:
    """A docutils table: `<thead>` rows, else first rows of `<th>` only, are its header; leading `<th>`s row headers."""
    rows = html.findall(".//tr")
    head = [r for r in rows if r.getparent().tag == "thead"]
    if not head:
        for row in rows:
            if any(cell.tag == "td" for cell in row):
                break
            head.append(row)
    body = [r for r in rows if r not in head]
    width = len(_columns(rows))
    stubs = len(list(itertools.takewhile(lambda tags: tags == {"th"}, _columns(body))))
    group = nodes.tgroup(cols=width)
    for i in range(width):
        group += nodes.colspec(colwidth=1, stub=1 if i < stubs else 0)
    if head:
        group += nodes.thead("", *map(_row, head))
    group += nodes.tbody("", *map(_row, body))
    made = nodes.table("", group)
    caption = html.find("caption")
    if caption is not None:
        made.insert(0, nodes.title("", caption.text_content().strip()))
    return made


def _columns(rows: list[lxml.html.HtmlElement]) -> list[set[str]]:
    """The tags of the cells that each column of `rows` holds, spans counted."""
    columns: list[set[str]] = []
    for row in placed(rows, _size):
        for cell, start in row:
            end = start + _size(cell)[0]
            columns += [set() for _ in range(end - len(columns))]
            for tags in columns[start:end]:
                tags.add(cell.tag)
    return columns


def _size(cell: lxml.html.HtmlElement) -> tuple[int, int]:
    return int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))


def _row(html: lxml.html.HtmlElement) -> nodes.row:
    row = nodes.row()
    for cell in html:
        text = " ".join(cell.text_content().split())
        entry = nodes.entry("", nodes.paragraph("", text))
        wide, tall = _size(cell)
        if wide > 1:
            entry["morecols"] = wide - 1
        if tall > 1:
            entry["morerows"] = tall - 1
        if cell.tag == "td" and text and text.strip("+-−£% ").replace(",", "").replace(".", "", 1).isdigit():
            entry["classes"].append("number")
        row += entry
    return row
