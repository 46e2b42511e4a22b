"""Runs Typst, and says in terms of the pages what it says in terms of its code."""

import datetime
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typst

# Where something is, Typst only draws: ` ┌─ main.typ:12:3`. Of several errors, it also only draws all but the first.
PLACE = re.compile(r"┌─ (?P<file>[^\n:]+):(?P<line>\d+):\d+")
NO_GLYPH = re.compile(r'the text `"(?P<text>.+)"` could not be displayed')
SOURCE = re.compile(r"^\s*// (?P<place>\S.*:\d+)$")
# PDF 1.7 is what old hospital viewers read; PDF/UA-1 makes Typst refuse a file that shuts readers out.
STANDARDS: Final = ("ua-1", "1.7")


@dataclass(frozen=True)
class Complaint:
    """One thing that Typst says: `place` is `page.md:12`, empty where it cannot be told."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class Refused(Exception):
    """Typst writes no file; `complaints` says why."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("\n".join(map(str, complaints)))
        self.complaints = complaints


def compile_pdf(main: Path, fonts: list[Path], made: datetime.datetime) -> tuple[bytes, list[Complaint]]:
    """The PDF of `main`, and what Typst warns of. Raises `Refused`."""
    try:
        pdf, warnings = typst.compile_with_warnings(
            main,
            root=main.parent,
            font_paths=fonts,
            ignore_system_fonts=True,
            pdf_standards=[*STANDARDS],
            timestamp=made,
        )
    except typst.TypstError as error:
        raise Refused(_complaints(error, main)) from None
    return pdf, [complaint for warning in warnings for complaint in _complaints(warning, main)]


def asked(main: Path, fonts: list[Path], label: str) -> Any:
    """The value of the one `metadata` with this label, when all is laid out. Raises `Refused`."""
    try:
        found = typst.query(
            main, f"<{label}>", field="value", one=True, root=main.parent, font_paths=fonts, ignore_system_fonts=True
        )
    except typst.TypstError as error:
        raise Refused(_complaints(error, main)) from None
    return json.loads(found)


def _complaints(told: typst.TypstError | typst.TypstWarning, main: Path) -> list[Complaint]:
    """What Typst says, each thing once, with its place. What it draws otherwise than we know still has its words."""
    code = main.read_text(encoding="utf-8").splitlines()
    pieces = [piece for piece in re.split(r"^(?=(?:error|warning): )", told.diagnostic, flags=re.MULTILINE) if piece]
    found = {}
    for number, piece in enumerate(pieces or [""]):
        message, hints = _in_our_words(*((told.message, told.hints) if number == 0 else _read(piece)))
        places = [m for m in PLACE.finditer(piece) if m["file"].endswith(main.name)]
        # A complaint about a function of the template is traced to the call, which Typst lists further down.
        place = _source(code, int(places[-1]["line"])) if places else ""
        text = message + (f" ({'; '.join(hints)})" if hints else "")
        found[place, text] = Complaint(place, text)
    return list(found.values())


def _read(piece: str) -> tuple[str, list[str]]:
    """The message and the hints of a drawn diagnostic."""
    message = re.sub(r"^(error|warning): ", "", piece.splitlines()[0])
    return message, re.findall(r"= hint: ([^\n]+)", piece)


def _in_our_words(message: str, hints: list[str]) -> tuple[str, list[str]]:
    """What Typst says and how it is mended, where we can say it better."""
    if missing := NO_GLYPH.search(message):
        names = ", ".join(unicodedata.name(sign, f"U+{ord(sign):04X}") for sign in missing["text"])
        return f"no font has the sign {missing['text']} ({names})", [
            "write it in words; or, for a script that readers need, add a font as docs/typst-builder.md says"
        ]
    return message, hints


def _source(code: list[str], line: int) -> str:
    """The place in a page that line `line` of the code was made from: the nearest note above it."""
    for number in range(min(line, len(code)) - 1, -1, -1):
        if noted := SOURCE.match(code[number]):
            return noted["place"]
    return ""
