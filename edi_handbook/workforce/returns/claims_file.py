"""Read CLAIMS.csv: `indicator, year, group, value, unit`, and where needed `organisation_code` and `subgroup`.

`group` is of whom it is said: “BME applicants are 0.62 times as likely” has `bme`. Where it is empty, a ratio or gap is
taken in the direction of the standard.
"""

from pathlib import Path
from typing import Any

from edi_handbook.workforce.claims import UNITS, Claim, is_number
from edi_handbook.workforce.definitions import GROUPS, REPRESENTATION, TIER_SUBGROUPS, WORKFORCE
from edi_handbook.workforce.returns import schema
from edi_handbook.workforce.returns.problems import Problem
from edi_handbook.workforce.returns.reading import read_table

COLUMNS = ("indicator", "year", "group", "value", "unit")
OPTIONAL_COLUMNS = ("organisation_code", "subgroup")
SHARES_OF_BOARDS = (*REPRESENTATION.boards, WORKFORCE)

WORDS = {
    **schema.WORDS,
    "not_a_value": ("{cell} is not a figure", "write it as 1.54, or 23.9, or -7.5"),
    "unknown_unit": ("{cell} is not a unit", "write ratio, percent or percentage_points"),
    "unknown_claim_group": (
        "{cell} is not a group",
        "write white, bme or unknown: of whom it is said; or leave it empty to compare as the standard does",
    ),
}


def _group_fault(text: str) -> str:
    return "" if text.strip().lower() in (*GROUPS, "", "all") else "unknown_claim_group"


def _value_fault(text: str) -> str:
    return "missing_value" if not text.strip() else "" if is_number(text) else "not_a_value"


def _unit_fault(text: str) -> str:
    cell = text.strip().lower().replace(" ", "_")
    return "missing_value" if not cell else "" if cell in UNITS else "unknown_unit"


def _subgroup_fault(text: str) -> str:
    return "" if text.strip().lower() in (*SHARES_OF_BOARDS, *TIER_SUBGROUPS) else schema.subgroup_fault(text)


FAULTS = {
    "indicator": schema.indicator_fault,
    "year": schema.year_fault,
    "group": _group_fault,
    "value": _value_fault,
    "unit": _unit_fault,
    "organisation_code": lambda text: schema.code_fault(text) if text.strip() else "",
    "subgroup": _subgroup_fault,
}
CELLS = schema.of_cells(FAULTS, "cells of a list of claims", required=COLUMNS)


def read_claims(path: str | Path) -> tuple[list[Claim], list[Problem], list[Problem]]:
    """The claims, errors and warnings of the file; a claim with an error in it is left out.

    Raises UnreadableFile as `reading.read_table` does.
    """
    table = read_table(path, COLUMNS, OPTIONAL_COLUMNS)
    errors = [*table.errors]
    if table.missing:
        return [], errors, table.warnings
    found = schema.check_cells(table.cells, FAULTS, CELLS, WORDS)
    errors += found
    bad = {problem.row for problem in found}
    good = table.cells[~table.cells["row"].isin(bad)]
    return [_claim(row) for row in good.to_dict("records")], errors, table.warnings


def _claim(row: dict[Any, Any]) -> Claim:
    group, subgroup = row["group"].strip().lower(), str(row.get("subgroup") or "").strip().lower()
    return Claim(
        row=int(row["row"]),
        indicator=int(float(row["indicator"])),
        year=int(float(row["year"])),
        group="" if group == "all" else group,
        value=row["value"].strip(),
        unit=row["unit"].strip().lower().replace(" ", "_"),
        organisation_code=str(row.get("organisation_code") or "").strip().upper(),
        subgroup="" if subgroup == "all" else subgroup,
    )
