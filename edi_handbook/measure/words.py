"""Whether two builds of the book say the same: the words of every page, and the pages of every PDF.

python -m edi_handbook.measure.words _build/html _build/canary/html
"""

import difflib
import json
import sys
from pathlib import Path

from lxml import html

AROUND = 6
"""How many words are shown before and after the first that differs."""


def pages(site: Path) -> dict[str, str]:
    """The words of each page's article, by the page's path; its white space is evened out.

    The offer of PDFs is left out: it gives their size, and stands only where both were built.
    """
    found = {}
    parser = html.HTMLParser(encoding="utf-8")
    for path in sorted(site.rglob("*.html")):
        articles = html.parse(str(path), parser).xpath("//article")
        for offer in [one for article in articles for one in article.xpath(".//p[@class='print-editions']")]:
            offer.drop_tree()
        found[path.relative_to(site).as_posix()] = " ".join(" ".join(one.text_content() for one in articles).split())
    return found


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """One sentence for each page that the two have not in common, or that does not say the same in both."""
    told = []
    for which, mine, yours in (("first", one, other), ("second", other, one)):
        # Jupyter Book adds a page without an article, which leads from the folder to the first page.
        told += [f"{name}: only in the {which}" for name in sorted(mine.keys() - yours.keys()) if mine[name]]
    for name in sorted(one.keys() & other.keys()):
        if one[name] != other[name]:
            told.append(f"{name}: {_first_difference(one[name].split(), other[name].split())}")
    return told


def _first_difference(one: list[str], other: list[str]) -> str:
    steps = difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes()
    _, start, end, begin, stop = next(step for step in steps if step[0] != "equal")
    before = " ".join(one[max(0, start - AROUND) : start])
    return f"after “{before}”: “{' '.join(one[start:end])}” or “{' '.join(other[begin:stop])}”"


def prints(shelf: Path) -> dict[str, int]:
    """How many pages each PDF has, from what the builder noted; empty where there are none."""
    noted = shelf / "timings.json"
    return {note["file"]: note["pages"] for note in json.loads(noted.read_text())} if noted.exists() else {}


def main(one: Path, other: Path) -> int:
    first, second = pages(one), pages(other)
    told = differences(first, second)
    print(f"{len(first)} and {len(second)} pages; {len(told)} differ.")
    printed, again = prints(one.parent / "typstpdf"), prints(other.parent / "typstpdf")
    for file in sorted(printed.keys() | again.keys()) if printed and again else []:
        if printed.get(file) != again.get(file):
            told.append(f"{file}: {printed.get(file, 'no')} or {again.get(file, 'no')} pages")
    if printed and again:
        print(f"{len(printed)} and {len(again)} PDFs.")
    print("\n".join(told))
    return 1 if told or not first or not second else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
