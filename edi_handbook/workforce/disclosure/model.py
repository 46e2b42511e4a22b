"""A report as a reader with a pencil sees it: what may be true, given what is printed.

Counts become numbered cells. `Model` knows the true counts and what is hidden so far; `possible` and the two `agrees`
say what the print allows, and never use a true count that is not printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from edi_handbook.workforce import ratios
from edi_handbook.workforce.disclosure import reasons
from edi_handbook.workforce.disclosure.report import Fixed, Formula, Name, Report, sort_key
from edi_handbook.workforce.disclosure.thresholds import (
    ERROR_FOR_A_DECIMAL,
    LARGEST_ROUNDING_ERROR,
    Thresholds,
    rounding_error,
)

NO_LIMIT = 10**12

RATIO_DECIMALS = 2
"""A ratio and its interval start with so many decimals, and lose some where these would give a count away."""

LEAST_WHOLE_RATIO = 2
"""A ratio may lose its last decimal only where it is printed as this or more: `1 (1 to 2)` would read as parity."""

Printed = tuple[str, ...]
"""Value, low and high as printed."""

Equation = tuple[tuple[int, int], ...]
"""Pairs of (cell, sign) that add up to 0."""

Worked = tuple[float, ...]
"""Value, low and high of a ratio, not rounded; empty where there are too few events."""


@dataclass(frozen=True)
class ShareCells:
    part: int
    whole: int
    rest: int
    interval: bool


@dataclass(frozen=True)
class RatioCells:
    cells: tuple[int, ...]
    events: tuple[int, ...]
    formula: Formula
    worked: Worked


@dataclass
class Hiding:
    """What is hidden so far, by name: why a count is, decimals dropped from shares and ratios, which are withheld."""

    counts: dict[Name, str] = field(default_factory=dict)
    dropped_of_shares: dict[Name, int] = field(default_factory=dict)
    dropped_of_ratios: dict[Name, int] = field(default_factory=dict)
    withheld_shares: set[Name] = field(default_factory=set)
    withheld_ratios: set[Name] = field(default_factory=set)


def worked_ratios(formula: Formula, rows: Sequence[Sequence[int]]) -> list[Worked]:
    """Value, low and high, for rows of four counts. One call for all: the formulas are quick for columns."""
    if not rows:
        return []
    columns = formula(*(np.array(column) for column in zip(*rows, strict=True)))[:3]
    return [tuple(float(number) for number in row) for row in zip(*columns, strict=True)]


def printed_ratio(worked: Worked, decimals: int) -> Printed:
    return tuple(f"{number:.{decimals}f}" for number in worked)


@lru_cache(maxsize=100_000)
def printed_share(part: int, whole: int, decimals: int, interval: bool) -> Printed:
    """A percentage of true counts as printed, with Wilson's interval where it has one. `whole` is more than 0.

    A half is rounded up, as in a spreadsheet.
    """
    scale = 10**decimals
    half_up = (200 * part * scale + whole) // (2 * whole)
    printed = [f"{half_up // scale}.{half_up % scale:0{decimals}d}" if decimals else str(half_up)]
    if interval:
        _, low, high = ratios.share(part, whole)
        printed += [f"{100 * float(number):.{decimals}f}" for number in (low, high)]
    return tuple(printed)


def share_decimals(part: int, whole: int, thresholds: Thresholds) -> int:
    """How many decimals a percentage of these shown counts may have."""
    return 1 if rounding_error(part, whole, thresholds) < ERROR_FOR_A_DECIMAL else 0


class Model:
    """Cells, equations, shares and ratios of one report, and the state of hiding.

    `hidden[cell]` is why a printed cell shows a symbol; `withheld_*` hold what is withheld to protect a count, and
    `dropped_*` how many decimals were. `frozen` cells were printed before: their state is not ours to change.
    """

    def __init__(self, report: Report, thresholds: Thresholds, start: Hiding | None = None):
        self.thresholds = thresholds
        self.hidden: dict[int, str] = {}
        self.frozen: set[int] = set()
        self.withheld_shares: set[Name] = set()
        self.withheld_ratios: set[Name] = set()
        self.dropped_of_shares: dict[Name, int] = {}
        self.dropped_of_ratios: dict[Name, int] = {}
        self._known: dict[tuple[int, bool], tuple[int, int]] = {}
        self._cells(report)
        self._equations(report)
        self._statistics(report)
        self._hide_small_counts()
        self._start(start or Hiding())
        self._freeze(report)

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
        for name in sorted(report.shares, key=sort_key):
            share = report.shares[name]
            part, whole = self.cell_of[share.part], self.cell_of[share.whole]
            self.shares[name] = ShareCells(part, whole, rest(part, whole), share.interval)
        publishable: dict[Formula, list[Name]] = {}
        worked: dict[Name, Worked] = {}
        for name in sorted(report.ratios, key=sort_key):
            ratio = report.ratios[name]
            if ratio.rates:
                first, people_1, second, people_2 = (self.cell_of[cell] for cell in ratio.cells)
                rest(first, people_1)
                rest(second, people_2)
            if min(report.counts[cell] for cell in ratio.events) >= self.thresholds.fewest_events_for_ratio:
                publishable.setdefault(ratio.formula, []).append(name)
        for formula, names in publishable.items():
            rows = [[report.counts[cell] for cell in report.ratios[name].cells] for name in names]
            worked |= dict(zip(names, worked_ratios(formula, rows), strict=True))
        for name in sorted(report.ratios, key=sort_key):
            ratio = report.ratios[name]
            cells, events = (tuple(self.cell_of[cell] for cell in which) for which in (ratio.cells, ratio.events))
            self.ratios[name] = RatioCells(cells, events, ratio.formula, worked.get(name, ()))
        self.shares_of = self._users((name, (s.part, s.whole, s.rest)) for name, s in self.shares.items())
        self.ratios_of = self._users((name, ratio.cells) for name, ratio in self.ratios.items())

    @staticmethod
    def _users(named_cells: Iterable[tuple[Name, tuple[int, ...]]]) -> dict[int, list[Name]]:
        users: dict[int, list[Name]] = {}
        for name, cells in named_cells:
            for cell in dict.fromkeys(cells):
                users.setdefault(cell, []).append(name)
        return users

    def _hide_small_counts(self) -> None:
        for cell, count in enumerate(self.counts):
            if cell not in self.unprinted and self.thresholds.is_small(count):
                self.hidden[cell] = reasons.SMALL

    def _start(self, start: Hiding) -> None:
        for name, why in start.counts.items():
            self.hidden.setdefault(self.cell_of[name], why)
        self.withheld_shares |= start.withheld_shares
        self.withheld_ratios |= start.withheld_ratios
        self.dropped_of_shares |= start.dropped_of_shares
        self.dropped_of_ratios |= start.dropped_of_ratios

    def _freeze(self, report: Report) -> None:
        """What was printed before stays as it was. Where one count was printed twice, a reader has the print of both,
        so it counts as shown if either shows it."""
        self.fixed_shares: Mapping[Name, Fixed] = report.fixed_shares
        self.fixed_ratios: Mapping[Name, Fixed] = report.fixed_ratios
        before: dict[int, list[str | None]] = {}
        for name, why in report.fixed_counts.items():
            before.setdefault(self.cell_of[name], []).append(why)
        for cell, whys in before.items():
            self.frozen.add(cell)
            self.hidden.pop(cell, None)
            if all(whys):
                self.hidden[cell] = reasons.SMALL if reasons.SMALL in whys else str(whys[0])

    # The state of hiding.

    def hide(self, cell: int, why: str = reasons.PROTECTS) -> None:
        self.hidden[cell] = why
        self._known.clear()

    def show(self, cell: int) -> None:
        del self.hidden[cell]
        self._known.clear()

    def withhold_share(self, name: Name, yes: bool = True) -> None:
        (self.withheld_shares.add if yes else self.withheld_shares.discard)(name)
        self._known.clear()

    def withhold_ratio(self, name: Name, yes: bool = True) -> None:
        (self.withheld_ratios.add if yes else self.withheld_ratios.discard)(name)
        self._known.clear()

    def drop_decimal_of_share(self, name: Name, by: int = 1) -> None:
        self.dropped_of_shares[name] = self.dropped_of_shares.get(name, 0) + by

    def drop_decimal_of_ratio(self, name: Name, by: int = 1) -> None:
        self.dropped_of_ratios[name] = self.dropped_of_ratios.get(name, 0) + by

    def state(self, names: Iterable[Name]) -> Hiding:
        """What is hidden of these counts, and of all shares and ratios."""
        hidden = {name: self.hidden[self.cell_of[name]] for name in names if self.cell_of[name] in self.hidden}
        return Hiding(
            hidden,
            {name: by for name, by in self.dropped_of_shares.items() if by},
            {name: by for name, by in self.dropped_of_ratios.items() if by},
            set(self.withheld_shares),
            set(self.withheld_ratios),
        )

    def is_shown(self, cell: int) -> bool:
        return cell not in self.hidden and cell not in self.unprinted

    def shown(self, cell: int) -> int:
        return self.thresholds.rounded(self.counts[cell])

    def why_no_share(self, name: Name) -> str | None:
        """Why a share is not printed, or None. A reason says no more than what is already printed, where it can."""
        if name in self.fixed_shares:
            return self.fixed_shares[name].why
        share = self.shares[name]
        if not (self.is_shown(share.part) and self.is_shown(share.whole)):
            return reasons.COUNT_HIDDEN
        if self.shown(share.whole) == 0:
            return reasons.NOBODY
        if rounding_error(self.shown(share.part), self.shown(share.whole), self.thresholds) > LARGEST_ROUNDING_ERROR:
            return reasons.TOO_ROUGH
        if self.counts[share.rest] < self.thresholds.smallest_shown:
            return reasons.FEW_OTHERS
        return reasons.PROTECTS if name in self.withheld_shares else None

    def why_no_ratio(self, name: Name) -> str | None:
        if name in self.fixed_ratios:
            return self.fixed_ratios[name].why
        ratio = self.ratios[name]
        hidden = [self.hidden.get(cell) for cell in ratio.cells if not self.is_shown(cell)]
        if hidden and (ratio.worked or reasons.UNPROVED in hidden):
            return reasons.COUNT_HIDDEN
        if not ratio.worked:
            return reasons.FEW_EVENTS
        return reasons.PROTECTS if name in self.withheld_ratios else None

    def share_decimals(self, name: Name) -> int:
        """How many decimals a printed share has: a function of its shown counts, less what was dropped."""
        if name in self.fixed_shares:
            return self.fixed_shares[name].decimals
        share = self.shares[name]
        most = share_decimals(self.shown(share.part), self.shown(share.whole), self.thresholds)
        return max(0, most - self.dropped_of_shares.get(name, 0))

    def ratio_decimals(self, name: Name) -> int:
        if name in self.fixed_ratios:
            return self.fixed_ratios[name].decimals
        return RATIO_DECIMALS - self.dropped_of_ratios.get(name, 0)

    def can_drop_of_ratio(self, name: Name) -> bool:
        """Whether a printed ratio would still say something true at a glance with one decimal fewer."""
        decimals = self.ratio_decimals(name) - 1
        return decimals > 0 or (
            decimals == 0 and float(printed_ratio(self.ratios[name].worked, 0)[0]) >= LEAST_WHOLE_RATIO
        )

    def share_text(self, name: Name) -> Printed:
        share = self.shares[name]
        counts = self.counts[share.part], self.counts[share.whole]
        return printed_share(*counts, self.share_decimals(name), share.interval)

    def ratio_text(self, name: Name) -> Printed:
        return printed_ratio(self.ratios[name].worked, self.ratio_decimals(name))

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
                    if why is None or (told and why == reasons.PROTECTS):
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

    def all_agree(self, moved: Mapping[int, int], told: bool = True) -> bool:
        """Whether every share and ratio would be printed, or withheld, as it is if the counts in `moved` were others:
        each by as many as `moved` says more than it is."""
        shares = {name for cell in moved for name in self.shares_of.get(cell, ())}
        if not all(self._share_agrees(name, moved) for name in shares):
            return False
        names = {name for cell in moved for name in self.ratios_of.get(cell, ())}
        return all(self._ratio_agrees(name, moved, told) for name in names)

    def _share_agrees(self, name: Name, moved: Mapping[int, int]) -> bool:
        if self.why_no_share(name) is not None:
            return True  # what a reason says of a count is in `possible`
        share = self.shares[name]
        part, whole = (self.counts[cell] + moved.get(cell, 0) for cell in (share.part, share.whole))
        if not 0 <= part <= whole or not whole:
            return False
        return printed_share(part, whole, self.share_decimals(name), share.interval) == self.share_text(name)

    def _ratio_agrees(self, name: Name, moved: Mapping[int, int], told: bool) -> bool:
        ratio = self.ratios[name]
        why = self.why_no_ratio(name)

        def count(cell: int) -> int:
            return self.counts[cell] + moved.get(cell, 0)

        if why is None:
            (worked,) = worked_ratios(ratio.formula, [[count(cell) for cell in ratio.cells]])
            return printed_ratio(worked, self.ratio_decimals(name)) == self.ratio_text(name)
        if told and why == reasons.FEW_EVENTS:
            return min(count(cell) for cell in ratio.events) < self.thresholds.fewest_events_for_ratio
        return True
