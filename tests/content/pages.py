"""The text of the readers' pages, taken apart for the tests of this room."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from edi_handbook.publish.markup import facts

ROOT = Path(__file__).resolve().parents[2]
BIBLIOGRAPHY = ROOT / "book" / "references.bib"

_QUOTED = re.compile(r'"[^"\n]{1,600}"|“[^”\n]{1,600}”')
_ROLE = re.compile(r"\{[a-z:]+\}`([^`]*)`")
_ATTRIBUTES = re.compile(r"\{[.#][^}]*\}")


@dataclass(frozen=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True)
class Page:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def local(self) -> bool:
        """Whether its subject is the place of this handbook."""
        return facts.read(self.path).get("local", False)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def lines(self) -> list[Line]:
        """The lines that a reader sees: no front matter, no code, no fences, options or labels of directives."""
        kept, code, front = [], False, False
        for number, text in enumerate(self.text.splitlines(), 1):
            bare = text.strip()
            if bare == "---" and (number == 1 or front):
                front = not front
            elif front:
                continue
            elif bare.startswith("```{code-cell}"):
                code = True
            elif code:
                code = not bare.startswith("```")
            elif re.match(r"`{3,}$|:{3,}$|:[\w-]+:( |$)|\([\w-]+\)=$|[`:]{3,}\{bibliography\}", bare):
                continue
            else:
                kept.append(Line(number, re.sub(r"^\s*[`:]{3,}\{[\w-]+\}\s*", "", text)))
        return kept

    @property
    def prose(self) -> str:
        """What a reader reads, without quotations and addresses: roles show their text, citations nothing."""
        text = "\n".join(line.text for line in self.lines)
        text = re.sub(r"\{cite[a-z:]*\}`[^`]*`", "", text)
        text = _ROLE.sub(lambda role: re.sub(r"\s*<[^>]*>$", "", role[1]), text)
        text = re.sub(r"\]\([^)]*\)|https?://\S+", " ", text)
        return _QUOTED.sub(" … ", _ATTRIBUTES.sub("", text))

    @property
    def cited(self) -> set[str]:
        return {key.strip() for keys in re.findall(r"\{cite[a-z:]*\}`([^`]*)`", self.text) for key in keys.split(",")}


@cache
def pages() -> tuple[Page, ...]:
    """All pages of book/ and notebooks/."""
    return tuple(Page(path) for folder in ("book", "notebooks") for path in sorted((ROOT / folder).rglob("*.md")))


def names(found: tuple[Page, ...]) -> list[str]:
    return [page.name for page in found]
