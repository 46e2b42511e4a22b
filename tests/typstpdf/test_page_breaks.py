"""Where a page ends: small tables, sources and notes are not cut off, long tables say their headers again."""

import re

import pytest

from tests import pdf_pages

ROWS = "".join(f"| row{number}x | {number} |\n" for number in range(1, 7))
SMALL = f"| Head | Number |\n| --- | --- |\n{ROWS}"
LONG = "| Head | Number |\n| --- | --- |\n" + "".join(f"| row{number}x | {number} |\n" for number in range(1, 90))
CHART = "```{figure} shape.svg\n:alt: A shape\n:width: 200px\n\nCaption of it\n```\n"
SOURCE = "\n{.small-print}\nSource: somebody.\n\n{.small-print}\nNote: endofnote.\n"


def pages(made) -> list[str]:
    """The words of each page."""
    return ["\n".join(lines) for lines in pdf_pages.lines(made.pdf)]


def where(made, word: str) -> list[int]:
    return [number for number, text in enumerate(pages(made), 1) if re.search(rf"\b{word}\b", text)]


def after_lines(typeset, block: str):
    """A book with `block` in many chapters, each a line further down its page, about where the page ends."""
    chapters = {
        f"c{lines}.md": f"# Chapter {lines}\n\n" + "Words.\n\n" * lines + block.replace("x |", f"x{lines} |")
        for lines in range(22, 42, 2)
    }
    listed = "\n".join(name.removesuffix(".md") for name in chapters)
    return typeset({"index.md": f"# Book\n\n```{{toctree}}\n{listed}\n```\n"} | chapters)


def test_a_small_table_is_never_cut(typeset):
    made = after_lines(typeset, SMALL)
    for lines in range(22, 42, 2):
        rows = {page for number in range(1, 7) for page in where(made, f"row{number}x{lines}")}
        assert len(rows) == 1, lines


@pytest.mark.parametrize("block", [SMALL, CHART])
def test_a_source_and_a_note_stay_with_what_they_are_about(typeset, block):
    made = after_lines(typeset, block + SOURCE)
    about = "row6x" if block is SMALL else "Caption"
    assert sum(text.count(about) for text in pages(made)) == 10
    for text in pages(made):
        assert text.count(about) == text.count("Source: somebody.") == text.count("Note: endofnote.")


def test_a_long_table_says_its_header_again_on_each_page(typeset):
    made = typeset("# T\n\n" + LONG)
    held = [text for text in pages(made) if re.search(r"row\d+x", text)]
    assert len(held) > 1
    assert all("Head" in text and "Number" in text for text in held)


def test_a_short_listing_is_never_cut(typeset):
    made = after_lines(typeset, "```\nfirstline\n\n" + "more\n" * 8 + "lastline\n```\n")
    assert sum("firstline" in text for text in pages(made)) == 10
    assert all(text.count("firstline") == text.count("lastline") for text in pages(made))


def test_a_column_of_long_text_gets_the_room_that_short_ones_do_not_need(typeset):
    said = "What is said here takes many words, and more of them still, so that it asks for most of the room. " * 2
    step = "A step that is named in about as many words as these are, here"
    made = typeset(
        f"# T\n\n| Time | Step | Say | Watch |\n| --- | --- | --- | --- |\n| 0:05 | {step} | {said} | A sign |\n"
    )
    shares = [float(share) for share in re.findall(r"([\d.]+)fr", made.code)]
    assert shares[2] > 1.5 * shares[1]


def test_a_long_header_over_short_numbers_takes_no_more_than_two_lines(typeset):
    head = "Chance of so few, or fewer, in a blind draw"
    words = "Some words that are fairly long, longer than a line of the table has room for in all of its columns"
    made = typeset(f"# T\n\n| What | {head} |\n| --- | --- |\n| {words} | 1.0% |\n")
    share = [float(share) for share in re.findall(r"([\d.]+)fr", made.code)]
    assert share[1] / sum(share) * 92 >= len(head) / 2
