"""The numbers of the notebook, against SciPy and sums done here."""

import pytest
from scipy.stats.contingency import relative_risk

NOTEBOOK = "reading-a-relative-likelihood"

# Copied from the Clearing House's tables: white accepted, applied; BME accepted, applied.
COUNTS = {
    "2015": (504, 2918, 73, 602),
    "2017": (512, 3063, 62, 672),
    "2019": (518, 3120, 83, 747),
    "2021": (752, 3363, 211, 985),
    "2023": (892, 3625, 269, 1255),
    "2024": (846, 3994, 289, 1484),
}


def katz(*counts):
    found = relative_risk(*counts)
    ends = found.confidence_interval(0.95)
    return f"{found.relative_risk:.2f}", f"{ends.low:.2f} to {ends.high:.2f}"


def test_three_ways_to_the_ratio(notebook):
    assert [row[1] for row in notebook.rows("three-ways-to-a-ratio").values()] == ["1.7", "1.8", "1.83"]
    assert f"{9 * 2505 / (725 * 17):.2f}" == "1.83"
    low, high = (9 / (0.225 * 3296)) / (17 / (0.755 * 3296)), (9 / (0.215 * 3296)) / (17 / (0.765 * 3296))
    assert f"between {low:.2f} and {high:.2f}" in notebook.text


def test_kent_and_medway_is_read_with_its_interval(notebook):
    words = "".join(notebook.printed)
    assert "1.83 (0.83 to 4.00)" in words
    assert "Cannot be told from parity" in words
    assert f"Katz's is the common one and gives {katz(9, 725, 17, 2505)[1]} here" in notebook.text


def test_more_cases(notebook):
    rows = notebook.rows("more-cases-narrower-interval")
    assert rows["Invented: 90 and 170"][2:] == list(katz(90, 7250, 170, 25050))
    assert "invented" in notebook.charts["more-cases-narrower-interval"]["caption"]


@pytest.mark.parametrize("year", COUNTS)
def test_ten_years(notebook, year):
    white, white_of, bme, bme_of = COUNTS[year]
    ratio, interval = katz(*COUNTS[year])
    row = notebook.rows("clinical-psychology-ten-years")[year]
    assert row == [f"{white} of {white_of:,}", f"{bme} of {bme_of:,}", ratio, interval]


def test_what_is_said_of_the_years_is_so(notebook):
    rows = notebook.rows("clinical-psychology-ten-years")
    clear = {year for year, row in rows.items() if float(row[3].split(" to ")[0]) > 1}
    assert clear == {"2015", "2016", "2017", "2018", "2019", "2020", "2023"}
    inside = {year for year, row in rows.items() if 0.8 <= float(row[2]) <= 1.25}
    assert inside == {"2021", "2022", "2023", "2024"}
    assert min(int(row[1].split()[0]) for row in rows.values()) == 62


def test_five_years_together(notebook):
    words = "".join(notebook.printed)
    early = tuple(
        map(
            sum,
            (
                (504, 501, 512, 507, 518),
                (2918, 2910, 3063, 3045, 3120),
                (73, 73, 62, 74, 83),
                (602, 618, 672, 668, 747),
            ),
        )
    )
    late = tuple(
        map(
            sum,
            (
                (627, 752, 862, 892, 846),
                (3193, 3363, 3365, 3625, 3994),
                (124, 211, 255, 269, 289),
                (837, 985, 1079, 1255, 1484),
            ),
        )
    )
    for counts in (early, late):
        ratio, interval = katz(*counts)
        assert f"{ratio} ({interval})" in words


def test_no_group_can_be_told_from_parity_in_2024():
    for accepted, applied in ((116, 603), (56, 310), (67, 342), (50, 229)):
        ends = relative_risk(846, 3994, accepted, applied).confidence_interval(0.95)
        assert ends.low < 1 < ends.high


def test_the_quoted_ratios_in_the_discussion_follow_from_the_counts(notebook):
    assert "from 2.4 to 1.8" in notebook.text
    assert f"{(11 / 725) / (16 / 2505):.1f}" == "2.4"
    assert f"{(9 / 725) / (17 / 2505):.1f}" == "1.8"
