"""A ratio over the years, with a gap where a year is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from edi_handbook.charts import ratio_axis, style
from edi_handbook.charts.chart import Chart
from edi_handbook.workforce import text


def ratio_series(
    frame: pd.DataFrame,
    *,
    direction: str,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table_caption: str,
    table: pd.DataFrame | None = None,
    note: str = "",
    rows: str = "Year",
    height: float = 3.4,
) -> Chart:
    """Draw `frame`: columns `year` and `ratio`, and where known `low`, `high` (intervals) and `series` (a line's name).

    `direction` says which group is on top ("white over BME"). A year absent from the frame, or with a missing ratio,
    is a gap: no line crosses it. `rows` names what the column `year` counts, where that is not years. Without
    `table`, the table has a row a year and a column a series.
    """
    frame = _every_year(frame)
    names = list(dict.fromkeys(frame["series"]))
    years = sorted(set(frame["year"]))
    with style.drawing(height) as (figure, axes):
        bounds = frame[["ratio", "low", "high"]].to_numpy(dtype=float).ravel()
        ratio_axis.set_up(axes, "y", bounds)
        apart = 0.14 if len(names) > 1 and frame["low"].notna().any() else 0
        ends = []
        for i, line_name in enumerate(names):
            look = style.GROUPS[i]
            line = frame[frame["series"] == line_name]
            x = line["year"].to_numpy(dtype=float) + apart * (i - (len(names) - 1) / 2)
            axes.vlines(x, line["low"], line["high"], color=look["color"], linewidth=1.4, zorder=2)
            axes.plot(x, line["ratio"], zorder=3, **look)
            known = line.dropna(subset="ratio")
            ends.append((float(known["ratio"].iloc[-1]), float(x[line.index.get_loc(known.index[-1])]), line_name))
            if len(names) == 1 and line["low"].isna().all():
                for year, value in zip(known["year"], known["ratio"], strict=True):
                    style.label(axes, year, value, text.ratio(value), xytext=(0, 9), ha="center", va="bottom")
        if len(names) > 1:
            for value, at, line_name in ends:
                # A line that stops early has its name above its end, where the longer line does not run.
                place = {} if at > years[-1] - 0.5 else {"xytext": (0, 9), "ha": "center", "va": "bottom"}
                style.label(axes, at, value, line_name, weight="semibold", **place)
        ratio_axis.name_range(axes, "y")
        axes.set_xlim(years[0] - 0.5, years[-1] + (1.6 if len(names) > 1 else 0.5))
        axes.set_xticks(years, [str(year) for year in years])
        if rows != "Year":
            axes.set_xlabel(rows)
        style.title(axes, f"Ratio, {direction} (1 is parity)")
    return Chart(
        figure=figure,
        alt=alt,
        caption=caption,
        table=_table(frame, names, years, rows) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _every_year(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    for column, missing in (("series", ""), ("low", np.nan), ("high", np.nan)):
        if column not in frame:
            frame[column] = missing
    span = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    lines = [
        part.set_index("year").reindex(span).assign(series=line_name).reset_index()
        for line_name, part in frame.groupby("series", sort=False)
    ]
    return pd.concat(lines, ignore_index=True)


def _table(frame: pd.DataFrame, names: list[str], years: list[int], rows: str) -> pd.DataFrame:
    made = {rows: [str(year) for year in years]}
    for line_name in names:
        line = frame[frame["series"] == line_name].set_index("year")
        made[line_name or "Ratio"] = [text.ratio(line.loc[year, "ratio"]) for year in years]
        if line["low"].notna().any():
            heading = f"95% interval, {line_name}" if line_name else "95% interval"
            made[heading] = [text.interval(line.loc[year, "low"], line.loc[year, "high"]) for year in years]
    return pd.DataFrame(made)
