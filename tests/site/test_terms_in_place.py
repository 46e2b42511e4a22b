"""A term of the glossary opens its meaning in place, by click and by keyboard; without script it leads to the entry."""

import pytest
from lxml import html
from playwright.sync_api import expect

PAGE = "book/strategy/fair-recruitment.html"
TERM = "article a.term"


def test_a_click_opens_the_meaning_below_and_a_second_one_closes_it(open_page):
    page = open_page(PAGE)
    term = page.locator(TERM).first
    term.click()
    box = page.locator(".term-box")
    expect(box).to_be_focused()
    assert len(box.locator("p").inner_text()) > 20
    assert page.url.endswith(PAGE)
    expect(term).to_have_attribute("aria-expanded", "true")
    assert box.locator("a").get_attribute("href") == term.evaluate("(link) => link.href")
    term.click()
    expect(box).to_have_count(0)
    assert term.get_attribute("aria-expanded") is None
    assert page.faults == []
    assert page.violations() == []


def test_the_keyboard_opens_it_and_escape_gives_the_focus_back(open_page):
    page = open_page(PAGE)
    term = page.locator(TERM).first
    term.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".term-box")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".term-box")).to_have_count(0)
    expect(term).to_be_focused()


def test_only_one_is_open_and_its_button_closes_it(open_page):
    page = open_page(PAGE)
    first, second = page.locator(TERM).nth(0), page.locator(TERM).nth(1)
    first.click()
    expect(page.locator(".term-box")).to_be_focused()
    second.click()
    expect(page.locator(".term-box")).to_have_count(1)
    page.get_by_role("button", name="Close", exact=True).click()
    expect(second).to_be_focused()


def test_nothing_opens_by_pointing(open_page):
    page = open_page(PAGE)
    page.locator(TERM).first.hover()
    page.wait_for_timeout(200)
    assert page.locator(".term-box").count() == 0
    assert not page.evaluate("'handbookTerm' in window")  # nor is anything fetched before a click


@pytest.mark.parametrize("how", ["no script", "from a disk"])
def test_it_works_where_little_does(open_page, site, how):
    if how == "no script":
        page = open_page(PAGE, java_script_enabled=False)
        page.locator(TERM).first.click()
        page.wait_for_url("**/glossary.html#term-*")
    else:
        page = open_page(PAGE, base=site.as_uri() + "/")
        page.locator(TERM).first.click()
        expect(page.locator(".term-box")).to_be_focused()
        assert page.faults == []


def test_each_term_is_linked_by_itself_once_at_most(site):
    """By hand a page may link a term twice; the pages of learning hold few such."""
    for path in sorted((site / "book" / "learn").glob("*.html")):
        links = html.parse(str(path)).xpath("//article//a[@class='term']/@href")
        assert len(links) >= 3, path.name
        repeated = len(links) - len(set(links))
        assert repeated <= 6, (path.name, sorted(links))
