"""Charts go dark with the page: by the system, by the reader's choice, and never on paper."""

import io

import pytest
from lxml import etree
from PIL import Image

from edi_handbook.palette import DARK, LIGHT

PAGE = "notebooks/who-gets-appointed.html"


def ground(page) -> str:
    """The colour of the first chart's ground as it is on the screen, away from its round corners."""
    chart = page.locator("figure.chart img").first
    chart.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(chart.screenshot())).convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*picture.getpixel((picture.width // 2, 2)))


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_chart_follows_the_system(open_page, scheme, colours):
    page = open_page(PAGE, color_scheme=scheme)
    assert ground(page) == colours["paper"]


def test_a_chart_follows_the_readers_choice_and_paper_is_light(open_page):
    page = open_page(PAGE, color_scheme="dark")
    page.get_by_label("Colours").select_option("light")
    assert ground(page) == LIGHT["paper"]
    page.get_by_label("Colours").select_option("dark")
    assert ground(page) == DARK["paper"]
    page.emulate_media(media="print")
    assert ground(page) == LIGHT["paper"]


def test_every_colour_of_every_chart_has_a_dark_one(charts):
    for chart in charts:
        drawing = etree.parse(chart)
        used = set(drawing.xpath("//@fill | //@stroke")) - {"none"}
        assert used <= set(LIGHT.values()), chart.name
        (sheet,) = drawing.iter("{*}style")
        assert all(f'[fill="{colour}"]' in sheet.text for colour in used), chart.name
