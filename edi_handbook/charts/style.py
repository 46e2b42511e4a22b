"""The house style: colours by role, one typeface, one size, and drawings that come out the same every time.

Nothing here depends on colour alone: the first group is a filled circle, the second an open square, so a chart reads
in black and white. The ground is opaque, because a dark page would swallow dark lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from edi_handbook import fonts
from edi_handbook.charts import svg
from edi_handbook.palette import LIGHT as ROLES

WIDTH = 5.6
"""Inches. At the text width of a printed page (6.3 inches) 10.5 points become 11.8; on a phone the table helps."""

FONT = "Source Sans 3"
FONT_SIZE = 10.5

FIRST = {"color": ROLES["group-first"], "marker": "o", "markerfacecolor": ROLES["group-first"]}
SECOND = {"color": ROLES["group-second"], "marker": "s", "markerfacecolor": ROLES["paper"]}
QUIET = {"color": ROLES["quiet"], "marker": "D", "markerfacecolor": ROLES["quiet"]}
GROUPS = (FIRST, SECOND, QUIET)

GROUND = {"facecolor": ROLES["paper"], "edgecolor": "none", "pad": 0.8}
"""Behind a number that a line would otherwise cross."""

_RC = {
    "font.family": FONT,
    "font.size": FONT_SIZE,
    "axes.edgecolor": ROLES["border"],
    "axes.labelcolor": ROLES["ink"],
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": ROLES["paper"],
    "axes.unicode_minus": True,
    "figure.facecolor": ROLES["paper"],
    "lines.linewidth": 1.8,
    "lines.markersize": 6.5,
    "lines.markeredgewidth": 1.6,
    "text.color": ROLES["ink"],
    "xtick.color": ROLES["border"],
    "ytick.color": ROLES["border"],
    "xtick.labelcolor": ROLES["ink"],
    "ytick.labelcolor": ROLES["ink"],
    "svg.fonttype": "none",  # words stay words; `svg.render` holds them to their width
    "text.parse_math": False,  # a sign of dollars is one
    "svg.hashsalt": "edi-handbook",  # the same ids on every run
    "path.simplify": True,
}


@cache
def _register_fonts() -> None:
    for weight in ("Regular", "Semibold"):
        font_manager.fontManager.addfont(fonts.FOLDER / f"SourceSans3-{weight}.ttf")


@contextmanager
def drawing(height: float, **subplots) -> Iterator[tuple[Figure, Axes]]:
    """A figure of the house's width and `height` inches, with its axes; the style holds inside the `with`."""
    _register_fonts()
    with mpl.rc_context(_RC):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        figure.get_layout_engine().set(w_pad=0.06, h_pad=0.06)
        yield figure, figure.subplots(**subplots)


def to_svg(figure: Figure) -> str:
    """The figure as SVG text; see `svg.render`."""
    _register_fonts()
    with mpl.rc_context(_RC):
        return svg.render(figure, FONT)


def title(axes: Axes, text: str) -> None:
    """What the axis measures, written level above it."""
    axes.set_title(text, loc="left", fontsize=FONT_SIZE, fontweight="semibold", color=ROLES["ink"], pad=10)


def wrapped(words: str, width: int = 24) -> str:
    """`words` in lines short enough to stand left of a chart."""
    return textwrap.fill(words, width, break_long_words=False)


def label(axes: Axes, x: float, y: float, text: str, role: str = "ink", **how) -> None:
    """A word or a number beside what it belongs to."""
    how = {"va": "center", "xytext": (8, 0), **how}
    axes.annotate(text, (x, y), textcoords="offset points", color=ROLES[role], annotation_clip=False, **how)
