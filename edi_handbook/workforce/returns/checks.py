"""Rows of a return compared with one another: what no single cell can show.

Each function takes the typed frame (`schema.typed`, with `row` and `sheet`) and returns problems.
"""

import pandas as pd

from edi_handbook.workforce.definitions import ALL, GROUPS, INDICATORS
from edi_handbook.workforce.returns.problems import Problem, shown
from edi_handbook.workforce.returns.schema import SUBGROUPS

PLACE = ["organisation_code", "year", "indicator"]
KEY = [*PLACE, "measure", "subgroup", "group"]


def _about(row) -> str:
    return f"{row.organisation_code}, {row.year}, indicator {row.indicator}"


def duplicates(rows: pd.DataFrame) -> list[Problem]:
    first = rows.drop_duplicates(KEY).set_index(KEY)["row"]
    return [
        Problem(
            "duplicate_row",
            row.row,
            "count",
            f"The row repeats row {first[tuple(getattr(row, name) for name in KEY)]}",
            "keep one of them",
            sheet=row.sheet,
        )
        for row in rows[rows.duplicated(KEY)].itertuples()
    ]


def measures_and_subgroups(rows: pd.DataFrame) -> list[Problem]:
    """A measure that the indicator does not have; a subgroup where none belongs; a total beside its parts."""
    return [*_measures(rows), *_subgroups(rows), *_totals(rows)]


def _pairs_that(rows: pd.DataFrame, column: str, is_wrong) -> pd.DataFrame:
    """The rows of which `is_wrong(indicator, cell of the column)`; each pair of the two is judged once."""
    pairs = rows[["indicator", column]].drop_duplicates().itertuples(index=False, name=None)
    wrong = {pair for pair in pairs if is_wrong(*pair)}
    here = [pair in wrong for pair in zip(rows["indicator"], rows[column], strict=True)]
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
        for row in wrong.itertuples()
    ]


def _subgroups(rows: pd.DataFrame) -> list[Problem]:
    wrong = _pairs_that(
        rows, "subgroup", lambda number, subgroup: subgroup != ALL and subgroup not in SUBGROUPS[number]
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
        for row in wrong.itertuples()
    ]


def _totals(rows: pd.DataFrame) -> list[Problem]:
    staff = rows[rows["indicator"] == 1]
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
        for row in whole.itertuples()
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
        for row in wrong.itertuples()
    ]


def names(rows: pd.DataFrame) -> list[Problem]:
    """One name a code. The same name under two codes is only worth a look, and is left to `warn`."""
    pairs = rows.drop_duplicates(["organisation_code", "organisation_name"])
    first = pairs.drop_duplicates("organisation_code").set_index("organisation_code")["organisation_name"]
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
        for row in pairs[pairs.duplicated("organisation_code")].itertuples()
    ]


def _wide(rows: pd.DataFrame, number: int) -> pd.DataFrame:
    """Counts of an indicator by (measure, group), indexed by organisation, year and subgroup."""
    part = rows[rows["indicator"] == number]
    return part.set_index(["organisation_code", "year", "subgroup", "measure", "group"])["count"].unstack(
        ["measure", "group"]
    )


def _row_of(rows, code, year, indicator, measure, group, subgroup=None):
    """The first row of a count, for saying where it stands."""
    mask = (
        (rows["organisation_code"] == code)
        & (rows["year"] == year)
        & (rows["indicator"] == indicator)
        & (rows["measure"] == measure)
        & (rows["group"] == group)
    )
    if subgroup is not None:
        mask &= rows["subgroup"] == subgroup
    return next(rows[mask].itertuples())


def parts_of_wholes(rows: pd.DataFrame) -> list[Problem]:
    """More appointed than shortlisted, and the like."""
    found = []
    for number, indicator in INDICATORS.items():
        if indicator.part is None or number == 9 or not (rows["indicator"] == number).any():
            continue
        wide = _wide(rows, number)
        for group in GROUPS:
            if (indicator.part, group) not in wide or (indicator.whole, group) not in wide:
                continue
            part, whole = wide[(indicator.part, group)], wide[(indicator.whole, group)]
            for (code, year, subgroup), more in part[part > whole].items():
                row = _row_of(rows, code, year, number, indicator.part, group, subgroup)
                found.append(
                    Problem(
                        "part_over_whole",
                        row.row,
                        "count",
                        f"{indicator.part} of {group} is {more:,.0f}, more than {indicator.whole}, "
                        f"{whole[(code, year, subgroup)]:,.0f}",
                        "check both counts; they may be swapped",
                        sheet=row.sheet,
                    )
                )
    return found


def missing_groups(rows: pd.DataFrame, spoiled: set) -> tuple[list[Problem], list[Problem]]:
    """Groups that are not there: errors for white and bme, warnings for unknown.

    `spoiled` are the (code, year, indicator) with a row left out for a fault of its own; they are passed over.
    """
    errors, warnings = [], []
    series = [*PLACE, "measure", "subgroup"]
    short = rows[rows.groupby(series, sort=False)["group"].transform("size") != len(GROUPS)]
    have = short.groupby(series, sort=False)
    first, groups, sheet_of = have["row"].min(), have["group"].agg(frozenset), have["sheet"].first()
    for key, present in groups.items():
        code, year, number, measure, subgroup = key
        if (code, year, number) in spoiled:
            continue
        row, sheet = int(first[key]), sheet_of[key]
        what = f"{measure}{'' if subgroup == ALL else f' of {subgroup}'}, {code}, {year}, indicator {number}"
        errors += [
            Problem("missing_group", row, "group", f"There is no row for {group} ({what})", "add the row", sheet)
            for group in GROUPS
            if group not in present and group != "unknown"
        ]
        if "unknown" not in present:
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


def missing_measures(rows: pd.DataFrame, spoiled: set) -> list[Problem]:
    """Measures that an indicator lacks, or has for another year only; `spoiled` as for `missing_groups`."""
    found = []
    have = rows.groupby(PLACE, sort=False)
    measures, first, sheet_of = have["measure"].agg(frozenset), have["row"].min(), have["sheet"].first()
    years = rows.groupby(["organisation_code", "indicator"])["year"].agg(lambda years: sorted(set(years)))
    for place, present in measures.items():
        if place in spoiled:
            continue
        code, year, number = place
        for measure in INDICATORS[number].measures:
            if measure in present or measure == "board_executive":
                continue
            elsewhere = [
                other
                for other in years[(code, number)]
                if other != year
                and measure in measures.get((code, other, number), ())
                and present.isdisjoint(measures.get((code, other, number), ()))
            ]
            row, sheet = int(first[place]), sheet_of[place]
            if elsewhere:
                given = ", ".join(sorted(present))
                message = f"Indicator {number} of {code} has {given} for {year} but {measure} for {elsewhere[0]}"
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


def headcounts(rows: pd.DataFrame, spoiled: set) -> list[Problem]:
    """Warnings where the head count of indicator 3, 4 or 9 is not indicator 1's total, or fewer staff than answers.

    Where a row of indicator 1 is in `spoiled` (see `missing_groups`) its total is not known, and nothing is said.
    """
    staff = rows[rows["indicator"] == 1]
    without = {place[:2] for place in spoiled if place and place[2] == 1}
    if without:
        staff = staff[[pair not in without for pair in zip(staff["organisation_code"], staff["year"], strict=True)]]
    if staff.empty:
        return []
    by = ["organisation_code", "year", "group"]
    blank = staff["count"].isna().groupby([staff[name] for name in by]).any()
    total = staff.groupby(by)["count"].sum().mask(blank)
    found = []
    others = rows[
        rows["indicator"].isin([3, 4, 9]) & (rows["measure"] == "headcount")
        | rows["indicator"].isin([5, 6, 7, 8]) & (rows["measure"] == "respondents")
    ]
    joined = others.join(total.rename("staff"), on=by).dropna(subset=["staff", "count"])
    survey = joined["measure"] == "respondents"
    for row in joined[survey & (joined["count"] > joined["staff"])].itertuples():
        found.append(
            Problem(
                "respondents_over_headcount",
                row.row,
                "count",
                f"{row.count:,.0f} respondents of {row.group} are more than the {row.staff:,.0f} staff of "
                f"indicator 1 ({_about(row)})",
                "check both counts",
                sheet=row.sheet,
            )
        )
    for row in joined[~survey & (joined["count"] != joined["staff"])].itertuples():
        found.append(
            Problem(
                "headcount_differs",
                row.row,
                "count",
                f"The headcount of {row.group} is {row.count:,.0f} and indicator 1 adds up to {row.staff:,.0f} "
                f"({_about(row)})",
                "use one snapshot for both, or be ready to say why they differ",
                sheet=row.sheet,
            )
        )
    return found


def boards(rows: pd.DataFrame) -> list[Problem]:
    """More executive members than voting members: possible only where executives have no vote."""
    if not (rows["indicator"] == 9).any():
        return []
    wide = _wide(rows, 9)
    found = []
    for group in GROUPS:
        if ("board_executive", group) not in wide or ("board_voting", group) not in wide:
            continue
        executive, voting = wide[("board_executive", group)], wide[("board_voting", group)]
        for code, year, subgroup in executive[executive > voting].index:
            row = _row_of(rows, code, year, 9, "board_executive", group, subgroup)
            found.append(
                Problem(
                    "executive_over_voting",
                    row.row,
                    "count",
                    f"{executive[(code, year, subgroup)]:,.0f} executive members of {group} are more than the "
                    f"{voting[(code, year, subgroup)]:,.0f} voting members",
                    "check both counts, unless some executives have no vote",
                    sheet=row.sheet,
                )
            )
    return found
