"""Three objections to indicator 2, against SciPy and sums done here."""

import math

import pytest
from scipy.stats.contingency import relative_risk

from edi_handbook.workforce import published

NOTEBOOK = "a-measure-under-challenge"


@pytest.mark.parametrize(
    ("chart", "label", "counts"),
    [
        ("recruitment-abroad-invented", "At home only", (300, 1000, 90, 480)),
        ("recruitment-abroad-invented", "And abroad: 45 of 50 appointed", (300, 1000, 90 + 45, 480 + 50)),
        ("recruitment-abroad-invented", "And abroad: 20 of 200 appointed", (300, 1000, 90 + 20, 480 + 200)),
        ("starting-points-with-intervals", "Longlisted, of those who applied", (2590, 3089, 1882, 4292)),
        ("starting-points-with-intervals", "Accepted, of those longlisted, if 76", (288, 2590, 76, 1882)),
        ("starting-points-with-intervals", "Accepted, of those longlisted, if 79", (288, 2590, 79, 1882)),
        ("starting-points-with-intervals", "Accepted, of those who applied, if 76", (288, 3089, 76, 4292)),
        ("starting-points-with-intervals", "Accepted, of those who applied, if 79", (288, 3089, 79, 4292)),
    ],
)
def test_ratios(notebook, chart, label, counts):
    found = relative_risk(*counts)
    ends = found.confidence_interval(0.95)
    assert notebook.rows(chart)[label][2:] == [f"{found.relative_risk:.2f}", f"{ends.low:.2f} to {ends.high:.2f}"]


def test_fifty_people_hide_the_ratio(notebook):
    """At home the interval is clear of 1; with fifty from abroad it holds 1 and the ratio is inside 0.80 to 1.25."""
    rows = notebook.rows("recruitment-abroad-invented")
    home, hidden, worse = ([float(end) for end in row[3].split(" to ")] for row in rows.values())
    assert home[0] > 1
    assert hidden[0] < 1 < hidden[1]
    assert 0.80 <= float(rows["And abroad: 45 of 50 appointed"][2]) <= 1.25
    assert worse[0] > 1.25


def test_the_longlist_makes_a_good_part(notebook):
    rows = notebook.rows("starting-points-with-intervals")
    first = float(rows["Longlisted, of those who applied"][2])
    for accepted in (76, 79):
        rest, whole = (
            float(rows[f"Accepted, of those {start}, if {accepted}"][2]) for start in ("longlisted", "who applied")
        )
        assert first * rest == pytest.approx(whole, abs=0.02)
        assert math.log(first) / math.log(whole) > 1 / 3


def test_ratio_beside_share(notebook):
    rows = notebook.rows("ratio-beside-share")
    assert list(rows) == [str(year) for year in range(2016, 2024)]
    assert [row[0] for row in rows.values()] == ["1.57", "1.60", "1.45", "1.46", "1.61", "1.61", "1.54", "1.59"]
    assert rows["2020"][1] == "–"
    assert 8 < float(rows["2023"][1].rstrip("%")) - float(rows["2016"][1].rstrip("%")) < 9


def test_london_smallest_and_south_west_second(notebook):
    found = published.figures("wres", indicator=2, year=2024, unit="ratio")
    regions = [one for one in found if one.source_ids == ("S15",)]
    order = [one.place for one in sorted(regions, key=lambda one: one.value)]
    assert len(order) == 7
    assert order[0] == "london"
    assert order[-2] == "south-west"


def test_what_is_invented_says_so(notebook):
    chart = notebook.charts["recruitment-abroad-invented"]
    for words in (chart["caption"], chart["alt"], chart["table"]["caption"], chart["source"]):
        assert "nvented" in words
    assert "not the WRES indicator" in notebook.charts["starting-points-with-intervals"]["caption"]
