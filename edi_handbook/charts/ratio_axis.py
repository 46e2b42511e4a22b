"""The axis of every ratio: a log scale, because 2 and 0.5 are equally far from 1; parity, and the non-adverse range."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from edi_handbook.charts.style import ROLES
from edi_handbook.workforce.definitions import RANGE, RANGE_HIGH, RANGE_LOW

_TICKS = (0.1, 0.2, 0.3, 0.5, RANGE_LOW, 1, RANGE_HIGH, 1.5, 2, 3, 4, 5, 8, 10, 20, 30)


def set_up(axes: Axes, which: str, values) -> tuple[float, float]:
    """Make `which` ("x" or "y") a ratio axis wide enough for `values`; returns its limits."""
    finite = [v for v in values if v and math.isfinite(v) and v > 0]
    # A little of the paper shows on either side of the range.
    low, high = min(RANGE_LOW - 0.02, *finite) / 1.06, max(RANGE_HIGH + 0.03, *finite) * 1.08
    axis = getattr(axes, f"{which}axis")
    getattr(axes, f"set_{which}scale")("log")
    getattr(axes, f"set_{which}lim")(low, high)
    axis.set_major_locator(FixedLocator([tick for tick in _TICKS if low <= tick <= high]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_locator(NullLocator())
    span, line = (axes.axvspan, axes.axvline) if which == "x" else (axes.axhspan, axes.axhline)
    span(RANGE_LOW, RANGE_HIGH, color=ROLES["band"], linewidth=0, zorder=0)
    line(1, color=ROLES["reference"], linewidth=1.2, zorder=1)
    return low, high


def name_range(axes: Axes, which: str) -> None:
    """Write what the grey range is, inside it, out of the way of the data."""
    if which == "y":
        place = {"xy": (0.008, RANGE_LOW * 1.02), "xycoords": axes.get_yaxis_transform(), "va": "bottom"}
    else:
        place = {"xy": (1, 0.01), "xycoords": axes.get_xaxis_transform(), "va": "bottom", "ha": "center"}
    ground = {"facecolor": ROLES["band"], "edgecolor": "none", "pad": 1}
    axes.annotate(RANGE, bbox=ground, color=ROLES["ink-soft"], annotation_clip=False, **place)
