"""The pay gap, against the service's own table and sums done with the standard library."""

import csv
import statistics

import pytest

from edi_handbook.workforce import published

NOTEBOOK = "the-pay-gap"
pytestmark = pytest.mark.local


def trusts():
    path = published.DATA / "gender-pay-gap" / "nhs-trusts.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["reporting_year"] == "2024-25"]
    return [float(row["median_hourly_gap_pct"]) for row in rows if "Care Board" not in row["employer_name"]]


def number(cell):
    return float(cell.rstrip("%"))


def test_middle_half(notebook):
    rows = notebook.rows("median-pay-gap-local")
    lower, middle, upper = statistics.quantiles(trusts(), n=4, method="inclusive")
    for words, value in (
        ("Lower end of the middle half", lower),
        ("Middle trust", middle),
        ("Upper end of the middle half", upper),
    ):
        assert abs(number(rows[words][0]) - value) <= 0.05 + 1e-9


def test_two_below_and_two_above(notebook):
    rows = {body: number(row[0]) for body, row in notebook.rows("median-pay-gap-local").items()}
    lower, upper = rows["Lower end of the middle half"], rows["Upper end of the middle half"]
    bodies = [value for body, value in rows.items() if "iddle" not in body]
    assert len(bodies) == 5
    assert sum(value < lower for value in bodies) == 2
    assert sum(value > upper for value in bodies) == 2


def test_values_as_submitted(notebook):
    rows = notebook.rows("mean-and-median")
    assert rows["University Hospitals Birmingham"] == ["24.4%", "11.3%"]
    assert rows["The Royal Orthopaedic Hospital"] == ["31.7%", "18.6%"]
    assert all(number(mean) > number(median) for mean, median in rows.values())


def test_women_are_fewest_in_the_best_paid_quarter_but_at_one_body(notebook):
    fewest = {}
    for body, row in notebook.rows("women-by-quarter").items():
        shares = [number(cell) for cell in row]
        fewest[body] = shares.index(min(shares))
        assert statistics.mean(shares) >= 68, "about seven in ten"
    assert [body for body, quarter in fewest.items() if quarter != 3] == ["Birmingham and Solihull Mental Health"]
    assert fewest["Birmingham and Solihull Mental Health"] == 0


def test_years(notebook):
    rows = notebook.rows("median-pay-gap-by-year")
    assert rows["Birmingham Women's and Children's"][0] == "–"
    both = {body: row for body, row in rows.items() if row[4] != "–"}
    assert set(rows) - set(both) == {"NHS Birmingham and Solihull CCG"}
    smaller = {body for body, row in both.items() if number(row[4]) < number(row[3])}
    assert set(both) - smaller == {"Birmingham Women's and Children's"}


def test_every_body_of_the_returns_file_is_kept():
    rows = published.table("gender-pay-gap", "nhs-trusts")
    assert (rows["reporting_year"] == "2024-25").sum() == 195
    assert "2023-24" not in set(rows["reporting_year"]), "say on the page which years are held"
