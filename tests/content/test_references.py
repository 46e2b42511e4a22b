"""References: what is cited exists, the list speaks to readers, and sentence and list print the same label."""

import re

import pytest
from pages import BIBLIOGRAPHY, pages
from pybtex.database import parse_file, parse_string

from edi_handbook.publish.citations import HandbookStyle

WORKS = parse_file(str(BIBLIOGRAPHY), "bibtex")
JARGON = re.compile(r"FROM MEMORY|VERIFIED|RE-?CHECK|\bSEED\b|to be checked|TODO")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_citation_is_in_the_bibliography(page):
    assert page.cited <= set(WORKS.entries), sorted(page.cited - set(WORKS.entries))


def test_entries_say_in_plain_words_how_they_were_read():
    text = BIBLIOGRAPHY.read_text(encoding="utf-8")
    assert not JARGON.findall(text)
    unread = [key for key, work in WORKS.entries.items() if not work.fields.get("note")]
    assert not unread, f"say in `note` how these were read: {unread}"


def test_entries_carry_only_fields_that_the_list_prints():
    printed = {
        "address", "booktitle", "doi", "howpublished", "institution", "journal", "note", "number", "pages", "publisher",
        "shortauthor", "shorttitle", "title", "url", "volume", "year",
    }  # fmt: skip
    extra = {key: set(work.fields) - printed for key, work in WORKS.entries.items()}
    assert not {key: fields for key, fields in extra.items() if fields}


def labels(bibtex: str) -> dict[str, str]:
    works = parse_string(bibtex, "bibtex")
    return {one.key: one.label for one in HandbookStyle().format_bibliography(works, list(works.entries))}


def test_labels_name_author_and_year():
    made = labels(
        """
        @book{one, author = {Kline, Roger}, title = {A}, year = {2021}}
        @book{two, author = {Kline, Roger}, title = {B}, year = {2021}}
        @book{pair, author = {Di Stasio, Valentina and Heath, Anthony}, title = {C}, year = {2019}}
        @book{many, author = {Wood, Martin and Hales, Jon and Purdon, Susan}, title = {D}, year = {2009}}
        @misc{body, author = {{NHS England}}, title = {E}}
        @misc{again, author = {{NHS England}}, title = {F}}
        @misc{short, author = {{A Long Name NHS Trust}}, shortauthor = {Long Trust}, title = {G}, year = {about 2020}}
        @misc{act, title = {Equality Act 2010}, year = {2010}}
        @misc{untitled, title = {Personnel notes}, year = {2010}}
        """
    )
    assert made == {
        "one": "Kline, 2021a",
        "two": "Kline, 2021b",
        "pair": "Di Stasio and Heath, 2019",
        "many": "Wood et al., 2009",
        "body": "NHS England, no date a",
        "again": "NHS England, no date b",
        "short": "Long Trust, about 2020",
        "act": "Equality Act 2010",
        "untitled": "Personnel notes, 2010",
    }


def test_labels_are_unique_and_in_order():
    listed = [one.label for one in HandbookStyle().format_bibliography(WORKS, list(WORKS.entries))]
    assert len(set(listed)) == len(listed)
    who = [label.rpartition(", ")[0].casefold() or label.casefold() for label in listed]
    assert who == sorted(who)


def test_an_entry_keeps_the_capitals_of_its_title_and_says_how_it_was_read():
    works = parse_string(
        "@techreport{k, author = {Kline, Roger}, title = {No more tick boxes in the NHS}, institution = {NHS England}, "
        "year = {2021}, note = {Opening read}, url = {https://example.org/a}}",
        "bibtex",
    )
    (entry,) = HandbookStyle().format_bibliography(works, ["k"])
    text = str(entry.text).replace("<newblock>", " ")
    assert text == "Roger Kline. No more tick boxes in the NHS. NHS England. 2021. Opening read. https://example.org/a."
