"""A yearly figure with its XmR limits: is a year further out than the series' own usual movement?"""

from __future__ import annotations

import pandas as pd

from edi_handbook.charts import style
from edi_handbook.charts.chart import Chart
from edi_handbook.workforce import text
from edi_handbook.workforce.spc import Limits


def process_series(
    frame: pd.DataFrame,
    limits: Limits,
    *,
    measure: str,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table_caption: str,
    note: str = "",
) -> Chart:
    """Draw `frame`: columns `year` and `value` (`nan` for a missing year: no line crosses it), with `spc.xmr` limits.

    A point inside the limits is a filled circle, one outside them an open square. `measure` says what is drawn, with
    the direction of a ratio.
    """
    years, values = frame["year"].to_numpy(dtype=float), frame["value"].to_numpy(dtype=float)
    lines = (("Upper limit", limits.high, "--"), ("Mean", limits.centre, "-"), ("Lower limit", limits.low, "--"))
    with style.drawing(3.3) as (figure, axes):
        for words, value, dashes in lines:
            axes.axhline(value, color=style.ROLES["reference"], linewidth=1.2, linestyle=dashes, zorder=1)
            style.label(axes, years[-1] + 0.5, value, f"{words} {text.number(value, 2)}", role="ink-soft")
        axes.plot(years, values, color=style.FIRST["color"], zorder=2)
        for mask, look in ((~limits.outside, style.FIRST), (limits.outside, style.SECOND)):
            axes.plot(years[mask], values[mask], zorder=3, **{**look, "linestyle": "none"})
        for year, value in zip(years, values, strict=True):
            if value == value:
                style.label(
                    axes, year, value, text.number(value, 2), xytext=(0, 9), ha="center", va="bottom", bbox=style.GROUND
                )
        axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
        axes.set_xticks(years, [f"{year:.0f}" for year in years])
        axes.margins(y=0.12)
        style.title(axes, measure)
    return Chart(
        figure=figure,
        alt=alt,
        caption=caption,
        table=_table(frame, limits, lines),
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _table(frame: pd.DataFrame, limits: Limits, lines) -> pd.DataFrame:
    known = frame["value"].notna()
    place = ["outside" if out else "inside" if there else "" for out, there in zip(limits.outside, known, strict=True)]
    return pd.DataFrame(
        {
            "Year": [str(int(year)) for year in frame["year"]] + [words for words, *_ in lines],
            "Value": [text.number(value, 2) for value in [*frame["value"], *(value for _, value, _ in lines)]],
            "Limits": [words or "not known" for words in place] + [""] * len(lines),
        }
    )
