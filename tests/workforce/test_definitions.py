"""Which group is on top, and what kind each indicator is."""

import pytest

from edi_handbook.workforce.definitions import INDICATORS, RATES, Direction, Gap, Mix, Rate


@pytest.mark.parametrize(
    ("text", "pair", "words"),
    [
        ("white_over_bme", ("white", "bme"), "white over BME"),
        ("bme_over_white", ("bme", "white"), "BME over white"),
        ("board_minus_workforce", ("board", "workforce"), "board minus workforce"),
    ],
)
def test_a_direction_is_read_by_its_value_or_in_words(text, pair, words):
    for written in (text, words):
        found = Direction(written)
        assert (found.value, found.pair, (found.top, found.bottom), found.words) == (text, pair, pair, words)


@pytest.mark.parametrize("text", ["", "white over bme", "White over BME", "WHITE_OVER_BME", "bme", None, 1])
def test_what_is_no_direction_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match="is not a direction: write one of “white over BME”, “BME over white”"):
        Direction(text)


def test_no_group_is_on_top_of_a_share():
    assert Direction("none") is Direction.NONE
    with pytest.raises(ValueError, match="no group is on top"):
        _ = Direction.NONE.top


def test_the_nine_are_of_three_kinds():
    assert [type(one) for one in INDICATORS.values()] == [Mix, *[Rate] * 7, Gap]
    assert list(INDICATORS) == list(range(1, 10))


def test_each_rate_knows_its_pair():
    """By hand, from the standard: appointment and training have white on top, discipline has BME."""
    on_top = {rate.number: rate.pair[0] for rate in RATES if rate.unit == "ratio"}
    assert on_top == {2: "white", 3: "bme", 4: "white"}
    assert {rate.pair for rate in RATES if rate.unit == "percent"} == {("bme", "white")}
