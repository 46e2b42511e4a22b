"""A ratio over the years, with a gap where a year is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from edi_handbook.charts import scale, series, style
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.rows import Mark
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
) -> Chart:
    """Draw `frame`: columns `year` and `ratio`, and where known `low`, `high` (intervals) and `series` (a line's name).

    `direction` says which group is on top ("white over BME"). A year absent from the frame, or with a missing ratio,
    is a gap: no line crosses it. `rows` names what the column `year` counts, where that is not years. Columns `text`
    and `interval`, where there, say how a ratio and its interval are printed: as disclosure control rounded them.
    Without `table`, the table has a row a year and a column a series.
    """
    frame = _every_year(frame)
    names = list(dict.fromkeys(frame["series"]))
    years = sorted(set(frame["year"]))
    plot = series.Series(
        measure=f"Ratio, {direction} (1 is level)",
        years=tuple(int(year) for year in years),
        lines={
            line_name: _marks(frame[frame["series"] == line_name], years, line_name, style.LINES[i])
            for i, line_name in enumerate(names)
        },
        scale=scale.ratios(frame[["ratio", "low", "high"]].to_numpy(dtype=float).ravel()),
        key=[scale.BAND_KEY],
        counted="" if rows == "Year" else rows,
        is_ratio=True,
    )
    return Chart(
        draw=lambda form: series.draw(form, plot),
        alt=alt,
        caption=caption,
        table=_table(frame, names, years, rows) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _marks(line: pd.DataFrame, years: list[int], name: str, look: dict) -> tuple[Mark | None, ...]:
    made: list[Mark | None] = []
    for row in line.set_index("year").reindex(years).itertuples():
        if np.isnan(row.ratio):
            made.append(None)
            continue
        shown = getattr(row, "text", None) or text.ratio(row.ratio)
        interval = getattr(row, "interval", None) or text.interval(row.low, row.high)
        between = "" if np.isnan(row.low) else f", 95% interval {interval}"
        said = f"{name + ', ' if name else ''}{row.Index}: {shown}{between}"
        made.append(Mark(row.ratio, shown, said, look, row.low, row.high))
    return tuple(made)


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
