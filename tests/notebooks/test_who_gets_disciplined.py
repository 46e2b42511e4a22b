"""Indicator 3, and the sums about chance, against a simulation and sums done here."""

import random

import pytest

NOTEBOOK = "who-gets-disciplined"


def test_series_has_its_gap(notebook):
    rows = notebook.rows("disciplined-england")
    assert rows["2020"] == ["–"]
    assert rows["2023"] == ["1.03"]


def test_trusts_beside_the_national_ratio(notebook):
    rows = notebook.rows("trusts-above-the-range")
    assert rows == {"2022": ["50%", "1.14"], "2023": ["46%", "1.03"], "2024": ["51%", "–"]}


@pytest.mark.parametrize("cases", [10, 50, 100])
def test_chance_agrees_with_a_simulation(notebook, cases):
    """Four thousand even trusts drawn case by case: an oracle that does not know the binomial formula."""
    dice = random.Random(2026)
    trusts = 4000
    over = 0
    for _ in range(trusts):
        bme = sum(dice.random() < 0.25 for _ in range(cases))
        white = cases - bme
        over += bme * 3 > 1.25 * white  # a quarter against three quarters of staff
    told = float(notebook.rows("chance-of-an-adverse-ratio")[f"{cases} cases a year"][0].rstrip("%"))
    assert told == pytest.approx(100 * over / trusts, abs=2.5)  # three standard errors of 4,000 draws


def test_about_fifty_cases_a_trust(notebook):
    assert round(11278 / 227) == 50
    assert "about fifty cases a trust" in notebook.text


def test_gap_and_ratio_part(notebook):
    rows = notebook.rows("referrals-gap-and-ratio")
    assert rows["2020"] == ["0.58%", "0.30%", "0.28 percentage points", "1.93"]
    assert rows["2022"] == ["0.41%", "0.22%", "0.19 percentage points", "1.86"]
    assert pytest.approx(1 / 3, abs=0.02) == 1 - 0.19 / 0.28


def test_bank(notebook):
    rows = notebook.rows("disciplined-bank")
    assert rows["BME, England"] == ["3.3"]
    assert rows["Black African, Midlands"] == ["8.22"]


def test_invented_trusts_are_called_invented(notebook):
    assert "invented" in notebook.charts["chance-of-an-adverse-ratio"]["caption"]
