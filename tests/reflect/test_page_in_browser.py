"""Every reflection in a real browser: answered in full, kept, found again; from a server, a disk, without script."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import system_fonts
from tests.reflect.desk import ITEMS, REFLECTIONS, answer_all, covering, form, keep, status, stored

NAMES = list(REFLECTIONS)
each_reflection = pytest.mark.parametrize("name", NAMES)
each_kind = pytest.mark.parametrize("name", covering(NAMES))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}


def faults(page, within=".reflection") -> list:
    found = Axe().run(page, context=within, options=RULES).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


@each_reflection
def test_every_item_is_answered_kept_and_found_again(reader, name):
    window = reader()
    page = window.open(name)
    keep(page)
    count = answer_all(page)
    assert count == sum(item.kind != "gathered" for item in REFLECTIONS[name].items)
    written = form(page)
    assert len([key for key in stored(page) if key.count(":") == 4]) == count
    window.check()
    window.reload()
    assert form(page) == written
    assert "Kept on this device" in status(page)
    window.check()


@each_kind
def test_the_same_from_a_disk(reader, disk, name):
    window = reader(base=disk)
    page = window.open(name)
    keep(page)
    answer_all(page)
    written = form(page)
    window.check()
    window.reload()
    assert form(page) == written
    window.check()


@each_reflection
def test_without_script_the_form_is_whole_and_nothing_is_dead(reader, disk, name):
    page = reader(base=disk, java_script_enabled=False).open(name)
    assert page.locator(".rf-live:visible, button[data-do]:visible").count() == 0
    assert page.get_by_text("This browser runs no script here").is_visible()
    for item in REFLECTIONS[name].items:
        block = page.locator(f"[data-item={item.id}]")
        assert block.locator("legend").first.inner_text() == item.prompt
        for scene in getattr(item, "scenes", {}).values():
            assert block.get_by_role("heading", name=scene.title).is_visible()
            for branch in scene.choices.values():
                summary = block.locator("summary", has_text=branch.text)
                summary.click()
                assert summary.locator("..").get_by_text(branch.outcome.split("\n")[0]).is_visible()
    for area in page.locator("textarea:visible").all():
        area.fill("x")
    for box in page.locator("input[type=radio]:visible, input[type=checkbox]:visible").all():
        box.check()


def test_nothing_is_kept_unless_asked(reader):
    window = reader()
    page = window.open("being-an-ally")
    answer_all(page)
    assert stored(page) == {}
    assert "Nothing is kept" in status(page)
    with page.expect_event("dialog") as asked:  # the browser asks before what is written is lost
        page.evaluate("setTimeout(() => location.reload(), 0)")
    assert asked.value.type == "beforeunload"
    with page.expect_navigation():
        asked.value.accept()
    assert not any(value for part, choice, value in form(page))


MODES = [
    (320, {"color_scheme": "light", "forced_colors": "none"}),
    (1000, {"color_scheme": "dark", "forced_colors": "none"}),
    (1000, {"color_scheme": "light", "forced_colors": "active"}),
]


@each_kind
def test_axe_finds_nothing(reader, name):
    page = reader().open(name)
    for block in page.locator(".reflection details").all():
        block.evaluate("(d) => { d.open = true; }")
    page.evaluate("document.querySelectorAll('.rf-scene').forEach((s) => s.classList.add('rf-reached'))")
    for width, media in MODES:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**media)
        assert faults(page) == [], (width, media)


@system_fonts.BOTH
@each_kind
def test_narrow_and_zoomed_pages_lose_nothing(reader, name):
    # 320 CSS pixels is a small phone, and a window of 1280 at 400 % zoom.
    page = reader(viewport={"width": 320, "height": 256}, reduced_motion="reduce").open(name)
    answer_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    out = page.evaluate("""() => [...document.querySelectorAll(".reflection *")].filter((e) => {
      const b = e.getBoundingClientRect();
      return b.width && (b.right > 321 || b.left < -1); }).map((e) => e.outerHTML.slice(0, 80))""")
    assert out == []
    moving = page.evaluate("""() => [...document.querySelectorAll(".reflection *")].filter((e) => {
      const s = getComputedStyle(e);
      return s.animationName !== "none" || s.transitionDuration !== "0s" || s.scrollBehavior === "smooth"; }).length""")
    assert moving == 0


@each_kind
def test_targets_are_large_enough(reader, name):
    page = reader(viewport={"width": 320, "height": 800}).open(name)
    for block in page.locator(".rf-tools details").all():
        block.evaluate("(d) => { d.open = true; }")
    small = page.evaluate("""() => 
      [...document.querySelectorAll(".reflection :is(input,textarea,button,summary,.rf-next a)")]
      .map((e) => [e, e.getBoundingClientRect()]).filter(([e, b]) => b.width && (b.width < 24 || b.height < 24))
      .map(([e]) => e.outerHTML.slice(0, 100))""")
    assert small == []


ACTIVE = """() => { const e = document.activeElement, r = e.closest(".reflection");
  return { inside: Boolean(r), tag: e.tagName, type: e.type ?? "", do: e.dataset?.do ?? "",
    ring: getComputedStyle(e).outlineStyle !== "none", checked: e.checked ?? false,
    tried: e.parentElement?.hasAttribute("data-tried") }; }"""


@each_kind
def test_the_keyboard_alone_fills_in_the_form(reader, name):
    window = reader()
    page = window.open(name)
    page.locator(".reflection").evaluate("(r) => { r.tabIndex = -1; r.focus(); }")
    for _ in range(400):
        page.keyboard.press("Tab")
        now = page.evaluate(ACTIVE)
        if not now["inside"] or now["do"] == "print":
            break
        assert now["ring"], f"no focus ring on {now}"
        match now["tag"], now["type"]:
            case "INPUT", "checkbox":
                page.keyboard.press("Space")
            case "INPUT", "radio":
                page.keyboard.press("Space")
                page.keyboard.press("ArrowDown")
            case "TEXTAREA", _:
                page.keyboard.type("words")
            case "INPUT", "date":
                page.keyboard.type("01022027")
            case "SUMMARY", _:
                page.keyboard.press("Enter")
            case "A", _:
                link = page.evaluate("document.activeElement.closest('.rf-next') !== null")
                if link:
                    page.keyboard.press("Enter")
    unanswered = page.evaluate(
        f"""() => [...document.querySelectorAll("{ITEMS}")].filter((i) => ![...i.querySelectorAll("[data-part]")]
          .some((c) => c.tagName === "DETAILS"
            ? c.hasAttribute("data-tried") : /radio|checkbox/.test(c.type) ? c.checked : c.value))
          .map((i) => i.dataset.item)"""
    )
    assert unanswered == []
    assert len([key for key in stored(page) if key.count(":") == 4]) > 0  # "Keep" was reached, and came first
    window.check()


@each_kind
def test_a_screen_reader_meets_the_items_in_order(reader, name):
    page = reader().open(name)
    tree = page.locator(".reflection").aria_snapshot()
    place = 0
    for item in REFLECTIONS[name].items:
        wanted = [item.prompt]
        wanted += getattr(item, "choices", {}).values()
        wanted += getattr(item, "statements", {}).values()
        wanted += getattr(item, "steps", {}).values()
        if item.kind == "scenario":
            first = next(iter(item.scenes.values()))
            wanted += [first.title, first.ask, *(branch.text for branch in first.choices.values())]
        if item.kind == "plan":
            wanted += ["If", "Then I will", "I will look back on"]
        for words in wanted:
            spoken = json.dumps(words, ensure_ascii=False)[1:-1]
            found = max(tree.find(words, place), tree.find(spoken, place))
            assert found >= 0, f"{words!r} is not read out after {tree[max(0, place - 80) : place]!r}"
            place = found + 1
    assert tree.count('group "') >= len(REFLECTIONS[name].items)


@system_fonts.BOTH
def test_the_list_shows_how_far_each_is(reader):
    window = reader()
    page = window.open("being-an-ally")
    keep(page)
    page.get_by_label("Someone saying something at that moment").check()
    page.get_by_label("I do not have the words ready").check()
    page.goto(f"{window.base}index.html")
    assert page.locator("[data-progress=being-an-ally]").inner_text() == "2 of 7 answered and kept here"
    assert page.locator("[data-progress=before-i-sit-on-a-panel]").inner_text() == ""
    assert faults(page, "article") == []
    assert sum(page.evaluate("window.shifts")) == 0


def test_scenes_appear_one_by_one_and_take_the_focus(reader):
    window = reader()
    page = window.open("a-patient-refuses-care")
    titles = page.locator(".rf-scene-title:visible")
    assert titles.all_inner_texts() == ["The refusal"]
    page.get_by_text("Swap the nurses round at once").click()
    page.get_by_role("link", name="Go on to: The last hour of the shift").click()
    assert titles.all_inner_texts() == ["The refusal", "The last hour of the shift"]
    assert page.evaluate("document.activeElement.dataset.scene") == "aftermath"
    window.check()


def test_print_holds_the_answers_and_no_controls(reader):
    page = reader().open("a-patient-refuses-care")
    page.emulate_media(media="print")
    assert page.locator(".rf-tools:visible, .rf-keep:visible, button:visible").count() == 0
    assert page.get_by_text("The antibiotic goes up on time.").is_visible()
    assert page.get_by_role("heading", name="At the bedside").is_visible()
