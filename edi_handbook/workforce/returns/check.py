"""Check a return: read it, judge its cells and rows, compute its indicators, try its claims.

Everything here is exact and for the owner of the counts. None of it is for publication.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from edi_handbook.workforce import indicators
from edi_handbook.workforce.claims import SOUND, Verdict, check_claims
from edi_handbook.workforce.definitions import PLACE
from edi_handbook.workforce.returns import checks, schema
from edi_handbook.workforce.returns.claims_file import read_claims
from edi_handbook.workforce.returns.problems import Problem, UnreadableFile
from edi_handbook.workforce.returns.reading import read_table

JSON_INDICATOR_KEYS = (
    "indicator",
    "year",
    "organisation_code",
    "subgroup",
    "group",
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "unit",
    "direction",
    "withheld",
    "reason",
)

ROWS_LOST = ("wrong_number_of_cells", "broken_quotes", "duplicate_column")
"""Errors of reading that leave rows out, or in doubt."""


@dataclass
class Check:
    """What was found. `readable` is False where the file could not be read at all."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    counts: pd.DataFrame = field(default_factory=pd.DataFrame)
    results: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=indicators.RESULT_COLUMNS))
    claims: list[Verdict] = field(default_factory=list)
    readable: bool = True

    @property
    def ok(self) -> bool:
        return self.readable and not self.errors and all(claim.verdict in SOUND for claim in self.claims)

    @property
    def exit_code(self) -> int:
        """0 sound, 1 something is wrong, 2 cannot be read at all."""
        return 2 if not self.readable else 0 if self.ok else 1

    def as_dict(self) -> dict[str, Any]:
        """The shape of `check --json`; a number that is not there, or has no end, is null."""
        return {
            "ok": self.ok,
            "errors": [problem.as_dict() for problem in self.errors],
            "warnings": [problem.as_dict() for problem in self.warnings],
            "indicators": [
                {key: _plain(row[key]) for key in JSON_INDICATOR_KEYS} for row in self.results.to_dict("records")
            ],
            "claims": [verdict.as_dict() for verdict in self.claims],
        }


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return None if not math.isfinite(value) else int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value.item() if hasattr(value, "item") else value


def read_return(path: str | Path) -> tuple[pd.DataFrame, list[Problem], list[Problem]]:
    """The counts of a return that can be used, with its errors and warnings.

    The counts have the columns of `schema.RETURN`, `row` and `sheet`; rows with an error are left out. Raises
    UnreadableFile where nothing could be read.
    """
    table = read_table(path, schema.COLUMNS, schema.OPTIONAL_COLUMNS)
    errors, warnings = [*table.errors], [*table.warnings]
    if table.missing:
        return _no_counts(), errors, warnings
    if table.cells.empty:
        if not errors:
            errors.append(
                Problem("no_rows", None, None, "There is a header and nothing below it", "fill in the counts")
            )
        return _no_counts(), errors, warnings
    if not table.cells["count"].str.strip().any():
        first = int(table.cells["row"].iloc[0])
        errors.append(Problem("no_counts", first, "count", "Every count is empty", "fill in the counts"))
        return _no_counts(), errors, warnings

    faults = schema.check_cells(table.cells)
    errors += faults
    cells, left_out = _without(table.cells, faults)
    rows = schema.typed(cells)
    spoiled = _places(left_out)
    # A row of which it is not known where it belongs may be the very one that seems to be missing.
    all_placed = None not in spoiled and not any(problem.code in ROWS_LOST for problem in table.errors)

    for find in (checks.measures_and_subgroups, checks.duplicates):
        found = find(rows)
        errors += found
        rows, left_out = _without(rows, found)
        spoiled |= {tuple(place) for place in left_out[PLACE].itertuples(index=False)}
    if rows.empty:
        return _no_counts(), errors, warnings
    errors += checks.sheets(rows) + checks.names(rows) + checks.parts_of_wholes(rows)
    if all_placed:
        missing, no_unknowns = checks.missing_groups(rows, spoiled)
        errors += missing + checks.missing_measures(rows, spoiled)
        warnings += no_unknowns + checks.headcounts(rows, spoiled)
    warnings += checks.blanks(rows) + checks.boards(rows)
    return schema.RETURN.validate(rows), errors, warnings


def _no_counts() -> pd.DataFrame:
    return pd.DataFrame(columns=[*schema.COLUMNS, "row", "sheet"])


def _places(cells: pd.DataFrame) -> checks.Spoiled:
    """The (code, year, indicator) of rows left out; None for a row whose place cannot be read."""
    return {
        None
        if schema.code_fault(code) or schema.year_fault(year) or schema.indicator_fault(indicator)
        else (code.strip().upper(), int(float(year)), int(float(indicator)))
        for code, year, indicator in cells[PLACE].drop_duplicates().itertuples(index=False)
    }


def _without(rows: pd.DataFrame, problems: Sequence[Problem]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that no problem is about, and the others. Rows of different sheets have the same numbers."""
    at = {(problem.row, problem.sheet) for problem in problems}
    if not at:
        return rows, rows.iloc[:0]
    out = pd.Series([pair in at for pair in zip(rows["row"], rows["sheet"], strict=True)], index=rows.index)
    return rows[~out].reset_index(drop=True), rows[out]


def check_return(path: str | Path, claims_path: str | Path | None = None) -> Check:
    """Read and check a return, and the claims of a draft paper if given. Never raises for what is in the files."""
    try:
        counts, errors, warnings = read_return(path)
    except UnreadableFile as error:
        return Check(errors=[error.problem], readable=False)
    check = Check(errors, warnings, counts)
    if len(counts):
        check.results = indicators.compute(counts)
    if claims_path is not None:
        try:
            claims, claim_errors, claim_warnings = read_claims(claims_path)
        except UnreadableFile as error:
            check.errors, check.readable = [*check.errors, error.problem], False
            return check
        check.errors = [*check.errors, *claim_errors]
        check.warnings = [*check.warnings, *claim_warnings]
        check.claims = check_claims(counts, claims)
    return check
