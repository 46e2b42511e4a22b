"""A report as a reader with a pencil sees it: what may be true, given what is printed.

Counts become numbered cells. `Model` knows the true counts and what is hidden so far; `possible` and `agrees` say
what the print allows, and never use a true count that is not printed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from edi_handbook.workforce.disclosure import reasons
from edi_handbook.workforce.disclosure.report import Formula, Name, Report, sort_key
from edi_handbook.workforce.disclosure.thresholds import LARGEST_ROUNDING_ERROR, Thresholds, rounding_error

NO_LIMIT = 10**12

Printed = tuple[str, ...]
"""Value, low and high of a ratio as printed; empty where it is not."""

Equation = tuple[tuple[int, int], ...]
"""Pairs of (cell, sign) that add up to 0."""


@dataclass(frozen=True)
class ShareCells:
    part: int
    whole: int
    rest: int


@dataclass(frozen=True)
class RatioCells:
    cells: tuple[int, ...]
    events: tuple[int, ...]
    formula: Formula
    printed: Printed


def printed_ratios(formula: Formula, rows: Sequence[Sequence[int]]) -> list[Printed]:
    """Value, low and high as printed, for rows of four counts. One call for all: the formulas are quick for columns."""
    if not rows:
        return []
    columns = formula(*(np.array(column) for column in zip(*rows, strict=True)))[:3]
    return [tuple(f"{number:.2f}" for number in row) for row in zip(*columns, strict=True)]


class Model:
    """Cells, equations, shares and ratios of one report, and the state of hiding.

    `hidden[cell]` is why a printed cell shows a symbol; `withheld` holds ratios withheld to protect a count.
    """

    def __init__(self, report: Report, thresholds: Thresholds):
        self.thresholds = thresholds
        self.hidden: dict[int, str] = {}
        self.withheld: set[Name] = set()
        self._known: dict[tuple[int, bool], tuple[int, int]] = {}
        self._cells(report)
        self._equations(report)
        self._statistics(report)
        for cell, count in enumerate(self.counts):
            if cell not in self.unprinted and thresholds.is_small(count):
                self.hidden[cell] = reasons.SMALL

    def _cells(self, report: Report) -> None:
        parent: dict[Name, Name] = {}

        def root(name: Name) -> Name:
            while name in parent:
                name = parent[name]
            return name

        for one, other in report.links:
            low, high = sorted((root(one), root(other)), key=sort_key)
            if low != high:
                parent[high] = low
        # Sorted, so that the result never depends on the order in which rows came.
        names = sorted(report.counts, key=sort_key)
        roots = [name for name in names if name not in parent]
        number = {name: cell for cell, name in enumerate(roots)}
        self.cell_of = {name: number[root(name)] for name in names}
        self.counts = [report.counts[name] for name in roots]
        self.unprinted = set(range(len(roots))) - {
            cell for name, cell in self.cell_of.items() if name not in report.unprinted
        }

    def _equations(self, report: Report) -> None:
        """`signs_of` lists a cell's pairs of (number of the equation, sign)."""
        self.equations: list[Equation] = []
        self.signs_of: list[list[tuple[int, int]]] = [[] for _ in self.counts]
        sums = {(self.cell_of[total], *sorted(self.cell_of[part] for part in parts)) for total, parts in report.sums}
        for total, *parts in sorted(sums):
            self._equation(total, parts)

    def _equation(self, total: int, parts: Iterable[int]) -> None:
        signs = {total: -1}
        for part in parts:
            signs[part] = signs.get(part, 0) + 1
        terms = tuple((cell, sign) for cell, sign in signs.items() if sign)
        for cell, sign in terms:
            self.signs_of[cell].append((len(self.equations), sign))
        self.equations.append(terms)

    def _statistics(self, report: Report) -> None:
        rest_of: dict[tuple[int, int], int] = {}

        def rest(part: int, whole: int) -> int:
            """The cell of whole minus part: never printed, but anyone can work it out."""
            if (part, whole) not in rest_of:
                cell = rest_of[part, whole] = len(self.counts)
                self.counts.append(self.counts[whole] - self.counts[part])
                self.signs_of.append([])
                self.unprinted.add(cell)
                if part == whole:
                    self.signs_of[cell].append((len(self.equations), 1))
                    self.equations.append(((cell, 1),))
                else:
                    self._equation(whole, (part, cell))
            return rest_of[part, whole]

        self.shares: dict[Name, ShareCells] = {}
        self.ratios: dict[Name, RatioCells] = {}
        publishable: dict[Formula, list[Name]] = {}
        for name in sorted(report.shares, key=sort_key):
            part, whole = (self.cell_of[cell] for cell in report.shares[name])
            self.shares[name] = ShareCells(part, whole, rest(part, whole))
        for name in sorted(report.ratios, key=sort_key):
            ratio = report.ratios[name]
            cells = tuple(self.cell_of[cell] for cell in ratio.cells)
            if ratio.rates:
                rest(cells[0], cells[1])
                rest(cells[2], cells[3])
            events = tuple(self.cell_of[cell] for cell in ratio.events)
            enough = min(self.counts[cell] for cell in events) >= self.thresholds.fewest_events_for_ratio
            if enough:
                publishable.setdefault(ratio.formula, []).append(name)
            self.ratios[name] = RatioCells(cells, events, ratio.formula, ())
        for formula, names in publishable.items():
            rows = [[self.counts[cell] for cell in self.ratios[name].cells] for name in names]
            for name, printed in zip(names, printed_ratios(formula, rows), strict=True):
                self.ratios[name] = replace(self.ratios[name], printed=printed)
        self.shares_of = self._users((name, (s.part, s.whole, s.rest)) for name, s in self.shares.items())
        self.ratios_of = self._users((name, ratio.cells) for name, ratio in self.ratios.items())

    @staticmethod
    def _users(named_cells: Iterable[tuple[Name, tuple[int, ...]]]) -> dict[int, list[Name]]:
        users: dict[int, list[Name]] = {}
        for name, cells in named_cells:
            for cell in dict.fromkeys(cells):
                users.setdefault(cell, []).append(name)
        return users

    # The state of hiding.

    def hide(self, cell: int, why: str = reasons.PROTECTS) -> None:
        self.hidden[cell] = why
        self._known.clear()

    def show(self, cell: int) -> None:
        del self.hidden[cell]
        self._known.clear()

    def withhold(self, name: Name) -> None:
        self.withheld.add(name)
        self._known.clear()

    def release(self, name: Name) -> None:
        self.withheld.discard(name)
        self._known.clear()

    def is_shown(self, cell: int) -> bool:
        return cell not in self.hidden and cell not in self.unprinted

    def shown(self, cell: int) -> int:
        return self.thresholds.rounded(self.counts[cell])

    def why_no_share(self, name: Name) -> str | None:
        """Why a share is not printed, or None. A reason says no more than what is already printed, where it can."""
        share = self.shares[name]
        if not (self.is_shown(share.part) and self.is_shown(share.whole)):
            return reasons.COUNT_HIDDEN
        if self.shown(share.whole) == 0:
            return reasons.NOBODY
        if rounding_error(self.shown(share.part), self.shown(share.whole), self.thresholds) > LARGEST_ROUNDING_ERROR:
            return reasons.TOO_ROUGH
        if self.counts[share.rest] < self.thresholds.smallest_shown:
            return reasons.FEW_OTHERS
        return None

    def why_no_ratio(self, name: Name) -> str | None:
        ratio = self.ratios[name]
        if not all(self.is_shown(cell) for cell in ratio.cells):
            return reasons.COUNT_HIDDEN
        if not ratio.printed:
            return reasons.FEW_EVENTS
        return reasons.PROTECTS if name in self.withheld else None

    # What the print allows. `told` is a reader who knows why each thing is hidden; the print itself does not say.

    def possible(self, cell: int, told: bool = True) -> tuple[int, int]:
        """Lowest and highest count that this cell alone can have."""
        key = cell, told
        if key not in self._known:
            self._known[key] = self._possible(cell, told)
        return self._known[key]

    def _possible(self, cell: int, told: bool) -> tuple[int, int]:
        rule = self.thresholds
        if cell in self.unprinted:
            low, high = 0, NO_LIMIT
            for name in self.shares_of.get(cell, ()):
                if self.shares[name].rest == cell:
                    why = self.why_no_share(name)
                    if why is None:
                        low = rule.smallest_shown
                    elif told and why == reasons.FEW_OTHERS:
                        high = rule.smallest_shown - 1
            return low, high
        if cell in self.hidden:
            return (1, rule.smallest_shown - 1) if told and self.hidden[cell] == reasons.SMALL else (0, NO_LIMIT)
        low, high = rule.possible(self.shown(cell))
        for name in self.ratios_of.get(cell, ()):
            if cell in self.ratios[name].events:
                why = self.why_no_ratio(name)
                if why is None or (told and why == reasons.PROTECTS):
                    low = max(low, rule.fewest_events_for_ratio)
        return low, high

    def agrees(self, name: Name, moved: dict[int, int], told: bool = True) -> bool:
        """Whether a ratio would be printed, or withheld, as it is if the counts in `moved` were others."""
        ratio = self.ratios[name]
        why = self.why_no_ratio(name)

        def count(cell: int) -> int:
            return self.counts[cell] + moved.get(cell, 0)

        if why is None:
            return printed_ratios(ratio.formula, [[count(cell) for cell in ratio.cells]]) == [ratio.printed]
        if told and why == reasons.FEW_EVENTS:
            return min(count(cell) for cell in ratio.events) < self.thresholds.fewest_events_for_ratio
        return True
