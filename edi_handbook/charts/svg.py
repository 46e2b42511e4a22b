"""A drawing as small, repeatable SVG: no date, no metadata, no id, its words as text, its colours as roles.

Each colour is written `var(--role,#rrggbb)`: on a page it follows the light, the dark and the colours that a reader
forces, without script and in every engine. `on_page` is that drawing, to stand in HTML; `on_paper` is the same with the
colours of paper, for whatever knows no variables: Typst, an office program, a picture of its own.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping

from lxml import etree
from matplotlib.figure import Figure

from edi_handbook import palette
from edi_handbook.charts.sheet import MARK, RUN, TICK, Sheet
from edi_handbook.charts.style import FONT, ColourError, house, role

_DECIMALS = 1  # of a pixel
_NUMBER = re.compile(r"-?\d+\.\d+")
_COORDINATES = ("points", "x", "y", "width", "height", "x1", "x2", "y1", "y2")
_SHIFT = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_LINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
_IN_ROLES = re.compile(r"var\(--([a-z-]+),#[0-9a-f]{6}\)")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SAME = {"stroke-miterlimit", "stroke-linejoin", "stroke-linecap"}
"""Said once for the whole drawing."""

FALLBACK = ("Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
"""What a reader's device has instead of the handbook's own font: as the pages do."""


def render(figure: Figure) -> str:
    """The figure as SVG text, its colours as variables: the same bytes for the same numbers. Raises `ColourError`."""
    buffer = io.BytesIO()
    with house():
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    root = etree.fromstring(buffer.getvalue(), etree.XMLParser(remove_comments=True, remove_blank_text=True))
    says = figure.says if isinstance(figure, Sheet) else []
    for metadata in root.findall("{*}metadata"):
        root.remove(metadata)
    for element in list(root.iter()):
        _style_as_attributes(element)
    _place_markers(root)
    for defs in list(root.iter(f"{_SVG}defs")):
        defs.getparent().remove(defs)
    for element in list(root.iter()):
        for name in _COORDINATES:
            if value := element.get(name):
                element.set(name, _NUMBER.sub(_rounded, value))
        if path := element.get("d"):
            element.set("d", _compact(path))
        _move(element)
        _colour(element)
    _name_groups(root, says)
    _join_runs(root)
    for text in root.iter(f"{_SVG}text"):
        for name in ("font-family", "font-style", "font-variant", "font-stretch"):
            text.attrib.pop(name, None)
        text.set("font-size", text.get("font-size").removesuffix("px"))
    _flatten(root)
    wide, high = (round(float(value)) for value in root.get("viewBox").split()[2:])
    for name in (*_SAME, "version"):
        root.attrib.pop(name, None)
    root.attrib.update({"viewBox": f"0 0 {wide} {high}", "width": str(wide), "height": str(high)})
    root.set("stroke-linejoin", "round")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def on_page(drawing: str, form: str, alt: str) -> str:
    """What `render` gave, to stand in a page of HTML: as wide as its place, in the page's own font, with its words."""
    head, body = re.match(r"<svg([^>]*)>(.*)</svg>$", drawing, re.DOTALL).groups()
    view = re.search(r'viewBox="[^"]*"', head)[0]
    return f'<svg class="{form}" {view} role="img" aria-label="{html.escape(alt)}" stroke-linejoin="round">{body}</svg>'


def on_paper(drawing: str) -> str:
    """What `render` gave, in the colours and in the font of paper, without what only a page can say."""
    return _plain(palette.in_print(drawing))


def on_ground(drawing: str, colours: Mapping[str, str]) -> str:
    """What `render` gave, in other colours than those of paper, by role. Raises `ColourError` where a role has none."""

    def of_role(found: re.Match) -> str:
        if found[1] not in colours:
            raise ColourError(f"the role {found[1]} has no colour on that ground; give it one")
        return colours[found[1]]

    return _plain(_IN_ROLES.sub(of_role, drawing))


def _plain(drawing: str) -> str:
    families = ", ".join(f"'{name}'" if " " in name else name for name in (FONT, *FALLBACK))
    plain = re.sub(r' (?:class="(?:mark|tick)"|data-say="[^"]*")', "", drawing)
    return plain.replace("<svg ", f'<svg font-family="{families}" ', 1)


def _style_as_attributes(element) -> None:
    """`style` as attributes of the same names, because a page's policy allows no inline style.

    matplotlib's one sheet of styles is for the ends of lines, and `render` says those itself.
    """
    if element.tag == f"{_SVG}style":
        element.getparent().remove(element)
        return
    for rule in filter(None, element.attrib.pop("style", "").split("; ")):
        name, value = rule.split(": ")
        if name not in _SAME:
            element.set(name, value)


def _place_markers(root) -> None:
    """matplotlib draws a marker once and refers to it by an id; an id must be unique on a page, so each is drawn."""
    drawn = {element.get("id"): element for element in root.iter(f"{_SVG}path") if element.get("id")}
    for use in list(root.iter(f"{_SVG}use")):
        marker = drawn[use.attrib.pop(_LINK)[1:]]
        made = etree.Element(f"{_SVG}path", {**marker.attrib, **use.attrib})
        made.attrib.pop("id")
        x, y = (made.attrib.pop(name, "0") for name in ("x", "y"))
        made.set("transform", f"translate({_number(x)} {_number(y)})")
        use.getparent().replace(use, made)


def _colour(element) -> None:
    for name in ("fill", "stroke"):
        value = (element.get(name) or "").lower()
        if not _COLOUR.fullmatch(value):
            continue
        element.set(name, f"var(--{role(value)},{value})")


def _name_groups(root, says: list[str]) -> None:
    """A mark carries the words that are said of it; every other name goes."""
    for element in root.iter():
        name = element.attrib.pop("id", None) or ""
        if name.startswith(MARK) and (number := name.removeprefix(MARK)).isdigit():
            element.set("class", "mark")
            element.set("data-say", says[int(number)])
        elif name == TICK:
            element.set("class", "tick")
        elif name == RUN:
            element.set("class", "run")
        element.attrib.pop("clip-path", None)


def _join_runs(root) -> None:
    """Words that go on where others ended belong to one text, so that they follow it in any font."""
    before = None
    for text in list(root.iter(f"{_SVG}text")):
        group = text.getparent()
        if group.get("class") == "run":
            part = etree.SubElement(before, f"{_SVG}tspan")
            part.text = text.text
            part.set("font-weight", text.get("font-weight", "400"))
            part.set("fill", text.get("fill"))
            group.getparent().remove(group)
        else:
            before = text


def _flatten(root) -> None:
    """A group that says nothing goes; what it holds stays."""
    for group in list(root.iter(f"{_SVG}g")):
        if group.get("class") in ("mark", "tick"):
            continue
        parent, place = group.getparent(), group.getparent().index(group)
        for child in reversed(group):
            parent.insert(place, child)
        parent.remove(group)


def _move(element) -> None:
    """Round a shift, and write a label's as `x` and `y`."""
    if not (transform := element.get("transform")):
        return
    shift = _SHIFT.fullmatch(transform)
    if element.tag == f"{_SVG}text" and shift:
        del element.attrib["transform"]
        for name, value in zip(("x", "y"), shift.groups(), strict=True):
            element.set(name, _number(value))
    elif _NO_TURN.fullmatch(transform):
        del element.attrib["transform"]
    else:
        element.set("transform", _NUMBER.sub(_rounded, transform))


def _number(value: str) -> str:
    return f"{round(float(value), _DECIMALS):g}"


def _rounded(found: re.Match) -> str:
    return _number(found[0]) if abs(float(found[0])) < 1e5 else found[0]


def _compact(path: str) -> str:
    """Rounded, and with the short commands for a level and for an upright line."""
    made, before = [], None
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        point = [_number(number) for number in numbers.split()]
        if command == "L" and before and point[1] == before[1]:
            made.append(f"H{point[0]}")
        elif command == "L" and before and point[0] == before[0]:
            made.append(f"V{point[1]}")
        else:
            made.append(command + " ".join(point))
        before = point[-2:] or before
    return "".join(made).replace(" -", "-")
