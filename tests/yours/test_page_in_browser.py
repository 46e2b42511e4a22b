"""The form in a real browser: begun, changed, kept, taken away and brought back; from a disk and without script too."""

import csv
import datetime
import io
import json
import re
import zipfile
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import expect

from edi_handbook.strategy import offered, own
from tests.reflect.desk import status, stored, until_status
from tests.reflect.test_page_in_browser import MODES, faults

NAME = "make-it-yours"
FIRST = "[data-item=fair-recruitment]"
CONTROLS = """() => [...document.querySelectorAll(".yours [data-part]")].map((one) => [
  one.closest("[data-item]").dataset.item, one.dataset.part,
  /radio|checkbox/.test(one.type) ? one.checked : one.value])"""
PLANTED = "planted 7 words"


def field(page, part: str, within: str = FIRST):
    return page.locator(f'{within} [data-part="{part}"]').first


def begin(window):
    page = window.open(NAME)
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator(".yours[data-started]").wait_for()
    window.requests.clear()  # the script, which was asked for
    page.evaluate("window.forgetShifts()")  # and the form, which makes room for itself
    return page


def unfold(page) -> None:
    page.evaluate("document.querySelectorAll('.yours details').forEach((one) => { one.open = true; })")


def named(page, name: str = "Invented Trust") -> None:
    field(page, "organisation", "[data-item=about]").fill(name)


def taken(page, button: str) -> Path:
    with page.expect_download() as held:
        page.get_by_role("button", name=button, exact=True).click()
    return held.value.path()


def bring(page, data) -> None:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    given = {"name": "strategy.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("[data-do=import]").set_input_files(given)


def read(path: Path, tmp_path) -> own.OwnStrategy:
    copy = tmp_path / "strategy.json"
    copy.write_bytes(path.read_bytes())
    return own.read(copy)


def test_nothing_is_loaded_or_written_in_before_somebody_starts(reader):
    window = reader()
    page = window.open(NAME)
    assert page.locator(".yours [data-part]:visible, .rf-keep:visible").count() == 0
    assert not page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.includes('asked'))")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator(".yours[data-started]").wait_for()
    asked = [url.rpartition("/")[2] for url in window.requests]
    assert [name for name in asked if name != "icon.svg"] == ["yours-asked.js"]
    assert page.evaluate("document.activeElement.dataset.part") == "organisation"
    assert page.locator(".yo-start:visible").count() == 0
    window.requests.clear()
    window.check()


@pytest.mark.parametrize("where", ["address", "disk"])
def test_whoever_only_gives_a_name_takes_the_offered_strategy_away(reader, request, tmp_path, where):
    window = reader(base=request.getfixturevalue(where))
    page = begin(window)
    named(page)
    made = read(taken(page, "Download to bring back later"), tmp_path)
    assert made.start.day == 1 and made.start.month in (1, 4, 7, 10) and made.start > made.made
    wanted = own.of_offered("Invented Trust", made.start)
    assert made == wanted.model_copy(update={"name": "strategy", "made": made.made, "vision": offered.VISION})
    assert stored(page) == {}
    window.check()


def fill_all(page) -> None:
    """Other words in every field, as a lead might who takes nothing as it is."""
    unfold(page)
    page.get_by_role("button", name="Another objective of your own").click()
    page.evaluate(
        """(planted) => {
          const day = (control) => control.dataset.next !== undefined ? "2027-04-01"
            : control.dataset.part === "review" || control.dataset.part === "due" ? "2031-05-06" : null;
          for (const one of document.querySelectorAll(".yours [data-part]")) {
            const { part } = one.dataset;
            if (one.type === "radio") continue;
            else if (one.type === "checkbox") one.checked = true;
            else if (part === "made") continue;
            else if (part === "date") one.value ||= "2031-01-01";
            else if (one.type === "date") one.value = day(one);
            else if (part === "baseline") one.value = "50";
            else if (part === "target")
              one.value = one.closest("[data-item]").querySelector("[value=higher]:checked") ? "60.5" : "40.5";
            else if (["hours", "money"].includes(part)) one.value = "7";
            else one.value = planted + ': ਪੰਜਾਬੀ "q" & 5 < 7';
            for (const name of ["input", "change"]) one.dispatchEvent(new Event(name, { bubbles: true }));
          }
        }""",
        PLANTED,
    )
    page.evaluate("window.forgetShifts()")  # no hand wrote so much at once


def test_all_that_can_be_written_goes_round_through_python_and_back(reader, tmp_path):
    window = reader()
    page = begin(window)
    fill_all(page)
    assert page.locator(".yo-fault").all_inner_texts() == []
    shown = page.evaluate(CONTROLS)
    strategy = read(taken(page, "Download to bring back later"), tmp_path)
    assert len(strategy.objectives) == 8 and {aim.hours for aim in strategy.objectives} == {7}
    assert all(PLANTED in aim.title and "5 < 7" in aim.stop for aim in strategy.objectives)
    second = reader()
    page = begin(second)
    bring(page, own.as_text(strategy))
    until_status(page, "^Brought back\\.$")
    page.evaluate("window.forgetShifts()")  # what comes back takes the room that it needs
    assert page.evaluate(CONTROLS) == shown
    window.check()
    second.check()


def test_kept_only_when_asked_and_found_again(reader):
    window = reader()
    page = begin(window)
    named(page)
    field(page, "title").evaluate("(one) => { one.closest('details').open = true; }")
    field(page, "title").fill(PLANTED)
    assert stored(page) == {} and "Nothing is kept" in status(page)
    page.get_by_label("Keep my strategy on this device").check()
    assert {key.split(":")[3] for key in stored(page) if key.count(":") == 4} == {"about", "fair-recruitment"}
    field(page, "with_role").fill("Head of something else")
    page.get_by_role("button", name="Another objective of your own").click()
    field(page, "title", "[data-item=own-2]").fill("An aim of ours")
    start = field(page, "start", "[data-item=about]")
    start.fill("2031-01-01")
    start.blur()
    before = page.evaluate(CONTROLS)
    page = begin(window)
    assert page.evaluate(CONTROLS) == before
    assert "Kept on this device" in status(page)
    assert field(page, "due").input_value() == "2033-12-31"
    page.get_by_label("Keep my strategy on this device").uncheck()
    assert stored(page) == {} and field(page, "title").input_value() == PLANTED
    window.check()


def test_offered_days_follow_the_start_and_a_chosen_day_stays(reader):
    page = begin(reader())
    unfold(page)
    first = page.locator(f"{FIRST} [data-rows=milestones] [data-part=date]")
    first.nth(1).fill("2028-09-09")
    start = field(page, "start", "[data-item=about]")
    start.fill("2028-04-01")
    start.blur()
    assert [first.nth(at).input_value() for at in (0, 1, 2)] == ["2028-06-30", "2028-09-09", "2029-03-31"]
    assert field(page, "review", "[data-item=about]").input_value() == "2031-03-31"
    assert page.locator(f"{FIRST} [data-rows=milestones] .yo-mark:visible").count() == 6 * 3 - 1


def test_offered_is_said_until_it_is_changed_and_comes_back(reader):
    page = begin(reader())
    unfold(page)
    sign = page.locator(f"{FIRST} label:has(> [data-part=owner]) .yo-mark").first
    assert sign.is_visible()
    field(page, "owner").fill("Director of nursing")
    assert not sign.is_visible()
    page.locator(f"{FIRST} [data-do=clear]").click()
    assert sign.is_visible() and field(page, "owner").input_value() == "Chief people officer"


SLIPS = [
    ("owner", "Dr Ada Lovelace", "“Dr Ada Lovelace” names a person (Dr); write the role."),
    ("with_role", "a.lovelace@trust.example", "“a.lovelace@trust.example” holds an e-mail address; write the role."),
    ("title", "<script>alert(1)</script>", "“<script>alert(1)</script>” holds a piece of a web page"),
    ("due", "2020-01-01", "The target was due on 2020-01-01, before today; give a day to come."),
    ("target", "1,2", "“1,2” is not a number; write digits"),
    ("hours", "-4", "“-4” is no whole number from 0 up"),
]


def test_a_slip_is_said_beside_its_field_and_stays_as_it_was_written(reader):
    window = reader()
    page = begin(window)
    named(page)
    unfold(page)
    for part, text, said in SLIPS:
        one = field(page, part)
        one.fill(text)
        one.blur()
        expect(page.locator(f"#{one.get_attribute('aria-describedby')}")).to_contain_text(said)
        assert said in status(page) and one.get_attribute("aria-invalid") == "true" and one.input_value() == text
    # The last milestone comes after the day that has passed, too.
    for button in ("Download for Word", "Download the calendar", "Download the risk lines"):
        page.get_by_role("button", name=button).click()
        until_status(page, "^7 things are to be mended first")
    page.locator("[data-faults] button").nth(1).click()
    assert page.evaluate("document.activeElement.dataset.part") == "target"
    held = json.loads(taken(page, "Download to bring back later").read_text(encoding="utf-8"))
    assert [str(held["objectives"][0][part]) for part, _, _ in SLIPS] == [text for _, text, _ in SLIPS]
    until_status(page, "7 things to mend; this page brings it back whole")
    page.locator(f"{FIRST} [data-do=clear]").click()
    field(page, "owner").fill("A board")
    field(page, "owner").blur()
    assert page.locator(f"{FIRST} .yo-fault").count() == 0
    window.check()


def test_the_wrong_side_of_a_baseline_and_the_order_of_milestones(reader):
    page = begin(reader())
    unfold(page)
    baseline = field(page, "baseline")
    baseline.fill("1.1")
    baseline.blur()
    wrong = page.locator(f"{FIRST} .yo-fault")
    expect(wrong).to_have_text(
        "The target 1.25 is on the wrong side of the baseline 1.1: lower is better here; give a target below it, "
        "or change which way is better."
    )
    page.locator(f"{FIRST} [data-part=better][value=higher]").check()
    expect(wrong).to_have_count(0)
    days = page.locator(f"{FIRST} [data-rows=milestones] [data-part=date]")
    order = [days.nth(at).input_value() for at in range(6)]
    days.nth(0).fill(order[3])
    days.nth(3).fill(order[0])
    days.nth(3).blur()
    expect(wrong.first).to_have_text("The milestones are not in the order of their dates; put the earliest first.")
    page.get_by_role("button", name="Put them in the order of their dates").first.click()
    expect(wrong).to_have_count(0)
    assert [days.nth(at).input_value() for at in range(6)] == order


def test_a_row_is_left_out_when_its_words_are_empty_and_another_can_be_added(reader, tmp_path):
    page = begin(reader())
    named(page)
    unfold(page)
    page.locator(f"{FIRST} [data-rows=milestones] [data-part=what]").nth(1).fill("")
    page.locator(f"{FIRST} [data-rows=risks] [data-do=more]").click()
    assert page.evaluate("document.activeElement.dataset.part") == "risk"
    row = page.locator(f"{FIRST} [data-rows=risks] [data-row]").last
    assert row.locator("legend").inner_text() == "Risk 5"
    row.locator("[data-part=risk]").fill("A risk of ours")
    row.locator("[data-part=owner]").fill("Staff side")
    page.locator("[data-item=fair-discipline] [data-part=take]").uncheck()
    made = read(taken(page, "Download to bring back later"), tmp_path)
    assert [aim.id for aim in made.objectives][:2] == ["fair-recruitment", "someone-owns-it"]
    first = made.objectives[0]
    assert len(first.milestones) == 5 and [one.risk for one in first.risks][3:] == ["A risk of ours"]
    assert "not ticked" not in status(page), "nothing was written in it"


def test_what_was_written_in_an_objective_that_is_not_ticked_is_told(reader):
    page = begin(reader())
    named(page)
    unfold(page)
    field(page, "title", "[data-item=own-1]").fill("An aim of ours")
    taken(page, "Download to bring back later")
    until_status(page, "1 objective that is not ticked is not in it")


def test_files_of_others_are_refused_or_handed_back_whole(reader):
    window = reader()
    page = begin(window)
    sound = json.loads(own.as_text(own.of_offered("Invented Trust", datetime.date(2031, 1, 1))))
    before = page.evaluate(CONTROLS)
    for text, said in (
        (json.dumps(sound)[:900], "The file stops too early, as if it had been cut"),
        (json.dumps(sound | {"version": 9}), "This file is of version 9, and this page reads version 1"),
        ('{"title": "x"}', "This is no strategy"),
        ("x" * 1_000_001, "larger than any strategy"),
    ):
        bring(page, text)
        until_status(page, said)
        assert page.evaluate(CONTROLS) == before
    # An older version: all that it holds is here, and what the form has no place for is shown.
    older = sound | {"version": 0, "colour": "red"}
    older["objectives"] = [sound["objectives"][0] | {"id": "ours-alone", "title": PLANTED}, sound["objectives"][1]]
    older["objectives"][1] |= {"owner": "Dr Ada Lovelace", "stop": "see <img src=x onerror=alert(1)>"}
    bring(page, older)
    until_status(page, "^This file is of an older version, or says none: .* To mend: 2;")
    assert page.locator(".rf-brought .rf-said").all_inner_texts() == ["colour: red"]
    assert field(page, "title", "[data-item=own-1]").input_value() == PLANTED
    assert page.locator("[data-item=own-1]").get_attribute("data-id") == "ours-alone"
    assert field(page, "stop", "[data-item=fair-discipline]").input_value() == "see <img src=x onerror=alert(1)>"
    assert not field(page, "take").is_checked() and page.locator("img[src=x]").count() == 0
    # What is written here already stays, and the file's is shown.
    bring(page, sound)
    until_status(page, "you have written something else there")
    assert field(page, "owner", "[data-item=fair-discipline]").input_value() == "Dr Ada Lovelace"
    page.evaluate("window.forgetShifts()")  # what a file brings moves what is below it
    window.check()


def test_the_files_open_elsewhere(reader):
    window = reader()
    page = begin(window)
    named(page, "=Invented & Trust")
    with zipfile.ZipFile(taken(page, "Download for Word")) as packed:
        assert packed.testzip() is None
        assert b"=Invented &amp; Trust: our strategy" in packed.read("word/document.xml")
        assert packed.read("word/document.xml").count(b"never a quota") == 2
    calendar = icalendar.Calendar.from_ical(taken(page, "Download the calendar").read_bytes())
    assert len(calendar.walk("VEVENT")) > 30
    rows = list(csv.reader(io.StringIO(taken(page, "Download the risk lines").read_text(encoding="utf-8-sig"))))
    assert len(rows) > 10
    window.check()


def test_what_is_erased_is_gone_and_what_is_left_goes_too(reader):
    window = reader()
    page = begin(window)
    page.get_by_label("Keep my strategy on this device").check()
    fill_all(page)
    assert len(stored(page)) == 10
    page.locator("[data-kept] summary").scroll_into_view_if_needed()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything").click()
    until_status(page, "Everything is erased")
    assert stored(page) == {}
    assert PLANTED not in json.dumps(page.evaluate(CONTROLS)) and page.locator("[data-item=own-2]").count() == 0
    assert page.locator("[data-kept-list]").inner_text() == "Nothing is kept."
    window.check()


def test_the_browser_asks_before_what_is_written_is_lost(reader):
    page = begin(reader())
    named(page)
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload(), 0)")
    assert asked.value.type == "beforeunload"
    with page.expect_navigation():
        asked.value.accept()
    assert "Invented Trust" not in json.dumps(page.evaluate(CONTROLS))


def test_axe_finds_nothing_and_nothing_is_cut_off(reader):
    page = begin(reader())
    owner = field(page, "owner")
    unfold(page)
    owner.fill("Dr Ada")
    owner.blur()
    page.get_by_role("button", name="Another objective of your own").click()
    page.get_by_role("button", name="Download for Word").click()
    for width, media in MODES:
        page.set_viewport_size({"width": width, "height": 800 if width > 320 else 256})
        page.emulate_media(**media)
        assert faults(page, ".yours") == [], (width, media)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        out = page.evaluate(f"""() => [...document.querySelectorAll(".yours *:not(.yo-hidden)")].filter((e) => {{
          const b = e.getBoundingClientRect();
          return b.width && (b.right > {width + 1} || b.left < -1); }}).map((e) => e.outerHTML.slice(0, 80))""")
        assert out == []
    small = page.evaluate("""() => [...document.querySelectorAll(".yours :is(input,textarea,button,summary)")]
      .map((e) => [e, e.getBoundingClientRect()]).filter(([e, b]) => b.width && (b.width < 24 || b.height < 24))
      .map(([e]) => e.outerHTML.slice(0, 100))""")
    assert small == []


def test_the_keyboard_alone_fills_it_in(reader, tmp_path):
    window = reader()
    page = window.open(NAME)
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".yours[data-started]").wait_for()
    page.keyboard.type("Invented Trust")
    seen = []
    for _ in range(900):
        page.keyboard.press("Tab")
        now = page.evaluate("""() => { const e = document.activeElement;
          return { part: e.dataset.part ?? "", do: e.dataset.do ?? "", tag: e.tagName,
            item: e.closest("[data-item]")?.dataset.item ?? "",
            ring: getComputedStyle(e).outlineStyle !== "none" }; }""")
        assert now["ring"], f"no focus ring on {now}"
        seen.append((now["item"], now["part"] or now["do"]))
        if now["tag"] == "SUMMARY" and now["item"] == "fair-discipline":
            page.keyboard.press("Enter")
        if (now["item"], now["part"]) == ("fair-discipline", "owner") and seen.count(seen[-1]) == 1:
            page.keyboard.press("Control+a")
            page.keyboard.type("Director of nursing")
        if now["do"] == "json":
            break
    with page.expect_download() as held:
        page.keyboard.press("Enter")
    made = read(held.value.path(), tmp_path)
    assert made.organisation == "Invented Trust" and made.objectives[1].owner == "Director of nursing"
    assert {"more", "sort", "clear"} <= {what for item, what in seen if item == "fair-discipline"}
    assert ("fair-recruitment", "title") not in seen, "what is folded is passed over"


def test_without_script_the_form_is_whole_and_nothing_is_dead(reader, disk):
    page = reader(base=disk, java_script_enabled=False).open(NAME)
    assert page.locator(".yours :is(.rf-live, button):visible").count() == 0
    assert page.get_by_text("This browser runs no script here").is_visible()
    field(page, "organisation", "[data-item=about]").fill("Invented Trust")
    assert field(page, "owner").input_value() == "Chief people officer"
    shown = page.locator("[data-item] [data-part]:visible").count()
    assert shown == page.locator("[data-item] [data-part]").count() > 250


def test_paper_has_the_blank_form_before_and_the_strategy_after_it_was_begun(reader):
    window = reader()
    page = window.open(NAME)
    page.emulate_media(media="print")
    assert page.locator("[data-item] [data-part=owner]:visible").count() > 30
    assert len(re.findall(rb"/Type */Page\b", page.pdf())) <= 20
    assert page.locator("button:visible").count() == 0
    page.emulate_media(media="screen")
    page = begin(window)
    named(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".yours input:visible, .yours button:visible").count() == 0
    sheet = page.locator(".yo-sheet").inner_text()
    assert sheet.startswith("Invented Trust: our strategy") and "1.25 or less" in sheet and "quota" in sheet
    assert not page.get_by_text("Words before.").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".yo-sheet").count() == 0
    assert len(re.findall(rb"/Type */Page\b", page.pdf())) <= 12


def test_where_the_script_does_not_come_the_page_says_so(browser, disk, tmp_path, reader):
    window = reader()
    page = window.open(NAME)
    page.route("**/yours-asked.js", lambda route: route.abort())
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("[data-starting]")).to_contain_text("The form did not come")
