"""References: what is cited exists, the list speaks to readers, and sentence and list print the same label."""

import re

import pytest
from pybtex.database import parse_file

from edi_handbook.publish.markup.citations import HandbookStyle
from tests.content.pages import BIBLIOGRAPHY, pages

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


def test_labels_are_unique_and_in_order():
    listed = [one.label for one in HandbookStyle().format_bibliography(WORKS, list(WORKS.entries))]
    assert len(set(listed)) == len(listed)
    who = [label.rpartition(", ")[0].casefold() or label.casefold() for label in listed]
    assert who == sorted(who)
