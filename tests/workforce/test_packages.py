"""A data set is found by its package: no line of Python knows which there are."""

import json
import shutil

import pytest

from edi_handbook.workforce import packages, published

DATA = published.DATA


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder of data with one set in it, which a test may change."""
    shutil.copytree(DATA / "wdes-england", tmp_path / "data" / "wdes-england")
    monkeypatch.setattr(published, "DATA", tmp_path / "data")
    published._all.cache_clear()
    yield tmp_path / "data"
    published._all.cache_clear()


def write(data, folder: str, table: str, *resources: dict) -> None:
    """A new set: one table of figures, and a package with these resources."""
    (data / folder).mkdir()
    (data / folder / f"{folder}.csv").write_text(table, encoding="utf-8")
    package = {"name": folder, "resources": list(resources)}
    (data / folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def table(**changes: str) -> str:
    row = {
        "place": "atlantis", "place_name": "Atlantis", "year": "2025", "period": "2025", "indicator": "starts",
        "measure": "share of starts", "group": "bme", "group_name": "BME", "subgroup": "", "numerator": "20",
        "denominator": "80", "value": "25.0", "unit": "percent", "direction": "", "source_ids": "S100",
        "status": "at-source", "note": "",
    }  # fmt: skip
    row = {name: value for name, value in (row | changes).items() if value is not None}
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


def test_a_new_folder_with_a_package_is_found(data):
    write(data, "apprenticeships", table(), {"path": "apprenticeships.csv", "dataset": "apprentices"})
    found = published.figure("apprentices:atlantis:starts:2025:bme")
    assert (found.text, found.counts, found.source_ids) == ("25.0%", "20 of 80", ("S100",))
    assert published.figures("apprentices") == [found]
    assert published.figure("wdes:england:1:2023:disabled").text == "4.9%"


def test_a_table_that_is_not_figures_is_left_alone(data):
    write(data, "rooms", "room\n1\n", {"path": "rooms.csv"})
    assert packages.tables(data) == {"wdes": ["wdes-england/wdes-england.csv"]}
    assert published.table("rooms", "rooms").to_dict("list") == {"room": [1]}


def said(call) -> str:
    """What a call says when it refuses: one sentence, or two short ones, on one line."""
    with pytest.raises((ValueError, LookupError, OSError)) as caught:
        call()
    message = caught.value.args[0]
    assert "\n" not in message and message.endswith(".")
    return message


@pytest.mark.parametrize(
    "call",
    [
        lambda: published.figure("apprenticeships:atlantis:starts:2025:bme"),
        lambda: published.figures("apprenticeships"),
    ],
    ids=["by key", "by set"],
)
def test_a_set_that_is_there_but_not_declared_says_how_to_declare_it(data, call):
    write(data, "apprenticeships", table(), {"path": "apprenticeships.csv"})
    assert (
        "data/apprenticeships declares no figures; in data/apprenticeships/datapackage.json "
        'give the resource of the table "dataset": "apprenticeships".'
    ) in said(call)
    (data / "apprenticeships" / "datapackage.json").unlink()
    assert "data/apprenticeships/datapackage.json is missing; write it, with" in said(call)


def test_a_set_that_has_another_name_than_its_folder_is_named(data):
    write(data, "apprentices-2025", table(), {"path": "apprentices-2025.csv", "dataset": "starters"})
    assert "The keys of data/apprentices-2025 start with starters." in said(lambda: published.figures("apprentices"))


RESOURCE = {"path": "new.csv", "dataset": "new"}
BAD = {
    "a table that is not there": (table(), {**RESOURCE, "path": "other.csv"}, "data/new/other.csv is missing; restore"),
    "no path": (table(), {"dataset": "new"}, 'the resource of "dataset": "new" has no "path"'),
    "no name": (table(), {**RESOURCE, "dataset": "New set"}, '"dataset": "New set" is no name; use lower case'),
    "a key twice": (
        table() + table().splitlines()[1] + "\n",
        RESOURCE,
        "data/new/new.csv: the key 'new:atlantis:starts:2025:bme' is there twice; give one row a subgroup.",
    ),
    "no column": (table(unit=None), RESOURCE, "data/new/new.csv, row 2: there is no unit; add the column"),
    "another unit": (table(unit="pounds"), RESOURCE, "row 2: the unit 'pounds' is unknown; write one of ratio, "),
    "no number": (table(value="a quarter"), RESOURCE, "row 2: value is 'a quarter'; write a plain number there."),
    "no value": (table(value=""), RESOURCE, "row 2: value is ''; write a plain number there."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_set_is_told_where_what_and_how(data, name):
    rows, resource, words = BAD[name]
    write(data, "new", rows, resource)
    assert words in said(lambda: published.figure("wdes:england:1:2023:disabled"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "cannot be read as JSON (Expecting property name enclosed in double quotes, line 1); mend it there."),
        ('{"title": "Été"}'.encode("latin-1"), "cannot be read as JSON (not in UTF-8)"),
        (b"[]", 'has no list "resources" of its tables'),
        (b'{"name": "new"}', 'has no list "resources" of its tables'),
        (b'{"resources": ["new.csv"]}', 'has no list "resources" of its tables'),
    ],
    ids=["not JSON", "not UTF-8", "a list", "no resources", "names for resources"],
)
def test_a_package_that_cannot_be_read_is_named(data, content, words):
    (data / "wdes-england" / "datapackage.json").write_bytes(content)
    message = said(lambda: published.figures("wdes"))
    assert message.startswith("data/wdes-england/datapackage.json ") and words in message


def test_a_table_that_a_spreadsheet_saved_in_its_own_letters_is_named(data):
    (data / "wdes-england" / "wdes-england.csv").write_bytes(table(place_name="Été").encode("latin-1"))
    assert said(lambda: published.figures("wdes")).startswith("data/wdes-england/wdes-england.csv is not in UTF-8;")
