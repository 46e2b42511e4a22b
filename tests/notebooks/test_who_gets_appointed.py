"""Indicator 2 and two selection processes, against sums and SciPy done here."""

import re

import pytest
from scipy.stats.contingency import relative_risk

from edi_handbook.workforce import published

NOTEBOOK = "who-gets-appointed"
EARLY = ["1.57", "1.60", "1.45", "1.46", "1.61"]


def test_published_series(notebook):
    rows = notebook.rows("appointed-england-midlands")
    assert [rows[str(year)][0] for year in range(2016, 2024)] == [*EARLY, "1.61", "1.54", "1.59"]
    assert rows["2024"] == ["–", "1.71"]
    assert [rows[str(year)][1] for year in (2022, 2023, 2024)] == ["1.46", "1.50", "1.71"]


def test_regions(notebook):
    rows = notebook.rows("appointed-by-region")
    assert len(rows) == 7
    change = {region: round(float(row[2]) - float(row[1]), 2) for region, row in rows.items()}
    assert {region: float(row[3].replace("−", "-")) for region, row in rows.items()} == change
    assert sum(value > 0 for value in change.values()) == 4
    assert sum(value < 0 for value in change.values()) == 3
    assert max(map(abs, change.values())) == 0.43
    assert all(float(row[i]) > 1 for row in rows.values() for i in range(3))


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("Clinical psychology 2015", (504, 2918, 73, 602)),
        ("Clinical psychology 2019", (518, 3120, 83, 747)),
        ("Clinical psychology 2024", (846, 3994, 289, 1484)),
        ("Scientist Training Programme 2019", (338, 5253, 75, 2632)),
    ],
)
def test_selection_processes(notebook, label, counts):
    found = relative_risk(*counts)
    ends = found.confidence_interval(0.95)
    row = notebook.rows("accepted-two-processes")[label]
    assert row[2:] == [f"{found.relative_risk:.2f}", f"{ends.low:.2f} to {ends.high:.2f}"]


def test_starting_points(notebook):
    """The ratio from application is the product of the two stages; the typed counts are the published ones."""
    rows = notebook.rows("three-starting-points")
    first = float(rows["Application to longlist"][2])
    rest = [float(end) for end in rows["Longlist to accepted offer"][2].split(" to ")]
    whole = [float(end) for end in rows["Application to accepted offer"][2].split(" to ")]
    assert [first * end for end in rest] == pytest.approx(whole, abs=0.02)
    assert first == round((2590 / 3089) / (1882 / 4292), 2)
    for key, counts in {
        "longlisted:2022:white": (2590, 3089),
        "longlisted:2022:bme": (1882, 4292),
        "accepted:2022:white": (288, 3089),
    }.items():
        one = published.figure(f"scientist-training:england:{key}")
        assert (one.numerator, one.denominator) == counts


def test_range_of_hidden_cells():
    """76 to 79 follows from the published table alone: its total, its shown cells, and five hidden ones of 1 to 4."""
    table = published.table("scientist-training-programme", "accepted-2022").set_index("ethnic_group")[
        "accepted_offers"
    ]
    white = sum(
        int(table[group]) for group in table.index if group.startswith("White ") or group.endswith("White background")
    )
    assert white == 288
    shown = {group: int(cell) for group, cell in table.items() if cell.isdigit() and group != "Total"}
    hidden = [group for group, cell in table.items() if cell == "<5"]
    assert len(hidden) == 5
    assert "Not Stated" in hidden
    unseen = int(table["Total"]) - sum(shown.values())
    bme_shown = sum(shown.values()) - white - shown["Blank entry"]
    assert (bme_shown + unseen - 4, bme_shown + unseen - 1) == (76, 79)


def test_selection_processes_are_not_called_the_indicator(notebook):
    for bundle in (notebook.charts["accepted-two-processes"], notebook.tables["three-starting-points"]):
        assert re.search("not the WRES indicator", bundle["caption"] + bundle["note"])
