"""How the pages are written: our terms, UK spelling, one sentence a line, page facts, and what to do next."""

import importlib.resources
import re

import pytest

from edi_handbook.publish.markup.facts import PageFacts, read
from tests.content.pages import pages

every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)

# Not in our own prose; a quotation may hold them, and the glossary has an entry about the first.
TERMS = re.compile(r"\b(BAME|non-white|non-whites|coloured people|people of colou?r)\b", re.IGNORECASE)
FILLER = re.compile(r"\b(simply|obviously|click here|going forward|leverage|utili[sz]e)\b|!", re.IGNORECASE)

# American words that are also good British words in another sense.
BOTH = {
    "check",
    "draft",
    "license",
    "licensed",
    "meter",
    "meters",
    "practice",
    "practices",
    "program",
    "programs",
    "specialty",
    "stories",
    "story",
    "tire",
}
AMERICAN = {"behavior", "behavioral", "color", "gotten", "organization", "organizations", "recognize", "resume"}


def american() -> set[str]:
    """American spellings: codespell's British-to-American list read backwards, and a few of our own."""
    data = importlib.resources.files("codespell_lib") / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = (line.partition("->") for line in data.read_text(encoding="utf-8").splitlines() if "->" in line)
    right = {word.strip().lower() for _, _, words in pairs for word in words.split(",") if word.strip()}
    return (right | AMERICAN) - BOTH


def misspelt() -> set[str]:
    data = importlib.resources.files("codespell_lib") / "data" / "dictionary.txt"
    return {line.partition("->")[0].lower() for line in data.read_text(encoding="utf-8").splitlines() if "->" in line}


def test_the_word_lists_know_what_they_are_for():
    assert {"behavior", "color", "organization", "labor", "center"} <= american()
    assert not {"behaviour", "colour", "programme", "practice", "organisation"} & american()
    assert "recieve" in misspelt()


@every_page
def test_page_facts_are_whole(page):
    facts = PageFacts(**read(page.path))  # raises where one is missing or wrong
    assert facts.reviewed < facts.review_by


@every_page
def test_our_terms(page):
    prose = page.prose
    if page.name == "book/reference/glossary.md":
        prose = (
            re.sub(r"^BAME\n(    .*\n|\n)+", "", prose, flags=re.MULTILINE).replace("BAME.", "").replace("BAME,", "")
        )
    assert not TERMS.findall(prose), f"{page.name}: {TERMS.findall(prose)}; write 'ethnic minority' or name the group"


@every_page
def test_no_filler(page):
    found = [match[0] for match in FILLER.finditer(page.prose)]
    assert not found, f"{page.name}: {found}"


@every_page
def test_uk_spelling(page):
    words = {word.lower() for word in re.findall(r"[A-Za-z]+(?:'[a-z]+)?", page.prose)}
    assert not words & american(), f"{page.name}: American spelling {sorted(words & american())}"
    assert not words & misspelt(), f"{page.name}: misspelt {sorted(words & misspelt())}"


# A sentence ends, and another begins on the same line. Lead-ins such as *Source.* and **Next.** do not end one.
TWO_SENTENCES = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bet al)(?<!\bv)(?<=[a-z0-9)`%])[.!?][\"”)]?\s+(?=[A-Z\"“*{\[])")


@every_page
def test_one_sentence_a_line(page):
    for line in page.lines:
        text = re.sub(r"\"[^\"]*\"|“[^”]*”", '"…"', line.text)  # a quotation may hold several
        text = re.sub(r"^\s*\d+\. ", "", text)  # the number of a list item
        if not text.lstrip().startswith(("#", "|")):
            assert not TWO_SENTENCES.search(text), f"{page.name}:{line.number}: two sentences on one line"


def test_two_sentences_are_seen():
    assert TWO_SENTENCES.search("First one. Second one.")
    assert not TWO_SENTENCES.search("*Source.* A lead-in and **Next.** another, by Kline et al. in 2021.")


@every_page
def test_ends_with_what_to_do_next(page):
    if page.name.startswith("book/strategy/"):
        assert re.findall(r"^## (.*)$", page.text, re.MULTILINE)[-1] == "What to do next"


@every_page
def test_headings_make_a_claim(page):
    for heading in re.findall(r"^#+ (.*)$", "\n".join(line.text for line in page.lines), re.MULTILINE):
        assert not heading.endswith((".", "!")), heading
        # The start page asks, and the situations below it answer.
        asks = page.name.startswith("notebooks/") or page.name == "book/index.md"
        assert asks or not heading.endswith("?"), f"{heading}: say the answer"
