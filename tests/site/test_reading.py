"""A page as its reader has it: large, spaced out, still, on an old browser, without script, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests import pdf_pages, system_fonts

# One page of each kind.
KINDS = {
    "start": "book/index.html",
    "chapter": "book/strategy/fair-recruitment.html",
    "reflection": "book/reflections/small-slights.html",
    "explorer": "book/reflections/explore-the-sums.html",
    "notebook": "notebooks/who-works-here.html",
    "glossary": "book/reference/glossary.html",
    "search": "search.html",
}
kinds = pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)

OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Words that a box cuts off, or that stick out of the window. A box that scrolls may hold more than it shows.
LOST = """() => [...document.querySelectorAll("h1, h2, h3, p, li, a, button, label, legend, summary, dt, dd, select")]
    .filter((one) => one.getClientRects().length && !one.closest(".visually-hidden, .table-wrapper"))
    .filter((one) => {
        const style = getComputedStyle(one), box = one.getBoundingClientRect();
        if (style.clipPath !== "none" || box.width < 2) return false;
        const cut = style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
        return cut || box.right > innerWidth + 1;
    })
    .map((one) => one.outerHTML.slice(0, 120))"""

SMALL = """() => {
    const wanted = "button, select, textarea, input:not([type=radio], [type=checkbox]), summary, nav a, header a," +
        "label:has(> input), input:is([type=radio], [type=checkbox])";
    return [...document.querySelectorAll(wanted)]
        .filter((one) => one.getClientRects().length && !one.closest(".breadcrumb, .sd-tab-set"))
        .filter((one) => !one.matches(".chart-steps"))  // a pointer has the marks themselves
        // A box or button and its words are one target.
        .map((one) => [one, (one.matches("[type=radio], [type=checkbox]") && one.labels[0]) || one])
        .map(([one, whole]) => [one.outerHTML.slice(0, 100), whole.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 23.9 || box.height < 23.9))
        .map(([what, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${what}`);
}"""


def assert_nothing_is_lost(page):
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate(LOST) == []


@system_fonts.BOTH
@kinds
def test_nothing_is_lost_in_large_or_spaced_text(open_page, name):
    page = open_page(name, viewport={"width": 320, "height": 256})  # WCAG 1.4.10: 1280 px at 400 %
    assert_nothing_is_lost(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")  # WCAG 1.4.4
    assert float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)")) >= 32
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_nothing_is_lost(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 375, "height": 800})
    page.evaluate("""() => {  // WCAG 1.4.12
        const sheet = [...document.styleSheets].at(-1);
        sheet.insertRule("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; " +
            "word-spacing: 0.16em !important; }", sheet.cssRules.length);
        sheet.insertRule("p { margin-bottom: 2em !important; }", sheet.cssRules.length);
    }""")
    assert_nothing_is_lost(page)


@system_fonts.BOTH
@kinds
def test_targets_are_large_enough_and_nothing_moves_for_those_who_asked(open_page, name):
    """WCAG 2.2, 2.5.8: 24 by 24 px; a link inside a sentence, and a control as the browser draws it, are apart."""
    page = open_page(name, reduced_motion="reduce")
    assert (
        page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
    }).length""")
        == 0
    )
    page.evaluate(OPEN)
    for width in (320, 375, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SMALL) == [], width


@system_fonts.BOTH
def test_header_keeps_its_parts_apart(open_page):
    """Between phone and desktop the search box once lay on the title."""
    page = open_page(KINDS["start"])
    for width in (320, 375, 480, 640, 700, 760, 900, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        overlaps = page.evaluate("""() => {
            const boxes = [...document.querySelectorAll(".site-header > *")]
                .filter((one) => one.getClientRects().length).map((one) => one.getBoundingClientRect());
            return boxes.some((a, i) => boxes.slice(i + 1).some((b) =>
                a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
        }""")
        assert not overlaps, width
        lines = page.evaluate(
            "(() => { const b = document.querySelector('.brand'); return b.scrollWidth > b.clientWidth; })()"
        )
        assert not lines, width


@pytest.mark.parametrize("width", [375, 1280])
def test_an_older_browser_gets_readable_pages_and_one_polite_line(browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()

    def without_popovers(route):
        sheet = route.fetch().text()
        assert "selector(:popover-open)" in sheet
        route.fulfill(body=sheet.replace("selector(:popover-open)", "selector(:unheard-of)"), content_type="text/css")

    page.route("**/edi.css", without_popovers)
    page.goto(address + KINDS["chapter"])
    expect(page.locator(".old-browser")).to_be_visible()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()
    menu, article = page.locator("#site-menu").bounding_box(), page.locator("article").bounding_box()
    assert article["y"] >= menu["y"] + menu["height"]
    page.goto(address + KINDS["start"])
    page.unroute("**/edi.css")
    page.reload()
    expect(page.locator(".old-browser")).to_be_hidden()
    context.close()


@kinds
def test_everything_is_there_without_script(open_page, name):
    page = open_page(name, java_script_enabled=False, viewport={"width": 375, "height": 800})
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    menu = page.get_by_role("navigation", name="Handbook")
    expect(menu).to_be_visible()
    shut = menu.locator("details:not([open]) > summary").first
    shut.click()
    expect(menu.locator("details[open] a").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(menu).to_be_visible()
    expect(page.get_by_role("navigation", name="Parts")).to_be_visible()
    expect(page.get_by_label("Colours")).to_be_hidden()  # it could do nothing


def words_on_paper(page, tmp_path) -> str:
    """The words of the PDF that the browser prints, with single blanks."""
    path = tmp_path / "page.pdf"
    page.pdf(path=path)
    return re.sub(r"\s+", " ", " ".join(pdf_pages.copied(path)))


def test_paper_shows_what_a_screen_folds(open_page, kitchen_sink, tmp_path):
    page = open_page("pages/design.html", base=kitchen_sink)
    text = words_on_paper(page, tmp_path)
    for words in ("The first tab.", "The second tab.", "What is in it.", "Inside one.", "Inside two."):
        assert words in text
    for words in ("Skip to content", "Menu", "Automatic", "Next"):
        assert words not in text
    page.emulate_media(media="print")  # by style alone, as where no script runs
    for words in ("The second tab.", "What is in it."):
        expect(page.get_by_text(words, exact=True)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_paper_keeps_a_reflection(open_page, tmp_path, script):
    page = open_page(KINDS["reflection"], java_script_enabled=script)
    page.emulate_media(media="print")
    asked = page.locator("article legend:visible").all_inner_texts()
    assert len(asked) > 2
    text = words_on_paper(page, tmp_path)
    for question in asked:
        assert " ".join(question.split())[:60] in text
    assert page.locator("article input[type=radio]:visible, article textarea:visible").count() > 3


def test_paper_shows_a_chart_whole_and_its_numbers(open_page, tmp_path):
    page = open_page(KINDS["notebook"], viewport={"width": 720, "height": 1000})  # between the margins of A4
    page.emulate_media(media="print")
    chart, paper = page.locator("figure.chart svg:visible").first, page.locator("article").bounding_box()
    assert chart.get_attribute("class") == "wide-form"
    assert paper["width"] * 0.95 <= chart.bounding_box()["width"] <= paper["width"] + 1
    expect(page.locator("details.chart-table table").first).to_be_visible()
    assert "The numbers in this chart" in words_on_paper(page, tmp_path)
