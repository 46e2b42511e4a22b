"""A ratio over steps, against exact fractions, and the printed table as it was read."""

import re
from fractions import Fraction

import pytest

NOTEBOOK = "compounding"


def power(ratio: str, steps: int) -> Fraction:
    """Exact, by repeated multiplication: an oracle that uses no floating point and no power."""
    total = Fraction(1)
    for _ in range(steps):
        total *= Fraction(ratio)
    return total


@pytest.mark.parametrize(("column", "ratio"), list(enumerate(["1.61", "1.45", "1.25"])))
def test_powers(notebook, column, ratio):
    rows = notebook.rows("compounded-ratios")
    assert list(rows) == [str(step) for step in range(1, 8)]
    for step, row in rows.items():
        assert row[column] == f"{float(power(ratio, int(step))):.2f}"
    assert notebook.charts["compounded-ratios"]["table"]["columns"][column + 1] == f"{ratio} a step"


def test_twenty_eight(notebook):
    assert notebook.rows("compounded-ratios")["7"][0] == "28.04"
    assert [f"{float(power(end, 7)):.1f}" for end in ("1.605", "1.615")] == ["27.4", "28.7"]
    assert "27.4 and 28.7" in notebook.text


def test_printed_table(notebook):
    rows = notebook.rows("printed-and-computed")
    assert [row[0] for row in rows.values()] == ["1.59", "2.53", "4.02", "6.39", "6.39", "15.55", "24.12"]
    assert [row[1] for row in rows.values()] == [f"{float(power('1.59', step)):.2f}" for step in range(1, 8)]
    differences = [float(row[2].replace("−", "-")) for row in rows.values()]
    assert differences[:4] == [0, 0, 0, 0]
    assert all(
        round(float(row[0]) - float(row[1]), 2) == gap for row, gap in zip(rows.values(), differences, strict=True)
    )
    assert max(differences[4:]) < 0


def test_shares_by_counting_people(notebook):
    """Of 10,000 people in band 5, white people arrive with some chance and the others with a fraction of it."""
    rows = notebook.rows("published-and-compounded-shares")
    assert rows["Band 5, published"] == ["42.3%"]
    assert rows["Very senior managers, published"] == ["12.7%"]
    for ratio in ("1.25", "1.45", "1.61"):
        white, bme = 5770, 4230 / power(ratio, 7)
        assert rows[f"Computed: {ratio}, seven steps"] == [f"{float(100 * bme / (white + bme)):.1f}%"]


def test_a_factor_of_about_five(notebook):
    assert round((42.3 / 57.7) / (12.7 / 87.3), 2) == 5.04
    assert "a factor of about five" in notebook.text


def test_the_same_product(notebook):
    for row in notebook.rows("same-product").values():
        assert row[-1] == "4.00"


def test_it_is_called_an_illustration(notebook):
    for bundle in [*notebook.charts.values(), *notebook.tables.values()]:
        words = bundle["caption"] + bundle["note"]
        assert re.search("illustration|arithmetic|invented", words, re.IGNORECASE), bundle["name"]
