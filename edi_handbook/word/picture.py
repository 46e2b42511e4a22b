"""A chart or drawing as Word can show it: a PNG, because older versions of Word draw no SVG."""

from functools import cache

import typst

from edi_handbook import fonts, palette

_ACROSS = 640
"""Points across the page that the picture is set on; drawings are as wide."""

_PAGE = f"""#set page(width: {_ACROSS}pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), width: 100%)
""".encode()


@cache
def png_of_svg(svg: str, width: int = 1280) -> bytes:
    """`svg` as a PNG of `width` pixels across, on white, in the handbook's fonts and the colours of paper.

    Raises `ValueError` where a colour has none for print, or where `svg` is no drawing.
    """
    try:
        return typst.compile(
            _PAGE,
            format="png",
            ppi=72 * width / _ACROSS,
            font_paths=[str(fonts.FOLDER)],
            ignore_system_fonts=True,
            sys_inputs={"svg": palette.in_print(svg)},
        )
    except typst.TypstError as error:
        raise ValueError(f"the drawing cannot be made a picture: {error}") from None
