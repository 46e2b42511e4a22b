"""Routes to help: whom to ring and what to open, by kind of need and by organisation, from `data/routes/`.

A number that nobody has rung for six months gives way to the link beside it, all but those of `KEPT`: what is printed
follows from the day of the build, and nobody has to remember.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd

from edi_handbook import bibliography, dates
from edi_handbook.workforce import packages, places
from edi_handbook.workforce.published import DATA
from edi_handbook.workforce.returns.problems import shown

ROUTES, NEEDS = "routes/routes.csv", "routes/needs.csv"

KEPT = {"999", "111", "116 123"}
"""Numbers that stay however long ago they were rung: to lose one of them costs more than to print it."""
MONTHS_UNRUNG = 6

READ, REPORTED, WAITS = "read", "reported", "waits"
STATES = (READ, REPORTED, WAITS)
"""Read on a page of the organisation, read on another's page, or held back: `why_waits` says why."""
NUMBER_STATES = ("print", WAITS, "")

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"\d+( \d+)*")
_COPY = re.compile(r"(?:(?:about|before|after) )?(\d{4})(?:-(\d\d)(?:-(\d\d))?|/(\d\d))?")
"""A year, a month, a day, or two years together: 2021/22, since 2021-12 is a month."""
_TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame)\b\.? [A-Z]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TEXT = (
    "id", "organisation", "organisation_name", "need", "route", "who_for", "number", "text_word", "url", "hours",
    "know_first", "number_state", "state", "why_waits", "copy", "read", "rung", "source",
)  # fmt: skip
_NEED_COLUMNS = ("need", "title", "in_each_organisation", "how_to_find")
_NEEDED = ("id", "organisation", "organisation_name", "need", "route", "state", "read")


class RoutesError(ValueError):
    """The tables cannot be used. One sentence a line: file and row, what is wrong, how to mend it."""


@dataclass(frozen=True)
class Need:
    """A kind of need. `local` where each organisation has a route of its own; `find` says how to find one."""

    code: str
    title: str
    local: bool
    find: str


@dataclass(frozen=True)
class Route:
    """One route. `number` is empty where none may be printed; `text_word` is what to send to it, where it takes texts.

    `copy` says in words what was read: "a copy of August 2024". `rung` is None until a person has rung.
    """

    id: str
    organisation: str
    organisation_name: str
    need: str
    route: str
    who_for: str
    number: str
    text_word: str
    url: str
    hours: str
    know_first: str
    printed: bool
    copy: str
    read: datetime.date
    rung: datetime.date | None
    source: tuple[str, ...]

    def on(self, day: datetime.date) -> "Route":
        """The route as it may be printed on `day`: without its number where that was read or rung too long ago."""
        since = pd.Timestamp(self.rung or self.read) + pd.DateOffset(months=MONTHS_UNRUNG)
        past = self.number not in KEPT and pd.Timestamp(day) > since
        return replace(self, number="", text_word="") if past else self

    @property
    def address(self) -> str:
        """What a tap opens: a call, a message or a page; empty where nothing may be printed to tap."""
        if not self.number:
            return self.url
        number = self.number.replace(" ", "")
        return f"sms:{number}?body={self.text_word}" if self.text_word else f"tel:{number}"

    @property
    def act(self) -> str:
        """What to do with the number: "Call 116 123"; empty without one."""
        if not self.number:
            return ""
        return f"Text {self.text_word} to {self.number}" if self.text_word else f"Call {self.number}"


@cache
def needs(data: Path = DATA) -> dict[str, Need]:
    """Every kind of need by its code, in the order of pages. Raises `RoutesError`, `OSError` or `BadPackage`."""
    found = {}
    for number, row in enumerate(packages.rows(data, NEEDS), start=2):
        code, title, local, find = (
            row[name] or "" for name in ("need", "title", "in_each_organisation", "how_to_find")
        )
        if not _CODE.fullmatch(code) or code in found or not title or local not in ("yes", "no"):
            mend = "give it a code of its own in small letters, a title, and yes or no for in_each_organisation"
            raise RoutesError(f"data/{NEEDS}, row {number}: {shown(code)} is not a kind of need yet; {mend}.")
        if local == "yes" and not find:
            raise RoutesError(
                f"data/{NEEDS}, row {number}: how_to_find is empty; say how to find it where none is known."
            )
        found[code] = Need(code, title, local == "yes", find)
    return found


@cache
def routes(data: Path = DATA) -> tuple[Route, ...]:
    """Every route in the order of the table. Raises `RoutesError`, `OSError` or `BadPackage`."""
    rows = packages.rows(data, ROUTES)
    faults, seen = [], set()
    for number, row in enumerate(rows, start=2):
        for column, wrong in _faults(row, needs(data), seen):
            faults.append(f"data/{ROUTES}, row {number}, column {column}: {wrong}.")
        seen.add(row.get("id"))
    if faults:
        raise RoutesError("\n".join(faults))
    return tuple(_route(row) for row in rows)


def printed(day: datetime.date, data: Path = DATA) -> list[Route]:
    """The routes that pages may print on `day`, as they may print them; one that would have nothing to tap is left
    out. Raises as `routes` does."""
    return [now for route in routes(data) if route.printed and (now := route.on(day)).address]


def numbers(day: datetime.date) -> str:
    """Which numbers pages may print on `day`: where this differs, so do the pages. Raises as `routes` does."""
    return ",".join(route.id for route in printed(day) if route.number)


def day() -> datetime.date:
    """The day for which pages are made. Raises `dates.DateError`."""
    return dates.now().date()


def organisations() -> list[places.Place]:
    """The employers that a reader of this handbook may work for, by name."""
    served = {route.organisation for route in routes() if needs()[route.need].local}
    return sorted(
        (place for place in places.places().values() if _employs(place, served)), key=lambda place: place.name
    )


def _employs(place: places.Place, served: set[str]) -> bool:
    return place.kind in ("trust", "integrated-care-board") and (place.ours or place.code in served)


def in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _route(row: dict[str, str]) -> Route:
    cells = {name: row[name] for name in _TEXT if name not in ("number_state", "state", "why_waits")}
    return Route(
        **cells
        | {
            "number": row["number"] if row["number_state"] == "print" else "",
            "text_word": row["text_word"] if row["number_state"] == "print" else "",
            "printed": row["state"] != WAITS,
            "copy": _copy_in_words(row["copy"]),
            "read": datetime.date.fromisoformat(row["read"]),
            "rung": datetime.date.fromisoformat(row["rung"]) if row["rung"] else None,
            "source": tuple(filter(None, row["source"].split(";"))),
        }
    )


def _copy_in_words(text: str) -> str:
    """ "2024-08" as "a copy of August 2024", "2021/22" as "a copy of 2021-22", nothing as "an undated copy"."""
    if not text:
        return "an undated copy"
    year, month, day, next_year = _COPY.fullmatch(text).groups()
    first = datetime.date(int(year), int(month or 1), int(day or 1))
    when = in_words(first) if day else f"{first:%B %Y}" if month else f"{year}-{next_year}" if next_year else year
    match text.partition(year)[0].strip():
        case "after":
            return f"a copy of {when} or later"
        case "before":
            return f"a copy from before {when}"
        case about:
            return f"a copy of {about} {when}" if about else f"a copy of {when}"


def _faults(row: dict[str, str | None], kinds: dict[str, Need], seen: set[str | None]) -> Iterator[tuple[str, str]]:
    """Each fault of a row, as its column and the rest of a sentence."""
    if wrong := [name for name in _TEXT if row.get(name) is None] or [name for name in row if name not in _TEXT]:
        yield str(wrong[0]), f"the row has not the columns of the table; they are {', '.join(_TEXT)}"
        return
    cells = {name: row[name] or "" for name in _TEXT}
    for name in _NEEDED:
        if not cells[name]:
            yield name, "the cell is empty; fill it in"
    for name, text in cells.items():
        if "@" in text:
            yield name, f"{shown(text)} holds an e-mail address; name a role, and link to a page"
        elif _TITLE.search(text):
            yield name, f"{shown(text)} names a person; name the role"
    if cells["id"] and (not _CODE.fullmatch(cells["id"]) or cells["id"] in seen):
        yield "id", f"{shown(cells['id'])} is no id of its own; write small letters and hyphens, once"
    if cells["need"] and cells["need"] not in kinds:
        yield "need", f"{shown(cells['need'])} is no kind of need; write one of {', '.join(kinds)}"
    if cells["organisation"] and not _CODE.fullmatch(cells["organisation"]):
        yield "organisation", f"{shown(cells['organisation'])} is no code; write it as in data/{places.TABLE}"
    for name, words in (("state", STATES), ("number_state", NUMBER_STATES)):
        if (cells[name] or name == "number_state") and cells[name] not in words:
            yield name, f"{shown(cells[name])} is no state; write {', '.join(filter(None, words))}"
    if bool(cells["number"]) != bool(cells["number_state"]):
        yield "number_state", "a number has a state and a state has a number; fill in both, or neither"
    if cells["number"] and not _NUMBER.fullmatch(cells["number"]):
        yield "number", f"{shown(cells['number'])} cannot be dialled; write digits and single blanks"
    if cells["url"] and not cells["url"].startswith("https://"):
        yield "url", f"{shown(cells['url'])} is no address that begins with https://; give one, or none"
    if cells["state"] == WAITS and not cells["why_waits"]:
        yield "why_waits", "a route that waits says why; fill it in"
    if cells["state"] in (READ, REPORTED):
        if not cells["source"]:
            yield "source", "a route that is printed has a source; name its key in book/references.bib"
        if not cells["url"] and cells["number_state"] != "print":
            yield "url", "a route that is printed has a number or an address to tap; give one, or let it wait"
    known = bibliography.keys()
    for key in filter(None, cells["source"].split(";")):
        if key not in known:
            yield "source", f"{shown(key)} is no key of book/references.bib; mend it, or add the work there"
    yield from _wrong_days(cells)


def _wrong_days(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("read", "rung", "copy"):
        text = cells[name]
        if not text:
            continue
        first = _first_day(text, name)
        if first is None:
            yield name, f"{shown(text)} is not a date; write year, month and day, as 2026-11-29"
        elif first > dates.clock():
            yield name, f"{shown(text)} is in the future; write the day on which it was done"
    if _DAY.fullmatch(cells["rung"]) and _DAY.fullmatch(cells["read"]) and cells["rung"] < cells["read"]:
        yield "rung", "it was rung before it was read; give the later reading, or empty the cell"


def _first_day(text: str, column: str) -> datetime.date | None:
    """The first day that a cell may mean; None where it means none."""
    found = _COPY.fullmatch(text) if column == "copy" else _DAY.fullmatch(text)
    if not found:
        return None
    try:
        if column != "copy":
            return datetime.date.fromisoformat(text)
        return datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
