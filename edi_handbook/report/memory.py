"""What was published before, kept beside the report: `published.json`.

It holds nothing but what the reports print, so it is no secret. It must stay with the reports: without it, the next one
cannot be looked at together with the last.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from edi_handbook.workforce.disclosure import Earlier, Report, Unreadable, likeness

NAME = "published.json"
ABOUT = (
    "What the reports of this organisation print, and no other figure. Keep it with them: the next report is looked at "
    "together with it, so that nobody can subtract one from the other."
)
VERSION = 1

SAME_PEOPLE = 0.5
"""A report of another year is about the same people, for our purpose, where at least this share of its counts would be
printed as before: then a difference of a few is about a few persons. Other years have other cases, and the difference
of two of their counts is nobody's. This handbook's own choice."""


@dataclass(frozen=True)
class Memory:
    """The publications of one organisation, oldest first, each with its WRES year."""

    code: str
    publications: tuple[tuple[int, Earlier], ...] = field(default=())

    def about(self, report: Report, year: int) -> list[Earlier]:
        """The publications about the same people as `report`: those of its year, and of others that hardly differ."""
        return [one for of, one in self.publications if of == year or likeness(one, report) >= SAME_PEOPLE]

    def with_one(self, year: int, one: Earlier) -> "Memory":
        """The memory with one more publication; the same where it prints what another of that year does."""
        if any(of == year and old.to_data() == one.to_data() for of, old in self.publications):
            return self
        return Memory(self.code, (*self.publications, (year, one)))

    def joined(self, other: "Memory") -> "Memory":
        joined = self
        for year, one in other.publications:
            joined = joined.with_one(year, one)
        return joined

    def to_text(self) -> str:
        publications = [{"year": year, **one.to_data()} for year, one in self.publications]
        data = {"about": ABOUT, "version": VERSION, "organisation_code": self.code, "publications": publications}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def read(path: Path, code: str) -> Memory:
    """The memory at `path`. Raises `Unreadable` where it is of another organisation or not as it was written, and
    `OSError`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise Unreadable("this handbook did not write it, or another edition did")
        if data["organisation_code"] != code:
            raise Unreadable(f"it is of {data['organisation_code']}, and the return is of {code}")
        return Memory(code, tuple((int(one["year"]), Earlier.from_data(one)) for one in data["publications"]))
    except Unreadable as error:
        raise Unreadable(f"{path} cannot be used: {error}. {_mend(path)}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{path} cannot be read ({error}). {_mend(path)}") from None


def remembered(folder: Path, code: str, elsewhere: Sequence[Path] = ()) -> Memory:
    """All that is kept of an organisation: in its folder of reports, where there may be nothing yet, and elsewhere.

    Raises `Unreadable`.
    """
    found = Memory(code)
    beside = folder / NAME
    for place in (*([beside] if beside.exists() else []), *elsewhere):
        try:
            found = found.joined(read(place, code))
        except OSError as error:
            raise Unreadable(f"{place} cannot be read ({error.strerror}). {_mend(place)}") from None
    return found


def folder_of(out: Path, code: str, organisations: int) -> Path:
    """Where the report of an organisation lies: in `out`, or in a folder for each where there are several."""
    return out if organisations == 1 else out / code


def _mend(path: Path) -> str:
    return (
        f"Put back the {NAME} that the last report wrote. To go on without it, move it away: then nobody can say "
        "whether the new report and an old one give a single case away."
    )
