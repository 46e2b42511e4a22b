"""What those who share or keep a page get: card, canonical address, sitemap, icon, manifest, a way to write."""

import json
import re
import struct
from pathlib import Path

import pytest
from lxml import etree, html

from edi_handbook import dates, palette
from edi_handbook.publish.web.site import sharing

BASE = "https://handbook.example/handbook/"
ROOT = Path(__file__).parents[2]
# A copy without its history, such as an unpacked archive, knows no date.
DATED = r", \d{1,2} \w+ 20\d\d" if dates.changed(ROOT) else r"(?!,)"


def head(path):
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot().find("head")


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def test_page_with_an_address_says_it_whole(built_sink):
    tree = head(built_sink / "pages" / "text.html")
    assert tree.xpath("link[@rel='canonical']/@href") == [f"{BASE}pages/text.html"]
    assert tree.xpath("meta[@property='og:url']/@content") == [f"{BASE}pages/text.html"]
    assert tree.xpath("meta[@property='og:image']/@content") == [f"{BASE}_static/card.png"]
    assert size((built_sink / "_static" / "card.png").read_bytes()) == (1200, 630)


def test_site_without_an_address_claims_none(site):
    tree = head(site / "book" / "index.html")
    assert tree.xpath("link[@rel='canonical'] | meta[@property='og:url'] | meta[@property='og:image']") == []
    assert not (site / "sitemap.xml").exists()
    assert size((site / "_static" / "card.png").read_bytes()) == (1200, 630)


def test_card_bears_its_words_and_is_always_the_same():
    card = sharing.card("A title", "Words")
    sharing._png.cache_clear()
    assert sharing.card("A title", "Words") == card
    assert sharing.card("A title", "Other words") != card


def test_sitemap_lists_every_page_once_and_no_other(built_sink):
    tree = etree.parse(str(built_sink / "sitemap.xml"))
    listed = tree.xpath("//s:loc/text()", namespaces={"s": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    pages = {page.relative_to(built_sink).as_posix() for page in built_sink.rglob("*.html")}
    kept_back = {"404.html", "search.html", "pages/an-old-name.html"}
    assert sorted(listed) == sorted(BASE + page for page in pages - kept_back)


def test_icons_and_manifest_agree(site):
    static = site / "_static"
    manifest = json.loads((static / sharing.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["name"] == "Fair work, fair care"
    assert (static / manifest["start_url"]).resolve() == site / "book" / "index.html"
    assert manifest["theme_color"] == palette.LIGHT["accent-strong"]
    for icon in manifest["icons"]:
        file = static / icon["src"]
        if file.suffix == ".png":
            assert "{}x{}".format(*size(file.read_bytes())) == icon["sizes"]
    assert head(site / "404.html").xpath("link[@rel='manifest']/@href") == ["/_static/site.webmanifest"]


def test_every_page_describes_itself_and_shows_version_and_date(site):
    for path in site.rglob("*.html"):
        tree = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        if tree.xpath("//meta[@http-equiv='refresh']"):
            continue
        (description,) = tree.xpath("//meta[@name='description']/@content")
        assert len(description) >= 20, path
        assert tree.xpath("//meta[@property='og:description']/@content") == [description], path
        footer = tree.xpath("string(//footer)")
        assert re.search(r"Version 20\d\d\.\d+" + DATED, footer), path


@pytest.mark.parametrize("page", ["pages/text.html", "404.html", "genindex.html"])
def test_reader_can_write_where_an_address_is_set(built_sink, page):
    tree = html.parse(str(built_sink / page)).getroot()
    (link,) = tree.xpath("//footer//a[starts-with(@href, 'mailto:')]/@href")
    assert re.fullmatch(r"mailto:editor@handbook\.example\?subject=[\w%/.-]+", link)


def test_reader_meets_no_empty_offer_where_none_is_set(site):
    assert not html.parse(str(site / "404.html")).getroot().xpath("//a[starts-with(@href, 'mailto:')]")
    assert not html.parse(str(site / "genindex.html")).getroot().xpath("//a[starts-with(@href, 'mailto:')]")
