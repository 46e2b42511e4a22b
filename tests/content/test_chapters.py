"""Each chapter has its promised parts; each glossary entry its meaning, example, source and links."""

import re

import pytest

from tests.content.pages import ROOT, pages

LEARN = [page for page in pages() if page.name.startswith("book/learn/")]
ACTION = {  # chapters about what to do: their own steps stand where a concept has "what it is" and "in the moment"
    "if-you-see-it", "if-it-happens-to-you", "if-someone-tells-you", "if-you-raise-a-concern", "words-we-use",
    "what-works-and-what-does-not",
}  # fmt: skip
EVERY = (
    "You will be able to", "Where it is contested", "For your own thoughts", "Check your understanding",
    "Further reading", "What to do next",
)  # fmt: skip
CONCEPT = ("What it is, and what it is not", "What it looks like in health care", "In the moment", "Afterwards")


def headings(page) -> list[str]:
    return re.findall(r"^## (.*)$", page.text, re.MULTILINE)


def part(page, heading: str) -> str:
    """The text under one heading, up to the next of its level."""
    return re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page.text, re.MULTILINE | re.DOTALL)[1]


@pytest.mark.parametrize("page", LEARN, ids=lambda page: page.path.stem)
def test_a_learning_chapter_is_complete(page):
    wanted = EVERY if page.path.stem in ACTION else EVERY + CONCEPT
    assert not [heading for heading in wanted if heading not in headings(page)]
    assert re.search(r"\*An? (\w+ )?invented case", page.text), "an example that says that it is invented"
    assert "](../reflections/" in page.text or "<../reflections/" in page.text, "the way to a reflection"
    assert "{.evidence-grade}" in page.text or "{evidence-card}" in page.text
    questions = re.findall(r"^\*\*Question (\d)\.\*\*$", part(page, "Check your understanding"), re.MULTILINE)
    answers = re.findall(r"^:::\{dropdown\} Feedback on question (\d)$", page.text, re.MULTILINE)
    assert questions == answers == ["1", "2", "3"]
    assert len(re.findall(r"\{cite:t\}", part(page, "Further reading"))) >= 2


@pytest.mark.parametrize("page", [p for p in LEARN if p.path.stem not in ACTION], ids=lambda page: page.path.stem)
def test_advice_in_the_moment_and_after_is_graded(page):
    for heading in ("In the moment", "Afterwards"):
        assert re.findall(r"\[Evidence: [A-D]\]\{\.evidence-grade\}", part(page, heading)), heading


@pytest.mark.parametrize("page", [p for p in LEARN if p.path.stem not in ACTION], ids=lambda page: page.path.stem)
def test_each_reflection_has_a_track_for_those_it_happens_to(page):
    assert "**When it happens to me.**" in part(page, "For your own thoughts")


GLOSSARY = (ROOT / "book" / "reference" / "glossary.md").read_text(encoding="utf-8")


def entries() -> dict[str, str]:
    """Each entry by its first name; further names are lines before its text."""
    found, names = {}, []
    for block in re.findall(r"^```\{glossary\}\n(.*?)\n```$", GLOSSARY, re.DOTALL | re.MULTILINE):
        for piece in re.split(r"\n(?=\S)", block):
            name, _, text = piece.partition("\n")
            names.append(name)
            if text.strip():
                found[names[0]] = text
                names = []
    return found


def test_the_glossary_is_wide_enough():
    assert len(entries()) >= 75


@pytest.mark.parametrize("name", entries())
def test_a_glossary_entry_is_complete(name):
    text = entries()[name]
    assert re.match(r"\s*\*\*[^*]+\.\*\*\n", text), "a meaning in one line, in bold"
    assert re.search(r"\*(Invented e|E)xample\.\*", text)
    assert "{cite:" in text or "*Source.*" in text
    assert "*See also.* {term}" in text


def test_no_glossary_entry_repeats_another():
    names = [name.casefold() for name in entries()]
    assert len(names) == len(set(names))


def test_a_contested_word_says_so():
    contested = [name for name, text in entries().items() if "*Contested.*" in text]
    assert {"Ally", "White privilege", "Microaggression", "Unconscious bias", "Institutional racism"} <= set(contested)
    assert len(contested) >= 25


READING = (ROOT / "book" / "reference" / "reading-list.md").read_text(encoding="utf-8")
WORKS = re.findall(r"^- \{cite:t\}`([^`]+)`\.\n((?:  .*\n)+)", READING.partition("## What to do next")[0], re.MULTILINE)


@pytest.mark.parametrize(("key", "note"), WORKS, ids=[key for key, _ in WORKS])
def test_a_work_on_the_reading_list_says_how_hard_how_long_and_what_for(key, note):
    assert re.match(r"  \*\*(Start here|Next|Deep)\*\*, [^*\n]+\.\n  [^*]", note), (
        "level, length, then what it is about"
    )
    assert "*Good for*: " in note


def test_the_reading_list_has_no_bare_entry():
    assert len(WORKS) >= 35
    assert READING.partition("## What to do next")[0].count("- {cite") == len(WORKS)
    assert "## Counter-views worth reading" in READING
