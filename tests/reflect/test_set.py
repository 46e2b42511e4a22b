"""The set is whole, and keeps the rules that protect the people who use it."""

import re

import pytest

from edi_handbook.reflect.model import SUPPORT
from tests.reflect.desk import REFLECTIONS, ROOT, SOURCE

EXPECTED = {
    "being-an-ally", "performance-or-practice", "acting-against-racism", "advantage-i-did-not-ask-for", "small-slights",
    "belief-attitude-treatment", "slowing-down-a-quick-judgement", "which-rule-let-this-happen",
    "before-i-sit-on-a-panel", "before-i-start-a-formal-process", "when-someone-tells-me", "my-next-three-months",
    "a-patient-refuses-care", "a-meeting-talks-over-a-colleague", "not-a-good-fit",
}  # fmt: skip
POLLS = {"check-out", "six-weeks-on"}
# Those that somebody adds keep the same rules.
ASKED_OF_A_GROUP = sorted(name for name, reflection in REFLECTIONS.items() if reflection.poll)
PRIVATE = sorted(set(REFLECTIONS) - set(ASKED_OF_A_GROUP))


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def test_the_set_is_whole():
    assert set(REFLECTIONS) >= EXPECTED | POLLS
    assert set(ASKED_OF_A_GROUP) >= POLLS and not set(ASKED_OF_A_GROUP) & EXPECTED


def test_the_check_out_has_two_questions():
    assert len(REFLECTIONS["check-out"].items) == 2


def test_no_poll_asks_for_own_words_or_for_what_was_done_to_someone():
    for name in ASKED_OF_A_GROUP:
        for item in REFLECTIONS[name].items:
            assert item.kind in ("choose-one", "choose-several", "agreement")
            assert item.track is None and item.account is None


def test_three_are_branching_scenarios():
    assert sum(any(item.kind == "scenario" for item in r.items) for r in REFLECTIONS.values()) >= 3


@pytest.mark.parametrize("name", sorted(REFLECTIONS))
def test_nothing_scores_or_labels_a_person(name):
    words = " ".join(texts(REFLECTIONS[name].model_dump(mode="json")))
    assert not re.search(
        r"your score|points? out of|you are (a |an )?(racist|biased|good ally|bad)|\bpass mark\b", words, re.I
    )


@pytest.mark.parametrize("name", sorted(REFLECTIONS))
def test_house_words(name):
    words = " ".join(texts(REFLECTIONS[name].model_dump(mode="json")))
    assert not re.search(r"\b(BAME|BME|simply|obviously|just a)\b", words)
    assert "color" not in words and "behavior" not in words
    assert "!" not in words.replace('alike!"', "")  # one character in a scene says it


@pytest.mark.parametrize("name", sorted(REFLECTIONS))
def test_every_question_can_be_left_open(name):
    for item in REFLECTIONS[name].items:
        if item.kind in ("choose-one", "choose-several", "agreement"):
            assert item.not_sure, f"{item.id} needs 'not sure'"


def test_slights_and_allyship_have_two_tracks():
    for name in ("being-an-ally", "small-slights"):
        assert set(REFLECTIONS[name].tracks) == {"see", "me"}


def test_support_names_the_guardian_and_comes_before_the_first_question():
    from edi_handbook.reflect import page

    assert any("Freedom to Speak Up Guardian" in line for line in SUPPORT)
    for reflection in REFLECTIONS.values():
        html = page.html(reflection)
        assert html.index("Freedom to Speak Up Guardian") < html.index("<fieldset")


@pytest.mark.parametrize("name", sorted(REFLECTIONS))
def test_the_facilitators_minutes_add_up(name):
    notes = REFLECTIONS[name].facilitator
    steps = [re.search(r"\((\d+) minutes\)$", step) for step in notes.run]
    assert all(steps), "each step says its minutes"
    assert sum(int(step[1]) for step in steps) == notes.minutes


@pytest.mark.parametrize("name", PRIVATE)
def test_a_chapter_leads_to_the_reflection_and_the_reflection_back(name):
    page = (SOURCE / f"{name}.md").read_text(encoding="utf-8")
    chapters = {link for link in re.findall(r"</(book/(?:learn|strategy)/[a-z-]+)>", page)}
    assert chapters, "it links to no chapter"
    there = [chapter for chapter in chapters if f"reflections/{name}>" in (ROOT / f"{chapter}.md").read_text("utf-8")]
    assert there, f"no chapter of {sorted(chapters)} links to it"
