"""What was published before, kept beside the report: `published.json`.

It holds what the reports print, the rounded counts behind it, and why each hidden count is hidden; no true count. So it
is no secret. It must stay with the reports: without it, the next one cannot be looked at together with the last.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from edi_handbook.workforce.disclosure import Earlier, Report, Unreadable, likeness

NAME = "published.json"
ABOUT = (
    "What the reports of this organisation print, the rounded counts behind it, and why a count is hidden; no true "
    "count. Keep it with them: the next report is looked at together with it, so that nobody can subtract one from "
    "the other."
)
VERSION = 1

SAME_PEOPLE = 0.5
"""An indicator of another year is about the same people, for our purpose, where at least this share of its counts would
be printed as before: then a difference of a few is about a few persons. Else it has other cases, and the difference of
two of its counts is nobody's. This handbook's own choice."""

LARGEST = 20_000_000
"""Bytes. A report a week for ten years is less."""


@dataclass(frozen=True)
class Memory:
    """The publications of one organisation, oldest first, each with its WRES year. `in_order` is false where two files
    were read together, and nobody knows which of their publications came last."""

    code: str
    publications: tuple[tuple[int, Earlier], ...] = field(default=())
    in_order: bool = True

    def about(self, report: Report, year: int) -> list[Earlier]:
        """What was published about the same people as `report`: all of its year, and of other years the indicators that
        hardly differ."""
        found = [one if of == year else _of_same_people(one, report) for of, one in self.publications]
        return [one for one in found if one.counts]

    def last(self, year: int) -> Earlier | None:
        """The last publication of a year, where there is one and it is known which it is."""
        mine = [one for of, one in self.publications if of == year] if self.in_order else []
        return mine[-1] if mine else None

    def with_one(self, year: int, one: Earlier) -> "Memory":
        """The memory with one more publication; the same where it prints what another of that year does."""
        if any(of == year and old.to_data() == one.to_data() for of, old in self.publications):
            return self
        return replace(self, publications=(*self.publications, (year, one)))

    def joined(self, other: "Memory") -> "Memory":
        joined = self
        for year, one in other.publications:
            joined = joined.with_one(year, one)
        return joined if joined is self or not self.publications else replace(joined, in_order=False)

    def to_text(self) -> str:
        publications = [{"year": year, **one.to_data()} for year, one in self.publications]
        data = {"about": ABOUT, "version": VERSION, "organisation_code": self.code, "publications": publications}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _of_same_people(one: Earlier, report: Report) -> Earlier:
    indicators = {name[0] for name in one.counts}
    alike = {
        number
        for number in indicators
        if likeness(one.only(lambda name, number=number: name[0] == number), report) >= SAME_PEOPLE
    }
    return one.only(lambda name: name[0] in alike)


def read(path: Path, code: str) -> Memory:
    """The memory at `path`. Raises `Unreadable` where it is of another organisation or not as it was written, and
    `OSError`."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Unreadable("it is larger than any that this handbook writes")
        data = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_constant)
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise Unreadable("this handbook did not write it, or another edition did")
        if data["organisation_code"] != code:
            raise Unreadable(f"it is of {data['organisation_code']}, and the return is of {code}")
        if not data["publications"]:
            raise Unreadable("it remembers no report")
        return Memory(code, tuple((int(one["year"]), Earlier.from_data(one)) for one in data["publications"]))
    except Unreadable as error:
        raise Unreadable(f"{path} cannot be used: {error}. {mend(path)}") from None
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise Unreadable(f"{path} cannot be read ({error}). {mend(path)}") from None


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no number")


def remembered(folder: Path, code: str, elsewhere: Sequence[Path] = ()) -> Memory:
    """All that is kept of an organisation: in its folder of reports, where there may be nothing yet, and elsewhere.

    Raises `Unreadable`.
    """
    found = Memory(code)
    for place in (*_beside(folder, code), *elsewhere):
        try:
            found = found.joined(read(place, code))
        except OSError as error:
            raise Unreadable(f"{place} cannot be read ({error.strerror}). {mend(place)}") from None
    return found


def _beside(folder: Path, code: str) -> Iterator[Path]:
    """Where earlier reports of an organisation may lie: in its folder; in one of its own below, where that report was
    of several organisations; or the other way round."""
    yield from (place / NAME for place in (folder, folder / code) if (place / NAME).exists())
    above = folder.parent / NAME
    if folder.name == code and above.exists():
        try:
            read(above, code)
        except Unreadable:
            return  # of another organisation: the folder above is not this one's
        yield above


def folder_of(out: Path, code: str, organisations: int) -> Path:
    """Where the report of an organisation lies: in `out`, or in a folder for each where there are several."""
    return out if organisations == 1 else out / code


def mend(path: Path) -> str:
    """What to do about a memory that cannot be used."""
    return (
        f"Put back the {NAME} that the last report wrote. To go on without it, move it away: then nobody can say "
        "whether the new report and an old one give a single case away."
    )
