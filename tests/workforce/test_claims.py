"""The claim checker: what a draft paper says, and what is said of it."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook.workforce.claims import SOUND, VERDICTS, Claim, check_claims, is_number

COLUMNS = ["organisation_code", "organisation_name", "year", "indicator", "measure", "subgroup", "group", "count"]


def rows(indicator, year=2024, code="EX1", subgroup="all", **measures):
    return [
        (code, "Example", year, indicator, measure, subgroup, group, float(count))
        for measure, cells in measures.items()
        for group, count in zip(("white", "bme", "unknown"), cells, strict=True)
    ]


# Indicator 3 is Kent and Medway's: 9 of 725 over 17 of 2,505. Indicator 2 is the Scientist Training Programme 2019
# with invented unknowns, 8 is University Hospitals Birmingham 2024, the workforce is North Cumbria 2025.
RETURN = pd.DataFrame(
    [
        *rows(1, subgroup="clinical:band-5", headcount=(4000, 700, 75)),
        *rows(1, subgroup="non-clinical:band-8a", headcount=(2307, 290, 50)),
        *rows(2, shortlisted=(5253, 2632, 600), appointed=(338, 75, 90)),
        *rows(2, 2023, shortlisted=(3120, 747, 60), appointed=(518, 83, 7)),
        *rows(3, headcount=(2505, 725, 66), entered_disciplinary=(17, 9, 4)),
        *rows(8, respondents=(5745, 3261, 300), answered_yes=(478, 576, 60)),
        *rows(9, headcount=(6307, 990, 125), board_voting=(11, 1, 1), board_executive=(6, 0, 0)),
    ],
    columns=COLUMNS,
)


def verdict(indicator, value, unit, group="", year=2024, subgroup="", counts=RETURN):
    claim = Claim(2, indicator, year, group, value, unit, subgroup=subgroup)
    return check_claims(counts, [claim])[0]


CASES = [
    # indicator, value, unit, group, verdict, words of the explanation
    (3, "1.83", "ratio", "", "reproduced", "9 of 725"),
    (3, "1.829", "ratio", "", "reproduced", ""),
    (3, "1.8", "ratio", "", "rounded", "1 decimal"),
    (3, "2", "ratio", "", "rounded", "0 decimals"),
    (3, "1.82", "ratio", "", "rounded", "Cut off"),
    (3, "1.7", "ratio", "", "rounded", "rates already rounded, 1.2% over 0.7%"),
    (3, "1.80", "ratio", "", "not_reproduced", ""),
    (3, "0.55", "ratio", "", "reversed", "turned round"),
    (3, "0.547", "ratio", "", "reversed", "turned round: this indicator"),
    (3, "0.58", "ratio", "", "reversed", "rounded rates"),
    (3, "1.83", "percent", "", "wrong_unit", "not a per cent"),
    (3, "1.83%", "ratio", "", "wrong_unit", "not a per cent"),
    (3, "183", "percent", "", "wrong_unit", "times 100"),
    (3, "83", "percent", "", "wrong_unit", "how much more likely"),
    (3, "0.56", "ratio", "", "wrong_unit", "difference of the two rates"),
    (3, "0.6", "percentage_points", "", "reproduced", ""),
    (3, "-0.6", "percentage_points", "", "reversed", "other way round"),
    (3, "1.8", "percentage_points", "", "wrong_unit", "ratio of the two rates"),
    (3, "0.53", "ratio", "", "not_reproduced", "Wrong denominator"),
    (3, "6.53", "ratio", "", "groups_swapped", "entered_disciplinary are swapped"),
    (3, "0.15", "ratio", "", "groups_swapped", "headcount are swapped"),
    (3, "1.52", "ratio", "", "not_reproduced", "Unknowns left in: they are counted with white"),
    (3, "1.88", "ratio", "", "not_reproduced", "Unknowns left in: they are in the denominator with white"),
    (3, "0", "ratio", "", "not_reproduced", "Nothing that was tried"),
    (3, "1.2", "percent", "bme", "reproduced", "9 of 725"),
    (3, "0.7", "percent", "bme", "groups_swapped", "white"),
    (3, "1.83", "percent", "bme", "wrong_unit", "ratio of the two groups"),
    (2, "2.26", "ratio", "", "reproduced", "white over BME"),
    (2, "0.44", "ratio", "", "reversed", "white over BME"),
    (2, "2.26%", "percent", "", "wrong_unit", ""),
    (2, "4.51", "ratio", "", "not_reproduced", "without dividing"),
    (2, "126", "percent", "", "wrong_unit", "more likely"),
    (2, "3.6", "ratio", "", "wrong_unit", "percentage points, read as a ratio"),
    (2, "1.49", "ratio", "", "not_reproduced", "figure of 2023"),
    (2, "9.99", "ratio", "", "not_reproduced", "Nothing that was tried"),
    (8, "17.7", "percent", "bme", "reproduced", "576 of 3,261"),
    (8, "17.66", "percent", "bme", "reproduced", ""),
    (8, "18", "percent", "bme", "rounded", "0 decimals"),
    (8, "17.6", "percent", "bme", "rounded", "Cut off"),
    (8, "8.3", "percent", "bme", "groups_swapped", "white"),
    (8, "0.18", "percent", "bme", "wrong_unit", "fraction"),
    (8, "17.7", "percentage_points", "bme", "wrong_unit", "share in per cent"),
    (8, "12.0", "percent", "bme", "not_reproduced", "all groups"),
    (8, "17.9", "percent", "bme", "not_reproduced", "Unknowns left in"),
    (8, "82.3", "percent", "bme", "not_reproduced", "rest, up to 100%"),
    (8, "2.12", "ratio", "", "reproduced", ""),
    (8, "9.3", "percentage_points", "", "reproduced", "BME minus white"),
    (8, "9.3", "ratio", "", "wrong_unit", "difference"),
    (1, "13.3", "percent", "bme", "reproduced", "990 of 7,422"),
    (1, "13.6", "percent", "bme", "not_reproduced", "left out of the whole"),
    (1, "85.0", "percent", "bme", "groups_swapped", "white"),
    (9, "-5.6", "percentage_points", "", "reproduced", "1 of 13"),
    (9, "−5.6", "percentage_points", "", "reproduced", ""),
    (9, "5.6", "percentage_points", "", "reversed", "board minus workforce"),
    (9, "-5.6", "percent", "", "wrong_unit", "percentage points"),
    (9, "0.58", "percentage_points", "", "wrong_unit", "over the workforce's"),
    (9, "7.7", "percentage_points", "", "not_reproduced", "board's BME share"),
    (9, "-13.3", "percentage_points", "", "not_reproduced", "executive"),
    (7, "50.0", "percent", "bme", "not_reproduced", "does not have the counts"),
    # Of whom it is said.
    (2, "2.26", "ratio", "white", "reproduced", "white over BME"),
    (2, "2.26", "ratio", "bme", "reversed", "what is said of BME is BME over white"),
    (2, "0.44", "ratio", "bme", "reproduced", "0.44, BME over white"),
    (2, "0.44", "ratio", "white", "reversed", "this indicator is white over BME"),
    (2, "0.22", "ratio", "bme", "not_reproduced", "without dividing"),
    (3, "1.83", "ratio", "bme", "reproduced", "BME over white"),
    (3, "1.83", "ratio", "white", "reversed", "white over BME"),
    (3, "0.55", "ratio", "white", "reproduced", "17 of 2,505 white and 9 of 725 BME"),
    (3, "1.83", "ratio", "unknown", "not_reproduced", "in no comparison"),
    (8, "9.3", "percentage_points", "bme", "reproduced", "BME minus white"),
    (8, "-9.3", "percentage_points", "white", "reproduced", "white minus BME"),
    (8, "9.3", "percentage_points", "white", "reversed", "other way round"),
    (9, "-5.6", "percentage_points", "bme", "reproduced", "BME are 1 of 13"),
    (9, "-0.4", "percentage_points", "white", "reproduced", "white are 11 of 13"),
    (9, "-5.6", "percentage_points", "white", "groups_swapped", "BME shares"),
    (9, "-5.6", "percentage_points", "unknown", "not_reproduced", "in no comparison"),
]


@pytest.mark.parametrize(("indicator", "value", "unit", "group", "expected", "words"), CASES)
def test_verdict(indicator, value, unit, group, expected, words):
    found = verdict(indicator, value, unit, group)
    assert (found.verdict, words in found.explanation) == (expected, True), found
    assert found.verdict in VERDICTS and found.row == 2 and "\n" not in found.explanation


def test_a_band():
    assert verdict(1, "14.7", "percent", "bme", subgroup="clinical:band-5").verdict == "reproduced"
    wrong = verdict(1, "70.7", "percent", "bme", subgroup="clinical:band-5")
    assert wrong.verdict == "not_reproduced" and "part of the group who are in the band" in wrong.explanation


@pytest.mark.parametrize(("value", "unit", "group"), [("2.26", "ratio", ""), ("2.8", "percent", "bme")])
def test_a_band_that_the_return_does_not_count_is_not_taken_for_all_staff(value, unit, group):
    assert verdict(2, value, unit, group).verdict == "reproduced"
    found = verdict(2, value, unit, group, subgroup="clinical:band-5")
    assert found.verdict == "not_reproduced" and "indicator 2, clinical:band-5, of EX1" in found.explanation


def test_two_organisations_and_no_code():
    two = pd.concat([RETURN, RETURN.assign(organisation_code="EX2")])
    found = verdict(3, "1.83", "ratio", counts=two)
    assert found.verdict == "not_reproduced" and "organisation_code" in found.explanation
    named = check_claims(two, [Claim(2, 3, 2024, "", "1.83", "ratio", "EX2")])[0]
    assert named.verdict == "reproduced"


def test_no_counts_at_all():
    assert verdict(3, "1.83", "ratio", counts=RETURN.iloc[:0]).verdict == "not_reproduced"
    nobody = pd.DataFrame(rows(2, shortlisted=(0, 0, 0), appointed=(0, 0, 0)), columns=COLUMNS)
    for unit in ("ratio", "percent", "percentage_points"):
        for group in ("", "white", "bme", "unknown"):
            assert verdict(2, "1.5", unit, group, counts=nobody).verdict == "not_reproduced"


whole = st.integers(20, 5000)


@st.composite
def rate(draw):
    people = draw(whole)
    return people, draw(st.integers(1, people))


@given(st.sampled_from([2, 3, 4]), rate(), rate(), rate())
def test_the_true_ratio_is_always_reproduced_and_its_inverse_never_is(indicator, white, bme, unknown):
    names = {
        2: ("shortlisted", "appointed"),
        3: ("headcount", "entered_disciplinary"),
        4: ("headcount", "accessed_training"),
    }
    pairs = (white, bme, unknown)
    measures = {name: [pair[place] for pair in pairs] for place, name in enumerate(names[indicator])}
    counts = pd.DataFrame(rows(indicator, **measures), columns=COLUMNS)
    top, bottom = (bme, white) if indicator == 3 else (white, bme)
    ratio = Fraction(top[1], top[0]) / Fraction(bottom[1], bottom[0])
    said_of_top, said_of_bottom = ("bme", "white") if indicator == 3 else ("white", "bme")
    stated = [
        (ratio, 4, "ratio", ""),
        (ratio, 4, "ratio", said_of_top),
        (1 / ratio, 4, "ratio", said_of_bottom),
        (ratio, 2, "ratio", ""),
        (1 / ratio, 4, "ratio", ""),
        (1 / ratio, 4, "ratio", said_of_top),
        (ratio, 4, "ratio", said_of_bottom),
        (ratio, 4, "percent", ""),
    ]
    claims = [
        Claim(2, indicator, 2024, group, f"{float(value):.{places}f}", unit) for value, places, unit, group in stated
    ]
    *exact, rounded, inverse, of_top, of_bottom, percent = (found.verdict for found in check_claims(counts, claims))
    assert exact == ["reproduced"] * 3 and rounded in SOUND
    if abs(ratio - 1) > 0.1:
        assert not {inverse, of_top, of_bottom} & set(SOUND)
    if ratio > 0.001:
        assert percent == "wrong_unit"


@given(st.text(alphabet="0123456789.-−%, eE+x", max_size=12))
def test_whatever_is_accepted_as_a_value_gets_a_verdict(text):
    if is_number(text):
        assert verdict(3, text, "ratio").verdict in VERDICTS
