"""The blocks of a page that make claims: where each begins, its section, and what it rests on."""

import re
from dataclasses import dataclass, replace

from tests.content.pages import Page

CITED = re.compile(r"\{cite[a-z:]*\}`")
# The entry of the ledger that says how a thing was looked for: what a sentence that found nothing rests on.
LOOKED = re.compile(r"\{looked\}`")
GRADED = re.compile(r"\{\.evidence-grade\}")
FROM_DATA = re.compile(r"\{value\}`(?!range:)")  # the non-adverse range is a rule, and no finding
DIRECTIVE = re.compile(r"\s*[`:]{3,}\{")
LISTED = re.compile(r"\s*([-*] |\d+\. )|[^\n]*\n: ")
ITEM = re.compile(r"^(?=- |\d+\. )", re.MULTILINE)
EVIDENCE = re.compile(r"^(:{3,})\{evidence\}.*?^\1$", re.MULTILINE | re.DOTALL)
SAID = re.compile(r"^ *(`{3,})\{say\}.*?^ *\1$", re.MULTILINE | re.DOTALL)
"""A sentence to say: it belongs to the words before and after it."""
DRAWING = re.compile(r"^(`{3,})\{drawing\}.*?^\1$", re.MULTILINE | re.DOTALL)
FACILITATOR = re.compile(r"^(`{3,})\{facilitator\}.*?^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """`section` is the nearest heading; `card` is true inside an evidence card, which names its grade and sources;
    `caption` is true for the title of a table, a figure or a panel, and `note` inside a note for facilitators.
    """

    page: str
    line: int
    section: str
    text: str
    card: bool
    caption: bool
    note: bool

    @property
    def cited(self) -> bool:
        return self.card or bool(CITED.search(self.text))

    @property
    def graded(self) -> bool:
        return self.card or bool(GRADED.search(self.text))

    @property
    def from_data(self) -> bool:
        return bool(FROM_DATA.search(self.text))

    @property
    def listed(self) -> bool:
        """A list, the rows of a table, or one entry of a list of terms."""
        return bool(LISTED.match(self.text))

    @property
    def rests(self) -> bool:
        return self.cited or self.graded or self.from_data or bool(LOOKED.search(self.text))


def beside(read: list[Block], at: int) -> list[Block]:
    """What a list or a table can rest on besides itself, as a reader takes it.

    That is its title, the sentence that leads into it with a colon, and a grade that opens the paragraph after it.
    """
    first = last = at
    while first > 0 and read[first - 1].listed:
        first -= 1
    while last + 1 < len(read) and read[last + 1].listed:
        last += 1
    before = read[:first]
    title = [before.pop()] if before and before[-1].caption else []
    lead = [block for block in before[-1:] if block.text.endswith(":")]
    grade = [block for block in read[last + 1 : last + 2] if block.text.startswith("[Evidence:")]
    return [block for block in title + lead + grade if block.section == read[at].section]


def items(block: Block) -> list[Block]:
    """The items of a bulleted or numbered list, each a block of its own; any other block alone."""
    if not ITEM.match(block.text):
        return [block]
    parts = [part for part in ITEM.split(block.text) if part]
    before = [block.text[: block.text.index(part)].count("\n") for part in parts]
    return [replace(block, text=part.rstrip(), line=block.line + n) for part, n in zip(parts, before, strict=True)]


def lines_of(page: Page, kind: re.Pattern[str]) -> set[int]:
    """The numbers of the lines inside every directive of a kind."""
    return {
        line
        for match in kind.finditer(page.text)
        for line in range(page.text.count("\n", 0, match.start()) + 1, page.text.count("\n", 0, match.end()) + 2)
    }


def blocks(page: Page) -> list[Block]:
    """Lines that stand together, apart by a blank line, without front matter, code, headings, fences and options."""
    cards, notes, said, drawn = (lines_of(page, kind) for kind in (EVIDENCE, FACILITATOR, SAID, DRAWING))
    joined = {line + step for line in said for step in (-1, 0, 1)}
    source = page.text.splitlines()
    made: list[Block] = []
    held: list[str] = []
    first, section = 0, ""
    for line in [*page.lines, None]:
        bare = "" if line is None else line.text.strip()
        if line is not None and not bare and line.number in joined:
            continue
        if re.fullmatch(r"\{\.[\w-]+\}", bare):  # what the next block is, and no words of it
            continue
        if bare and not bare.startswith("#"):
            first = first if held else line.number
            held.append(line.text)
            continue
        if held:
            caption = first in drawn or (len(held) == 1 and bool(DIRECTIVE.match(source[first - 1])))
            made.append(Block(page.name, first, section, "\n".join(held), first in cards, caption, first in notes))
            held = []
        if bare.startswith("#"):
            section = bare.lstrip("# ")
    return made
