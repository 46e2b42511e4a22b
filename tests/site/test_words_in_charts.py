"""The charts of the built pages, in the form that a width shows: their words are text, they hold no number that the
page hides, no label meets another or leaves the drawing in any font, and nobody scrolls sideways."""

import re

import pytest

from tests import system_fonts

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What an eye sees of a line of words: browsers give it room for accents above and tails below.
DRAWN = """() => {
  const shown = [...document.querySelectorAll("figure.chart svg")].filter((one) => one.getClientRects().length);
  return shown.map((svg) => {
    const place = ({ left, right, top, bottom }) => ({ left, right, top, bottom });
    const words = [...svg.querySelectorAll("text")].map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const inset = (bottom - top) / 5;
        return { words: text.textContent, left, right, top: top + inset, bottom: bottom - inset };
    });
    const size = Math.min(...[...svg.querySelectorAll("text")].map((text) => Number(text.getAttribute("font-size"))));
    const unit = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const frame = place(svg.getBoundingClientRect());
    return { name: svg.closest("figure").id, form: svg.getAttribute("class"), frame, words, smallest: size * unit };
  });
}"""
SLACK = 0.5  # of a pixel
OVERHANG = 2  # a bold A or J reaches so far beyond where its line begins; nothing is clipped there


def text(drawing) -> list[str]:
    return ["".join(one.itertext()) for one in drawing.iter("text")]


def test_words_are_text_and_nothing_squeezes_them(charts):
    for name, chart in charts.items():
        for drawing in chart.forms:
            assert len(text(drawing)) > 5, name
            assert all(text(drawing)), name
            assert drawing.xpath(".//@textlength | .//@lengthadjust") == [], name
            assert not any("scale(" in shift for shift in drawing.xpath(".//@transform")), name  # a letter's outline


def without_interval(said: str) -> str:
    """An interval is drawn, and follows from the counts that the page shows."""
    return re.sub(r", 95% interval .*", "", said)


def test_no_number_in_a_chart_that_its_page_does_not_show(charts):
    """A count that the page hides must not be in its pictures, nor in what is said of a mark; ticks are no counts."""
    for name, chart in charts.items():
        shown = " ".join(chart.article.xpath(".//text()[not(ancestor::svg)] | .//svg/@aria-label"))
        for drawing in chart.forms:
            words = [one for one in drawing.iter("text") if not one.xpath("ancestor::g[@class='tick']")]
            drawn = " ".join("".join(one.itertext()) for one in words)
            said = " ".join(map(without_interval, drawing.xpath(".//*[@class='mark']/@data-say")))
            assert set(NUMBER.findall(f"{drawn} {said}")) - set(NUMBER.findall(shown)) == set(), name


def meets(one: dict, other: dict) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > SLACK and down > SLACK


def faults(drawing: dict) -> list[str]:
    frame, boxes = drawing["frame"], drawing["words"]
    left = [
        f"'{box['words']}' leaves the drawing"
        for box in boxes
        if min(box["left"] - frame["left"], frame["right"] - box["right"]) < -OVERHANG
        or min(box["top"] - frame["top"], frame["bottom"] - box["bottom"]) < -SLACK
    ]
    met = [
        f"'{one['words']}' meets '{other['words']}'"
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if meets(one, other)
    ]
    return left + met


@system_fonts.BOTH
@pytest.mark.parametrize(("width", "form"), [(360, "narrow-form"), (1280, "wide-form")])
def test_no_label_meets_another_or_leaves_the_drawing_and_no_page_scrolls_sideways(open_page, charts, width, form):
    """In the font that it was drawn for, and in one that is much wider."""
    found = {}
    for name in dict.fromkeys(chart.page for chart in charts.values()):
        page = open_page(name, viewport={"width": width, "height": 800})
        drawings = page.evaluate(DRAWN)
        assert len(drawings) == sum(chart.page == name for chart in charts.values())
        assert {drawing["form"] for drawing in drawings} == {form}
        found |= {f"{name}: {drawing['name']}": faults(drawing) for drawing in drawings}
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert all(drawing["frame"]["right"] <= width for drawing in drawings), name
        assert all(drawing["smallest"] >= 13 for drawing in drawings), name
        page.context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_labels_half_as_wide_again_would_meet_or_leave(open_page, charts):
    """The test above can fail."""
    page = open_page("notebooks/who-gets-appointed.html", viewport={"width": 360, "height": 800})
    page.locator("figure.chart text").evaluate_all(
        "(all) => all.forEach((one) => one.setAttribute('font-size', 1.6 * one.getAttribute('font-size')))"
    )
    found = [fault for drawing in page.evaluate(DRAWN) for fault in faults(drawing)]
    assert any("leaves" in fault for fault in found)
    assert any("meets" in fault for fault in found)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_form_that_is_not_shown_is_neither_laid_out_nor_read_out(open_page, width):
    page = open_page("notebooks/who-gets-appointed.html", viewport={"width": width, "height": 800})
    drawings = page.locator("figure.chart svg")
    shown = page.locator("figure.chart svg:visible")
    assert drawings.count() == 2 * shown.count() > 0
    assert page.get_by_role("img").filter(has=page.locator("text")).count() == shown.count()
