"""The paper as a Word file: the same pieces as the PDF, in the house style of `word`."""

import datetime
from collections.abc import Sequence

from edi_handbook.report.pieces import Drawing, Grid, Heading, Paragraph, Piece, Points, SmallPrint
from edi_handbook.word.document import Document
from edi_handbook.word.picture import png_of_svg

PIXELS = 1800
"""Across a chart: sharp on paper at the width of a page."""


def set_word(title: str, subtitle: str, author: str, pieces: Sequence[Piece], made: datetime.datetime) -> bytes:
    """The file. The same pieces and day give the same bytes. Raises `WordError`."""
    document = Document(title, subject=subtitle, day=made.date(), author=author)
    document.paragraph(f"{subtitle} · {made.day} {made:%B %Y}", style="lead")
    for piece in pieces:
        match piece:
            case Heading():
                document.heading(piece.words, piece.level)
            case Paragraph():
                document.paragraph(piece.words, style="lead" if piece.lead else "body")
            case Points():
                document.bullets(piece.items)
            case SmallPrint():
                document.paragraph(piece.words, style="small")
            case Drawing():
                document.picture(png_of_svg(piece.svg, PIXELS), piece.alt, caption=piece.caption, above=True)
            case Grid():
                document.table(piece.caption, piece.columns, piece.rows, widths=piece.widths or None)
    return document.bytes()
