"""Counts of a return looked up by whose they are; None where one is not known."""

import pandas as pd

from edi_handbook.workforce.definitions import ALL, BME, GROUPS, INDICATORS, KEY, STAFF, TIER_SUBGROUPS, WHITE

KNOWN = (WHITE, BME)

Table = dict[tuple[str, int, int, str, str, str], int]
"""Counts by their `KEY`."""


class Counts:
    """All counts that the claims on some indicators may need, of every year: a figure may be last year's."""

    def __init__(self, frame: pd.DataFrame, indicators: set[int]):
        # All staff are what a wrong denominator may be.
        near = frame[frame["indicator"].isin({STAFF.number, *indicators})].dropna(subset=["count"])
        columns = (near[name].tolist() for name in (*KEY, "count"))
        self._table: Table = {
            (code, year, indicator, measure, subgroup, group): int(count)
            for code, year, indicator, measure, subgroup, group, count in zip(*columns, strict=True)
        }
        self.codes = sorted(frame["organisation_code"].unique())

    def at(self, code: str, year: int) -> "Place":
        return Place(self._table, code, year)

    def years(self, code: str) -> list[int]:
        return sorted({key[1] for key in self._table if key[0] == code})


class Place:
    """The counts of one organisation in one year."""

    def __init__(self, table: Table, code: str, year: int):
        self._table, self._of = table, (code, year)

    def get(self, indicator: int, measure: str, group: str, subgroup: str = ALL) -> int | None:
        """One count. A tier, and all staff where no such row is given, are the sum of their bands."""
        key = (*self._of, indicator, measure, subgroup, group)
        if subgroup in TIER_SUBGROUPS:
            bands = [self._table.get((*self._of, indicator, measure, band, group)) for band in TIER_SUBGROUPS[subgroup]]
            known = [count for count in bands if count is not None]
            return sum(known) if known else None
        if INDICATORS[indicator].subgroups and subgroup == ALL and key not in self._table:
            return self._sum_of_subgroups(indicator, group)
        return self._table.get(key)

    def _sum_of_subgroups(self, indicator: int, group: str) -> int | None:
        of = (*self._of, indicator)
        cells = [count for key, count in self._table.items() if key[:3] == of and key[5] == group]
        return sum(cells) if cells else None

    def staff(self, group: str) -> int | None:
        """The head count of a group, of all bands."""
        return self.get(STAFF.number, STAFF.whole, group)

    def whole(self, indicator: int, measure: str, subgroup: str = ALL, groups: tuple[str, ...] = GROUPS) -> int | None:
        """Everyone, unknowns included; a return with no row for unknowns has none of them."""
        cells = {group: self.get(indicator, measure, group, subgroup) for group in groups}
        if any(cells[group] is None for group in KNOWN):
            return None
        return sum(cell or 0 for cell in cells.values())
