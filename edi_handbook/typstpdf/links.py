"""What a screen reader says of a link: its own words, then where it leads.

Screen readers say a link's `/Contents` in place of its words (ISO 32000-1, 12.5.2; ISO 14289-1, 7.18.5), and Typst
writes there what it knows of the place alone, such as "page 71". The words are read back from the file, from what the
link's tag holds, so that they are those on the page and nothing is told twice.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, NameTree, Pdf, String

from edi_handbook.typstpdf.tags import kids, walk

MARK = re.compile(rb"/\w+\s*<<[^>]*/MCID (\d+)[^>]*>>\s*BDC")
MAPS = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
CODE = re.compile(rb"<([0-9A-Fa-f]+)>")
# Where a word may be broken over lines: a soft hyphen, and the blank of no width that long addresses hold.
UNSEEN = str.maketrans("", "", "\u00ad\u200b")


class LinksDiffer(Exception):
    """A link that has no words, or that leads nowhere."""


def name_links(file: Pdf) -> None:
    """Has each link of `file` say its words and its target. A link that is broken says the same on each of its parts.

    Raises `LinksDiffer` where a link has no words.
    """
    words = Words(file)
    target = Targets(file)
    for element in walk(file.Root.StructTreeRoot):
        if element.S != "/Link":
            continue
        parts = [kid.Obj for kid in kids(element) if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"]
        said = " ".join(words.of(element).split())
        listed = element.P.S == "/Reference"  # an entry of the contents list ends in its page
        for part in parts:
            part.Contents = String(_name(said, target.of(part), listed))


def _name(words: str, target: str, listed: bool) -> str:
    """`words`, then `target`, which is said once where the words end in it."""
    if not words:
        raise LinksDiffer(f"a link to {target} has no words: give it some, or its picture an alt text")
    if target in (words, f"https://doi.org/{words.removeprefix('doi:')}"):
        return words
    if target.isdecimal() and target in words.replace(" ", ""):
        return words  # a number to ring that the words hold
    words = words.removesuffix(f" ({target})")
    if listed:
        words = words.removesuffix(" " + target.removeprefix("page "))
    return f"{words}, {target}"


class Targets:
    """Where links lead, in words."""

    def __init__(self, file: Pdf) -> None:
        self._pages: dict[object, int] = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        names = file.Root.get("/Names", Dictionary()).get("/Dests")
        self._named = {} if names is None else dict(NameTree(names).items())

    def of(self, link: pikepdf.Object) -> str:
        """The address of a link to outside, else its page, as `page 7`. Raises `LinksDiffer`."""
        if "/URI" in link.get("/A", Dictionary()):
            return (
                str(link.A.URI).removeprefix("mailto:").removeprefix("tel:").removeprefix("sms:").partition("?body=")[0]
            )
        place = link.get("/Dest", link.get("/A", Dictionary()).get("/D"))
        if isinstance(place, String):
            place = self._named.get(str(place))
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if not isinstance(place, Array) or place[0].objgen not in self._pages:
            raise LinksDiffer(f"a link leads to no page of the file: {link.get('/Contents', '')}")
        return f"page {self._pages[place[0].objgen]}"


@dataclass(frozen=True)
class Run:
    """Letters that are drawn in one go, and how far up the page.

    Typst draws what is written from right to left from its last letter on, and says so (ISO 32000-1, 14.8.2.3.3).
    """

    letters: list[str]
    turned: bool = False
    line: float = 0.0


class Words:
    """The words of elements. Of a page only what belongs to the elements asked for is read: a book has long pages."""

    def __init__(self, file: Pdf) -> None:
        self._pages: dict[object, pikepdf.Page] = {page.objgen: page for page in file.pages}
        self._marks: dict[object, dict[int, bytes]] = {}
        self._fonts: dict[object, dict[int, str]] = {}
        self._scratch = pikepdf.new()

    def of(self, element: pikepdf.Object) -> str:
        """The words of `element`, or what it says in their place."""
        return _plain(self._runs(element, element))

    def _runs(self, element: pikepdf.Object, page: pikepdf.Object) -> Iterator[Run]:
        for said in ("/ActualText", "/Alt"):
            if said in element:
                yield Run([str(element[said])])
                return
        page = element.get("/Pg", page)
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from self._runs(kid, page)
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                yield from self._of_mark(kid.get("/Pg", page).objgen, int(kid.MCID))
            elif not isinstance(kid, Dictionary):
                yield from self._of_mark(page.objgen, int(kid))

    def _of_mark(self, page: object, mark: int) -> Iterator[Run]:
        if page not in self._marks:
            content = self._pages[page].Contents.read_bytes()
            starts = list(MARK.finditer(content))
            ends = [start.start() for start in starts[1:]] + [len(content)]
            self._marks[page] = {
                int(start[1]): content[start.start() : end] for start, end in zip(starts, ends, strict=True)
            }
        if mark not in self._marks[page]:
            raise LinksDiffer(f"a link's words are not on its page: mark {mark} is missing")
        fonts = self._pages[page].resources.get("/Font", Dictionary())
        return self._drawn(self._marks[page][mark], fonts)

    def _drawn(self, content: bytes, fonts: pikepdf.Object) -> Iterator[Run]:
        """What `content` draws until the mark that it begins with ends."""
        font: dict[int, str] = {}
        line = 0.0
        marks: list[str] = []
        for command in pikepdf.parse_content_stream(self._scratch.make_stream(content)):
            operands = command.operands
            match str(command.operator):
                case "BDC":
                    instead = operands[1].get("/ActualText") if isinstance(operands[1], Dictionary) else None
                    marks.append("" if instead is None else "instead")
                    if instead is not None:
                        yield Run([str(instead)])
                case "BMC":
                    marks.append(str(operands[0]))
                case "EMC":
                    marks.pop()
                    if not marks:
                        return
                case "cm":
                    line = float(operands[5])
                case "Tf":
                    font = self._font(fonts[str(operands[0])])
                case "Tj" | "TJ" if "instead" not in marks:
                    held = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                    codes = b"".join(bytes(piece) for piece in held if isinstance(piece, String))
                    letters = [font.get(codes[i] << 8 | codes[i + 1], "") for i in range(0, len(codes) - 1, 2)]
                    yield Run(letters, "/ReversedChars" in marks, line)

    def _font(self, font: pikepdf.Object) -> dict[int, str]:
        """What each code of `font` stands for (ISO 32000-1, 9.10.3); two bytes a code, as Typst writes them."""
        if font.objgen not in self._fonts:
            found: dict[int, str] = {}
            for kind, block in MAPS.findall(font.ToUnicode.read_bytes()):
                codes = CODE.findall(block)
                if kind == b"bfchar":
                    found |= {int(code, 16): _letters(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
                else:
                    for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                        start, begins = int(first, 16), _letters(text)
                        found |= {
                            start + i: begins[:-1] + chr(ord(begins[-1]) + i) for i in range(int(last, 16) - start + 1)
                        }
            self._fonts[font.objgen] = found
        return self._fonts[font.objgen]


def _letters(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _plain(runs: Iterable[Run]) -> str:
    """The text of `runs`. Of those on a line that are reversed the last comes first, with the blanks between them."""
    found: list[str] = []
    turned: list[str] = []
    blanks: list[str] = []
    line = 0.0
    for run in runs:
        if turned and run.line == line and (run.turned or not "".join(run.letters).strip()):
            blanks += run.letters
            if run.turned:
                turned, blanks = turned + blanks, []
            continue
        found += [*reversed(turned), *blanks]
        turned, blanks, line = (run.letters, [], run.line) if run.turned else ([], [], run.line)
        found += [] if run.turned else run.letters
    return "".join([*found, *reversed(turned), *blanks]).translate(UNSEEN)
