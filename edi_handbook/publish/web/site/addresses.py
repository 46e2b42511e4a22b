"""Every address of the site that a reader may have kept: pages, sections, glossary terms, sources, files to take away.

The list is committed (`docs/addresses.txt`), so that no change loses one unseen. After a build that only adds,
`python -m edi_handbook.publish.web.site.addresses _build/html > docs/addresses.txt` writes it anew.
"""

import re
import sys
from pathlib import Path

from lxml import html

# Sphinx names the folder of a file from outside the book by a hash, which changes with the file's place.
HASHED = re.compile(r"_downloads/[0-9a-f]{32}/")
# docutils numbers what it cannot name: such an id changes when something is written before it.
NUMBERED = re.compile(r"(id|footnote-reference-|footnote-)\d+$")


def addresses(site: Path) -> list[str]:
    """`page.html`, `page.html#place` and `_downloads/file` for every lasting place below `site`, in order."""
    files = (path.relative_to(site).as_posix() for path in site.glob("_downloads/**/*") if path.is_file())
    found = {name for name in files if not HASHED.match(name)}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        found.add(name)
        tree = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        places = tree.xpath("//article//section/@id | //article//section/span[@id]/@id | //article//dt/@id")
        found.update(f"{name}#{place}" for place in places if not NUMBERED.match(place))
    return sorted(found - {"404.html"})


if __name__ == "__main__":
    print("\n".join(addresses(Path(sys.argv[1]))))
