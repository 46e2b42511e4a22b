"""The action tracker: every action that was announced, asked for or recalled, and where it stands on a stated day.

`read()` gives the table of `data/actions/actions.csv`, which a lead may edit in a spreadsheet, with what was settled
of it in `data/to-confirm/`. `standing()` says of each action where it stands. One whose date has passed is overdue for
evidence until we have read some: that we read none does not say that nothing was done, and nothing here guesses.
"""

import datetime
import re
from pathlib import Path

import pandas as pd

from edi_handbook import dates
from edi_handbook.ledgers import looked_for, to_confirm
from edi_handbook.workforce import places
from edi_handbook.workforce.published import DATA
from edi_handbook.workforce.returns.problems import Problem, UnreadableFile, shown
from edi_handbook.workforce.returns.reading import read_table

TABLE = DATA / "actions" / "actions.csv"

SETS = {
    "people-plan-2020": "People Plan, 2020/21",
    "recruitment-2020": "Six actions, 2020/21",
    "plan-2023": "National plan, 2023",
    "midlands": "Midlands strategy",
    "system": places.system().name,
    "bodies": "Single organisations",
    "national": "National, 2025 and 2026",
}
"""The sets of actions, in the order of the page, with the names that readers see."""

NONE_READ = "none read"
RECALLED = "recalled"
WORDS = {
    "set": tuple(SETS),
    "wording": ("read", "reported", RECALLED),
    "evidence_grade": ("A", "B", "C", "D"),
    "status": ("done", "in progress", "not begun", NONE_READ),
}
"""Columns that hold one of a few words. A status is what we read that somebody published."""

COLUMNS = (
    "id", "set", "part_of", "action", "wording", "mechanism", "measure", "owner_role", "evidence_grade", "due",
    "due_as_published", "status", "reviewed", "source", "looked_for",
)  # fmt: skip
MAY_BE_EMPTY = ("due", "source", "looked_for")

DONE, UNDER_WAY, DUE = "done", "under way", "due"
LATE, OVERDUE, UNDATED = "late", "overdue for evidence", "no date read"
STANDINGS = (DONE, UNDER_WAY, DUE, LATE, OVERDUE, UNDATED)

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""A date outside is a slip of the keys."""

_ID = re.compile(r"[a-z]+(-[a-z]+)*-[0-9]+[a-z]?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH_ONLY = re.compile(r"[A-Z][a-z]{2}-\d{2}")
"""What Excel makes of "March 2024" typed alone in a cell."""


class ActionsError(ValueError):
    """The table cannot be used. One sentence a line: row, column, what is wrong, how to mend it. `problems` has all."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def read(path: Path = TABLE) -> pd.DataFrame:
    """The actions in the file's order: the columns of `COLUMNS` as text, `due` and `reviewed` as dates (NaT for
    none), and `evidence`, one of the states of `looked_for`. What `data/to-confirm/` has settled of them is in it.

    CSV in UTF-8 or the old Windows encoding, with or without a byte order mark, and .xlsx. Raises ActionsError, and
    `tables.LedgerError` where a ledger cannot be used.
    """
    try:
        table = read_table(path, COLUMNS)
    except UnreadableFile as error:
        raise ActionsError([error.problem]) from error
    if table.missing:
        name = ", ".join(table.missing)
        fix = f"make the first row {', '.join(COLUMNS)}"
        raise ActionsError([Problem("missing_column", 1, None, f"The table has no column {name}", fix)])
    cells = table.cells.reset_index(drop=True)
    cells[list(COLUMNS)] = cells[list(COLUMNS)].apply(lambda column: column.str.strip())
    entries, claims = looked_for.read(), to_confirm.read()
    problems = [*table.errors, *_faults(cells), *_without_entry(cells, entries)]
    if cells.empty and not problems:
        problems = [Problem("no_rows", 2, None, "There is no action below the column names", "put one action in a row")]
    if problems:
        raise ActionsError(sorted(problems, key=lambda problem: problem.row or 0))
    if path == TABLE:  # a table of somebody's own need not hold the actions of ours
        to_confirm.check_actions(claims, set(cells["id"]))
    cells = to_confirm.settled(cells, claims)
    for name in ("due", "reviewed"):
        cells[name] = pd.to_datetime(cells[name].map(_day))
    cells["evidence"] = [entries[key].state if key else looked_for.READ for key in cells["looked_for"]]
    return cells[[*COLUMNS, "evidence"]]


def stated_date(actions: pd.DataFrame) -> datetime.date:
    """The day against which actions are judged: the one that is given (`dates.given`), else the latest day on which a
    row was reviewed. Never the clock: the same table must give the same page."""
    if moment := dates.given():
        return moment.date()
    return actions["reviewed"].max().date()


def standing(actions: pd.DataFrame, on: datetime.date) -> pd.DataFrame:
    """`actions` with two more columns: `standing`, one of `STANDINGS` on the day `on`, and `why`, a short reason.

    Late needs a date that has passed and a status that was read. Where the date has passed and no evidence was read,
    the action is overdue for evidence.
    """
    found = [_stands(row.status, row.due, pd.Timestamp(on)) for row in actions.itertuples()]
    return actions.assign(standing=[one for one, _ in found], why=[why for _, why in found])


def _stands(status: str, due: pd.Timestamp, on: pd.Timestamp) -> tuple[str, str]:
    if status == "done":
        return DONE, "published as done"
    if pd.isna(due):
        if status == "in progress":
            return UNDER_WAY, "published as in progress, and we have read no date"
        return UNDATED, "we have not read a date; there may be one"
    if due >= on:
        return DUE, "the date is still to come"
    if status == NONE_READ:
        return OVERDUE, "the date has passed, and we have read no evidence"
    return LATE, f"the date has passed, and it was published as {status}"


def _without_entry(cells: pd.DataFrame, entries: dict[str, looked_for.Entry]) -> list[Problem]:
    """A status that was not read stands on an entry that does not say the contrary."""
    problems = []
    for row in cells.to_dict("records"):
        entry = entries.get(row["looked_for"])
        what = ""
        if row["looked_for"] and entry is None:
            what = f"{shown(row['looked_for'])} is no key of data/looked-for"
        elif row["status"] == NONE_READ and entry is None:
            what = "The cell is empty, and no status was read"
        elif row["status"] == NONE_READ and entry.state == looked_for.READ:
            what = f"No status was read, and data/looked-for says “{entry.state}”"
        if what:
            fix = "write the key of the row that says where the evidence was looked for"
            problems.append(Problem("looked_for", row["row"], "looked_for", what, fix))
    return problems


def _faults(cells: pd.DataFrame) -> list[Problem]:
    problems, first = [], {}
    for row in cells.to_dict("records"):
        problems += [
            Problem("empty", row["row"], name, "The cell is empty", "fill it in")
            for name in COLUMNS
            if not row[name] and name not in MAY_BE_EMPTY
        ]
        problems += [
            Problem("word", row["row"], name, f"{shown(row[name])} is not one of its words", f"write {_either(words)}")
            for name, words in WORDS.items()
            if row[name] and row[name] not in words
        ]
        for name in ("due", "reviewed"):
            if row[name] and (fix := _date_fix(row[name])):
                problems.append(Problem("date", row["row"], name, f"{shown(row[name])} is not a date", fix))
        if row["id"] and not _ID.fullmatch(row["id"]):
            fix = "write letters, a hyphen and a number, as plan-1a; a spreadsheet may have made a date of it"
            problems.append(Problem("id", row["row"], "id", f"{shown(row['id'])} is not an id", fix))
        elif row["id"] in first:
            where = f"{shown(row['id'])} is already the id of row {first[row['id']]}"
            problems.append(Problem("id", row["row"], "id", where, "give each action its own"))
        else:
            first[row["id"]] = row["row"]
        if _MONTH_ONLY.fullmatch(row["due_as_published"]):
            what = f"{shown(row['due_as_published'])} is what a spreadsheet makes of a month"
            fix = "write it with a word before it, as by March 2024"
            problems.append(Problem("month", row["row"], "due_as_published", what, fix))
        if not row["source"] and row["wording"] in WORDS["wording"] and row["wording"] != RECALLED:
            what = f"The wording is said to be {row['wording']}, and no source is given"
            problems.append(Problem("source", row["row"], "source", what, f"name it, or write {RECALLED} as wording"))
    return problems


def _day(text: str) -> datetime.date | None:
    """The date that a cell holds; day first where it has strokes. Raises ValueError."""
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _SLASHED.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise ValueError(text)
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(text)
    return datetime.date(int(year), int(month), int(day))


def _date_fix(text: str) -> str:
    """How to mend a cell that holds no date; empty where it holds one."""
    try:
        _day(text)
        return ""
    except ValueError:
        if (found := _SLASHED.fullmatch(text)) and int(found[2]) > 12 >= int(found[1]):
            return "the month seems to come first; write year, month and day, as 2024-03-31"
        return "write year, month and day, as 2024-03-31, or leave it empty if no date was read"


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
