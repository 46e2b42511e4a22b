"""axe on every page: WCAG 2.0 to 2.2, A and AA, and best practice; light and dark, phone and desktop.

axe sees a third to a half of what can be wrong. What it cannot see is tested in test_theme.py and test_markup.py,
and by people.
"""

import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = [(width, scheme) for width in (375, 1280) for scheme in ("light", "dark")]

KITCHEN = Path(__file__).parents[1] / "kitchen-sink"
SINK = [path.relative_to(KITCHEN).with_suffix(".html").as_posix() for path in sorted(KITCHEN.rglob("*.md"))]

# rule, part of the element, reason, link, and the day on which to look again. None so far.
EXCEPTIONS: list[dict] = []


def test_exceptions_are_reasoned_and_not_stale():
    for exception in EXCEPTIONS:
        assert {"rule", "element", "reason", "link", "until"} == set(exception)
        assert exception["until"] > datetime.date.today(), f"look again at {exception}"


def faults(page) -> list[str]:
    """axe's violations on `page`, one line an element, without the exceptions."""
    # Without resultTypes, axe also writes out every element that passed: twice the time on a long page.
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]} | {node.get('failureSummary', '')[:200]}"
        for violation in found
        for node in violation["nodes"]
        if not any(one["rule"] == violation["id"] and one["element"] in node["html"] for one in EXCEPTIONS)
    ]


def faults_in_every_mode(page) -> list[str]:
    everything = []
    for width, scheme in MODES:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.wait_for_load_state("networkidle")
        everything += [f"{width} {scheme}: {fault}" for fault in faults(page)]
    return everything


def test_page_has_no_fault(open_page, page_name):
    found = faults_in_every_mode(open_page(page_name))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", SINK)
def test_every_construct_has_no_fault(open_page, kitchen_sink, name):
    page = open_page(name, base=kitchen_sink)
    found = faults_in_every_mode(page)
    assert not found, "\n".join(found)
    assert page.faults == []
    assert page.violations() == []
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_menu_has_no_fault(open_page, scheme):
    page = open_page("book/index.html", viewport={"width": 375, "height": 800}, color_scheme=scheme)
    page.get_by_role("button", name="Menu", exact=True).click()
    found = faults(page)
    assert not found, "\n".join(found)


def test_search_results_have_no_fault(open_page):
    page = open_page("search.html#q=strategy")
    page.locator("ul.search a").first.wait_for()
    page.wait_for_load_state("networkidle")
    found = faults(page)
    assert not found, "\n".join(found)


def test_axe_finds_a_planted_fault(open_page):
    page = open_page("book/index.html")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"x.png\">')")
    assert any(line.startswith("image-alt") for line in faults(page))
