"""Every page: quiet, no wider than the window, and sound by axe (WCAG 2.0 to 2.2, A and AA, and best practice).

Each page is opened once; its width, its colours and forced colours are then switched without a reload. Rules that read
the document alone give one answer in every colour, so dark and forced colours run those that read colours. Every
construct is tried at each width in each of them, every page in the thorough run; else pages where layouts differ.
axe sees a third to a half of what can be wrong. What it cannot see is tested in the files beside this one, and by
people.
"""

import datetime
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.many import is_thorough

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"runOnly": {"type": "tag", "values": TAGS}}
OF_COLOUR = ["color-contrast", "link-in-text-block"]
COLOUR_RULES = {"runOnly": {"type": "rule", "values": OF_COLOUR}}
OTHER_RULES = {**EVERY_RULE, "rules": {name: {"enabled": False} for name in OF_COLOUR}}
WIDTHS = (320, 375, 768, 1280)  # 320 is 1280 px at 400 %
MODES = {
    "light": ({"color_scheme": "light", "forced_colors": "none"}, EVERY_RULE),
    "dark": ({"color_scheme": "dark", "forced_colors": "none"}, COLOUR_RULES),
    "forced": ({"color_scheme": "dark", "forced_colors": "active"}, COLOUR_RULES),
    "layout": ({"color_scheme": "light", "forced_colors": "none"}, OTHER_RULES),
}
EVERYWHERE = {width: ("light", "dark", "forced") for width in WIDTHS}
# Colours are the same at all widths, but for what a wide window shows beside the page; forced ones are the system's.
WHERE_LAYOUTS_DIFFER = {320: ("layout",), 1280: ("light", "dark")}

KITCHEN = Path(__file__).parents[1] / "kitchen-sink"
PAGES_OF_IT = [path for path in sorted(KITCHEN.rglob("*.md")) if path.name != "CHANGELOG.md"]  # which a page includes
SINK = [path.relative_to(KITCHEN).with_suffix(".html").as_posix() for path in PAGES_OF_IT]

# rule, part of the element, reason, link, and the day on which to look again. None so far.
EXCEPTIONS: list[dict] = []


def test_exceptions_are_reasoned_and_not_stale():
    for exception in EXCEPTIONS:
        assert {"rule", "element", "reason", "link", "until"} == set(exception)
        assert exception["until"] > datetime.date.today(), f"look again at {exception}"


def faults(page, rules: dict = EVERY_RULE) -> list[str]:
    """axe's violations on `page`, one line an element, without the exceptions."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Without resultTypes, axe also writes out every element that passed: twice the time on a long page.
    found = page.evaluate(
        "(options) => axe.run(document, options).then((found) => found.violations)",
        {**rules, "resultTypes": ["violations"]},
    )
    return [
        f"{violation['id']}: {node['html'][:160]} | {node.get('failureSummary', '')[:200]}"
        for violation in found
        for node in violation["nodes"]
        if not any(one["rule"] == violation["id"] and one["element"] in node["html"] for one in EXCEPTIONS)
    ]


def faults_in_every_mode(page, prepare=lambda page: None, modes=EVERYWHERE) -> list[str]:
    """What axe finds in the `modes` of each width, and at which widths the page is wider than the window.

    `prepare` runs after each change of width, to open what a change of width may close.
    """
    everything = []
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_load_state("networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for mode in modes.get(width, ()):
            media, rules = MODES[mode]
            page.emulate_media(**media)
            prepare(page)
            everything += [f"{width} {mode}: {fault}" for fault in faults(page, rules)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            everything.append(f"{width}: scrolls sideways, to {wide}")
    return everything


def test_page_is_quiet_and_has_no_fault(open_page, page_name):
    """One visit for all of it: nothing fails or asks another host, the policy refuses nothing, axe finds nothing."""
    page = open_page(page_name)
    page.wait_for_load_state("networkidle")
    assert page.faults == []
    assert page.violations() == []
    found = faults_in_every_mode(page, modes=EVERYWHERE if is_thorough() else WHERE_LAYOUTS_DIFFER)
    assert not found, "\n".join(found)
    assert page.violations() == []


@pytest.mark.parametrize("name", [*SINK, "404.html"])
def test_every_construct_has_no_fault(open_page, kitchen_sink, name):
    page = open_page(name, base=kitchen_sink)
    found = faults_in_every_mode(page)
    assert not found, "\n".join(found)
    assert page.faults == []
    assert page.violations() == []


def test_open_menu_has_no_fault(open_page):
    def open_menu(page):
        button = page.get_by_role("button", name="Menu", exact=True)
        if button.is_visible() and not page.evaluate("document.querySelector('#site-menu').matches(':popover-open')"):
            button.click()
            expect(page.locator("#site-menu")).to_be_visible()

    found = faults_in_every_mode(open_page("book/index.html"), open_menu)
    assert not found, "\n".join(found)


def test_search_results_have_no_fault(open_page):
    page = open_page("search.html#q=strategy")
    page.locator("#search-results a, ul.search a").first.wait_for()
    page.wait_for_load_state("networkidle")
    found = faults_in_every_mode(page)
    assert not found, "\n".join(found)


def test_a_planted_fault_is_found_in_each_mode(open_page):
    page = open_page("book/index.html")
    page.evaluate("""() => document.querySelector("article").insertAdjacentHTML("beforeend",
        '<img src="x.png"><p class="pale">Too pale to read in the light or the dark.</p>')""")
    page.evaluate("""() => {
        const pale = document.querySelector(".pale").style;
        pale.color = "#777"; pale.backgroundColor = "#666"; pale.forcedColorAdjust = "none"; pale.width = "700px";
    }""")
    found = faults_in_every_mode(page)
    assert any(line.startswith("320 light: image-alt") for line in found)
    assert any(line.startswith("320: scrolls sideways, to ") for line in found)
    for mode in EVERYWHERE[1280]:
        assert any(line.startswith(f"1280 {mode}: color-contrast") for line in found)
