"""A row of a ledger that cannot be used is told in one sentence: file, row, what is wrong, how to mend it."""

import csv
import datetime
import re

import pytest

from edi_handbook import dates
from edi_handbook.ledgers import freshness, looked_for, tables, to_confirm

TOMORROW = (dates.latest(looked_for.TABLE.parent) + datetime.timedelta(days=1)).isoformat()
SOUND = {
    looked_for: {
        "key": "a-report", "what": "A report", "why": "", "where_looked": "copies of web pages", "queries": "2",
        "result": "none", "state": "looked, not found", "looked": "2026-11-20", "who": "ED&I lead", "contrary": "",
    },
    to_confirm: {
        "key": "a-date", "kind": "action date", "claim": "It was due", "about": "plan-4a", "as_printed": "",
        "where_to_look": "the plan", "who": "ED&I lead", "value": "", "confirmed": "", "source": "",
    },
    freshness: {
        "key": "a-law", "kind": "law", "name": "An Act", "newest_known": "2010", "newest_held": "2010",
        "known_from": "the Act", "looked": "2026-11-20", "datasets": "", "titles": "An Act", "who": "Parliament",
    },
}  # fmt: skip


@pytest.fixture
def table(tmp_path):
    def write(ledger, *changes: dict):
        path = tmp_path / "data" / "ledger" / "ledger.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as handle:
            written = csv.DictWriter(handle, ledger.COLUMNS)
            written.writeheader()
            written.writerows({**SOUND[ledger], "key": f"key-{n}", **change} for n, change in enumerate(changes))
        return path

    return write


@pytest.mark.parametrize("ledger", SOUND, ids=lambda one: one.__name__)
def test_a_sound_row_is_read(table, ledger):
    assert list(ledger.read(table(ledger, {}, {}))) == ["key-0", "key-1"]


BROKEN = [
    (looked_for, {"state": "lost"}, "state “lost” is none of its words"),
    (looked_for, {"looked": TOMORROW}, f"looked {TOMORROW} lies in the future"),
    (looked_for, {"looked": "last week"}, "looked “last week” is not a date"),
    (looked_for, {"looked": ""}, "looked is empty"),
    (looked_for, {"queries": "some"}, "queries “some” is no count"),
    (looked_for, {"state": "not looked", "looked": ""}, "state is “not looked” after 2 queries"),
    (looked_for, {"who": "Dr Ada Lovelace"}, "names a person (Dr)"),
    (looked_for, {"who": "edi@trust.example"}, "holds an e-mail address"),
    (looked_for, {"key": "A Report"}, "is not small letters"),
    (looked_for, {"key": "key-0"}, "is already that of row 2"),
    (looked_for, {"result": ""}, "result is empty"),
    (to_confirm, {"kind": "rumour"}, "kind “rumour” is none of its words"),
    (to_confirm, {"about": ""}, "about is empty"),
    (to_confirm, {"kind": "statement", "about": ""}, "a statement needs as_printed"),
    (to_confirm, {"value": "soon", "confirmed": "2026-11-20", "source": "x"}, "value “soon” is not a date"),
    (to_confirm, {"value": "2024-03-31", "source": "x"}, "confirmed is empty"),
    (to_confirm, {"value": "2024-03-31", "confirmed": TOMORROW, "source": "x"}, "lies in the future"),
    (to_confirm, {"value": "2024-03-31", "confirmed": "2026-11-20"}, "source is empty"),
    (to_confirm, {"confirmed": "2026-11-20"}, "confirmed is filled in and value is not"),
    (to_confirm, {"who": "Ms Mary Seacole"}, "names a person (Ms)"),
    (freshness, {"kind": "rumour"}, "kind “rumour” is none of its words"),
    (freshness, {"looked": TOMORROW}, "lies in the future"),
    (freshness, {"datasets": "wrse", "newest_held": ""}, "datasets names “wrse”, and no table"),
    (freshness, {"datasets": "wres:england"}, "newest_held is worked out"),
    (freshness, {"newest_held": ""}, "newest_held is worked out"),
    (freshness, {"titles": ""}, "neither datasets nor titles"),
    (freshness, {"who": "Prof Smith"}, "names a person (Prof)"),
]


@pytest.mark.parametrize(("ledger", "change", "words"), BROKEN, ids=[words for *_, words in BROKEN])
def test_a_broken_row_is_told_where_what_and_how(table, ledger, change, words):
    with pytest.raises(tables.LedgerError) as caught:
        ledger.read(table(ledger, {}, change))
    [said] = caught.value.problems
    assert said.startswith("data/ledger/ledger.csv, row 3: ")
    assert words in said
    assert re.fullmatch(r"[^\n]*[;,] [^\n]*\.", said), "one sentence: what is wrong; how to mend it"


def test_all_broken_rows_are_told_at_once(table):
    with pytest.raises(tables.LedgerError) as caught:
        looked_for.read(table(looked_for, {"state": "?"}, {}, {"who": ""}))
    assert [re.search(r"row (\d)", said)[1] for said in caught.value.problems] == ["2", "4"]


def test_a_file_that_is_no_ledger(tmp_path, table):
    with pytest.raises(tables.LedgerError, match="missing; restore it"):
        looked_for.read(tmp_path / "none.csv")
    path = table(looked_for, {})
    path.write_text(path.read_text(encoding="utf-8").replace("key,", "name,", 1), encoding="utf-8")
    with pytest.raises(tables.LedgerError, match=r"row 1: the columns are not key, what"):
        looked_for.read(path)
    with pytest.raises(tables.LedgerError, match="has no row below its columns"):
        looked_for.read(table(looked_for))
    path.write_text(table(looked_for, {}).read_text(encoding="utf-8") + "a,b\n", encoding="utf-8")
    with pytest.raises(tables.LedgerError, match=r"row 3: it has not 10 cells"):
        looked_for.read(path)
