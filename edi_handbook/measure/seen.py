"""What there is to see on the built pages, counted, and held to its bars.

python -m edi_handbook.measure.seen _build/html

A picture is a drawing or a chart; signs in buttons, links and doors are none. Every page of Learn, Facilitate and
Strategy, every reflection and the front page has one. Ends with 1 where a bar is missed.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

SEEN = ("book/index", "book/learn/", "book/facilitate/", "book/strategy/", "book/reflections/")
REFLECTIONS = "book/reflections/"
LEAST_DRAWINGS, LEAST_IN_REFLECTIONS = 24, 12
"""Different ones, in the book and among reflections."""


@dataclass
class Seen:
    """Per page the words of its drawings, and how many pictures it has in all."""

    drawings: dict[str, list[str]] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)

    @property
    def bare(self) -> list[str]:
        """Pages that should have something to see, and have nothing."""
        return [page for page, count in self.pictures.items() if page.startswith(SEEN) and not count]

    def different(self, under: str = "") -> int:
        return len({alt for page, alts in self.drawings.items() if page.startswith(under) for alt in alts})

    def missed(self) -> list[str]:
        """One sentence for each bar that is missed."""
        said = [f"{page} has nothing to see; give it a drawing or a chart." for page in self.bare]
        for least, under, where in ((LEAST_DRAWINGS, "", "all"), (LEAST_IN_REFLECTIONS, REFLECTIONS, "reflections")):
            if (found := self.different(under)) < least:
                said.append(f"{found} different drawings in {where}; at least {least}.")
        return said


def count(site: Path) -> Seen:
    """Counts over the articles of `site`."""
    found = Seen()
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).with_suffix("").as_posix()
        if not page.startswith(("book/", "notebooks/")):
            continue
        tree = html.parse(str(path), html.HTMLParser(encoding="utf-8"))
        # People counted as marks are hidden from those who hear the number in words.
        shown = tree.xpath("//article//*[@role='img'] | //article//img | //article//*[@class='counted']")
        shown = [one for one in shown if not one.xpath("ancestor::button | ancestor::a")]
        found.pictures[page] = len(shown)
        found.drawings[page] = [
            one.get("aria-label", "") for one in shown if "drawing" in one.xpath("string(ancestor::figure[1]/@class)")
        ]
    return found


def main(site: Path) -> int:
    found = count(site)
    print(f"pages with a picture    {sum(map(bool, found.pictures.values()))} of {len(found.pictures)}")
    print(f"different drawings      {found.different()}")
    print(f"among reflections       {found.different(REFLECTIONS)}")
    for said in (missed := found.missed()):
        print(said)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
