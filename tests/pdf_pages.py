"""What a PDF shows, page by page: its words, where they stand, a picture. Read by PDFium, the viewer of Chromium.

What the tags say, which is what is read out, is in `edi_handbook/pdfcheck/reading.py`.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdfium2 import raw as pdfium

POINTS = 72
"""How many of a page's points are an inch."""
HYPHEN = "\x02"
"""What PDFium gives for the hyphen at the end of a line, after which it leaves the line break out."""


@dataclass(frozen=True)
class Word:
    """A run of letters without a blank, and its edges in points from the left and from the top of its page.

    The edges are those of the font's line, with its room for accents and tails, and not of the ink.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(path: Path) -> list[list[Word]]:
    """The words of each page, in the order in which the page draws them."""
    with _pages(path) as pages:
        return [list(_words(page)) for page in pages]


def lines(path: Path) -> list[list[str]]:
    """The lines of each page from its head to its foot, as an eye sees them: cells side by side are one line."""
    return [list(_lines(page)) for page in words(path)]


def copied(path: Path, notes: bool = False) -> list[str]:
    """The text of each page as a reader gets it who selects all and copies, with a line break after each line.

    With `notes` also what its fields and other annotations show, which PDFium counts as text of a printed page alone.
    """
    with _pages(path, with_forms=notes) as pages:
        texts = []
        for number, page in enumerate(pages):
            if notes:
                page.flatten()
                page = page.pdf[number]  # read again, as it now is
            with closing(page.get_textpage()) as text:
                texts.append(text.get_text_bounded().replace("\r\n", "\n").replace(HYPHEN, "-\n"))
        return texts


def pictures(path: Path, dots: int, notes: bool = True) -> list[Image.Image]:
    """Each page in greys, at so many dots an inch; without its fields and other annotations unless `notes`."""
    with _pages(path, with_forms=notes) as pages:
        return [
            page.render(scale=dots / POINTS, grayscale=True, draw_annots=notes, may_draw_forms=notes).to_pil()
            for page in pages
        ]


@dataclass(frozen=True)
class Link:
    """A link, or the part of one that is on a page: what is said of it, and what stands where it can be pressed."""

    said: str
    seen: str


def links(path: Path) -> list[list[Link]]:
    """The links of each page, found by where they lie and by nothing that the file's tags say."""
    with _pages(path) as pages:
        return [list(_links(page)) for page in pages]


def unsaid(path: Path) -> list[Link]:
    """The links of which other words are said than stand there, or whose target is not said after them.

    A link that goes on over a page is two, each of which says the words of both.
    """
    found = [link for page in links(path) for link in page]
    wrong: list[Link] = []
    for said, run in groupby(found, key=lambda link: link.said):
        parts = list(run)
        whole = Link(said, " ".join(part.seen for part in parts))
        wrong += [part for part in parts if not _says(part) and not _says(whole)]
    return wrong


def _says(link: Link) -> bool:
    """A page's number may stand on the page in brackets, or at the end of a line of the contents list; a number to ring
    in the words."""
    page = re.search(r"\bpage (\d+)$", link.said)
    seen = re.sub(rf"\s(?:\(page {page[1]}\)|{page[1]})\s*$", "", link.seen) if page else link.seen
    said, seen = (re.sub(r"[\W_]+", "", words) for words in (link.said, seen))
    if re.search("[\u0590-\u08ff]", seen):  # PDFium gives words that run from the right in the order of their places
        said, seen = ("".join(sorted(words)) for words in (said[: len(seen)], seen))
    return bool(seen) and said.startswith(seen) and bool(page or re.search(r"[@/]|\d{3}", link.said))


def _links(page: pypdfium2.PdfPage) -> Iterator[Link]:
    with closing(page.get_textpage()) as text:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, number)
            if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_LINK:
                seen = " ".join(text.get_text_bounded(*area).strip() for area in _areas(note))
                yield Link(_contents(note), seen.replace(HYPHEN, ""))
            pdfium.FPDFPage_CloseAnnot(note)


def _contents(note: pdfium.FPDF_ANNOTATION) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    held = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(note, b"Contents", held, size)
    return bytes(held).decode("utf-16-le").rstrip("\0")


Area = tuple[float, float, float, float]


def _areas(note: pdfium.FPDF_ANNOTATION) -> Iterator[Area]:
    """Left, bottom, right and top of each line of a link.

    Pieces of a line are one: PDFium would give a letter whose tip reaches into the next piece twice.
    """
    line: Area | None = None
    for left, bottom, right, top in _pieces(note):
        if line is not None and abs(line[1] - bottom) < 1 and abs(line[2] - left) < 1:
            line = (line[0], line[1], right, top)
        else:
            if line is not None:
                yield line
            line = (left, bottom, right, top)
    if line is not None:
        yield line


def _pieces(note: pdfium.FPDF_ANNOTATION) -> Iterator[Area]:
    corners, box = pdfium.FS_QUADPOINTSF(), pdfium.FS_RECTF()
    pieces = pdfium.FPDFAnnot_CountAttachmentPoints(note)
    for piece in range(pieces):
        pdfium.FPDFAnnot_GetAttachmentPoints(note, piece, corners)
        across = (corners.x1, corners.x2, corners.x3, corners.x4)
        down = (corners.y1, corners.y2, corners.y3, corners.y4)
        yield min(across), min(down), max(across), max(down)
    if not pieces:
        pdfium.FPDFAnnot_GetRect(note, box)
        yield box.left, box.bottom, box.right, box.top


@contextmanager
def _pages(path: Path, with_forms: bool = False) -> Iterator[Iterator[pypdfium2.PdfPage]]:
    with closing(pypdfium2.PdfDocument(path)) as file:
        if with_forms:
            file.init_forms()
        yield (page for page in file)


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    height = page.get_height()
    with closing(page.get_textpage()) as text:
        signs = []
        for place in range(text.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(text, place))
            signs += [("-", place), (" ", place)] if sign == HYPHEN else [(sign, place)]
        for blank, run in groupby(signs, key=lambda sign: sign[0].isspace()):
            if blank:
                continue
            run = list(run)
            ends = [text.get_charbox(run[end][1], loose=True) for end in (0, -1)]  # the first letter of Urdu is right
            left, bottom, right, top = zip(*ends, strict=True)
            letters = "".join(sign for sign, _ in run)
            yield Word(letters, min(left), height - max(top), max(right), height - min(bottom))


def _lines(found: list[Word]) -> Iterator[str]:
    """Words are on one line where the middle of the one is within the height of the other."""
    rows: list[list[Word]] = []
    for word in sorted(found, key=lambda word: word.top + word.bottom):
        middle = (word.top + word.bottom) / 2
        if rows and middle < rows[-1][0].bottom and middle > rows[-1][0].top:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        yield " ".join(word.text for word in sorted(row, key=lambda word: word.left))
