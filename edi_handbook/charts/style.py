"""The house style: colours by role, one typeface, two forms, and drawings that come out the same every time.

Nothing here depends on colour alone: the first group is a circle, the second a square, so a chart reads in black and
white. White staff are the circle and ethnic minority staff the square wherever the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Literal

import matplotlib as mpl
from matplotlib import font_manager

from edi_handbook import fonts
from edi_handbook.palette import LIGHT

FormName = Literal["wide", "narrow", "slide"]

FONT = "Source Sans 3"

ROLES = {
    role: LIGHT[role]
    for role in (
        "paper", "ink", "ink-soft", "line", "border", "level", "reference", "band", "quiet",
        "group-first", "group-second",
    )
}  # fmt: skip
"""The colours that a chart may have. No two are alike: the drawing tells a role by its colour (`svg.py`)."""

_ROLE_OF = {colour: role for role, colour in ROLES.items()}


class ColourError(ValueError):
    """A colour that is no role. One sentence."""


def role(colour: str) -> str:
    """The role whose colour `#rrggbb` is. Raises `ColourError`."""
    if colour not in _ROLE_OF:
        raise ColourError(f"the colour {colour} is no role; take one of style.ROLES: {', '.join(ROLES)}")
    return _ROLE_OF[colour]


_MARK = {"markersize": 11, "markeredgewidth": 0}
FIRST = {"color": ROLES["group-first"], "marker": "o", **_MARK}
SECOND = {"color": ROLES["group-second"], "marker": "s", **_MARK}
QUIET = {"color": ROLES["quiet"], "marker": "D", **_MARK, "markersize": 9}
GROUPS = (FIRST, SECOND, QUIET)

LINES = (
    {"color": ROLES["ink"], "marker": "o", "linestyle": "-", **_MARK},
    {"color": ROLES["reference"], "marker": "D", "linestyle": "--", **_MARK},
    {"color": ROLES["quiet"], "marker": "^", "linestyle": ":", **_MARK},
)
"""Looks of ratios, which are no group's: a place, a model, all trusts."""

DASHES = ("-", "--", ":")
"""Of lines to read marks against, in their order."""

INTERVAL_KEY = ({"interval": True}, "95% interval")


@dataclass(frozen=True)
class Form:
    """One of the ways in which a figure is drawn. Lengths are CSS pixels at the width that it is laid out for."""

    name: FormName
    width: float
    text: float
    small: float

    @property
    def is_wide(self) -> bool:
        return self.name != "narrow"

    def line(self, size: float | None = None) -> float:
        return round((size or self.text) * 1.3)


FORMS: dict[FormName, Form] = {
    "wide": Form("wide", 720, 17, 15.5),
    "narrow": Form("narrow", 340, 16, 14),
    "slide": Form("slide", 660, 17, 15.5),
}
"""Wide: a desktop page, the text width of paper. Narrow: a phone, from 320 to 480 pixels. Slide: as wide, with letters
that are large beside it."""

FOR_READERS: tuple[FormName, ...] = ("wide", "narrow")
"""The forms in which every chart is drawn; that of a slide is drawn where one asks for it."""

_RC = {
    "font.family": FONT,
    "axes.facecolor": "none",
    "axes.unicode_minus": True,
    "figure.facecolor": ROLES["paper"],
    "text.color": ROLES["ink"],
    "svg.fonttype": "none",  # words stay words
    "text.parse_math": False,  # a sign of dollars is one
    "svg.hashsalt": "edi-handbook",  # the same bytes on every run
    "path.simplify": True,
}


@cache
def register_fonts() -> None:
    for weight in ("Regular", "Semibold"):
        font_manager.fontManager.addfont(fonts.FOLDER / f"SourceSans3-{weight}.ttf")


@contextmanager
def house() -> Iterator[None]:
    """The house style holds inside the `with`."""
    register_fonts()
    with mpl.rc_context(_RC):
        yield
