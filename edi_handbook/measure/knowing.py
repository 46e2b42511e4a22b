"""What a reader of the built pages meets of not knowing, counted, and held to its bars.

python -m edi_handbook.measure.knowing _build/html

Counted are marks of not knowing, sentences that turn our looking into a fact about the world, negative sentences
without an entry of `data/looked-for/`, series and laws without a row of `data/freshness/`, and references whose title
or details are open. The pages of the ledger and of the list to settle are not counted. Ends with 1 where a bar is
missed.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from edi_handbook.ledgers import freshness, looked_for, negatives
from edi_handbook.publish.markup.ledgers import LABEL

UNCOUNTED = {"book/about/looked-for.html", "book/about/to-confirm.html"}
MARK = re.compile(
    r"to be confirmed|not known|unknown whether|\bnot published\b|nobody (?:outside|published|has published)"
    r"|\b(?:is|are|was|were|been) never found|\b(?:none|not) found|\bno [a-z ]{0,40}was found"
    r"|could not (?:be )?(?:find|found|read|open(?:ed)?|confirm)",
    re.IGNORECASE,
)
OPEN_REFERENCE = re.compile(r"\bis a description\b|\bto be confirmed\b", re.IGNORECASE)
BLOCKS = ["p", "li", "dt", "dd", "td", "th", "figcaption", "caption"]

MOST_MARKS, MOST_ON_A_PAGE, MOST_IN_STRATEGY, MOST_OPEN_REFERENCES = 120, 12, 2.5, 10
"""In all; on one page; in 1,000 words of the strategy; titles of references."""


@dataclass
class Counts:
    """What was counted. `marks` and `words` are by page."""

    marks: Counter = field(default_factory=Counter)
    words: Counter = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    without_entry: list[str] = field(default_factory=list)
    without_row: list[str] = field(default_factory=list)
    open_references: int = 0

    @property
    def strategy(self) -> float:
        """Marks in 1,000 words of the strategy."""
        pages = [page for page in self.words if page.startswith("book/strategy/")]
        return 1000 * sum(self.marks[page] for page in pages) / max(1, sum(self.words[page] for page in pages))

    def missed(self) -> list[str]:
        """One sentence for each bar that is missed."""
        page, most = max(self.marks.items(), key=lambda one: one[1], default=("", 0))
        bars = [
            (self.marks.total() > MOST_MARKS, f"{self.marks.total()} marks of not knowing; at most {MOST_MARKS}."),
            (most > MOST_ON_A_PAGE, f"{most} marks on {page}; at most {MOST_ON_A_PAGE}."),
            (self.strategy > MOST_IN_STRATEGY, f"{self.strategy:.1f} in 1,000 words of the strategy; at most 2.5."),
            (bool(self.refused), f"{len(self.refused)} sentences turn our looking into a fact about the world."),
            (bool(self.without_entry), f"{len(self.without_entry)} negative sentences have no entry."),
            (bool(self.without_row), f"{len(self.without_row)} series or laws have no row of freshness."),
            (self.open_references > MOST_OPEN_REFERENCES, f"{self.open_references} open references; at most 10."),
        ]
        return [said for is_missed, said in bars if is_missed]


def count(site: Path) -> Counts:
    """Counts over the articles of `site`. Raises `tables.LedgerError` where a ledger cannot be used."""
    found, series = Counts(), freshness.read()
    parser = html.HTMLParser(encoding="utf-8")
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        articles = html.parse(str(path), parser).xpath("//article")
        if page in UNCOUNTED or not page.startswith(("book/", "notebooks/")) or not articles:
            continue
        [article, *_] = articles
        for waste in article.xpath(".//script|.//style|.//nav|.//*[contains(@class, 'headerlink')]|.//template"):
            waste.drop_tree()
        text = _words(article)
        found.words[page], found.marks[page] = len(text.split()), len(MARK.findall(text))
        _sentences(article, page, found)
        if page.endswith("/references.html"):
            works = article.xpath(".//*[contains(@class, 'citation') and @role='listitem']")
            found.open_references = sum(bool(OPEN_REFERENCE.search(_words(work))) for work in works)
            found.without_row = freshness.uncovered(series, {_words(one) for one in article.xpath(".//em")})
    return found


def _sentences(article: html.HtmlElement, page: str, found: Counts) -> None:
    for block in article.iter(*BLOCKS):
        if block.xpath("ancestor::*[contains(@class, 'citation')]") or any(
            True for _ in block.iterdescendants(*BLOCKS)
        ):
            continue
        around = None
        for sentence, keys in negatives.sentences((block.text or "") + "".join(map(_marked, block))):
            if negatives.refused(sentence):
                found.refused.append(f"{page}: {sentence}")
            if negatives.negative(sentence) and not keys:
                around = _around(block) if around is None else around
                if not around:
                    found.without_entry.append(f"{page}: {sentence}")


def _marked(node: html.HtmlElement) -> str:
    """The words of a part of a block, with the keys of its entries as `negatives.sentences` reads them."""
    if "looked" in (node.get("class") or "").split():
        key = "".join(node.xpath(".//a/@href")).partition(f"#{LABEL}")[2]
        return f"{negatives.OPEN}{key}{negatives.CLOSE}{node.tail or ''}"
    return (node.text or "") + "".join(map(_marked, node)) + (node.tail or "")


def _around(block: html.HtmlElement) -> bool:
    """Whether the table or list that holds a block carries an entry: in itself, in small print, or just above."""
    mark = ".//*[contains(concat(' ', @class, ' '), ' looked ')]"
    holders = block.xpath("ancestor::*[self::table or self::ul or self::ol]")
    if not holders:
        return False
    outer = holders[0]
    if outer.tag == "table" and outer.xpath(mark):
        return True
    while outer.tag not in ("section", "article"):
        above = outer.getprevious()
        near = outer.xpath("../p[contains(@class, 'small-print')]")
        if any(one.xpath(mark) for one in [*near, *([] if above is None or above.tag != "p" else [above])]):
            return True
        outer = outer.getparent()
    return False


def _words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def main(site: Path) -> int:
    found = count(site)
    page, most = max(found.marks.items(), key=lambda one: one[1], default=("no page", 0))
    states = Counter(one.state for one in looked_for.read().values())
    print(f"{found.marks.total()} marks of not knowing in {found.words.total():,} words; most, {most}, on {page}.")
    print(f"{found.strategy:.1f} marks in 1,000 words of the strategy.")
    print(f"{len(found.refused)} refused sentences, {len(found.without_entry)} negative sentences without an entry.")
    print(f"{len(found.without_row)} series or laws without a row; {found.open_references} open references.")
    print("The ledger: " + "; ".join(f"{number} {state}" for state, number in states.items()) + ".")
    print("\n".join([*found.refused, *found.without_entry, *found.without_row, *found.missed()]))
    return 1 if found.missed() else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
