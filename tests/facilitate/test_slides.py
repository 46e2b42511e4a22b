"""The slides in a real browser, by keyboard, without script, without a network, on paper."""

import gzip
import shutil

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from edi_handbook.facilitate import FRONT
from edi_handbook.front import bundle
from edi_handbook.pdfcheck.structure import findings

DECK = "slides/small.html"
SLIDES = ["start", "welcome", "try-it", "try-it-1", "try-it-2", "try-it-3", "try-it-ask", "close"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def shown(page) -> str:
    """The slide at the top of the screen."""
    return page.evaluate(
        "[...document.querySelectorAll('.slide')].find((one) => one.getBoundingClientRect().bottom > 60).id"
    )


def test_the_deck_holds_the_plan_in_order(visit):
    page = visit(DECK)
    assert page.locator(".slide").evaluate_all("(all) => all.map((one) => one.id)") == SLIDES
    text = page.locator("main").inner_text()
    for words in (
        "A session for tests, in twelve minutes.",
        "The roles to ring are on the wall",
        "0:02 from the start, 7 minutes",
        "What did you see?",
        "The chair puts down his pen.",
        "Read it alone first.",
    ):
        assert words in text
    expect(page.get_by_alt_text("Two bars of the same height.")).to_be_visible()


@pytest.mark.parametrize(("forward", "back"), [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp")])
def test_keys_go_through_every_slide_and_back(visit, forward, back):
    page = visit(DECK, viewport={"width": 1280, "height": 900})
    seen = []
    for _ in SLIDES[1:]:
        page.keyboard.press(forward)
        seen.append((shown(page), page.evaluate("document.activeElement.id")))
    assert seen == [(name, name) for name in SLIDES[1:]]
    page.keyboard.press(forward)  # nothing after the last
    assert shown(page) == SLIDES[-1]
    for name in reversed(SLIDES[:-1]):
        page.keyboard.press(back)
        assert page.evaluate("document.activeElement.id") == name
    page.keyboard.press("End")
    assert shown(page) == SLIDES[-1]
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.id") == SLIDES[0]


def test_a_long_slide_is_read_to_its_end_before_the_next(visit):
    page = visit(DECK, viewport={"width": 360, "height": 240})
    page.keyboard.press("ArrowRight")
    top = page.evaluate("document.querySelector('#welcome').getBoundingClientRect().bottom > innerHeight")
    assert top, "the slide must be longer than the screen for this test"
    page.keyboard.press("PageDown")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.id") == "welcome"


def test_without_script_links_lead_from_slide_to_slide(visit):
    page = visit(DECK, java_script_enabled=False)
    for name in SLIDES[1:]:
        page.locator(".slide", has=page.locator(f'a[href="#{name}"]', has_text="Next")).get_by_role(
            "link", name="Next"
        ).click()
        assert page.url.endswith(f"#{name}")
    notes = page.locator("#welcome details.facilitator")
    expect(notes).to_be_visible()
    assert notes.get_attribute("open") is None


def test_notes_stay_hidden_until_they_are_asked_for(visit):
    page = visit(DECK)
    notes = page.locator("details.facilitator")
    assert notes.count() == 4  # three steps, and the block of the chart's page
    expect(notes.first).to_be_hidden()
    page.get_by_label("Show facilitator notes").check()
    page.locator("#try-it-1 details.facilitator summary").click()
    block = page.locator("#try-it-1 details.facilitator")
    expect(block).to_contain_text("Risk: One person explains and the rest fall silent.")
    expect(block).to_contain_text("Ask in pairs first, as the start page says.")
    page.locator("#welcome details.facilitator summary").click()
    expect(page.locator("#welcome details.facilitator")).to_contain_text("Name the roles, as the start page says.")
    assert block.locator("a").count() == 0


@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_with_everything_open(visit, width, scheme):
    page = visit(DECK + "?view=facilitator", viewport={"width": width, "height": 720}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_grow_when_a_reader_zooms(visit):
    """At 200 % a screen of 1280 has 640 CSS pixels, at 400 % it has 320. A framework that scales slides fails here."""
    size = "parseFloat(getComputedStyle(document.querySelector('#welcome li')).fontSize)"
    at_100 = visit(DECK, viewport={"width": 1280, "height": 720}).evaluate(size)
    at_200 = visit(DECK, viewport={"width": 640, "height": 360}).evaluate(size) * 2
    at_400 = visit(DECK, viewport={"width": 320, "height": 180}).evaluate(size) * 4
    assert at_200 >= 1.5 * at_100
    assert at_400 >= 2.5 * at_100


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_chart_takes_the_room_there_is(visit, width, height):
    image = visit(DECK, viewport={"width": width, "height": height}).locator("figure img").first
    image.scroll_into_view_if_needed()
    drawn = """(image) => image.decode().then(
        () => Math.min(image.clientWidth, image.clientHeight * image.naturalWidth / image.naturalHeight))"""
    assert image.evaluate(drawn) >= 0.6 * width
    assert image.bounding_box()["height"] <= 0.75 * height


def test_the_folder_stands_alone_on_a_disk(visit, book, tmp_path):
    alone = tmp_path / "stick" / "slides"
    shutil.copytree(book / "slides", alone)
    page = visit("small.html", base=alone.as_uri() + "/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowRight")
    assert shown(page) == "welcome"
    assert page.outside == []
    assert page.evaluate("window.violations") == []
    loaded = page.locator("img").first.evaluate("(image) => image.decode().then(() => image.naturalWidth)")
    assert loaded > 0


def test_the_script_is_small():
    assert len(gzip.compress(bundle.script(FRONT / "slides.js").encode(), 9)) < 2048


def test_on_paper_each_slide_is_a_page_that_anyone_can_read(prints):
    path = prints / "slides-small.pdf"
    with pikepdf.open(path) as file:
        width, height = (float(file.pages[0].mediabox[place]) for place in (2, 3))
        assert len(file.pages) >= len(SLIDES)
    assert width / height == pytest.approx(16 / 9, abs=0.01)
    assert findings(path) == []
    assert findings(prints / "crib-small.pdf") == []
