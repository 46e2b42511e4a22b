"""What a paper and a set of slides are made of: words, charts, tables. Every face sets the same pieces.

Nothing here is worked out: a piece holds what is printed, letter by letter.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """Level 1 opens a section, level 2 a part of one."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    words: str
    lead: bool = False


@dataclass(frozen=True)
class Points:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """A chart: its SVG, the words for those who do not see it, its caption."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Grid:
    """A table: the first column holds row headers; `numeric` says which columns are numbers. `widths` are parts of the
    whole; without them each column is as wide as its words."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class SmallPrint:
    words: str


Piece = Heading | Paragraph | Points | Drawing | Grid | SmallPrint


@dataclass(frozen=True)
class Slide:
    """One finding as the title, and one picture: an SVG whose colours are roles. `notes`: what the speaker has, the
    sources among it."""

    title: str
    picture: str
    alt: str
    notes: tuple[str, ...]
