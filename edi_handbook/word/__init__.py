"""The Word face of the book: files in the house style that a board's secretary can edit, and what is asked of each.

`document.py` and `check.py` know nothing of the book; the Sphinx builder `word` beside them, in `builder/`, sets pages.

Configuration:
- `word_files`: the files, a list; see `builder/files.py`.

What an edition is, `typst_editions`, and what its imprint says, `typst_imprint` and `typst_version`, the builder takes
from print.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a report in Word must not wait a second for Sphinx
    from sphinx.application import Sphinx


def setup(app: "Sphinx") -> dict[str, object]:
    from edi_handbook.word.builder import WordBuilder, rank_outputs

    app.setup_extension("edi_handbook.typstpdf")
    app.add_builder(WordBuilder)
    app.add_config_value("word_files", [], "", types=(list,))
    app.connect("config-inited", rank_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
