"""The head of a page names the book on the left and, on the right, the chapter that the page begins with."""

from tests import pdf_pages

CHAPTERS = {
    "index.md": "# Start\n\n```{toctree}\none\ntwo\n```\n",
    "one.md": "# One\n\n" + "A paragraph of one.\n\n" * 117,
    "two.md": "# Two\n\n" + "A paragraph of two.\n\n" * 120,
}


def test_a_page_names_the_chapter_that_it_begins_with_and_none_where_one_opens_at_its_head(typeset):
    made = typeset(CHAPTERS).pdf
    pages = pdf_pages.lines(made)[3:9]
    assert [page[0] for page in pages] == ["Start", "One", "A small book", "One", "A small book", "Two"]
    assert "Two" in pages[3]  # the next chapter opens on that page, further down
