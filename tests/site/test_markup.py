"""What every page's HTML must hold, read with a parser; no browser."""

import itertools
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

from edi_handbook.theme.policy import META as CSP


@pytest.fixture(scope="module")
def trees(site):
    """`{path below the root: parsed page}`"""
    parser = html.HTMLParser(encoding="utf-8")
    return {
        path.relative_to(site).as_posix(): html.parse(str(path), parser).getroot()
        for path in sorted(site.rglob("*.html"))
    }


def test_there_are_pages(trees):
    assert {"index.html", "search.html", "genindex.html"} <= set(trees)
    assert len(trees) > 3


def test_no_inline_script_or_style(trees):
    found = []
    for name, tree in trees.items():
        found += [(name, "style element") for _ in tree.xpath("//style")]
        found += [(name, element.get("style")) for element in tree.xpath("//*[@style]")]
        found += [(name, "inline script") for _ in tree.xpath("//script[not(@src)][not(@type='application/json')]")]
        found += [(name, "event attribute") for _ in tree.xpath("//*[@*[starts-with(name(), 'on')]]")]
        found += [(name, link) for link in tree.xpath("//@href[starts-with(., 'javascript:')]")]
    assert not found


def test_every_page_carries_the_policy(trees):
    policies = {
        name: tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") for name, tree in trees.items()
    }
    assert {name: found for name, found in policies.items() if found != [CSP]} == {}
    assert "unsafe" not in CSP and "default-src 'none'" in CSP


def test_nothing_is_loaded_from_another_host(trees):
    loads = "//script/@src | //img/@src | //source/@src | //iframe/@src | //object/@data"
    loads += " | //link[not(@rel='canonical')]/@href"
    outside = [
        (name, address)
        for name, tree in trees.items()
        for address in tree.xpath(loads)
        if urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data")
    ]
    assert not outside


def test_no_link_or_fragment_is_broken(site, trees):
    places = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    broken = []
    for name, tree in trees.items():
        for link in tree.xpath("//a/@href | //link/@href | //img/@src | //script/@src"):
            address, fragment = urldefrag(link)
            if urlsplit(address).scheme or urlsplit(address).netloc:
                continue
            address = unquote(urlsplit(address).path)
            folder, address = (site, address[1:]) if address.startswith("/") else ((site / name).parent, address)
            target = folder.joinpath(address).resolve() if address else site / name
            if not target.is_file():
                broken.append((name, link))
                continue
            ids = places.get(target.relative_to(site).as_posix(), set())
            if fragment and target.suffix == ".html" and unquote(fragment) not in ids:
                broken.append((name, link))
    assert not broken


def test_no_id_is_used_twice(trees):
    twice = {}
    for name, tree in trees.items():
        ids = tree.xpath("//@id")
        if repeated := {one for one in ids if ids.count(one) > 1}:
            twice[name] = repeated
    assert not twice


def test_language_title_and_description(trees):
    for name, tree in trees.items():
        assert tree.get("lang") == "en-GB", name
        (title,) = tree.xpath("//head/title/text()")
        assert title.endswith("Fair work, fair care"), name
        assert len(tree.xpath("//meta[@name='viewport']")) == 1, name
    titles = [tree.findtext("head/title") for name, tree in trees.items() if name != "index.html"]
    assert len(set(titles)) == len(titles)


def test_a_page_with_a_summary_describes_itself(trees):
    for name, tree in trees.items():
        if summary := tree.xpath("string(//*[contains(@class, 'page-facts')]/p[contains(@class, 'summary')])"):
            [description] = tree.xpath("//meta[@name='description']/@content")
            assert description == summary.replace("’", "'"), name  # smart quotes are for the page


def test_no_link_has_a_hover_text(trees):
    """No finger and no keyboard reaches it, and a page with citations would carry its sources twice."""
    assert {name: link.get("title") for name, tree in trees.items() for link in tree.xpath("//a[@title]")} == {}


def test_headings_go_down_one_step_at_a_time(trees):
    for name, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert levels.count(1) == 1 and levels[0] == 1, (name, levels)
        skipped = [(first, then) for first, then in itertools.pairwise(levels) if then > first + 1]
        assert not skipped, (name, levels)


def test_every_picture_has_alt_text(trees):
    bare = []
    for name, tree in trees.items():
        for picture in tree.xpath("//img"):
            if "decorative" in picture.get("class", "") and picture.get("alt") == "":
                continue
            alt = (picture.get("alt") or "").strip()
            if not alt or alt.startswith("_images/") or alt.endswith((".png", ".svg", ".jpg")):
                bare.append((name, picture.get("src"), alt))
    assert not bare


def test_every_header_cell_says_what_it_heads(trees):
    silent = [(name, cell.text_content()) for name, tree in trees.items() for cell in tree.xpath("//th[not(@scope)]")]
    assert not silent


def test_every_picture_says_its_size(trees):
    """So that the text does not jump when the picture comes."""
    for name, tree in trees.items():
        assert not tree.xpath("//img[not(@width) or not(@height)]/@src"), name


def test_start_page_leads_to_the_handbook(site, trees):
    start = trees["index.html"]
    if not start.xpath("//meta[@http-equiv='refresh']"):
        return  # the root page itself is index.html
    (refresh,) = start.xpath("//meta[@http-equiv='refresh']/@content")
    (link,) = start.xpath("//a/@href")
    assert refresh == f"0; url={link}"
    assert (site / link).is_file()
