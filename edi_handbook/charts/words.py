"""Words in a drawing: how wide they are, and whether they have room.

A page sets them in the reader's own font, and paper in the handbook's. So each has room for a font that is wider than
Source Sans 3, the one that is measured here, and nothing is squeezed: words that have no room stop the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from edi_handbook.charts import style

REGULAR, SEMIBOLD = 400, 600
ROOM = {REGULAR: 1.29, SEMIBOLD: 1.38}
"""How much wider a reader's font may be: the widest of those that systems come with, DejaVu Sans and Verdana."""

_ABOVE, _BELOW = 0.74, 0.22  # of the size: what letters take above and below the line on which they stand


class WordsError(ValueError):
    """Words that do not fit. One sentence."""


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: int = REGULAR) -> float:
    """The room that `text` takes, in pixels, in the widest font that a reader may have."""
    style.register_fonts()
    look = FontProperties(family=style.FONT, size=size, weight=weight)
    # Between bars, because matplotlib measures the ink, and a browser from where a letter's own room begins.
    wide, bars = (text_to_path.get_text_width_height_descent(s, look, False)[0] for s in (f"|{text}|", "||"))
    return (wide - bars) * ROOM[weight]


def wrap(text: str, room: float, size: float, weight: int = REGULAR) -> list[str]:
    """`text` in lines that fit in `room` pixels. Raises `WordsError` where one word does not."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        elif width(word, size, weight) > room:
            raise WordsError(f"the word '{word}' does not fit in {room:.0f} pixels; use a shorter one")
        else:
            lines.append(word)
    return lines or [""]


@dataclass(frozen=True)
class Part:
    text: str
    weight: int = REGULAR
    role: str = "ink"


@dataclass(frozen=True)
class Line:
    """Words on one line, from `x` or up to it or around it. `y` is where they stand. `tick`: a place on an axis."""

    x: float
    y: float
    parts: tuple[Part, ...]
    size: float
    anchor: str = "left"
    tick: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def wide(self) -> float:
        return sum(width(part.text, self.size, part.weight) for part in self.parts)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left = self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor] * self.wide
        return left, self.y - _ABOVE * self.size, left + self.wide, self.y + _BELOW * self.size

    def meets(self, other: Line) -> bool:
        one, two = self.box, other.box
        return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def check(lines: Sequence[Line], wide: float, high: float) -> None:
    """Raises `WordsError` where words leave a drawing of that size, or meet."""
    for place, one in enumerate(lines):
        left, top, right, bottom = one.box
        if left < -0.5 or top < -0.5 or right > wide + 0.5 or bottom > high + 0.5:
            raise WordsError(f"the words '{one.text}' leave the drawing; use fewer")
        for other in lines[:place]:
            if one.meets(other):
                raise WordsError(f"the words '{other.text}' and '{one.text}' overlap; shorten one of them")


def free(wanted: Iterable[Line], taken: Sequence[Line]) -> list[Line]:
    """Those of `wanted`, best first, that meet neither `taken` nor each other."""
    kept: list[Line] = []
    for one in wanted:
        if not any(one.meets(other) for other in (*taken, *kept)):
            kept.append(one)
    return kept
