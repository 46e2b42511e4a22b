"""A room: takes files and pasted codes, names what it cannot use in one line each, and shows the group's pattern.

What is shown grows by whole groups only: whoever compares what was shown before with what is shown after sees what
`FEWEST` people or more have added, never one.
"""

import re
from collections.abc import Iterable

from edi_handbook.debrief import codes
from edi_handbook.debrief.codes import CodeError, Given
from edi_handbook.debrief.pattern import FEWEST, Question, pattern
from edi_handbook.reflect.model import Reflection

LARGEST = 1_000_000  # bytes; a code with own words is some tens of thousands
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how Office files of the newer and the older kind begin


class Room:
    """The answers of one group to `reflection`. Bad or doubled input never raises: it gives a line."""

    def __init__(self, reflection: Reflection):
        self.reflection = reflection
        self._shown: list[Given] = []
        self._waiting: list[Given] = []
        self._from: dict[str, str] = {}  # person → where their answers came from

    @property
    def taken(self) -> int:
        """How many people's answers were taken in, shown or not."""
        return len(self._shown) + len(self._waiting)

    def add(self, source: str, content: bytes | str) -> list[str]:
        """Takes in every code in a file or a pasted text. Returns a line for whatever was left out."""
        if isinstance(content, bytes) and (problem := _not_text(content)):
            return [f"{source}: skipped, because {problem}."]
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        found = codes.find(text)
        if not found:
            return [f"{source}: skipped, because {_without_code(text)}."]
        several = len(found) > 1
        lines = (
            self._take(f"{source}, code {place}" if several else source, code)
            for place, code in enumerate(found, start=1)
        )
        return [line for line in lines if line]

    def show(self) -> list[Question]:
        """The pattern of all that may be shown now; empty where the group is too small."""
        if len(self._waiting) >= FEWEST:
            self._shown += self._waiting
            self._waiting = []
        return pattern(self.reflection, self._shown)

    def state(self) -> str:
        """One sentence on how many answers came in, and what waits. Counts of people in the room are known to it."""
        if not self._shown:
            return f"{self.taken} taken in. The pattern is shown from {FEWEST} on: fewer are too few."
        said = f"The pattern is of {len(self._shown)} people."
        if self._waiting:
            said += f" {len(self._waiting)} came later: they are added when {FEWEST} have come."
        return said

    def _take(self, source: str, code: str) -> str:
        try:
            given = codes.read(code)
        except CodeError as error:
            return f"{source}: skipped, because {error}."
        if given.reflection != self.reflection.name:
            return f"{source}: skipped, because it belongs to {given.reflection!r}, not to {self.reflection.name!r}."
        if given.person in self._from:
            return f"{source}: skipped, because the same person's answers came before, in {self._from[given.person]}."
        here = {(item.id, item.wording) for item in self.reflection.items}
        known = here & given.answers.keys()
        if not known:
            return f"{source}: skipped, because it answers no question as it is worded now."
        self._from[given.person] = source
        self._waiting.append(given)
        if lost := len(given.answers) - len(known):
            return f"{source}: taken in, without {lost} answered in an earlier wording."
        return ""


def add_all(room: Room, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Takes in many files, `(name, content)`; returns the lines of all."""
    return [line for name, content in files for line in room.add(name, content)]


def _not_text(content: bytes) -> str:
    if len(content) > LARGEST:
        return "it is larger than 1 MB, so it does not come from a reflection"
    if content.startswith(SPREADSHEETS):
        return "it is a spreadsheet or another office file"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is not a text file"
    return ""


def _without_code(text: str) -> str:
    if not text.strip():
        return "it is empty"
    if re.search(r'"handbook":\s*"edi-handbook"', text):
        return "it is someone's private download: delete it, and ask for the file for the group"
    return "it holds no code from a reflection"
