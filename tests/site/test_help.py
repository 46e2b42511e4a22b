"""Pages of help: each number is a link to ring or to text, and a thumb can hit it."""

import itertools
import re

import pytest
from lxml import html

HELP = (
    "book/index",
    "book/learn/if-it-happens-to-you",
    "book/learn/if-someone-tells-you",
    "book/learn/if-you-raise-a-concern",
    "book/learn/if-you-see-it",
    "book/facilitate/when-someone-discloses-harm",
    "book/reference/where-to-get-help",
    "book/reflections/being-an-ally",
)
# Not the number of a table or of a PDF's pages, which may come to be 111.
NUMBER = re.compile(r"(?<![\d-])(?<!Table\s)(?:999|111|101|85258|116 ?123|0[\d ]{8,}\d)(?![\d-]| pages)")
AT_LEAST = 44
BOXES = """() => [...document.querySelectorAll("a.route-link")].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.getAttribute("href"), box.top, box.bottom, box.width, one.textContent];
})"""


@pytest.mark.parametrize("name", HELP)
def test_every_number_on_a_page_of_help_can_be_tapped(site, name):
    [article] = html.parse(str(site / f"{name}.html")).getroot().xpath("//article")
    linked = [link for link in article.iter("a") if (link.get("href") or "").startswith(("tel:", "sms:"))]
    assert "tel:999" in {link.get("href") for link in linked}
    for link in linked:
        assert NUMBER.search(link.text_content())
        link.drop_tree()
    assert NUMBER.findall(article.text_content()) == []


@pytest.mark.parametrize("name", [HELP[1], HELP[6]])
def test_each_route_is_large_enough_for_a_thumb_and_apart_from_the_next(open_page, name):
    page = open_page(f"{name}.html")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = page.evaluate(BOXES)
        assert len(boxes) >= 4
        assert [words for _, top, bottom, wide, words in boxes if bottom - top < AT_LEAST or wide < AT_LEAST] == []
        assert all(after[1] >= before[2] for before, after in itertools.pairwise(boxes)), width
    danger, after = page.evaluate(BOXES)[:2]
    assert danger[0] == "tel:999" and "life in danger" in danger[4]
    assert after[1] - danger[2] >= AT_LEAST, "the call for life in danger stands apart"
