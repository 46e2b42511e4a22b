"""The tables of an edition as Word has them: one header row, and as many cells in each row.

A file for ears has no merged cells, so a cell that spans several stands in each of them; of several header rows one is
made, the upper before the lower.
"""

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes

from edi_handbook.typstpdf.grid import Cell, Grid
from edi_handbook.word.document import Run

Row = list[list[Run]]


def header_and_rows(grid: Grid, words: Callable[[nodes.entry], list[Run]]) -> tuple[Row, list[Row]]:
    """The header row and the others; `words` gives the runs of a cell."""
    wide = len(grid.stubs)
    head = _filled(grid.head, 0, wide, words)
    header: Row = []
    for column in zip(*head, strict=True):
        said: list[list[Run]] = []
        for runs in column:
            if runs and runs not in said:
                said.append(runs)
        header.append([run for number, runs in enumerate(said) for run in ([Run(": ")] if number else []) + runs])
    return header, _filled(grid.body, len(grid.head), wide, words)


def _filled(rows: list[list[Cell]], first: int, wide: int, words: Callable[[nodes.entry], list[Run]]) -> list[Row]:
    filled: list[Row] = [[[] for _ in range(wide)] for _ in rows]
    for row in rows:
        for cell in row:
            runs = words(cell.entry)
            for down in range(cell.row - first, min(cell.row - first + cell.tall, len(rows))):
                for across in range(cell.column, cell.column + cell.wide):
                    filled[down][across] = runs
    return filled


def numbered(document: nodes.document) -> dict[tuple[str, str], str]:
    """What each table and figure is called that has a caption, `Table 3`, by its page and id.

    Word numbers them in the order in which they stand, and not as the web pages do.
    """
    counts = {"Table": 0, "Figure": 0}
    found = {}
    for start in document.findall(addnodes.start_of_file):
        for node in start.findall(lambda one: isinstance(one, nodes.table | nodes.figure)):
            if _page(node) is not start or not _caption(node):
                continue
            kind = "Table" if isinstance(node, nodes.table) else "Figure"
            counts[kind] += 1
            found |= {(start["docname"], name): f"{kind} {counts[kind]}" for name in node["ids"]}
    return found


def _caption(node: nodes.Element) -> bool:
    return any(isinstance(child, nodes.title | nodes.caption) and child.astext().strip() for child in node.children)


def _page(node: nodes.Node) -> nodes.Node:
    while not isinstance(node, addnodes.start_of_file):
        node = node.parent
    return node
