"""Read a table of text cells from a CSV file or an Excel workbook that anyone may have made.

Nothing here knows what a WRES return is: it is told the columns to look for. Every cell comes back as text, with the
row it stood in, so that whatever judges a cell can say where it is. The file is judged by its first bytes, not its
name, and by its size before it is opened.
"""

import csv
import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import openpyxl
import pandas as pd
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from edi_handbook.workforce.returns.problems import Problem, UnreadableFile, shown

MAX_BYTES = 100_000_000
MAX_ROWS = 500_000
"""A full return of 250 organisations over 10 years has about 350,000 rows."""
MAX_WORKBOOK_BYTES = 60_000_000
"""Of a workbook's parts when unpacked."""
MAX_WORKBOOK_PARTS = 1_000
MAX_WORKBOOK_ROWS = 30_000
"""Workbooks are slow to read. This is 200 returns of one organisation and year; CSV takes more."""
MAX_COLUMNS = 20
"""Of a sheet that are looked at. A stray cell far down or far right makes a sheet of millions of empty cells."""
HEADER_WITHIN = 20
LONGEST_CELL = 10_000
"""Characters. Without a limit a stray quotation mark would make one cell of the rest of the file."""


Records = list[tuple[int, list[str]]]
"""Rows with their number in the file."""


@dataclass
class Table:
    """Cells as text, one row a record: `columns`, then `row` (its number in the file) and `sheet` (empty for CSV).

    What was found wrong while reading is in `errors` and `warnings`. `missing` lists the columns that
    no header had.
    """

    cells: pd.DataFrame
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_table(file: str | Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Read `file` and find `columns` (and any of `optional`) in it by the names in its header.

    Raises UnreadableFile where there is nothing that could be read: no such file, empty, too large, not a table.
    """
    data = _bytes_of(Path(file))
    if data[:4] == b"PK\x03\x04":
        _check_zip(data)
        return _read_workbook(data, columns, optional)
    _refuse_other_types(data)
    return _read_csv(data, columns, optional)


def _bytes_of(path: Path) -> bytes:
    if not path.exists():
        raise UnreadableFile(
            "file_not_found", f"There is no file {shown(str(path), 200)}", "check the name and the folder"
        )
    if not path.is_file():
        raise UnreadableFile(
            "not_a_file", f"{shown(str(path), 200)} is not a file", "name a CSV file or an .xlsx workbook"
        )
    try:
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile("file_empty", "The file is empty, 0 bytes long", "save it again from your spreadsheet")
        if size > MAX_BYTES:
            raise UnreadableFile(
                "file_too_large",
                f"The file is {size / 1e6:,.0f} MB and the most that is read is {MAX_BYTES / 1e6:,.0f} MB",
                "keep one row a count, and split the file by year if it is still too large",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            "file_not_readable",
            f"The file cannot be opened ({error.strerror})",
            "close it in other programs and check that you may read it",
        ) from error


KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a word-processor document"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
)


def _refuse_other_types(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            "old_or_locked_workbook",
            "The file is an old .xls workbook or one with a password",
            "take the password off and save it as .xlsx or CSV",
        )
    for start, kind in KINDS:
        if data[:16].lstrip().lower().startswith(start.lower()):
            raise UnreadableFile(
                "not_a_table", f"The file is {kind}, whatever its name", "give the CSV or .xlsx file itself"
            )
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in data:
        raise UnreadableFile(
            "not_a_table", "The file is not text, for it has nought bytes in it", "save it as CSV UTF-8 or .xlsx"
        )


def _normal(name: object) -> str:
    return re.sub(r"[\s\-]+", "_", str(name).strip().lower())


# CSV


def _decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text and the warnings about its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), [
                Problem("utf16", None, None, "The file is in UTF-16", "save it as CSV UTF-8; it was read all the same")
            ]
        except UnicodeDecodeError:
            pass
    warnings = []
    if data.startswith(b"\xef\xbb\xbf"):
        warnings.append(
            Problem(
                "byte_order_mark", 1, None, "The file begins with a byte order mark", "nothing to do; it was left out"
            )
        )
    try:
        return data.decode("utf-8-sig"), warnings
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "encoding_unknown",
            "The file's letters are in no encoding that is known here",
            "save it as CSV UTF-8",
            row=data.count(b"\n", 0, error.start) + 1,
        ) from error
    return text, [
        Problem(
            "encoding_cp1252",
            row,
            None,
            "The file is in an old Windows encoding",
            "save it as CSV UTF-8; check its names",
        )
    ]


def _delimiter(text: str, columns: Collection[str]) -> str:
    """The delimiter whose cells hold the most of the column names, over the first lines; comma when in doubt."""
    lines = text[:20_000].splitlines()[:HEADER_WITHIN]
    score = {
        mark: max((sum(_normal(cell.strip('"')) in columns for cell in line.split(mark)) for line in lines), default=0)
        for mark in ",;\t|"
    }
    return max(score, key=lambda mark: score[mark])


def _read_csv(data: bytes, columns: Sequence[str], optional: Sequence[str]) -> Table:
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > MAX_ROWS + HEADER_WITHIN:
        _too_many_rows(lines)
    text, warnings = _decode(data)
    if not text.strip():
        raise UnreadableFile(
            "file_empty", "The file has nothing in it but blanks", "save it again from your spreadsheet"
        )
    delimiter = _delimiter(text, columns)
    if delimiter != ",":
        name = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}[delimiter]
        warnings.append(
            Problem(
                "delimiter", 1, None, f"The cells are parted by {name}", "save with commas; it was read all the same"
            )
        )
    records: Records = []
    errors = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        with _longest_cell(LONGEST_CELL):
            for number, record in enumerate(reader, start=1):
                records.append((number, record))
    except csv.Error:
        errors.append(
            Problem(
                "broken_quotes",
                number + 1,
                None,
                f"The quotation marks in this row do not close, or a cell has more than {LONGEST_CELL:,} characters; "
                "nothing after it was read",
                "take the stray quotation mark out, or shorten the cell",
            )
        )
    table = _from_records(records, columns, optional, sheet="")
    if table is None:
        if errors:
            return Table(_no_cells(columns), errors, warnings, list(columns))
        table = _no_header(records, columns)
    table.errors = errors + table.errors
    table.warnings = warnings + table.warnings
    return table


@contextmanager
def _longest_cell(most: int) -> Iterator[None]:
    """The limit is one for the whole process: whatever else reads CSV there gets its own back."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _too_many_rows(number: int, most: int = MAX_ROWS) -> NoReturn:
    raise UnreadableFile(
        "too_many_rows",
        f"The file has about {number:,} rows and the most that is read is {most:,}",
        "delete empty rows at the end, or split the file by year",
    )


def _no_cells(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=[*columns, "row", "sheet"])


def _find_header(records: Records, columns: Collection[str]) -> int | None:
    """The place of the record that has the most of the column names (at least two), or None."""
    best, place = 1, None
    for number, (_, record) in enumerate(records[:HEADER_WITHIN]):
        hits = len({_normal(cell) for cell in record} & set(columns))
        if hits > best:
            best, place = hits, number
    return place


def _no_header(records: Records, columns: Sequence[str]) -> Table:
    row = next((number for number, record in records if any(cell.strip() for cell in record)), 1)
    error = Problem(
        "no_header",
        row,
        None,
        "No row has the column names of a return",
        f"make the first row {', '.join(columns)}",
    )
    return Table(_no_cells(columns), [error], [], list(columns))


def _from_records(records: Records, columns: Sequence[str], optional: Sequence[str], sheet: str) -> Table | None:
    """The table below the header in `records` (pairs of row number and cells), or None where there is no header."""
    place = _find_header(records, columns)
    if place is None:
        return None
    header_row, header = records[place]
    header = [_normal(cell) for cell in header]
    while header and not header[-1]:
        header.pop()
    errors, warnings = [], []
    if any(cell.strip() for _, record in records[:place] for cell in record):
        first = records[0][0]
        warnings.append(
            Problem(
                "header_not_first",
                first,
                None,
                f"There is something above the column names, which are in row {header_row}",
                "delete the rows above; they were left out",
                sheet,
            )
        )
    missing = [name for name in columns if name not in header]
    errors += [
        Problem("missing_column", header_row, name, f"There is no column {name}", "add it, or use the template", sheet)
        for name in missing
    ]
    known = {*columns, *optional}
    for name in dict.fromkeys(header):
        if name and name in known and header.count(name) > 1:
            errors.append(
                Problem(
                    "duplicate_column", header_row, name, f"The column {name} is there twice", "keep one of them", sheet
                )
            )
        elif name and name not in known:
            warnings.append(
                Problem(
                    "unknown_column",
                    header_row,
                    name[:40],
                    "The column is not part of a return",
                    "delete it; it was left out",
                    sheet,
                )
            )
    width = len(header)
    places = {name: header.index(name) for name in (*columns, *optional) if name in header}
    numbers: list[int] = []
    cells: dict[str, list[str]] = {name: [] for name in places}
    seen: dict[str, str] = {}
    for number, record in records[place + 1 :]:
        if not any(cell.strip() for cell in record):
            continue
        extra = [cell for cell in record[width:] if cell.strip()]
        if extra or len(record) < width:
            what = "more" if extra else "fewer"
            fix = "put a cell with a comma in it in quotation marks" if extra else "fill the row up with empty cells"
            errors.append(
                Problem("wrong_number_of_cells", number, None, f"The row has {what} cells than the header", fix, sheet)
            )
            continue
        numbers.append(number)
        for name, column in places.items():
            cell = record[column]
            cells[name].append(seen.setdefault(cell, cell))  # one copy of each text: codes and groups repeat
    frame = pd.DataFrame(cells, dtype=object).assign(row=numbers, sheet=sheet)
    for name in columns:
        if name not in frame:
            frame[name] = ""
    return Table(frame, errors, warnings, missing)


# Excel


def _check_zip(data: bytes) -> None:
    """Refuse a package that is not a workbook, or that would unpack to too much, before openpyxl sees it.

    The sizes that the directory declares are added up first. Then every part is unpacked once, a little at a time,
    which shows a part that is larger than it says, whatever reads it later.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            size = sum(part.file_size for part in parts)
            if size > MAX_WORKBOOK_BYTES or len(parts) > MAX_WORKBOOK_PARTS:
                raise UnreadableFile(
                    "workbook_too_large",
                    f"The workbook unpacks to {size / 1e6:,.0f} MB in {len(parts):,} parts, more than is opened here",
                    "delete empty rows and pictures, or save it as CSV",
                )
            if "xl/workbook.xml" not in names:
                kind = "an OpenDocument file" if "mimetype" in names else "a zip file that is not an .xlsx workbook"
                raise UnreadableFile("not_a_table", f"The file is {kind}", "save it as .xlsx or CSV")
            if any(_has_document_type(package, part) for part in parts):
                raise UnreadableFile(
                    "workbook_unsafe",
                    "The workbook declares a document type, which no spreadsheet program writes",
                    "save it again from your spreadsheet",
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise UnreadableFile(
            "workbook_damaged", "The workbook is damaged or locked", "open it in your spreadsheet and save it again"
        ) from error


_DOCUMENT_TYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _has_document_type(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Entities, which can swell without end, need a document type. All of the part is read, and its checksum tried."""
    found, tail = False, b""
    xml = part.filename.endswith((".xml", ".rels", ".vml"))
    with package.open(part) as stream:
        # read() without a size would unpack the whole part before it is cut to the declared size.
        while piece := stream.read(1 << 16):
            found = found or (xml and any(mark in tail + piece for mark in _DOCUMENT_TYPE))
            tail = piece[-20:]
    return found


def _read_workbook(data: bytes, columns: Sequence[str], optional: Sequence[str]) -> Table:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise: KeyError, ValueError, …
        raise UnreadableFile(
            "workbook_damaged", "The workbook is damaged", "open it in your spreadsheet and save it again"
        ) from error
    warnings: list[Problem] = []
    tables: list[Table] = []
    rows = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            warnings.append(
                Problem(
                    "hidden_sheet",
                    None,
                    None,
                    f"The sheet {shown(sheet.title)} is hidden and was not read",
                    "show it or delete it",
                )
            )
            continue
        rows += sheet.max_row
        if rows > MAX_WORKBOOK_ROWS:
            _too_many_rows(rows, MAX_WORKBOOK_ROWS)
        table = _read_sheet(sheet, columns, optional)
        if table is not None:
            tables.append(table)
        elif _is_empty(sheet):
            warnings.append(
                Problem(
                    "empty_sheet", None, None, f"The sheet {shown(sheet.title)} is empty", "fill it in or delete it"
                )
            )
        elif _normal(sheet.title) != "guidance":
            warnings.append(
                Problem(
                    "sheet_without_header",
                    1,
                    None,
                    f"The sheet {shown(sheet.title)} has no row of column names and was not read",
                    "copy the header from the template, or delete the sheet",
                )
            )
    if not tables:
        if all(_is_empty(sheet) for sheet in book.worksheets):
            raise UnreadableFile(
                "file_empty", "The workbook has nothing in it", "fill in the template and save it again"
            )
        empty = _no_header([], columns)
        return Table(empty.cells, empty.errors, warnings, empty.missing)
    missing = list(dict.fromkeys(name for table in tables for name in table.missing))
    return Table(
        pd.concat([table.cells for table in tables], ignore_index=True),
        [error for table in tables for error in table.errors],
        warnings + [warning for table in tables for warning in table.warnings],
        missing,
    )


def _is_empty(sheet: Worksheet) -> bool:
    return all(
        cell is None for row in sheet.iter_rows(max_row=200, max_col=MAX_COLUMNS, values_only=True) for cell in row
    )


def _read_sheet(sheet: Worksheet, columns: Sequence[str], optional: Sequence[str]) -> Table | None:
    problems: list[Problem] = []
    records: Records = []
    width = min(sheet.max_column, MAX_COLUMNS)
    for number, row in enumerate(sheet.iter_rows(max_col=width), start=1):
        records.append((number, [_text(cell) for cell in row]))
        if number == HEADER_WITHIN and _find_header(records, columns) is None:
            return None
    merged = [
        block
        for block in sheet.merged_cells.ranges
        if block.min_col <= width and (block.max_row > block.min_row or block.max_col > block.min_col)
    ]
    for block in sorted(merged, key=lambda block: (block.min_row, block.min_col)):
        _spread(records, block)
    place, table = _find_header(records, columns), _from_records(records, columns, optional, sheet.title)
    if place is None or table is None:
        return None
    header = [_normal(cell) for cell in records[place][1]]
    for block in sorted(merged, key=lambda block: (block.min_row, block.min_col)):
        if block.max_row > records[place][0]:
            name = header[block.min_col - 1] if block.min_col <= len(header) else ""
            problems.append(
                Problem(
                    "merged_cells",
                    block.min_row,
                    name or block.coord,
                    f"The cells {block.coord} are merged",
                    "unmerge them and write the value in each row",
                    sheet.title,
                )
            )
    table.errors = problems + table.errors
    table.warnings = [*table.warnings, *_hidden(sheet, records[place][0], header)]
    return table


def _hidden(sheet: Worksheet, header_row: int, header: Sequence[str]) -> Iterator[Problem]:
    """What lies out of sight in a sheet whose header has these names, and counts all the same."""
    within = range(header_row, sheet.max_row + 1)
    hidden = (number for number, row in sheet.row_dimensions.items() if row.hidden and number in within)
    rows = sorted(number for number in hidden if any(cell.value is not None for cell in sheet[number]))
    if rows:
        one = "This row is hidden, and was read all the same"
        more = f"{len(rows)} rows are hidden, of which this is the first, and were read all the same"
        fix = "show what belongs there and delete the rest"
        yield Problem("hidden_rows", rows[0], None, one if len(rows) == 1 else more, fix, sheet.title)
    spans = (range(one.min or 0, (one.max or 0) + 1) for one in sheet.column_dimensions.values() if one.hidden)
    places = {place for span in spans for place in span}
    for place, name in enumerate(header, start=1):
        if place in places and name:
            message = "This column is hidden, and was read all the same"
            yield Problem("hidden_column", header_row, name, message, "show it", sheet.title)


def _spread(records: Records, block: CellRange) -> None:
    """Write a merged block's value into all its cells: one complaint about the block, none about its empty cells."""
    first = records[block.min_row - 1][1][block.min_col - 1] if block.min_row <= len(records) else ""
    for _, cells in records[block.min_row - 1 : block.max_row]:
        for place in range(block.min_col - 1, min(block.max_col, len(cells))):
            cells[place] = first


def _text(cell: Any) -> str:
    """A cell as the text that a person would have typed in a CSV, so that one set of rules judges both."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return str(value)
    if isinstance(value, (int, float)):
        if "%" in (cell.number_format or ""):
            return f"{value * 100:g}%"
        return str(int(value)) if float(value).is_integer() else repr(value)
    if cell.data_type == "f":
        text = getattr(value, "text", None) or str(value)
        return text if text.startswith("=") else f"={text}"
    return str(value)
