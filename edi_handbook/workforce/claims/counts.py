"""Counts of a return looked up by whose they are; None where one is not known."""

import pandas as pd

from edi_handbook.workforce.definitions import ALL, GROUPS

KEY = ["organisation_code", "year", "indicator", "measure", "subgroup", "group"]
KNOWN = ("white", "bme")


class Counts:
    """All counts that the claims on some indicators may need, of every year: a figure may be last year's."""

    def __init__(self, frame: pd.DataFrame, indicators: set[int]):
        # Indicator 1 has the head counts that a wrong denominator may be.
        near = frame[frame["indicator"].isin({1, *indicators})].dropna(subset=["count"])
        self._table = {tuple(row[:6]): int(row[6]) for row in near[[*KEY, "count"]].itertuples(index=False)}
        self.codes = sorted(frame["organisation_code"].unique())

    def at(self, code: str, year: int) -> "Place":
        return Place(self._table, code, year)

    def years(self, code: str) -> list[int]:
        return sorted({key[1] for key in self._table if key[0] == code})


class Place:
    """The counts of one organisation in one year."""

    def __init__(self, table: dict, code: str, year: int):
        self._table, self._of = table, (code, year)

    def get(self, indicator: int, measure: str, group: str, subgroup: str = ALL) -> int | None:
        """One count. All staff of indicator 1 are the sum of the bands where no such row is given."""
        key = (*self._of, indicator, measure, subgroup, group)
        if indicator == 1 and subgroup == ALL and key not in self._table:
            return self._all_bands(group)
        return self._table.get(key)

    def _all_bands(self, group: str) -> int | None:
        cells = [count for key, count in self._table.items() if key[:3] == (*self._of, 1) and key[5] == group]
        return sum(cells) if cells else None

    def whole(self, indicator: int, measure: str, subgroup: str = ALL, groups: tuple = GROUPS) -> int | None:
        """Everyone, unknowns included; a return with no row for unknowns has none of them."""
        cells = {group: self.get(indicator, measure, group, subgroup) for group in groups}
        if any(cells[group] is None for group in KNOWN):
            return None
        return sum(cell or 0 for cell in cells.values())
