"""What every notebook keeps: its parts, sourced charts, alt text that agrees with the table, and a quick run."""

import re

import pytest

from edi_handbook.workforce.definitions import RANGE_HIGH, RANGE_LOW
from tests.notebooks.run_notebook import names

NAMES = names()
ELSEWHERE = [name.values[0] for name in NAMES if not name.marks]
RANGE = (f"{RANGE_LOW:.2f}", f"{RANGE_HIGH:.2f}")
PARTS = ["The data used", "What this shows, and what it does not", "Talk about it", "Run it live"]


@pytest.fixture(params=NAMES, scope="module")
def notebook(run, request):
    return run(request.param)


def test_it_has_its_parts_in_order(notebook):
    headings = re.findall(r"^## (.+)$", notebook.text, re.MULTILINE)
    assert [one for one in headings if one in PARTS] == PARTS
    assert re.search(r"^\*\*Question: [^*]+\?\*\*$", notebook.text, re.MULTILINE)
    assert "datasheet of" in notebook.text or "drawn at random by the computer for this page" in notebook.text


def test_it_shows_charts_or_tables_with_sources(notebook):
    assert notebook.charts or notebook.tables
    for bundle in [*notebook.charts.values(), *notebook.tables.values()]:
        assert bundle["source"].strip()


def test_alt_text_agrees_with_the_table(notebook):
    """Every decimal number in an alt text stands in its chart's table, or is an end of the non-adverse range."""
    for chart in notebook.charts.values():
        cells = " ".join(cell for row in chart["table"]["rows"] for cell in row)
        for number in re.findall(r"\d+\.\d+", chart["alt"]):
            assert number in cells or number in RANGE, (chart["name"], number)


def test_nothing_on_the_built_page_is_a_dead_control(notebook):
    assert not any("widget" in kind or "javascript" in kind for kind in notebook.kinds)


def test_it_is_quick(notebook):
    assert 0 < notebook.seconds < 20


@pytest.mark.parametrize(
    "notebooks", [ELSEWHERE, pytest.param([name.values[0] for name in NAMES], marks=pytest.mark.local)], ids=len
)
def test_names_are_its_own(run, notebooks):
    names = [name for one in notebooks for name in [*run(one).charts, *run(one).tables]]
    assert len(names) == len(set(names)), "two charts share a name: cross-references would go astray"
