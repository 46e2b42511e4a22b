"""One share a row: a mark, its interval where there is one, and lines for what to read it against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from edi_handbook.charts import rows as drawing
from edi_handbook.charts import scale, style
from edi_handbook.charts.chart import Chart
from edi_handbook.workforce import text


def share_rows(
    frame: pd.DataFrame,
    *,
    measure: str,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table_caption: str,
    rows: str = "Group",
    looks: Sequence[str] = (),
    references: Sequence[tuple[float, str]] = (),
    span: tuple[float, float, str] | None = None,
    table: pd.DataFrame | None = None,
    note: str = "",
    from_zero: bool = True,
) -> Chart:
    """Draw `frame`: columns `label` and `share` (per cent), and where known `low`, `high` (intervals) and `look`.

    `look` is 0, 1 or 2: a circle, a square or a small diamond; `looks` say what each means. A column `text`, where
    there, says how a share is printed.
    `references` are vertical lines with their names, for example the value of England. `span` is a grey range, low to
    high, with its name, for example the middle half of all trusts. Row order is the frame's.
    """
    frame = frame.copy()
    for column, missing in (("low", np.nan), ("high", np.nan), ("look", 0)):
        if column not in frame:
            frame[column] = missing
    shown = [*frame[["share", "low", "high"]].to_numpy(dtype=float).ravel(), *(value for value, _ in references)]
    plot = drawing.Rows(
        measure=measure,
        rows=tuple(_row(row, looks) for row in frame.itertuples(index=False)),
        scale=scale.shares([*shown, *(span[:2] if span else ())], from_zero),
        key=[(style.GROUPS[i], words) for i, words in enumerate(looks)],
        references=[
            (value, words if "%" in words else f"{words} {text.percent(value)}") for value, words in references
        ],
        span=span,
        stems=from_zero,
    )
    return Chart(
        draw=lambda form: drawing.draw(form, plot),
        alt=alt,
        caption=caption,
        table=_table(frame, rows, references) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _row(row, looks: Sequence[str]) -> drawing.Row:
    if np.isnan(row.share):
        return drawing.Row(row.label, (), text.NOT_KNOWN)
    shown = getattr(row, "text", None) or text.percent(row.share)
    whose = f", {looks[int(row.look)]}" if looks else ""
    between = "" if np.isnan(row.low) else f", 95% interval {text.interval(row.low, row.high, 1)}"
    mark = drawing.Mark(
        row.share, shown, f"{row.label}{whose}: {shown}{between}", style.GROUPS[int(row.look)], row.low, row.high
    )
    return drawing.Row(row.label, (mark,))


def _table(frame: pd.DataFrame, rows: str, references) -> pd.DataFrame:
    made = {rows: [str(label) for label in frame["label"]], "Share": [text.percent(value) for value in frame["share"]]}
    made[rows] += [words for _, words in references]
    made["Share"] += [text.percent(value) for value, _ in references]
    if frame["low"].notna().any():
        intervals = [text.interval(low, high, 1) for low, high in zip(frame["low"], frame["high"], strict=True)]
        made["95% interval"] = intervals + ["none"] * len(references)
    return pd.DataFrame(made)
