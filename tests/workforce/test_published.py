"""Published figures: the right value under the right key, printed as it should be."""

import math

import pytest

from edi_handbook.workforce import packages, published, text


@pytest.mark.parametrize(
    ("key", "shown", "direction"),
    [
        ("wres:england:2:2023", "1.59", "white over BME"),
        ("wres:midlands:2:2024", "1.71", "white over BME"),
        ("wres:england:3:2023", "1.03", "BME over white"),
        ("wres:england:4:2017", "1.22", "white over BME"),
        ("wres:royal-papworth:3:2017", "9.5", "BME over white"),  # not 9.50: one decimal was printed
        ("wres:england:1:2024:bme", "28.6%", ""),
        ("wres:england:1:2017:bme", "18%", ""),  # published as a whole number
        ("wres:england:1:2021:bme:headcount", "309,532", ""),
        ("wres:christie:9:2022:bme:gap", "−0.64 percentage points", ""),
        ("referrals:uk-doctors:referral:2020:bme", "0.58%", ""),
    ],
)
def test_text_and_direction(key, shown, direction):
    found = published.figure(key)
    assert (found.text, found.direction) == (shown, direction)


@pytest.mark.local
@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("nss2024:uhb:8:2024:bme", "17.7%"),
        ("nss2024:bwc:5:2024:white", "20.1%"),  # 413 of 2,050 is 20.146, printed as 20.15: not rounded twice
        ("nss2024:bsol:8:2024:all-staff", "11.0%"),
        ("census2021:birmingham:residents:2021:white", "48.6%"),
        ("census2021:bsol:residents:2021:white", "53.9%"),
        ("gender-pay-gap:bsol-ccg:median-hourly:2022", "20.2%"),
    ],
)
def test_figures_of_this_place_keep_their_keys(key, shown):
    """Also where the folder or the file that holds them took another name."""
    assert published.figure(key).text == shown


@pytest.mark.local
def test_every_source_of_a_figure_is_named_in_the_order_of_its_row():
    assert [one.id for one in published.figure("nss2024:uhb:8:2024:bme").sources] == ["S72", "S71"]


def test_counts_come_with_the_figure():
    found = published.figure("clinical-psychology:uk:accepted:2015:bme")
    assert (found.numerator, found.denominator, found.counts) == (73, 602, "73 of 602")
    assert published.figure("wres:england:2:2023").counts == "counts not published"
    assert [one.id for one in found.sources] == ["S74"]


def test_second_reading_wins():
    assert published.figure("wres:england:9:2016:bme").value == 7.1
    assert published.figure("wres:england:2:2022").value == 1.54
    assert published.figure("wres:england:2:2022").status == "conflict"
    assert "1.53" in published.figure("wres:england:2:2022").note


@pytest.mark.parametrize(
    "key", ["wres:england:2:2024", "wres:england:3:2020", "wres:england:3:2024", "wres:england:1:2020:bme"]
)
def test_unconfirmed_years_are_absent(key):
    with pytest.raises(published.UnknownFigure, match="No published figure has the key"):
        published.figure(key)


def test_unknown_key_names_the_closest():
    with pytest.raises(LookupError) as caught:
        published.figure("wres:midland:2:2024")
    message = caught.value.args[0]
    assert "wres:midlands:2:2024" in message
    assert "\n" not in message
    with pytest.raises(LookupError, match="Keys start with one of census2021, "):
        published.figure("?")


def test_a_missing_year_is_a_gap():
    found = published.series("wres", "england", 3)
    assert list(found.index) == list(range(2016, 2024))
    assert math.isnan(found[2020])
    assert found.drop(2020).tolist() == [1.56, 1.37, 1.24, 1.22, 1.14, 1.14, 1.03]
    longer = published.series("wres", "england", 3, years=range(2016, 2026))
    assert longer[[2024, 2025]].isna().all()


def test_filter_that_matches_nothing_is_an_error():
    with pytest.raises(published.UnknownFigure, match="place = atlantis"):
        published.figures("wres", place="atlantis")


def test_every_key_is_lower_case_and_kebab():
    for one in published.figures():
        parts = one.key.split(":")
        assert 4 <= len(parts) <= 6
        assert all(part and part == part.lower() and " " not in part and "_" not in part for part in parts), one.key
        assert published.figure(one.key) is one


def test_unknown_source():
    with pytest.raises(published.UnknownSource, match="S00"):
        published.source("S00")


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        (lambda: text.number(-0.001, 2), "0.00"),
        (lambda: text.number(-1234.5, 1), "−1,234.5"),
        (lambda: text.ratio(1.005), "1.01"),  # half up on what a reader sees, not on the binary number
        (lambda: text.percent(float("nan")), "not known"),
        (lambda: text.points(-1), "−1.0 percentage point"),
        (lambda: text.interval(0.68, math.inf), "0.68 or more"),
        (lambda: text.interval(math.nan, math.nan), "none"),
    ],
)
def test_how_numbers_are_printed(call, shown):
    assert call() == shown


@pytest.mark.parametrize("words", ["", "white over bme", "BME ober white"])
def test_a_direction_that_nobody_knows_is_never_guessed(words):
    row = next(row for row in packages.rows(published.DATA, "wres-england/wres-england.csv") if row["unit"] == "ratio")
    assert published._fault("wres", row) == ""
    said = f"“{words}” is not a direction: write one of “white over BME”, “BME over white”"
    assert published._fault("wres", row | {"direction": words}).startswith(said)
