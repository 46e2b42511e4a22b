"""The newest edition that is known to exist beside the newest that is held, from `data/freshness/freshness.csv`.

A row is a series, a law, a plan or a survey. It is used by a page that prints a figure of its `datasets` (beginnings of
keys, as wres:england), or cites a work whose title holds one of its `titles`.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from edi_handbook.ledgers import tables
from edi_handbook.workforce import packages, published

TABLE = published.DATA / "freshness" / "freshness.csv"
COLUMNS = ("key", "kind", "name", "newest_known", "newest_held", "known_from", "looked", "datasets", "titles", "who")
KINDS = ("series", "law", "plan", "survey")

_LAW = re.compile(r"\b(?:Act|Regulations|Bill|Order) (?:19|20)\d\d\b|\bHealth Bill\b|\bRace and Disability\) Bill\b")
"""What the title of a work looks like that has to be in a row, though no data set names it."""


@dataclass(frozen=True)
class Series:
    """One series. `held` is worked out from the figures where the row names data sets."""

    key: str
    kind: str
    name: str
    newest_known: str
    held: str
    known_from: str
    looked: str
    datasets: tuple[str, ...]
    titles: tuple[str, ...]
    who: str

    @property
    def newer_exists(self) -> bool:
        return self.newest_known != self.held

    @property
    def line(self) -> str:
        """The one line for a page; it says how the newer edition is known."""
        known = f"the newest that we know of is {self.newest_known} ({self.known_from})"
        return f"{self.name}: {known}; this handbook holds {self.held}."

    def used_by(self, datasets: set[str], titles: set[str]) -> bool:
        """Whether a page that prints figures of these data sets, or cites works of these titles, uses the series."""
        return bool(datasets & _names(self.datasets)) or any(name in title for name in self.titles for title in titles)


def read(path: Path = TABLE) -> dict[str, Series]:
    """The series by key. Raises `tables.LedgerError`."""
    rows = tables.read(path, COLUMNS, _fault)
    return {
        row["key"]: Series(
            **{name: row[name] for name in COLUMNS if name not in ("newest_held", "datasets", "titles")},
            held=row["newest_held"] or _newest(_listed(row["datasets"])),
            datasets=_listed(row["datasets"]),
            titles=_listed(row["titles"]),
        )
        for row in rows
    }


def uncovered(series: dict[str, Series], titles: set[str]) -> list[str]:
    """One sentence for each data set of figures, and each law among `titles`, that no row names."""
    named = {one for row in series.values() for one in _names(row.datasets)}
    where = tables.name(TABLE)
    missing = [
        f"{where}: no row names the data set {one}; add a row with it in datasets."
        for one in packages.tables(published.DATA)
        if one not in named
    ]
    laws = sorted(title for title in titles if _LAW.search(title))
    return missing + [
        f"{where}: no row covers “{title}”; add a row with a part of that title in titles."
        for title in laws
        if not any(row.used_by(set(), {title}) for row in series.values())
    ]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _newest(datasets: tuple[str, ...]) -> str:
    return str(
        max(one.year for one in published.figures() if f"{one.key}:".startswith(tuple(f"{d}:" for d in datasets)))
    )


def _names(datasets: tuple[str, ...]) -> set[str]:
    return {one.partition(":")[0] for one in datasets}


def _fault(row: tables.Row, today: datetime.date) -> str:
    wrong = tables.empty(row, "name", "newest_known", "known_from", "looked", "who") or tables.word(row, "kind", KINDS)
    wrong = wrong or tables.role(row, "who") or tables.day(row, "looked", today)
    if wrong:
        return wrong
    sets = _listed(row["datasets"])
    if unknown := next((one for one in sorted(_names(sets)) if one not in packages.tables(published.DATA)), ""):
        return f"datasets names “{unknown}”, and no table of data/ has that name; correct it"
    if bool(sets) == bool(row["newest_held"]):
        return "newest_held is worked out where datasets are named, and else written; fill in one of the two"
    if not sets and not _listed(row["titles"]):
        return "neither datasets nor titles says which pages use it; fill in one"
    return ""
