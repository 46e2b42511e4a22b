"""What a PDF shows, page by page: its words, where they stand, a picture. Read by PDFium, the viewer of Chromium.

What the tags say, which is what is read out, is in `edi_handbook/pdfcheck/reading.py`.
"""

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
