"""An evidence card in print: its judgements are a list, its grade a mark, its body below."""

from edi_handbook.pdfcheck.structure import findings

CARD = """# T

:::{evidence}
:strength: D for most; none for the rest
:effect: no study read
:cost: low; a minute
:confidence: low

Nobody has looked.
:::
"""


def test_a_card_says_on_paper_what_it_says_on_the_page(typeset):
    extensions = [
        "myst_parser",
        "sphinxcontrib.bibtex",
        "edi_handbook.publish.markup.evidence",
        "edi_handbook.typstpdf",
    ]
    made = typeset(CARD, extensions=extensions)
    assert made.warnings == ""
    assert findings(made.pdf) == []
    assert made.texts("Lbl") == ["Strength", "Effect", "Cost", "Confidence"]
    assert made.texts("LBody") == [
        "Evidence: D for most; none for the rest",
        "No study read.",
        "Low; a minute.",
        "Low.",
    ]
    assert "Nobody has looked." in made.texts("P")
