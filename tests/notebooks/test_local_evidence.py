"""The page on local evidence asks every body the same, and shows a rating beside the one before it."""

import pytest

NOTEBOOK = "book/strategy/local-evidence"
STATES = {"read", "published, not read", "looked, not found", "not looked"}
BODIES = [f"local-evidence-{body}" for body in ("bchc", "bsmhft", "bsol-icb", "bwc", "roh", "uhb")]
pytestmark = pytest.mark.local


def test_every_body_is_asked_the_same(notebook):
    overview = notebook.tables["local-evidence-at-a-glance"]
    assert len(overview["columns"]) == 1 + 5
    assert {cell for row in overview["rows"] for cell in row[1:]} <= STATES
    bodies = {name: table for name, table in notebook.tables.items() if table is not overview}
    assert len(bodies) == len(overview["rows"])
    assert len({tuple(table["columns"]) for table in bodies.values()}) == 1


def test_a_rating_stands_beside_the_one_before_with_the_site_it_was_read_on(notebook):
    rows = [row for row in notebook.tables["local-evidence-uhb"]["rows"] if row[0] == "Well-led rating"]
    assert ["inadequate" in rows[0][1], "rated good" in rows[1][1]] == [True, True]
    assert rows[1][2].startswith("29 August 2025; cqc.org.uk and uhb.nhs.uk; read: ")


def test_only_what_was_published_is_listed_and_a_claim_says_whether_it_counts(notebook):
    cells = [cell for name in BODIES for row in notebook.tables[name]["rows"] for cell in row]
    assert len(notebook.tables["local-evidence-bwc"]["rows"]) == 1, "of five subjects, one was published and found"
    assert not [cell for cell in cells if cell.startswith(("looked", "not looked"))]
    claims = [row for name in BODIES for row in notebook.tables[name]["rows"] if row[1].startswith("Says that the dis")]
    assert claims and all(row[2].endswith("; counts not given") for row in claims)
