"""What Typst cannot write, added to the finished file: row headers, and bytes that are the same at each build."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name


class TagsDiffer(Exception):
    """The tables in the file are not those that were set."""


def finish(pdf: bytes, row_headers: list[list[int]]) -> tuple[bytes, int]:
    """The finished file and its count of pages.

    `row_headers` has one entry a table, in reading order: for each row, how many of its first cells are row headers.
    Raises `TagsDiffer` where the tables in the file have other rows, so that no cell is ever named wrongly.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _mark_row_headers(file, row_headers)
        out = io.BytesIO()
        file.save(
            out,
            deterministic_id=True,
            linearize=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return out.getvalue(), len(file.pages)


def _mark_row_headers(file: pikepdf.Pdf, row_headers: list[list[int]]) -> None:
    root = file.Root.StructTreeRoot
    tables = [element for element in walk(root) if element.get("/S") == "/Table"]
    if len(tables) != len(row_headers):
        raise TagsDiffer(f"{len(row_headers)} tables were set, the file has {len(tables)}")
    for number, (table, headers) in enumerate(zip(tables, row_headers, strict=True), 1):
        rows = [element for element in walk(table) if element.get("/S") == "/TR"]
        if len(rows) != len(headers):
            raise TagsDiffer(f"table {number} was set with {len(headers)} rows, the file has {len(rows)}")
        for row, count in zip(rows, headers, strict=True):
            for cell in list(children(row))[:count]:
                cell.S = Name.TH
                others = [a for a in _attributes(cell) if a.get("/O") != "/Table"]
                old = next((a for a in _attributes(cell) if a.get("/O") == "/Table"), Dictionary(O=Name.Table))
                old[Name.Scope] = Name.Row
                cell.A = Array([*others, old]) if others else old


def _attributes(element: Dictionary) -> list[Dictionary]:
    found = element.get("/A")
    if found is None:
        return []
    return [a for a in found if isinstance(a, Dictionary)] if isinstance(found, Array) else [found]


def children(element: Dictionary):
    """The structure elements directly beneath `element`."""
    held = element.get("/K")
    for child in held if isinstance(held, Array) else [held]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child


def walk(element: Dictionary):
    """Every structure element beneath `element`, in reading order."""
    for child in children(element):
        yield child
        yield from walk(child)
