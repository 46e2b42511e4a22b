"""What the ledgers of the handbook hold, and what a ledger says of data, actions, series and laws."""

import csv

import pytest
from pybtex.database import parse_file

from edi_handbook import actions
from edi_handbook.bibliography import WORKS, plain
from edi_handbook.ledgers import freshness, looked_for, tables, to_confirm

TITLES = {plain(entry.fields["title"]) for entry in parse_file(str(WORKS), "bibtex").entries.values()}


def write(path, ledger, *rows: dict):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as handle:
        written = csv.DictWriter(handle, ledger.COLUMNS)
        written.writeheader()
        written.writerows(rows)
    return path


def row_of(ledger, key: str) -> dict:
    with ledger.TABLE.open(encoding="utf-8", newline="") as handle:
        return next(row for row in csv.DictReader(handle) if row["key"] == key)


def test_the_shipped_ledgers_are_sound():
    entries, series = looked_for.read(), freshness.read()
    assert {one.state for one in entries.values()} >= {looked_for.NOT_LOOKED, looked_for.NOT_FOUND, looked_for.NOT_READ}
    assert looked_for.contradicted(entries) == []
    assert freshness.uncovered(series, TITLES) == []
    assert to_confirm.read()


def test_an_entry_that_a_figure_of_ours_contradicts_is_named_with_its_row(tmp_path):
    row = {**row_of(looked_for, "wres-uhb"), "contrary": "wres:uhb:2;wres:england:2"}
    path = write(tmp_path / "data" / "looked-for" / "looked-for.csv", looked_for, row)
    [said] = looked_for.contradicted(looked_for.read(path), path)
    assert said.startswith("data/looked-for/looked-for.csv, row 2: it says “published, not read”, and data/ holds")
    assert "wres:england:2:" in said
    read = write(path, looked_for, {**row, "state": looked_for.READ})
    assert looked_for.contradicted(looked_for.read(read), read) == []


def test_how_a_thing_was_looked_for_is_said_in_words():
    entries = looked_for.read()
    assert entries["survey-2025"].searches == "copies of web pages and files; 6 searches; 29 November 2026"
    assert entries["study-pay"].searches == "not looked for"


# Freshness


def test_what_is_held_is_worked_out_from_the_figures():
    series = freshness.read()
    assert series["staff-survey"].held == "2024"
    assert series["staff-survey"].newer_exists
    assert "the newest that we know of is 2025" in series["staff-survey"].line
    assert not series["census"].newer_exists


def test_a_data_set_and_a_law_without_a_row_are_named():
    series = freshness.read()
    del series["census"]
    [said] = freshness.uncovered(series, {"Equality Act 2010, section 26", "A story of 2010"})
    assert "no row names the data set census2021" in said
    [said] = freshness.uncovered(freshness.read(), {"Unheard Of Act 1999"})
    assert "no row covers “Unheard Of Act 1999”" in said


def test_a_title_or_a_data_set_makes_a_page_use_a_series():
    survey = freshness.read()["staff-survey"]
    assert survey.used_by(set(), {"NHS Staff Survey 2024: national results"})
    assert survey.used_by({"nss2024"}, set())
    assert not survey.used_by({"wres"}, {"A survey of staff"})


# A filled-in claim rewrites what the handbook says: one row of each kind


@pytest.fixture
def filled(tmp_path):
    def fill(key: str, value: str) -> dict[str, to_confirm.Claim]:
        row = {**row_of(to_confirm, key), "value": value, "confirmed": "2026-11-29", "source": "nhse2023edi"}
        return to_confirm.read(write(tmp_path / "data" / "to-confirm" / "to-confirm.csv", to_confirm, row))

    return fill


def tracked(claims: dict, monkeypatch):
    monkeypatch.setattr(to_confirm, "read", lambda: claims)
    return actions.read().set_index("id")


def test_a_settled_wording_becomes_the_actions_own(filled, monkeypatch):
    assert actions.read().set_index("id").loc["plan-5b", "wording"] == actions.RECALLED
    found = tracked(filled("plan-5b-wording", "Welcome every recruit for a year"), monkeypatch).loc["plan-5b"]
    assert (found["action"], found["wording"]) == ("Welcome every recruit for a year", "read")
    assert "nhse2023edi" in found["source"].split(";")


def test_a_settled_date_becomes_the_actions_own(filled, monkeypatch):
    on = actions.stated_date(actions.read())
    before = actions.standing(actions.read(), on).set_index("id").loc["plan-4a", "standing"]
    table = tracked(filled("plan-4a-date", "2023-10-31"), monkeypatch)
    assert table.loc["plan-4a", "due_as_published"] == "by October 2023"
    after = actions.standing(table.reset_index(), on).set_index("id").loc["plan-4a", "standing"]
    assert (before, after) == (actions.UNDATED, actions.OVERDUE)


def test_a_settled_statement_is_what_a_page_prints(filled):
    assert to_confirm.read()["october-day"].words == "in October 2026"
    assert filled("october-day", "on 1 October 2026")["october-day"].words == "on 1 October 2026"


def test_a_claim_about_an_action_that_is_not_there_is_named(filled, monkeypatch):
    claims = filled("plan-4a-date", "2023-10-31")
    lost = {key: to_confirm.Claim(**{**vars(one), "about": "plan-9z"}) for key, one in claims.items()}
    with pytest.raises(tables.LedgerError, match=r"row 2: there is no action “plan-9z” in data/actions"):
        tracked(lost, monkeypatch)
