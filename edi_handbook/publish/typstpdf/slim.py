"""Makes a file smaller without a change that anyone can see: shapes kept once, numbers no longer than they need be.

Charts hold their letters as outlines, each drawn anew: a quarter of the handbook was such outlines. Typst writes each
as `... scn <path> h f`, in the units of the font.
"""

import re
from collections import Counter

import pikepdf
from pikepdf import Dictionary, Name

# Nothing but numbers and the operators of a path, so that no text can be taken for one.
SHAPE = re.compile(rb"(?<= scn )([-0-9. mlch\n]{150,}?\nh\nf\n)")
# Text, which is passed over, or a number with more than two places.
LONG = re.compile(rb"\((?:[^\\()]|\\.)*\)|-?\d*\.\d{3,}", re.DOTALL)


def slim(file: pikepdf.Pdf) -> None:
    """Rewrites what the pages of `file` draw."""
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
    """A number to a hundredth of its unit; below 1, where a scale or a colour may stand, to four figures."""
    text = match[0]
    if text.startswith(b"("):
        return text
    number = float(text)
    short = f"{number:.2f}" if abs(number) >= 1 else f"{number:.4g}" if abs(number) >= 0.0001 else f"{number:.8f}"
    return short.rstrip("0").rstrip(".").encode() if "." in short else short.encode()


def _form(file: pikepdf.Pdf, shape: bytes) -> pikepdf.Stream:
    numbers = [float(n) for n in re.findall(rb"-?[0-9.]+", shape)]
    across, up = numbers[::2], numbers[1::2]  # every operator of a path takes whole points
    form = file.make_stream(shape)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = [min(across), min(up), max(across), max(up)]
    form.Resources = Dictionary()
    return form
