"""The page on local evidence asks every body the same, and shows a rating beside the one before it."""

import pytest

NOTEBOOK = "book/strategy/local-evidence"
STATES = {"read", "published, not read", "looked, not found", "not looked"}
pytestmark = pytest.mark.local


def test_every_body_is_asked_the_same(notebook):
    overview = notebook.tables["local-evidence-at-a-glance"]
    assert len(overview["columns"]) == 1 + 5
    assert {cell for row in overview["rows"] for cell in row[1:]} <= STATES
    bodies = {name: table for name, table in notebook.tables.items() if table is not overview}
    assert len(bodies) == len(overview["rows"])
    assert len({tuple(table["columns"]) for table in bodies.values()}) == 1


def test_a_rating_stands_beside_the_one_before_with_the_site_it_was_read_on(notebook):
    rows = [row for row in notebook.tables["local-evidence-uhb"]["rows"] if row[0].startswith("Well-led rating")]
    assert ["inadequate" in rows[0][0], "rated good" in rows[1][0]] == [True, True]
    assert "cqc.org.uk" in rows[1][2]


def test_nothing_that_nobody_looked_for_is_listed_as_published(notebook):
    cells = [cell for table in notebook.tables.values() for row in table["rows"] for cell in row[1:]]
    listed = notebook.tables["local-evidence-bwc"]["rows"]
    assert len(listed) == 2, "five subjects, of which nobody looked for three"
    assert "not looked" in cells
