"""Two groups' shares side by side as bars, each with its interval, and the ratio beside them: one pair a unit."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import scale as scales
from edi_handbook.charts import style, words
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.ratio_forest import comparison_table
from edi_handbook.charts.sheet import Part, Sheet, sheet
from edi_handbook.charts.style import ROLES, FormName
from edi_handbook.charts.words import SEMIBOLD
from edi_handbook.workforce import text

_BAR, _STRIP, _GAP = 26.0, 10.0, 12.0
_SQUARES = ("bme", "ethnic minority")
"""A group so named is the square wherever groups are compared."""


@dataclass(frozen=True)
class Bar:
    share: float
    low: float
    high: float
    text: str
    count: str
    said: str
    role: str
    marker: str


@dataclass(frozen=True)
class Pair:
    name: str
    bars: tuple[Bar, Bar]
    ratio: float = math.nan
    low: float = math.nan
    high: float = math.nan
    said: str = ""

    @property
    def has_ratio(self) -> bool:
        return not (math.isnan(self.ratio) or math.isnan(self.low))


@dataclass(frozen=True)
class Pairs:
    measure: str
    groups: tuple[tuple[dict, str], ...]
    pairs: tuple[Pair, ...]

    @property
    def has_ratios(self) -> bool:
        return all(pair.has_ratio for pair in self.pairs)


def share_comparison(
    frame: pd.DataFrame,
    *,
    measure: str,
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
) -> Chart:
    """Draw `frame`, as `intervals.compare` gives it, with a column `label`: shares in per cent with Wilson intervals. A
    share whose `low` and `high` are `nan` is drawn without one.

    Columns `top_text` and `bottom_text`, where there, say how a share is printed: as disclosure control rounded it;
    `top_interval` and `bottom_interval` are its interval, so printed. `measure` says what the share is of. `top` and
    `bottom` name the two groups. Without `table` the table holds the counts and the ratio, and so does the drawing.
    """
    square = 1 if bottom.lower().startswith(_SQUARES) or not top.lower().startswith(_SQUARES) else 0
    looks = (style.SECOND, style.FIRST) if square == 0 else (style.FIRST, style.SECOND)
    roles = ("group-second", "group-first") if square == 0 else ("group-first", "group-second")
    plot = Pairs(
        measure=measure,
        groups=((looks[0], top), (looks[1], bottom)),
        pairs=tuple(
            _pair(row, (top, bottom), looks, roles, shows_counts=table is None)
            for row in frame.to_dict(orient="records")
        ),
    )
    return Chart(
        draw=lambda form: draw(form, plot),
        alt=alt,
        caption=caption,
        table=comparison_table(frame, rows, top, bottom) if table is None else table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _pair(row: dict, groups, looks, roles, shows_counts: bool) -> Pair:
    bars = []
    for half, group, look, role in zip(("top", "bottom"), groups, looks, roles, strict=True):
        share, low, high = (float(row[f"{half}_{part}"]) for part in ("share", "low", "high"))
        protected = f"{half}_text" in row
        shown = row[f"{half}_text"] if protected else text.percent(share)
        between = row.get(f"{half}_interval", "" if protected else text.interval(low, high, 1))
        count = text.of(int(row[half]), int(row[f"{half}_of"])) if shows_counts else ""
        said = f"{row['label']}, {group}: {shown}"
        said += f", {count}" if count else ""
        said += f", 95% interval {between}" if between else ""
        bars.append(Bar(share, low, high, shown, count, said, role, look["marker"]))
    if not shows_counts:
        return Pair(row["label"], tuple(bars))
    ratio, low, high = (float(row[part]) for part in ("ratio", "low", "high"))
    said = f"{row['label']}: {text.ratio(ratio)} times as likely, 95% interval {text.interval(low, high)}"
    return Pair(row["label"], tuple(bars), ratio, low, high, said)


def draw(form: FormName, plot: Pairs) -> Sheet:
    made = sheet(form)
    size = made.form
    y = made.key(0, [*plot.groups, style.INTERVAL_KEY])
    names, beside = (172.0, 178.0) if size.is_wide else (0.0, 0.0)
    if not plot.has_ratios:
        beside = 0.0
    x = names + (_GAP if names else 0)
    wide = size.width - x - (beside + 26 if beside else 0) - 2
    top = made.paragraph(y, plot.measure, x=x, room=wide, size=size.small, role="ink-soft")
    if beside:
        said = "How many times as likely (1 is level)"
        top = max(top, made.paragraph(y, said, x=size.width - beside, size=size.small, role="ink-soft"))
    top += 6
    # Python's max passes over nan only where it does not come first.
    most = max(max(bar.share, bar.high) for pair in plot.pairs for bar in pair.bars) or 1
    axes = made.panel(x, top, wide, 100)
    axes.set_xlim(0, most)
    y, middles, bars = top, [], []
    for pair in plot.pairs:
        lines = words.wrap(pair.name, names or size.width, size.text, SEMIBOLD)
        if names:
            block = max(2 * (_BAR + _STRIP), size.line() * len(lines))
            first = y + (2 * _BAR + _STRIP) / 2 - size.line() * (len(lines) - 1) / 2 + size.text * 0.35
            first = max(first, y + size.text)
            for i, line in enumerate(lines):
                made.write(0, first + i * size.line(), line, weight=SEMIBOLD)
        else:
            y = made.paragraph(y, pair.name, weight=SEMIBOLD) + 3
            block = 2 * (_BAR + _STRIP)
        at = y
        bars.append((y, y + 2 * _BAR + _STRIP))
        for bar in pair.bars:
            _bar(made, axes, bar, x, at, top, wide / most)
            at += _BAR + _STRIP
        middles.append(y + (2 * _BAR + _STRIP) / 2)
        y += block
        if not names and plot.has_ratios:
            parts = (
                Part(f"{text.ratio(pair.ratio)} times", SEMIBOLD),
                Part(f" as likely ({text.interval(pair.low, pair.high)})"),
            )
            made.write(0, y + size.text, *parts)
            y += size.line()
        y += _GAP
    high = y - _GAP - top
    axes.set_ylim(high, 0)
    made.place(axes, (x, top, wide, high))
    for upper, lower in [(top, top + high)] if names else bars:
        made.box(x - 1.5, upper, 3, lower - upper, "level")
    if beside:
        y = _ratios(made, plot, size.width - beside, top, beside, high, middles)
    return made.finish(y)


def _bar(made: Sheet, axes, bar: Bar, x: float, y: float, top: float, unit: float) -> None:
    form, long = made.form, bar.share * unit
    patch = made.box(0, y - top, bar.share, _BAR, bar.role, axes, zorder=2)
    made.say(patch, bar.said)
    if not math.isnan(bar.low):
        place = y + _BAR + _STRIP / 2 - 1.5
        made.interval(axes, bar.low, bar.high, place - top, ROLES[bar.role], (bar.low, bar.high))
    base, start = y + _BAR / 2 + form.text * 0.35, x + 28
    inner = words.width(bar.text, form.text, SEMIBOLD)
    outer = words.width(bar.count, form.small)
    if start + inner + 6 <= x + long:
        made.swatch(x + 15, y + _BAR / 2, {"color": ROLES["paper"], "marker": bar.marker}, 11)
        made.write(start, base, bar.text, weight=SEMIBOLD, role="paper")
        if bar.count and start + inner + 14 + outer + 8 <= x + long:
            made.write(x + long - 8, base, bar.count, size=form.small, role="paper", anchor="right")
        elif bar.count:
            made.write(x + long + 8, base, bar.count, size=form.small)
        return
    after = x + long + 8
    made.swatch(after + 5, y + _BAR / 2, {"color": ROLES[bar.role], "marker": bar.marker}, 11)
    made.write(after + 18, base, bar.text, weight=SEMIBOLD)
    if bar.count:
        made.write(after + 18 + inner + 8, base, bar.count, size=form.small)


def _ratios(made: Sheet, plot: Pairs, x: float, top: float, wide: float, high: float, middles: list[float]) -> float:
    scale = scales.ratios([value for pair in plot.pairs for value in (pair.ratio, pair.low, pair.high)])
    axes = made.panel(x, top, wide, high)
    axes.set_xscale(scale.kind)
    axes.set_xlim(scale.low, scale.high)
    scales.ground(axes, "x")
    for pair, middle in zip(plot.pairs, middles, strict=True):
        y = middle - top + 4
        made.interval(axes, pair.low, pair.high, y, ROLES["ink"], (scale.low, scale.high))
        look = {**style.LINES[0], "linestyle": "none"}
        (dot,) = axes.plot([pair.ratio], [y], **look, clip_on=False, zorder=4)
        made.say(dot, pair.said)
        shown = text.ratio(pair.ratio)
        half = words.width(shown, made.form.text, SEMIBOLD) / 2
        at = min(max(x + wide * scale.place(pair.ratio), x + half), x + wide - half)
        level = x + wide * scale.place(1)
        if abs(at - level) < half + 4:  # no line runs through a number
            at = level + (half + 5 if pair.ratio >= 1 else -half - 5)
        made.write(at, middle - 9, shown, weight=SEMIBOLD, anchor="center")
    return scales.name_places(made, scale, x, wide, top + high)
