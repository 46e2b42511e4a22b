"""One share a row: a dot, its interval where there is one, and lines for what to read it against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from edi_handbook.charts import style
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
    references: Sequence[tuple[float, str]] = (),
    span: tuple[float, float, str] | None = None,
    table: pd.DataFrame | None = None,
    note: str = "",
    from_zero: bool = True,
) -> Chart:
    """Draw `frame`: columns `label` and `share` (per cent), and where known `low`, `high` (intervals) and `look`.

    `look` is 0, 1 or 2: a filled circle, an open square or a small diamond; say in the caption what each means.
    `references` are vertical lines with their names, for example the value of England. `span` is a grey range, low to
    high, with its name, for example the middle half of all trusts. Row order is the frame's.
    """
    frame = frame.copy()
    for column, missing in (("low", np.nan), ("high", np.nan), ("look", 0)):
        if column not in frame:
            frame[column] = missing
    labels = [style.wrapped(words, 34) for words in frame["label"]]
    # A label of two lines takes more room than one, so rows are as high as their words.
    heights = np.array([1 + 0.6 * words.count("\n") for words in labels])
    positions = heights.sum() - np.cumsum(heights) + heights / 2
    with style.drawing(1.0 + 0.27 * heights.sum()) as (figure, axes):
        if span:
            axes.axvspan(span[0], span[1], color=style.ROLES["band"], linewidth=0, zorder=0)
            middle = (span[0] + span[1]) / 2
            style.label(axes, middle, heights.sum(), span[2], role="ink-soft", xytext=(0, 2), ha="center", va="bottom")
        for level, (value, words) in enumerate(references):
            axes.axvline(
                value, color=style.ROLES["reference"], linewidth=1.2, zorder=1, linestyle=("-", "--")[level % 2]
            )
            style.label(axes, value, heights.sum(), words, role="ink-soft", xytext=(0, 2), ha="center", va="bottom")
        for y, row in zip(positions, frame.itertuples(index=False), strict=True):
            look = style.GROUPS[int(row.look)]
            axes.hlines(y, row.low, row.high, color=look["color"], linewidth=1.8, zorder=2)
            axes.plot([row.share], [y], zorder=3, **look)
            end = row.share if np.isnan(row.high) else row.high
            style.label(axes, end, y, text.percent(row.share), bbox=None if span else style.GROUND)
        axes.set_yticks(positions, labels)
        axes.set_ylim(-0.2, heights.sum())
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        shown = frame[["share", "low", "high"]].to_numpy(dtype=float)
        low, high = np.nanmin(shown), np.nanmax(shown)
        axes.set_xlim(0 if from_zero else low - 0.08 * (high - low), high + 0.16 * (high if from_zero else high - low))
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{text.number(value, 0)}%"))
        style.title(axes, measure)
        if references or span:
            axes.set_title(measure, loc="left", pad=26, fontsize=style.FONT_SIZE, fontweight="semibold")
    return Chart(
        figure=figure,
        alt=alt,
        caption=caption,
        table=_table(frame, rows, references) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _table(frame: pd.DataFrame, rows: str, references) -> pd.DataFrame:
    made = {rows: [str(label) for label in frame["label"]], "Share": [text.percent(value) for value in frame["share"]]}
    made[rows] += [words for _, words in references]
    made["Share"] += [text.percent(value) for value, _ in references]
    if frame["low"].notna().any():
        intervals = [text.interval(low, high, 1) for low, high in zip(frame["low"], frame["high"], strict=True)]
        made["95% interval"] = intervals + ["none"] * len(references)
    return pd.DataFrame(made)
