"""Every way to work a small count out, tried again here with fractions and whole numbers."""

import itertools
from fractions import Fraction

from edi_handbook.workforce import published

NOTEBOOK = "small-numbers"


def printed(count, size, decimals):
    """A percentage as print, rounded from the exact fraction (halves cannot tie at the sizes used)."""
    return str(round(Fraction(100 * count, size), decimals))


def given_away(decimals, told):
    cells = [(k, n) for n in range(10, 41) for k in range(1, 8)]
    found = 0
    for k, n in cells:
        fits = {
            a
            for m in range(10, 41)
            if told(m) == told(n)
            for a in range(m + 1)
            if printed(a, m, decimals) == printed(k, n, decimals)
        }
        found += fits == {k}
    return f"{100 * found / len(cells):.1f}%"


def test_how_often_a_percentage_gives_a_count_away(notebook):
    rows = notebook.rows("counts-given-away")
    for words, told in (
        ("The size of the band", lambda n: n),
        ("The size to the nearest five", lambda n: 5 * round(n / 5)),
        ("Only that it is 10 to 40", lambda n: None),
    ):
        for decimals, also in ((0, "no decimals"), (2, "two decimals")):
            assert rows[f"{words}, {also}"] == [given_away(decimals, told)]


def test_the_invented_percentage_has_two_readings(notebook):
    fits = [(k, n) for n in range(8, 61) for k in range(n + 1) if f"{100 * k / n:.2f}" == "4.55"]
    assert fits == [(1, 22), (2, 44)]
    assert "One of 22, or two of 44." in notebook.text


def test_the_badly_hidden_cell_can_be_worked_out(notebook):
    rows = notebook.rows("team-hidden-badly")
    bme = {band: row[1] for band, row in rows.items()}
    assert bme["Band 8b"] == "*"
    assert int(bme["All three"]) - int(bme["Band 7"]) - int(bme["Band 8a"]) == 1
    assert int(rows["Band 8b"][2]) - int(rows["Band 8b"][0]) == 1


def test_the_protected_cell_cannot(notebook):
    """All tables of whole numbers that print the same leave at least two values for the hidden count."""
    rows = notebook.rows("team-protected")
    assert rows["Band 8b"][1:] == ["[c]", "20", "[c]"]

    def near(cell):
        shown = int(cell)
        return range(max(8, shown - 2), shown + 3)

    possible = {
        hidden
        for hidden in range(1, 8)
        for seven, eight_a, white in itertools.product(
            near(rows["Band 7"][1]), near(rows["Band 8a"][1]), near(rows["Band 8b"][0])
        )
        if seven + eight_a + hidden in near(rows["All three"][1]) and white + hidden in near(rows["Band 8b"][2])
    }
    assert len(possible) > 1


def test_the_published_total_gives_a_sum_away_and_no_cell_is_printed(notebook):
    words = "".join(notebook.printed)
    table = published.table("scientist-training-programme", "accepted-2022")
    cells = dict(zip(table["ethnic_group"], table["accepted_offers"], strict=True))
    total = int(cells.pop("Total"))
    left = total - sum(int(cell) for cell in cells.values() if cell != "<5")
    assert f"The total is {total}." in words
    assert f"hidden cells add up to {left}" in words
    sets = sum(1 for one in itertools.product((1, 2, 3, 4), repeat=5) if sum(one) == left)
    assert f"leaves {sets} sets of 1,024" in words
    assert 6.5 / 8 < 1 - sets / 1024 < 7 / 8
    assert f"1 print from {sets} sets" in words
    assert all(
        ours == "[c]"
        for published_cell, ours in notebook.rows("accepted-offers-protected").values()
        if published_cell == "<5"
    )


def test_twice_as_many_groups_are_hidden(notebook):
    rows = notebook.rows("accepted-offers-protected").values()
    assert sum(ours == "[c]" for _, ours in rows) == 2 * sum(theirs == "<5" for theirs, _ in rows)
