"""Drawings of ideas: SVG files in the folder `drawings/`, in one language, with their words for those who do not see.

A drawing names colours by role and has each role's own colour beside it, `var(--warm,#f4b942)`: on a page the role
wins, and so the drawing follows light, dark and forced colours; a program that knows no roles, as Typst does not, is
given the colour (`palette.in_print`). `docs/drawings.md` has the rules and their reasons.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from edi_handbook import fonts
from edi_handbook.palette import LIGHT

LARGEST = 4096
"""Bytes, gzipped: a drawing is part of its page."""

SMALLEST_WORDS = 24
"""Of 640 units across: 12 pixels on a phone."""

MOST_WORDS = 20
"""A time line apart, which is read and not seen."""

LINE_OF_TIME = 400
"""The height of a time line: other drawings are 360 high, or 160 where they open a part."""

OWN_FONT = 1.12
"""How much wider than the handbook's font a reader's own may be."""

SHORTEST_TOLD = 40
"""Characters of what a drawing shows."""

_SVG = "{http://www.w3.org/2000/svg}"
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ROLE = re.compile(r"var\(--([a-z-]+), ?(#[0-9a-f]{6})\)")
_MOVE = re.compile(r"translate\((-?[\d.]+)[ ,](-?[\d.]+)\)")
_REFUSED = {"style": "styles", "script": "scripts", "image": "pictures", "a": "links", "foreignObject": "pages"}
_EMPTY_OPENING = re.compile(r"^\W*(an? )?(image|picture|graphic|figure|drawing|illustration)\b", re.IGNORECASE)


class DrawingError(ValueError):
    """A drawing lacks something that a reader needs. One sentence: where, what, how to mend it."""


@dataclass(frozen=True)
class Drawing:
    """`idea` is its title, `told` says who does what and what differs; `words` are the lines that stand in it."""

    name: str
    idea: str
    told: str
    words: tuple[str, ...]
    svg: str
    width: int
    height: int

    @property
    def alt(self) -> str:
        """What a drawing says to those who do not see it, with each line of words that `told` does not repeat."""
        told = self.told.casefold()
        more = [line.rstrip(".") for line in self.words if line.strip(".“”").casefold() not in told]
        return f"{self.idea}. {self.told}" + (f" Words in it: {'; '.join(more)}." if more else "")


def read(path: Path) -> Drawing:
    """The drawing of a file. Raises `DrawingError` where it does not hold to the language."""
    name = path.stem
    try:
        source = path.read_text(encoding="utf-8")
        root = etree.fromstring(source.encode(), etree.XMLParser(remove_comments=True, remove_blank_text=True))
    except FileNotFoundError:
        there = ", ".join(names(path.parent)) or "none"
        raise DrawingError(f"{path.name}: there is no such drawing; those that there are: {there}.") from None
    except (UnicodeDecodeError, etree.XMLSyntaxError) as error:
        raise DrawingError(f"{path.name}: this is no SVG ({error}); draw it again, or mend that line.") from None
    idea, told = (" ".join((root.findtext(f"{_SVG}{part}") or "").split()) for part in ("title", "desc"))
    faults = itertools.chain(
        _name(name), _words_for_it(idea, told), _size(root, source), _colours(root), _marks(root, name), _words(root)
    )
    if fault := next(faults, None):
        raise DrawingError(f"{path.name}: {fault}")
    width, height = _sheet(root)
    for part in ("title", "desc"):  # a tooltip over the whole drawing would hide it; `alt` and `aria-label` say both
        for element in root.findall(f"{_SVG}{part}"):
            root.remove(element)
    for attribute in ("role", "aria-labelledby", "width", "height"):
        root.attrib.pop(attribute, None)
    words = tuple(_said(text) for text in root.iter(f"{_SVG}text"))
    return Drawing(name, idea, told, words, etree.tostring(root, encoding="unicode"), width, height)


def names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.svg"))


def _name(name: str) -> Iterator[str]:
    if not _KEBAB.fullmatch(name):
        yield "its name is not kebab-case; write it like heavy-door.svg."


def _words_for_it(idea: str, told: str) -> Iterator[str]:
    if not idea:
        yield "it has no <title>; name its idea in a few words."
    if len(told) < SHORTEST_TOLD:
        yield f"its <desc> has {len(told)} characters; say who does what, and what differs."
    for words in (idea, told):
        if _EMPTY_OPENING.match(words):
            yield f"its words open with '{words[:12]} …'; leave that out and say what it shows."


def _size(root: etree._Element, source: str) -> Iterator[str]:
    if root.tag != f"{_SVG}svg" or not _sheet(root):
        yield 'it has no viewBox; write viewBox="0 0 640 360" on its <svg>.'
    elif (size := len(gzip.compress(source.encode(), 9, mtime=0))) > LARGEST:
        yield f"it has {size} bytes when packed, and {LARGEST} at most; draw it with fewer points."


def _sheet(root: etree._Element) -> tuple[int, int] | None:
    found = re.fullmatch(r"0 0 (\d+) (\d+)", root.get("viewBox", ""))
    return (int(found[1]), int(found[2])) if found else None


def _colours(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{_SVG}*"):
        for attribute in ("fill", "stroke", "stop-color"):
            value = element.get(attribute, "none")
            if value == "none" or value.startswith("url(#"):
                continue
            role = _ROLE.fullmatch(value)
            if role is None or role[1] not in LIGHT:
                yield f"{value} is no role of the palette; write a colour like var(--ink,{LIGHT['ink']})."
            elif role[2] != LIGHT[role[1]]:
                yield f"{value} has a colour that is not its role's; write var(--{role[1]},{LIGHT[role[1]]})."


def _marks(root: etree._Element, name: str) -> Iterator[str]:
    for element in root.iter():
        tag = etree.QName(element).localname
        if tag in _REFUSED:
            yield f"it holds <{tag}>; a drawing holds no {_REFUSED[tag]}, only shapes and words."
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                yield f"an attribute '{attribute}' stands on <{tag}>, and a page refuses it; leave it out."
        if not element.get("id", name).startswith(name):
            yield f"the id '{element.get('id')}' may meet another's on a page; begin it with '{name}'."


def _words(root: etree._Element) -> Iterator[str]:
    """Words as large as they must be, few enough, each line on the sheet and clear of the next in a wide font."""
    sheet = _sheet(root)
    if sheet is None:
        return
    lines = []
    for text in root.iter(f"{_SVG}text"):
        said = _said(text)
        moves = [_MOVE.fullmatch(one.get("transform", "translate(0 0)")) for one in [text, *text.iterancestors()]]
        if None in moves:
            yield f"'{said}' is turned or scaled, so nobody can tell where it stands; move it by translate(x y) alone."
            return
        size = float(_inherited(text, "font-size", "16"))
        if size < SMALLEST_WORDS:
            yield f"'{said}' has letters of {size:g}; {SMALLEST_WORDS} is the least that a phone can show."
        wide = width(said, bold=int(_inherited(text, "font-weight", "400")) >= 600) * size * OWN_FONT
        x, y = (
            float(text.get(at, "0")) + sum(float(move[part]) for move in moves) for part, at in ((1, "x"), (2, "y"))
        )
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[_inherited(text, "text-anchor", "start")]
        if left < 0 or left + wide > sheet[0] or not size * 0.75 <= y <= sheet[1] - size * 0.2:
            yield f"'{said}' does not fit the sheet in a font a little wider; shorten it, or give it more room."
        if (room := text.get("data-room")) and wide > float(room):
            yield f"'{said}' takes {wide:.0f} of the {room} that its box has; shorten it, or draw the box wider."
        lines.append((left, left + wide, y - size * 0.75, y + size * 0.2, said))
    for one, other in itertools.combinations(lines, 2):
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]:
            yield f"'{one[4]}' and '{other[4]}' would meet in a font a little wider; set them further apart."
    count = sum(len(line[4].split()) for line in lines)
    if count > MOST_WORDS and sheet[1] < LINE_OF_TIME:
        yield f"it has {count} words, and {MOST_WORDS} at most; let the shapes say it."


def _said(text: etree._Element) -> str:
    return " ".join("".join(text.itertext()).split())


def _inherited(element: etree._Element, name: str, otherwise: str) -> str:
    return next((one.get(name) for one in [element, *element.iterancestors()] if one.get(name)), otherwise)


def width(words: str, bold: bool = False) -> float:
    """How wide `words` are in the handbook's font, in heights of its letters (em)."""
    advances, otherwise = _advances("SourceSans3-Bold.ttf" if bold else "SourceSans3-Regular.ttf")
    return sum(advances.get(ord(sign), otherwise) for sign in words)


@cache
def _advances(file: str) -> tuple[dict[int, float], float]:
    from fontTools.ttLib import TTFont  # late: see `fonts`

    font = TTFont(fonts.FOLDER / file, lazy=True)
    em, table = font["head"].unitsPerEm, font["hmtx"]
    return {sign: table[glyph][0] / em for sign, glyph in font.getBestCmap().items()}, 0.6
