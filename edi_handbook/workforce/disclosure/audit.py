"""The proof that a hidden count cannot be worked out: another set of counts that would have been printed the same.

A hidden count is safe only when the search has such a set in its hand, one in which that count is different. A search
that finds none proves nothing, so the count is taken to be unsafe and more is hidden: an error of the search can hide
too much, never too little.
"""

from collections import deque
from collections.abc import Collection, Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from edi_handbook.workforce.disclosure.model import NO_LIMIT, Model
from edi_handbook.workforce.disclosure.report import sort_key

SEARCH_STEPS = 60
"""Moves tried before the quick search gives up, and the solver takes over."""

MOST_CELLS, MOST_NODES = 400, 100
"""How many counts the solver may move, and how long it may branch: limits of work, not of time, so that the same
report always gives the same print."""

ABOVE_THE_LINE = 0.04
"""Less than the least by which whole numbers can be off a line: its factors are hundreds and twentieths."""

NEIGHBOURHOOD = 2
"""How many sums away the limits of a count are worked out."""


Moves = dict[int, int]
"""Another world: by how much the count of a cell differs from the true one. Cells that are not here stay."""


class Audit:
    """Proofs over one `Model`. What is proved stays proved: hiding more only adds sets of counts that fit."""

    def __init__(self, model: Model, hopeless: Collection[int] = ()):
        self.model = model
        self.proved: set[int] = set()
        self.hopeless = set(hopeless)

    def guarded(self, cells: Iterable[int]) -> list[int]:
        """Those of `cells` that must not be worked out: all hidden ones, and small ones that are in no table. Not those
        that are hopeless: an earlier publication gives them away whatever this one does."""
        model = self.model
        small = model.thresholds.is_small
        return [
            cell
            for cell in cells
            if cell not in self.hopeless
            and (cell in model.hidden or (cell in model.unprinted and small(model.counts[cell])))
        ]

    def is_safe(self, cell: int) -> bool:
        """Whether two values or more fit the print, and never exactly one from 1 to 7."""
        model = self.model
        top = model.thresholds.smallest_shown - 1
        if 1 <= model.counts[cell] <= top:
            return self._has_other(cell, 1, top)
        return self._has_other(cell, 0, NO_LIMIT) and (
            not self._can_be_small(cell, told=False)
            or self._two_small(cell, told=True)
            or (not self._can_be_small(cell, told=True) and self._two_small(cell, told=False))
        )

    def _has_other(self, cell: int, low: int, high: int) -> bool:
        """Whether `cell` can have another value in [low, high]."""
        if cell in self.proved:
            return True
        count = self.model.counts[cell]
        moved = None
        for step in (1, -1):
            if low <= count + step <= high:
                moved = moved or self._search(cell, step, told=True)
        moved = moved or self._solve(cell, count + 1, high, told=True) or self._solve(cell, low, count - 1, told=True)
        if moved:
            # Every count that differs in the other world is proved by it, if it stays on its side of 7.
            small = self.model.thresholds.is_small
            self.proved.update(
                other
                for other, step in moved.items()
                if not small(self.model.counts[other]) or small(self.model.counts[other] + step)
            )
        return bool(moved)

    def _two_small(self, cell: int, told: bool) -> bool:
        top = self.model.thresholds.smallest_shown - 1
        first = self._solve(cell, 1, top, told)
        if not first:
            return False
        value = self.model.counts[cell] + first[cell]
        return bool(self._solve(cell, value + 1, top, told) or self._solve(cell, 1, value - 1, told))

    def _can_be_small(self, cell: int, told: bool) -> bool:
        low, high = self._limits(cell, told, NEIGHBOURHOOD, without=None)
        return low < self.model.thresholds.smallest_shown and high >= 1

    def _limits(self, cell: int, told: bool, depth: int, without: int | None) -> tuple[int, int]:
        """Limits of a cell from its own print and from the sums around it. Loose ones are loose on the safe side."""
        low, high = self.model.possible(cell, told)
        if depth:
            for number, mine in self.model.signs_of[cell]:
                if number == without:
                    continue
                least = most = 0
                for other, sign in self.model.equations[number]:
                    if other == cell:
                        continue
                    other_low, other_high = self._limits(other, told, depth - 1, number)
                    least += sign * (other_low if sign > 0 else other_high)
                    most += sign * (other_high if sign > 0 else other_low)
                # mine * cell = -(the others)
                low, high = max(low, min(-mine * least, -mine * most)), min(high, max(-mine * least, -mine * most))
        return low, high

    # Two ways to another world: a quick search, and a solver where that finds none.

    def _search(self, target: int, step: int, told: bool) -> Moves | None:
        """Moves that change `target` by `step` and leave everything printed as it is; or None."""
        model = self.model
        low, high = model.possible(target, told)
        if not low <= model.counts[target] + step <= high:
            return None
        moved: Moves = {target: step}
        residual: dict[int, int] = {}
        self._steps = SEARCH_STEPS
        self._shift(target, step, residual)
        return moved if self._balance(moved, residual, told) else None

    def _shift(self, cell: int, step: int, residual: dict[int, int]) -> None:
        for number, sign in self.model.signs_of[cell]:
            left = residual.get(number, 0) + sign * step
            if left:
                residual[number] = left
            else:
                del residual[number]

    def _balance(self, moved: Moves, residual: dict[int, int], told: bool) -> bool:
        """Depth-first: take a sum that no longer adds up, and let one of its other cells take up the difference."""
        model = self.model
        if not residual:
            return model.all_agree(moved, told)
        for cell, step in self._candidates(moved, residual, told):
            self._steps -= 1
            if self._steps < 0:
                return False
            moved[cell] = step
            self._shift(cell, step, residual)
            if self._balance(moved, residual, told):
                return True
            del moved[cell]
            self._shift(cell, -step, residual)
        return False

    def _candidates(self, moved: Moves, residual: dict[int, int], told: bool) -> list[tuple[int, int]]:
        """Moves of other cells of one sum that take up what is left there, those first that leave least to do."""
        model = self.model
        number = min(residual)
        left = residual[number]
        found = []
        for cell, sign in model.equations[number]:
            if cell in moved:
                continue
            low, high = model.possible(cell, told)
            count = model.counts[cell]
            step = min(max(-sign * left, low - count), high - count)
            if step:
                open_after = sum(
                    residual.get(other, 0) + other_sign * step != 0 for other, other_sign in model.signs_of[cell]
                ) - sum(other in residual for other, _ in model.signs_of[cell])
                found.append((len(model.ratios_of.get(cell, ())), open_after, cell, step))
        return [(cell, step) for *_, cell, step in sorted(found)]

    def _solve(self, target: int, low: int, high: int, told: bool) -> Moves | None:
        """Moves that bring `target` into [low, high], found by integer programming among the counts near it; or None.

        The solver works in floating point and knows nothing of ratios and intervals: what it finds is checked here in
        whole numbers.
        """
        model = self.model
        if low > high:
            return None
        near = self._near(target)
        for frozen in (False, True):
            world = self._integer_programme(near, target, low, high, told, frozen)
            if world is None:
                return None
            moved = {cell: value - model.counts[cell] for cell, value in world.items() if value != model.counts[cell]}
            if target in moved and self._fits(moved, told):
                return moved
            if not any(self._is_printed_with_more_than_a_line(cell) for cell in moved):
                return None
        return None

    def _is_printed_with_more_than_a_line(self, cell: int) -> bool:
        """Whether a ratio or an interval is printed of a count: the solver knows straight lines only."""
        model = self.model
        return any(model.why_no_ratio(name) is None for name in model.ratios_of.get(cell, ())) or any(
            model.shares[name].interval and model.why_no_share(name) is None for name in model.shares_of.get(cell, ())
        )

    def _near(self, target: int) -> dict[int, int]:
        """The counts nearest to `target`; all others keep their values, which can only hide a world, not invent one."""
        model = self.model
        near = {target: 0}
        waiting = deque(near)
        while waiting and len(near) < MOST_CELLS:
            cell = waiting.popleft()
            for number, _ in model.signs_of[cell]:
                for other, _ in model.equations[number]:
                    if other not in near:
                        near[other] = len(near)
                        waiting.append(other)
        return near

    def _integer_programme(
        self, near: dict[int, int], target: int, low: int, high: int, told: bool, frozen: bool
    ) -> dict[int, int] | None:
        model = self.model
        cells = list(near)
        least, most = (
            np.array(ends, float) for ends in zip(*(model.possible(cell, told) for cell in cells), strict=True)
        )
        if frozen:
            for place, cell in enumerate(cells):
                if cell != target and self._is_printed_with_more_than_a_line(cell):
                    least[place] = most[place] = model.counts[cell]
        least[near[target]] = max(low, least[near[target]])
        most[near[target]] = min(high, most[near[target]])
        if least[near[target]] > most[near[target]]:
            return None
        entries: list[tuple[int, int, int]] = []
        right: list[int] = []
        for number in dict.fromkeys(number for cell in cells for number, _ in model.signs_of[cell]):
            fixed = 0
            for cell, sign in model.equations[number]:
                if cell in near:
                    entries.append((len(right), near[cell], sign))
                else:
                    fixed += sign * model.counts[cell]
            right.append(-fixed)
        constraints: list[LinearConstraint] = []
        if right:
            rows, columns, signs = zip(*entries, strict=True)
            matrix = csr_array((signs, (rows, columns)), shape=(len(right), len(cells)))
            constraints = [LinearConstraint(matrix, right, right)]
        if shares := self._lines_of_shares(near):
            rows, columns, factors = zip(*(entry for entries, _ in shares for entry in entries), strict=True)
            matrix = csr_array((factors, (rows, columns)), shape=(len(shares), len(cells)))
            constraints.append(LinearConstraint(matrix, [least for _, least in shares], np.inf))
        result = milp(
            np.zeros(len(cells)),
            constraints=constraints,
            integrality=np.ones(len(cells), dtype=np.uint8),
            bounds=Bounds(least, np.where(most >= NO_LIMIT, np.inf, most)),
            options={"node_limit": MOST_NODES},
        )
        if result.x is None:
            return None
        return {cell: round(value) for cell, value in zip(cells, result.x, strict=True)}

    def _lines_of_shares(self, near: dict[int, int]) -> list[tuple[list[tuple[int, int, float]], float]]:
        """For each printed percentage two lines that its counts lie between: entries (row, column, factor) and the
        least that a row adds up to. A half is rounded up, so the upper line itself is outside."""
        model = self.model
        lines: list[tuple[list[tuple[int, int, float]], float]] = []
        for name in sorted({name for cell in near for name in model.shares_of.get(cell, ())}, key=sort_key):
            share = model.shares[name]
            if model.why_no_share(name) is not None or (share.part not in near and share.whole not in near):
                continue
            value, half = float(model.share_text(name)[0]), 0.5 * 10 ** -model.share_decimals(name)
            for end, side in ((value - half, 1.0), (value + half, -1.0)):
                entries, fixed = [], 0.0
                for cell, factor in ((share.part, 100 * side), (share.whole, -end * side)):
                    if cell in near:
                        entries.append((len(lines), near[cell], factor))
                    else:
                        fixed += factor * model.counts[cell]
                lines.append((entries, -fixed if side > 0 else ABOVE_THE_LINE - fixed))
        return lines

    def _fits(self, moved: Moves, told: bool) -> bool:
        """Whether a world prints the same, in whole numbers and with every ratio worked out again."""
        model = self.model
        for cell, step in moved.items():
            low, high = model.possible(cell, told)
            if not low <= model.counts[cell] + step <= high:
                return False
        touched = {number for cell in moved for number, _ in model.signs_of[cell]}
        if any(sum(sign * moved.get(cell, 0) for cell, sign in model.equations[number]) for number in touched):
            return False
        return model.all_agree(moved, told)
