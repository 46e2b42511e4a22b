"""The blocks of a page that make claims: where each begins, its section, and what it rests on."""

import re
from dataclasses import dataclass

from pages import Page

CITED = re.compile(r"\{cite[a-z:]*\}`")
GRADED = re.compile(r"\{\.evidence-grade\}")
FROM_DATA = re.compile(r"\{value\}`")
DIRECTIVE = re.compile(r"\s*[`:]{3,}\{")
EVIDENCE = re.compile(r"^(:{3,})\{evidence\}.*?^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """`section` is the nearest heading; `card` is true inside an evidence card, which names its grade and sources;
    `caption` is true for the title of a table, a figure or a panel.
    """

    page: str
    line: int
    section: str
    text: str
    card: bool
    caption: bool

    @property
    def cited(self) -> bool:
        return self.card or bool(CITED.search(self.text))

    @property
    def graded(self) -> bool:
        return self.card or bool(GRADED.search(self.text))

    @property
    def from_data(self) -> bool:
        return bool(FROM_DATA.search(self.text))


def blocks(page: Page) -> list[Block]:
    """Lines that stand together, apart by a blank line, without front matter, code, headings, fences and options."""
    cards = [
        range(page.text.count("\n", 0, match.start()) + 1, page.text.count("\n", 0, match.end()) + 2)
        for match in EVIDENCE.finditer(page.text)
    ]
    source = page.text.splitlines()
    made: list[Block] = []
    held: list[str] = []
    first, section = 0, ""
    for line in [*page.lines, None]:
        bare = "" if line is None else line.text.strip()
        if bare and not bare.startswith("#"):
            first = first if held else line.number
            held.append(line.text)
            continue
        if held:
            card = any(first in lines for lines in cards)
            caption = len(held) == 1 and bool(DIRECTIVE.match(source[first - 1]))
            made.append(Block(page.name, first, section, "\n".join(held), card, caption))
            held = []
        if bare.startswith("#"):
            section = bare.lstrip("# ")
    return made
