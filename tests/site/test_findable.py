"""Every subject is two clicks from the front page, and its plain name finds it (subjects.yml)."""

from functools import cache
from pathlib import Path
from urllib.parse import urldefrag

import pytest
import yaml
from lxml import html

SUBJECTS = yaml.safe_load(Path(__file__).with_name("subjects.yml").read_text(encoding="utf-8"))
FRONT = "book/index"


def means(subject: str) -> list[str]:
    page = SUBJECTS[subject]
    return [page] if isinstance(page, str) else page


@cache
def links(site: Path, name: str) -> frozenset[str]:
    """The pages that the page `name` links to, as names without `.html`."""
    page = site / f"{name}.html"
    found = set()
    for address in html.parse(str(page), html.HTMLParser(encoding="utf-8")).xpath("//a/@href"):
        path = (page.parent / urldefrag(address)[0]).resolve()
        if path.suffix == ".html" and path.is_relative_to(site) and path.exists():
            found.add(path.relative_to(site).as_posix().removesuffix(".html"))
    return frozenset(found)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_is_two_clicks_from_the_front_page(site, subject):
    near = links(site, FRONT)
    within = near.union(*(links(site, name) for name in near))
    assert set(means(subject)) <= within


def test_the_plain_name_of_each_subject_finds_it(open_page):
    page = open_page("search.html")
    wanting = {}
    for subject in SUBJECTS:
        found = page.evaluate("(words) => window.handbookSearch(words).map((one) => one.address)", subject)
        first = [address.partition("#")[0].removesuffix(".html") for address in found[:3]]
        if not set(first) & set(means(subject)):
            wanting[subject] = first
    assert wanting == {}


def test_each_page_says_where_it_stands_and_where_to_go_next(site):
    for subject in SUBJECTS:
        for name in means(subject):
            tree = html.parse(str(site / f"{name}.html"), html.HTMLParser(encoding="utf-8"))
            assert tree.xpath("//nav[@aria-label='Breadcrumb']//li"), name
            assert tree.xpath("//*[contains(@class, 'where-next')]//a"), name


def test_the_a_to_z_is_in_every_menu_and_holds_what_people_say(site):
    tree = html.parse(str(site / "genindex.html"), html.HTMLParser(encoding="utf-8"))
    names = {" ".join(item.text_content().split()) for item in tree.xpath("//section//li")}
    assert {"Whistleblowing", "Ally", "Fair recruitment"} <= {name.partition(":")[0] for name in names}
    assert "genindex" in links(site, FRONT)
