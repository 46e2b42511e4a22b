"""Routes to help: what is in the table, what a bad row is told, and which number may be printed on which day."""

import csv
import datetime
import re
import shutil

import pytest

from edi_handbook import dates, routes
from edi_handbook.workforce.published import DATA

TODAY = datetime.date(2026, 11, 29)


def rows() -> list[dict[str, str]]:
    with (DATA / routes.ROUTES).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture
def table(tmp_path):
    """`table(**cells)` gives a folder of data whose first route has these cells instead."""

    def write(number: int = 0, /, **cells: str):
        shutil.copytree(DATA / "routes", tmp_path / "routes")
        held = rows()
        held[number] |= cells
        with (tmp_path / routes.ROUTES).open("w", encoding="utf-8", newline="") as handle:
            table = csv.DictWriter(handle, held[0].keys(), lineterminator="\n")
            table.writeheader()
            table.writerows(held)
        return tmp_path

    return write


def place(name: str) -> int:
    return [row["id"] for row in rows()].index(name)


# What is printed


def test_the_lines_for_life_and_death_are_printed_with_their_sources():
    found = {route.number: route for route in routes.printed(TODAY)}
    assert {"999", "111", "116 123"} <= set(found)
    assert all(found[number].source for number in routes.KEPT)
    assert found["999"].address == "tel:999" and found["116 123"].address == "tel:116123"
    assert "life in danger" in found["999"].route
    assert found["85258"].address == "sms:85258?body=SHOUT"


def test_what_waits_is_kept_and_never_printed():
    waiting = [row for row in rows() if row["state"] == "waits" or row["number_state"] == "waits"]
    assert len(waiting) > 15
    given = {route.id: route for route in routes.printed(TODAY)}
    for row in waiting:
        assert row["why_waits"], row["id"]
        assert row["id"] not in given or (row["state"] != "waits" and not given[row["id"]].number)


def test_six_months_unrung_a_number_gives_way_to_its_link():
    [before] = [one for one in routes.printed(datetime.date(2027, 5, 29)) if one.id == "protect"]
    [after] = [one for one in routes.printed(datetime.date(2027, 5, 30)) if one.id == "protect"]
    assert before.address == "tel:02031172520"
    assert after.address == "https://protect-advice.org.uk"


def test_only_three_numbers_stay_for_good():
    later = [one.number for one in routes.printed(datetime.date(2036, 1, 1)) if one.number]
    assert set(later) == routes.KEPT


def test_a_number_that_was_rung_stays_six_months_from_then(table, monkeypatch):
    monkeypatch.setattr(dates, "clock", lambda: datetime.date(2027, 4, 30))
    data = table(place("protect"), rung="2027-03-01")
    [route] = [one for one in routes.printed(datetime.date(2027, 8, 31), data) if one.id == "protect"]
    assert route.address.startswith("tel:")
    [route] = [one for one in routes.printed(datetime.date(2027, 9, 2), data) if one.id == "protect"]
    assert route.address.startswith("https:")


def test_every_route_that_is_printed_leaves_something_to_tap_when_its_number_goes():
    assert len(routes.printed(datetime.date(2036, 1, 1))) == len(routes.printed(TODAY))


def test_nobody_has_rung_and_nobody_is_named():
    for row in rows():
        assert not row["rung"], "a rung number: say so on the pages too, and let this test go"
        assert "@" not in "".join(row.values())


def test_each_need_says_how_to_find_a_route():
    for need in routes.needs().values():
        assert need.find.endswith(".") or need.code in ("danger", "distress")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "an undated copy"),
        ("2024-11-04", "a copy of 4 November 2024"),
        ("2024-08", "a copy of August 2024"),
        ("2021/22", "a copy of 2021-22"),
        ("about 2022", "a copy of about 2022"),
        ("after 2024", "a copy of 2024 or later"),
    ],
)
def test_a_copy_is_said_in_words(table, text, words):
    [route] = [one for one in routes.routes(table(copy=text)) if one.id == "emergency"]
    assert route.copy == words


# Bad rows


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"state": "checked"}, "column state: “checked” is no state; write read, reported, waits"),
        ({"number_state": "show"}, "column number_state: “show” is no state"),
        ({"need": "money"}, "column need: “money” is no kind of need; write one of danger, distress"),
        ({"source": "nobody2020"}, "column source: “nobody2020” is no key of book/references.bib"),
        ({"read": "2099-01-01"}, "column read: “2099-01-01” is in the future"),
        ({"rung": "2099-01-01"}, "column rung: “2099-01-01” is in the future"),
        ({"copy": "2099-01"}, "column copy: “2099-01” is in the future"),
        ({"read": "29/11/2026"}, "column read: “29/11/2026” is not a date"),
        ({"copy": "2024-13"}, "column copy: “2024-13” is not a date"),
        ({"route": "guardian: Dr A Person"}, "column route: “guardian: Dr A Person” names a person; name the role"),
        ({"who_for": "ask Ms Person"}, "names a person; name the role"),
        ({"know_first": "write to help@example.org"}, "holds an e-mail address; name a role"),
        ({"url": "http://example.org"}, "no address that begins with https://"),
        ({"number": "999a"}, "column number: “999a” cannot be dialled"),
        ({"number": ""}, "column number_state: a number has a state"),
        ({"source": ""}, "column source: a route that is printed has a source"),
        ({"state": "waits"}, "column why_waits: a route that waits says why"),
        ({"id": "samaritans"}, "column id: “samaritans” is no id of its own"),
        ({"route": ""}, "column route: the cell is empty"),
        ({"rung": "2026-11-01"}, "column rung: it was rung before it was read"),
    ],
)
def test_a_bad_row_is_named_with_what_mends_it(table, cells, said):
    with pytest.raises(routes.RoutesError) as stopped:
        routes.routes(table(**cells))
    told = str(stopped.value)
    assert said in told
    assert all(re.match(r"data/routes/routes\.csv, row \d+, column \w+: .+; .+\.$", line) for line in told.splitlines())


def test_a_row_that_lost_its_columns_is_named(table):
    data = table()
    path = data / routes.ROUTES
    path.write_text(path.read_text(encoding="utf-8") + "late,,\n", encoding="utf-8")
    with pytest.raises(routes.RoutesError, match=f"row {len(rows()) + 2}, .*the row has not the columns"):
        routes.routes(data)
