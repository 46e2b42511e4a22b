"""Ratios side by side, each with its interval: one row a unit."""

from __future__ import annotations

import math
from collections.abc import Sequence

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
    looks: Sequence[str] = (),
) -> Chart:
    """Draw `frame`: columns `label`, `ratio`, `low`, `high`; with `top`, `top_of`, `bottom`, `bottom_of` for the table.

    `top` and `bottom` name the two groups, `rows` what a row is, `measure` what is drawn where that is no ratio of
    theirs. Columns `text` and `interval`, where there, say how a ratio and its interval are printed: as disclosure
    control rounded them. An interval without an end is drawn to the edge with an arrow. A ratio that is not defined has
    a row and no point, as has one that is not there, with its `text`; one without an interval (`nan`) has a point
    alone. A column `look` is 0, 1 or 2, for what is ours and what stands beside it, and `looks` say what each means.
    Row order is the frame's.
    """
    plot = drawing.Rows(
        measure=measure or f"Ratio, {direction} (1 is level)",
        rows=tuple(_row(row) for row in frame.itertuples(index=False)),
        scale=scale.ratios(frame[["ratio", "low", "high"]].to_numpy(dtype=float).ravel()),
        key=[*((style.LINES[place], words) for place, words in enumerate(looks)), scale.BAND_KEY],
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
    if math.isnan(row.low) and math.isnan(row.ratio):
        return drawing.Row(row.label, (), getattr(row, "text", None) or "no events")
    shown = "not defined" if math.isnan(row.ratio) else getattr(row, "text", None) or text.ratio(row.ratio)
    look = style.LINES[int(getattr(row, "look", 0))]
    if math.isnan(row.low):
        return drawing.Row(row.label, (drawing.Mark(row.ratio, shown, f"{row.label}: {shown}", look),))
    between = getattr(row, "interval", None) or text.interval(row.low, row.high)
    said = f"{row.label}: {shown}, 95% interval {between}"
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
