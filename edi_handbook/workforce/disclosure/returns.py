"""A whole return as it may be published.

A return's counts come in as `edi_handbook.workforce.returns` has them, one row a count. They hang together:

- groups add up to everyone, bands to all staff, and to the tiers of the race disparity ratio;
- `headcount` of other indicators is the sum of indicator 1, where it is the same number;
- with `system`, organisations add up to the system.

All of it goes into one `Report`, since any of it could give a hidden count away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from edi_handbook.workforce.definitions import (
    ALL,
    GROUPS,
    HEADCOUNT,
    INDICATORS,
    KEY,
    RACE_DISPARITY,
    STAFF,
    TIER_PAIRS,
    TIERS,
    Indicator,
    Mix,
    Rate,
)
from edi_handbook.workforce.disclosure.hiding import protect
from edi_handbook.workforce.disclosure.report import Count, Name, PublishedRatio, Report, Share, sort_key
from edi_handbook.workforce.disclosure.thresholds import DEFAULT, Exemption, Thresholds

Series = tuple[str, str, int, str]
"""Organisation, year, indicator and measure."""

Table = dict[str, dict[str, int | float | None]]
"""{subgroup: {group: count, or None where blank}}"""

AGAIN = tuple(str(one.number) for one in INDICATORS.values() if one.whole == HEADCOUNT and one is not STAFF)
"""The indicators that ask for the head count of `STAFF` again."""


@dataclass(frozen=True)
class ProtectedReturn:
    """Three tables safe to print, the notes that go under them, and whether they may be published.

    `counts`: the return's key columns, `text`, `value` (rounded, or missing).
    `shares`: the key, `of` (`rate`: events per people of the group; `mix`: the group's share of everyone), `text`,
    `value`, `low`, `high` (per cent; a rate has Wilson's interval).
    `ratios`: organisation, year, indicator, subgroup, `direction`, `text`, `value`, `low`, `high`.
    Subgroup and group `all` are totals. Those of a system are missing where they could not be proved safe; then a note
    says so.
    """

    counts: pd.DataFrame
    shares: pd.DataFrame
    ratios: pd.DataFrame
    notes: tuple[str, ...]
    publishable: bool


def protect_return(
    frame: pd.DataFrame, control: Thresholds | Exemption = DEFAULT, system: str | None = None
) -> ProtectedReturn:
    """A `ProtectedReturn` of a frame of counts. `system`: a code under which to add all organisations up.

    A blank count (`nan`) stays out, and so does every total that needs it. Raises ValueError for a count that is not a
    whole number, a count given twice, or a part larger than its whole.
    """
    published = protect(report_of(frame, system), control)
    return ProtectedReturn(
        _table(published.counts, KEY, ["text", "value"]).astype({"value": "Int64"}),
        _table(published.shares, ["of", *KEY], ["text", "value", "low", "high"]).astype(
            dict.fromkeys(("value", "low", "high"), float)
        ),
        _table(
            published.ratios,
            ["organisation_code", "year", "indicator", "subgroup", "direction"],
            ["text", "value", "low", "high"],
        ),
        published.notes,
        published.publishable,
    )


def report_of(frame: pd.DataFrame, system: str | None = None) -> Report:
    """The `Report` behind `protect_return`, for those who add to it before they protect it."""
    report = Report()
    tables = _tables(frame)
    for (place, year, number, measure), table in tables.items():
        _add_table(report, (place, year, str(number), measure), table)
    for place, year in sorted({key[:2] for key in tables}):
        _link_headcounts(report, place, year)
        _add_statistics(report, tables, place, year)
    if system is not None:
        _add_system(report, tables, system)
    return report


def _tables(frame: pd.DataFrame) -> dict[Series, Table]:
    tables: dict[Series, Table] = {}
    columns = [frame[column].tolist() for column in [*KEY, "count"]]
    for place, year, number, measure, subgroup, group, count in zip(*columns, strict=True):
        if group not in GROUPS:
            raise ValueError(f"{group!r} is not a group of a return: use {', '.join(GROUPS)}. Totals are worked out.")
        subgroup = subgroup if isinstance(subgroup, str) and subgroup else ALL
        row = tables.setdefault((str(place), str(year), int(number), measure), {}).setdefault(subgroup, {})
        if group in row:
            raise ValueError(f"Indicator {number} has {measure} of {group} twice for {place}, {year}: keep one.")
        row[group] = None if pd.isna(count) else int(count) if float(count).is_integer() else count
    return tables


def _add_table(report: Report, key: tuple[str, str, str, str], table: Table) -> None:
    for subgroup, row in table.items():
        for group, count in row.items():
            if count is not None:
                report.count((*key, subgroup, group), count)
        _total(report, (*key, subgroup, ALL), [(*key, subgroup, group) for group in row])
    bands = [subgroup for subgroup in table if subgroup != ALL]
    sums: dict[str, list[str]] = {}
    for band in bands:
        kind, _, grade = band.partition(":")
        if grade in TIERS and INDICATORS[int(key[2])] is STAFF:
            sums.setdefault(f"{kind}:{TIERS[grade]}", []).append(band)
    if bands:
        sums[ALL] = bands
    for subgroup, parts in sums.items():
        for group in (*GROUPS, ALL):
            # A band without a row for a group, mostly unknowns, has nobody of it.
            found = [(*key, part, group) for part in parts if group == ALL or group in table[part]]
            _total(report, (*key, subgroup, group), found)
        _total(report, (*key, subgroup, ALL), [(*key, subgroup, group) for group in GROUPS], needed=False)


def _total(report: Report, name: Name, parts: Sequence[Name], needed: bool = True) -> None:
    """Add a total whose parts are all known."""
    known = [part for part in parts if part in report.counts]
    if known and (len(known) == len(parts) or not needed) and (needed or name in report.counts):
        report.total(name, known)


def _link_headcounts(report: Report, place: str, year: str) -> None:
    for group in (*GROUPS, ALL):
        staff = (place, year, str(STAFF.number), HEADCOUNT, ALL, group)
        for number in AGAIN:
            again = (place, year, number, HEADCOUNT, ALL, group)
            if staff in report.counts and report.counts.get(again) == report.counts[staff]:
                report.same(again, staff)


def _add_statistics(report: Report, tables: Mapping[Series, Table], place: str, year: str) -> None:
    for number, indicator in INDICATORS.items():
        key = (place, year, str(number))
        if isinstance(indicator, Rate):
            for name in _names(report, tables, place, year, indicator, indicator.part):
                _share(report, "rate", name, (*key, indicator.whole, *name[4:]))
            subgroups = tables.get((place, year, number, indicator.part), {})
            for subgroup in sorted({*subgroups, ALL} if subgroups else ()):
                _ratio(report, key, indicator, subgroup)
        else:
            for measure in indicator.measures:
                for name in _names(report, tables, place, year, indicator, measure):
                    _share(report, "mix", name, (*name[:5], ALL))
        if isinstance(indicator, Mix):
            _race_disparity(report, key, indicator.whole)


def _names(
    report: Report, tables: Mapping[Series, Table], place: str, year: str, indicator: Indicator, measure: str
) -> Iterator[tuple[str, ...]]:
    """The counts of a measure that the report has, totals and tiers among them."""
    table = tables.get((place, year, indicator.number, measure))
    if table is None:
        return
    tiers = {f"{kind}:{tier}" for kind in ("clinical", "non-clinical") for tier in set(TIERS.values())}
    for subgroup in sorted({*table, ALL, *(tiers if isinstance(indicator, Mix) else ())}):
        for group in (*GROUPS, ALL):
            if (name := (place, year, str(indicator.number), measure, subgroup, group)) in report.counts:
                yield name


def _share(report: Report, kind: str, part: tuple[str, ...], whole: tuple[str, ...]) -> None:
    if part != whole and part in report.counts and whole in report.counts:
        report.share((kind, *part), part, whole, interval=kind == "rate")


def _ratio(report: Report, key: tuple[str, str, str], rate: Rate, subgroup: str) -> None:
    top, bottom = (((*key, rate.part, subgroup, group), (*key, rate.whole, subgroup, group)) for group in rate.pair)
    if all(name in report.counts for name in (*top, *bottom)):
        report.ratio((*key, subgroup, rate.direction.value), top, bottom)


def _race_disparity(report: Report, key: tuple[str, str, str], measure: str) -> None:
    """White above over below, over the same of BME staff, by pairs of tiers, as `indicators.race_disparity` has it."""
    for kind in ("clinical", "non-clinical"):
        for below, above in TIER_PAIRS:
            top, bottom = (
                ((*key, measure, f"{kind}:{above}", group), (*key, measure, f"{kind}:{below}", group))
                for group in RACE_DISPARITY.pair
            )
            if all(name in report.counts for name in (*top, *bottom)):
                report.odds_ratio((*key, f"{kind}:{above} to {below}", RACE_DISPARITY.value), top, bottom)


def _add_system(report: Report, tables: Mapping[Series, Table], system: str) -> None:
    """Totals of all organisations, a year, an indicator and a measure at a time: of all staff, not of each band.

    They may be left out: an organisation's own counts matter more to it than the system's.
    """
    places = sorted({key[0] for key in tables})
    if system in places:
        raise ValueError(f"{system!r} is the code of an organisation of the return: give the system another code.")
    for year, number, measure in sorted({key[1:] for key in tables}):
        key = (year, str(number), measure, ALL)
        for group in (*GROUPS, ALL):
            _total(report, (system, *key, group), [(p, *key, group) for p in places if (p, *key, ALL) in report.counts])
        _total(report, (system, *key, ALL), [(system, *key, group) for group in GROUPS], needed=False)
    report.may_leave_out([name for name in report.counts if name[0] == system])
    measures: dict[Series, Table] = {(system, *key[1:]): {ALL: {}} for key in tables}
    for year in sorted({key[1] for key in tables}):
        _add_statistics(report, measures, system, year)


def _table(
    items: Mapping[Name, Count] | Mapping[Name, Share] | Mapping[Name, PublishedRatio],
    key: Sequence[str],
    columns: Sequence[str],
) -> pd.DataFrame:
    names = sorted(items, key=sort_key)
    data = {column: [name[place] for name in names] for place, column in enumerate(key)}
    data |= {column: [getattr(items[name], column) for name in names] for column in columns}
    table = pd.DataFrame(data)
    for column in ("year", "indicator"):
        table[column] = table[column].astype(int)
    # Without a row, pandas would take the texts for numbers.
    return table.astype({"text": str})
