"""The builder `word`: what stands in the pages of an edition stands in its Word file, as Word has it."""

import pytest
from docutils import nodes
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.docutils import SphinxDirective

from edi_handbook.word import check

PAGE = """\
# One chapter

(here)=
Words **in bold**, *in slant*, `as typed` and {sub}`below`, with [a link](https://example.org/a).

## A section

- one
- two

  More of two.
  - inside

1. first
2. second

```{list-table} Staff by ward
:header-rows: 1
:stub-columns: 1
:name: wards

* - Ward
  - Staff
* - A
  - - eight
    - and one
* - B
  - 12
```

Another table:

| Head | Other |
| --- | --- |
| a | [back](#here) |

```{figure} shape.svg
:alt: A field of one colour.
:name: field

One colour.
```

See {numref}`wards` and {numref}`field`, and {ref}`the start <here>`.

:::{note}
Mind this.
:::

```{dropdown} More to know
Folded words.
```

:::{card} A card
:link: https://example.org/card

What it says.
:::

> Somebody said this.

Term
: Its meaning.

:Name: its value

- [x] done
- [ ] to do

Cited {cite:p}`cleveland1985`. Again {cite:p}`cleveland1985`.

A note[^1].

[^1]: What the note says.

[źdźbło]{.language-pl}

```{bibliography}
```
"""


@pytest.fixture
def page(write):
    made = write(PAGE)
    assert made.warnings == "" or "WARNING" not in made.warnings, made.warnings
    return made


def test_a_page_is_set_as_word_has_it(page):
    """One build, looked at from all sides: each costs a second."""
    assert check.faults(page.file) == []
    blocks = list(page.blocks())
    assert blocks[0] == ("Heading 1", "One chapter") and ("Heading 2", "A section") in blocks
    assert ("Normal", "Words in bold, in slant, as typed and below, with a link.") in blocks
    assert page.styled("List Bullet")[:3] == ["one", "two", "inside"]
    assert page.styled("List Continue")[0] == "More of two."
    assert page.styled("List Number") == ["first", "second"]
    assert [words for words in page.styled("Caption")] == ["Table 1: Staff by ward"]
    assert page.styled("Picture Caption") == [] and page.styled("Picture caption") == ["Figure 1: One colour."]
    assert ("Normal", "See Table 1 and Figure 1, and the start.") in blocks
    assert ("Note title", "Note") in blocks and ("Note", "Mind this.") in blocks
    assert ("Block title", "More to know") in blocks and ("Normal", "Folded words.") in blocks
    assert ("Block title", "A card") in blocks and ("Normal", "What it says.") in blocks
    assert ("Quote", "Somebody said this.") in blocks
    assert ("Term", "Term") in blocks and ("List Continue", "Its meaning.") in blocks
    assert ("Fact", "Name: its value") in blocks
    assert page.styled("List Bullet")[-2:] == ["☑ done", "☐ to do"]
    assert ("Small print", "[1] What the note says.") in blocks
    assert page.styled("Reference")[0].endswith("Wadsworth, 1985.")


def test_tables_links_and_marks(page):
    read = page.read
    first, second = read.tables
    assert [cell.text for row in first.rows for cell in row.cells] == [
        "Ward",
        "Staff",
        "A",
        "• eight\n• and one",
        "B",
        "12",
    ]
    assert 'w:firstColumn="1"' in first._tbl.xml and 'w:firstColumn="0"' in second._tbl.xml
    links = page.links()
    assert links["a link"] == "https://example.org/a" and links["A card"] == "https://example.org/card"
    assert links["Table 1"].startswith("#") and links["the start"].startswith("#")
    xml = read.element.xml
    assert all(f'w:name="{target[1:]}"' in xml for target in links.values() if target.startswith("#"))
    assert 'w:lang w:val="pl"' in xml
    [shape] = read.inline_shapes
    assert shape._inline.docPr.get("descr") == "A field of one colour."
    cited = next(p for p in read.paragraphs if p.text.startswith("Cited"))
    assert len(cited.hyperlinks) == 1, "a work is linked where it is first named on a page"


DOOR = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<title>The heavy door</title>
<desc>Two people come to the same door; for one it stands open, and the other has to push it.</desc>
<g fill="none" stroke="var(--ink,#1b2a33)"><path d="M10 10L90 90"/></g>
</svg>
"""
OWN = """\
---
summary: What it says to whoever reads it.
audience: [leads]
minutes: 3
owner: The makers
reviewed: 2026-11-01
review_by: 2027-11-01
status: final
---

# Own nodes

```{drawing} door

The same door.
```

:::{evidence}
:strength: B for fairness
:effect: helps
:cost: low
:confidence: moderate
:sources: cleveland1985

What was found.
:::

It is known [Evidence: B]{.evidence-grade}.

```{say}
Would you say that again?
```

```{bibliography}
```
"""


def test_nodes_of_our_own(write):
    extensions = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "edi_handbook.word"]
    extensions += [f"edi_handbook.publish.markup.{name}" for name in ("drawings", "evidence", "facts", "say")]
    made = write({"index.md": OWN, "drawings/door.svg": DOOR}, extensions=extensions)
    assert made.warnings == ""
    assert check.faults(made.file) == []
    [shape] = made.read.inline_shapes
    assert shape._inline.docPr.get("descr").startswith("The heavy door. Two people come")
    blocks = list(made.blocks())
    assert ("Small print", "The same door.") in blocks and ("Lead", "What it says to whoever reads it.") in blocks
    assert any(style == "Small print" and words.startswith("For: leads · Reading time: 3") for style, words in blocks)
    notes = made.styled("Note")
    assert notes[0] == "Strength: [Evidence: B] for fairness" and notes[-1] == "What was found."
    assert ("Normal", "It is known [Evidence: B].") in blocks
    assert ("Say", "Would you say that again?") in blocks


def test_chapters_and_pages_that_are_not_held(write):
    pages = {
        "index.md": "# Home\n\n```{toctree}\n:caption: Held\none\ntwo\n```\n\n"
        "```{toctree}\n:caption: Not held\nthree\n```\n",
        "one.md": "# First\n\nOn this page: [second](two.md), [third](three.md).\n",
        "two.md": "# Second\n\n## Inside\n\nWords.\n",
        "three.md": "# Third\n\nWords.\n",
    }
    edition = [{"file": "book.pdf", "title": "Some", "subtitle": "Of it", "pages": ["Held"]}]
    made = write(pages, typst_editions=edition)
    heads = [(style, words) for style, words in made.blocks() if style.startswith("Heading")]
    assert heads == [("Heading 1", "First"), ("Heading 1", "Second"), ("Heading 2", "Inside")]
    assert set(made.links()) == {"second"} and "In this chapter: second, third." in made.styled("Normal")
    assert [p.text for p in made.read.paragraphs][:2] == ["Some", "Of it"]
    assert [p.text for p in made.read.paragraphs if p.style.name.startswith("toc")] == ["First", "Second", "Inside"]
    made = write(pages, typst_editions=edition, html_baseurl="https://example.org/book")
    assert made.links()["third"] == "https://example.org/book/three.html"


def test_what_an_edition_or_a_file_leaves_out(write):
    page = "# A\n\n{.small}\nNot in the edition.\n\n{.large}\nNot in the file.\n\nHeld.\n"
    made = write(
        page,
        typst_editions=[{"file": "book.pdf", "title": "A", "leave_out": ["small"]}],
        word_files=[{"file": "book.docx", "edition": "book.pdf", "leave_out": ["large"]}],
    )
    assert made.styled("Normal") == ["Held."]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("# A\n\n```{math}\na = b\n```\n", "Word has no way to set the node 'math_block'"),
        ("# A\n\n![](shape.svg)\n", "the image shape.svg has no alt text"),
        ("# A\n\n| | Other |\n| --- | --- |\n| a | b |\n", "a column without a heading"),
        ("# A\n\nWords ![A field.](shape.svg) around.\n", "give it a line of its own"),
        ("# A\n\n<video src='a'></video>\n", "raw HTML (<video>) cannot be set"),
    ],
)
def test_what_cannot_be_set_stops_the_build_with_its_place(write, page, words):
    with pytest.raises(SphinxError) as stopped:
        write(page)
    assert words in str(stopped.value) and "index.md:" in str(stopped.value)
    assert len(str(stopped.value).splitlines()) == 1


def test_nothing_of_the_last_build_outlives_a_stop(write, tmp_path):
    kept = tmp_path / "source0" / "_build" / "word" / "book.docx"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"of the last build")
    with pytest.raises(SphinxError):
        write("# A\n\n![](shape.svg)\n")
    assert not kept.exists()


def test_a_file_with_a_fault_stops_the_build(write, monkeypatch, tmp_path):
    monkeypatch.setattr(check, "faults_in", lambda file, name: [f"{name}: picture 1 has no alternative text."])
    with pytest.raises(SphinxError, match="picture 1 has no alternative text"):
        write("# A\n")
    assert not (tmp_path / "source0" / "_build" / "word" / "book.docx").exists()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([{"file": "Book.docx", "edition": "book.pdf"}], "word_files, entry 1: file: "),
        ([{"file": "book.docx", "edition": "lost.pdf"}], "there is no edition lost.pdf; there are book.pdf"),
        ([{"file": "book.docx", "edition": "book.pdf"}] * 2, "listed twice"),
        ([{"file": "book.docx", "edition": "book.pdf", "title": "A"}], "the keys are file, edition, leave_out"),
    ],
)
def test_a_configuration_at_fault_is_a_sentence(write, files, words):
    with pytest.raises(ConfigError) as stopped:
        write("# A\n", word_files=files)
    assert words in str(stopped.value)


class offer(nodes.General, nodes.Element):
    """As the strategy's pages have it."""


class drawn_line(nodes.General, nodes.Element):
    """The same."""


class to_sign(nodes.General, nodes.Element):
    """The same."""


class Strategy(SphinxDirective):
    def run(self):
        line = drawn_line(svg=DOOR, alt="A line of three years, with its steps.")
        said = offer("", nodes.paragraph("", "By quarter 4."), figure="1.25")
        return [said, nodes.figure("", line), to_sign(fields=[("board", "Adopted by the board of"), ("day", "Date")])]


def test_a_target_its_time_line_and_a_box_to_sign(write):
    conf = "from tests.word.test_builder import Strategy\n\ndef setup(app):\n    app.add_directive('plan', Strategy)\n"
    made = write({"index.md": "# T\n\n```{plan}\n```\n", "conf.py": conf})
    assert list(made.blocks())[1:3] == [("Large figure", "1.25"), ("Normal", "By quarter 4.")]
    [shape] = made.read.inline_shapes
    assert shape.width.cm == pytest.approx(17, abs=0.1)
    [table] = made.read.tables
    assert [cell.text for cell in table.columns[0].cells] == ["What", "Adopted by the board of", "Date"]
    assert check.faults(made.file) == []
