"""Rows of a return compared with one another: what no single cell can show.

Each function takes the typed frame (`schema.typed`, with `row` and `sheet`) and returns problems.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

import pandas as pd

from edi_handbook.workforce.definitions import (
    ALL,
    BOARD,
    EXECUTIVES,
    GROUPS,
    HEADCOUNT,
    INDICATORS,
    KEY,
    PLACE,
    RATES,
    REPRESENTATION,
    RESPONDENTS,
    STAFF,
    UNKNOWN,
)
from edi_handbook.workforce.returns.problems import Problem, shown

Spoiled = set[tuple[str, int, int] | None]
"""The (code, year, indicator) of rows left out for a fault of their own; None where that cannot be read."""


@dataclass(frozen=True)
class Row:
    """A row of the typed frame."""

    organisation_code: str
    organisation_name: str
    year: int
    indicator: int
    measure: str
    subgroup: str
    group: str
    count: float
    row: int
    sheet: str

    @property
    def about(self) -> str:
        return f"{self.organisation_code}, {self.year}, indicator {self.indicator}"


def _each(rows: pd.DataFrame) -> Iterator[Row]:
    columns = (rows[field.name].tolist() for field in fields(Row))
    return (Row(*cells) for cells in zip(*columns, strict=True))


def duplicates(rows: pd.DataFrame) -> list[Problem]:
    found = []
    first: dict[tuple[str | int, ...], int] = {}
    for row in _each(rows[rows.duplicated(KEY, keep=False)]):
        key = tuple(getattr(row, name) for name in KEY)
        if key in first:
            message = f"The row repeats row {first[key]}"
            found.append(Problem("duplicate_row", row.row, "count", message, "keep one of them", sheet=row.sheet))
        else:
            first[key] = row.row
    return found


def measures_and_subgroups(rows: pd.DataFrame) -> list[Problem]:
    """A measure that the indicator does not have; a subgroup where none belongs; a total beside its parts."""
    return [*_measures(rows), *_subgroups(rows), *_totals(rows)]


def _pairs_that(rows: pd.DataFrame, column: str, is_wrong: Callable[[int, str], bool]) -> pd.DataFrame:
    """The rows of which `is_wrong(indicator, cell of the column)`; each pair of the two is judged once."""
    pairs = list(zip(rows["indicator"].tolist(), rows[column].tolist(), strict=True))
    wrong = {pair for pair in set(pairs) if is_wrong(*pair)}
    here = [pair in wrong for pair in pairs]
    return rows[pd.Series(here, index=rows.index, dtype=bool)]


def _measures(rows: pd.DataFrame) -> list[Problem]:
    wrong = _pairs_that(rows, "measure", lambda number, measure: measure not in INDICATORS[number].measures)
    return [
        Problem(
            "measure_of_other_indicator",
            row.row,
            "measure",
            f"Indicator {row.indicator} has no measure {row.measure}",
            f"write {' or '.join(INDICATORS[row.indicator].measures)}, or mend the indicator",
            sheet=row.sheet,
        )
        for row in _each(wrong)
    ]


def _subgroups(rows: pd.DataFrame) -> list[Problem]:
    wrong = _pairs_that(
        rows, "subgroup", lambda number, subgroup: subgroup != ALL and subgroup not in INDICATORS[number].subgroups
    )
    return [
        Problem(
            "subgroup_not_used",
            row.row,
            "subgroup",
            f"Indicator {row.indicator} has no subgroups",
            "leave the cell empty",
            sheet=row.sheet,
        )
        for row in _each(wrong)
    ]


def _totals(rows: pd.DataFrame) -> list[Problem]:
    staff = rows[rows["indicator"] == STAFF.number]
    banded, whole = staff[staff["subgroup"] != ALL], staff[staff["subgroup"] == ALL]
    with_parts = set(zip(banded["organisation_code"], banded["year"], strict=True))
    return [
        Problem(
            "total_row",
            row.row,
            "subgroup",
            "A count of all staff stands beside the counts by band",
            "delete the row; totals are worked out",
            sheet=row.sheet,
        )
        for row in _each(whole)
        if (row.organisation_code, row.year) in with_parts
    ]


def sheets(rows: pd.DataFrame) -> list[Problem]:
    """A row that stands on another indicator's sheet."""
    number = rows["sheet"].str.extract(r"^\s*indicator\s*([1-9])\s*$", flags=2)[0]
    wrong = rows[number.notna() & (number != rows["indicator"].astype(str))]
    return [
        Problem(
            "other_indicators_sheet",
            row.row,
            "indicator",
            f"The row is of indicator {row.indicator}",
            "move it to its own sheet, or mend the indicator",
            sheet=row.sheet,
        )
        for row in _each(wrong)
    ]


def names(rows: pd.DataFrame) -> list[Problem]:
    """One name a code. The same name under two codes is only worth a look, and is left to `warn`."""
    pairs = rows.drop_duplicates(["organisation_code", "organisation_name"])
    heads = pairs.drop_duplicates("organisation_code")
    first = dict(zip(heads["organisation_code"].tolist(), heads["organisation_name"].tolist(), strict=True))
    return [
        Problem(
            "two_names",
            row.row,
            "organisation_name",
            f"{row.organisation_code} is called {shown(row.organisation_name)} here and "
            f"{shown(first[row.organisation_code])} above",
            "use one name for one code",
            sheet=row.sheet,
        )
        for row in _each(pairs[pairs.duplicated("organisation_code")])
    ]


def _wide(rows: pd.DataFrame, number: int) -> pd.DataFrame:
    """Counts of an indicator by (measure, group), indexed by organisation, year and subgroup."""
    part = rows[rows["indicator"] == number]
    return part.set_index(["organisation_code", "year", "subgroup", "measure", "group"])["count"].unstack(
        ["measure", "group"]
    )


def _row_of(rows: pd.DataFrame, code: str, year: int, indicator: int, measure: str, group: str, subgroup: str) -> Row:
    """The first row of a count, for saying where it stands."""
    mask = (
        (rows["organisation_code"] == code)
        & (rows["year"] == year)
        & (rows["indicator"] == indicator)
        & (rows["measure"] == measure)
        & (rows["group"] == group)
        & (rows["subgroup"] == subgroup)
    )
    return next(_each(rows[mask]))


def parts_of_wholes(rows: pd.DataFrame) -> list[Problem]:
    """More appointed than shortlisted, and the like."""
    found = []
    for rate in RATES:
        if not (rows["indicator"] == rate.number).any():
            continue
        wide = _wide(rows, rate.number)
        for group in GROUPS:
            if (rate.part, group) not in wide or (rate.whole, group) not in wide:
                continue
            over = wide[wide[(rate.part, group)] > wide[(rate.whole, group)]]
            counts = (over[(measure, group)].tolist() for measure in (rate.part, rate.whole))
            for (code, year, subgroup), part, whole in zip(over.index.tolist(), *counts, strict=True):
                row = _row_of(rows, code, year, rate.number, rate.part, group, subgroup)
                found.append(
                    Problem(
                        "part_over_whole",
                        row.row,
                        "count",
                        f"{rate.part} of {group} is {part:,.0f}, more than {rate.whole}, {whole:,.0f}",
                        "check both counts; they may be swapped",
                        sheet=row.sheet,
                    )
                )
    return found


def missing_groups(rows: pd.DataFrame, spoiled: Spoiled) -> tuple[list[Problem], list[Problem]]:
    """Groups that are not there: errors for white and bme, warnings for unknown. What is `spoiled` is passed over."""
    errors, warnings = [], []
    series = [*PLACE, "measure", "subgroup"]
    short = rows[rows.groupby(series, sort=False)["group"].transform("size") != len(GROUPS)]
    have = short.groupby(series, sort=False)
    groups, first, sheets = have["group"].agg(frozenset), have["row"].min(), have["sheet"].first()
    for key, present, row, sheet in zip(
        groups.index.tolist(), groups.tolist(), first.tolist(), sheets.tolist(), strict=True
    ):
        code, year, number, measure, subgroup = key
        if (code, year, number) in spoiled:
            continue
        what = f"{measure}{'' if subgroup == ALL else f' of {subgroup}'}, {code}, {year}, indicator {number}"
        errors += [
            Problem("missing_group", row, "group", f"There is no row for {group} ({what})", "add the row", sheet)
            for group in GROUPS
            if group not in present and group != UNKNOWN
        ]
        if UNKNOWN not in present:
            warnings.append(
                Problem(
                    "no_unknowns",
                    row,
                    "group",
                    f"There is no row for unknown ({what}), which is taken as 0",
                    "add the row, with 0 if there are none",
                    sheet,
                )
            )
    return errors, warnings


def missing_measures(rows: pd.DataFrame, spoiled: Spoiled) -> list[Problem]:
    """Measures that an indicator lacks, or has for another year only; `spoiled` as for `missing_groups`."""
    found = []
    have = rows.groupby(PLACE, sort=False)
    given, first, sheets = have["measure"].agg(frozenset), have["row"].min(), have["sheet"].first()
    places: list[tuple[str, int, int]] = given.index.tolist()
    measures: dict[tuple[str, int, int], frozenset[str]] = dict(zip(places, given.tolist(), strict=True))
    years: dict[tuple[str, int], list[int]] = {}
    for code, year, number in sorted(places):
        years.setdefault((code, number), []).append(year)
    for place, row, sheet in zip(places, first.tolist(), sheets.tolist(), strict=True):
        if place in spoiled:
            continue
        code, year, number = place
        present = measures[place]
        for measure in INDICATORS[number].measures:
            if measure in present or measure in INDICATORS[number].optional:
                continue
            elsewhere = [
                other
                for other in years[(code, number)]
                if other != year
                and measure in measures.get((code, other, number), ())
                and present.isdisjoint(measures.get((code, other, number), ()))
            ]
            if elsewhere:
                there = ", ".join(sorted(present))
                message = f"Indicator {number} of {code} has {there} for {year} but {measure} for {elsewhere[0]}"
                found.append(Problem("mixed_years", row, "year", message, "give both for one year", sheet))
            else:
                message = f"There is no {measure} for indicator {number} ({code}, {year})"
                found.append(Problem("missing_measure", row, "measure", message, "add its rows", sheet))
    return found


def blanks(rows: pd.DataFrame) -> list[Problem]:
    """Counts left empty, one warning an organisation, year and indicator."""
    empty = rows[rows["count"].isna()]
    return [
        Problem(
            "count_empty",
            int(part["row"].min()),
            "count",
            f"{len(part)} count{'s are' if len(part) > 1 else ' is'} empty ({code}, {year}, indicator {number}), "
            "so what needs them is left out",
            "fill them in, with 0 for none",
        )
        for (code, year, number), part in empty.groupby(PLACE, sort=False)
    ]


def headcounts(rows: pd.DataFrame, spoiled: Spoiled) -> list[Problem]:
    """Warnings where another indicator's head count is not indicator 1's total, or fewer staff than answers.

    Where a row of indicator 1 is `spoiled` its total is not known, and nothing is said.
    """
    staff = rows[rows["indicator"] == STAFF.number]
    without = {place[:2] for place in spoiled if place and place[2] == STAFF.number}
    if without:
        staff = staff[[pair not in without for pair in zip(staff["organisation_code"], staff["year"], strict=True)]]
    if staff.empty:
        return []
    by = ["organisation_code", "year", "group"]
    blank = staff["count"].isna().groupby([staff[name] for name in by]).any()
    total = staff.groupby(by)["count"].sum().mask(blank)
    found = []
    others = rows[(rows["indicator"] != STAFF.number) & rows["measure"].isin([HEADCOUNT, RESPONDENTS])]
    joined = others.join(total.rename("staff"), on=by).dropna(subset=["staff", "count"])
    survey = joined["measure"] == RESPONDENTS
    more = joined[survey & (joined["count"] > joined["staff"])]
    for row, total_staff in zip(_each(more), more["staff"].tolist(), strict=True):
        found.append(
            Problem(
                "respondents_over_headcount",
                row.row,
                "count",
                f"{row.count:,.0f} respondents of {row.group} are more than the {total_staff:,.0f} staff of "
                f"indicator 1 ({row.about})",
                "check both counts",
                sheet=row.sheet,
            )
        )
    others = joined[~survey & (joined["count"] != joined["staff"])]
    for row, total_staff in zip(_each(others), others["staff"].tolist(), strict=True):
        found.append(
            Problem(
                "headcount_differs",
                row.row,
                "count",
                f"The headcount of {row.group} is {row.count:,.0f} and indicator 1 adds up to {total_staff:,.0f} "
                f"({row.about})",
                "use one snapshot for both, or be ready to say why they differ",
                sheet=row.sheet,
            )
        )
    return found


def boards(rows: pd.DataFrame) -> list[Problem]:
    """More executive members than voting members: possible only where executives have no vote."""
    number = REPRESENTATION.number
    if not (rows["indicator"] == number).any():
        return []
    wide = _wide(rows, number)
    found = []
    for group in GROUPS:
        if (EXECUTIVES, group) not in wide or (BOARD, group) not in wide:
            continue
        over = wide[wide[(EXECUTIVES, group)] > wide[(BOARD, group)]]
        counts = (over[(measure, group)].tolist() for measure in (EXECUTIVES, BOARD))
        for (code, year, subgroup), executive, voting in zip(over.index.tolist(), *counts, strict=True):
            row = _row_of(rows, code, year, number, EXECUTIVES, group, subgroup)
            found.append(
                Problem(
                    "executive_over_voting",
                    row.row,
                    "count",
                    f"{executive:,.0f} executive members of {group} are more than the {voting:,.0f} voting members",
                    "check both counts, unless some executives have no vote",
                    sheet=row.sheet,
                )
            )
    return found
