"""What a PDF's tags say, in reading order: structure elements, and the text that each holds."""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary

# A run of hexadecimal digits in a character map.
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")


def children(element: Dictionary) -> Iterator[Dictionary]:
    """The structure elements directly beneath `element`."""
    for child in kids(element):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child


def kids(element: Dictionary) -> list:
    """What `element` holds: structure elements, and marks of content (numbers, or dictionaries with `/MCID`)."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def walk(element: Dictionary) -> Iterator[Dictionary]:
    """Every structure element beneath `element`, in reading order."""
    for child in children(element):
        yield child
        yield from walk(child)


def kind(element: Dictionary, file: pikepdf.Pdf) -> str:
    """The standard name of an element's tag, such as `H1`, its role map followed."""
    roles = file.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    name = element.S
    for _ in range(10):
        if name not in roles:
            break
        name = roles[name]
    return str(name).lstrip("/")


class Reader:
    """The text of a file's elements, and what its pages draw outside of any tag. Each page is read once."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.file = file
        self._pages = {page.objgen: page for page in file.pages}
        self._read: dict[tuple, tuple[dict[int, str], int]] = {}

    def text(self, element: Dictionary, page: Dictionary | None = None) -> str:
        """The text of `element` and all beneath it, in reading order; its replacement text where it has one."""
        if "/ActualText" in element:
            return str(element.ActualText)
        page = element.get("/Pg", page)
        found = []
        for kid in kids(element):
            if isinstance(kid, Dictionary):
                if "/S" in kid:
                    found.append(self.text(kid, page))
                elif "/MCID" in kid:
                    found.append(self._of_mark(kid.get("/Pg", page), int(kid.MCID)))
            elif page is not None:
                found.append(self._of_mark(page, int(kid)))
        return "".join(found)

    def unmarked(self, page: pikepdf.Page) -> int:
        """How many things `page` draws that are neither tagged nor marked as decoration."""
        return self._of_page(page.objgen)[1]

    def _of_mark(self, page: Dictionary, mark: int) -> str:
        return self._of_page(page.objgen)[0].get(mark, "")

    def _of_page(self, name: tuple) -> tuple[dict[int, str], int]:
        if name not in self._read:
            self._read[name] = _read(self._pages[name])
        return self._read[name]


# Operators that draw.
DRAWING = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}


def _read(page: pikepdf.Page) -> tuple[dict[int, str], int]:
    """The text of each marked run of a page, and how many things it draws outside of any mark."""
    marks = _Marks(page)
    fonts = {name: _character_map(font) for name, font in page.resources.get("/Font", {}).items()}
    font: dict[int, str] = {}
    loose = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                marks.open(operands[1])
            case "BMC":
                marks.open(Dictionary())
            case "EMC":
                marks.stack.pop()
            case "Tf":
                font = fonts.get(str(operands[0]), {})
            case name if name in DRAWING and not marks.stack:
                loose += 1
            case "Tj" | "TJ" | "'" | '"':
                pieces = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
                marks.add("".join(_decode(bytes(p), font) for p in pieces if isinstance(p, pikepdf.String)))
    return marks.text, loose


class _Marks:
    """The marked runs that are open on a page, and the text that each has so far."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.properties = page.resources.get("/Properties", Dictionary())
        self.stack: list[tuple[int | None, bool]] = []  # (mark, has replacement text), innermost last
        self.text: dict[int, str] = {}

    def open(self, given: pikepdf.Object) -> None:
        """`given` says the mark, or is the name of what says it; without one the run belongs to the mark around it."""
        said = given if isinstance(given, Dictionary) else self.properties.get(given, Dictionary())
        outer, replaced = self.stack[-1] if self.stack else (None, False)
        self.stack.append((int(said["/MCID"]) if "/MCID" in said else outer, replaced))
        if "/ActualText" in said:
            self.add(str(said["/ActualText"]))
            self.stack[-1] = (self.stack[-1][0], True)

    def add(self, text: str) -> None:
        """Adds `text` to the innermost run, unless that has replacement text already."""
        mark, replaced = self.stack[-1]
        if mark is not None and not replaced:
            self.text[mark] = self.text.get(mark, "") + text


def _decode(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(codes[i : i + 2], "big"), "") for i in range(0, len(codes), 2))


def _character_map(font: Dictionary) -> dict[int, str]:
    """Codes to text, from a font's ToUnicode map; two bytes a code, as composite fonts have."""
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    data = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        codes = _HEX.findall(block)
        found |= {int(code, 16): _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=False)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        codes = _HEX.findall(block)
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            start = int(text, 16)
            found |= {int(first, 16) + i: chr(start + i) for i in range(int(last, 16) - int(first, 16) + 1)}
    return found


def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", errors="replace")
