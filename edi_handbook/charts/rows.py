"""A drawing in rows: in each row its marks on one scale, and their values in words at the right or below.

Wide: names at the left, values in a column at the right. Narrow: a name above its marks, because beside them both
would be too small; short names, such as years, stay beside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from edi_handbook.charts import scale as scales
from edi_handbook.charts import words
from edi_handbook.charts.scale import Scale
from edi_handbook.charts.sheet import Part, Sheet, sheet
from edi_handbook.charts.style import DASHES, INTERVAL_KEY, ROLES, FormName
from edi_handbook.charts.words import SEMIBOLD
from edi_handbook.workforce.definitions import RANGE_HIGH, RANGE_LOW

GAP = 14.0


@dataclass(frozen=True)
class Mark:
    """A value (`nan`: none) with its interval (`nan`: none, `inf`: no end), as it is printed, and as it is said."""

    value: float
    text: str
    said: str
    look: dict
    low: float = math.nan
    high: float = math.nan
    also: str = ""
    """The interval in words, beside the value."""


@dataclass(frozen=True)
class Row:
    name: str
    marks: tuple[Mark, ...]
    instead: str = ""
    """What stands where a mark would, in a row that has none."""


@dataclass(frozen=True)
class Rows:
    """What is drawn. `references` are vertical lines with their names, `span` a grey range with its name.

    `joined`: a line leads from a mark to that of the next row, with a gap where there is none. `stems`: a line leads
    to each mark from the edge of the scale, which must be zero.
    """

    measure: str
    rows: tuple[Row, ...]
    scale: Scale
    key: Sequence[tuple[dict, str]] = ()
    references: Sequence[tuple[float, str]] = ()
    span: tuple[float, float, str] | None = None
    is_ratio: bool = False
    joined: bool = False
    stems: bool = False


def draw(form: FormName, plot: Rows) -> Sheet:
    made = sheet(form)
    y = made.paragraph(0, plot.measure, size=made.form.small, role="ink-soft") + 4
    y = made.key(y, _whole_key(plot)) + 2
    layout = _Layout.of(made, plot)
    top = y + _head_columns(made, plot, layout, y)
    axes = made.panel(layout.x, top, layout.wide, 100)
    axes.set_xscale(plot.scale.kind)
    axes.set_xlim(plot.scale.low, plot.scale.high)
    y, centres = top, []
    for place, row in enumerate(plot.rows):
        if place and not plot.joined:
            made.rule(y)
        y, centre = _row(made, plot, layout, row, y)
        centres.append([at - top for at in centre])
    high = y + 2 - top
    axes.set_ylim(high, 0)
    made.place(axes, (layout.x, top, layout.wide, high))
    # Where names stand above their marks, nothing runs through the names.
    strips = [(0.0, high)] if layout.beside else [(places[0] - 10, places[0] + 10) for places in centres if places]
    _ground(axes, plot, strips)
    if plot.joined:
        _join(axes, plot, centres)
    for row, places in zip(plot.rows, centres, strict=True):
        for mark, at in zip(row.marks, places, strict=True):
            _mark(made, axes, plot, mark, at)
    end = scales.name_places(made, plot.scale, layout.x, layout.wide, top + high)
    return made.finish(end + 2)


def _whole_key(plot: Rows) -> list[tuple[dict, str]]:
    key = list(plot.key)
    if any(_have_intervals(row) for row in plot.rows):
        key.append(INTERVAL_KEY)
    key += [({"rule": DASHES[i % 3]}, words) for i, (_, words) in enumerate(plot.references)]
    if plot.span and plot.span[2]:
        key.append(({"band": True}, plot.span[2]))
    return key


def _head_columns(made: Sheet, plot: Rows, layout: _Layout, y: float) -> float:
    """Over columns of values, where there are several, the mark that each belongs to; gives the height of that."""
    if len(layout.values) < 2:
        return 0
    right = made.form.width
    for i in reversed(range(len(layout.values))):
        look = next(row.marks[i].look for row in plot.rows if i < len(row.marks) and row.marks[i].look)
        made.swatch(right - layout.values[i] + 12, y + 8, look)
        right -= layout.values[i] + GAP
    return 18


def _ground(axes: Axes, plot: Rows, strips: Sequence[tuple[float, float]]) -> None:
    band = (RANGE_LOW, RANGE_HIGH) if plot.is_ratio else plot.span[:2] if plot.span else None
    rules: list[tuple[float, dict]] = [
        (value, {"color": ROLES["reference"], "linewidth": 2, "linestyle": DASHES[i % 3]})
        for i, (value, _) in enumerate(plot.references)
    ]
    if plot.is_ratio:
        rules.append((1, {"color": ROLES["level"], "linewidth": 3}))
    for upper, lower in strips:
        if band:
            axes.fill_between(band, upper, lower, color=ROLES["band"], linewidth=0, zorder=0, clip_on=False)
        for value, look in rules:
            axes.plot([value, value], [upper, lower], **look, zorder=1, clip_on=False)


@dataclass(frozen=True)
class _Layout:
    x: float
    """Where the panel begins."""
    wide: float
    beside: bool
    """Names stand beside the marks."""
    names: float
    values: tuple[float, ...]
    """The widths of the columns of values."""

    @staticmethod
    def of(made: Sheet, plot: Rows) -> _Layout:
        form = made.form
        longest = max(words.width(row.name, form.text, SEMIBOLD) for row in plot.rows)
        beside = form.is_wide or longest <= 62
        names = min(longest, 262 if form.is_wide else 62) if beside else 0
        count = max(len(row.marks) for row in plot.rows)
        values = tuple(
            max(
                [
                    words.width(row.marks[i].text, form.text, SEMIBOLD)
                    + (words.width(f"  {row.marks[i].also}", form.small) if form.is_wide and row.marks[i].also else 0)
                    for row in plot.rows
                    if i < len(row.marks)
                ]
            )
            for i in range(count)
        )
        edge = 9 if beside else 14
        x = names + GAP + edge if beside else edge
        right = (sum(values) + GAP * len(values)) if beside else 0
        return _Layout(x, form.width - x - right - edge, beside, names, values)


def _row(made: Sheet, plot: Rows, layout: _Layout, row: Row, y: float) -> tuple[float, list[float]]:
    form = made.form
    line, step = form.line(), 16
    if layout.beside:
        names = words.wrap(row.name, max(layout.names, 1) + 0.1, form.text, SEMIBOLD)
        marks = 20 + step * (len(row.marks) - 1 if len(row.marks) > 1 and _have_intervals(row) else 0)
        high = max(line * len(names), marks) + (8 if plot.joined else 14)
        middle = y + high / 2
        for i, text in enumerate(names):
            made.write(0, middle + form.text * 0.35 + line * (i - (len(names) - 1) / 2), text, weight=SEMIBOLD)
        right = form.width
        for i in reversed(range(len(layout.values))):
            if i < len(row.marks):
                _value(made, row.marks[i], right - layout.values[i], middle + form.text * 0.35)
            right -= layout.values[i] + GAP
        if row.instead:
            made.write(layout.x + 4, middle + form.text * 0.35, row.instead, role="ink-soft", size=form.small)
        spread = [0.0] * len(row.marks)
        if len(row.marks) > 1 and _have_intervals(row):
            spread = [step * (i - (len(row.marks) - 1) / 2) for i in range(len(row.marks))]
        return y + high, [middle + lift for lift in spread]
    y += 6
    (mark,) = row.marks or (None,)
    if mark is None or mark.also:
        y = made.paragraph(y, row.name, weight=SEMIBOLD)
        said = (Part(mark.text, SEMIBOLD), Part(f" ({mark.also})")) if mark else (Part(row.instead, role="ink-soft"),)
        made.write(0, y + form.text, *said)
        y += line + 6
    else:
        room = form.width - layout.values[0] - GAP
        made.write(form.width, y + form.text, mark.text, weight=SEMIBOLD, anchor="right")
        y = made.paragraph(y, row.name, room=room) + 2
    return y + (24 if mark else 6), [y + 10] if mark else []


def _have_intervals(row: Row) -> bool:
    return any(not math.isnan(mark.low) for mark in row.marks)


def _value(made: Sheet, mark: Mark, x: float, y: float) -> None:
    line = made.write(x, y, mark.text, weight=SEMIBOLD)
    if made.form.is_wide and mark.also:
        made.write(x + line.wide + 8, y, mark.also, size=made.form.small, role="ink-soft")


def _join(axes: Axes, plot: Rows, centres: list[list[float]]) -> None:
    for i in range(max(len(row.marks) for row in plot.rows)):
        series = [
            (row.marks[i], places[i]) if i < len(row.marks) else None
            for row, places in zip(plot.rows, centres, strict=True)
        ]
        look = next(mark.look for mark, _ in filter(None, series) if mark.look)
        values = [one[0].value if one else math.nan for one in series]
        places = [one[1] if one else math.nan for one in series]
        axes.plot(values, places, **{**look, "marker": "none", "linewidth": 2}, zorder=2, clip_on=False)


def _mark(made: Sheet, axes: Axes, plot: Rows, mark: Mark, y: float) -> None:
    look = {**mark.look, "linestyle": "none"}
    if plot.stems and math.isnan(mark.low):
        axes.plot([plot.scale.low, mark.value], [y, y], color=look["color"], linewidth=4, zorder=2, clip_on=False)
    if not math.isnan(mark.low):
        made.interval(axes, mark.low, mark.high, y, look["color"], (plot.scale.low, plot.scale.high))
    if math.isnan(mark.value):
        return
    (drawn,) = axes.plot([mark.value], [y], **look, clip_on=False, zorder=4)
    made.say(drawn, mark.said)
