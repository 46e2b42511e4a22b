"""A drawing as small, repeatable SVG: no date, no metadata, no document type, letters as paths.

matplotlib writes coordinates to a millionth of a point and long names on every letter. A page with six charts would
carry a quarter of a megabyte of that, so it is taken off here.
"""

from __future__ import annotations

import io
import itertools
import re
import string

from lxml import etree
from matplotlib.figure import Figure

_DECIMALS = 2  # of a point: a fiftieth of the thinnest line
_NUMBER = re.compile(r"-?\d+\.\d+")
_COORDINATES = ("d", "points", "x", "y", "width", "height", "x1", "x2", "y1", "y2")
_SHIFT = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
_LINK = "{http://www.w3.org/1999/xlink}href"


def render(figure: Figure) -> str:
    """The figure as SVG text: the same bytes for the same numbers. Call inside the house style (`style.to_svg`)."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    root = etree.fromstring(buffer.getvalue(), etree.XMLParser(remove_comments=True, remove_blank_text=True))
    for metadata in root.findall("{*}metadata"):
        root.remove(metadata)
    _shorten_names(root)
    for element in root.iter():
        for name in _COORDINATES:
            if value := element.get(name):
                element.set(name, _compact(value) if name == "d" else _NUMBER.sub(_rounded, value))
        _move(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _move(element) -> None:
    """Round a shift, and write a letter's as `x`. A scale is not rounded: it carries the size of the type."""
    if not (transform := element.get("transform")):
        return
    if element.tag.endswith("use") and (shift := _SHIFT.fullmatch(transform)):
        del element.attrib["transform"]
        for name, value in zip(("x", "y"), shift.groups(), strict=True):
            if float(value):
                # Letters stand in hundredths of the type size, so whole ones are exact enough.
                element.set(name, f"{float(value):.0f}")
    else:
        element.set("transform", _SHIFT.sub(lambda shift: _NUMBER.sub(_rounded, shift[0]), transform))


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
