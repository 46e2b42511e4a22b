"""Every data set is valid, sourced, confirmed and safe."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from frictionless import Package, system

from edi_handbook.workforce import places, published

PACKAGES = sorted(published.DATA.glob("*/datapackage.json"))
TABLES = sorted(published.DATA.glob("*/*.csv"))
STATUSES = {"at-source", "in-report", "computed", "conflict", "reconstructed", "reconstructed-probable"}
SOURCE_ID = re.compile(r"\bS\d{2,}\b")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def resources() -> list[tuple[Path, dict]]:
    """Every table that a package lists, and what the package says of it."""
    packages = ((path.parent, json.loads(path.read_text(encoding="utf-8"))) for path in PACKAGES)
    return [(folder / one["path"], one) for folder, package in packages for one in package["resources"]]


def short(path: Path) -> str:
    return str(path.relative_to(published.DATA))


def faults(package: Path) -> list:
    """What Frictionless finds wrong with a package and its tables."""
    with system.use_context(trusted=True):
        return Package(str(package)).validate().flatten(["title", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("path", PACKAGES, ids=short)
def test_package_is_valid(path):
    """Frictionless checks types, patterns, allowed words and that no primary key is there twice."""
    assert not faults(path)


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
    files = [*published.DATA.glob("**/*.md"), *TABLES, *Path(published.__file__).parent.glob("*.py")]
    named = {found for path in files for found in SOURCE_ID.findall(path.read_text(encoding="utf-8"))}
    assert named == known


def test_the_hundredth_source_is_a_source_like_any_other(tmp_path):
    shutil.copytree(published.DATA, tmp_path / "data")
    sources, table = (tmp_path / "data" / name for name in ("sources/sources.csv", "wdes-england/wdes-england.csv"))
    first, row = sources.read_text(encoding="utf-8").splitlines()[:2]
    assert row.startswith("S01,")
    sources.write_text(f"{first}\n{row}\n{row.replace('S01', 'S100', 1)}\n", encoding="utf-8")
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",S29,", ",S29;S100,"), encoding="utf-8")
    assert [faults(path.parent / "datapackage.json") for path in (sources, table)] == [[], []]
    assert "S100" in SOURCE_ID.findall(table.read_text(encoding="utf-8"))


def test_every_table_takes_a_hundredth_source():
    fields = [field for _, one in resources() for field in one["schema"]["fields"] if field["name"] == "source_ids"]
    patterns = {pattern for field in fields if (pattern := field["constraints"].get("pattern"))}
    assert patterns and all(re.fullmatch(pattern, "S07;S100") for pattern in patterns), patterns


@pytest.mark.parametrize(("path", "resource"), resources(), ids=[short(path) for path, _ in resources()])
def test_a_table_of_figures_says_so(path, resource):
    """One that looks like figures, and does not name its data set, has no key on any page."""
    assert ("dataset" in resource) == (
        {"place", "indicator", "year", "value", "unit"} <= {field["name"] for field in resource["schema"]["fields"]}
    )


@pytest.mark.parametrize("path", [p for p in TABLES if "unit" in next(iter(rows(p)), {})], ids=short)
def test_nothing_unconfirmed_is_shipped(path):
    for row in rows(path):
        assert row["status"] in STATUSES, row
        assert row["source_ids"], row
        assert (row["unit"] == "ratio") <= (" over " in row["direction"]), "a ratio says which group is on top"
        if row["status"] == "conflict":
            assert row["note"], "a conflict names the other value"


@pytest.mark.parametrize("path", [p for p in TABLES if "numerator" in next(iter(rows(p)), {})], ids=short)
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


SMALL = range(1, 8)


def gives_away(row: dict[str, str], known: dict[str, places.Place]) -> bool:
    """Whether a row tells of 1 to 7 people below England: in its cell, in the rest of its group, or in the group."""
    if row["place"] in known and not known[row["place"]].below_england:
        return False
    numbers = {int(float(row["value"]))} if row["unit"] == "count" else set()
    if row["denominator"]:
        numbers.add(int(row["denominator"]))
        if row["numerator"]:
            numbers.add(int(row["denominator"]) - int(row["numerator"]))
    if row["numerator"]:
        numbers.add(int(row["numerator"]))
    return not numbers.isdisjoint(SMALL)


def of_staff() -> list[dict[str, str]]:
    """The rows of every table of figures, but those whose package says, with its reason, that they are not of staff."""
    return [row for path, one in resources() if "dataset" in one and "not_staff" not in one for row in rows(path)]


@pytest.mark.parametrize(
    ("kind", "counts", "caught"),
    [
        ("trust", ("7", "60", "percent"), True),
        ("trust", ("8", "60", "percent"), False),
        ("trust", ("53", "60", "percent"), True),  # the rest of the group are 7
        ("trust", ("60", "60", "percent"), False),
        ("trust", ("0", "5", "percent"), True),
        ("trust", ("", "5", "percent"), True),  # the group itself
        ("trust", ("", "", "percent"), False),
        ("trust", ("", "", "count"), True),
        ("region", ("7", "60", "percent"), True),
        ("council-area", ("7", "60", "percent"), True),
        ("country", ("7", "60", "percent"), False),
        ("", ("7", "60", "percent"), True),  # a place that nobody described is not taken for a country
    ],
)
def test_a_small_count_is_seen_wherever_the_place_lies_below_england(kind, counts, caught):
    known = {"atlantis": places.Place("atlantis", "Atlantis", kind, ours=False)} if kind else {}
    row = dict(zip(("numerator", "denominator", "unit"), counts, strict=True), place="atlantis", value="3")
    assert gives_away(row, known) == caught


def test_no_small_count_of_staff_below_england():
    """No cell, no complement of a cell and no group holds 1 to 7 staff. Two planted rows show that it looks."""
    known = places.places() | {"atlantis": places.Place("atlantis", "Atlantis", "trust", ours=True)}
    planted = {"place": "atlantis", "value": "5", "unit": "percent", "numerator": "3", "denominator": "60"}
    looked_at = [*of_staff(), planted, planted | {"numerator": "57"}]
    found = [row for row in looked_at if gives_away(row, known)]
    assert found == looked_at[-2:], found[:-2]


def test_what_is_not_of_staff_says_why():
    reasons = {short(path): one["not_staff"] for path, one in resources() if "not_staff" in one}
    assert all(len(reason.split()) >= 6 and reason.endswith(".") for reason in reasons.values()), reasons


def test_every_place_of_a_table_is_described():
    used = {row["place"] for path in TABLES for row in rows(path) if "place" in row}
    assert used - set(places.places()) == set(), "give each a row in data/places/places.csv"


@pytest.mark.local
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
