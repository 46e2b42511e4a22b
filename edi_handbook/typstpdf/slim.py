"""Makes a file smaller without a change that anyone can see or hear: tags, text and numbers shorter.

Typst writes most bytes of a text as four signs each, `\\005`; the byte itself says the same.
"""

import functools
import re

import pikepdf
from pikepdf import Array, Dictionary, Name

# Text, in which brackets may stand in pairs, or a number with more than two places.
_INNER = rb"\((?:[^\\()]|\\.)*\)"
LONG = re.compile(rb"\((?:[^\\()]|\\.|%b)*\)|-?\d*\.\d{3,}" % _INNER, re.DOTALL)
# A sign that is written as its number, one that has a name, one that would end the text, and an end of a line.
ESCAPED = re.compile(rb"\\(?:[0-7]{3}|.)", re.DOTALL)
KEPT = {b"(": rb"\(", b")": rb"\)", b"\\": rb"\\", b"\r": rb"\r"}  # a bare end of line is read as another
# What each escape says, worked out once: a page has thousands.
SAYS = {b"\\%c" % byte: bytes([byte]) for byte in range(256)}
SAYS |= {rb"\n": b"\n", rb"\t": b"\t", rb"\b": b"\b", rb"\f": b"\f", rb"\r": b"\r"}
SAYS |= {b"\\%03o" % byte: bytes([byte % 256]) for byte in range(512)}  # what is more than a byte holds loses the rest
SHORTER = {escape: KEPT.get(byte, byte) for escape, byte in SAYS.items()}
# Of an element's attributes, those that say how a border or an underline looks; the page itself shows that.
LOOKS = ("/Border", "/TextDecoration")


def slim(file: pikepdf.Pdf) -> None:
    """Rewrites what the pages of `file` draw, where their links and fields lie, and what tags need not say."""
    for held in file.objects:
        if isinstance(held, Dictionary) and "/S" in held and "/P" in held:
            _tag(held)
        elif isinstance(held, Dictionary) and "/Rect" in held:
            for key in {"/Rect", "/QuadPoints"} & set(held.keys()):
                held[key] = [round(float(edge), 2) for edge in held[key]]
        elif isinstance(held, Array) and len(held) == 5 and held[1] == Name.XYZ:  # a place that a link leads to
            held[2:4] = [round(float(held[2]), 1), round(float(held[3]), 1)]
    for page in file.pages:
        page.Contents.write(LONG.sub(_shorter, page.Contents.read_bytes()))


def _shorter(match: re.Match[bytes]) -> bytes:
    return _short(match[0])


@functools.lru_cache(maxsize=1 << 17)
def _short(text: bytes) -> bytes:
    """A number to a hundredth of its unit; below 1, where a scale or a colour may stand, to four figures.

    Text keeps each of its bytes, in fewer signs. Most numbers and many texts of a page come again, so they are kept.
    """
    if text.startswith(b"("):
        if b"\\\\" not in text:  # then each backslash begins an escape, and half of them are this one
            text = text.replace(rb"\000", b"\0")
        return ESCAPED.sub(lambda found: SHORTER[found[0]], text)
    number = float(text)
    short = f"{number:.2f}" if abs(number) >= 1 else f"{number:.4g}" if abs(number) >= 0.0001 else f"{number:.8f}"
    return short.rstrip("0").rstrip(".").encode() if "." in short else short.encode()


def _tag(element: Dictionary) -> None:
    """Leaves out the type of a structure element, which is known from its place, and attributes that are only looks."""
    if "/Type" in element:
        del element["/Type"]
    if "/A" not in element:
        return
    held = element.A
    every = list(held) if isinstance(held, Array) else [held]
    for attributes in every:
        for key in set(attributes.keys()):
            if key.startswith(LOOKS):
                del attributes[key]
    telling = [attributes for attributes in every if set(attributes.keys()) != {"/O"}]
    if telling:
        element.A = telling[0] if len(telling) == 1 else Array(telling)
    else:
        del element["/A"]
