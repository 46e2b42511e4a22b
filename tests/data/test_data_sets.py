"""Every data set is valid, sourced, confirmed and safe."""

import csv
import json
import re
from pathlib import Path

import pytest
from frictionless import Package, system

from edi_handbook.workforce import published

PACKAGES = sorted(published.DATA.glob("*/datapackage.json"))
TABLES = sorted(published.DATA.glob("*/*.csv"))
STATUSES = {"at-source", "in-report", "computed", "conflict", "reconstructed", "reconstructed-probable"}
LOCAL = {"uhb", "bwc", "bchc", "bsmhft", "roh", "bsol-icb", "bsol-ccg"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def short(path: Path) -> str:
    return str(path.relative_to(published.DATA))


@pytest.mark.parametrize("path", PACKAGES, ids=short)
def test_package_is_valid(path):
    """Frictionless checks types, patterns, allowed words and that no primary key is there twice."""
    with system.use_context(trusted=True):
        report = Package(str(path)).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("path", PACKAGES, ids=short)
def test_package_says_what_it_must(path):
    package = json.loads(path.read_text(encoding="utf-8"))
    assert package["name"] == path.parent.name
    assert package["licenses"][0]["path"].startswith("https://")
    listed = {path.parent / resource["path"] for resource in package["resources"]}
    assert listed == set(path.parent.glob("*.csv")), "a table is missing from the package, or the package from disk"
    for resource in package["resources"]:
        assert resource["schema"]["primaryKey"]
    used = {one for table in listed for row in rows(table) for one in row.get("source_ids", "").split(";") if one}
    assert {source["id"] for source in package.get("sources", [])} == used


@pytest.mark.parametrize("path", PACKAGES, ids=short)
def test_readme_answers_the_five_questions(path):
    readme = (path.parent / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", readme, re.MULTILINE)
    if path.parent.name == "sources":
        assert {"What it cannot show", "Licence"} <= set(headings)
    else:
        assert {"Where it is from", "How it was made", "What it cannot show", "Licence"} <= set(headings)


def test_every_source_resolves_and_is_used():
    known = {row["id"] for row in rows(published.DATA / "sources" / "sources.csv")}
    places = [*published.DATA.glob("**/*.md"), *TABLES]
    room = Path(published.__file__).parent
    places += room.glob("*.py")
    named = {found for path in places for found in re.findall(r"\bS\d\d\b", path.read_text(encoding="utf-8"))}
    assert named == known


@pytest.mark.parametrize("path", [p for p in TABLES if "unit" in rows(p)[0]], ids=short)
def test_nothing_unconfirmed_is_shipped(path):
    for row in rows(path):
        assert row["status"] in STATUSES, row
        assert row["source_ids"], row
        assert (row["unit"] == "ratio") <= (" over " in row["direction"]), "a ratio says which group is on top"
        if row["status"] == "conflict":
            assert row["note"], "a conflict names the other value"


@pytest.mark.parametrize("path", [p for p in TABLES if "numerator" in rows(p)[0]], ids=short)
def test_counts_give_the_value(path):
    """An independent recomputation of every share from its counts, to the precision that is printed."""
    for row in rows(path):
        if not row["numerator"]:
            continue
        assert row["unit"] == "percent"
        events, people = int(row["numerator"]), int(row["denominator"])
        assert 0 <= events <= people
        decimals = len(row["value"].partition(".")[2])
        # Binary floats may fall either side of an exact half.
        assert abs(100 * events / people - float(row["value"])) <= 0.5 * 10**-decimals + 1e-9, row


def test_no_small_count_of_local_staff():
    """No cell, and no complement of a cell, holds 1 to 7 staff of a Birmingham and Solihull body."""
    seen = 0
    for path in TABLES:
        for row in rows(path):
            if row.get("place") in LOCAL and row.get("numerator"):
                seen += 1
                events, people = int(row["numerator"]), int(row["denominator"])
                assert not 1 <= events <= 7, row
                assert not 1 <= people - events <= 7, row
    assert seen > 40


def test_senior_bands_at_uhb_cannot_be_taken_apart():
    """Above 8a only the sum of 8a to 8d is there, and 8a not beside it: their difference would be a small count."""
    uhb = [row for row in rows(published.DATA / "wres-trusts" / "wres-trusts.csv") if row["place"] == "uhb"]
    by_year = {year: {row["subgroup"] for row in uhb if row["year"] == year} for year in ("2017", "2018", "2019")}
    assert "non-clinical-bands-8a-to-8d" in by_year["2017"]
    assert not by_year["2017"] & {f"non-clinical-band-{band}" for band in ("8a", "8b", "8c", "8d", "9", "vsm")}
    for year in ("2018", "2019"):
        assert not by_year[year] & {
            f"non-clinical-{band}" for band in ("band-8b", "band-8c", "band-8d", "band-9", "vsm")
        }
        assert "clinical-band-1" not in by_year[year]


def test_hidden_cells_stay_hidden():
    table = rows(published.DATA / "scientist-training-programme" / "accepted-2022.csv")
    assert [row["accepted_offers"] for row in table].count("<5") == 5
    keys = {one.key for one in published.figures("scientist-training", year=2022)}
    assert not any(key.startswith("scientist-training:england:accepted:2022:bme") for key in keys)
