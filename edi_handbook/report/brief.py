"""Sets a short paper (a title, paragraphs, charts, tables) as a PDF/UA-1 file, with the look of the book.

It knows nothing of what the paper is about: `Piece`s in, bytes out.
"""

import datetime
import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path

from edi_handbook import fonts, palette, typstpdf, whole
from edi_handbook.report.pieces import Drawing, Grid, Heading, Paragraph, Piece, Points, SmallPrint
from edi_handbook.typstpdf.code import Code, call, content, prose, string
from edi_handbook.typstpdf.compile import Refused, asked, compile_pdf
from edi_handbook.typstpdf.finish import finish
from edi_handbook.typstpdf.grid import RowHeads

LOOKS = (Path(typstpdf.__file__).with_name("template.typ"), Path(__file__).with_name("brief.typ"))

PICTURE_WIDTHS = ("14.4cm", "15.4cm", "13.4cm", "16.4cm", "12.4cm")
"""Of all charts of a paper: the first with which its last page is at least half full, else the last."""
HALF = 0.5

MOST_ROWS_WHOLE = {True: 4, False: 14}
"""Of a table of sentences (which says how wide its columns are) and of one of numbers: a longer one may go on over a
page, because kept whole it would leave half of one empty."""


class BriefError(Exception):
    """The paper cannot be set; one sentence says why."""


def set_brief(
    title: str, subtitle: str, author: str, pieces: Sequence[Piece], made: datetime.datetime
) -> tuple[bytes, int]:
    """The PDF and its count of pages. The same pieces and date give the same bytes. Raises `BriefError`."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        for look in LOOKS:
            whole.copy(look, workshop)
        colours = ", ".join(f'"{role}": rgb("{colour}")' for role, colour in palette.LIGHT.items())
        whole.write_text(workshop / "palette.typ", f"#let palette = ({colours})\n")
        body, heads, numbers = [], [], {"drawing": 0, "grid": 0}
        for piece, following in itertools.pairwise([*pieces, None]):
            body.append(_piece(piece, workshop, heads, numbers, has_note=isinstance(following, SmallPrint)))
        date = f"{made.day} {made:%B %Y}"
        main = workshop / "main.typ"
        try:
            for width in PICTURE_WIDTHS:
                look = {"title": title, "subtitle": subtitle, "author": author, "date": date, "picture": Code(width)}
                show = call("brief.with", **look, text_font=list(fonts.TEXT))
                body_of = f"#{content(body)}\n#paper-end\n"
                whole.write_text(main, f'#import "brief.typ": *\n#show: {show}\n{body_of}')
                end = asked(main, [fonts.FOLDER], "paper-end")
                if end["page"] == 1 or end["down"] >= HALF:
                    break
            pdf, complaints = compile_pdf(main, [fonts.FOLDER], made)
        except Refused as refused:
            raise BriefError(f"The paper cannot be set: {refused.complaints[0].message}.") from None
        if complaints:
            raise BriefError(f"The paper cannot be set well: {complaints[0].message}.")
        return finish(pdf, heads, fields=[], font=fonts.FORM)


def _piece(piece: Piece, workshop: Path, heads: list[RowHeads], numbers: dict, has_note: bool) -> str:
    """The Typst code of a piece; a table that `has_note` stays on the page of it."""
    match piece:
        case Heading():
            return call("brief-heading", prose(piece.words), level=piece.level + 1)
        case Paragraph():
            return call("brief-lead" if piece.lead else "par", prose(piece.words))
        case Points():
            return call("list", *(Code(prose(item)) for item in piece.items))
        case SmallPrint():
            return call("small-print", prose(piece.words))
        case Drawing():
            numbers["drawing"] += 1
            name = f"drawing-{numbers['drawing']}.svg"
            if "var(" in piece.svg:
                raise BriefError(f"Drawing {numbers['drawing']} names a colour by var(), which print does not know.")
            whole.write_text(workshop / name, piece.svg)
            picture = call("brief-picture", call("image", name, alt=piece.alt))
            return call(
                "figure-block", picture, number=f"Fig. {numbers['drawing']}", caption=prose(piece.caption), titled=True
            )
        case Grid():
            numbers["grid"] += 1
            heads.append([[], *([(row, 0)] for row in range(1, len(piece.rows) + 1))])
            head = [_cell(words, is_number) for words, is_number in zip(piece.columns, piece.numeric, strict=True)]
            body = [
                call("row-head", prose(cell)) if place == 0 else _cell(cell, piece.numeric[place])
                for row in piece.rows
                for place, cell in enumerate(row)
            ]
            widths = [f"{width}fr" for width in piece.widths] or ["auto"] * len(piece.columns)
            columns = Code("(" + ", ".join(widths) + ",)")
            return call(
                "data-table",
                columns,
                head,
                body,
                number=f"Table {numbers['grid']}",
                caption=prose(piece.caption),
                sticky=has_note,
                whole=len(piece.rows) <= MOST_ROWS_WHOLE[bool(piece.widths)],
            )


def _cell(words: str, is_number: bool) -> Code:
    return call("align", Code("right"), prose(words)) if is_number else Code(string(words))
