"""The grid of a table: where each cell stands, spans counted, and what follows for print.

It is worked out once, and then asked: how wide the columns are, which cells head which rows, what is wrong.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from docutils import nodes

from edi_handbook.typstpdf.code import Code

T = TypeVar("T")
NUMBER = re.compile(r"^[£+−–-]?[\d,]+(\.\d+)?\s?%?$")
# For each row of a table, the cells that head it, each by its row and its place in that row, from 0.
RowHeads = list[list[tuple[int, int]]]

# Characters that a table's small type sets across the page, and those that a column's inset takes.
LINE, INSET = 92, 3
# The same for a table of more than seven columns, whose type and insets are smaller still.
DENSE_LINE, DENSE_INSET, DENSE = 116, 1.7, 7
# A word may be broken, but not into pieces shorter than this.
SHORTEST = 7
# Text longer than this does not ask for a wider column, but for more lines: the one that makes the table shortest.
LONG = (40, 60, 90, 130, 200)
# A table of no more lines than this, about a quarter of a page, is not cut.
TOGETHER = 18


def placed(rows: Iterable[Iterable[T]], size: Callable[[T], tuple[int, int]]) -> list[list[tuple[T, int]]]:
    """The cells of each row with the column that each starts in, from 0, cells that hang down from above counted.

    `size` says of a cell how many columns and how many rows it takes.
    """
    taken: set[tuple[int, int]] = set()
    found = []
    for y, row in enumerate(rows):
        x, cells = 0, []
        for cell in row:
            while (y, x) in taken:
                x += 1
            cells.append((cell, x))
            wide, tall = size(cell)
            taken |= {(y + down, x + across) for down in range(tall) for across in range(wide)}
            x += wide
        found.append(cells)
    return found


@dataclass(frozen=True)
class Cell:
    """A cell that starts at `row` and `column`, both from 0, and takes `wide` columns and `tall` rows."""

    entry: nodes.entry
    text: str
    row: int
    column: int
    wide: int
    tall: int


@dataclass(frozen=True)
class Widths:
    """The widths of columns as Typst has them, the letters that each has room for, and whether words must be broken."""

    code: Code
    letters: list[float]
    break_words: bool


@dataclass(frozen=True)
class Grid:
    """A table: for each column whether its cells head their rows, the rows of its head and of its body.

    `given` are the shares that the author gave the columns; None where the text decides.
    """

    stubs: list[bool]
    head: list[list[Cell]]
    body: list[list[Cell]]
    given: list[int] | None

    @classmethod
    def of(cls, table: nodes.table) -> "Grid":
        group = _held(table, nodes.tgroup)[0]
        columns = _held(group, nodes.colspec)
        head = [row for part in _held(group, nodes.thead) for row in _held(part, nodes.row)]
        body = [row for part in _held(group, nodes.tbody) for row in _held(part, nodes.row)]
        rows = [
            [Cell(entry, entry.astext(), number, column, *_size(entry)) for entry, column in row]
            for number, row in enumerate(placed((_held(row, nodes.entry) for row in [*head, *body]), _size))
        ]
        return cls(
            [bool(column.get("stub")) for column in columns],
            rows[: len(head)],
            rows[len(head) :],
            [column["colwidth"] for column in columns] if "colwidths-given" in table["classes"] else None,
        )

    @property
    def rows(self) -> list[list[Cell]]:
        return self.head + self.body

    def is_row_head(self, cell: Cell) -> bool:
        return cell.row >= len(self.head) and cell.column < len(self.stubs) and self.stubs[cell.column]

    def row_heads(self) -> RowHeads:
        """The row headers of each row: those that span it from above, then its own."""
        found: RowHeads = [[] for _ in self.rows]
        for row in self.rows:
            for place, cell in enumerate(row):
                if self.is_row_head(cell):
                    for headed in found[cell.row : cell.row + cell.tall]:
                        headed.append((cell.row, place))
        return found

    def number_columns(self) -> set[int]:
        """The columns that hold nothing but numbers, where no cell has a look of its own."""
        columns: dict[int, list[Cell]] = {}
        for row in self.rows:
            for cell in row:
                columns.setdefault(cell.column, []).append(cell)
        found = set()
        for column, cells in columns.items():
            texts = [cell.text.strip() for cell in cells if cell.row >= len(self.head)]
            plain = not any(cell.entry["classes"] for cell in cells)
            if plain and any(texts) and all(not text or NUMBER.match(text) for text in texts):
                found.add(column)
        return found

    def warnings(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the table: the subtype of the warning, and its sentence."""
        if not self.head and not any(self.stubs):
            yield "table", "a table has neither a header row nor row headers, so a cell cannot say what it is about"
        if (held := self._too_few_letters()) is not None:
            yield (
                "wide_table",
                f"this table is wider than the paper: {len(self.stubs)} columns leave room for {held} letters each; "
                "make two tables of it, turn its rows into columns, or keep it from print with `{only} html`",
            )

    def _too_few_letters(self) -> int | None:
        """How many letters each column has room for; None where words fit, or can be broken into pieces that do."""
        count = len(self.stubs)
        line, inset = (DENSE_LINE, DENSE_INSET) if count > DENSE else (LINE, INSET)
        words = [_longest_word(texts) for texts in _joined(self._texts(self.head), self._texts(self.body))]
        room = line - inset * count
        return None if sum(min(word, SHORTEST) for word in words) <= room else max(0, int(room / count))

    def widths(self) -> Widths:
        """Shares where the author gave widths; else as wide as the text where that fits; else shares by the text.

        The shares are those of automatic table layout on the web (CSS 2.2, 17.5.2.2): each column gets its longest
        word, and of the room that is left, the more the longer its text. Typst alone would give all columns the same
        width.
        """
        room = LINE - INSET * len(self.stubs)
        if self.given is not None:
            shares = [room * width / sum(self.given) for width in self.given]
            return Widths(_tuple(f"{width}fr" for width in self.given), shares, True)
        heads, cells = self._texts(self.head), self._texts(self.body)
        natural = [max(map(len, texts)) for texts in _joined(heads, cells)]
        if sum(natural) <= room:
            return Widths(_tuple("auto" for _ in natural), [float(width) for width in natural], False)
        least = [_longest_word(texts) or 1 for texts in _joined(heads, cells)]
        # A header may take two lines.
        wanted = [max(*map(len, c), max(map(len, h)) / 2) for h, c in zip(heads, cells, strict=True)]

        def shared(longest: int) -> list[float]:
            most = [max(low, min(longest, text)) for low, text in zip(least, wanted, strict=True)]
            spare = min(1, max(0, room - sum(least)) / (sum(most) - sum(least) or 1))
            return [low + (high - low) * spare for low, high in zip(least, most, strict=True)]

        letters = min(map(shared, LONG), key=self._lines)
        return Widths(_tuple(f"{INSET + width:.1f}fr" for width in letters), letters, sum(least) >= room)

    def is_short(self, letters: list[float]) -> bool:
        """Is the table so short, with so many letters in each column, that no page should end within it?"""
        return self._lines(letters) <= TOGETHER

    def is_single(self, letters: list[float]) -> bool:
        """Does each row take one line?"""
        return all(_row_lines(row, letters) == 1 for row in self.rows)

    def _lines(self, letters: list[float]) -> float:
        """About how many lines the table takes; the room between two rows is half a line."""
        return sum(_row_lines(row, letters) + 0.5 for row in self.rows)

    def _texts(self, rows: list[list[Cell]]) -> list[list[str]]:
        """For each column the texts of the cells in `rows` that it holds alone, and an empty one."""
        found = [[""] for _ in self.stubs]
        for row in rows:
            for cell in row:
                if cell.wide == 1:
                    found[cell.column].append(cell.text)
        return found


def _held(element: nodes.Element, kind: type[T]) -> list[T]:
    return [child for child in element.children if isinstance(child, kind)]


def _size(entry: nodes.entry) -> tuple[int, int]:
    return entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1


def _row_lines(row: list[Cell], letters: list[float]) -> int:
    found = []
    for cell in row:
        room = sum(letters[cell.column : cell.column + cell.wide]) or 1  # 0 where all that it spans is empty
        found.append(sum(math.ceil(len(text) / room) or 1 for text in cell.text.splitlines() or [""]))
    return max(found)


def _joined(heads: list[list[str]], cells: list[list[str]]) -> Iterator[list[str]]:
    return (head + texts for head, texts in zip(heads, cells, strict=True))


def _longest_word(texts: list[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _tuple(items: Iterable[str]) -> Code:
    return Code("(" + "".join(f"{item}, " for item in items) + ")")
