"""The thirteen questions, answered from an invented return: with figures that are checked, or with what it lacks."""

import re
from dataclasses import replace

import pytest

from edi_handbook.report import answers
from edi_handbook.report.figures import ratio_name
from edi_handbook.strategy import offered
from edi_handbook.workforce.claims import SOUND, check_claims
from edi_handbook.workforce.definitions import APPOINTMENT, DISCIPLINARY
from edi_handbook.workforce.published import DATA
from edi_handbook.workforce.returns.check import read_return

LARGE, SMALL = "SYN-A", "SYN-C"


@pytest.fixture(scope="module")
def counts():
    return read_return(DATA / "synthetic-system" / "synthetic-system.csv")[0]


def asked(counts, code, year=2025):
    return answers.answers(counts, code, year, answers.printed(counts, code, year))


@pytest.fixture(scope="module")
def large(counts):
    return asked(counts, LARGE)


def test_every_question_has_its_answer_in_order(large):
    assert [(one.number, one.question) for one in large] == [(q.number, q.question) for q in offered.questions()]
    assert {question.answer for question in offered.questions()} == set(answers._ANSWERS)


def test_an_answer_that_is_not_whole_says_what_to_ask_of_which_role(large):
    for one, question in zip(large, offered.questions(), strict=True):
        assert one.text.endswith(f"({question.ask_role}).") == (one.state != answers.ANSWERED), one
    lacking = {one.number for one in large if one.state == answers.LACKS}
    assert {2, 3, 6, 7, 11} <= lacking, "a return has no place for these"
    assert all("our return lacks" in one.text for one in large if one.state == answers.LACKS)


def test_what_the_page_says_of_a_return_is_so_of_one_that_is_filled_in(large):
    """The column `in_return` of the questions, which a page prints beside each."""
    said = {answers.ANSWERED: offered.ANSWERS, answers.IN_PART: offered.IN_PART, answers.LACKS: offered.LACKS}
    assert [said[one.state] for one in large] == [question.in_return for question in offered.questions()]


@pytest.mark.parametrize("code", [LARGE, SMALL, "SYN-D", "SYN-F"])
def test_every_figure_is_in_the_text_and_sound_by_the_claim_checker(counts, code):
    found = asked(counts, code)
    stated = [figure for one in found for figure in one.figures]
    assert stated
    assert {verdict.verdict for verdict in check_claims(counts, stated)} <= set(SOUND)
    for one in found:
        assert all(figure.value in one.text for figure in one.figures), one
        # And no ratio with an interval stands there that was not checked.
        ratios = re.findall(r"([\d.]+) \([\d.]+ to [\d.]+\)", one.text)
        assert sorted(ratios) == sorted(figure.value for figure in one.figures if figure.unit == "ratio"), one


def test_a_figure_that_the_counts_do_not_give_is_refused(counts):
    published = answers.printed(counts, LARGE, 2025)
    name = ratio_name(APPOINTMENT)
    wrong = replace(published[2025].ratios[name], text="2.56 (2.37 to 2.77)", value=2.56, low=2.37, high=2.77)
    published[2025] = replace(published[2025], ratios=published[2025].ratios | {name: wrong})
    with pytest.raises(answers.NotSound, match=r"Indicator 2, 2025, 2\.56"):
        answers.answers(counts, LARGE, 2025, published)


NO_PEOPLE = re.compile(
    r"indicators? \d( and \d)?|about \d years? in ten|about \d+ years together|and 1 is|above 1|\d*\.\d+",
    re.IGNORECASE,
)
"""Small numbers in an answer that are not of people."""


@pytest.mark.parametrize("code", ["SYN-A", "SYN-B", "SYN-C", "SYN-F", "SYN-J", "SYN-M"])
def test_no_small_number_of_people_is_told(counts, code):
    for one in asked(counts, code):
        assert not re.findall(r"(?<![\d.,])[1-7](?![\d.,%])", NO_PEOPLE.sub("", one.text)), one


def test_the_years_before_are_there_or_are_asked_for(counts, large):
    assert large[3].state == answers.ANSWERED and {"2023", "2024", "2025"} <= set(re.findall(r"20\d\d", large[3].text))
    last = asked(counts[counts["year"] == 2025], LARGE)[3]
    assert last.state == answers.IN_PART and "Your return lacks 2023 and 2024." in last.text


def test_what_is_not_in_the_return_is_told_from_what_is_hidden(counts):
    without = counts[(counts["indicator"] != DISCIPLINARY.number) & (counts["indicator"] != 9)]
    found = asked(without, LARGE)
    assert found[7].state == answers.LACKS and "counts of indicator 3" in found[7].text
    assert found[11].state == answers.LACKS and "counts of the board" in found[11].text
    small = asked(counts, SMALL)
    assert small[12].state == answers.HIDDEN and "small count away" in small[12].text
    assert small[7].state == answers.IN_PART and "[c]" in small[7].text


def test_the_last_answer_has_the_change_the_gap_and_what_counts_can_show(large):
    said = large[12].text
    assert "The change from 2024 to 2025 cannot be told from chance" in said
    assert re.search(r"about 160 more appointments of BME candidates in 2025 \(interval \d+ to \d+\)", said)
    assert "Counts of this size can show a target of 1.25 met" in said  # appointments
    assert "cannot be shown met in one year" in said  # cases


def test_a_year_that_was_not_protected_is_refused(counts):
    with pytest.raises(KeyError):
        answers.answers(counts, LARGE, 2025, {})
