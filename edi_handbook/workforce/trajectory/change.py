"""Can this year's ratio be told from last year's?

The ratio of the two ratios, later over earlier, on the log scale. Where both have a value above 0 it is MOVER on their
two intervals (`trend.mover`), as in `trend.change`. Where a group had no event in a year there is no logarithm: then a
half is added to each count (as in statsmodels' `log-adjusted` interval of a ratio), which gives a wide interval and no
value. With no event in either group of a year nothing can be said, and the interval is 0 to no end.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from edi_handbook.workforce.intervals import Ratio
from edi_handbook.workforce.trajectory.tally import NotPossible, Tally
from edi_handbook.workforce.trend import mover

HIGHER, LOWER, NOT_CLEAR = "higher", "lower", "no clear change"


@dataclass(frozen=True)
class Change:
    """The later ratio over the earlier one: 1 is no change, `nan` where a group had no event. `method` is `mover`,
    `half added`, or empty where nothing can be said."""

    value: float
    low: float
    high: float
    method: str

    @property
    def verdict(self) -> str:
        """Whether the ratio itself is `higher`, `lower`, or shows `no clear change`."""
        return HIGHER if self.low > 1 else LOWER if self.high < 1 else NOT_CLEAR


def change(before: Tally, after: Tally) -> Change:
    """How the ratio changed between two years, taken as independent. Raises NotPossible for two indicators."""
    if before.rate is not after.rate:
        raise NotPossible("Two years are compared on the same indicator.")
    if any(one.white[0] + one.bme[0] == 0 for one in (before, after)):
        return Change(math.nan, 0.0, math.inf, "")
    ratios = before.ratio, after.ratio
    if all(one.value > 0 and math.isfinite(one.value) for one in ratios):
        return of_ratios(*ratios)
    logs, variances = zip(*(_half_added(one) for one in (before, after)), strict=True)
    moved = logs[1] - logs[0]
    reach = norm.isf(0.025) * math.sqrt(sum(variances))
    return _of((math.nan, moved - reach, moved + reach), "half added")


def of_ratios(before: Ratio, after: Ratio) -> Change:
    """The same from two ratios with their intervals: what can be worked out from what was printed of them."""
    logs = (tuple(map(_log, (one.value, one.low, one.high))) for one in (before, after))
    return _of(mover(*logs), "mover")


def _of(logs: tuple[float, float, float], method: str) -> Change:
    value, low, high = (math.exp(one) for one in logs)
    return Change(value, low, high, method)


def _log(number: float) -> float:
    return float(np.log(number)) if number > 0 else -math.inf


def _half_added(one: Tally) -> tuple[float, float]:
    """The log of the ratio with a half added to each count, and its variance."""
    top, top_of, bottom, bottom_of = (count + 0.5 for count in one.counts)
    return math.log(top / top_of * bottom_of / bottom), 1 / top - 1 / top_of + 1 / bottom - 1 / bottom_of
