"""The local survey, against sums and SciPy done here."""

import pytest
from scipy.stats.contingency import relative_risk

NOTEBOOK = "what-staff-tell-us-here"
pytestmark = pytest.mark.local

# BME yes, BME answers, white yes, white answers: copied from the reading of the survey, not from data/.
DISCRIMINATION = {
    "Birmingham Community Healthcare": (179, 1258, 124, 1849),
    "Birmingham Women's and Children's": (143, 932, 128, 2043),
    "The Royal Orthopaedic Hospital": (45, 252, 43, 546),
    "University Hospitals Birmingham": (576, 3261, 478, 5745),
}
# The intervals published beside that reading.
PUBLISHED = {
    "Birmingham Community Healthcare": ("2.12", "1.71 to 2.64"),
    "Birmingham Women's and Children's": ("2.45", "1.95 to 3.07"),
    "The Royal Orthopaedic Hospital": ("2.27", "1.53 to 3.35"),
    "University Hospitals Birmingham": ("2.12", "1.90 to 2.38"),
}


@pytest.mark.parametrize("trust", DISCRIMINATION)
def test_discrimination(notebook, trust):
    yes, of, white_yes, white_of = DISCRIMINATION[trust]
    row = notebook.rows("local-discrimination")[trust]
    assert row[0] == f"{yes} of {of:,} ({100 * yes / of:.1f}%)"
    assert row[1] == f"{white_yes} of {white_of:,} ({100 * white_yes / white_of:.1f}%)"
    assert tuple(row[2:]) == PUBLISHED[trust]


def clear(notebook, chart):
    ends = {trust: [float(end) for end in row[3].split(" to ")] for trust, row in notebook.rows(chart).items()}
    return {trust for trust, (low, high) in ends.items() if low > 1 or high < 1}


def test_what_is_said_is_so(notebook):
    everyone = set(DISCRIMINATION)
    assert clear(notebook, "local-discrimination") == everyone
    assert clear(notebook, "local-equal-opportunities") == everyone
    assert clear(notebook, "local-harassment-by-staff") == everyone - {"The Royal Orthopaedic Hospital"}
    assert clear(notebook, "local-harassment-by-public") == set()


def test_same_ratio_different_certainty():
    small, large = (
        relative_risk(*DISCRIMINATION[f"{trust}"]).confidence_interval()
        for trust in ("The Royal Orthopaedic Hospital", "University Hospitals Birmingham")
    )
    assert 3.5 < (small.high - small.low) / (large.high - large.low) < 4
    assert round((3261 + 5745) / (252 + 546)) == 11


def test_eighteen_groups(notebook):
    rows = notebook.rows("discrimination-eighteen-groups")
    assert len(rows) == 18 + 2
    assert max(rows, key=lambda group: float(rows[group][0].rstrip("%"))) == "White: Gypsy or Irish Traveller"
    assert list(rows)[17].startswith("Other")
    assert [rows[f"All counted as {label}"][0] for label in ("white", "BME")] == ["6.8%", "15.2%"]


def test_who_answered(notebook):
    rows = notebook.rows("who-answered")
    assert rows["Birmingham and Solihull Mental Health"][-1].startswith("1,175 of")
    assert rows["NHS Birmingham and Solihull ICB"][0] == "–"


def test_counts_are_called_recovered(notebook):
    for name in ("local-discrimination", "local-equal-opportunities"):
        assert "recovered" in notebook.charts[name]["source"]
