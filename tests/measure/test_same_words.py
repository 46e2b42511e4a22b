"""Two builds that say the same are told from two that do not."""

import json

import pytest

from edi_handbook.measure import words

PAGE = "<html><body><nav>Menu</nav><article><h1>{}</h1>\n<p>One  and\ntwo.</p></article></body></html>"


@pytest.fixture
def sites(tmp_path):
    for name in ("one", "other"):
        folder = tmp_path / name / "html" / "book"
        folder.mkdir(parents=True)
        for page in ("a", "b"):
            (folder / f"{page}.html").write_text(PAGE.format(page.upper()))
    return tmp_path / "one" / "html", tmp_path / "other" / "html"


def test_the_same_words_are_the_same(sites, capsys):
    again = PAGE.format("A").replace("Menu", "Another").replace("\n", " ")
    offer = '<p class="print-editions">As a PDF: it (1.2 MB).</p></article>'
    (sites[1] / "book" / "a.html").write_text(again.replace("</article>", offer))
    (sites[0] / "index.html").write_text('<html><meta http-equiv="refresh" content="0; url=book/a.html"></html>')
    assert words.main(*sites) == 0
    assert capsys.readouterr().out.startswith("3 and 2 pages; 0 differ.")


def test_a_page_that_differs_is_named_with_the_words(sites, capsys):
    (sites[1] / "book" / "b.html").write_text(PAGE.format("B").replace("two", "three"))
    assert words.main(*sites) == 1
    assert "book/b.html: after “B One and”: “two.” or “three.”" in capsys.readouterr().out


def test_a_page_that_is_missing_is_named(sites, capsys):
    (sites[1] / "book" / "b.html").unlink()
    assert words.main(*sites) == 1
    assert "book/b.html: only in the first" in capsys.readouterr().out


def test_a_pdf_of_another_length_is_named(sites, capsys):
    for site, count in zip(sites, (3, 4), strict=True):
        (site.parent / "typstpdf").mkdir()
        (site.parent / "typstpdf" / "timings.json").write_text(json.dumps([{"file": "x.pdf", "pages": count}]))
    assert words.main(*sites) == 1
    assert "x.pdf: 3 or 4 pages" in capsys.readouterr().out


def test_nothing_built_is_not_the_same(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    assert words.main(tmp_path / "one", tmp_path / "other") == 1
