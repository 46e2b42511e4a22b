"""An empty return with every row that a lead needs, its counts blank: CSV, or a workbook with guidance."""

from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from edi_handbook import whole
from edi_handbook.workforce.definitions import ALL, GROUPS, INDICATORS
from edi_handbook.workforce.returns.export import write_csv
from edi_handbook.workforce.returns.schema import COLUMNS, LARGEST_COUNT

GUIDANCE = (
    ("What this is", "A return: one row for each count of people. Fill in the column count and change nothing else."),
    ("Who and when", "organisation_code is the ODS code. year is the WRES report year: the year of its 31 March."),
    ("white", "White British, White Irish, any other White background (codes A, B, C)."),
    ("bme", "Codes D to H, J to N, P, R and S of the 16+1 categories. BME is the label of the WRES."),
    ("unknown", "Not stated, not known, or blank. They are counted, and are never part of a ratio."),
    ("0 and empty", "Write 0 where there is nobody. Leave the cell empty where the count is not known."),
    ("Small counts", "Write true counts. The check stays on your machine. Do not pass this file on."),
    ("Counts", "Heads, not whole-time equivalents. Digits only: no comma, no per cent, no formula."),
    ("Indicator 1", "headcount at 31 March by pay band, for clinical, non-clinical and medical staff apart."),
    ("Indicator 2", "shortlisted and appointed, in the year to 31 March, all posts."),
    (
        "Indicator 3",
        "headcount, and staff who entered the formal disciplinary process. Whether one year or two is to be confirmed "
        "in the WRES technical guidance.",
    ),
    ("Indicator 4", "headcount, and staff who had non-mandatory training, in the year to 31 March."),
    ("Indicators 5 to 8", "NHS Staff Survey: respondents to the question, and those who answered yes."),
    ("Indicator 9", "Voting members of the board, executive members of the board, and headcount, at 31 March."),
    ("Check it", "edi-handbook return check FILE"),
)


def rows(code: str = "", name: str = "", year: int | str = "") -> pd.DataFrame:
    """Every row of one organisation's return for one year, its counts blank."""
    records = [
        (code, name, year, number, measure, subgroup, group, "")
        for number, indicator in INDICATORS.items()
        for measure in indicator.measures
        for subgroup in indicator.subgroups or (ALL,)
        for group in GROUPS
    ]
    return pd.DataFrame(records, columns=list(COLUMNS))


def write_template(file: str | Path, code: str = "", name: str = "", year: int | str = "") -> Path:
    """Write a template to `file`, whose ending says which kind; raises ValueError for another ending."""
    path = Path(file)
    frame = rows(code, name, year)
    if path.suffix.lower() == ".csv":
        return write_csv(frame, path)
    if path.suffix.lower() == ".xlsx":
        with whole.file(path) as part:
            _workbook(frame).save(part)
        return path
    raise ValueError(f"“{path.name}” ends neither in .csv nor in .xlsx: choose one of the two.")


def _workbook(frame: pd.DataFrame) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Guidance")
    sheet.append(["About", "What to do"])
    for row in GUIDANCE:
        sheet.append(row)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 100
    for cell in sheet["B"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    _head(sheet)
    for number, part in frame.groupby("indicator"):
        sheet = book.create_sheet(f"Indicator {number}")
        sheet.append(list(frame.columns))
        for row in part.itertuples(index=False):
            sheet.append([None if cell == "" else cell for cell in row])
        for letter, width in zip("ABCDEFGH", (18, 34, 8, 10, 22, 36, 10, 10), strict=True):
            sheet.column_dimensions[letter].width = width
        whole = DataValidation(
            "whole",
            operator="between",
            formula1="0",
            formula2=str(LARGEST_COUNT),
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not a count",
            error="Write a whole number, 0 or more, or leave the cell empty.",
        )
        whole.add(f"H2:H{len(part) + 1}")
        sheet.add_data_validation(whole)
        _head(sheet)
    return book


def _head(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
