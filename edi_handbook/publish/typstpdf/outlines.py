"""Charts hold their letters as outlines, each letter drawn anew: here a shape that comes again is kept once.

A quarter of the handbook was such outlines. Typst writes each as `... scn <path> h f`, in the units of the font.
"""

import re
from collections import Counter

import pikepdf
from pikepdf import Dictionary, Name

# Nothing but numbers and the operators of a path, so that no text can be taken for one.
SHAPE = re.compile(rb"(?<= scn )([-0-9. mlch\n]{150,}?\nh\nf\n)")


def share(file: pikepdf.Pdf) -> None:
    """Draws each filled shape that comes more than once in `file` from one copy."""
    contents = {number: page.Contents.read_bytes() for number, page in enumerate(file.pages)}
    counts = Counter(shape for data in contents.values() for shape in SHAPE.findall(data))
    drawn = {shape: Name(f"/Shape{number}") for number, shape in enumerate(s for s, n in counts.items() if n > 1)}
    made = {shape: _form(file, shape) for shape in drawn}
    for number, data in contents.items():
        used = {shape for shape in SHAPE.findall(data) if shape in drawn}
        if not used:
            continue
        page = file.pages[number]
        page.Contents.write(SHAPE.sub(lambda m: f"{drawn[m[1]]} Do\n".encode() if m[1] in drawn else m[1], data))
        resources = page.obj.Resources = Dictionary(page.resources)  # its own: pages may share one
        resources.XObject = Dictionary(resources.get("/XObject", {}))
        for shape in sorted(used):
            resources.XObject[drawn[shape]] = made[shape]


def _form(file: pikepdf.Pdf, shape: bytes) -> pikepdf.Stream:
    numbers = [float(n) for n in re.findall(rb"-?[0-9.]+", shape)]
    across, up = numbers[::2], numbers[1::2]  # every operator of a path takes whole points
    form = file.make_stream(shape)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = [min(across), min(up), max(across), max(up)]
    form.Resources = Dictionary()
    return form
