"""Values over the years, wide: a line a series, with a gap where a year is missing."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from edi_handbook.charts import rows as narrow
from edi_handbook.charts import scale as scales
from edi_handbook.charts import words
from edi_handbook.charts.rows import Mark
from edi_handbook.charts.scale import Scale
from edi_handbook.charts.sheet import Sheet, sheet
from edi_handbook.charts.style import DASHES, INTERVAL_KEY, ROLES, FormName
from edi_handbook.charts.words import SEMIBOLD, Line, Part

_TALL, _EDGE = 270.0, 12.0


@dataclass(frozen=True)
class Series:
    """Lines by their names, each with a mark a year (None: a gap). `references` are level lines with their names."""

    measure: str
    years: tuple[int, ...]
    lines: dict[str, tuple[Mark | None, ...]]
    scale: Scale
    key: Sequence[tuple[dict, str]] = ()
    references: Sequence[tuple[float, str]] = ()
    counted: str = ""
    """What the years count, where they are none."""
    is_ratio: bool = False


def draw(form: FormName, plot: Series) -> Sheet:
    """Wide from left to right; narrow from top to bottom, a year a row, where each value has a place."""
    return narrow.draw(form, _as_rows(plot)) if form == "narrow" else _wide(form, plot)


def _as_rows(plot: Series) -> narrow.Rows:
    looks = [next(mark.look for mark in marks if mark) for marks in plot.lines.values()]
    gap = Mark(math.nan, "–", "", {})
    rows = []
    for place, year in enumerate(plot.years):
        marks = [marks[place] or gap for marks in plot.lines.values()]
        rows.append(narrow.Row(str(year), tuple(marks) if any(mark is not gap for mark in marks) else (), "no figure"))
    rows = [narrow.Row(row.name, row.marks, "" if row.marks else row.instead) for row in rows]
    named = [(look, name) for look, name in zip(looks, plot.lines, strict=True) if name]
    counted = f", by {plot.counted.lower()}" if plot.counted else ""
    return narrow.Rows(
        measure=f"{plot.measure}{counted}",
        rows=tuple(rows),
        scale=plot.scale,
        key=[*named, *plot.key],
        references=plot.references,
        is_ratio=plot.is_ratio,
        joined=True,
    )


def _wide(form_name: FormName, plot: Series) -> Sheet:
    made = sheet(form_name)
    form = made.form
    y = made.paragraph(0, plot.measure, size=form.small, role="ink-soft") + 4
    y = made.key(y, [*plot.key, INTERVAL_KEY] if _have_intervals(plot) else plot.key)
    left = max(words.width(plot.scale.name(tick), form.small) for tick in plot.scale.ticks) + 14
    ends = _ends(plot)
    right = max([words.width(text, form.small, SEMIBOLD) for _, text, _ in ends], default=0) + (30 if ends else 4)
    top, wide = y + 16, form.width - left - right
    axes = made.panel(left, top, wide, _TALL)
    axes.set_yscale(plot.scale.kind)
    axes.set_ylim(plot.scale.low, plot.scale.high)
    step = (wide - 2 * _EDGE) / max(len(plot.years) - 1, 1)
    pad = _EDGE / step if step else 1
    axes.set_xlim(plot.years[0] - pad - 0.15, plot.years[-1] + pad + 0.15)
    if plot.is_ratio:
        scales.ground(axes, "y")
    for level, (value, _) in enumerate(plot.references):
        dashes = DASHES[level % 3]
        axes.axhline(value, color=ROLES["reference"], linewidth=1.6, linestyle=dashes, zorder=1, clip_on=False)

    def down(value: float) -> float:
        return top + _TALL * (1 - plot.scale.place(value))

    def across(year: float) -> float:
        low, high = axes.get_xlim()
        return left + wide * (year - low) / (high - low)

    _name_ends(made, ends, form.width - right + 12, down, top)
    ticks = [
        Line(
            left - 10,
            down(tick) + form.small * 0.35,
            (Part(plot.scale.name(tick), role="ink-soft"),),
            form.small,
            "right",
            True,
        )
        for tick in plot.scale.ticks
    ]
    made.written += words.free(ticks, made.written)
    years = [
        Line(across(year), top + _TALL + 8 + form.small, (Part(str(year)),), form.small, "center", True)
        for year in plot.years
    ]
    made.written += words.free(years, made.written)
    shift = 0.14 if len(plot.lines) > 1 and _have_intervals(plot) else 0
    crossed: list[tuple[float, float]] = []
    values: list[tuple[Mark, float, float, float]] = []
    for i, marks in enumerate(plot.lines.values()):
        x = np.array(plot.years, dtype=float) + shift * (i - (len(plot.lines) - 1) / 2)
        heights = [mark.value if mark else math.nan for mark in marks]
        look = next(mark.look for mark in marks if mark)
        axes.plot(x, heights, **{**look, "marker": "none", "linewidth": 2}, zorder=2, clip_on=False)
        crossed += _points([(across(at), down(value)) for at, value in zip(x, heights, strict=True) if value == value])
        for at, mark in zip(x, marks, strict=True):
            if not mark:
                continue
            high = low = mark.value
            if not math.isnan(mark.low):
                low, high = max(mark.low, plot.scale.low), min(mark.high, plot.scale.high)
                axes.plot([at, at], [low, high], color=look["color"], linewidth=2, zorder=2, clip_on=False)
                crossed += _points([(across(at), down(low)), (across(at), down(high))])
            (drawn,) = axes.plot([at], [mark.value], **{**mark.look, "linestyle": "none"}, zorder=4, clip_on=False)
            made.say(drawn, mark.said)
            values.append((mark, across(at), down(high), down(low)))
    crossed += [
        point for value, _ in plot.references for point in _points([(left, down(value)), (left + wide, down(value))])
    ]
    if len(plot.lines) == 1 or not _have_intervals(plot):
        _name_values(made, values, crossed)
    end = top + _TALL + 8 + form.line(form.small)
    if plot.counted:
        made.write(left + wide / 2, end + form.small, plot.counted, size=form.small, anchor="center", role="ink-soft")
        end += form.line(form.small)
    return made.finish(end + 2)


def _have_intervals(plot: Series) -> bool:
    return any(mark and not math.isnan(mark.low) for marks in plot.lines.values() for mark in marks)


def _ends(plot: Series) -> list[tuple[float, str, dict]]:
    """What is named at the right end: lines, where there are more than one, and references."""
    found = [(value, text, {}) for value, text in plot.references]
    if len(plot.lines) > 1:
        for name, marks in plot.lines.items():
            last = [mark for mark in marks if mark][-1]
            found.append((last.value, name, last.look))
    return found


def _name_ends(made: Sheet, ends, x: float, down, top: float) -> None:
    """Each at the height of its value, moved down as far as the one above it wants."""
    size, after = made.form.small, -math.inf
    placed = sorted(((down(value), text, look) for value, text, look in ends), key=lambda end: end[0])
    room = made.form.line(size)
    tops = []
    for y, _, _ in placed:
        after = max(y, after + room)
        tops.append(after)
    over = max(0.0, tops[-1] - (top + _TALL)) if tops else 0.0
    for i in reversed(range(len(tops))):  # pushed back up where the last has left the panel
        if over:
            limit = tops[i + 1] - room if i + 1 < len(tops) else top + _TALL
            tops[i] = min(tops[i], limit)
    for y, (_, text, look) in zip(tops, placed, strict=True):
        if look:
            made.swatch(x + 5, y, look)
            made.write(x + 16, y + size * 0.35, text, size=size, weight=SEMIBOLD)
        else:
            made.write(x, y + size * 0.35, text, size=size, role="ink-soft")


def _points(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points along a line, so close that none passes through a word unseen."""
    made = list(corners)
    for (x, y), (x2, y2) in itertools.pairwise(corners):
        count = int(math.hypot(x2 - x, y2 - y) / 4) + 1
        made += [(x + (x2 - x) * i / count, y + (y2 - y) * i / count) for i in range(count)]
    return made


def _name_values(made: Sheet, values, crossed) -> None:
    """Write each value above its mark or below it, where it meets neither words nor lines; else pointing says it."""
    size = made.form.small
    for mark, x, high, low in values:
        for y in (high - 10, low + 9 + size * 0.75):
            line = Line(x, y, (Part(mark.text),), size, "center")
            left, upper, right, lower = line.box
            clear = not any(left < dx < right and upper < dy < lower for dx, dy in crossed)
            if clear and not any(line.meets(other) for other in made.written):
                made.written.append(line)
                break
