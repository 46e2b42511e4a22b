"""From a value to its place, and the places on an axis that have a name."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from edi_handbook.charts.sheet import Sheet
from edi_handbook.charts.style import ROLES
from edi_handbook.charts.words import Line, Part, free
from edi_handbook.workforce import text
from edi_handbook.workforce.definitions import RANGE, RANGE_HIGH, RANGE_LOW

_RATIO_TICKS = (1, 2, 0.5, 5, 3, 10, 4, 20, 30, 1.5, 0.2, 0.1, 8, 0.3, RANGE_HIGH, RANGE_LOW)
"""The one that matters most first: where there is no room for all, the last are left out."""

BAND_KEY = ({"band": True}, f"{RANGE}, the range not called adverse")


@dataclass(frozen=True)
class Scale:
    """`kind` is matplotlib's word. `ticks` come in order of what they are worth; `name` writes one."""

    low: float
    high: float
    ticks: tuple[float, ...]
    name: Callable[[float], str]
    kind: str = "linear"

    def place(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        turn = math.log if self.kind == "log" else float
        return (turn(value) - turn(self.low)) / (turn(self.high) - turn(self.low))


def ratios(values: Iterable[float]) -> Scale:
    """A log scale, because 2 and 0.5 are equally far from 1, wide enough for `values` and for the grey range."""
    finite = [v for v in values if v and math.isfinite(v) and v > 0]
    # A little of the paper shows on either side of the range.
    low, high = min(RANGE_LOW - 0.02, *finite) / 1.06, max(RANGE_HIGH + 0.03, *finite) * 1.08
    ticks = tuple(tick for tick in _RATIO_TICKS if low <= tick <= high)
    return Scale(low, high, ticks, lambda value: f"{value:g}", "log")


def plain(values: Iterable[float], name: Callable[[float], str], from_zero: bool, room: float = 0.04) -> Scale:
    """An even scale that ends a little beyond `values`: from zero, or near the least."""
    finite = [v for v in values if math.isfinite(v)]
    least, most = min(finite), max(finite)
    span = (most if from_zero else most - least) or 1
    low, high = 0 if from_zero else least - room * span, most + room * span
    ticks = MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high)
    return Scale(low, high, tuple(float(tick) for tick in ticks if low <= tick <= high), name)


def shares(values: Iterable[float], from_zero: bool = True) -> Scale:
    return plain(values, lambda value: f"{text.number(value, 0 if float(value).is_integer() else 1)}%", from_zero)


def ground(axes: Axes, which: str) -> None:
    """The grey range, and the level line at 1, of a ratio axis `which` ("x" or "y")."""
    span, line = (axes.axvspan, axes.axvline) if which == "x" else (axes.axhspan, axes.axhline)
    span(RANGE_LOW, RANGE_HIGH, color=ROLES["band"], linewidth=0, zorder=0, clip_on=False)
    line(1, color=ROLES["level"], linewidth=3, zorder=1, clip_on=False)


def name_places(sheet: Sheet, scale: Scale, x: float, wide: float, y: float) -> float:
    """Write the ticks of an x axis whose top is at `y`, those that have room; gives where the axis ends."""
    size = sheet.form.small
    wanted = [
        Line(
            x + wide * scale.place(tick), y + 7 + size, (Part(scale.name(tick), role="ink-soft"),), size, "center", True
        )
        for tick in scale.ticks
    ]
    inside = [line for line in wanted if line.box[0] >= 0 and line.box[2] <= sheet.form.width]
    kept = free(inside, sheet.written)
    places = np.array([line.x for line in kept])
    sheet.over.vlines(places, y, y + 5, color=ROLES["border"], linewidth=1, clip_on=False)
    sheet.written += kept
    return y + 7 + sheet.form.line(size)
