"""The front page: situations, then somebody to ring, then one number; and it comes whole to every reader."""

import pytest
from lxml import html
from playwright.sync_api import expect

from edi_handbook.workforce import published
from tests import system_fonts
from tests.site.test_axe import faults_in_every_mode

FRONT = "book/index.html"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def article(site):
    [found] = html.parse(str(site / FRONT), html.HTMLParser(encoding="utf-8")).getroot().xpath("//article")
    return found


def test_on_a_phone_six_situations_come_before_a_person_and_a_person_before_the_number(open_page):
    page = open_page(FRONT, viewport=PHONE)
    bottoms = [one.bounding_box() for one in page.locator(".situations a").all()]
    six = [box for box in bottoms if box["height"] >= 56]
    assert len(six) >= 6
    ring = page.locator(".routes-row a[href^='tel:']").first.bounding_box()
    number = page.locator(".one-number").bounding_box()
    assert all(box["y"] + box["height"] <= ring["y"] for box in bottoms)
    assert ring["y"] + ring["height"] <= number["y"]
    assert six[5]["y"] + six[5]["height"] <= PHONE["height"], "six on the first screen"


def test_racism_is_named_first_and_how_it_is_known_is_one_tap_away(article):
    title = article.find(".//h1")
    lead = title.getnext()
    assert lead.text_content().startswith("Racism happens at work in the NHS, and it happens here.")
    assert lead.find(".//a").get("href") == "strategy/why-now.html"


def test_each_situation_leads_to_an_answer_that_is_there(site, article):
    links = article.xpath(".//ul[@class='situations']//a/@href")
    assert len(set(links)) == len(links) >= 6
    for link in links:
        name, _, place = link.partition("#")
        page = html.parse(str(site / "book" / name), html.HTMLParser(encoding="utf-8"))
        assert not place or page.xpath(f"//*[@id='{place}']"), link


def test_the_number_is_worked_out_from_the_data(article):
    trusts = ("bchc", "bwc", "roh", "uhb")
    of = {}
    for group in ("bme", "white"):
        figures = [published.figure(f"nss2024:{trust}:8:2024:{group}") for trust in trusts]
        of[group] = sum(one.numerator for one in figures), sum(one.denominator for one in figures)
    [number] = article.find_class("one-number")
    words = " ".join(number.text_content().split())
    for numerator, denominator in of.values():
        assert f"{numerator} of {denominator:,} ({100 * numerator / denominator:.1f}%)" in words
    drawn = [[len(svg.xpath(".//*[@class='lit']")), len(svg)] for svg in number.iter("svg")]
    assert drawn == [[1, round(denominator / numerator)] for numerator, denominator in of.values()]
    assert [svg[0].tag for svg in number.iter("svg")] == ["rect", "circle"]
    assert all(name in words for name in ("University Hospitals Birmingham", "The Royal Orthopaedic Hospital"))
    assert number.xpath(".//a[contains(@href, 'what-staff-tell-us-here')]")
    # The lean that the words below speak of.
    for trust in trusts:
        bme, white = (published.figure(f"nss2024:{trust}:8:2024:{group}").value for group in ("bme", "white"))
        assert bme > white


@system_fonts.BOTH
def test_nothing_sticks_out_or_is_cut(open_page):
    page = open_page(FRONT)
    for width in (320, 390, 768, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        wide = page.evaluate("""() => [...document.querySelectorAll("article a, article p, article h1")]
            .filter((one) => one.getClientRects().length && one.scrollWidth > one.clientWidth + 1
                && getComputedStyle(one).display !== "inline").map((one) => one.outerHTML.slice(0, 80))""")
        assert wide == [], width


def test_without_script_the_whole_page_is_there(open_page):
    page = open_page(FRONT, java_script_enabled=False)
    expect(page.locator(".situations a").first).to_be_visible()
    expect(page.locator("a[href='tel:999']").first).to_be_visible()
    expect(page.locator(".one-number svg").first).to_be_visible()


def test_front_page_has_no_fault_in_any_mode(open_page):
    found = faults_in_every_mode(open_page(FRONT))
    assert not found, "\n".join(found)
