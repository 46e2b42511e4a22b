"""Words of the screen are found in print, with where; each face of a page has the words that are true of it."""

import re

import pytest
from docutils import nodes

from edi_handbook.typstpdf.screen_words import paper_words, screen_words
from tests import pdf_pages


@pytest.mark.parametrize(
    "words",
    [
        'Nothing is kept unless you tick "Keep my answers".',
        "Turn on “Show notes”.",
        "It stands at the top of a page.",
        "You find it at the end of each page.",
        "Without script, the forms can be printed.",
        "Choose a file and press “Read it”.",
        "Click here.",
        "Answers go when you reload.",
        "The sums are done in your browser.",
        "What you write stays on this device.",
        "You can download it as text.",
    ],
)
def test_words_of_the_screen_are_found(words):
    assert screen_words(nodes.paragraph("", words))
    assert not screen_words(nodes.paragraph("", f"On the web page, {words[0].lower()}{words[1:]}"))


@pytest.mark.parametrize(
    "words",
    [
        "A screen-and-click course gives awareness.",
        "They were pressed to answer, and the press wrote of it.",
        "Colleagues turn on each other.",
        "Nobody may press them.",
        "Tick as many as fit. Keep the sheet.",
        "No patients' details on your own devices.",
    ],
)
def test_words_that_are_true_of_paper_are_left_alone(words):
    assert screen_words(nodes.paragraph("", words)) == []


PAGE = """# A page

Words.

## About the web pages

- Reload it.

## About paper

Line.

- Reload it.

{.only-web}
Press "Keep".

{.only-paper}
This page keeps all.

{.only-ruled}
Write on it.

{.only-fillable}
Save it.

    Code: click()
"""
EXTENSIONS = [
    "myst_parser",
    "sphinxcontrib.bibtex",
    "edi_handbook.typstpdf",
    "edi_handbook.publish.markup.twins",
]
EDITIONS = [
    {"file": "book.pdf", "title": "To write on"},
    {"file": "fill.pdf", "title": "To fill in", "forms": "fillable"},
]


@pytest.fixture
def made(typeset):
    return typeset(PAGE, extensions=EXTENSIONS, typst_editions=EDITIONS)


def test_a_build_says_where_they_stand_once_for_all_editions(made):
    [warning] = re.sub(r"\x1b\[[\d;]*m", "", made.warnings).split("\n")[:-1]
    assert warning == (
        f"{made.folder.parents[1]}/index.md:13: WARNING: paper has no 'Reload': say what is true of paper, "
        "or that this is on the web pages (docs/typst-builder.md)"
    )


def test_each_edition_says_what_is_true_of_it(made):
    [ruled, fillable] = [" ".join(pdf_pages.copied(made.folder / name)) for name in ("book.pdf", "fill.pdf")]
    assert "Write on it." in ruled and "Save it." not in ruled
    assert "Save it." in fillable and "Write on it." not in fillable
    for words in (ruled, fillable):
        assert "This chapter keeps all." in words and "Press" not in words


def test_a_page_of_the_web_is_called_what_it_is_on_paper():
    assert paper_words("On this page and beside this page: these pages.", "chapter") == (
        "In this chapter and beside this chapter: these pages."
    )
    assert paper_words("no figure on this page", "section") == "no figure in this section"
