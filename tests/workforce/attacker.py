"""An attacker who reads everything published and solves for the hidden counts, exactly.

Nothing here is shared with the engine: it searches for another table by hand, this states the whole publication as an
integer programme (SciPy's HiGHS) and asks for the smallest and largest value of each hidden count. What a ratio says
about its four counts is stated as the list of all combinations that print the same, by the formulas written out.

It is given: the printed texts, which counts are totals of which, the rounding rule, the thresholds, and (`told=True`)
the reason of each symbol: "small" means 1 to 7, "protects" means anything from 0.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from math import exp, log, sqrt

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


@dataclass
class Print:
    """What is published. `counts`: name -> int, or "small", "protects", or None where it is in no table."""

    counts: dict
    sums: list = field(default_factory=list)  # (total, parts)
    shares: list = field(default_factory=list)  # (part, whole, text or None, why), perhaps with "low to high"
    ratios: list = field(default_factory=list)  # (four names, text or None, why, whether of rates, else of odds)
    smallest_shown: int = 8
    round_to: int = 5
    fewest_events: int = 10


class Attacker:
    def __init__(self, published, told=True, learnt_from=None):
        """`learnt_from`: an attacker who was told more about the same print. What fits for them, fits here."""
        self.published, self.told = published, told
        self.low, self.high, self.names = [], [], {}
        self.rows = []  # (coefficients, low, high)
        self.seen = learnt_from.seen if learnt_from else {}  # name -> values that fit the print
        for name, shown in published.counts.items():
            self._add(name, *self._range(shown))
        for total, parts in published.sums:
            row = {self.names[total]: -1}
            for part in parts:
                row[self.names[part]] = row.get(self.names[part], 0) + 1
            self.rows.append((row, 0, 0))
        for share in published.shares:
            self._read_share(*share)
        for ratio in published.ratios:
            self._read_ratio_reason(*ratio)
        for ratio in published.ratios:
            self._read_ratio(*ratio)

    def _add(self, name, low, high):
        self.names[name] = len(self.low)
        self.low.append(low)
        self.high.append(high)
        return self.names[name]

    def _range(self, shown):
        rule = self.published
        if shown == "small" and self.told:
            return 1, rule.smallest_shown - 1
        if shown is None or isinstance(shown, str):
            return 0, np.inf
        # By trying out, not by a formula: which counts are shown as this one?
        near = range(max(0, shown - rule.round_to), shown + rule.round_to + 1)
        fits = [n for n in near if (n == 0 or n >= rule.smallest_shown) and self._nearest(n) == shown]
        return fits[0], fits[-1]

    def _nearest(self, count):
        below = count - count % self.published.round_to
        return below if 2 * (count - below) < self.published.round_to else below + self.published.round_to

    def rest(self, part, whole):
        """The name of whole minus part, which is in no table."""
        name = ("rest", part, whole)
        if name not in self.names:
            self._add(name, 0, np.inf)
            row = {self.names[name]: 1, self.names[part]: 1}
            row[self.names[whole]] = row.get(self.names[whole], 0) - 1
            self.rows.append((row, 0, 0))
        return name

    def _read_share(self, part, whole, text, why, interval=None):
        rest = self.names[self.rest(part, whole)]
        if text is not None:
            self.low[rest] = max(self.low[rest], self.published.smallest_shown)
            self._read_percentage(part, whole, text)
            if interval:
                self._read_interval(part, whole, text, interval)
        elif self.told and why == "few others":
            self.high[rest] = min(self.high[rest], self.published.smallest_shown - 1)
        elif self.told and why == "protects":
            self.low[rest] = max(self.low[rest], self.published.smallest_shown)

    def _read_percentage(self, part, whole, text):
        """A percentage is worked out from the true counts: its counts lie between two lines."""
        digits = len(text.partition(".")[2])
        half = 0.5 * 10**-digits + 1e-9
        k, n = self.names[part], self.names[whole]
        for bound, low, high in ((-half, 0, np.inf), (half, -np.inf, 0)):
            row = {k: 100}
            row[n] = row.get(n, 0) - (float(text) + bound)
            self.rows.append((row, low, high))

    def _read_interval(self, part, whole, text, interval):
        """With its interval a percentage says more: which pairs of counts print the same three numbers?"""
        digits = len(text.partition(".")[2])
        places = [self.names[name] for name in (part, whole)]
        axes = [np.arange(self.low[place], self.high[place] + 1) for place in places]
        pairs = [(k, n) for k in axes[0] for n in axes[1] if k <= n]
        fits = [pair for pair in pairs if wilson(*pair, digits) == (text, interval)]
        assert fits, "the truth itself must fit"
        self._one_of(("pair", part, whole), places, np.array(fits).T)

    def _read_ratio_reason(self, cells, text, why, rates):
        """What follows from there being a ratio, or not, about how many events there were."""
        if rates:
            for part, whole in (cells[:2], cells[2:]):
                self.rest(part, whole)
        events = [self.names[name] for name in (cells[::2] if rates else cells)]
        fewest = self.published.fewest_events
        if text is not None or (self.told and why == "protects"):
            for event in events:
                self.low[event] = max(self.low[event], fewest)
        elif self.told and why == "few events":
            large = min(max(self.high[event] for event in events), LARGE)
            choices = [self._add(("few", cells, event), 0, 1) for event in events]
            self.rows.append((dict.fromkeys(choices, 1), 1, np.inf))
            for event, choice in zip(events, choices, strict=True):
                self.rows.append(({event: 1, choice: large}, -np.inf, fewest - 1 + large))

    def _read_ratio(self, cells, text, _why, rates):
        if text is None:
            return
        places = [self.names[name] for name in cells]
        axes = [np.arange(self.low[place], self.high[place] + 1) for place in places]
        grid = np.array(np.meshgrid(*axes, indexing="ij")).reshape(4, -1)
        if rates:
            grid = grid[:, (grid[0] <= grid[1]) & (grid[2] <= grid[3])]
        digits = len(text.split()[0].partition(".")[2])
        printed = likelihoods(*grid, digits) if rates else [woolf(*column, digits) for column in grid.T]
        fits = grid[:, [one == text for one in printed]]
        assert fits.shape[1], "the truth itself must fit"
        if fits.shape[1] == grid.shape[1] == np.prod([len(axis) for axis in axes]):
            return
        self._one_of(("combination", cells), places, fits)

    def _one_of(self, what, places, fits):
        """The counts at `places` are one of the columns of `fits`."""
        first = len(self.low)
        for number in range(fits.shape[1]):
            self._add((*what, number), 0, 1)
        self.rows.append(({first + number: 1 for number in range(fits.shape[1])}, 1, 1))
        for place, values in zip(places, fits, strict=True):
            row = {first + number: value for number, value in enumerate(values)}
            row[place] = row.get(place, 0) - 1
            self.rows.append((row, 0, 0))

    @cached_property
    def _matrix(self):
        entries = [(i, j, value) for i, (row, _, _) in enumerate(self.rows) for j, value in row.items()]
        rows, columns, values = zip(*entries, strict=True)
        return csr_array((values, (rows, columns)), shape=(len(self.rows), len(self.low)))

    def _world(self, cost, lows, highs):
        """HiGHS's status, and where it is 0 a set of counts that fits the print and costs least."""
        constraints = []
        if self.rows:
            least, most = np.array([row[1:] for row in self.rows], float).T
            constraints = LinearConstraint(self._matrix, least, most)
        result = milp(cost, constraints=constraints, integrality=np.ones(len(lows)), bounds=Bounds(lows, highs))
        if result.status:
            return result.status, None
        world = np.rint(result.x)
        if self.rows:  # the solver works to a tolerance; a world counts only if it really fits
            sums = self._matrix @ world
            assert (sums >= least - 1e-6).all() and (sums <= most + 1e-6).all()
        for name, place in self.names.items():
            self.seen.setdefault(name, set()).add(int(world[place]))
        return 0, world

    def look_around(self, names):
        """Two worlds far apart, one with few and one with many people behind `names`: most questions end here."""
        cost = np.zeros(len(self.low))
        cost[[self.names[name] for name in names]] = 1
        self._world(cost, np.array(self.low), np.array(self.high))
        self._world(-cost, np.array(self.low), np.minimum(self.high, 10_000))

    def solve(self, name, sign, low=None, high=None):
        """Smallest (sign 1) or largest (-1) value of a count within [low, high]; None if there is none."""
        place = self.names[name]
        lows, highs = np.array(self.low, float), np.array(self.high, float)
        lows[place] = max(lows[place], -np.inf if low is None else low)
        highs[place] = min(highs[place], np.inf if high is None else high)
        if lows[place] > highs[place]:
            return None
        cost = np.zeros(len(lows))
        cost[place] = sign
        status, world = self._world(cost, lows, highs)
        if status == 2:
            return None
        if status == 3 or (status == 4 and sign < 0):  # no end to it
            return np.inf
        assert status == 0, status
        return int(world[place])

    def range(self, name, low=None, high=None):
        """Exact smallest and largest value of a count that fit the print."""
        return self.solve(name, 1, low, high), self.solve(name, -1, low, high)

    def has_two_values(self, name, low=None, high=None):
        """Whether at least two values fit (those already seen are used first)."""
        seen = self.seen.get(name, ())
        if sum((low is None or value >= low) and (high is None or value <= high) for value in seen) >= 2:
            return True
        least, most = self.range(name, low, high)
        return least is not None and least != most

    def has_exactly_one_small(self, name):
        top = self.published.smallest_shown - 1
        return not self.has_two_values(name, 1, top) and self.solve(name, 1, 1, top) is not None


Z = 1.959963984540054
LARGE = 100_000  # more than any hidden count that is asked about: a choice that is free may be this large


def as_text(value, low, high, digits):
    return f"{value:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def wilson(count, whole, digits):
    """A percentage and the ends of its 95 % interval, as text. Wilson 1927."""
    share = count / whole
    middle, spread = (
        share + Z**2 / (2 * whole),
        Z * sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2)),
    )
    low, high = (100 * (middle + sign * spread) / (1 + Z**2 / whole) for sign in (-1, 1))
    step = Decimal(1).scaleb(-digits)
    said = (Decimal(100 * int(count)) / Decimal(int(whole))).quantize(step, ROUND_HALF_UP)
    return str(said), f"{max(low, 0):.{digits}f} to {min(high, 100):.{digits}f}"


def likelihoods(a, n, b, m, digits=2):
    """Relative likelihoods as text, an element each: by Katz's formula where all four counts are ten or more."""
    columns = a, n, b, m
    few = np.min([a, n - a, b, m - b], axis=0) < 10
    texts = np.full(len(few), "", dtype=object)
    texts[~few] = [katz(*row, digits) for row in zip(*(column[~few] for column in columns), strict=True)]
    if few.any():
        texts[few] = koopman(*(column[few] for column in columns), digits)
    return texts


def koopman(a, n, b, m, digits=2):
    """Relative likelihoods and their 95 % score intervals, as text. Koopman 1984: the ratios at which the chi-squared
    of the counts against the likeliest rates with that ratio is 1.96 squared, by halving. Events in both groups."""
    a, n, b, m = (np.asarray(column, float) for column in (a, n, b, m))

    def chi_squared(ratio):
        x, y, z = (n + m) * ratio, ratio * (n + b) + m + a, a + b
        rate_2 = (y - np.sqrt(np.maximum(y * y - 4 * x * z, 0))) / (2 * x)
        found = 0.0
        for seen, people, rate in ((a, n, ratio * rate_2), (b, m, rate_2)):
            spread = people * rate * (1 - rate)
            found = found + np.divide((seen - people * rate) ** 2, spread, out=np.zeros(len(a)), where=spread > 1e-13)
        return found

    value = (a / n) / (b / m)
    ends = []
    for far in (value * exp(-15), value * exp(15)):
        inside, outside = np.log(value), np.log(far)
        for _ in range(70):
            middle = (inside + outside) / 2
            fits = chi_squared(np.exp(middle)) <= Z**2
            inside, outside = np.where(fits, middle, inside), np.where(fits, outside, middle)
        ends.append(np.exp(inside))
    return [as_text(v, low, high, digits) for v, low, high in zip(value, *ends, strict=True)]


def katz(events_1, people_1, events_2, people_2, digits=2):
    """Relative likelihood and its 95 % log interval, as text. Katz and others 1978."""
    ratio = (events_1 / people_1) / (events_2 / people_2)
    spread = Z * sqrt(1 / events_1 - 1 / people_1 + 1 / events_2 - 1 / people_2)
    return as_text(ratio, exp(log(ratio) - spread), exp(log(ratio) + spread), digits)


def woolf(count_1, other_1, count_2, other_2, digits=2):
    """Odds ratio and its 95 % log interval, as text. Woolf 1955."""
    ratio = (count_1 / other_1) / (count_2 / other_2)
    spread = Z * sqrt(1 / count_1 + 1 / other_1 + 1 / count_2 + 1 / other_2)
    return as_text(ratio, exp(log(ratio) - spread), exp(log(ratio) + spread), digits)
