"""A Sphinx builder that sets PDF/UA-1 files with Typst: `sphinx-build -b typstpdf`.

Configuration:
- `typst_editions`: the PDFs, a list; see `editions.Edition`;
- `typst_palette`: colour roles to `#rrggbb`, written to `palette.typ`;
- `typst_fonts`: the families of `text` and `code`; `typst_font_paths`: folders that hold them;
- `typst_form_font`: the TrueType file that answers are typed in;
- `typst_version`: the version in the imprint, where the configuration has no `release`;
- `typst_imprint`: further lines of the imprint, name to text;
- `typst_drawings`: the folder of drawings; `part-<caption>.svg` in it opens the part of that caption;
- `typst_cover`: the name of the drawing on covers.

`house.py` gives the others this handbook's values: with `whole.py`, which knows
nothing of it, that is all that ties the builder to this repository.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the processes that set files must not wait a second for Sphinx: see `press.room`
    from sphinx.application import Sphinx


def setup(app: "Sphinx") -> dict[str, object]:
    from edi_handbook.typstpdf import formula, house, languages
    from edi_handbook.typstpdf.builder import TypstPdfBuilder

    app.add_builder(TypstPdfBuilder)
    app.add_config_value("typst_editions", house.EDITIONS, "", types=(list,))
    app.add_config_value("typst_palette", house.PALETTE, "", types=(dict,))
    app.add_config_value("typst_fonts", house.FONTS, "", types=(dict,))
    app.add_config_value("typst_font_paths", house.FONT_PATHS, "", types=(list,))
    app.add_config_value("typst_form_font", house.FORM_FONT, "", types=(str,))
    app.add_config_value("typst_version", house.VERSION, "", types=(str,))
    app.add_config_value("typst_imprint", {}, "", types=(dict,))
    app.add_config_value("typst_drawings", "drawings", "", types=(str,))
    app.add_config_value("typst_cover", "", "", types=(str,))
    languages.teach_quotes()
    app.add_directive("math", formula.MathWithAlt, override=True)
    app.connect("config-inited", house.rank_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
