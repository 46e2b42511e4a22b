"""Reads a ledger and refuses a row that cannot be used: one sentence with file, row, fault and remedy."""

import csv
import datetime
import re
from collections.abc import Callable
from pathlib import Path

from edi_handbook import dates
from edi_handbook.workforce.published import DATA

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Lord|Lady)\b\.?")
MAILBOX = re.compile(r"\S+@\S+\.\S+")

Row = dict[str, str]


class LedgerError(ValueError):
    """A ledger cannot be used. One sentence a line; `problems` has them all."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__("\n".join(problems))


def read(path: Path, columns: tuple[str, ...], fault: Callable[[Row, datetime.date], str]) -> list[Row]:
    """The rows of a ledger whose first column is `key`, each by column, as text without blanks around it.

    `fault` says of a row, and of the latest day that can have been, what is wrong and what mends it; "" where nothing
    is. Raises `LedgerError`.
    """
    where = name(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            read = csv.DictReader(handle)
            rows = [dict(row) for row in read]
            heads = tuple(read.fieldnames or ())
    except FileNotFoundError:
        raise LedgerError([f"{where} is missing; restore it."]) from None
    except UnicodeDecodeError:
        raise LedgerError([f"{where} is not in UTF-8; save it as “CSV UTF-8”."]) from None
    if heads != columns:
        raise LedgerError([f"{where}, row 1: the columns are not {', '.join(columns)}; make the first row so."])
    today, first, problems = dates.latest(path.parent), {}, []
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            problems.append(
                f"{where}, row {number}: it has not {len(columns)} cells; put a cell with a comma in quotes."
            )
            continue
        row.update({column: text.strip() for column, text in row.items()})
        key = row["key"]
        if not KEY.fullmatch(key):
            wrong = f"key “{key}” is not small letters, digits and single hyphens; write it so, as staff-survey-2025"
        elif key in first:
            wrong = f"key “{key}” is already that of row {first[key]}; give each row its own"
        else:
            first[key] = number
            wrong = fault(row, today)
        if wrong:
            problems.append(f"{where}, row {number}: {wrong}.")
    if not rows:
        problems.append(f"{where} has no row below its columns; put one thing in a row.")
    if problems:
        raise LedgerError(problems)
    return rows


def name(path: Path) -> str:
    """The path as people know it, from `data/` on."""
    return f"data/{path.parent.name}/{path.name}" if path.parent.parent.name == DATA.name else path.name


def empty(row: Row, *columns: str) -> str:
    """What is wrong where one of `columns` is empty; "" where none is."""
    return next((f"{column} is empty; fill it in" for column in columns if not row[column]), "")


def word(row: Row, column: str, words: tuple[str, ...]) -> str:
    """What is wrong where the cell is none of `words`; "" where it is one."""
    if row[column] in words:
        return ""
    return f"{column} “{row[column]}” is none of its words; write {'; '.join(words[:-1])}; or {words[-1]}"


def day(row: Row, column: str, today: datetime.date) -> str:
    """What is wrong with a date that says when somebody looked; "" where nothing is."""
    try:
        found = datetime.date.fromisoformat(row[column])
    except ValueError:
        return f"{column} “{row[column]}” is not a date; write year, month and day, as 2026-11-29"
    if found > today:
        return f"{column} {row[column]} lies in the future; write the day on which somebody looked"
    return ""


def role(row: Row, column: str) -> str:
    """What is wrong where a person or a mailbox stands in place of a role; "" where neither does."""
    if found := TITLED.search(row[column]):
        return f"{column} “{row[column]}” names a person ({found[0]}); write the role"
    if MAILBOX.search(row[column]):
        return f"{column} “{row[column]}” holds an e-mail address; write the role"
    return ""


def printed(text: str) -> str:
    """A date as pages print it: 2026-11-29 as 29 November 2026."""
    found = datetime.date.fromisoformat(text)
    return f"{found.day} {found:%B %Y}"
