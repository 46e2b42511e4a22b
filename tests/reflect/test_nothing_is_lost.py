"""What was written stays, or the page says plainly what could not be kept."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests import system_fonts
from tests.reflect.desk import answer_all, form, keep, show_kept, status, stored, until_status

NAME = "being-an-ally"
WORDS = "Whose lead did you follow"


def words(page):
    return page.get_by_role("group", name=WORDS).locator("textarea")


def test_a_crash_of_the_tab_loses_nothing(reader):
    window = reader()
    page = window.open(NAME)
    keep(page)
    answer_all(page)
    written = form(page)
    with page.expect_event("crash"), contextlib.suppress(Error):  # the call that ends the tab is never answered
        page.goto("chrome://crash")
    again = window.open(NAME)
    assert form(again) == written


def test_a_second_tab_shows_what_the_first_writes(reader):
    window = reader()
    first = window.open(NAME)
    keep(first)
    second = window.open(NAME)
    words(first).fill("from the first tab")
    until_status(second, "Another tab")
    assert words(second).input_value() == "from the first tab"
    words(second).fill("from the second tab")
    until_status(first, "Another tab")
    assert words(first).input_value() == "from the second tab"


def test_two_tabs_that_answered_apart_keep_both_answers(reader):
    window = reader()
    first, second = window.open(NAME), window.open(NAME)
    words(first).fill("from the first tab")
    words(second).fill("from the second tab")
    keep(first)
    keep(second)
    assert "Another answer" in status(second)
    assert words(second).input_value() == "from the second tab"
    show_kept(second)
    entry = second.locator(".rf-entry", has_text=WORDS)
    assert "from the first tab" in entry.inner_text()
    assert "from the second tab" in entry.inner_text()


FILL = """const fill = (size) => {
  try { for (let i = 0; ; i++) localStorage.setItem("other-site-" + size + "-" + i, "x".repeat(size)); } catch {}
};
for (const size of [1e6, 1e5, 1e4, 1e3, 100, 10, 1]) fill(size);"""


def test_a_full_store_is_said_and_the_answers_can_still_be_taken(reader):
    window = reader(init="{" + FILL + "}")
    page = window.open(NAME)
    words(page).fill("must not be lost")
    page.get_by_label("Keep my answers on this device").click()
    assert "would not keep your last change" in status(page)
    assert words(page).input_value() == "must not be lost"
    with page.expect_download() as got:
        page.get_by_role("button", name="Download as text").click()
    assert "must not be lost" in got.value.path().read_text(encoding="utf-8")
    assert window.faults == []


def test_a_store_that_fills_up_later_is_said_and_mends_itself(reader):
    page = reader().open(NAME)
    keep(page)
    words(page).fill("short")
    page.evaluate("(() => {" + FILL + "})()")
    words(page).fill("a longer answer than before " * 20)
    assert "would not keep your last change" in status(page)
    assert page.locator("[data-echo]").inner_text() == status(page), "and where the reader is"
    page.evaluate(
        "Object.keys(localStorage).filter((k) => k.startsWith('other-site')).forEach((k) => localStorage.removeItem(k))"
    )
    page.get_by_label("I do not have the words ready").check()
    assert status(page) == "Kept on this device."
    page.reload()
    assert words(page).input_value() == "a longer answer than before " * 20


BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); } });"""


@system_fonts.BOTH
def test_a_blocked_store_is_said_before_anything_is_written(reader):
    window = reader(init=BLOCKED)
    page = window.open(NAME)
    assert "does not let pages keep anything" in status(page)
    assert page.get_by_label("Keep my answers on this device").is_disabled()
    answer_all(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="Download to bring back later").click()
    assert len(json.loads(got.value.path().read_text(encoding="utf-8"))["answers"]) == 7
    window.check()


def wording(page, item):
    return page.locator(f"[data-item={item}]").get_attribute("data-wording")


@system_fonts.BOTH
@pytest.mark.parametrize(
    "damaged", ["{oops", "", "null", "[]", '"text"', "7", "[" * 50_000, '{"prompt":"x","said":["y"],"value":7}']
)
def test_damaged_data_are_shown_and_not_overwritten(reader, damaged):
    window = reader()
    page = window.open(NAME)
    key = f"edi-handbook:1:{NAME}:whose-lead:{wording(page, 'whose-lead')}"
    page.evaluate(
        "([k, v, n]) => { localStorage.setItem(k, v); localStorage.setItem('edi-handbook:1:' + n, '{}'); }",
        [key, damaged, NAME],
    )
    window.reload()
    assert "An entry that is damaged" in status(page)
    assert stored(page)[key] == damaged
    words(page).press_sequentially("new words")  # by keys: what moves at a key press is no shift
    record = json.loads(stored(page)[key])
    assert record["said"] == ["new words"]
    readable = "y" if "said" in damaged else damaged[:4000]
    assert readable in [line for also in record["also"] for line in also]
    window.check()


@system_fonts.BOTH
def test_an_answer_to_an_earlier_wording_never_appears_under_the_new_one(reader):
    window = reader()
    page = window.open(NAME)
    old = {
        "at": "",
        "title": "Being an ally",
        "prompt": "The question as it was",
        "said": ["the old answer"],
        "value": {"text": "the old answer"},
    }
    page.evaluate(
        """([n, v]) => { localStorage.setItem(`edi-handbook:1:${n}:whose-lead:0badcafe`, v);
          localStorage.setItem('edi-handbook:1:' + n, '{}'); }""",
        [NAME, json.dumps(old)],
    )
    window.reload()
    assert words(page).input_value() == ""
    assert "earlier wording" in status(page)
    words(page).press_sequentially("the new answer")
    show_kept(page)
    shown = page.locator("[data-kept-list]").inner_text()
    assert "The question as it was" in shown and "the old answer" in shown and "the new answer" in shown
    window.check()


OTHERS = """localStorage.setItem('edi-handbook:2:being-an-ally', 'from the future');
localStorage.setItem('someone-else', 'x')"""


FRONT = Path(__file__).parents[2] / "edi_handbook" / "front"
SENTENCES = [
    sentence
    for file in ("keep-box.js", "keeping.js")
    for sentence in re.findall(r'"([A-Z][^"]{30,}\.)"', (FRONT / file).read_text(encoding="utf-8"))
]
HEIGHTS = """(sentences) => sentences.map((words) => {
  document.querySelector("[data-status]").textContent = words;
  return document.querySelector(".rf-status").offsetHeight; })"""


@system_fonts.EACH
@pytest.mark.parametrize("width", [320, 1000])
def test_no_sentence_that_comes_by_itself_moves_the_page(reader, width):
    window = reader(viewport={"width": width, "height": 800})
    page = window.open(NAME)
    room = page.locator(".rf-status").evaluate("(line) => line.offsetHeight")
    key = f"edi-handbook:1:{NAME}:whose-lead:{wording(page, 'whose-lead')}"
    page.evaluate(
        "(keys) => keys.forEach((key) => localStorage.setItem(key, '{oops'))", [key, f"edi-handbook:1:{NAME}"]
    )
    window.reload()
    assert "An entry that is damaged" in status(page)
    window.check()
    said = [status(page), *SENTENCES]
    assert len(said) > 2
    assert page.evaluate(HEIGHTS, said) == [room] * len(said)


def test_another_versions_entries_are_listed_and_left_alone(reader):
    page = reader().open(NAME)
    page.evaluate(OTHERS)
    show_kept(page)
    assert "from the future" in page.locator("[data-kept-list]").inner_text()
    assert "someone-else" not in page.locator("[data-kept-list]").inner_text()
    keep(page)
    answer_all(page)
    assert stored(page)["edi-handbook:2:being-an-ally"] == "from the future"


def test_erase_everything_leaves_nothing_on_the_device_or_the_screen(reader):
    page = reader().open(NAME)
    page.evaluate(OTHERS)
    keep(page)
    answer_all(page)
    assert len(stored(page)) > 2
    show_kept(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything").click()
    assert stored(page) == {}
    assert page.evaluate("localStorage.getItem('someone-else')") == "x", "what other pages keep is not ours to erase"
    assert not any(value for part, choice, value in form(page))
    assert status(page) == "Everything is erased."


def test_one_entry_can_be_erased(reader):
    window = reader()
    page = window.open(NAME)
    keep(page)
    answer_all(page)
    show_kept(page)
    before = page.locator(".rf-entry").count()
    page.get_by_role("button", name=f"Erase: Being an ally: {WORDS}").click()
    assert page.locator(".rf-entry").count() == before - 1
    assert not any(":whose-lead:" in key for key in stored(page))
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert words(page).input_value() != ""  # on the screen until the reader leaves
    window.check()


def test_turning_keeping_off_erases_the_copy_and_not_the_screen(reader):
    page = reader().open(NAME)
    keep(page)
    answer_all(page)
    written = form(page)
    page.get_by_label("Keep my answers on this device").uncheck()
    assert stored(page) == {}
    assert form(page) == written
    keep(page)
    page.reload()
    assert form(page) == written


def test_clearing_an_answer_erases_its_copy(reader):
    page = reader().open(NAME)
    keep(page)
    words(page).fill("a thought better not kept")
    page.get_by_role("group", name=WORDS).get_by_role("button", name="Clear this answer").click()
    assert words(page).input_value() == ""
    assert "thought" not in json.dumps(stored(page))


def test_plans_made_elsewhere_come_together(reader):
    window = reader()
    page = window.open(NAME)
    keep(page)
    page.get_by_label("If", exact=False).last.fill("a name is said wrongly")
    page.get_by_label("Then I will").fill("say it the right way")
    page = window.open("my-next-three-months")
    page.get_by_role("button", name="Show the plans kept on this device").click()
    shown = page.locator("[data-gathered]").inner_text()
    assert (
        "Being an ally" in shown
        and "If: a name is said wrongly" in shown
        and "Then I will: say it the right way" in shown
    )
    window.check()
