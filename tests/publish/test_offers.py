"""Each page offers the PDFs that hold it: which, with what words, and not before they are made."""

import json

import pytest
from sphinx.testing.util import SphinxTestApp

from edi_handbook.publish.web import offers

PAGES = {
    "conf.py": "",
    "index.md": "# Start\n\n```{toctree}\n:caption: Learn\nlearn/one\n```\n\n"
    "```{toctree}\n:caption: About\nabout\n```\n",
    "learn/one.md": "# One\n\nText.\n",
    "about.md": "# About\n\nText.\n",
}
EDITIONS = [
    {"file": "part.pdf", "title": "A part & its title", "pages": ["Learn"], "used_only": ["about"]},
    {"file": "whole.pdf", "title": "All of it"},
]


@pytest.fixture
def build(builds, tmp_path):
    """A function that builds the small book with a builder, and gives the folder of the web pages."""
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    apps = []

    def run(builder: str):
        settings = {
            "extensions": ["myst_parser", "edi_handbook.word", "edi_handbook.publish.web.offers"],
            "typst_editions": EDITIONS,
            "word_files": [{"file": "part.docx", "edition": "part.pdf"}],
            "author": "Nobody",
        }
        app = SphinxTestApp(builder, srcdir=tmp_path, confoverrides=settings)
        apps.append(app)
        app.build()
        return tmp_path / "_build" / "html"

    yield run
    for app in apps:
        app.cleanup()


def offer(pages, name: str) -> str:
    text = (pages / name).read_text(encoding="utf-8")
    return text.partition("<!--pdf ")[2].partition("-->")[2].partition("<!--/pdf-->")[0]


@pytest.mark.parametrize("order", [("html", "typstpdf"), ("typstpdf", "html")])
def test_pages_offer_the_editions_that_hold_them_in_whichever_order_they_are_made(build, order):
    for builder in order:
        pages = build(builder)
    one = offer(pages, "learn/one.html")
    assert one.startswith('<p class="print-editions">As a PDF: <a href="../pdf/part.pdf">A part &amp; its title</a> (')
    assert "whole.pdf" not in one
    assert 'href="pdf/whole.pdf">All of it</a>' in offer(pages, "about.html")  # the part holds only a piece of it
    assert "part.pdf" in offer(pages, "index.html") and "whole.pdf" in offer(pages, "index.html")
    assert {file.name for file in (pages / "pdf").iterdir()} == {"part.pdf", "whole.pdf"}


@pytest.mark.parametrize("order", [("html", "typstpdf", "word"), ("word", "typstpdf", "html")])
def test_a_page_offers_its_edition_as_a_word_file_too(build, order):
    for builder in order:
        pages = build(builder)
    one = offer(pages, "learn/one.html")
    assert '. As a Word file: <a href="../word/part.docx">A part &amp; its title, to edit</a> (' in one
    assert "Word" not in offer(pages, "about.html")
    assert (pages / "word" / "part.docx").read_bytes() == (pages.parent / "word" / "part.docx").read_bytes()


def test_without_pdfs_nothing_is_offered(build):
    pages = build("html")
    assert offer(pages, "learn/one.html") == ""
    assert not (pages / "pdf").exists()


def test_an_offer_says_pages_and_size_and_follows_the_file(tmp_path):
    pages, shelf = tmp_path / "html", tmp_path / "typstpdf"
    pages.mkdir(), shelf.mkdir()
    (pages / "a.html").write_text("<!--pdf one.pdf--><!--/pdf-->", encoding="utf-8")
    (shelf / "one.pdf").write_bytes(b"x")
    for count, size, said in ((1, 1_234_567, "(1 page, 1.2 MB)"), (45, 99_400, "(45 pages, 99 KB)")):
        notes = [{"file": "one.pdf", "pages": count, "bytes": size}]
        (shelf / "timings.json").write_text(json.dumps(notes), encoding="utf-8")
        offers.fill(pages, shelf, {"one.pdf": "One"})
        text = (pages / "a.html").read_text(encoding="utf-8")
        assert said in text and text.count("As a PDF") == 1
