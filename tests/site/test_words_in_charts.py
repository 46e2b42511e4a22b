"""The charts of the built pages: their words are text, they hold no number that the page hides, and no label meets
another or leaves the drawing, in whatever font a reader has."""

import functools
import re
from pathlib import Path

from lxml import etree, html

from tests import system_fonts

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TICK = re.compile(r"−?[\d.,]+%?")
# What an eye sees of a line of words: browsers give it room for accents above and tails below.
BOXES = """() => [...document.querySelectorAll("text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const inset = text.hasAttribute("transform") ? 0 : (bottom - top) / 5;
    return { words: text.textContent, left, right, top: top + inset, bottom: bottom - inset };
})"""
FRAME = """() => {
    const { left, right, top, bottom } = document.documentElement.getBoundingClientRect();
    return { left, right, top, bottom };
}"""
SLACK = 0.5  # of a pixel


@functools.cache
def article(page: Path):
    return html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot().find(".//article")


def words(chart: Path) -> list[etree._Element]:
    return list(etree.parse(chart).getroot().iter("{*}text"))


def test_words_are_text_of_a_known_width(charts):
    for chart in charts:
        assert len(words(chart)) > 5, chart.name
        assert all(one.text and float(one.get("textLength")) > 0 for one in words(chart)), chart.name
        assert "scale(" not in chart.read_text(encoding="utf-8"), chart.name  # the outline of a letter


def is_tick(word) -> bool:
    """Whether `word` is a number that names a place on an axis: it comes with the axis's mark."""
    return bool(TICK.fullmatch(word.text)) and word.getparent().getparent().find(".//{*}use") is not None


def test_no_number_in_a_chart_that_its_page_does_not_show(charts):
    """A count that the page hides must not be in its pictures; places on an axis are no counts."""
    for chart, page in charts.items():
        shown = " ".join([article(page).text_content(), *article(page).xpath(".//img/@alt")])
        drawn = " ".join(word.text for word in words(chart) if not is_tick(word))
        assert set(NUMBER.findall(drawn)) - set(NUMBER.findall(shown)) == set(), page.name


def meets(one: dict, other: dict) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > SLACK and down > SLACK


def faults(page) -> list[str]:
    frame, boxes = page.evaluate(FRAME), page.evaluate(BOXES)
    left = [
        f"'{box['words']}' leaves the drawing"
        for box in boxes
        if min(box["left"] - frame["left"], box["top"] - frame["top"]) < -SLACK
        or min(frame["right"] - box["right"], frame["bottom"] - box["bottom"]) < -SLACK
    ]
    met = [
        f"'{one['words']}' meets '{other['words']}'"
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if meets(one, other)
    ]
    return left + met


@system_fonts.BOTH
def test_no_label_meets_another_or_leaves_the_drawing(open_page, charts, site, address):
    """In the font that it was drawn for, and in one that is much wider."""
    page = open_page("about:blank", base="")
    found = {}
    for chart in charts:
        page.goto(address + chart.relative_to(site).as_posix())
        found[chart.name] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_labels_without_their_widths_would_meet_or_leave(open_page, charts, site, address):
    """The test above can fail."""
    page = open_page("about:blank", base="")
    found = []
    for chart in charts:
        page.goto(address + chart.relative_to(site).as_posix())
        page.locator("text").evaluate_all("(all) => all.forEach((one) => one.removeAttribute('textLength'))")
        found += faults(page)
    assert any("leaves" in fault for fault in found)


def test_a_chart_opened_alone_keeps_its_looks(open_page, charts, site):
    chart = next(iter(charts))
    page = open_page(chart.relative_to(site).as_posix(), color_scheme="dark")  # the policy bars the rule for the dark
    drawn = page.locator("text").first
    assert drawn.evaluate("(text) => getComputedStyle(text).fill") == "rgb(27, 42, 51)"
    assert page.locator("path").first.evaluate("(path) => getComputedStyle(path).fill") == "rgb(255, 255, 255)"
