"""What authors may hand in: each is set so that nothing is lost, or stops the build with one clear message."""

import re

import pikepdf
import pytest
from sphinx.errors import SphinxError

from edi_handbook.pdfcheck.reading import walk
from tests import pdf_pages

PAPER = (595.3, 841.9)  # A4, in points
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0 L400 3000" stroke="black"/></svg>'
REFLECTION = """
title: A long one
reviewed: 2026-11-23
purpose: To try.
minutes: 5
items:
{items}
  - {{id: my-plan, kind: plan, prompt: Make a plan}}
facilitator:
  purpose: To try.
  minutes: 5
  run: [Run it., Stop it.]
  risks: [None.]
  debrief: ["What now?", "What next?"]
"""


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def edges(made) -> list[tuple[float, float]]:
    """Where each word ends: from the left, and from the top of its page, in points."""
    return [(word.right, word.bottom) for page in pdf_pages.words(made.pdf) for word in page]


def assert_on_paper(made) -> None:
    """All words are inside the margins: 25 mm at the sides, 12 mm below the page number."""
    found = edges(made)
    assert found and [(x, y) for x, y in found if x > PAPER[0] - 70 or y > PAPER[1] - 35] == []


def figures(made) -> list[tuple[float, float]]:
    """Width and height of each picture, as its tag says."""
    with pikepdf.open(made.pdf) as file:
        boxes = []
        for element in walk(file.Root.StructTreeRoot):
            if element.S == "/Figure":
                held = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
                boxes.append(next([float(edge) for edge in a.BBox] for a in held if "/BBox" in a))
    assert all(x0 >= 0 and y0 >= 0 and x1 <= PAPER[0] and y1 <= PAPER[1] for x0, y0, x1, y1 in boxes)
    return [(x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes]


@pytest.mark.parametrize("forms", ["ruled", "fillable"])
def test_a_reflection_longer_than_a_page_goes_on(typeset, forms):
    items = "\n".join(
        f'  - {{id: i{n}, kind: text, lines: {5 + n}, hint: A hint., prompt: "Question {n}?"}}' for n in range(8)
    )
    choices = ", ".join(f"c{n}: Choice {n}" for n in range(12))
    items += f'\n  - {{id: which, kind: agreement, prompt: "Which?", statements: {{{choices}}}}}'
    made = typeset(
        {"index.md": "# T\n\n```{reflection} long\n```", "long.yml": REFLECTION.format(items=items)},
        extensions=[
            "myst_nb",
            "sphinxcontrib.bibtex",
            "edi_handbook.typstpdf",
            "edi_handbook.publish.markup.reflections",
        ],
        nb_execution_mode="off",
        edi_reflections=".",
        typst_editions=[{"file": "book.pdf", "title": "T", "forms": forms}],
    )
    assert made.warnings == ""
    assert_on_paper(made)
    assert all(f"Question {n}?" in made.words for n in range(8))
    assert all(f"Choice {n}" in made.words for n in range(12))
    if forms == "fillable":
        with pikepdf.open(made.pdf) as file:
            assert len(file.pages) > 5
            # a question and its hint stay with the room to answer
            for page, shown in zip(file.pages, pdf_pages.copied(made.pdf), strict=True):
                fields = sum(str(note.get("/T", note.get("/Parent", {}).get("/T"))).endswith("/text")
                             for note in page.get("/Annots", []))  # fmt: skip
                assert (shown.count("Question"), shown.count("A hint.")) == (fields, fields)
            places = [n.Rect for page in file.pages for n in page.get("/Annots", []) if n.get("/Subtype") == "/Widget"]
            assert len(places) > 8
            assert all(float(low) > 60 and float(high) < PAPER[1] - 60 for _, low, _, high in places)


def test_a_table_wider_than_the_paper_is_refused(typeset):
    row = "| " + " | ".join(f"Organisation {n}" for n in range(24)) + " |\n"
    made = typeset("# T\n\nText.\n\n" + row + "|---" * 24 + "|\n" + row)
    assert (
        "index.md:5: WARNING: this table is wider than the paper: 24 columns leave room for 3 letters" in made.warnings
    )


@pytest.mark.parametrize("columns", [8, 12])
def test_a_wide_table_that_fits_is_set(typeset, columns):
    row = "| " + " | ".join(f"Staff {n}" for n in range(columns)) + " |\n"
    made = typeset("# T\n\n" + row + "|---" * columns + "|\n" + row)
    assert made.warnings == ""
    assert_on_paper(made)


PLACES = {
    "paragraph": "Before {} after.",
    "heading": "## {}\n\nText.",
    "list": "- {}",
    "cell": "| a | b | c |\n|---|---|---|\n| {0} | {0} | {0} |",
    "card": "::::{{grid}} 3\n:::{{grid-item-card}} {0}\n{0}\n:::\n" + ":::{{grid-item-card}} b\n:::\n" * 2 + "::::",
    "code": "`{0}{0}`",
    "listing": "```\n{0}{0}\n```",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_word_of_eighty_letters_stays_on_the_paper(typeset, place):
    assert len(LONG) == 80
    made = typeset("# T\n\n" + PLACES[place].format(LONG))
    assert made.warnings == ""
    assert_on_paper(made)
    assert squeezed(LONG) in squeezed(made.words)


@pytest.mark.parametrize(("place", "line"), [("# {}", 1), ("# T\n\n- {}", 3), ("# T\n\n| a |\n|---|\n| {} |", 3)])
def test_an_emoji_is_refused_with_its_place(typeset, place, line):
    with pytest.raises(SphinxError) as caught:
        typeset(place.format("Well done 🎉"))
    assert f"index.md:{line}: no font has the sign 🎉 (PARTY POPPER) (write it in words" in str(caught.value)


def test_a_letter_that_no_font_has_is_refused_with_its_place(typeset):
    with pytest.raises(SphinxError) as caught:
        typeset("# T\n\nText.\n\nThe sign 漢 stands here.")
    assert "index.md:5: no font has the sign 漢 (CJK UNIFIED IDEOGRAPH-6F22)" in str(caught.value)


@pytest.mark.parametrize("size", ['viewBox="0 0 400 3000"', ""])
def test_a_drawing_without_a_size_is_set_inside_the_margins(typeset, size):
    made = typeset({"index.md": "# T\n\n![A line](line.svg)", "line.svg": SVG.format(size)})
    assert made.warnings == ""
    ((wide, high),) = figures(made)
    assert 20 < wide < 440 and 20 < high < 640


def test_a_figure_taller_than_the_page_is_made_smaller_with_its_caption(typeset):
    page = "# T\n\n```{figure} line.svg\n:alt: A line\n\n" + "A caption of some length. " * 12 + "\n```"
    made = typeset({"index.md": page, "line.svg": SVG.format('width="400" height="3000"')})
    assert made.warnings == ""
    ((wide, high),) = figures(made)
    assert wide / high == pytest.approx(400 / 3000, rel=0.02)
    assert made.words.count("A caption of some length.") == 12
    assert_on_paper(made)
