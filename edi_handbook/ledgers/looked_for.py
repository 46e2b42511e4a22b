"""What was looked for, in one of four states of knowing, from `data/looked-for/looked-for.csv`."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from edi_handbook.ledgers import tables
from edi_handbook.workforce import published

TABLE = published.DATA / "looked-for" / "looked-for.csv"
COLUMNS = ("key", "what", "why", "where_looked", "queries", "result", "state", "looked", "who", "contrary")

NOT_LOOKED = "not looked"
NOT_FOUND = "looked, not found"
NOT_READ = "published, not read"
READ = "published, read"
STATES = (NOT_LOOKED, NOT_FOUND, NOT_READ, READ)
"""The four, from knowing least to knowing most."""


@dataclass(frozen=True)
class Entry:
    """One thing that was looked for. `looked` is an ISO date, or empty where nobody looked."""

    key: str
    what: str
    where_looked: str
    queries: str
    result: str
    state: str
    looked: str
    who: str
    contrary: tuple[str, ...]
    row: int

    @property
    def searches(self) -> str:
        """How the looking was done, in words."""
        if self.state == NOT_LOOKED:
            return "not looked for"
        often = {"": "searches not counted", "1": "1 search"}.get(self.queries, f"{self.queries} searches")
        return f"{self.where_looked}; {often}; {tables.printed(self.looked)}"


def read(path: Path = TABLE) -> dict[str, Entry]:
    """The entries by key, in the order of the file. Raises `tables.LedgerError`."""
    rows = tables.read(path, COLUMNS, _fault)
    return {
        row["key"]: Entry(
            **{name: row[name] for name in COLUMNS if name not in ("why", "contrary")},
            contrary=tuple(filter(None, row["contrary"].split(";"))),
            row=number,
        )
        for number, row in enumerate(rows, start=2)
    }


def contradicted(entries: dict[str, Entry], path: Path = TABLE) -> list[str]:
    """One sentence for each entry that says "not found" of a figure which `data/` holds under a key of `contrary`."""
    return [
        f"{tables.name(path)}, row {one.row}: it says “{one.state}”, and data/ holds the figure {held[0]}; "
        f"write “{READ}”, or take the key out of contrary."
        for one in entries.values()
        for prefix in one.contrary
        if one.state != READ and (held := _held(prefix))
    ]


def _fault(row: tables.Row, today: datetime.date) -> str:
    wrong = tables.empty(row, "what", "result", "state", "who") or tables.word(row, "state", STATES)
    wrong = wrong or tables.role(row, "who")
    if wrong:
        return wrong
    if row["queries"] and not row["queries"].isdecimal():
        return f"queries “{row['queries']}” is no count; write a whole number, or leave it empty if none was kept"
    if row["state"] == NOT_LOOKED:
        return (
            "" if row["queries"] in ("", "0") else f"state is “{NOT_LOOKED}” after {row['queries']} queries; mend one"
        )
    return tables.empty(row, "where_looked", "looked") or tables.day(row, "looked", today)


def _held(prefix: str) -> list[str]:
    return [one.key for one in published.figures() if f"{one.key}:".startswith(f"{prefix}:")]
