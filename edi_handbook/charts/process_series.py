"""A yearly figure with its XmR limits: is a year further out than the series' own usual movement?"""

from __future__ import annotations

import pandas as pd

from edi_handbook.charts import scale, series, style
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.rows import Mark
from edi_handbook.workforce import text
from edi_handbook.workforce.spc import Limits

INSIDE = style.LINES[0]
OUTSIDE = style.SECOND


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

    A point inside the limits is a circle, one outside them a square. `measure` says what is drawn, with
    the direction of a ratio.
    """
    lines = (("Upper limit", limits.high), ("Mean", limits.centre), ("Lower limit", limits.low))
    plot = series.Series(
        measure=measure,
        years=tuple(int(year) for year in frame["year"]),
        lines={"": _marks(frame, limits)},
        scale=scale.plain(
            [*frame["value"], *(value for _, value in lines)], lambda value: f"{value:.2f}", from_zero=False, room=0.12
        ),
        key=[(INSIDE, "inside the limits"), (OUTSIDE, "outside them")] if limits.outside.any() else (),
        references=[(float(value), f"{words} {text.number(value, 2)}") for words, value in lines],
    )
    return Chart(
        draw=lambda form: series.draw(form, plot),
        alt=alt,
        caption=caption,
        table=_table(frame, limits, lines),
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _marks(frame: pd.DataFrame, limits: Limits) -> tuple[Mark | None, ...]:
    made: list[Mark | None] = []
    for year, value, outside in zip(frame["year"], frame["value"], limits.outside, strict=True):
        shown = text.number(value, 2)
        place = "outside the limits" if outside else "inside the limits"
        look = OUTSIDE if outside else INSIDE
        made.append(Mark(value, shown, f"{int(year)}: {shown}, {place}", look) if value == value else None)
    return tuple(made)


def _table(frame: pd.DataFrame, limits: Limits, lines) -> pd.DataFrame:
    known = frame["value"].notna()
    place = ["outside" if out else "inside" if there else "" for out, there in zip(limits.outside, known, strict=True)]
    return pd.DataFrame(
        {
            "Year": [str(int(year)) for year in frame["year"]] + [words for words, _ in lines],
            "Value": [text.number(value, 2) for value in [*frame["value"], *(value for _, value in lines)]],
            "Limits": [words or "not known" for words in place] + [""] * len(lines),
        }
    )
