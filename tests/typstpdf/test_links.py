"""A screen reader says of a link its own words, then where it leads; read back by where the link lies on the page."""

import shutil

import pikepdf
import pytest

from edi_handbook.pdfcheck import structure, verapdf
from edi_handbook.typstpdf.links import LinksDiffer, Targets, name_links
from edi_handbook.typstpdf.tags import kids, walk
from tests import pdf_pages

LONG = "the words of a link that goes on and on and on, " * 3 + "until it is broken over lines"
PAGES = {
    "index.md": "# Book\n\n```{toctree}\none\ntwo\n```\n",
    "one.md": f"""# Why now

See {{doc}}`two`, [{LONG}](two.md), [here](#below), [a *whole* site](https://example.org/a?b=(c)),
<https://example.org/somewhere/a-very-long-name-that-has-to-be-broken/over-the-end-of-a-line/because-it-is-long.html>
and [a letter](mailto:nobody@example.org), [a call](tel:116123),
[call 116 123](tel:116123), [a text](sms:85258?body=SHOUT).
A work {{cite:p}}`cleveland1985`.
In another language: [مساوات ڈاکٹر](two.md){{.language-ur}}.

(below)=
## 7

Text with [Table 3](#below).

```{{bibliography}}
```
""",
    "two.md": "# Table 4\n\n" + "Words that fill a page. " * 2000 + f"[{LONG}](one.md)",
}


@pytest.fixture
def made(typeset):
    return typeset(PAGES, myst_url_schemes=["http", "https", "mailto", "tel", "sms"])


def said(path) -> list[str]:
    return [link.said for page in pdf_pages.links(path) for link in page]


def test_a_link_says_its_words_and_where_it_leads(made):
    found = said(made.pdf)
    page = {words: next(s for s in found if s.startswith(words)).rpartition(" ")[2] for words in ("Why now", "Table 4")}
    listed = [("Book", "4"), ("Why now", page["Why now"]), ("7", page["Why now"]), ("Table 4", page["Table 4"])]
    assert found[: len(listed)] == [f"{words}, page {number}" for words, number in listed]
    for words, target in {
        "here": f"page {page['Why now']}",
        "Table 3": f"page {page['Why now']}",
        "a whole site": "https://example.org/a?b=(c)",
        "a letter": "nobody@example.org",
        "a call": "116123",
        "a text": "85258",
        "مساوات ڈاکٹر": f"page {page['Table 4']}",
        " ".join(LONG.split()): f"page {page['Table 4']}",
    }.items():
        assert f"{words}, {target}" in found, found
    assert "call 116 123" in found
    assert [s for s in found if "somewhere" in s] == [
        "https://example.org/somewhere/a-very-long-name-that-has-to-be-broken/over-the-end-of-a-line/because-it-is-long.html"
    ]


def test_no_link_says_other_words_than_stand_there(made):
    assert pdf_pages.unsaid(made.pdf) == []
    assert verapdf.check(made.pdf).failures == ()
    look = structure.look(made.pdf)
    assert (look.findings, look.links_with_words) == ([], look.links)
    assert look.links == len(said(made.pdf)) > 10


def test_every_part_of_a_link_that_goes_on_over_a_page_says_all_of_it(typeset):
    words = f"{LONG}, " * 40  # more than a page has room for
    broken = typeset(f"# T\n\n[{words}](https://example.org/)\n")
    pages = [{link.said for link in page} for page in pdf_pages.links(broken.pdf)][3:]
    assert pages == [{f"{' '.join(words.split())}, https://example.org/"}] * 2
    assert pdf_pages.unsaid(broken.pdf) == []


def test_a_picture_is_said_by_its_alt_text_and_a_link_without_words_is_refused(made):
    with pikepdf.open(made.pdf) as file:
        link = [element for element in walk(file.Root.StructTreeRoot) if element.S == "/Link"][-1]
        [place] = [kid for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
        link.K = pikepdf.Array([place, pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt="A black bar")])
        name_links(file)
        assert str(place.Obj.Contents).startswith("A black bar, page ")
        link.K = pikepdf.Array([place])
        with pytest.raises(LinksDiffer, match=r"a link to page \d has no words"):
            name_links(file)


def test_a_link_that_leads_nowhere_is_refused(made):
    with pikepdf.open(made.pdf) as file:
        nowhere = pikepdf.Dictionary(Dest=pikepdf.String("nowhere"), Contents="the words")
        with pytest.raises(LinksDiffer, match="leads to no page of the file: the words"):
            Targets(file).of(nowhere)


def test_the_check_counts_the_links_that_do_not_say_their_words(made, tmp_path):
    spoilt = shutil.copy(made.pdf, tmp_path / "spoilt.pdf")
    with pikepdf.open(spoilt, allow_overwriting_input=True) as file:
        note = next(note for page in file.pages for note in page.get("/Annots", []) if "here," in str(note.Contents))
        note.Contents = pikepdf.String("section, page 7")
        file.save(spoilt)
    look = structure.look(spoilt)
    assert look.links - look.links_with_words == 1
    [finding] = look.findings
    assert finding.rule == "links" and "'section, page 7'" in finding.wrong and "'here'" in finding.wrong
    assert [link.said for link in pdf_pages.unsaid(spoilt)] == ["section, page 7"]
