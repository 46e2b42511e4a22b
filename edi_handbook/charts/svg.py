"""A drawing as small, repeatable SVG: no date, no metadata, no document type, its words as text.

A picture on a page may load no font, so each label is held to the width that it was laid out for: in any font that the
reader has, no label grows into another or out of the drawing. matplotlib writes coordinates to a millionth of a point
and styles that a page's policy may refuse when the picture is opened alone; both are shortened here.
"""

from __future__ import annotations

import io
import itertools
import re
import string

from lxml import etree
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from edi_handbook.charts import dark

_DECIMALS = 2  # of a point: a fiftieth of the thinnest line
_NUMBER = re.compile(r"-?\d+\.\d+")
_COORDINATES = ("d", "points", "x", "y", "width", "height", "x1", "x2", "y1", "y2")
_SHIFT = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_LINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"

FALLBACK = ("Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
"""What a reader's device has instead of the handbook's own font: as the pages do."""


def render(figure: Figure, font: str) -> str:
    """The figure as SVG text: the same bytes for the same numbers. Call inside the house style (`style.to_svg`).

    `font` is the family that the labels were laid out in.
    """
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    root = etree.fromstring(buffer.getvalue(), etree.XMLParser(remove_comments=True, remove_blank_text=True))
    for metadata in root.findall("{*}metadata"):
        root.remove(metadata)
    _shorten_names(root)
    for element in list(root.iter()):
        _style_as_attributes(element)
        for name in _COORDINATES:
            if value := element.get(name):
                element.set(name, _compact(value) if name == "d" else _NUMBER.sub(_rounded, value))
        _move(element)
    for text in root.iter(f"{_SVG}text"):
        _hold_width(text, font)
    root.set("font-family", ", ".join(f"'{name}'" if " " in name else name for name in (font, *FALLBACK)))
    root.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")  # two spaces stay two
    sheet = etree.Element(f"{_SVG}style")
    sheet.text = dark.rule({element.get(name) for element in root.iter() for name in ("fill", "stroke")})
    root.insert(0, sheet)
    root.set("id", dark.FACE)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _style_as_attributes(element) -> None:
    """`style` as attributes of the same names: a policy without inline styles would leave a drawing black.

    matplotlib's one sheet of styles is for the ends of lines, and goes to the top in the same way.
    """
    if element.tag == f"{_SVG}style":
        top, rules = element.getroottree().getroot(), element.text.strip("*{} ")
        top.remove(element.getparent())
    else:
        top, rules = element, element.attrib.pop("style", "")
    for rule in filter(None, rules.split("; ")):
        name, value = rule.split(": ")
        top.set(name, value)


def _hold_width(text, font: str) -> None:
    """Give a label the width that it has in `font`; its family is said once, at the top."""
    del text.attrib["font-family"]
    size, weight = float(text.get("font-size").removesuffix("px")), int(text.get("font-weight", 400))
    look = FontProperties(family=font, size=size, weight=weight)
    # Between bars, because matplotlib measures the ink, and a browser from where a letter's own room begins.
    wide, bars = (text_to_path.get_text_width_height_descent(s, look, False)[0] for s in (f"|{text.text}|", "||"))
    text.set("textLength", f"{wide - bars:.2f}")
    text.set("lengthAdjust", "spacingAndGlyphs")


def _move(element) -> None:
    """Round a shift, and write a mark's or a label's as `x` and `y`."""
    if not (transform := element.get("transform")):
        return
    shift = _SHIFT.fullmatch(transform)
    if element.tag in (f"{_SVG}use", f"{_SVG}text") and shift:
        del element.attrib["transform"]
        for name, value in zip(("x", "y"), shift.groups(), strict=True):
            element.set(name, f"{round(float(value), _DECIMALS):g}")
    elif _NO_TURN.fullmatch(transform):
        del element.attrib["transform"]
    else:
        element.set("transform", _NUMBER.sub(_rounded, transform))


def _shorten_names(root) -> None:
    """Ids that are referred to become a, b, c …; the rest go."""
    wanted = {link[1:] for element in root.iter() if (link := element.get(_LINK))}
    wanted |= {
        name for element in root.iter() for name in re.findall(r"url\(#([^)]+)\)", " ".join(element.attrib.values()))
    }
    short = dict(zip(sorted(wanted), _letters(), strict=False))
    for element in root.iter():
        if (name := element.get("id")) in short:
            element.set("id", short[name])
        elif name is not None:
            del element.attrib["id"]
        if link := element.attrib.pop(_LINK, None):
            element.set("href", f"#{short[link[1:]]}")
        for attribute, value in element.attrib.items():
            if "url(#" in value:
                element.set(attribute, re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{short[found[1]]})", value))


def _letters():
    """a, b … z, A … Z, aa, ab …: names of one or two characters."""
    return ("".join(name) for length in (1, 2) for name in itertools.product(string.ascii_letters, repeat=length))


def _rounded(found: re.Match) -> str:
    return f"{round(float(found[0]), _DECIMALS):g}" if abs(float(found[0])) < 1e5 else found[0]


def _compact(path: str) -> str:
    path = _NUMBER.sub(_rounded, " ".join(path.split()))
    return re.sub(r" ?([A-Za-z]) ?", r"\1", path).replace(" -", "-")
