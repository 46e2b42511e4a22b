"""What is wrong with a file: where, what, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    `row` is the row as a spreadsheet numbers it (the header is usually 1), `column` the name in the header; both are
    None where the whole file is meant. `message` and `fix` are halves of one sentence. `sheet` is the workbook's sheet.
    """

    code: str
    row: int | None
    column: str | None
    message: str
    fix: str
    sheet: str = ""

    def as_dict(self) -> dict[str, str | int | None]:
        message = f"Sheet {shown(self.sheet)}: {self.message}" if self.sheet else self.message
        return {"code": self.code, "row": self.row, "column": self.column, "message": message, "fix": self.fix}

    def __str__(self) -> str:
        parts = (
            f"sheet {shown(self.sheet)}" if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f"column {self.column}" if self.column else "",
        )
        place = ", ".join(part for part in parts if part)
        sentence = f"{self.message}; {self.fix}."
        return f"{place[:1].upper()}{place[1:]}: {sentence}" if place else sentence


class UnreadableFile(Exception):
    """The file cannot be read at all. Carries the one `Problem` that says why."""

    def __init__(self, code: str, message: str, fix: str, row: int | None = None):
        self.problem = Problem(code, row, None, message, fix)
        super().__init__(str(self.problem))


def shown(text: str, longest: int = 40) -> str:
    """A cell's text in quotation marks, fit for a message: one line, not too long, nothing unprintable."""
    clean = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return f"“{clean[: longest - 1]}…”" if len(clean) > longest else f"“{clean}”"
