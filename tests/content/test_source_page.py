"""The handbook covers the subjects of the page that it grew from, and none of that page's sentences.

The page is not ours to ship, so `source-page-runs.txt` holds only a digest of each run of eight of its words: words are
lower-cased runs of letters, digits and apostrophes, joined by one space; the digest is the first 12 hexadecimal digits
of SHA-256. It was made once, from the page as it stood, and a digest cannot be turned back into words.
"""

import hashlib
import re
from pathlib import Path

import pytest

from tests.content.pages import ROOT, pages

RUN = 8
KNOWN = set((Path(__file__).parent / "source-page-runs.txt").read_text().split())


def runs(text: str) -> dict[str, str]:
    """Each run of eight words, by its digest."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    spans = (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return {hashlib.sha256(span.encode()).hexdigest()[:12]: span for span in spans}


def test_the_digests_recognise_a_sentence_of_the_page():
    # A third party's definition, which the page quotes and the glossary quotes with its source.
    quoted = "an active way of seeing and being in the world, in order to transform it"
    assert len(KNOWN) > 800
    assert set(runs(quoted)) <= KNOWN


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_run_of_eight_words_in_common_with_the_source_page(page):
    shared = sorted(text for digest, text in runs(page.prose).items() if digest in KNOWN)
    assert not shared, f"{page.name} shares words with the source page outside quotations: {shared}"


# The subjects of the source page, and where a reader who searches for the plain name must land.
SUBJECTS = {
    "Equality, diversity and inclusion": "book/reference/glossary.md",
    "ED&I Workforce Champion": "book/strategy/edi-workforce-champion.md",
    "Cultural competency development programme": "book/strategy/cultural-competency-programme.md",
    "Six high impact actions": "book/strategy/six-high-impact-actions-2020.md",
    "Staff network": "book/reference/glossary.md",
    "Ally": "book/reference/glossary.md",
    "Performative allyship": "book/reference/glossary.md",
    "Anti-racism": "book/reference/glossary.md",
    "White privilege": "book/reference/glossary.md",
    "Microaggression": "book/reference/glossary.md",
    "Microaggressions": "book/reference/glossary.md",
    "Stereotyping and prejudice": "book/reference/glossary.md",
    "Unconscious bias": "book/reference/glossary.md",
    "Systemic racism": "book/reference/glossary.md",
    "Institutional racism": "book/reference/glossary.md",
    "Reading list": "book/reference/reading-list.md",
    "Stephen Lawrence": "book/reference/glossary.md",
}
# What the source page said of these subjects, as words that must stand together in one part of a page, with a source.
LEARN = "book/learn/"
SAID = {
    "performative allyship on social media": (
        "performative-allyship.md",
        ("Blackout", "Instagram", "what you will do"),
    ),
    "amplifying Black voices": ("being-an-ally.md", ("Amplify Black voices", "whose it is")),
    "stepping back and listening": ("being-an-ally.md", ("Step back", "Listen")),
    "non-Black people of colour as allies": (
        "being-an-ally.md",
        ("non-Black people of colour", "allies to Black"),
    ),
    "courts in systemic racism": ("institutional-and-systemic-racism.md", ("Courts", "Crown Court")),
    "media in systemic racism": ("institutional-and-systemic-racism.md", ("Media", "newspaper")),
    "bias for as well as against": ("unconscious-bias.md", ("for somebody as well as against", "favouring")),
    "work beyond the workplace": ("anti-racism.md", ("does not end with the shift", "Schools")),
}
# A subject of the glossary must be a heading or an entry of its own there, not a mention.
ENTRIES = {name for name, page in SUBJECTS.items() if page.endswith("glossary.md")} - {"Stephen Lawrence"}


@pytest.mark.local
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_of_the_source_page_is_found_by_its_plain_name(subject):
    text = (ROOT / SUBJECTS[subject]).read_text(encoding="utf-8")
    if subject in ENTRIES:
        assert re.search(rf"^(#+ )?{re.escape(subject)}$", text, re.MULTILINE | re.IGNORECASE), subject
    else:
        assert re.search(rf"\b{re.escape(subject)}\b", text, re.IGNORECASE), subject


@pytest.mark.parametrize("subject", SAID)
def test_nothing_that_the_source_page_said_is_lost(subject):
    page, words = SAID[subject]
    text = (ROOT / LEARN / page).read_text(encoding="utf-8")
    parts = [part for part in re.split(r"^#+ .*$", text, flags=re.MULTILINE) if all(word in part for word in words)]
    assert any("{cite:" in part for part in parts), f"{subject}: say it again on {page}, with its source"
