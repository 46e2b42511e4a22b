"""Ratios side by side, each with its interval: one row a unit."""

from __future__ import annotations

import math

import pandas as pd

from edi_handbook.charts import rows as drawing
from edi_handbook.charts import scale, style
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
    measure: str = "",
) -> Chart:
    """Draw `frame`: columns `label`, `ratio`, `low`, `high`; with `top`, `top_of`, `bottom`, `bottom_of` for the table.

    `top` and `bottom` name the two groups, `rows` what a row is, `measure` what is drawn where that is no ratio of
    theirs. Columns `text` and `interval`, where there, say how a ratio and its interval are printed: as disclosure
    control rounded them. A column `look`, where there, is 0 for a circle or 1 for a diamond: what is no ratio of those
    others. An interval without an end is drawn to the edge with an arrow; a ratio that is not defined has a row and no
    point. Row order is the frame's.
    """
    plot = drawing.Rows(
        measure=measure or f"Ratio, {direction} (1 is level)",
        rows=tuple(_row(row) for row in frame.itertuples(index=False)),
        scale=scale.ratios(frame[["ratio", "low", "high"]].to_numpy(dtype=float).ravel()),
        key=[scale.BAND_KEY],
        is_ratio=True,
    )
    return Chart(
        draw=lambda form: drawing.draw(form, plot),
        alt=alt,
        caption=caption,
        table=comparison_table(frame, rows, top, bottom) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _row(row) -> drawing.Row:
    if math.isnan(row.low):
        return drawing.Row(row.label, (), "no events")
    shown = "not defined" if math.isnan(row.ratio) else getattr(row, "text", None) or text.ratio(row.ratio)
    between = getattr(row, "interval", None) or text.interval(row.low, row.high)
    said = f"{row.label}: {shown}, 95% interval {between}"
    look = style.LINES[int(getattr(row, "look", 0))]
    return drawing.Row(row.label, (drawing.Mark(row.ratio, shown, said, look, row.low, row.high, between),))


def comparison_table(frame: pd.DataFrame, rows: str, top: str, bottom: str) -> pd.DataFrame:
    """The table beside a comparison: counts with shares, the ratio and its interval, as strings."""
    made = {rows: [str(label) for label in frame["label"]]}
    for half, heading in (("top", top), ("bottom", bottom)):
        made[capital(heading)] = [
            f"{text.of(events, people)} ({text.percent(100 * events / people)})"
            for events, people in zip(frame[half], frame[f"{half}_of"], strict=True)
        ]
    made["Ratio"] = ["not defined" if math.isnan(value) else text.ratio(value) for value in frame["ratio"]]
    made["95% interval"] = [text.interval(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)]
    return pd.DataFrame(made)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
