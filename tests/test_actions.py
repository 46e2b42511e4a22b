"""The action tracker: what is in it, what stands on which day, and what a broken row is told."""

import dataclasses
import datetime
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pybtex.database import parse_file

from edi_handbook import actions
from edi_handbook.ledgers import looked_for

ROOT = Path(__file__).resolve().parents[1]
SOUND = {
    "id": "plan-1a", "set": "plan-2023", "part_of": "Leaders", "action": "Set aims", "wording": "read",
    "mechanism": "People do what they are asked about", "measure": "WRES indicator 2", "owner_role": "Board chair",
    "evidence_grade": "B", "due": "2024-03-31", "due_as_published": "by March 2024", "status": "none read",
    "reviewed": "2026-11-23", "source": "nhse2023edi", "looked_for": "board-papers",
}  # fmt: skip


def text(*changes: dict, mark: str = ",", header: str = "") -> str:
    rows = [{**SOUND, "id": f"plan-{number}", **change} for number, change in enumerate(changes, start=1)]
    lines = [header or mark.join(actions.COLUMNS)]
    return "\n".join([*lines, *(mark.join(row[name] for name in actions.COLUMNS) for row in rows)]) + "\n"


@pytest.fixture
def table(tmp_path):
    def write(*changes, encoding="utf-8", **how) -> Path:
        path = tmp_path / "actions.csv"
        path.write_bytes(text(*changes, **how).encode(encoding))
        return path

    return write


# The shipped table


@pytest.fixture(scope="module")
def shipped():
    return actions.read()


def test_both_sets_and_the_midlands_strategy_are_there(shipped):
    count = shipped["set"].value_counts()
    assert count["recruitment-2020"] == 6
    assert count["plan-2023"] == 20, "National Health Executive reports 20 smaller actions"
    assert set(count.index) == set(actions.SETS)
    assert shipped.loc[shipped["set"] == "plan-2023", "part_of"].nunique() == 6


def test_every_source_is_in_the_bibliography(shipped):
    known = set(parse_file(str(ROOT / "book" / "references.bib"), "bibtex").entries)
    named = {key for keys in shipped["source"] for key in keys.split(";") if key}
    assert named and named <= known, named - known


def test_what_was_not_read_has_no_date_and_no_status(shipped):
    recalled = shipped[shipped["wording"] == actions.RECALLED]
    assert len(recalled) > 6
    assert recalled["due"].isna().all()
    assert set(recalled["status"]) == {actions.NONE_READ}


def test_the_date_and_its_words_agree(shipped):
    for row in shipped.dropna(subset="due").itertuples():
        assert f"by {row.due:%B %Y}" in row.due_as_published
        assert row.due == row.due + pd.offsets.MonthEnd(0), "a month stands for its last day"


def test_the_dates_that_were_read(shipped):
    """NHS England's letter PRN01002, read by hand: March 2024 for these six, and March 2025 for 1b. A trust's plan
    prints 2a and 2b, and a report of the plan 6a."""
    due = shipped.set_index("id")["due"]
    for name in ("1a", "1c", "3a", "3b", "3c", "5a", "6a"):
        assert due[f"plan-{name}"] == pd.Timestamp(2024, 3, 31)
    assert due["plan-1b"] == pd.Timestamp(2025, 3, 31)
    assert (due["plan-2a"], due["plan-2b"]) == (pd.Timestamp(2024, 6, 30), pd.Timestamp(2024, 10, 31))
    assert due.filter(like="plan-").drop("people-plan-1").notna().sum() == 10


def test_the_actions_of_one_heading_share_its_measure(shipped):
    """The chapter prints the first row's measure for the whole heading."""
    plan = shipped[shipped["set"] == "plan-2023"]
    assert (plan.groupby("part_of")["measure"].nunique() == 1).all()


def test_roles_and_not_people(shipped):
    titled = r"\b(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame)\b"
    assert not shipped["owner_role"].str.contains(titled).any()


def test_the_headline_of_the_page_holds(shipped):
    """The page opens with "for most of what was promised": a list of which that is no longer true must change it."""
    assert (shipped["status"] == actions.NONE_READ).sum() > len(shipped) / 2


def test_the_values_that_the_tracker_exists_to_show_are_reached(shipped):
    found = set(actions.standing(shipped, actions.stated_date(shipped))["standing"])
    assert {actions.DONE, actions.UNDER_WAY, actions.DUE, actions.OVERDUE, actions.UNDATED} <= found


# Standing


@pytest.mark.parametrize(("status", "due", "on", "stands"), [
    ("none read", "2024-03-31", "2024-03-31", "due"),  # still time on the day itself
    ("none read", "2024-03-31", "2024-04-01", "overdue for evidence"),
    ("not begun", "2024-03-31", "2024-03-31", "due"),
    ("not begun", "2024-03-31", "2024-04-01", "late"),
    ("in progress", "2024-03-31", "2024-04-01", "late"),
    ("in progress", "", "2024-04-01", "under way"),
    ("in progress", "2024-03-31", "2024-03-31", "due"),
    ("not begun", "", "2024-04-01", "no date read"),
    ("none read", "", "2024-04-01", "no date read"),
    ("done", "2024-03-31", "2030-01-01", "done"),
    ("done", "", "2030-01-01", "done"),
])  # fmt: skip
def test_standing(table, status, due, on, stands):
    judged = actions.standing(actions.read(table({"status": status, "due": due})), datetime.date.fromisoformat(on))
    assert list(judged["standing"]) == [stands]
    assert judged["why"].all()


def test_late_is_never_guessed(shipped):
    far = actions.standing(shipped, datetime.date(2099, 1, 1))
    assert not (far["standing"] == actions.LATE)[shipped["status"] == actions.NONE_READ].any()
    assert not (far["standing"] == actions.DUE).any()


def test_the_stated_date_is_the_latest_review(table, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    listed = actions.read(table({"reviewed": "2026-11-23"}, {"reviewed": "2026-12-01"}))
    assert actions.stated_date(listed) == datetime.date(2026, 12, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067199")  # the last second of 2023, UTC
    assert actions.stated_date(listed) == datetime.date(2023, 12, 31)


def test_a_status_that_was_not_read_stands_on_an_entry_that_agrees(table, monkeypatch):
    entries = looked_for.read()
    entries["board-papers"] = dataclasses.replace(entries["board-papers"], state=looked_for.READ)
    monkeypatch.setattr(looked_for, "read", lambda: entries)
    with pytest.raises(actions.ActionsError, match="Row 2, column looked_for: No status was read, and data/looked-for"):
        actions.read(table({}))
    assert list(actions.read(table({"status": "done"}))["evidence"]) == [looked_for.READ]


# What a spreadsheet does to a file


@pytest.mark.parametrize("how", [
    {"encoding": "utf-8-sig"}, {"encoding": "cp1252"}, {"encoding": "utf-16"}, {"mark": ";"}, {"mark": "\t"},
    {"header": ",".join(name.upper().replace("_", " ") for name in actions.COLUMNS)},
], ids=str)  # fmt: skip
def test_a_spreadsheets_habits_are_read(table, how):
    listed = actions.read(table({"action": "Naïve aims – “ours”"}, **how))
    assert list(listed["action"]) == ["Naïve aims – “ours”"]
    assert listed["due"][0] == pd.Timestamp(2024, 3, 31)


@pytest.mark.parametrize("cell", ["2024-03-31", "31/03/2024", " 31/3/2024 ", "2024-03-31 00:00:00", "2024-3-31"])
def test_dates_that_are_read(table, cell):
    assert actions.read(table({"due": cell}))["due"][0] == pd.Timestamp(2024, 3, 31)


def test_a_workbook_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(actions.COLUMNS)
    book.active.append([datetime.datetime(2024, 3, 31) if name == "due" else SOUND[name] for name in actions.COLUMNS])
    book.save(tmp_path / "actions.xlsx")
    assert actions.read(tmp_path / "actions.xlsx")["due"][0] == pd.Timestamp(2024, 3, 31)


# Broken rows


BROKEN = {
    "month first": ({"due": "3/31/2024"}, "due", "month seems to come first"),
    "dots": ({"due": "31.3.24"}, "due", "not a date"),
    "no such day": ({"due": "31/02/2024"}, "due", "not a date"),
    "serial number": ({"due": "45382"}, "due", "not a date"),
    "month alone": ({"due": "Mar-24"}, "due", "not a date"),
    "slip of the keys": ({"due": "0224-03-31"}, "due", "not a date"),
    "not reviewed": ({"reviewed": ""}, "reviewed", "empty"),
    "words for a date": ({"reviewed": "last week"}, "reviewed", "not a date"),
    "month made by Excel": ({"due_as_published": "Mar-24"}, "due_as_published", "spreadsheet"),
    "guessed status": ({"status": "probably"}, "status", "not one of its words"),
    "capital": ({"status": "Done"}, "status", "not one of its words"),
    "no owner": ({"owner_role": " "}, "owner_role", "empty"),
    "grade": ({"evidence_grade": "A+"}, "evidence_grade", "not one of its words"),
    "other set": ({"set": "plan-2024"}, "set", "not one of its words"),
    "id made a date": ({"id": "Jan-20"}, "id", "not an id"),
    "no source": ({"source": ""}, "source", "no source is given"),
    "no entry": ({"looked_for": ""}, "looked_for", "no status was read"),
    "dead key": ({"looked_for": "no-such-key"}, "looked_for", "is no key of data/looked-for"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_is_told_where_what_and_how(table, name):
    change, column, words = BROKEN[name]
    with pytest.raises(actions.ActionsError) as caught:
        actions.read(table({}, change))
    assert len(caught.value.problems) == 1
    message = str(caught.value)
    assert message.startswith(f"Row 3, column {column}: ")
    assert words in message
    assert re.fullmatch(r"[^\n]*; [^\n]*\.", message), "one sentence: what is wrong; how to mend it"


def test_the_same_id_twice(table):
    with pytest.raises(actions.ActionsError, match=r"^Row 4, column id: “plan-1” is already the id of row 2; "):
        actions.read(table({}, {}, {"id": "plan-1"}))


def test_all_faults_are_told_at_once_in_the_order_of_the_file(table):
    with pytest.raises(actions.ActionsError) as caught:
        actions.read(table({"status": "?"}, {}, {"due": "soon", "measure": ""}))
    assert [(one.row, one.column) for one in caught.value.problems] == [(2, "status"), (4, "measure"), (4, "due")]


def test_a_file_that_is_no_table(tmp_path, table):
    def refused(path) -> str:
        with pytest.raises(actions.ActionsError) as caught:
            actions.read(path)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    assert "There is no file" in refused(tmp_path / "none.csv")
    assert "no action below the column names" in refused(table())
    other = ",".join(actions.COLUMNS).replace("due,", "deadline,")
    assert "no column due; make the first row id, set" in refused(table({}, header=other))
    assert "Row 2: The row has more cells than the header" in refused(table({"action": "Set aims, and more"}))
