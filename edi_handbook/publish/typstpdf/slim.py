"""Makes a file smaller without a change that anyone can see: shapes kept once, shorter text and numbers.

Typst writes most bytes of a text as four signs each, `\\005`; the byte itself says the same.

Charts hold their letters as outlines, each drawn anew: a quarter of the handbook was such outlines. Typst writes each
as `... scn <path> h f`, in the units of the font.
"""

import re
from collections import Counter

import pikepdf
from pikepdf import Dictionary, Name

# Nothing but numbers and the operators of a path, so that no text can be taken for one.
SHAPE = re.compile(rb"(?<= scn )([-0-9. mlch\n]{150,}?\nh\nf\n)")
# Text, in which brackets may stand in pairs, or a number with more than two places.
_INNER = rb"\((?:[^\\()]|\\.)*\)"
LONG = re.compile(rb"\((?:[^\\()]|\\.|%b)*\)|-?\d*\.\d{3,}" % _INNER, re.DOTALL)
# A sign that is written as its number, one that has a name, one that would end the text, and an end of a line.
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
KEPT = {b"(": rb"\(", b")": rb"\)", b"\\": rb"\\", b"\r": rb"\r"}  # a bare end of line is read as another


def slim(file: pikepdf.Pdf) -> None:
    """Rewrites what the pages of `file` draw, and where their links and fields lie."""
    for page in file.pages:
        for place in page.get("/Annots", ()):
            place.Rect = [round(float(edge), 2) for edge in place.Rect]
    contents = {number: LONG.sub(_shorter, page.Contents.read_bytes()) for number, page in enumerate(file.pages)}
    counts = Counter(shape for data in contents.values() for shape in SHAPE.findall(data))
    drawn = {shape: Name(f"/Shape{number}") for number, shape in enumerate(s for s, n in counts.items() if n > 1)}
    made = {shape: _form(file, shape) for shape in drawn}
    for number, data in contents.items():
        page = file.pages[number]
        page.Contents.write(SHAPE.sub(lambda m: f"{drawn[m[1]]} Do\n".encode() if m[1] in drawn else m[1], data))
        if used := {shape for shape in SHAPE.findall(data) if shape in drawn}:
            resources = page.obj.Resources = Dictionary(page.resources)  # its own: pages may share one
            resources.XObject = Dictionary(resources.get("/XObject", {}))
            for shape in sorted(used):
                resources.XObject[drawn[shape]] = made[shape]


def _shorter(match: re.Match) -> bytes:
    """A number to a hundredth of its unit; below 1, where a scale or a colour may stand, to four figures.

    Text keeps each of its bytes, in fewer signs.
    """
    text = match[0]
    if text.startswith(b"("):
        return ESCAPED.sub(_bare, text)
    number = float(text)
    short = f"{number:.2f}" if abs(number) >= 1 else f"{number:.4g}" if abs(number) >= 0.0001 else f"{number:.8f}"
    return short.rstrip("0").rstrip(".").encode() if "." in short else short.encode()


def _bare(match: re.Match) -> bytes:
    """The byte that an escape stands for, or an escape again where the byte itself would be misread."""
    sign = match[1]
    byte = bytes([int(sign, 8)]) if len(sign) == 3 else NAMED.get(sign, b"\r" if sign == b"r" else sign)
    return KEPT.get(byte, byte)


def _form(file: pikepdf.Pdf, shape: bytes) -> pikepdf.Stream:
    numbers = [float(n) for n in re.findall(rb"-?[0-9.]+", shape)]
    across, up = numbers[::2], numbers[1::2]  # every operator of a path takes whole points
    form = file.make_stream(shape)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = [min(across), min(up), max(across), max(up)]
    form.Resources = Dictionary()
    return form
