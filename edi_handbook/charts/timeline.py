"""A plan on one time line: a lane a part, a numbered mark a step, a diamond where its target is due."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import words
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.sheet import Sheet, sheet
from edi_handbook.charts.style import ROLES, FormName
from edi_handbook.charts.words import SEMIBOLD, Line, Part

STEP = {"color": ROLES["ink"], "marker": "o", "markersize": 23, "markeredgewidth": 0}
TARGET = {"color": ROLES["level"], "marker": "D", "markersize": 15, "markeredgewidth": 0}
BOTH = TARGET | {"markersize": 20}
"""The step of the day on which the target is due: a diamond with a number."""
REVIEW = {"rule": "--"}

_HIGH, _APART = 27.0, 26.0
"""Pixels: of a row of marks, and between the middles of two in it."""

_NAMES, _LONGEST_WORD, _LONGEST_NAME = 232.0, 16, 64


@dataclass(frozen=True)
class _Lane:
    name: str
    marks: tuple[tuple[datetime.date, str, bool, str], ...]


def timeline(
    frame: pd.DataFrame,
    *,
    start: datetime.date,
    end: datetime.date,
    review: datetime.date,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table: pd.DataFrame,
    table_caption: str,
    note: str = "",
) -> Chart:
    """Draw `frame`: columns `lane` (its name), `date`, `number` (what stands in the mark; empty: none), `is_target` and
    `said`.

    Lanes stand in the order of the frame, and marks that would meet stand below each other. `review` is a broken line
    through all lanes. What a number stands for is in `table`.
    """
    rows = frame.sort_values("date", kind="stable").groupby("lane", sort=False)
    columns = ["date", "number", "is_target", "said"]
    marks = {lane: tuple(part[columns].itertuples(index=False, name=None)) for lane, part in rows}
    lanes = tuple(_Lane(lane, marks[lane]) for lane in dict.fromkeys(frame["lane"]))
    return Chart(
        draw=lambda form: _draw(form, lanes, (start, end), review),
        alt=alt,
        caption=caption,
        table=table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _draw(form: FormName, lanes: Sequence[_Lane], span: tuple[datetime.date, datetime.date], review) -> Sheet:
    made = sheet(form)
    size, wide = made.form.small, made.form.width
    y = made.key(0, [(STEP, "a step, by its number"), (TARGET, "a target is due"), (REVIEW, "we look at all of it")])
    left = _NAMES if made.form.is_wide else 16.0
    room = wide - left - 16
    start, end = (day.toordinal() for day in span)

    def across(day: datetime.date) -> float:
        return left + room * (day.toordinal() - start) / max(end - start, 1)

    top = y
    for place, lane in enumerate(lanes):
        if place:
            made.rule(y)
        y += 5
        if made.form.is_wide:
            under = made.paragraph(y + 3, _short(lane.name), room=_NAMES - 26, size=size, weight=SEMIBOLD)
        else:
            y = under = made.paragraph(y, _short(lane.name), size=size, weight=SEMIBOLD)
        levels = _levels([across(day) for day, *_ in lane.marks])
        line = {"color": ROLES["line"], "linewidth": 2, "clip_on": False, "zorder": 1}
        made.over.plot([left, wide - 16], [y + _HIGH / 2] * 2, **line)
        for (day, number, is_target, said), level in zip(lane.marks, levels, strict=True):
            at = across(day), y + _HIGH * (level + 0.5)
            made.over.plot([at[0]] * 2, [y + _HIGH / 2, at[1]], **line)
            look = (BOTH if number else TARGET) if is_target else STEP
            [artist] = made.over.plot([at[0]], [at[1]], clip_on=False, linestyle="none", **look)
            made.say(artist, said)
            if number:
                made.write(at[0], at[1] + 4.5, number, size=13, weight=SEMIBOLD, role="paper", anchor="center")
        y = max(under, y + _HIGH * (max(levels, default=0) + 1)) + 5
    x = across(review)
    made.over.plot([x, x], [top, y], color=ROLES["reference"], linewidth=2, linestyle="--", clip_on=False, zorder=0)
    return made.finish(_years(made, span, across, y))


def _levels(places: Sequence[float]) -> list[int]:
    """For each place across, from left to right, the first row in which nothing stands too near."""
    last: list[float] = []
    found = []
    for x in places:
        level = next((row for row, before in enumerate(last) if x - before >= _APART), len(last))
        last[level : level + 1] = [x]
        found.append(level)
    return found


def _years(made: Sheet, span: tuple[datetime.date, datetime.date], across, y: float) -> float:
    """The years below the lanes, each in the middle of its part; gives where they end."""
    size = made.form.small
    edges = [span[0]]
    edges += [datetime.date(year, 1, 1) for year in range(span[0].year + 1, span[1].year + 1)]
    edges.append(span[1])
    wanted = []
    for before, after in itertools.pairwise(edges):
        middle = (across(before) + across(after)) / 2
        wanted.append(Line(middle, y + 7 + size, (Part(str(before.year), role="ink-soft"),), size, "center", True))
    for edge in edges[1:-1]:
        made.over.plot([across(edge)] * 2, [y, y + 8], color=ROLES["border"], linewidth=1, clip_on=False)
    inside = [line for line in wanted if line.box[0] >= 0 and line.box[2] <= made.form.width]
    made.written += words.free(inside, made.written)
    made.over.plot([across(span[0]), across(span[1])], [y, y], color=ROLES["border"], linewidth=1, clip_on=False)
    return y + 9 + made.form.line(size)


def _short(name: str) -> str:
    """A name that has room in a drawing: the whole one is in the table."""
    kept = ""
    for word in name.split():
        word = word if len(word) <= _LONGEST_WORD else f"{word[: _LONGEST_WORD - 1]}…"
        if len(kept) + len(word) >= _LONGEST_NAME:
            return f"{kept.rstrip(',;:')}…"
        kept = f"{kept} {word}".strip()
    return kept
