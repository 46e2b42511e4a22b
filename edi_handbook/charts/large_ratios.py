"""Ratios under a figure as large as a headline, in columns on one scale: what a reader takes away from across a room.

A mark with its interval is filled; one without counts, which has none, is open. Wide: two columns side by side, and the
next two below. Narrow: one below the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import scale as scales
from edi_handbook.charts import style
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.scale import Scale
from edi_handbook.charts.sheet import Sheet, sheet
from edi_handbook.charts.style import FORMS, ROLES, FormName
from edi_handbook.charts.words import SEMIBOLD
from edi_handbook.workforce import text

GAP, STRIP = 40, 16
"""The room between columns, and the height of the strip in which a mark stands, in pixels."""

FILLED = style.LINES[0]
OPEN = {**FILLED, "marker": "D", "markerfacecolor": ROLES["paper"], "markeredgewidth": 2.5, "markersize": 10}
OPEN_KEY = "counts not published, so no interval"


@dataclass(frozen=True)
class Column:
    """`figure` as it is printed, `words` that end its sentence, and `frame`: columns `label`, `ratio`, `low`, `high`,
    the last two `nan` where there are no counts; a column `text`, where there, says how each ratio is printed."""

    figure: str
    words: str
    frame: pd.DataFrame


def large_ratios(
    columns: Sequence[Column],
    *,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table: pd.DataFrame,
    table_caption: str,
    note: str = "",
    size: float = 76,
) -> Chart:
    """Draw each column, its figure `size` pixels high; `table` has every ratio with its counts. Raises `ChartError`."""
    values = pd.concat([one.frame for one in columns])[["ratio", "low", "high"]].to_numpy(dtype=float).ravel()
    scale = scales.ratios(values)
    return Chart(
        draw=lambda form: _draw(form, columns, scale, size),
        alt=alt,
        caption=caption,
        table=table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _draw(form: FormName, columns: Sequence[Column], scale: Scale, size: float) -> Sheet:
    made = sheet(form)
    wide, across = FORMS["narrow"].width, 2 if made.form.is_wide else 1
    y = 0.0
    for first in range(0, len(columns), across):
        beside = [((wide + GAP) * place, one) for place, one in enumerate(columns[first : first + across])]
        top = max(_head(made, one, x, wide, y, size) for x, one in beside)
        y = max(_marks(made, one, x, wide, top, scale) for x, one in beside) + 16
    opened = any(math.isnan(row.low) for one in columns for row in one.frame.itertuples())
    key = [scales.BAND_KEY, style.INTERVAL_KEY, *([(OPEN, OPEN_KEY)] if opened else [])]
    return made.finish(made.key(y - 8, key))


def _head(made: Sheet, one: Column, x: float, wide: float, y: float, size: float) -> float:
    """The level line, the large figure and its words; gives where they end."""
    made.over.plot([x, x + wide], [y + 1.5, y + 1.5], color=ROLES["level"], linewidth=3, clip_on=False)
    base = y + size / 6 + size * 0.72
    made.write(x, base, one.figure, size=size, weight=SEMIBOLD)
    return made.paragraph(base + size / 5, one.words, x=x, room=wide) + 8


def _marks(made: Sheet, one: Column, x: float, wide: float, y: float, scale: Scale) -> float:
    """A row a ratio: its name with the value at the end of the line, the mark below; gives where the axis ends."""
    form, edge = made.form, 8
    rows = list(one.frame.itertuples(index=False))
    step = form.line(form.small) + STRIP + 3
    axes = made.panel(x + edge, y, wide - 2 * edge, step * len(rows))
    axes.set_xscale(scale.kind)
    axes.set_xlim(scale.low, scale.high)
    for place, row in enumerate(rows):
        top = y + step * place
        made.write(x, top + form.small, str(row.label), size=form.small)
        made.write(x + wide, top + form.small, _printed(row), size=form.small, weight=SEMIBOLD, anchor="right")
        at = step * place + form.line(form.small) + STRIP / 2
        strip = (at - STRIP / 2, at + STRIP / 2)
        axes.fill_between((scales.RANGE_LOW, scales.RANGE_HIGH), *strip, color=ROLES["band"], linewidth=0, zorder=0)
        axes.plot([1, 1], strip, color=ROLES["level"], linewidth=3, zorder=1, clip_on=False)
        _mark(made, axes, row, at, scale)
    return scales.name_places(made, scale, x + edge, wide - 2 * edge, y + step * len(rows))


def _printed(row) -> str:
    return getattr(row, "text", None) or text.ratio(row.ratio)


def _mark(made: Sheet, axes, row, y: float, scale: Scale) -> None:
    counted = not math.isnan(row.low)
    if counted:
        made.interval(axes, row.low, row.high, y, ROLES["ink"], (scale.low, scale.high))
    look = {**(FILLED if counted else OPEN), "linestyle": "none"}
    (drawn,) = axes.plot([row.ratio], [y], **look, clip_on=False, zorder=4)
    between = f", 95% interval {text.interval(row.low, row.high)}" if counted else f", {OPEN_KEY}"
    made.say(drawn, f"{row.label}: {_printed(row)}{between}")
