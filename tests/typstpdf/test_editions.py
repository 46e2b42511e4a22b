"""What an edition holds: parts of pages, one sheet, the address of the web pages; what stops the build."""

from importlib.metadata import version

import pikepdf
import pytest
from sphinx.errors import ConfigError

from edi_handbook.typstpdf import press
from edi_handbook.typstpdf.builder import EditionError
from tests import pdf_pages

GLOSSARY = """# Words

## Group one

```{glossary}
Used
    It names {term}`unused`.

Unused
    Nothing on a page names it.
```

## Group two

This group has an introduction.

```{glossary}
Lonely
    Nor this.
```
"""
BOOK = {
    "index.md": "# Start\n\n```{toctree}\n:caption: Part\nchapter\n```\n\n"
    "```{toctree}\n:caption: Lists\nwords\nworks\n```\n",
    "chapter.md": "# Chapter\n\nA {term}`used` word.\n\n## A chart\n\nText around it.\n\n"
    "```{figure} shape.svg\n:alt: A black bar\n:name: bar\n\nOne bar\n```\n\nMore text.\n",
    "words.md": GLOSSARY,
    "works.md": "# Works\n\n```{bibliography}\n```\n",
}
EDITION = {"file": "book.pdf", "title": "A small book"}


def edition(**keys) -> list[dict]:
    return [EDITION | keys]


def test_lists_hold_only_what_the_edition_uses(typeset):
    made = typeset(BOOK, typst_editions=edition(pages=["chapter"], used_only=["words"]))
    assert made.warnings == ""
    assert "It names unused." in made.words
    assert "Nothing on a page names it." not in made.words
    assert "Group one" in made.words
    assert "Group two" not in made.words  # a group with no word left
    assert "This group has an introduction." not in made.words


def test_a_list_of_which_nothing_is_used_is_left_out_whole(typeset):
    plain = BOOK | {"chapter.md": "# Chapter\n\nA word. {doc}`More words <words>`.\n"}
    plain["words.md"] = GLOSSARY.replace("# Words\n", "# Words\n\nHow to read this list.\n", 1)
    made = typeset(plain, typst_editions=edition(pages=["chapter"], used_only=["words"]))
    assert made.warnings == ""
    assert "More words" in made.words
    assert "How to read this list." not in made.words


def test_works_that_a_page_or_a_kept_word_cites_are_held(typeset):
    cited = BOOK | {"chapter.md": BOOK["chapter.md"] + "\nAs {cite:p}`cleveland1985` says.\n"}
    held = typeset(cited, typst_editions=edition(pages=["chapter"], used_only=["works"])).words
    assert "Graphing Data" in held
    in_word = BOOK | {"words.md": GLOSSARY.replace("names {term}", "{cite:p}`cleveland1985` names {term}")}
    held = typeset(in_word, typst_editions=edition(pages=["chapter"], used_only=["words", "works"])).words
    assert "Graphing Data" in held
    unused = BOOK | {"words.md": GLOSSARY.replace("Nor this.", "Nor this {cite:p}`cleveland1985`.")}
    held = typeset(unused, typst_editions=edition(pages=["chapter"], used_only=["words", "works"])).words
    assert "Graphing Data" not in held


def test_the_notes_of_pages_may_be_gathered(typeset):
    noted = BOOK | {"chapter.md": BOOK["chapter.md"] + "\n:::{container} facilitator\nAsk in pairs.\n:::\n"}
    made = typeset(noted, typst_editions=edition(pages=["words"], notes=["chapter"]))
    assert made.texts("H1")[-1] == "FACILITATOR NOTES, PAGE BY PAGE"
    assert "Ask in pairs." in made.words
    assert "Text around it." not in made.words


def test_a_page_may_give_its_notes_and_its_charts(typeset):
    chapter = BOOK["chapter.md"] + "\n\n:::{container} facilitator\nAsk first: see {doc}`chapter`.\n:::\n"
    made = typeset(
        BOOK | {"chapter.md": chapter}, typst_editions=edition(pages=["words"], notes=["chapter"], charts=["chapter"])
    )
    assert "Ask first: see" in made.words  # and the link leads to the first of the two
    assert len(made.texts("Figure")) == 1


def test_a_page_may_give_its_charts_alone(typeset):
    made = typeset(BOOK, typst_editions=edition(pages=["words"], charts=["chapter"]))
    assert made.warnings == ""
    assert made.texts("H1")[-1] == "CHARTS TO SHOW"
    assert "Fig. 1" in made.words and "One bar" in made.words
    assert "Text around it." not in made.words
    twice = typeset(BOOK, typst_editions=edition(pages=["Part"], charts=["chapter"]))
    assert twice.words.count("One bar") == 1  # the page itself has it
    both = typeset(BOOK, typst_editions=edition(pages=["index"], charts=["chapter"], used_only=["words", "works"]))
    assert both.texts("H1")[-1] == "LISTS"  # lists come last


def test_a_gathered_chart_brings_its_numbers_and_later_pages_say_which_part_they_are(typeset):
    chart = BOOK["chapter.md"].split("```{figure}")[1].split("```")[0].replace(":name", ":figclass: chart\n:name")
    numbers = "".join(f"| {year} | {year} |\n" for year in range(1900, 2026))
    chapter = (
        f"# Chapter\n\n```{{figure}}{chart}```\n\n````{{dropdown}} As a table\n:class-container: chart-table\n\n"
        f"| Year | Number |\n| --- | --- |\n{numbers}````\n\nAround it.\n"
    )
    made = typeset(BOOK | {"chapter.md": chapter}, typst_editions=edition(pages=["words"], charts=["chapter"]))
    assert made.texts("TD")[-2:] == ["2025", "2025"] and "Around it." not in made.words
    tops = [page[0] for page in pdf_pages.lines(made.pdf) if "Year Number" in page]
    assert tops[1:] and set(tops[1:]) <= {"Charts to show", "A small book"} and "Charts to show" in tops[1:]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"pages": ["Part"], "used_only": ["wrods"]}, "no part or page is called wrods"),
        ({"layout": "poster"}, "layout: Input should be 'book' or 'sheet'"),
        ({"page": ["Part"]}, "page: Extra inputs are not permitted; the keys are file, title, subtitle"),
    ],
)
def test_a_bad_entry_gives_one_sentence(typeset, keys, said):
    with pytest.raises(ConfigError) as error:
        typeset(BOOK, typst_editions=edition(**keys))
    assert said in str(error.value)
    assert "book.pdf" in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_sheet_is_one_page_with_no_cover(typeset):
    made = typeset("# T\n\nText.", typst_editions=edition(layout="sheet", subtitle="Below it all"))
    with pikepdf.open(made.pdf) as file:
        assert len(file.pages) == 1
    assert made.words.split() == ["T", "Text.", "Below", "it", "all"]


def test_a_sheet_that_is_too_long_stops_the_build(typeset):
    with pytest.raises(EditionError, match=r"book\.pdf: a sheet is one page, and this takes \d+"):
        typeset("# T\n\n" + "A paragraph.\n\n" * 200, typst_editions=edition(layout="sheet"))


def test_an_edition_is_set_again_only_when_something_in_it_changes(typeset, monkeypatch):
    compiled = []
    compile_pdf = press.compile_pdf
    monkeypatch.setattr(press, "compile_pdf", lambda *given: compiled.append(1) or compile_pdf(*given))
    first = typeset("# T\n\n![A bar](shape.svg)", name="again").pdf.read_bytes()
    assert typeset("# T\n\n![A bar](shape.svg)", name="again").pdf.read_bytes() == first
    assert len(compiled) == 1
    wider = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20"/></svg>'
    typeset({"index.md": "# T\n\n![A bar](shape.svg)", "shape.svg": wider}, name="again")
    assert len(compiled) == 2
    typeset("# T\n\nOther words.", name="again")
    assert len(compiled) == 3


def test_the_imprint_and_each_chapter_lead_to_the_web(typeset):
    made = typeset("# T\n\nText.", html_baseurl="https://example.org/book/")
    with pikepdf.open(made.pdf) as file:
        addresses = {str(n.A.URI) for p in file.pages for n in p.get("/Annots", []) if "/A" in n and "/URI" in n.A}
        alts = [str(e.Alt) for e in file.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
    assert addresses == {"https://example.org/book/", "https://example.org/book/index.html"}
    assert alts == ["QR code that leads to https://example.org/book/"]


def test_pages_with_no_address_are_said_to_be_unpublished(typeset):
    made = typeset("# T\n\nText.")
    assert '("On the web", "not yet published", )' in made.code
    assert f'("Version", "{version("edi-handbook")}", )' in made.code
    assert "web-address.svg" not in made.code


LONG = "\n\n".join(["A paragraph of some words that takes room on a page."] * 40)
SPREADS = {
    "index.md": "# Start\n\n```{toctree}\n:caption: Part\nmessage\none\ntwo\nafter\n```\n",
    "message.md": f"# The message\n\n{LONG}",
    "one.md": f"# Objective one\n\n{LONG}",
    "two.md": f"# Objective two\n\n{LONG}",
    "after.md": "# After\n\nWords.",
}


def starts(made) -> dict[str, int]:
    """The page on which each title of a chapter stands, and the contents list."""
    found = {}
    for number, page in enumerate(pdf_pages.words(made.pdf), 1):
        text = " ".join(word.text for word in page)
        for title in ("Contents", "The message", "Objective one", "Objective two", "After"):
            if title in text and (title == "Contents" or "Contents" not in text):
                found.setdefault(title, number)
    return found


def test_a_book_may_open_with_its_message_and_set_chapters_as_spreads(typeset):
    keys = {"pages": ["Part"], "before_contents": 1, "spreads": ["one", "tw*"]}
    found = starts(typeset(SPREADS, typst_editions=edition(**keys)))
    assert found["The message"] == 2, "the page after the cover"
    assert found["The message"] < found["Contents"] < found["Objective one"]
    assert [found[title] % 2 for title in ("Objective one", "Objective two")] == [0, 0], "each on a left-hand page"
    plain = starts(typeset(SPREADS, typst_editions=edition(pages=["Part"])))
    assert plain["Contents"] < plain["The message"] < plain["Objective one"]
