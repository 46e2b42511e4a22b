"""What each cell of a return may hold, as a pandera schema, and what is said where it does not.

The schema collects every failure; `explain` turns a failure into one sentence. A cell's fault is found by the same
function that the schema checks with, so the two cannot drift apart.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from edi_handbook import fonts
from edi_handbook.workforce.definitions import ALL, GROUPS, INDICATORS, KEY
from edi_handbook.workforce.returns.problems import Problem, shown

COLUMNS = (
    "organisation_code",
    "organisation_name",
    "year",
    "indicator",
    "measure",
    "subgroup",
    "group",
    "count",
)
OPTIONAL_COLUMNS = ("is_synthetic",)
FIRST_YEAR, LAST_YEAR = 2015, 2050
LARGEST_COUNT = 10_000_000
LONGEST_TEXT = 120
SUBGROUPS = {subgroup for indicator in INDICATORS.values() for subgroup in indicator.subgroups}
MEASURES = {measure for indicator in INDICATORS.values() for measure in indicator.measures}

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{1,2}/[0-9]{1,2}"
    rf"|[0-9]{{1,2}}[/ -]{_MONTH}([/ -][0-9]{{2,4}})?|{_MONTH}[/ -][0-9]{{2,4}}",
    re.IGNORECASE,
)
_SPACES = "[ \u00a0\u2009\u202f]"
_THOUSANDS = re.compile(rf"[0-9]{{1,3}}(?:(?:,[0-9]{{3}})+|(?:{_SPACES}[0-9]{{3}})+|(?:['’][0-9]{{3}})+)(\.0+)?")

Fault = Callable[[str], str]
"""The code of what is wrong with the text of a cell, or empty."""

# code: (what is wrong, how to mend it). {cell} is the cell in quotation marks, {column} its column.
WORDS = {
    "formula": (
        "{cell} begins with a sign that a spreadsheet would run as a formula",
        "write the plain text or number",
    ),
    "control_character": ("{cell} has an unprintable character in it", "type the cell again"),
    "text_too_long": ("{cell} is longer than 120 characters", "shorten it"),
    "sign_without_font": ("{cell} has a sign that the report cannot print", "write the name without it"),
    "missing_value": ("The cell is empty", "fill in the {column}"),
    "negative_count": ("{cell} is below 0", "write a whole number, 0 or more"),
    "fractional_count": ("{cell} is not a whole number", "count heads, not whole-time equivalents"),
    "thousands_separator": ("{cell} has a thousands separator", "write the digits only"),
    "percent_sign": ("{cell} is a per cent", "write the count of people"),
    "scientific_notation": ("{cell} is in scientific notation", "format the cells as whole numbers"),
    "date_in_cell": ("{cell} is a date", "format the cells as text or whole numbers and type them again"),
    "suppressed_count": (
        "{cell} hides a small count",
        "write the true count; the check is for you alone, and nothing leaves this machine",
    ),
    "excel_error": ("{cell} is a spreadsheet error", "mend the formula and paste its value"),
    "count_too_large": ("{cell} is more than 10 million", "check the number"),
    "not_a_count": ("{cell} is not a count", "write a whole number, or leave the cell empty if it is not known"),
    "year_as_range": ("{cell} is not one year", "write the WRES report year, in which 31 March falls"),
    "not_a_year": ("{cell} is not a year from 2015 to 2050", "write four digits, such as 2024"),
    "unknown_indicator": ("{cell} is not an indicator", "write a number from 1 to 9"),
    "unknown_measure": ("{cell} is not a measure", f"write one of {', '.join(sorted(MEASURES))}"),
    "unknown_subgroup": (
        "{cell} is not a subgroup",
        "write one such as clinical:band-5, non-clinical:band-8a, clinical:vsm or medical:consultant",
    ),
    "unknown_group": ("{cell} is not a group", "write white, bme or unknown"),
    "total_row": ("{cell} is a total", "delete the row; totals are worked out"),
    "bad_code": ("{cell} is not an organisation code", "use letters, digits and hyphens, such as RX1"),
}
TOTALS = {"total", "all", "overall", "sum", "grand total", "subtotal", "everyone"}


def _text_fault(text: str) -> str:
    if re.match(r"\s*[=+@\-]|[\t\r]", text):
        return "formula"
    if any(not character.isprintable() for character in text):
        return "control_character"
    return "text_too_long" if len(text) > LONGEST_TEXT else ""


def _excel_error(text: str) -> bool:
    return bool(re.fullmatch(r"#[A-Z/0]+[!?]?", text))


def count_fault(text: str) -> str:
    """The code of what is wrong with a count, or empty. An empty count is no fault: it is not known."""
    cell = text.strip()
    if not cell or re.fullmatch(r"[0-9]+(\.0+)?", cell):
        return "count_too_large" if cell and float(cell) > LARGEST_COUNT else ""
    if re.fullmatch(r"[-−–][ ]*[0-9]+([.,][0-9]+)?", cell):
        return "negative_count"
    if _excel_error(cell):
        return "excel_error"
    if re.fullmatch(r"[0-9.,]+\s*%", cell):
        return "percent_sign"
    if _THOUSANDS.fullmatch(cell):
        return "thousands_separator"
    if re.fullmatch(r"[0-9]*[.,][0-9]+", cell):
        return "fractional_count"
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+", cell):
        return "scientific_notation"
    if _DATE.fullmatch(cell):
        return "date_in_cell"
    if re.fullmatch(r"\*+|[-–—]|\[?[cCxX]\]?|[<≤]\s*=?\s*[0-9]+|[0-9]+\s*(-|–|to)\s*[0-9]+", cell):
        return "suppressed_count"
    return _text_fault(text) or "not_a_count"


def year_fault(text: str) -> str:
    cell = text.strip()
    if re.fullmatch(r"[0-9]{4}(\.0+)?", cell):
        return "" if FIRST_YEAR <= int(float(cell)) <= LAST_YEAR else "not_a_year"
    if not cell:
        return "missing_value"
    if re.fullmatch(r"[0-9]{4}\s*[/–-]\s*([0-9]{2}|[0-9]{4})", cell):
        return "year_as_range"
    return "date_in_cell" if _DATE.fullmatch(cell) else _text_fault(text) or "not_a_year"


def indicator_fault(text: str) -> str:
    cell = text.strip()
    if re.fullmatch(r"[1-9](\.0+)?", cell):
        return ""
    return "missing_value" if not cell else _text_fault(text) or "unknown_indicator"


def measure_fault(text: str) -> str:
    cell = text.strip().lower()
    return "" if cell in MEASURES else "missing_value" if not cell else _text_fault(text) or "unknown_measure"


def subgroup_fault(text: str) -> str:
    cell = text.strip().lower()
    if cell in ("", ALL) or cell in SUBGROUPS:
        return ""
    if cell in TOTALS:
        return "total_row"
    return _text_fault(text) or ("date_in_cell" if _DATE.fullmatch(cell) else "unknown_subgroup")


def group_fault(text: str) -> str:
    cell = text.strip().lower()
    if cell in GROUPS:
        return ""
    return "missing_value" if not cell else "total_row" if cell in TOTALS else _text_fault(text) or "unknown_group"


def name_fault(text: str) -> str:
    if not text.strip():
        return "missing_value"
    return _text_fault(text) or ("sign_without_font" if fonts.not_printable(text) else "")


def code_fault(text: str) -> str:
    return name_fault(text) or ("" if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}", text.strip()) else "bad_code")


CELL_FAULTS: dict[str, Fault] = {
    "organisation_code": code_fault,
    "organisation_name": name_fault,
    "year": year_fault,
    "indicator": indicator_fault,
    "measure": measure_fault,
    "subgroup": subgroup_fault,
    "group": group_fault,
    "count": count_fault,
}


def of_cells(faults: Mapping[str, Fault], name: str, required: Collection[str] | None = None) -> pa.DataFrameSchema:
    """A schema of text cells from `faults`, the function that finds the fault of a cell by column.

    All columns must be there, or those in `required`.
    """

    def check(fault: Fault) -> pa.Check:
        def passes(cells: pd.Series) -> pd.Series:
            # Each distinct text is judged once: a return repeats its codes and groups on every row.
            return cells.map({text: not fault(text) for text in cells.unique()}).astype(bool)

        return pa.Check(passes, name=fault.__name__)

    return pa.DataFrameSchema(
        {
            column: pa.Column(object, checks=check(fault), required=required is None or column in required)
            for column, fault in faults.items()
        },
        name=name,
    )


CELLS = of_cells(CELL_FAULTS, "cells of a return")

RETURN = pa.DataFrameSchema(
    {
        "organisation_code": pa.Column(object),
        "organisation_name": pa.Column(object),
        "year": pa.Column("int64", pa.Check.in_range(FIRST_YEAR, LAST_YEAR)),
        "indicator": pa.Column("int64", pa.Check.isin(INDICATORS)),
        "measure": pa.Column(object, pa.Check.isin(MEASURES)),
        "subgroup": pa.Column(object),
        "group": pa.Column(object, pa.Check.isin(GROUPS)),
        "count": pa.Column("float64", pa.Check.in_range(0, LARGEST_COUNT), nullable=True),
    },
    unique=KEY,
    strict=False,
    name="a return, read and typed",
)
"""What the rest of the engine may rely on; `indicators.compute` takes a frame of this shape."""


def check_cells(
    cells: pd.DataFrame,
    faults: Mapping[str, Fault] = CELL_FAULTS,
    schema: pa.DataFrameSchema = CELLS,
    words: Mapping[str, tuple[str, str]] = WORDS,
) -> list[Problem]:
    """Every cell that may not hold what it holds, in the order of the file."""
    try:
        schema.validate(cells, lazy=True)
        return []
    except pa.errors.SchemaErrors as error:
        failures = error.failure_cases
    # A dict keeps the one complaint a cell gets, whatever order pandera found them in.
    at = {(int(index), column) for index, column in zip(failures["index"], failures["column"], strict=True)}
    order = {name: place for place, name in enumerate(cells.columns)}
    found = []
    for index, column in sorted(at, key=lambda place: (place[0], order[place[1]])):
        row = cells.loc[index].to_dict()
        found.append(explain(faults[column](row[column]), row, column, words))
    return found


def explain(code: str, row: Mapping[Any, Any], column: str, words: Mapping[str, tuple[str, str]] = WORDS) -> Problem:
    """One sentence about a cell: what it holds, what is wrong with it, and how to mend it."""
    text = row[column]
    message, fix = words[code]
    if code == "formula" and row["sheet"] and text.startswith("="):
        code, message, fix = "formula_cell", "{cell} is a formula", "paste its value in its place"
    elif code == "formula":
        code = "formula_injection"
    elif code == "thousands_separator":
        fix = f"write {_digits(text)}"
    message = message.format(cell=shown(text.strip() or text), column=column.replace("_", " "))
    return Problem(code, int(row["row"]), column, message, fix.format(column=column.replace("_", " ")), row["sheet"])


@lru_cache(maxsize=1024)
def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", re.sub(r"\.0+$", "", text.strip()))


def typed(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells without fault as a frame of `RETURN`'s shape, with `row` and `sheet` kept."""

    def mapped(name: str, change: Callable[[str], Any]) -> pd.Series:
        column = cells[name]
        return column.map({text: change(text) for text in column.unique()})

    frame = pd.DataFrame(
        {
            "organisation_code": mapped("organisation_code", lambda text: text.strip().upper()).astype(object),
            "organisation_name": mapped("organisation_name", str.strip).astype(object),
            "year": mapped("year", lambda text: int(float(text))).astype("int64"),
            "indicator": mapped("indicator", lambda text: int(float(text))).astype("int64"),
            "measure": mapped("measure", lambda text: text.strip().lower()).astype(object),
            "subgroup": mapped("subgroup", lambda text: text.strip().lower() or ALL).astype(object),
            "group": mapped("group", lambda text: text.strip().lower()).astype(object),
            "count": mapped("count", lambda text: float(text) if text.strip() else float("nan")).astype("float64"),
        }
    )
    for name in (*OPTIONAL_COLUMNS, "row", "sheet"):
        if name in cells:
            frame[name] = cells[name]
    return frame
