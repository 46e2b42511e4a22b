"""The paths of a reader in print: minutes, and the pages in order; where to go next is of the web alone."""

from edi_handbook.pdfcheck.structure import findings

EXTENSIONS = ["myst_parser", "sphinxcontrib.bibtex", "edi_handbook.publish.markup.paths", "edi_handbook.typstpdf"]
PATHS = "paths:\n  - {for: leads, minutes: 10, pages: [two]}\nnext: {two: [index]}\n"


def test_paths_are_set_and_nothing_is_added_to_a_page(typeset):
    toctree = "```{toctree}\ntwo\n```\n"
    start = f"# Start\n\n```{{paths}} leads\n```\n\n{toctree}"
    made = typeset(
        {"index.md": start, "two.md": "# Two\n\nText.\n", "paths.yml": PATHS},
        extensions=EXTENSIONS,
        edi_paths="paths.yml",
    )
    assert made.warnings == ""
    assert findings(made.pdf) == []
    assert "10 minutes" in made.words
    assert "Where next" not in made.words
