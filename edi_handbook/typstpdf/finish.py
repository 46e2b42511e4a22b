"""What Typst cannot write, added to the file: row headers, form fields, names of links, less weight, fixed bytes."""

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from edi_handbook.typstpdf.acroform import add_fields
from edi_handbook.typstpdf.field import Field
from edi_handbook.typstpdf.grid import RowHeads
from edi_handbook.typstpdf.links import name_links
from edi_handbook.typstpdf.slim import slim
from edi_handbook.typstpdf.tags import children, walk


class TagsDiffer(Exception):
    """The tables in the file are not those that were set."""


def finish(pdf: bytes, row_heads: list[RowHeads], fields: list[Field], font: Path) -> tuple[bytes, int]:
    """The finished file and its count of pages.

    `row_heads` has one entry a table, in reading order; see `Grid.row_heads`.
    `fields` are the places to fill in, in reading order; what is typed into them is set in `font`.
    Raises `TagsDiffer` where the tables in the file have other rows, so that no cell is ever named wrongly,
    `acroform.FieldsDiffer` where it has other places to fill in, and `links.LinksDiffer` where a link has no words.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _mark_row_heads(file, row_heads)
        add_fields(file, fields, font)
        name_links(file)
        slim(file)
        return _saved(file), len(file.pages)


def _saved(file: pikepdf.Pdf) -> bytes:
    """`file` as bytes, the same for the same file, without what nothing refers to.

    A structure tree is tens of thousands of small objects, much alike: kept in streams they take a third of the room.
    Packed once more, as tightly as zlib can, a file is a sixtieth smaller.
    """
    saved = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    generate = pikepdf.ObjectStreamMode.generate
    file.save(saved, object_stream_mode=generate, recompress_flate=True, deterministic_id=True)
    return saved.getvalue()


def _mark_row_heads(file: pikepdf.Pdf, row_heads: list[RowHeads]) -> None:
    root = file.Root.StructTreeRoot
    tables = [element for element in walk(root) if element.get("/S") == "/Table"]
    if len(tables) != len(row_heads):
        raise TagsDiffer(f"{len(row_heads)} tables were set, the file has {len(tables)}")
    if not any(map(any, row_heads)):
        return
    if "/IDTree" not in root:
        root.IDTree = file.make_indirect(Dictionary(Names=Array()))
    names = pikepdf.NameTree(root.IDTree)
    for number, (table, heads) in enumerate(zip(tables, row_heads, strict=True), 1):
        rows = [element for element in walk(table) if element.get("/S") == "/TR"]
        if len(rows) != len(heads):
            raise TagsDiffer(f"table {number} was set with {len(heads)} rows, the file has {len(rows)}")
        _name_rows(number, rows, heads, names)


def _name_rows(table: int, rows: list[Dictionary], row_heads: RowHeads, names: pikepdf.NameTree) -> None:
    """Makes the cells of `row_heads` row headers, and has the other cells of the rows that they head refer to them.

    Typst lists the column headers of each cell (`Headers`); a reader that finds such a list asks nothing else, so the
    row headers must stand in it too.
    """
    for number, (row, heads) in enumerate(zip(rows, row_heads, strict=True)):
        called = {head: f"table-{table}-row-{head[0]}-{head[1]}" for head in heads}
        for place, cell in enumerate(children(row)):
            attributes = _attributes(cell)
            if name := called.get((number, place)):
                cell.S, cell.ID = Name.TH, String(name)
                names[name] = cell
                if "/Headers" in attributes:
                    del attributes["/Headers"]
                attributes.Scope = Name.Row
            elif cell.S == Name.TD and called:
                attributes.Headers = Array([*attributes.get("/Headers", Array()), *map(String, called.values())])


def _attributes(cell: Dictionary) -> Dictionary:
    """The attributes of `cell` as a table cell, made where there are none."""
    held = cell.get("/A")
    every = list(held) if isinstance(held, Array) else [] if held is None else [held]
    for attributes in every:
        if isinstance(attributes, Dictionary) and attributes.get("/O") == "/Table":
            return attributes
    cell.A = Array([*every, Dictionary(O=Name.Table)])
    made: Dictionary = cell.A[-1]  # not the one given: the file holds a copy
    return made
