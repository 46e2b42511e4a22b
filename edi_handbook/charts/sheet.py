"""A sheet: a matplotlib figure whose unit is the CSS pixel, with words that are checked and marks that can be said.

Panels are matplotlib axes in the units of the data; words and what belongs to them stand on axes of their own above
all panels, `axes[0]`, in pixels from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgba_array
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from edi_handbook.charts import words
from edi_handbook.charts.style import FONT, FORMS, ROLES, Form, FormName, house, role
from edi_handbook.charts.words import REGULAR, SEMIBOLD, Line, Part

INCH = 72
"""Pixels. An SVG of matplotlib has 72 units to the inch, so that a unit of the drawing is a pixel."""

MARK, TICK, RUN = "mark-", "tick", "run"
"""Names (`gid`) by which `svg.py` knows a mark, a place on an axis, and words that go on where others ended."""


class Sheet(Figure):
    """One form of a chart while it is drawn: call `finish` when all is on it. `says` are the words of its marks."""

    def __init__(self, form: Form):
        with house():
            super().__init__(figsize=(form.width / INCH, 1), dpi=INCH)
            self.over = self.add_axes((0, 0, 1, 1), zorder=10)
        self.over.axis("off")
        self.form = form
        self.written: list[Line] = []
        self.says: list[str] = []
        self.panels: list[Axes] = []
        self._places: list[tuple[float, float, float, float]] = []

    def panel(self, x: float, y: float, wide: float, high: float) -> Axes:
        """Axes without frame or numbers, `x` and `y` pixels from the top left corner. Downwards the unit is a pixel."""
        with house():
            axes = self.add_axes((0, 0, 1, 1), zorder=1)
        axes.axis("off")
        axes.set_ylim(high, 0)
        self.panels.append(axes)
        self._places.append((x, y, wide, high))
        return axes

    def place(self, axes: Axes, where: tuple[float, float, float, float]) -> None:
        """Move a panel: x, y, width and height in pixels."""
        self._places[self.panels.index(axes)] = where

    def write(
        self,
        x: float,
        y: float,
        *parts: Part | str,
        size: float = 0,
        weight: int = REGULAR,
        role: str = "ink",
        anchor: str = "left",
        tick: bool = False,
    ) -> Line:
        """Put words on the sheet. Parts may differ in weight and colour; a plain string takes `weight` and `role`."""
        made = tuple(Part(part, weight, role) if isinstance(part, str) else part for part in parts)
        line = Line(x, y, made, size or self.form.text, anchor, tick)
        self.written.append(line)
        return line

    def paragraph(
        self, y: float, text: str, *, x: float = 0, room: float = 0, size: float = 0, weight=REGULAR, role="ink"
    ) -> float:
        """Write `text` in as many lines as it needs, the first at `y` as its top; gives where the next may begin."""
        size = size or self.form.text
        for one in words.wrap(text, room or self.form.width - x, size, weight):
            self.write(x, y + size, one, size=size, weight=weight, role=role)
            y += self.form.line(size)
        return y

    def key(self, y: float, items: Sequence[tuple[dict, str]]) -> float:
        """What each look means, in as many lines as it takes.

        Beside looks of marks there are `{"band": True}`, the grey range, `{"interval": True}`, and `{"rule": dashes}`.
        """
        size, x, high = self.form.small, 0.0, self.form.line(self.form.small) + 3
        if not items:
            return y
        for look, text in items:
            wide = 22 + words.width(text, size)
            if x and x + wide > self.form.width:
                x, y = 0, y + high
            self.swatch(x + 8, y + size * 0.68, look)
            first, *more = words.wrap(text, self.form.width - 22, size)
            self.write(x + 22, y + size, first, size=size)
            for one in more:
                y += self.form.line(size)
                self.write(22, y + size, one, size=size)
            x += wide + 14
        return y + high + 6

    def swatch(self, x: float, y: float, look: dict, size: float = 12) -> None:
        if look.get("band"):
            self.box(x - 8, y - 8, 16, 16, "band")
        elif look.get("interval"):
            self.interval(self.over, x - 8, x + 4, y, ROLES["ink"], (x - 8, x + 4))
        elif dashes := look.get("rule"):
            self.over.plot(
                [x, x], [y - 8, y + 8], color=ROLES["reference"], linewidth=2, linestyle=dashes, clip_on=False
            )
        else:
            self.over.plot(
                [x], [y], clip_on=False, **{"markeredgewidth": 0, **look, "linestyle": "none", "markersize": size}
            )

    def box(self, x: float, y: float, wide: float, high: float, role: str, axes: Axes | None = None, **how: Any):
        patch = Rectangle((x, y), wide, high, facecolor=ROLES[role], linewidth=0, clip_on=False, **how)
        return (axes or self.over).add_patch(patch)

    @staticmethod
    def interval(axes: Axes, low: float, high: float, y: float, colour: str, inside: tuple[float, float]) -> None:
        """A lying line from `low` to `high` with ends; an arrow where it goes on outside of `inside`.

        One path, because a page holds many. `y` and its axis are in pixels.
        """
        left, right = max(low, inside[0]), min(high, inside[1])
        x, heights = [left, right], [y, y]
        if left == low:
            x, heights = [left, left, *x], [y - 5, y + 5, *heights]
        if right == high:
            x, heights = [*x, right, right], [*heights, y - 5, y + 5]
        axes.plot(x, heights, color=colour, linewidth=2.5, clip_on=False, zorder=2, solid_capstyle="butt")
        for end, at, arrow in ((low, left, "<"), (high, right, ">")):
            if end != at:
                axes.plot(
                    [at], [y], color=colour, marker=arrow, markersize=9, markeredgewidth=0, clip_on=False, zorder=3
                )

    def rule(self, y: float) -> None:
        self.over.plot([0, self.form.width], [y, y], color=ROLES["line"], linewidth=1, clip_on=False)

    def say(self, artist: Artist, said: str) -> None:
        """Make a mark of `artist`: a reader who points at it, or steps to it, is told `said`."""
        artist.set_gid(f"{MARK}{len(self.says)}")
        self.says.append(said)

    def finish(self, high: float) -> Sheet:
        """Give the sheet its height. Raises `WordsError` where words leave it or overlap, and `ColourError`."""
        wide = self.form.width
        words.check(self.written, wide, high)
        self._check_colours()
        self.set_size_inches(wide / INCH, high / INCH)
        for axes, (x, y, across, down) in zip(self.panels, self._places, strict=True):
            axes.set_position((x / wide, 1 - (y + down) / high, across / wide, down / high))
        self.over.set(xlim=(0, wide), ylim=(high, 0))
        with house():
            for line in self.written:
                self._set(line)
        return self

    def _check_colours(self) -> None:
        for axes in (self.over, *self.panels):
            for artist in (*axes.lines, *axes.patches, *axes.collections):
                kind = "color" if artist in axes.lines else "facecolor"
                for colour in to_rgba_array(getattr(artist, f"get_{kind}")()):
                    role(to_hex(colour))

    def _set(self, line: Line) -> None:
        x = line.x
        for place, part in enumerate(line.parts):
            look = {"fontsize": line.size, "fontweight": part.weight, "color": ROLES[part.role], "family": FONT}
            gid = RUN if place else TICK if line.tick else None
            self.over.text(x, line.y, part.text, ha=line.anchor, va="baseline", gid=gid, **look)
            x += words.width(part.text, line.size, part.weight) / words.ROOM[part.weight]


def sheet(form: FormName) -> Sheet:
    return Sheet(FORMS[form])


__all__ = ["REGULAR", "SEMIBOLD", "Line", "Part", "Sheet", "sheet"]
