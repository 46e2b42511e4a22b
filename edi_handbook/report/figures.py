"""Which counts, shares and ratios a board report prints, and how they hang together.

Only what is printed is here: what no reader sees needs no protecting, and takes no figure away. So there are no people
of unknown ethnicity beside a ratio, and no bands, of which the report prints the tiers.
"""

from collections.abc import Iterable

import pandas as pd

from edi_handbook.workforce.definitions import (
    ALL,
    APPOINTMENT,
    BME,
    DISCIPLINARY,
    GROUPS,
    HEADCOUNT,
    KEY,
    MEDICAL_SUBGROUPS,
    RATIO,
    REPRESENTATION,
    STAFF,
    SURVEY,
    TIER_SUBGROUPS,
    TRAINING,
    WHITE,
    Rate,
)
from edi_handbook.workforce.disclosure import Name, Report

RATES = (APPOINTMENT, DISCIPLINARY, TRAINING, *SURVEY)

STAFF_ROWS = {**TIER_SUBGROUPS, **{grade: (grade,) for grade in MEDICAL_SUBGROUPS}}
"""The rows of the table of staff, and the subgroups of a return that each is made of: together they are everybody."""

Table = dict[tuple[int, str, str, str], int | None]
"""The counts of one organisation and year by indicator, measure, subgroup and group; None where a cell is blank."""


def table_of(counts: pd.DataFrame, code: str, year: int) -> Table:
    """The counts of one organisation and year of a return."""
    rows = counts[(counts["organisation_code"] == code) & (counts["year"] == year)]
    columns = [rows[column].tolist() for column in [*KEY[2:], "count"]]
    return {
        (int(number), measure, subgroup or ALL, group): None if pd.isna(count) else int(count)
        for number, measure, subgroup, group, count in zip(*columns, strict=True)
    }


def count_name(number: int, measure: str, group: str, subgroup: str = ALL) -> Name:
    """What a count is called in the `Report`; group `ALL` is everybody."""
    return (str(number), measure, subgroup, group)


def share_name(number: int, measure: str, group: str, subgroup: str = ALL) -> Name:
    return ("share", *count_name(number, measure, group, subgroup))


def ratio_name(rate: Rate) -> Name:
    return ("ratio", str(rate.number), rate.direction.value)


def figures_of(table: Table, board: bool = True) -> Report:
    """The `Report` behind a board report. `board`: whether the share of the board is one of its figures.

    A figure of which a count is blank is left out. Raises ValueError where an event has more people than its whole.
    """
    report = Report()
    _add_staff(report, table)
    for rate in RATES:
        _add_rate(report, table, rate)
    _add_board(report, table, board)
    return report


def is_missing(table: Table, row: str) -> bool:
    """Whether a row of the table of staff cannot be given, because a count of it is blank."""
    return any(
        table.get((STAFF.number, STAFF.whole, part, group), 0) is None for part in STAFF_ROWS[row] for group in GROUPS
    )


def _add_staff(report: Report, table: Table) -> None:
    number, measure = STAFF.number, STAFF.whole

    def given(subgroups: Iterable[str], group: str) -> list[int | None]:
        return [table.get((number, measure, subgroup, group), 0) for subgroup in subgroups]

    rows = [row for row, parts in STAFF_ROWS.items() if any((number, measure, part, WHITE) in table for part in parts)]
    for row in rows:
        if not is_missing(table, row):
            for group in GROUPS:
                report.count(count_name(number, measure, group, row), sum(filter(None, given(STAFF_ROWS[row], group))))
    whole = [row for row in rows if not is_missing(table, row)]
    if rows and len(whole) == len(rows):
        for group in GROUPS:
            report.total(count_name(number, measure, group), [count_name(number, measure, group, row) for row in rows])
    elif (
        not rows
        and None not in (counts := [count for group in GROUPS for count in given([ALL], group)])
        and any(counts)
    ):
        for group in GROUPS:
            report.count(count_name(number, measure, group), table.get((number, measure, ALL, group)) or 0)
    for row in [*whole, ALL]:
        everybody = count_name(number, measure, ALL, row)
        parts = [count_name(number, measure, group, row) for group in GROUPS]
        if all(part in report.counts for part in parts):
            report.total(everybody, parts)
            report.share(share_name(number, measure, BME, row), count_name(number, measure, BME, row), everybody)
    if whole and len(whole) == len(rows) > 1:
        report.total(count_name(number, measure, ALL), [count_name(number, measure, ALL, row) for row in rows])


def _add_rate(report: Report, table: Table, rate: Rate) -> None:
    counts = {
        (measure, group): table.get((rate.number, measure, ALL, group))
        for measure in rate.measures
        for group in (WHITE, BME)
    }
    for group in (WHITE, BME):
        if None in (counts[rate.part, group], counts[rate.whole, group]):
            continue
        for measure in rate.measures:
            report.count(count_name(rate.number, measure, group), counts[measure, group])
        _link_to_staff(report, rate.number, rate.whole, group)
        if rate.unit != RATIO:
            part, whole = (count_name(rate.number, measure, group) for measure in (rate.part, rate.whole))
            report.share(share_name(rate.number, rate.part, group), part, whole, interval=True)
    if None not in counts.values():
        top, bottom = (
            (count_name(rate.number, rate.part, group), count_name(rate.number, rate.whole, group))
            for group in rate.pair
        )
        report.ratio(ratio_name(rate), top, bottom)


def _add_board(report: Report, table: Table, board: bool) -> None:
    number = REPRESENTATION.number
    for measure in (REPRESENTATION.whole, *([REPRESENTATION.board] if board else [])):
        if (split := split_of(table, measure)) is None:
            continue
        bme, whole = split
        report.count(count_name(number, measure, BME), bme)
        report.count(count_name(number, measure, ALL), whole)
        for group in (BME, ALL):
            _link_to_staff(report, number, measure, group)
        report.share(
            share_name(number, measure, BME), count_name(number, measure, BME), count_name(number, measure, ALL)
        )


def split_of(table: Table, measure: str) -> tuple[int, int] | None:
    """BME people and everybody, of a board or of the workforce of indicator 9; None where a count is blank."""
    counts = {group: table.get((REPRESENTATION.number, measure, ALL, group), 0) for group in GROUPS}
    given = any((REPRESENTATION.number, measure, ALL, group) in table for group in (WHITE, BME))
    if not given or None in counts.values() or not sum(filter(None, counts.values())):
        return None
    return counts[BME] or 0, sum(filter(None, counts.values()))


def _link_to_staff(report: Report, number: int, measure: str, group: str) -> None:
    """The head count of other indicators is that of indicator 1, where it is the same number."""
    again, staff = count_name(number, measure, group), count_name(STAFF.number, STAFF.whole, group)
    if measure == HEADCOUNT and staff in report.counts and report.counts[staff] == report.counts[again]:
        report.same(again, staff)
