"""Facilitator blocks on a page, in a real browser, and in print."""

import gzip

import pytest
from playwright.sync_api import expect

from edi_handbook.facilitate import FRONT
from edi_handbook.front import bundle
from tests import system_fonts
from tests.facilitate.small_session import CONFIG

CONTROL = "Show facilitator notes"
BLOCKED = 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });'


def block(page):
    return page.locator("details.facilitator")


def test_without_script_it_is_a_closed_section_that_says_what_it_is(visit):
    page = visit("book/notes.html", java_script_enabled=False)
    expect(block(page)).to_be_visible()
    assert block(page).get_attribute("open") is None
    expect(block(page).locator("summary")).to_have_text("For facilitators: Reading the interval (5 minutes)")
    expect(page.get_by_label(CONTROL)).to_be_hidden()
    block(page).locator("summary").click()
    for words in ("Ask in pairs first", "Purpose: The group says", "Risk: One person explains"):
        expect(block(page)).to_contain_text(words)


@system_fonts.BOTH
def test_other_readers_do_not_see_it(visit):
    page = visit("book/notes.html")
    expect(block(page)).to_be_hidden()
    expect(page.get_by_label(CONTROL)).not_to_be_checked()
    assert page.evaluate("window.shifts") == []


@system_fonts.BOTH
def test_the_control_shows_it_by_keyboard_and_the_device_remembers(visit):
    page = visit("book/notes.html")
    page.get_by_label(CONTROL).focus()
    page.keyboard.press("Space")
    expect(block(page)).to_be_visible()
    page.goto(page.url.replace("notes.html", "more-notes.html"))
    expect(block(page)).to_be_visible()
    assert page.evaluate("window.shifts") == []
    page.get_by_label(CONTROL).uncheck()
    page.reload()
    expect(block(page)).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


@system_fonts.BOTH
def test_an_address_shows_it_and_leaves_no_trace(visit):
    page = visit("book/notes.html?view=facilitator")
    expect(block(page)).to_be_visible()
    expect(page.get_by_label(CONTROL)).to_be_checked()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("window.violations") == []
    assert page.evaluate("window.shifts") == []


def test_it_works_for_the_page_where_the_browser_keeps_nothing(visit):
    page = visit("book/notes.html", before=BLOCKED)
    page.get_by_label(CONTROL).check()
    expect(block(page)).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("For this page only: this browser keeps nothing.")


def test_it_works_from_a_disk(visit, book):
    page = visit("book/notes.html?view=facilitator", base=book.as_uri() + "/")
    expect(block(page)).to_be_visible()
    assert page.outside == []


def test_a_page_without_blocks_has_neither_control_nor_script(book):
    text = (book / "index.html").read_text(encoding="utf-8")
    assert "facilitator.js" not in text and "data-facilitator-notes" not in text


def test_the_script_is_small():
    assert len(gzip.compress(bundle.script(FRONT / "notes.js").encode(), 9)) < 1536


BLOCK = "# T\n\n```{facilitator} Here\n:minutes: 1\n:purpose: To see.\n:risk: Silence.\n\nSECRET.\n```\n\nKept.\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (":minutes: 1\n", "has no minutes: add a line such as `:minutes: ...`"),
        (":purpose: To see.\n", "has no purpose"),
        (":risk: Silence.\n", "has no risk"),
        ("SECRET.\n", "is empty: say what to do, or take it out"),
    ],
)
def test_a_block_that_lacks_something_stops_the_build(rebuilt, line, said):
    found = rebuilt({"book/more-notes.md": BLOCK.replace(line, "")})
    assert "more-notes.md:3: WARNING: the facilitator block 'Here' " + said in found


def test_only_editions_that_keep_it_hold_it(rebuilt, tmp_path):
    editions = [
        {"file": "handbook.pdf", "title": "Handbook", "leave_out": ["facilitator"]},
        {"file": "facilitators-guide.pdf", "title": "Guide"},
    ]
    conf = f"{CONFIG}\ntypst_editions = {editions}\n"
    assert rebuilt({"conf.py": conf, "book/more-notes.md": BLOCK}, builder="typstpdf") == ""
    code = {
        edition["title"]: (tmp_path / "typstpdf" / "typst" / edition["file"]).with_suffix(".typ").read_text()
        for edition in editions
    }
    assert "Kept." in code["Handbook"]
    assert "SECRET" not in code["Handbook"] and "For facilitators" not in code["Handbook"]
    assert "SECRET" in code["Guide"] and '"For facilitators: "' in code["Guide"]
