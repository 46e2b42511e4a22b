"""One ratio or one share with its interval, and the words that may be said about it.

A thin layer for people who read code aloud: the statistics are in `ratios`, which takes whole columns and calls
SciPy and statsmodels. A likelihood is a number of people over a number of people, so every function here asks for
counts, never for rates: two rounded rates give a different ratio (1.2 over 0.7 is 1.71, the counts say 1.83).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from edi_handbook.workforce import ratios
from edi_handbook.workforce import text as printed
from edi_handbook.workforce.definitions import RANGE, RANGE_HIGH, RANGE_LOW
from edi_handbook.workforce.published import Figure


@dataclass(frozen=True)
class Ratio:
    """A relative likelihood: the first group's rate over the second's.

    `value` is `nan` where no second-group event makes it undefined; `high` is `inf` where the interval has no end.
    `method` is `katz`, `koopman`, or empty where no interval can be given.
    """

    value: float
    low: float
    high: float
    method: str

    @property
    def text(self) -> str:
        """`1.83 (0.83 to 4.00)`"""
        value = "not defined" if math.isnan(self.value) else printed.ratio(self.value)
        return f"{value} ({printed.interval(self.low, self.high)})"

    @property
    def clear_of_parity(self) -> bool:
        """True where the whole interval is on one side of 1. Decided on the numbers before rounding."""
        return self.low > 1 or self.high < 1


@dataclass(frozen=True)
class Share:
    """A share and its Wilson interval, in per cent (0 to 100)."""

    value: float
    low: float
    high: float

    @property
    def text(self) -> str:
        """`17.7% (16.4 to 19.0)`"""
        return f"{printed.percent(self.value)} ({printed.interval(self.low, self.high, 1)})"


def relative_likelihood(events_1: int, people_1: int, events_2: int, people_2: int, level: float = 0.95) -> Ratio:
    """(events 1 / people 1) over (events 2 / people 2), with its interval.

    Katz's log interval (Biometrics 34:469-474, 1978) where both groups have `ratios.KATZ_FROM` people or more with the
    event and as many without it, else Koopman's score interval. No event in the first group: the ratio is 0 and the
    interval starts at 0. No event in the second: the ratio is not defined, and the interval has only a lower end. None
    in either: no interval.
    Raises `ValueError` when a count is not possible.
    """
    _check(events_1, people_1, "first")
    _check(events_2, people_2, "second")
    value, low, high, method = ratios.relative_likelihood(events_1, people_1, events_2, people_2, alpha=1 - level)
    return Ratio(float(value), float(low), float(high), str(method.item()))


def share(events: int, people: int, level: float = 0.95) -> Share:
    """`events` of `people` in per cent, with Wilson's interval (JASA 22:209-212, 1927). Raises `ValueError`."""
    _check(events, people, "only")
    return Share(*(100 * float(one) for one in ratios.share(events, people, alpha=1 - level)))


def compare(top: Iterable[Figure], bottom: Iterable[Figure], level: float = 0.95) -> pd.DataFrame:
    """The relative likelihood of every pair of figures with the same place, indicator and year; one row a pair.

    `top` is the group on top of the ratio. Columns: `place`, `place_name`, `indicator`, `year`, `top`, `top_of`,
    `bottom`, `bottom_of` (counts), `top_share`, `top_low`, `top_high`, `bottom_share`, `bottom_low`, `bottom_high`
    (per cent), `ratio`, `low`, `high`, `method`. Raises `ValueError` for a figure without counts or without a partner.
    """
    partners = {(one.place, one.indicator, one.year): one for one in bottom}
    rows = []
    for one in top:
        other = partners.get((one.place, one.indicator, one.year))
        if other is None:
            raise ValueError(f"{one.key} has no figure of the other group for the same place, indicator and year.")
        for half in (one, other):
            if half.numerator is None or half.denominator is None:
                raise ValueError(f"{half.key} was published without counts, so it has no interval.")
        rows.append(
            {
                "place": one.place,
                "place_name": one.place_name,
                "indicator": one.indicator,
                "year": one.year,
                "top": one.numerator,
                "top_of": one.denominator,
                "bottom": other.numerator,
                "bottom_of": other.denominator,
            }
        )
    frame = pd.DataFrame(rows)
    counts = [frame[name] for name in ("top", "top_of", "bottom", "bottom_of")]
    for half in ("top", "bottom"):
        found = ratios.share(frame[half], frame[f"{half}_of"], alpha=1 - level)
        for name, values in zip(("share", "low", "high"), found, strict=True):
            frame[f"{half}_{name}"] = 100 * values
    frame["ratio"], frame["low"], frame["high"], frame["method"] = ratios.relative_likelihood(*counts, alpha=1 - level)
    return frame


def describe(found: Ratio, first: str, second: str) -> str:
    """What may be said of a ratio in one sentence: `first` is the group on top, `second` the one below.

    Two questions are kept apart: is the interval clear of 1 (chance), and is the ratio outside the non-adverse range
    (size)?
    """
    if math.isnan(found.low):
        return "Nothing can be said: there was no event in either group."
    if math.isnan(found.value):
        return f"The ratio is not defined, because there was no event among {second}; say so, and give the counts."
    if found.clear_of_parity:
        way = "Higher" if found.value > 1 else "Lower"
        size = (
            f"the difference is small: the ratio is inside {RANGE}"
            if RANGE_LOW <= found.value <= RANGE_HIGH
            else f"the ratio is outside {RANGE}"
        )
        return f"{way} for {first} than for {second}: the interval is clear of 1, and {size}."
    if found.low >= RANGE_LOW and found.high <= RANGE_HIGH:
        return f"About the same for {first} and {second}: the interval holds 1 and lies inside {RANGE}."
    if RANGE_LOW <= found.value <= RANGE_HIGH:
        return "Cannot be told from parity: the interval holds 1."
    return (
        f"Cannot be told from parity: the ratio is outside {RANGE}, but the interval holds 1, "
        "so there are too few people to say."
    )


def _check(events: int, people: int, which: str) -> None:
    if not (float(events).is_integer() and float(people).is_integer()):
        raise ValueError(f"The {which} group has {events} of {people}: counts of people are whole numbers.")
    if people < 1:
        raise ValueError(f"The {which} group has {people} people: a likelihood needs at least one.")
    if not 0 <= events <= people:
        raise ValueError(f"The {which} group has {events} of {people}: events must lie between 0 and the people.")
