"""Intervals for whole columns of counts at once: ratios, shares, differences, odds ratios.

All functions take arrays (or numbers) of counts of one shape and return arrays of that shape, as fractions and never
per cents. Formulas are statsmodels', all but Koopman's; here is the choice between them and the care for nought. Where
an interval cannot be given, it is `nan`; where it has no end, `inf`.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

KATZ_FROM = 10
"""Fewest people with the event, and without it, in either group for Katz's log interval. Below it Koopman's score
interval is used, which holds its coverage for small counts (Fagerland, Lydersen and Laake 2015, doi
10.1177/0962280211415469). Those without the event matter as much: where everybody in both groups has it, Katz's
interval shrinks to the single point 1, however few they are."""

ALPHA = 0.05

Column = NDArray[np.float64]


def _columns(*counts: ArrayLike) -> tuple[Column, ...]:
    return np.broadcast_arrays(*(np.asarray(count, dtype=float) for count in counts))


def _divide(top: ArrayLike, bottom: ArrayLike) -> Column:
    """`top / bottom`, with `nan` where `bottom` is 0."""
    quotient: Column = np.full(np.shape(top), np.nan)
    np.divide(top, bottom, out=quotient, where=np.asarray(bottom) > 0)
    return quotient


def share(count: ArrayLike, whole: ArrayLike, alpha: float = ALPHA) -> tuple[Column, Column, Column]:
    """Share and its Wilson interval (Wilson 1927), as fractions: `value, low, high`. `nan` where `whole` is 0."""
    count, whole = _columns(count, whole)
    value, low, high = _divide(count, whole), np.full(count.shape, np.nan), np.full(count.shape, np.nan)
    known = np.isfinite(value)
    if known.any():
        low[known], high[known] = proportion_confint(count[known], whole[known], alpha=alpha, method="wilson")
    return value, low, high


def difference(
    count_1: ArrayLike, whole_1: ArrayLike, count_2: ArrayLike, whole_2: ArrayLike, alpha: float = ALPHA
) -> tuple[Column, Column, Column]:
    """Share 1 minus share 2 with Newcombe's interval (Newcombe 1998, method 10): `value, low, high`."""
    columns = _columns(count_1, whole_1, count_2, whole_2)
    value = _divide(columns[0], columns[1]) - _divide(columns[2], columns[3])
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    known = np.isfinite(value)
    if known.any():
        low[known], high[known] = confint_proportions_2indep(
            *(column[known] for column in columns), compare="diff", method="newcomb", alpha=alpha
        )
    return value, low, high


def relative_likelihood(
    count_1: ArrayLike, whole_1: ArrayLike, count_2: ArrayLike, whole_2: ArrayLike, alpha: float = ALPHA
) -> tuple[Column, Column, Column, NDArray[np.object_]]:
    """Rate 1 over rate 2, its interval and the interval's method: `value, low, high, method`.

    Katz's log interval (Katz and others 1978) where both groups have `KATZ_FROM` people or more with the event and
    as many without it, else Koopman's score interval (Koopman 1984). With no event in group 2 the ratio is not a
    number, and the interval has only a lower end. With none in either there is no interval, nor with more events than
    people.
    """
    columns = _columns(count_1, whole_1, count_2, whole_2)
    events_1, people_1, events_2, people_2 = columns
    value = _divide(_divide(events_1, people_1), _divide(events_2, people_2))
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    method = np.full(value.shape, "", dtype=object)

    fewest = np.min([events_1, people_1 - events_1, events_2, people_2 - events_2], axis=0)
    known = np.isfinite(columns).all(axis=0) & (people_1 > 0) & (people_2 > 0) & (fewest >= 0)
    katz = known & (fewest >= KATZ_FROM)
    if katz.any():
        low[katz], high[katz] = confint_proportions_2indep(
            *(column[katz] for column in columns), compare="ratio", method="log", alpha=alpha
        )
        method[katz] = "katz"

    small = known & ~katz & (events_1 + events_2 > 0)
    if small.any():
        rows = np.column_stack([column[small] for column in columns])
        distinct, where = np.unique(rows, axis=0, return_inverse=True)
        ends = np.array([_koopman(a, n, b, m, alpha) for a, n, b, m in distinct])[where.ravel()]
        low[small], high[small] = ends[:, 0], ends[:, 1]
        method[small] = "koopman"
    return value, low, high, method


def _koopman(count_1: float, whole_1: float, count_2: float, whole_2: float, alpha: float) -> tuple[float, float]:
    """Koopman's interval for one pair of rates, its ends exact at nought: the score statistic, inverted by search.

    statsmodels solves a cubic, which is no quicker and loses its roots where nearly everyone in a group has the event:
    19,999 of 20,000 against 1 of 2 comes out wrong by a factor of ten, and 1 of 556 against 3,631,737 of 9,526,897 by
    a fortieth.
    """
    critical = norm.isf(alpha / 2)

    def statistic(log_ratio: float) -> float:
        return _score(math.exp(log_ratio), count_1, whole_1, count_2, whole_2)

    # The statistic falls as the ratio under test grows. No ratio of two shares is further from 1 than the people in the
    # larger group are many, and where a count is not nought its end is within 10 natural logs of the ratio.
    far = math.log(max(whole_1, whole_2)) + 10
    low = 0.0 if count_1 == 0 else math.exp(brentq(lambda x: statistic(x) - critical, -far, far))
    high = np.inf if count_2 == 0 else math.exp(brentq(lambda x: statistic(x) + critical, -far, far))
    return low, high


def _score(ratio: float, count_1: float, whole_1: float, count_2: float, whole_2: float) -> float:
    """Koopman's score statistic for a ratio of two rates: the difference from it, over its standard error where the
    rates are the most likely ones that have this ratio (Koopman 1984; Miettinen and Nurminen 1985).

    The most likely rate 2 is the smaller root of a quadratic. Its discriminant is written here as a sum of what is not
    negative: as `b² - 4ac`, which statsmodels takes, it loses half of its digits where both rates are near 1.
    """
    linear = (whole_1 + count_2) * ratio + whole_2 + count_1
    root = math.hypot(
        (whole_1 + count_2) * ratio - (whole_2 + count_1),
        2 * math.sqrt(ratio * (whole_1 - count_1) * (whole_2 - count_2)),
    )
    rate_2 = 2 * (count_1 + count_2) / (linear + root)
    rate_1 = ratio * rate_2
    variance = rate_1 * (1 - rate_1) / whole_1 + ratio**2 * rate_2 * (1 - rate_2) / whole_2
    difference = count_1 / whole_1 - ratio * count_2 / whole_2
    # At the estimate itself the difference and its variance can both be nought.
    return difference / math.sqrt(variance) if variance > 0 else 0.0


def odds_ratio(
    count_1: ArrayLike, other_1: ArrayLike, count_2: ArrayLike, other_2: ArrayLike, alpha: float = ALPHA
) -> tuple[Column, Column, Column]:
    """(count 1 / other 1) over (count 2 / other 2) with the log interval on its four counts: `value, low, high`.

    Woolf's interval where all four counts are `KATZ_FROM` or more; with fewer, a half is added to each count for the
    interval (Gart's adjustment). The value itself is never adjusted.
    """
    columns = _columns(count_1, other_1, count_2, other_2)
    value = _divide(_divide(columns[0], columns[1]), _divide(columns[2], columns[3]))
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    pairs = (columns[0], columns[0] + columns[1], columns[2], columns[2] + columns[3])
    known = np.isfinite(value)
    enough = known & (np.min(columns, axis=0) >= KATZ_FROM)
    for rows, method in ((enough, "logit"), (known & ~enough, "logit-adjusted")):
        if rows.any():
            low[rows], high[rows] = confint_proportions_2indep(
                *(column[rows] for column in pairs), compare="odds-ratio", method=method, alpha=alpha
            )
    return value, low, high
