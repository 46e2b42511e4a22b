"""How heavy a page is over the wire, from the built files: bytes (gzip, level 6) and requests of a first visit.

A picture that is fetched late (`loading="lazy"`) counts all the same. The bars are near to what is met, below what was
asked for: 27 KiB of style and script, 45 KiB for a first visit, 20 KiB more for a reflection.
"""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from edi_handbook.publish.web.site import sharing
from tests import system_fonts

KIB = 1024
TEXT = {".html", ".css", ".js", ".svg", ".json"}
# All terms, and all sources: one page each, so that the browser finds any of them, and no kept address is lost. In
# parts they would be light, and a reader who follows three links would fetch three.
LONG = {"book/reference/glossary.html": 26.7, "book/reference/references.html": 36}
# A row for each data set and each source of a figure: it grows with them, and is one table to search.
LONG |= {"book/reference/data-and-sources.html": 14}
# Its own code, which a reader may open and run, is a fifth of it: above the bar by a fiftieth.
LONG |= {"notebooks/is-it-a-real-change.html": 13.6}
# Each citation holds the address of its source, so that one tap opens it: forty of them are a kibibyte. Routes to help
# hold theirs, and the list of data sets has a link to each.
LONG |= {"book/learn/what-works-and-what-does-not.html": 14.1, "book/learn/if-you-raise-a-concern.html": 13}
# Each sentence about what was not found links to how it was looked for.
LONG |= {"book/strategy/fair-discipline.html": 13.1, "notebooks/a-measure-under-challenge.html": 12.8}
LONG |= {"notebooks/reading-a-relative-likelihood.html": 12.9, "notebooks/who-works-here.html": 12.7}
# The twelve pages of the strategy stand in every menu: a tenth of a kibibyte.
LONG |= {"book/strategy/fair-recruitment.html": 12.3, "book/strategy/the-law.html": 12.1}
# A form of six objectives with all that is offered in it, so that it is whole on paper and without script.
LONG |= {"book/strategy/make-it-yours.html": 13}


@cache
def weight(path: Path) -> int:
    body = path.read_bytes()
    return len(gzip.compress(body, 6)) if path.suffix in TEXT else len(body)


class Visit:
    """What a first visit to a page fetches: files below the site."""

    def __init__(self, site: Path, name: str):
        self.page = site / name
        tree = html.parse(str(self.page), html.HTMLParser(encoding="utf-8")).getroot()
        wanted = tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
        self.files = {(self.page.parent / urlsplit(address).path).resolve() for address in wanted}
        self.reflects = bool(tree.xpath("//script[contains(@src, 'reflect')]"))
        self.charts = bool(tree.xpath("//figure[contains(@class, 'chart')]//svg"))
        (article,) = tree.xpath("//article")
        self.article = len(gzip.compress(html.tostring(article, encoding="utf-8"), 6))
        for drawing in tree.xpath("//svg"):
            drawing.drop_tree()
        self.words = len(gzip.compress(html.tostring(tree, encoding="utf-8"), 6))
        """The page without its drawings."""

    def total(self) -> int:
        return weight(self.page) + sum(map(weight, self.files))

    def of(self, *suffixes: str) -> int:
        return sum(weight(file) for file in self.files if file.suffix in suffixes)


@pytest.fixture(scope="module")
def visits(site):
    # 404.html says its addresses from the top of the host; index.html only leads on.
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return {name: Visit(site, name) for name in names if name not in ("404.html", "index.html")}


def heavy(visits, limit: int, measure) -> dict[str, str]:
    return {name: f"{measure(one) / KIB:.1f} KiB" for name, one in visits.items() if measure(one) > limit}


def test_style_and_script_of_an_ordinary_page(visits):
    ordinary = {name: one for name, one in visits.items() if not one.reflects and name != "search.html"}
    assert heavy(ordinary, 22 * KIB, lambda one: one.of(".css", ".js")) == {}


def test_first_visit_to_an_ordinary_page(visits):
    ordinary = {
        name: one
        for name, one in visits.items()
        if not (one.reflects or one.charts) and name not in {*LONG, "search.html"}
    }
    assert len(ordinary) > 30
    assert heavy(ordinary, 31.2 * KIB, lambda one: one.total() - weight(one.page) + one.words) == {}
    # Its drawing is part of a page, and is at most 4 KiB.
    assert heavy(ordinary, 35.2 * KIB, Visit.total) == {}


def test_requests_of_a_first_visit(visits):
    assert {name: one.files for name, one in visits.items() if not one.charts and len(one.files) + 1 > 8} == {}


def test_next_page(visits):
    """Drawings stand in the page and not beside it: they count in what a visit costs, below."""
    for name, one in visits.items():
        assert one.words <= LONG.get(name, 12) * KIB, name
    no_longer = [name for name in LONG if visits[name].words <= 12 * KIB]
    assert no_longer == [], "light enough: take them off the list"


def test_frame_of_every_page(visits):
    """What a page weighs beside its own words: menu, header, footer, head. It grows with the pages in the menu."""
    assert heavy(visits, 3.95 * KIB, lambda one: weight(one.page) - one.article) == {}


def test_reflections_add_little(visits):
    plain = visits["book/learn/being-an-ally.html"].files
    added = {
        name: sum(weight(file) for file in one.files - plain if file.suffix != ".svg")
        for name, one in visits.items()
        if one.reflects
    }
    assert added
    assert {name: size for name, size in added.items() if size > 12 * KIB} == {}


def test_first_visit_to_a_page_with_charts(visits):
    """Charts in both their forms, and the script that steps through their marks."""
    charts = {name: one for name, one in visits.items() if one.charts and name not in LONG and not one.reflects}
    assert len(charts) > 10
    assert heavy(charts, 45 * KIB, Visit.total) == {}


def test_what_charts_load_comes_with_charts_alone(visits):
    pages = {name: one for name, one in visits.items() if not name.startswith("slides/")}
    for name, one in pages.items():
        assert any(file.name == "charts.js" for file in one.files) == one.charts, name


def test_browser_counts_as_we_do(open_page, visits):
    """The sums above rest on what a page's HTML names: a real visit must fetch no more."""
    page = open_page("about:blank", base="")
    for name in ("book/learn/anti-racism.html", "book/reflections/small-slights.html"):
        page = open_page(name)
        page.wait_for_load_state("networkidle")
        fetched = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        assert {Path(urlsplit(url).path).name for url in fetched} <= {file.name for file in visits[name].files}
        size = page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
        assert size == weight(visits[name].page)


def test_site_ships_no_file_that_nothing_uses(site, visits):
    used = {file for one in visits.values() for file in one.files}
    shared = {"icon.svg", "terms.js", "yours-asked.js", sharing.MANIFEST, sharing.CARD, *sharing.ICONS.values()}
    of_a_room = {"session.css", "session.js"}  # loaded where a page holds a session plan
    static = [path for path in (site / "_static").rglob("*") if path.is_file()]
    assert {path.name for path in static if path not in used} - shared - of_a_room == set()


@system_fonts.EACH
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize(
    "name",
    [
        "book/index.html",
        "book/strategy/fair-recruitment.html",
        "book/reflections/small-slights.html",
        "book/reflections/explore-the-sums.html",
        "notebooks/who-works-here.html",
        "book/reference/glossary.html",
    ],
)
def test_nothing_moves_while_a_page_comes(open_page, name, width):
    """Layout shift 0, from the first paint to the end of the page."""
    page = open_page(name, viewport={"width": width, "height": 800})
    page.wait_for_load_state("networkidle")
    page.evaluate("""async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 2000) {
            scrollTo(0, y);
            await new Promise((done) => requestAnimationFrame(done));
        }
    }""")
    page.wait_for_load_state("networkidle")
    assert page.shifts() == []
