"""Two groups' shares side by side, each with its interval: one row a unit."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from edi_handbook.charts import style
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.ratio_forest import comparison_table
from edi_handbook.workforce import text

# The part of the axis that an interval may use, so that what is written beside it stays inside the drawing.
_ROOM_FOR_NAME, _ROOM_FOR_NUMBER = 0.62, 0.84


def share_comparison(
    frame: pd.DataFrame,
    *,
    measure: str,
    top: str,
    bottom: str,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table_caption: str,
    rows: str = "Organisation",
    table: pd.DataFrame | None = None,
    note: str = "",
) -> Chart:
    """Draw `frame`, as `intervals.compare` gives it, with a column `label`: shares in per cent with Wilson intervals.

    Columns `top_text` and `bottom_text`, where there, say how a share is printed: as disclosure control rounded it.
    `measure` says what the share is of. `top` and `bottom` name the two groups and are written on the first row.
    """
    halves = (
        ("top", top, style.FIRST, 0.17),
        ("bottom", bottom, style.SECOND, -0.17),
    )
    with style.drawing(1.15 + 0.55 * len(frame)) as (figure, axes):
        positions = np.arange(len(frame))[::-1]
        ends = frame[["top_high", "bottom_high"]].to_numpy(dtype=float)
        first, highest = ends[0].max(), ends.max()
        for half, words, look, lift in halves:
            share, low, high = (frame[f"{half}_{part}"].to_numpy(dtype=float) for part in ("share", "low", "high"))
            axes.hlines(positions + lift, low, high, color=look["color"], linewidth=1.8, zorder=2)
            axes.plot(share, positions + lift, zorder=3, **{**look, "linestyle": "none"})
            printed = frame.get(f"{half}_text", pd.Series([text.percent(value) for value in share]))
            for i, (x, y, said) in enumerate(zip(high, positions + lift, printed, strict=True)):
                named = f"{said}  {words}" if i == 0 else said
                style.label(axes, x, y, named, xytext=(6, 0), weight="semibold" if i == 0 else "normal")
        axes.set_yticks(positions, [style.wrapped(words) for words in frame["label"]])
        axes.set_ylim(-0.6, len(frame) - 0.4)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlim(0, max(first / _ROOM_FOR_NAME, highest / _ROOM_FOR_NUMBER))
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}%"))
        style.title(axes, measure)
    return Chart(
        figure=figure,
        alt=alt,
        caption=caption,
        table=comparison_table(frame, rows, top, bottom) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )
