"""Indicator 1 and the census, against statsmodels, the data files read afresh, and the rules for small cells."""

import csv
import re

import pytest
from statsmodels.stats.proportion import proportion_confint

from edi_handbook.workforce import published

NOTEBOOK = "who-works-here"
pytestmark = pytest.mark.local

# BME and white head counts of 2017 by non-clinical band: copied from the reading of the report, not from data/.
HEADS = {
    "Band 1": (177, 349),
    "Band 2": (101, 321),
    "Band 3": (90, 322),
    "Band 4": (100, 419),
    "Band 5": (47, 178),
    "Band 6": (33, 119),
    "Band 7": (40, 111),
    "Bands 8a to 8d": (12 + 2 + 3 + 0, 47 + 47 + 27 + 15),
}


def number(cell):
    return float(cell.rstrip("%"))


@pytest.mark.parametrize("band", HEADS)
def test_shares_of_2017(notebook, band):
    bme, white = HEADS[band]
    of = bme + white
    low, high = proportion_confint(bme, of, method="wilson")
    assert notebook.rows("uhb-non-clinical-2017")[band] == [
        f"{bme} of {of}", f"{100 * bme / of:.1f}%", f"{100 * low:.1f} to {100 * high:.1f}",
    ]  # fmt: skip


def test_the_drop_above_band_7(notebook):
    rows = notebook.rows("uhb-non-clinical-2017")
    others = [number(rows[band][1]) for band in HEADS if band != "Bands 8a to 8d"]
    assert float(rows["Bands 8a to 8d"][2].split(" to ")[1]) < min(others)
    assert (min(others[1:]), max(others[1:])) == (19.3, 26.5)


def test_england(notebook):
    rows = notebook.rows("england-shares-by-year")
    assert rows["2020"] == ["–", "–"]
    assert [rows["2016"][1], rows["2019"][1]] == ["–", "–"]
    for column in (0, 1):
        known = [number(row[column]) for row in rows.values() if row[column] != "–"]
        assert known == sorted(known), "the page says that both shares grew"
    everyone, top = map(number, rows["2024"])
    assert top < everyone / 2
    levels = {name: number(row[0]) for name, row in notebook.rows("england-shares-by-level").items()}
    assert levels["Very senior managers"] < levels["Band 5"] / 3


def test_no_small_cell_is_shown(notebook):
    """Single bands above 8a hold few people: they are nowhere on the page, and no count is below eight."""
    rows = [*notebook.rows("uhb-bands-2019"), *notebook.rows("uhb-non-clinical-2017")]
    assert not [row for row in rows if re.fullmatch(r".*band (8[b-d]|9|vsm)", row, re.IGNORECASE)]
    counts = [cell for row in notebook.rows("uhb-non-clinical-2017").values() for cell in re.findall(r"^\d+", row[0])]
    assert len(counts) == 8
    assert min(map(int, counts)) >= 8


def test_highest_in_clinical_band_5(notebook):
    rows = notebook.rows("uhb-bands-2019")
    assert len(rows) == 12
    assert max(rows, key=lambda name: number(rows[name][1])) == "Clinical, band 5"


def test_census_from_the_counts(notebook):
    """The two together are added here from the two places, whose own rows are read afresh."""
    with (published.DATA / "census-2021" / "census-2021.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if not row["subgroup"] and row["numerator"]]
    counts = {(row["place"], row["group_name"]): int(row["numerator"]) for row in rows}
    shown = notebook.rows("residents-by-ethnic-group")
    names = list(shown)
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == "Other ethnic group"
    both = {name: counts["birmingham", name] + counts["solihull", name] for name in names}
    for name in names:
        assert shown[name][2] == f"{100 * both[name] / sum(both.values()):.1f}%"
    for place, column in (("birmingham", 0), ("solihull", 1)):
        whole = sum(counts[place, name] for name in names)
        assert [row[column] for row in shown.values()] == [
            f"{100 * counts[place, name] / whole:.1f}%" for name in names
        ]


def test_neighbours_differ_more_than_either_differs_from_england(notebook):
    birmingham, solihull, _, england = map(number, notebook.rows("residents-by-ethnic-group")["White"])
    assert abs(birmingham - solihull) > max(abs(birmingham - england), abs(solihull - england))


def test_the_census_is_called_context(notebook):
    assert "context, not a target" in notebook.charts["residents-by-ethnic-group"]["caption"]
