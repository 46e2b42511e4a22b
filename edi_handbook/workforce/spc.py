"""XmR limits (individuals and moving range) for a yearly series.

Packages for this exist, but none is widely used, and they bring charts of their own: the sum is five lines.
Formula: natural process limits are the mean plus and minus 2.66 average moving ranges, the upper range limit 3.27 of
them (D. J. Wheeler, *Understanding Variation*, SPC Press; the same in NHS SPC charts). Tested on NIST's worked example.
"""

from dataclasses import dataclass

import numpy as np

LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.27
FEW_POINTS = 12
"""With fewer points the limits are marked provisional. Our choice, to be kind to short series; not a published rule."""


@dataclass(frozen=True)
class Limits:
    """Limits of an XmR chart, in the unit of the series. `outside` is a boolean for each point."""

    centre: float
    low: float
    high: float
    mean_range: float
    range_high: float
    outside: np.ndarray
    points: int
    provisional: bool


def xmr(values) -> Limits:
    """XmR limits of a series in order of time; `nan` is a missing year, and no range is taken across it.

    Raises ValueError where no two neighbouring points are there, for then no limit can be drawn.
    """
    values = np.asarray(values, dtype=float)
    ranges = np.abs(np.diff(values))
    if not np.isfinite(ranges).any():
        raise ValueError("An XmR chart needs at least two points in a row: give more years.")
    centre, mean_range = float(np.nanmean(values)), float(np.nanmean(ranges))
    low, high = centre - LIMIT_FACTOR * mean_range, centre + LIMIT_FACTOR * mean_range
    points = int(np.isfinite(values).sum())
    with np.errstate(invalid="ignore"):
        outside = (values < low) | (values > high)
    return Limits(centre, low, high, mean_range, RANGE_FACTOR * mean_range, outside, points, points < FEW_POINTS)
