"""The ledgers on a page: a negative sentence has its mark, and a build stops where one has none or is contradicted."""

import dataclasses
import re

import pytest
from lxml import html

from edi_handbook.ledgers import looked_for, to_confirm

EXTENSIONS = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "edi_handbook.publish.markup.facts"]
FACTS = """\
---
summary: A page that tests build and look at.
audience: [staff]
minutes: 1
owner: Head of inclusion
reviewed: 2026-11-23
review_by: 2027-11-23
status: draft
---

"""
WORKS = "@misc{survey, title={NHS Staff Survey 2024: national results}, author={Office, An}, year={2024}}\n"


@pytest.fixture
def page(build):
    """A function: the text under a title in, the built page and its warnings out."""

    def make(text: str, front: str = "", **config):
        files = {"index.md": f"{front}# T\n\n{text}\n", "references.bib": WORKS}
        files["ledger.md"] = FACTS.replace("status:", "orphan: true\nstatus:") + "# Ledger\n\n```{looked-for}\n```\n"
        extensions = [*EXTENSIONS, "edi_handbook.publish.markup.ledgers"]
        built = build(files, extensions=extensions, bibtex_bibfiles=["references.bib"], **config)
        return html.fromstring(built.page()), built.warnings

    return make


def test_a_mark_leads_to_its_row(page):
    tree, warnings = page("No study was found {looked}`study-networks`.", edi_looked_for_page="ledger")
    assert warnings == ""
    [mark] = tree.xpath("//span[@class='looked']")
    assert mark.text_content() == "(how we looked)"
    assert mark.xpath(".//a/@href") == ["ledger.html#looked-for-study-networks"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One.\n\nNo study was found of it.", "“No study was found” has no entry: add {looked}`key`"),
        ("No study was found {looked}`study-networks`. None was found.", "“None was found” has no entry"),
        ("Well, nobody published it {looked}`study-networks`.", "“nobody published” makes of our looking a fact"),
        (
            "None was found {looked}`champion-now`.",
            "says that somebody looked, and data/looked-for/looked-for.csv, row",
        ),
        ("None was found {looked}`no-such-key`.", "has no key “no-such-key”: correct it, or add a row"),
        ("It is due {confirm}`plan-4a-date`.", "has no statement “plan-4a-date”: correct the key"),
        ("- One.\n- None was found.", "“None was found” has no entry"),
    ],
)
def test_a_fault_names_file_line_and_words(page, text, said):
    _, warnings = page(text)
    assert said in warnings
    assert re.search(r"index\.md:\d+: WARNING", warnings)


def test_a_sentence_against_a_row_that_was_read_stops_the_build(page, monkeypatch):
    entries = looked_for.read()
    entries["study-networks"] = dataclasses.replace(entries["study-networks"], state=looked_for.READ)
    monkeypatch.setattr(looked_for, "read", lambda: entries)
    _, warnings = page("No study was found {looked}`study-networks`.")
    assert "“No study was found” is contrary to data/looked-for/looked-for.csv, row" in warnings
    assert "whose state is “published, read”: mend one" in warnings


TABLE = (
    "```{list-table} Gaps\n:header-rows: 1\n\n* - What\n  - Found\n* - A\n  - Not found\n* - B\n  - Not found MARK\n```"
)


def test_one_mark_serves_a_table_and_a_list(page):
    assert page(TABLE.replace(" MARK", " {looked}`study-networks`"))[1] == ""
    assert page("We looked {looked}`study-networks`:\n\n- none was found here\n- not found there")[1] == ""
    assert "has no entry" in page(TABLE.replace(" MARK", ""))[1]


def test_words_that_a_page_explains_need_no_mark(page):
    assert page('The words "not found" mean that we looked.')[1] == ""


def test_a_fault_in_a_ledger_is_a_warning_and_nothing_is_built_on_it(page, monkeypatch, tmp_path):
    path = tmp_path / "data" / "looked-for" / "looked-for.csv"
    path.parent.mkdir(parents=True)
    text = looked_for.TABLE.read_text(encoding="utf-8")
    path.write_text(text.replace("published, not read", "perhaps", 1), encoding="utf-8")
    read = looked_for.read
    monkeypatch.setattr(looked_for, "read", lambda: read(path))
    tree, warnings = page("Words.")
    assert re.search(r"WARNING: data/looked-for/looked-for\.csv, row 2: state “perhaps” is none of its words", warnings)
    assert not tree.xpath("//table")


def test_a_statement_prints_what_was_agreed_until_it_is_settled(page, monkeypatch):
    assert "in October 2026" in page("It changed {confirm}`october-day`.")[0].text_content()
    claims = to_confirm.read()
    settled = dataclasses.replace(
        claims["october-day"], value="on 1 October 2026", confirmed="2026-11-29", source="https://www.gov.uk/"
    )
    monkeypatch.setattr(to_confirm, "read", lambda: {**claims, "october-day": settled})
    tree, warnings = page("It changed  {confirm}`october-day`.\n\n```{to-confirm}\n```")
    assert warnings == ""
    assert "It changed on 1 October 2026." in " ".join(tree.text_content().split())
    [table] = tree.xpath("//table[caption//text()[contains(., 'Settled')]]")
    assert "29 November 2026; https://www.gov.uk/" in table.text_content()


def test_a_page_says_that_a_newer_edition_is_known(page):
    used = "As reported {cite:p}`survey`.\n\n```{bibliography}\n```"
    tree, warnings = page(used, FACTS, edi_page_facts=True)
    assert warnings == ""
    [line] = tree.xpath("//p[@class='newest']")
    assert line.text_content().startswith("NHS Staff Survey: the newest that we know of is 2025")
    assert line.text_content().endswith("this handbook holds 2024. Looked on 29 November 2026.")
    assert not page("Words.", FACTS, edi_page_facts=True)[0].xpath("//p[@class='newest']")


def test_a_page_without_a_place_for_that_line_stops_the_build(page):
    _, warnings = page("As reported {cite:p}`survey`.\n\n```{bibliography}\n```")
    assert "freshness: the page uses NHS Staff Survey, of which a newer edition is known, and has no facts" in warnings
