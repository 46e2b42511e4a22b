"""Tables: header rows, row headers, spans, captions, and tables that arrive as raw HTML."""

import math
import re

from docutils import nodes
from sphinx.util import logging

from edi_handbook.typstpdf import rawhtml
from edi_handbook.typstpdf.code import Code, call
from edi_handbook.typstpdf.places import place

logger = logging.getLogger(__name__)

NUMERIC = {"number", "text-right", "numeric"}
NUMBER = re.compile(r"^[£+−–-]?[\d,]+(\.\d+)?\s?%?$")


class TableVisitors:
    def visit_table(self, node: nodes.table) -> None:
        group = next(c for c in node.children if isinstance(c, nodes.tgroup))
        columns = [c for c in group.children if isinstance(c, nodes.colspec)]
        stubs = [bool(c.get("stub")) for c in columns]
        head = [c for c in group.children if isinstance(c, nodes.thead)]
        body = [c for c in group.children if isinstance(c, nodes.tbody)]
        header_rows = [row for part in head for row in part.children]
        body_rows = [row for part in body for row in part.children]
        title = next((c for c in node.children if isinstance(c, nodes.title)), None)
        if not header_rows and not any(stubs):
            logger.warning(
                "a table has neither a header row nor row headers, so a cell cannot say what it is about",
                location=place(node),
                type="typstpdf",
                subtype="table",
            )
        placed = _grid(header_rows + body_rows)
        _align_numbers(placed)
        cells = [[self._cell(entry, column, stubs) for entry, column in row] for row in placed]
        self.row_headers.append(
            [0] * len(header_rows)
            + [sum(column < len(stubs) and stubs[column] for _, column in row) for row in placed[len(header_rows) :]]
        )
        widths, letters, break_words = _widths(node, columns, placed)
        if (held := _letters_a_column(placed, len(columns))) is not None:
            logger.warning(
                "this table is wider than the paper: %d columns leave room for %d letters each; make two tables of it, "
                "turn its rows into columns, or keep it from print with `{only} html`",
                len(columns),
                held,
                location=place(node),
                type="typstpdf",
                subtype="wide_table",
            )
        self.open()
        self.add_anchors(node)
        anchors = self.close()
        self.add(
            call(
                "data-table",
                widths,
                [cell for row in cells[: len(header_rows)] for cell in row],
                [cell for row in cells[len(header_rows) :] for cell in row],
                anchors=anchors if node["ids"] else None,
                number=self.figure_number(node, "table") or None,
                caption=self.whole(title.children) if title is not None else None,
                header_rows=len(header_rows),
                break_words=break_words or None,
                whole=_lines(placed, letters) <= TOGETHER or None,
                sticky=self.has_small_print(node) or None,
                single=all(_row_lines(row, letters) == 1 for row in placed) or None,
            )
        )
        raise nodes.SkipNode

    def _cell(self, entry: nodes.entry, column: int, stubs: list[bool]) -> Code:
        body = self.whole(entry.children)
        stub = column < len(stubs) and stubs[column]
        wide, tall = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
        align = "right" if set(entry["classes"]) & NUMERIC else "center" if "text-center" in entry["classes"] else None
        if isinstance(entry.parent.parent, nodes.tbody) and stub:
            body = call("row-head", body)
        return call(
            "table.cell",
            body,
            colspan=wide if wide > 1 else None,
            rowspan=tall if tall > 1 else None,
            align=Code(align) if align else None,
            breakable=False if len(entry.astext()) < WHOLE else None,
        )

    def visit_raw(self, node: nodes.raw) -> None:
        formats = node.get("format", "").split()
        if "typst" in formats:
            self.add(node.astext())
        elif "html" in formats:
            for piece in rawhtml.read(node.astext()):
                match piece:
                    case nodes.Element():
                        piece.source, piece.line = node.source, node.line
                        piece.walkabout(self)
                    case rawhtml.Tick(done):
                        self.add(call("tick", done))
                    case rawhtml.Break():
                        self.add(call("linebreak"))
                    case rawhtml.Lost(what):
                        logger.warning(
                            "raw HTML (%s) cannot be printed: write it in Markdown, or keep it from print with "
                            "`{only} html`",
                            what,
                            location=place(node),
                            type="typstpdf",
                            subtype="raw",
                        )
        raise nodes.SkipNode


def _grid(rows: list[nodes.row]) -> list[list[tuple[nodes.entry, int]]]:
    """The entries of each row with the column that each starts in, cells that hang down from above counted."""
    hanging: dict[tuple[int, int], bool] = {}
    placed = []
    for y, row in enumerate(rows):
        x, found = 0, []
        for entry in row.children:
            while hanging.get((y, x)):
                x += 1
            found.append((entry, x))
            wide, tall = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
            for down in range(tall):
                for across in range(wide):
                    hanging[y + down, x + across] = True
            x += wide
        placed.append(found)
    return placed


def _align_numbers(placed: list[list[tuple[nodes.entry, int]]]) -> None:
    """Marks the columns that hold nothing but numbers, their headers too, so that digits stand under digits."""
    columns: dict[int, list[nodes.entry]] = {}
    for row in placed:
        for entry, column in row:
            columns.setdefault(column, []).append(entry)
    for entries in columns.values():
        body = [e.astext().strip() for e in entries if isinstance(e.parent.parent, nodes.tbody)]
        if (
            any(body)
            and all(not text or NUMBER.match(text) for text in body)
            and not any(e["classes"] for e in entries)
        ):
            for entry in entries:
                entry["classes"].append("number")


# Characters that a table's small type sets across the page, and those that a column's inset takes.
LINE, INSET = 92, 3
# Text longer than this does not ask for a wider column, but for more lines: the one that makes the table shortest.
LONG = (40, 60, 90, 130, 200)
# A cell with more characters than this may be cut by the end of a page; a shorter one goes to the next page whole.
WHOLE = 600
# A table of no more lines than this, about a quarter of a page, is not cut.
TOGETHER = 18

Placed = list[list[tuple[nodes.entry, int]]]


def _widths(node: nodes.table, columns: list[nodes.colspec], placed: Placed) -> tuple[Code, list[float], bool]:
    """The widths of the columns, the letters that each has room for, and whether words must be broken to fit.

    Shares where the author gave widths; else as wide as the text where that fits; else shares by the text.

    The shares are those of automatic table layout on the web (CSS 2.2, 17.5.2.2): each column gets its longest word,
    and of the room that is left, the more the longer its text. Typst alone would give all columns the same width.
    """
    room = LINE - INSET * len(columns)
    if "colwidths-given" in node["classes"]:
        given = [c["colwidth"] for c in columns]
        return _tuple(f"{width}fr" for width in given), [room * width / sum(given) for width in given], True
    heads: list[list[str]] = [[""] for _ in columns]
    cells: list[list[str]] = [[""] for _ in columns]
    for row in placed:
        for entry, column in row:
            if not entry.get("morecols"):
                holder = cells if isinstance(entry.parent.parent, nodes.tbody) else heads
                holder[column].append(entry.astext())
    natural = [max(map(len, h + c)) for h, c in zip(heads, cells, strict=True)]
    if sum(natural) <= room:
        return _tuple("auto" for _ in columns), natural, False
    least = [max((len(w) for t in h + c for w in t.split()), default=1) for h, c in zip(heads, cells, strict=True)]
    # A header may take two lines.
    wanted = [max(*map(len, c), max(map(len, h)) / 2) for h, c in zip(heads, cells, strict=True)]

    def shared(longest: int) -> list[float]:
        most = [max(low, min(longest, text)) for low, text in zip(least, wanted, strict=True)]
        spare = min(1, max(0, room - sum(least)) / (sum(most) - sum(least) or 1))
        return [low + (high - low) * spare for low, high in zip(least, most, strict=True)]

    letters = min(map(shared, LONG), key=lambda letters: _lines(placed, letters))
    return _tuple(f"{INSET + width:.1f}fr" for width in letters), letters, sum(least) >= room


def _lines(placed: Placed, letters: list[float]) -> float:
    """About how many lines the table takes; the room between two rows is half a line."""
    return sum(_row_lines(row, letters) + 0.5 for row in placed)


def _row_lines(row: list[tuple[nodes.entry, int]], letters: list[float]) -> int:
    return max(
        sum(math.ceil(len(text) / sum(letters[column : column + entry.get("morecols", 0) + 1])) or 1 for text in parts)
        for entry, column in row
        for parts in [entry.astext().splitlines() or [""]]
    )


# The same for a table of more than seven columns, whose type and insets are smaller still.
DENSE_LINE, DENSE_INSET, DENSE = 116, 1.7, 7
# A word may be broken, but not into pieces shorter than this.
SHORTEST = 7


def _letters_a_column(placed: list[list[tuple[nodes.entry, int]]], count: int) -> int | None:
    """How many letters each column has room for; None where words fit, or can be broken into pieces that do."""
    line, inset = (DENSE_LINE, DENSE_INSET) if count > DENSE else (LINE, INSET)
    longest = [0] * count
    for row in placed:
        for entry, column in row:
            if not entry.get("morecols"):
                longest[column] = max(longest[column], *map(len, entry.astext().split()), 0)
    room = line - inset * count
    return None if sum(min(word, SHORTEST) for word in longest) <= room else max(0, int(room / count))


def _tuple(items) -> Code:
    return Code("(" + "".join(f"{item}, " for item in items) + ")")
