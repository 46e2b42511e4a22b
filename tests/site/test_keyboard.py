"""The whole site by keyboard: each part reached with Tab and used with keys alone."""

import re

import pytest
from playwright.sync_api import expect

TERM = "article a[href*='glossary.html#term-']"


def tab_to(page, locator, backwards: bool = False, most: int = 150):
    """Press Tab until `locator` has the focus."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if locator.evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"{most} stops did not reach {locator}")


def test_menu(open_page):
    page = open_page("book/index.html")
    menu = page.get_by_role("navigation", name="Handbook")
    expect(menu).to_be_hidden()
    button = page.get_by_role("button", name="Menu", exact=True)
    tab_to(page, button)
    page.keyboard.press("Enter")
    part = menu.locator("summary", has_text="Learn")
    tab_to(page, part)
    page.keyboard.press("Enter")
    link = menu.get_by_role("link", name="Anti-racism", exact=True)
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url("**/learn/anti-racism.html")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Anti-racism", exact=True)).to_have_attribute("aria-current", "page")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_each_part_stands_in_the_masthead(open_page, script):
    page = open_page("book/index.html", java_script_enabled=script)
    parts = page.get_by_role("navigation", name="Parts")
    names = parts.get_by_role("link").all_inner_texts()
    assert names == ["Now", "Learn", "Reflect", "Numbers", "Facilitate", "Strategy"]
    for name in names[1:]:
        # Without script `tab_to` cannot ask the page which element has the focus.
        link = parts.get_by_role("link", name=name)
        if script:
            tab_to(page, link)
        else:
            link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/(learn|reflections|notebooks|facilitate|strategy)/"))
        current = parts.locator("[aria-current]")
        expect(current).to_have_text(name)
        thick = current.evaluate("(one) => getComputedStyle(one).borderBottomWidth") if script else "7px"
        assert thick == "7px", "not by colour alone"
        page.go_back()
        page.wait_for_url("**/book/index.html")


def test_a_part_is_marked_on_each_of_its_pages(open_page):
    page = open_page("book/learn/microaggressions.html")
    current = page.get_by_role("navigation", name="Parts").locator("[aria-current]")
    expect(current).to_have_text("Learn")
    expect(current).to_have_attribute("aria-current", "true")


def test_search_opens_on_a_phone(open_page):
    page = open_page("book/learn/anti-racism.html", viewport={"width": 375, "height": 720})
    field = page.get_by_role("searchbox", name="Search the handbook")
    expect(field).to_be_hidden()
    button = page.locator(".search-button")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.type("fair interview")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=fair%20interview")
    expect(field).to_be_visible()  # the page of results keeps it in view


@pytest.mark.parametrize("name", ["book/index.html", "book/learn/anti-racism.html"])
def test_strategy_its_pdf_and_your_own_figures_are_one_step_away(open_page, name):
    page = open_page(name)
    page.get_by_role("button", name="Menu", exact=True).click()
    for address in ("strategy/strategy-in-brief.html", "your-organisations-return.html", "pdf/strategy.pdf"):
        expect(page.locator(f".site-menu a[href$='{address}']").first).to_be_visible()


def test_search(open_page):
    page = open_page("book/index.html")
    tab_to(page, page.get_by_role("searchbox", name="Search the handbook"))
    page.keyboard.type("fair interview")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=fair%20interview")
    first = page.locator("ul.search a").first
    expect(first).to_be_visible()
    tab_to(page, first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(book|notebooks)/"))


def test_colours(open_page):
    page = open_page("book/index.html", color_scheme="light")
    tab_to(page, page.get_by_label("Colours"))
    page.keyboard.type("Dark")
    expect(page.get_by_label("Colours")).to_have_value("dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_glossary(open_page):
    """A term's link leads to its definition, or opens it in place."""
    page = open_page("book/strategy/fair-recruitment.html")
    term = page.locator(TERM).first
    address = term.get_attribute("href").partition("#")[2]
    tab_to(page, term)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    if "glossary.html" in page.url:
        assert page.url.endswith(address)
        expect(page.locator(f"[id='{address}']")).to_be_in_viewport()
    else:
        expect(page.locator(".term-box")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".term-box")).to_have_count(0)


def test_details(open_page):
    page = open_page("notebooks/who-gets-appointed.html")
    drawer = page.locator("details.chart-table > summary").first
    tab_to(page, drawer)
    table = page.locator("details.chart-table table").first
    expect(table).to_be_hidden()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    page.keyboard.press(" ")
    expect(table).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_marks_of_a_chart(open_page, width):
    """One stop a chart; arrows lead from mark to mark, each value stands below and is said once, Escape leaves."""
    page = open_page("notebooks/what-staff-tell-us-here.html", viewport={"width": width, "height": 800})
    chart = page.locator("figure.chart").first
    steps, line, ring = chart.get_by_role("slider"), chart.locator(".chart-say"), chart.locator(".ring")
    said = chart.locator("svg:visible .mark").evaluate_all("(all) => all.map((one) => one.dataset.say)")
    assert len(said) == len(set(said)) > 6
    tab_to(page, steps)
    expect(ring).to_have_count(0)
    for key, at in (
        ("ArrowDown", 0),
        ("ArrowRight", 1),
        ("ArrowUp", 0),
        ("ArrowLeft", 0),
        ("End", -1),
        ("ArrowDown", -1),
    ):
        page.keyboard.press(key)
        expect(line).to_have_text(said[at])
        expect(steps).to_have_attribute("aria-valuetext", said[at])
        expect(ring).to_have_count(1)
        expect(ring).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(line).to_have_text(said[0])
    page.keyboard.press("Escape")
    expect(ring).to_have_count(0)
    expect(line).not_to_have_text(said[0])
    assert chart.locator("[aria-live], [role=status], output").count() == 0  # the slider has said it
    page.keyboard.press("Tab")
    assert not chart.evaluate("(one) => one.contains(document.activeElement)")


def test_a_mark_that_is_pointed_at_or_tapped(open_page):
    page = open_page("notebooks/what-staff-tell-us-here.html", viewport={"width": 360, "height": 800})
    mark = page.locator("figure.chart svg:visible .mark").nth(3)
    mark.scroll_into_view_if_needed()
    mark.click(force=True)  # the words in a bar lie over it
    expect(page.locator("figure.chart .chart-say").first).to_have_text(mark.get_attribute("data-say"))


def test_without_script_a_chart_asks_for_nothing(open_page):
    page = open_page("notebooks/what-staff-tell-us-here.html", java_script_enabled=False)
    expect(page.locator("figure.chart svg:visible").first).to_be_visible()
    expect(page.locator(".chart-say").first).to_be_hidden()


def test_tabs(open_page, kitchen_sink):
    page = open_page("pages/design.html", base=kitchen_sink)
    tab_to(page, page.locator(".sd-tab-set > input").first)
    expect(page.get_by_text("The first tab.", exact=True)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("The second tab.", exact=True)).to_be_visible()
    expect(page.get_by_text("The first tab.", exact=True)).to_be_hidden()


def test_wide_table_scrolls(open_page, kitchen_sink):
    # On a phone tables stack; twelve columns are too wide for a small tablet.
    page = open_page("pages/tables.html", base=kitchen_sink, viewport={"width": 660, "height": 640})
    box = page.locator(".table-wrapper[tabindex='0']").first
    box.wait_for()
    tab_to(page, box)
    page.keyboard.press("ArrowRight")
    # `wait_for_function` evaluates a string while it waits, which the policy refuses.
    moved = """(one) => new Promise((done) => {
        const until = performance.now() + 5000;
        const ended = () => one.scrollLeft > 0 || performance.now() > until;
        const look = () => ended() ? done(one.scrollLeft) : requestAnimationFrame(look);
        look();
    })"""
    assert box.evaluate(moved) > 0


def test_reflection(open_page):
    page = open_page("book/reflections/small-slights.html")
    choice = page.locator("article input[type=radio]").first
    tab_to(page, choice)
    page.keyboard.press(" ")
    expect(choice).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(choice).not_to_be_checked()
    words = page.locator("article textarea:visible").first
    tab_to(page, words)
    page.keyboard.type("Said by keys alone")
    expect(words).to_have_value("Said by keys alone")
    tab_to(page, page.locator("article input[type=radio]:checked").first, backwards=True)
