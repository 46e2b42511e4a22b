"""What must hold of a built site before it is published, asked of the files themselves:

python -m edi_handbook.publish.web.site.publishing _build/html
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree, html

from edi_handbook.publish.building.settings import NO_ADDRESS
from edi_handbook.publish.web.site import feed, hosting, missing, robots, sharing


def faults(site: Path) -> list[str]:
    """What is wrong with the site in this folder: one sentence each."""
    found = [*_strays(site)]
    base = _base(site)
    if not base:
        return [NO_ADDRESS, *found]
    return [*found, *_pages(site, base), *_sitemap(site, base), *_not_found(site, base), *_to_machines(site, base)]


def _tree(path: Path) -> etree._Element:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def _base(site: Path) -> str:
    """The address that the first page claims, of which the rest is held to be a part."""
    start = site / "index.html"
    if not start.is_file():
        return ""
    claimed = _tree(start).xpath("string(//link[@rel='canonical']/@href)")
    leads = _tree(start).xpath("string(//a/@href)") if _leads_on(_tree(start)) else "index.html"
    return claimed.removesuffix(leads)


def _leads_on(tree: etree._Element) -> bool:
    return bool(tree.xpath("//meta[@http-equiv='refresh']"))


def _file(site: Path, base: str, address: str) -> Path:
    return site / address.removeprefix(base).partition("#")[0]


def _pages(site: Path, base: str) -> Iterator[str]:
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        tree = _tree(path)
        canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
        if _leads_on(tree) or path.stem in sharing.UNLISTED:
            continue
        if canonical != base + name:
            yield f"{name} calls itself {canonical or 'nothing'}, and is to be {base}{name}."
        picture = tree.xpath("string(//meta[@property='og:image']/@content)")
        if not picture.startswith(base) or not _file(site, base, picture).is_file():
            yield f"{name} names {picture or 'no picture'} for when it is shared, and the site has no such file."


def _sitemap(site: Path, base: str) -> Iterator[str]:
    if not (site / "sitemap.xml").is_file():
        yield "sitemap.xml is missing: build the pages again."
        return
    for place in etree.parse(str(site / "sitemap.xml")).iterfind(".//{*}loc"):
        address = str(place.text)
        if not address.startswith(base) or not _file(site, base, address).is_file():
            yield f"sitemap.xml lists {address}, which is no page of the site."


def _not_found(site: Path, base: str) -> Iterator[str]:
    top = missing.root(base)
    for address in _tree(site / "404.html").xpath("//*/@href | //*/@src"):
        if urlsplit(address).scheme or address.startswith("#"):
            continue
        if not address.startswith(top) or not _file(site, top, address).is_file():
            yield f"404.html leads to {address}, which is not below {top} or not there."


def _to_machines(site: Path, base: str) -> Iterator[str]:
    lines = (site / robots.NAME).read_text(encoding="utf-8").splitlines() if (site / robots.NAME).is_file() else []
    if f"Sitemap: {base}sitemap.xml" not in lines:
        yield f"{robots.NAME} does not name the sitemap: build the pages again."
    if not (site / feed.NAME).is_file():
        yield f"{feed.NAME} is missing: no page includes {feed.CHANGELOG}, or it names no edition."


def _strays(site: Path) -> Iterator[str]:
    """What lies in the site and is for nobody who reads it."""
    for name in hosting.FILES:
        if (site / name).exists():
            yield f"{name} would be served to readers: it is for the host alone; take it out of the site."
    for folder in sorted(path for path in site.rglob("*") if path.is_dir() and path.name == path.parent.name):
        yield f"{folder.relative_to(site).as_posix()} is a folder in a folder of its own name: a copy went astray."
    for path in sorted(site.rglob("*.part")):
        yield f"{path.relative_to(site).as_posix()} was never finished: delete it."


if __name__ == "__main__":
    wrong = faults(Path(sys.argv[1]))
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(1 if wrong else 0)
