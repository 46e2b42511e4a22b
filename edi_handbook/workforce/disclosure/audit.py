"""The proof that a hidden count cannot be worked out: another set of counts that would have been printed the same.

A hidden count is safe only when the search has such a set in its hand, one in which that count is different. A search
that finds none proves nothing, so the count is taken to be unsafe and more is hidden: an error of the search can hide
too much, never too little.
"""

SEARCH_STEPS = 100
"""Moves tried before a search gives up."""

NEIGHBOURHOOD = 2
"""How many sums away the limits of a count are worked out."""


class Audit:
    """Proofs over one `Model`. What is proved stays proved: hiding more only adds sets of counts that fit."""

    def __init__(self, model):
        self.model = model
        self.proved = set()

    def guarded(self, cells):
        """Those of `cells` that must not be worked out: all hidden ones, and small ones that are in no table."""
        model = self.model
        small = model.thresholds.is_small
        return [
            cell
            for cell in cells
            if cell in model.hidden or (cell in model.unprinted and small(model.counts[cell]))
        ]

    def is_safe(self, cell):
        """Whether two values or more fit the print, and never exactly one from 1 to 7."""
        model = self.model
        count, top = model.counts[cell], model.thresholds.smallest_shown - 1
        if 1 <= count <= top:
            return self._has_other(cell, range(1, top + 1))
        return self._has_other(cell, (*range(max(0, count - top), count), *range(count + 1, count + top + 1))) and (
            not self._can_be_small(cell, told=False)
            or self._two_small(cell, told=True)
            or (not self._can_be_small(cell, told=True) and self._two_small(cell, told=False))
        )

    def _has_other(self, cell, values):
        if cell not in self.proved:
            count = self.model.counts[cell]
            for value in sorted(values, key=lambda value: (abs(value - count), value)):
                if value != count and (moved := self._other_world(cell, value - count, told=True)):
                    # Every count that differs in the other world is proved by it, if it stays on its side of 7.
                    small = self.model.thresholds.is_small
                    self.proved.update(
                        other
                        for other, step in moved.items()
                        if not small(self.model.counts[other]) or small(self.model.counts[other] + step)
                    )
                    break
        return cell in self.proved

    def _two_small(self, cell, told):
        found = 0
        for value in range(1, self.model.thresholds.smallest_shown):
            found += bool(self._other_world(cell, value - self.model.counts[cell], told))
            if found == 2:
                return True
        return False

    def _can_be_small(self, cell, told):
        low, high = self._limits(cell, told, NEIGHBOURHOOD, without=None)
        return low < self.model.thresholds.smallest_shown and high >= 1

    def _limits(self, cell, told, depth, without):
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

    # The search.

    def _other_world(self, target, step, told):
        """Moves, as {cell: change}, that change `target` by `step` and leave everything printed as it is; or None."""
        model = self.model
        low, high = model.possible(target, told)
        if not low <= model.counts[target] + step <= high:
            return None
        moved, residual, self._steps = {target: step}, {}, SEARCH_STEPS
        self._shift(target, step, residual)
        return moved if self._balance(moved, residual, told) else None

    def _shift(self, cell, step, residual):
        for number, sign in self.model.signs_of[cell]:
            left = residual.get(number, 0) + sign * step
            if left:
                residual[number] = left
            else:
                del residual[number]

    def _balance(self, moved, residual, told):
        """Depth-first: take a sum that no longer adds up, and let one of its other cells take up the difference."""
        model = self.model
        if not residual:
            touched = {name for cell in moved for name in model.ratios_of.get(cell, ())}
            return all(model.agrees(name, moved, told) for name in touched)
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

    def _candidates(self, moved, residual, told):
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
