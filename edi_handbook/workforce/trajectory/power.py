"""What counts of a given size can show: planned with the normal approximation on the log scale (Katz's variance).

A `Tally` here holds the counts to expect. The formulas are checked by simulation; below about five expected events in a
group they are only a guide, and err on the side of promising too much.
"""

import math

from scipy.optimize import brentq
from scipy.stats import norm

from edi_handbook.workforce.trajectory.tally import NotPossible, Tally

CHANCE = 4 / 5
"""The chance with which a study is usually planned to see what is there."""
WIDTH = norm.isf(0.025)


def _variance(one: Tally) -> float:
    """Of the log of the ratio; infinite where a group has no event to expect."""
    if not (one.white[0] and one.bme[0]):
        return math.inf
    return sum(1 / events - 1 / people for events, people in (one.white, one.bme))


def chance_seen(now: Tally, change: float, years: int = 1) -> float:
    """The chance that the interval of `change.change` is clear of 1, where the true ratio becomes `change` times what
    it is, and the counts of `years` years before it are set against as many after. Raises NotPossible."""
    if not change > 0:
        raise NotPossible("A change of a ratio is a number above 0: 0.75 is a fall by a quarter.")
    now = now.over(years)
    ratio = _true(now)
    error = math.sqrt(_variance(now) + _variance(now.at(ratio * change)))
    away = abs(math.log(change)) / error
    return float(norm.sf(WIDTH - away) + norm.cdf(-WIDTH - away))


def smallest_seen(now: Tally, years: int = 1, chance: float = CHANCE) -> float | None:
    """The smallest fall of the ratio that would be seen with that chance, as a factor (0.75: a fall by a quarter); None
    where no fall would be. For indicator 2 a fall goes no further than the appointment of everyone shortlisted."""
    ratio = _true(now)
    floor = now.white[0] / now.white[1] / ratio if now.more_is_better else 0.0
    lowest = max(floor, 1e-3)
    if now.bme[0] == 0:
        return None

    def short(log_change: float) -> float:
        return chance_seen(now, math.exp(log_change), years) - chance

    # For cases the chance does not only grow: fewer and fewer cases also make the later ratio less certain.
    steps = [math.log(lowest) * step / 400 for step in range(1, 401)]
    for nearer, further in zip([-1e-9, *steps], steps, strict=False):
        if short(further) >= 0:
            return math.exp(brentq(short, further, nearer)) if short(nearer) < 0 else math.exp(nearer)
    return None


def chance_shown_met(now: Tally, target: float, years: int = 1) -> float:
    """The chance that the whole interval of the ratio lies below `target`, where there is no gap at all. 0 for a target
    of 1 or less, since an interval around parity reaches past it."""
    if target <= 1:
        return 0.0
    error = math.sqrt(_variance(now.at(1.0).over(years)))
    return float(norm.sf(WIDTH - math.log(target) / error))


def years_to_show(now: Tally, target: float, chance: float = CHANCE) -> int | None:
    """How many years' counts together would show the target met with that chance, where there is no gap; None for a
    target of 1 or less."""
    if target <= 1:
        return None
    error = math.sqrt(_variance(now.at(1.0)))
    if math.isinf(error):
        return None
    return max(1, math.ceil(((WIDTH + norm.isf(1 - chance)) * error / math.log(target)) ** 2))


def _true(one: Tally) -> float:
    """The ratio of expected counts; 1 where there is none."""
    top, top_of, bottom, bottom_of = one.counts
    return top / top_of * bottom_of / bottom if top and bottom else 1.0
