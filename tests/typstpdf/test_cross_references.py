"""References, citations, numbers and editions: what links where, and what is said when the target is not there."""

import pikepdf
import pytest
from sphinx.errors import ConfigError

# Enough to fill half a page: after less, the next chapter opens on the same page.
LINES = "\n\nLine." * 26
PARTS = {
    "index.md": """# Front

```{toctree}
:caption: One

a
b
```

```{toctree}
:caption: Two
:numbered:

c
```
""",
    "a.md": "# A\n\nSee {doc}`b`, {ref}`deep`, [here](#here-too) and {term}`gap`.\n\n## Here too" + LINES,
    "b.md": "# B\n\n(deep)=\n## Deep" + LINES,
    "c.md": "# C\n\n## Sub\n\n```{glossary}\ngap\n  A difference.\n```",
}


def edition(**keys) -> list[dict]:
    return [{"file": "book.pdf", "title": "T"} | keys]


def test_parts_chapters_and_sections_nest(typeset):
    made = typeset(PARTS, myst_heading_anchors=2)
    assert made.warnings == ""
    headings = [(tag, text) for tag, text in made.elements() if tag in ("H1", "H2", "H3")]
    said = [(tag, text.replace("\u2003", " ").replace("  ", " ")) for tag, text in headings]
    assert said == [
        ("H1", "Front"), ("H1", "ONE"), ("H2", "A"), ("H3", "Here too"), ("H2", "B"), ("H3", "Deep"),
        ("H1", "TWO"), ("H2", "1 C"), ("H3", "1.1 Sub"),
    ]  # fmt: skip


def test_a_reference_gives_the_page_only_where_it_is_another(typeset):
    words = typeset(PARTS, myst_heading_anchors=2).words
    assert "See B (page\u00a06), Deep (page\u00a06), here and gap." in words  # a term has no page: its list is in order


def test_a_chapter_opens_where_the_page_before_is_nearly_empty(typeset):
    made = typeset(PARTS | {"a.md": "# A\n\nSee {doc}`b`."})
    assert "See B." in made.words  # no page number: it is this page


def test_links_go_to_the_page_they_name(typeset):
    made = typeset(PARTS, myst_heading_anchors=2)
    with pikepdf.open(made.pdf) as file:
        objects = [page.objgen for page in file.pages]
        notes = [n for page in file.pages[3:] for n in page.get("/Annots", [])]
        named = pikepdf.NameTree(file.Root.Names.Dests)
        targets = []
        for note in notes:
            place = note.get("/Dest", note.get("/A", {}).get("/D"))
            place = named[str(place)] if isinstance(place, pikepdf.String) else place
            place = place.D if isinstance(place, pikepdf.Dictionary) else place
            targets.append(objects.index(place[0].objgen) + 1)
    assert targets[:4] == [6, 6, 5, 7]


def test_an_edition_holds_the_pages_that_it_names(typeset):
    made = typeset(PARTS, myst_heading_anchors=2, typst_editions=edition(pages=["b"]))
    assert made.texts("H1") == ["B"]
    made = typeset(PARTS, myst_heading_anchors=2, typst_editions=edition(pages=["One"]))
    assert made.texts("H1") == ["A", "B"]  # one part only: its chapters stand at the top
    assert "A difference." not in made.words
    assert "and gap" in made.words  # the words of a reference stay where its target is left out


def test_a_reference_out_of_the_edition_leads_to_the_web(typeset):
    made = typeset(
        PARTS, myst_heading_anchors=2, typst_editions=edition(pages=["One"]), html_baseurl="https://example.org/book/"
    )
    assert 'weblink("https://example.org/book/c.html#term-gap"' in made.code


@pytest.mark.parametrize(
    ("editions", "said"),
    [
        ([{"file": "Book.PDF", "title": "T"}], "typst_editions, entry 1 (Book.PDF): file: String should match"),
        ([{"file": "a.pdf"}], "typst_editions, entry 1 (a.pdf): title: Field required"),
        ([{"file": "a.pdf", "title": "T", "colour": 1}], "colour: Extra inputs are not permitted; the keys are file"),
        ([{"file": "a.pdf", "title": "T"}, {"file": "a.pdf", "title": "U"}], "a.pdf is listed twice"),
        (
            [{"file": "a.pdf", "title": "T", "pages": ["nowhere"]}],
            'no part or page is called nowhere; the parts are "One"',
        ),
    ],
)
def test_a_wrong_edition_is_said_plainly(typeset, editions, said):
    with pytest.raises(ConfigError) as caught:
        typeset(PARTS, myst_heading_anchors=2, typst_editions=editions)
    assert said in str(caught.value)


def test_figure_and_table_numbers_are_those_of_the_web(typeset):
    pages = {
        "index.md": "# F\n\n```{toctree}\n:numbered:\n\na\nb\n```",
        "a.md": "# A\n\n```{figure} shape.svg\n:alt: A bar\n:name: f1\n\nCap\n```\n" + LINES,
        "b.md": "# B\n\n{numref}`f1` {numref}`t1`\n\n"
        "```{list-table} Cap\n:name: t1\n:header-rows: 1\n\n* - h\n* - d\n```",
    }
    made = typeset(pages)
    assert made.warnings == ""
    assert made.texts("Caption")[0].startswith("Fig. 1.1")
    assert any(t.startswith("Table 2.1") for t in made.texts("Caption"))
    assert "Fig. 1.1 (page" in made.words


def test_citations_link_to_their_list(typeset):
    made = typeset("# T\n\nAs {cite:p}`cleveland1985` says.\n\n```{bibliography}\n```")
    assert made.warnings == ""
    assert "As [Cle85] says." in made.words
    assert made.texts("Lbl") == ["[Cle85]"]
    assert "Graphing Data" in made.texts("LBody")[0]
