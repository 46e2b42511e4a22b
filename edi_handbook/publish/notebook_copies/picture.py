"""A drawing as a notebook can hold it: a PNG, because JupyterLab shows no SVG that is attached to a cell."""

from functools import cache

import typst

from edi_handbook import fonts, palette

_PAGE = b"""#set page(width: 640pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), width: 100%)
"""


@cache
def png(svg: str) -> bytes:
    """`svg` as a PNG of 1,280 px across, on white: in a dark JupyterLab its lines would vanish.

    Raises `ValueError` where a colour has none for print.
    """
    return typst.compile(
        _PAGE,
        format="png",
        ppi=144,
        font_paths=[str(fonts.FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"svg": palette.in_print(svg)},
    )
