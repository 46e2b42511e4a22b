"""Charts follow the page's colours: by the system, by choice, by colours that a reader forces, and on paper."""

import re

import pytest

from edi_handbook.palette import DARK, LIGHT

PAGE = "notebooks/who-gets-appointed.html"
ROLE = re.compile(r"var\(--([a-z-]+),(#[0-9a-f]{6})\)")


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def look(page) -> tuple[str, str]:
    """The colours of a chart's ground and of its words, as they are drawn."""
    drawing = page.locator("figure.chart svg:visible").first
    ground = drawing.locator("path").first.evaluate("(one) => getComputedStyle(one).fill")
    return ground, drawing.locator("g.mark path").first.evaluate("(one) => getComputedStyle(one).fill")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_chart_follows_the_system(open_page, scheme, colours, width):
    page = open_page(PAGE, color_scheme=scheme, viewport={"width": width, "height": 800})
    assert look(page) == (rgb(colours["paper"]), rgb(colours["ink"]))


def test_a_chart_follows_the_readers_choice_and_paper_is_light(open_page):
    page = open_page(PAGE, color_scheme="dark")
    page.get_by_label("Colours").select_option("light")
    assert look(page)[0] == rgb(LIGHT["paper"])
    page.get_by_label("Colours").select_option("dark")
    assert look(page)[0] == rgb(DARK["paper"])
    page.emulate_media(media="print")
    assert look(page)[0] == rgb(LIGHT["paper"])


def test_forced_colours_hide_no_mark_and_no_word(open_page):
    """Each mark and each word differs from what it stands on, in the reader's own two colours."""
    page = open_page("notebooks/what-staff-tell-us-here.html", forced_colors="active", color_scheme="dark")
    drawing = page.locator("figure.chart svg:visible").first
    fill = "(all) => all.map((one) => getComputedStyle(one).fill)"
    ground = drawing.locator("path").first.evaluate("(one) => getComputedStyle(one).fill")
    marks = drawing.locator("g.mark path").evaluate_all(fill)
    assert ground not in marks
    inside = [one for one in drawing.locator("text").all() if "paper" in one.get_attribute("fill")]
    assert inside
    assert {one.evaluate("(one) => getComputedStyle(one).fill") for one in inside} == {ground}


def test_every_colour_of_every_chart_is_a_role_with_the_colour_of_paper_behind_it(charts):
    for name, chart in charts.items():
        for drawing in chart.forms:
            looks = set(drawing.xpath(".//@fill | .//@stroke")) - {"none"}
            assert {ROLE.fullmatch(one).groups() for one in looks} <= set(LIGHT.items()), name
