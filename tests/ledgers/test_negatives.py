"""Which sentences need an entry, and which words are refused whatever they stand on."""

import pytest

from edi_handbook.ledgers import negatives


@pytest.mark.parametrize("sentence", [
    "Nobody published the outcome.",
    "For most of it, nobody outside can tell whether it was done.",
    "No one has published it.",
    "No body has published it.",
    "How much, nobody can say without the counts.",
    "Published figures cannot say.",
    "We cannot know.",
    "It is impossible to tell.",
    "There is no way of knowing.",
    "D means that nobody has tested it well.",
])  # fmt: skip
def test_what_makes_of_our_looking_a_fact_about_the_world_is_refused(sentence):
    assert negatives.refused(sentence)


@pytest.mark.parametrize("sentence", [
    "Nobody speaks for a group, and nobody is asked to.",
    "Nobody can promise you a cure.",
    "Whoever saw both may guess it, and cannot know it.",
])  # fmt: skip
def test_what_is_said_of_people_is_let_pass(sentence):
    assert not negatives.refused(sentence)


@pytest.mark.parametrize("sentence", [
    "The wording is to be confirmed.",
    "Whether it began is not known.",
    "No figure was found for any organisation here.",
    "No figure for indicator 2 was found.",
    "We could not find out whether it began.",
    "Counts were not published.",
    "We know of no trial of it.",
    "We found no study of it.",
    "The trust did not publish it.",
    "We have not read the regulations.",
    "No trial has tested it.",
    "None was found.",
    "What came of it we do not know.",
])  # fmt: skip
def test_a_negative_sentence_needs_an_entry(sentence):
    assert negatives.negative(sentence)


@pytest.mark.parametrize("sentence", [
    "“Not known” means that the ethnicity is not recorded.",
    "It found that most tried something short.",
    "Do not publish a ratio that rests on a handful of people.",
    "A gap that is not explained asks for counts.",
])  # fmt: skip
def test_other_sentences_need_none(sentence):
    assert not negatives.negative(sentence)


def test_an_entry_belongs_to_its_own_sentence():
    text = "One was not found \x02a\x03. Two was not found. Is it? It was not found (2020) \x02b\x03."
    assert list(negatives.sentences(text)) == [
        ("One was not found .", ["a"]),
        ("Two was not found.", []),
        ("Is it?", []),
        ("It was not found (2020) .", ["b"]),
    ]
