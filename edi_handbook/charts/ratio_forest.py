"""Ratios side by side, each with its interval: one row a unit."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from edi_handbook.charts import ratio_axis, style
from edi_handbook.charts.chart import Chart
from edi_handbook.workforce import text


def ratio_forest(
    frame: pd.DataFrame,
    *,
    direction: str,
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
    """Draw `frame`: columns `label`, `ratio`, `low`, `high`; with `top`, `top_of`, `bottom`, `bottom_of` for the table.

    `top` and `bottom` name the two groups, `rows` what a row is. A column `text`, where there, says how a ratio is
    printed: as disclosure control rounded it. An interval without an end is drawn to the edge
    with an arrow; a ratio that is not defined has a row and no point. Row order is the frame's.
    """
    labels = [style.wrapped(words) for words in frame["label"]]
    lines = max(words.count("\n") + 1 for words in labels)
    with style.drawing(1.1 + max(0.44, 0.2 * lines) * len(frame)) as (figure, axes):
        limits = ratio_axis.set_up(axes, "x", frame[["ratio", "low", "high"]].to_numpy(dtype=float).ravel())
        positions = np.arange(len(frame))[::-1]
        for y, row in zip(positions, frame.itertuples(index=False), strict=True):
            _row(axes, y, row, limits)
        ratio_axis.name_range(axes, "x")
        axes.set_yticks(positions, labels)
        axes.set_ylim(-0.95, len(frame) - 0.4)  # room below the last row for the name of the grey range
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        style.title(axes, f"Ratio, {direction} (1 is parity)")
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


def _row(axes, y, row, limits) -> None:
    if math.isnan(row.low):
        style.label(axes, 1, y, "no events", role="ink-soft")
        return
    low, high = max(row.low, limits[0]), min(row.high, limits[1])
    look = style.FIRST
    axes.hlines(y, low, high, color=look["color"], linewidth=1.8, zorder=2)
    for end, at, marker in ((row.low, low, "<"), (row.high, high, ">")):
        if end != at:
            axes.plot([at], [y], marker=marker, color=look["color"], markersize=5, clip_on=False, zorder=3)
    if not math.isnan(row.ratio):
        axes.plot([row.ratio], [y], zorder=3, **look)
    shown = "not defined" if math.isnan(row.ratio) else getattr(row, "text", None) or text.ratio(row.ratio)
    style.label(axes, limits[1], y, shown, ha="left", xytext=(6, 0))


def comparison_table(frame: pd.DataFrame, rows: str, top: str, bottom: str) -> pd.DataFrame:
    """The table beside a comparison: counts with shares, the ratio and its interval, as strings."""
    made = {rows: [str(label) for label in frame["label"]]}
    for half, heading in (("top", top), ("bottom", bottom)):
        made[_capital(heading)] = [
            f"{text.of(events, people)} ({text.percent(100 * events / people)})"
            for events, people in zip(frame[half], frame[f"{half}_of"], strict=True)
        ]
    made["Ratio"] = ["not defined" if math.isnan(value) else text.ratio(value) for value in frame["ratio"]]
    made["95% interval"] = [text.interval(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)]
    return pd.DataFrame(made)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
