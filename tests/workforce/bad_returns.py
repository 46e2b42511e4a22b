"""Make the malformed returns in tests/returns/bad/, and say what the check must find in each.

    python tests/workforce/bad_returns.py

Each file is a sound return with one thing wrong. `CASES` names everything that the check must say of it: nothing more
and nothing less. Workbooks carry the time they were made, so only the text files are the same when made again.
"""

import datetime
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.styles.numbers import FORMAT_PERCENTAGE

FOLDER = Path(__file__).parent.parent / "returns" / "bad"
HEADER = "organisation_code,organisation_name,year,indicator,measure,subgroup,group,count"
# Rows 2 to 13 of the file: indicator 2, then indicator 3.
SOUND = [
    f"EX1,Example Trust,2024,{indicator},{measure},,{group},{count}"
    for indicator, measure, counts in (
        (2, "shortlisted", (1250, 640, 45)),
        (2, "appointed", (260, 96, 7)),
        (3, "headcount", (3100, 1150, 90)),
        (3, "entered_disciplinary", (31, 15, 1)),
    )
    for group, count in zip(("white", "bme", "unknown"), counts, strict=True)
]


@dataclass(frozen=True)
class Case:
    """A file, the exit status, and the (code, row, column) of every error and warning."""

    name: str
    data: bytes
    exit: int
    errors: tuple = ()
    warnings: tuple = ()


def text(rows=SOUND, header=HEADER, encoding="utf-8", end="\n") -> bytes:
    return (end.join([header, *rows]) + end).encode(encoding)


def changed(row: int, column: int, cell: str, rows=SOUND) -> list[str]:
    """The sound rows with one cell of one row (as numbered in the file) changed, quoted where it must be."""
    cells = rows[row - 2].split(",")
    cells[column] = f'"{cell}"' if any(mark in cell for mark in ',"\n\t') else cell
    return [*rows[: row - 2], ",".join(cells), *rows[row - 1 :]]


CODE, NAME, YEAR, INDICATOR, MEASURE, SUBGROUP, GROUP, COUNT = range(8)


def book(rows=SOUND, edit=None, title="Return") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in [HEADER, *rows]:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row.split(",")])
    if edit:
        edit(workbook, sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A package with one part put in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return out.getvalue()


def zipped(**parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def put(cell, value, number_format=None):
    def edit(_, sheet):
        sheet[cell] = value
        if number_format:
            sheet[cell].number_format = number_format

    return edit


def sheet_beside(title, hidden=False, cell=None):
    def edit(workbook, _):
        sheet = workbook.create_sheet(title)
        if hidden:
            sheet.sheet_state = "hidden"
        if cell:
            sheet["A1"] = cell

    return edit


def hide(rows=(), columns=""):
    def edit(_, sheet):
        for number in rows:
            sheet.row_dimensions[number].hidden = True
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True

    return edit


ONE = "EX1,Example Trust,2024,1,headcount"
BANDED = [
    f"{ONE},{band},{group},{count}"
    for band, counts in (("clinical:band-5", (2000, 900, 60)), ("non-clinical:band-3", (1100, 250, 30)))
    for group, count in zip(("white", "bme", "unknown"), counts, strict=True)
]
BOARD = [
    f"EX1,Example Trust,2024,9,{measure},,{group},{count}"
    for measure, counts in (
        ("board_voting", (10, 2, 0)),
        ("board_executive", (5, 1, 0)),
        ("headcount", (3100, 1150, 90)),
    )
    for group, count in zip(("white", "bme", "unknown"), counts, strict=True)
]
SURVEY = [
    f"EX1,Example Trust,2024,8,{measure},,{group},{count}"
    for measure, counts in (("respondents", (1500, 1200, 20)), ("answered_yes", (120, 180, 2)))
    for group, count in zip(("white", "bme", "unknown"), counts, strict=True)
]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def error(name, data, *problems, warnings=()):
    return Case(name, data, 1, problems, warnings)


def warning(name, data, *problems):
    return Case(name, data, 0, (), problems)


def unreadable(name, data, code, row=None):
    return Case(name, data, 2, ((code, row, None),))


def cell(name, row, column, value, code):
    """One bad cell of an otherwise sound CSV."""
    return error(name, text(changed(row, column, value)), (code, row, HEADER.split(",")[column]))


CASES = [
    # Not a table at all
    unreadable("zero-byte.csv", b"", "file_empty"),
    unreadable("blank.csv", b"\n  \n\n", "file_empty"),
    unreadable("picture.csv", PNG, "not_a_table"),
    unreadable("picture.xlsx", PNG, "not_a_table"),
    unreadable("pdf.csv", b"%PDF-1.7\n%", "not_a_table"),
    unreadable("web-page.csv", b"<!doctype html><table><tr><td>1</td></tr></table>", "not_a_table"),
    unreadable("nought-bytes.csv", text().replace(b"Example", b"Ex\x00mple"), "not_a_table"),
    unreadable("old-workbook.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "old_or_locked_workbook"),
    unreadable("zip.xlsx", zipped(**{"return.csv": "x"}), "not_a_table"),
    unreadable("open-document.xlsx", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not_a_table"),
    unreadable("cut-short.xlsx", book()[:3000], "workbook_damaged"),
    unreadable("broken-part.xlsx", with_part(book(), "xl/workbook.xml", b"<workbook"), "workbook_damaged"),
    unreadable(
        "entities.xlsx",
        with_part(book(), "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'),
        "workbook_unsafe",
    ),
    unreadable("stray-cell-at-the-bottom.xlsx", book(edit=put("A1048576", "x")), "too_many_rows"),
    unreadable(
        "unknown-encoding.csv",
        text().replace(b"Example Trust,2024,2,appointed", b"Ex\x81mple,2024,2,appointed", 1),
        "encoding_unknown",
        5,
    ),
    unreadable("empty-workbook.xlsx", book(edit=lambda _, sheet: sheet.delete_rows(1, 20)), "file_empty"),
    # Encodings and delimiters: read, with a word about it
    warning("byte-order-mark.csv", text(encoding="utf-8-sig"), ("byte_order_mark", 1, None)),
    warning(
        "old-windows.csv",
        text([row.replace("Example", "Éxample") for row in SOUND], encoding="cp1252"),
        ("encoding_cp1252", 2, None),
    ),
    warning("utf-16.csv", text(encoding="utf-16"), ("utf16", None, None)),
    warning("semicolons.csv", text().replace(b",", b";"), ("delimiter", 1, None)),
    warning("tabs.csv", text().replace(b",", b"\t"), ("delimiter", 1, None)),
    # The header
    error("no-header.csv", text(header=SOUND[0]), ("no_header", 1, None)),
    error("header-only.csv", text([]), ("no_rows", None, None)),
    warning("title-above.csv", b"WRES return 2024\n" + text(), ("header_not_first", 1, None)),
    error(
        "no-count-column.csv",
        text([row.rsplit(",", 1)[0] for row in SOUND], HEADER.removesuffix(",count")),
        ("missing_column", 1, "count"),
    ),
    error(
        "count-under-another-name.csv",
        text(header=HEADER.replace(",count", ",number")),
        ("missing_column", 1, "count"),
        warnings=(("unknown_column", 1, "number"),),
    ),
    error(
        "one-column-a-group.csv",
        text(
            ["EX1,Example Trust,2024,2,appointed,,260,96"],
            HEADER.replace("group,count", "white,bme"),
        ),
        ("missing_column", 1, "group"),
        ("missing_column", 1, "count"),
        warnings=(("unknown_column", 1, "white"), ("unknown_column", 1, "bme")),
    ),
    error("column-twice.csv", text([f"{row},1" for row in SOUND], f"{HEADER},count"), ("duplicate_column", 1, "count")),
    warning(
        "extra-column.csv", text([f"{row},checked" for row in SOUND], f"{HEADER},notes"), ("unknown_column", 1, "notes")
    ),
    # The shape of rows
    error(
        "number-with-a-comma-unquoted.csv",
        text([SOUND[0].replace("1250", "1,250"), *SOUND[1:]]),
        ("wrong_number_of_cells", 2, None),
    ),
    error(
        "cells-missing.csv",
        text([*SOUND[:4], "EX1,Example Trust,2024", *SOUND[5:]]),
        ("wrong_number_of_cells", 6, None),
    ),
    error(
        "stray-quotation-mark.csv",
        text([*SOUND[:11], '"EX1,Example Trust,2024,3,entered_disciplinary,,unknown,1']),
        ("broken_quotes", 13, None),
    ),
    # Counts
    error("all-counts-empty.csv", text([row.rsplit(",", 1)[0] + "," for row in SOUND]), ("no_counts", 2, "count")),
    warning("count-empty.csv", text(changed(6, COUNT, "")), ("count_empty", 6, "count")),
    cell("thousands-comma.csv", 2, COUNT, "1,250", "thousands_separator"),
    cell("thousands-space.csv", 8, COUNT, "3 100", "thousands_separator"),
    cell("thousands-apostrophe.csv", 8, COUNT, "3'100", "thousands_separator"),
    cell("percent-sign.csv", 5, COUNT, "20.8%", "percent_sign"),
    cell("negative.csv", 7, COUNT, "-7", "negative_count"),
    cell("negative-real-minus.csv", 7, COUNT, "−7", "negative_count"),
    cell("fraction.csv", 6, COUNT, "96.4", "fractional_count"),
    cell("decimal-comma.csv", 6, COUNT, "96,4", "fractional_count"),
    cell("scientific.csv", 2, COUNT, "1.25E+03", "scientific_notation"),
    cell("date-in-count.csv", 7, COUNT, "07-Mar", "date_in_cell"),
    cell("date-time-in-count.csv", 7, COUNT, "1900-01-07 00:00:00", "date_in_cell"),
    cell("star.csv", 7, COUNT, "*", "suppressed_count"),
    cell("fewer-than.csv", 13, COUNT, "<5", "suppressed_count"),
    cell("range.csv", 13, COUNT, "1 to 7", "suppressed_count"),
    cell("excel-error.csv", 5, COUNT, "#REF!", "excel_error"),
    cell("in-words.csv", 5, COUNT, "about 260", "not_a_count"),
    cell("not-applicable.csv", 5, COUNT, "n/a", "not_a_count"),
    cell("digits-of-another-script.csv", 5, COUNT, "٢٦٠", "not_a_count"),
    cell("too-many-digits.csv", 2, COUNT, "12501250", "count_too_large"),
    cell("huge-number.csv", 2, COUNT, "9" * 400, "count_too_large"),
    # Formulas and other dangers in text
    cell("formula-runs-a-program.csv", 3, NAME, "=cmd|' /C calc'!A0", "formula_injection"),
    cell("formula-plus.csv", 3, NAME, "+SUM(1)", "formula_injection"),
    cell("formula-minus.csv", 3, NAME, "-2+3", "formula_injection"),
    cell("formula-at.csv", 3, MEASURE, "@SUM(1)", "formula_injection"),
    cell("formula-after-a-tab.csv", 3, NAME, "\t=1+1", "formula_injection"),
    cell("formula-in-count.csv", 2, COUNT, "=SUM(H3:H4)", "formula_injection"),
    cell("unprintable.csv", 4, NAME, "Example\x07Trust", "control_character"),
    cell("very-long-name.csv", 4, NAME, "Example " * 40, "text_too_long"),
    # Years, indicators, measures, groups, subgroups
    cell("year-range.csv", 4, YEAR, "2023/24", "year_as_range"),
    cell("year-as-date.csv", 4, YEAR, "31/03/2024", "date_in_cell"),
    cell("year-two-digits.csv", 4, YEAR, "24", "not_a_year"),
    cell("year-mistyped.csv", 4, YEAR, "2204", "not_a_year"),
    cell("year-empty.csv", 4, YEAR, "", "missing_value"),
    cell("indicator-10.csv", 9, INDICATOR, "10", "unknown_indicator"),
    cell("indicator-in-words.csv", 9, INDICATOR, "three", "unknown_indicator"),
    cell("measure-unknown.csv", 9, MEASURE, "staff", "unknown_measure"),
    error(
        "measure-of-another-indicator.csv",
        text(changed(9, MEASURE, "shortlisted")),
        ("measure_of_other_indicator", 9, "measure"),
    ),
    cell("group-unknown.csv", 9, GROUP, "BAME", "unknown_group"),
    cell("group-empty.csv", 9, GROUP, "", "missing_value"),
    error(
        "total-of-groups.csv",
        text([*SOUND, "EX1,Example Trust,2024,3,entered_disciplinary,,Total,47"]),
        ("total_row", 14, "group"),
    ),
    error(
        "band-8-without-letter.csv",
        text([*SOUND, *changed(2, SUBGROUP, "clinical:band-8", BANDED)]),
        ("unknown_subgroup", 14, "subgroup"),
    ),
    error("subgroup-not-used.csv", text(changed(3, SUBGROUP, "clinical:band-5")), ("subgroup_not_used", 3, "subgroup")),
    error("total-beside-bands.csv", text([*BANDED, f"{ONE},,white,3100"]), ("total_row", 8, "subgroup")),
    # Organisations
    cell("code-empty.csv", 3, CODE, "", "missing_value"),
    cell("code-with-a-slash.csv", 3, CODE, "R/X1", "bad_code"),
    cell("name-empty.csv", 3, NAME, "", "missing_value"),
    error(
        "two-names-for-one-code.csv", text(changed(9, NAME, "Example Hospitals")), ("two_names", 9, "organisation_name")
    ),
    # Rows against rows
    error("row-twice.csv", text([*SOUND, SOUND[4]]), ("duplicate_row", 14, "count")),
    error("row-twice-other-count.csv", text([*SOUND, SOUND[4].replace("96", "97")]), ("duplicate_row", 14, "count")),
    error("appointed-over-shortlisted.csv", text(changed(6, COUNT, "641")), ("part_over_whole", 6, "count")),
    error("disciplined-over-headcount.csv", text(changed(13, COUNT, "91")), ("part_over_whole", 13, "count")),
    error(
        "no-white-row.csv", text([row for row in SOUND if "appointed,,white" not in row]), ("missing_group", 5, "group")
    ),
    warning(
        "no-unknown-row.csv",
        text([row for row in SOUND if "appointed,,unknown" not in row]),
        ("no_unknowns", 5, "group"),
    ),
    error(
        "no-appointed.csv", text([row for row in SOUND if "appointed" not in row]), ("missing_measure", 2, "measure")
    ),
    error(
        "mixed-years.csv",
        text([row.replace("2024", "2025") if "appointed" in row else row for row in SOUND]),
        ("mixed_years", 2, "year"),
        ("mixed_years", 5, "year"),
    ),
    warning(
        "headcounts-differ.csv",
        text([*BANDED, *SOUND[6:]]).replace(b"3,headcount,,white,3100", b"3,headcount,,white,3099"),
        ("headcount_differs", 8, "count"),
    ),
    warning("more-answers-than-staff.csv", text([*BANDED, *SURVEY]), ("respondents_over_headcount", 9, "count")),
    warning(
        "more-executives-than-voters.csv",
        text(BOARD).replace(b"board_executive,,bme,1", b"board_executive,,bme,3"),
        ("executive_over_voting", 6, "count"),
    ),
    # Workbooks
    error(
        "excel-date-in-count.xlsx", book(edit=put("H7", datetime.datetime(2024, 3, 7))), ("date_in_cell", 7, "count")
    ),
    error("excel-date-in-year.xlsx", book(edit=put("C4", datetime.date(2024, 3, 31))), ("date_in_cell", 4, "year")),
    error("excel-percent.xlsx", book(edit=put("H5", 0.208, FORMAT_PERCENTAGE)), ("percent_sign", 5, "count")),
    error("excel-fraction.xlsx", book(edit=put("H6", 96.4)), ("fractional_count", 6, "count")),
    error("excel-true.xlsx", book(edit=put("H6", True)), ("not_a_count", 6, "count")),
    error("excel-text-number.xlsx", book(edit=put("H2", "1,250")), ("thousands_separator", 2, "count")),
    error("formulas.xlsx", book(edit=put("H4", "=H2-H3")), ("formula_cell", 4, "count")),
    error("formula-in-name.xlsx", book(edit=put("B4", '=HYPERLINK("x")')), ("formula_cell", 4, "organisation_name")),
    error(
        "merged-cells.xlsx",
        book(edit=lambda _, sheet: sheet.merge_cells("B2:B4")),
        ("merged_cells", 2, "organisation_name"),
    ),
    warning("empty-sheet.xlsx", book(edit=sheet_beside("Indicator 5")), ("empty_sheet", None, None)),
    warning("hidden-sheet.xlsx", book(edit=sheet_beside("Old", hidden=True, cell="x")), ("hidden_sheet", None, None)),
    warning("hidden-row.xlsx", book(edit=hide(rows=[4])), ("hidden_rows", 4, None)),
    warning("hidden-rows.xlsx", book(edit=hide(rows=[3, 4, 400])), ("hidden_rows", 3, None)),
    warning("hidden-column.xlsx", book(edit=hide(columns="G")), ("hidden_column", 1, "group")),
    warning(
        "sheet-without-header.xlsx", book(edit=sheet_beside("Notes", cell="to do")), ("sheet_without_header", 1, None)
    ),
    error(
        "rows-on-another-sheet.xlsx",
        book(rows=SOUND[:6], title="Indicator 3"),
        *(("other_indicators_sheet", row, "indicator") for row in range(2, 8)),
    ),
]


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        if case.name.endswith(".xlsx") and (FOLDER / case.name).exists():
            continue  # a workbook made again is another file
        (FOLDER / case.name).write_bytes(case.data)
