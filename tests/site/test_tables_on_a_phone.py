"""Tables on a phone: each fits or stacks as labelled rows, and few scroll, for reasons that are named."""

import pytest
from playwright.sync_api import expect

from tests.site.conftest import page_names

# The page, a word of the table's title, and why it scrolls.
SCROLLING = {("slides/from-gap-to-process.html", "Cases, BME"): "a slide, for a wall: its page has the same table"}
MOST = 8
TOO_WIDE = """() => {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    return [...document.querySelectorAll(".table-wrapper")].filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => (box.querySelector("caption") || box).innerText.slice(0, 80));
}"""


def test_few_tables_scroll_at_360_px_and_each_has_its_reason(open_page, site):
    assert len(SCROLLING) <= MOST and all(SCROLLING.values())
    page = open_page("about:blank", base="", viewport={"width": 360, "height": 800})
    found, tables = set(), 0
    for name in page_names():
        if b"<table" not in (site / name).read_bytes():
            continue
        page.goto((site / name).as_uri())
        tables += page.locator(".table-wrapper").count()
        found |= {(name, title) for title in page.evaluate(TOO_WIDE)}
    assert tables > 100
    unnamed = [(name, title) for name, title in found if not any(n == name and w in title for n, w in SCROLLING)]
    assert unnamed == []
    assert all(any(n == name and w in title for name, title in found) for n, w in SCROLLING), "a reason without a table"


def test_a_stacked_table_tells_each_cell_after_its_column(open_page):
    page = open_page("book/learn/if-you-see-it.html", viewport={"width": 360, "height": 800})
    table = page.locator("table.stacks").first
    cell = table.locator("tbody tr").first.locator("td").first
    label = cell.get_attribute("data-label")
    assert label == "What you might say"
    assert cell.evaluate("(one) => getComputedStyle(one, '::before').content").startswith(f'"{label}"')
    # Rows are rows still for those who hear the page, in browsers too that take a table by its looks.
    roles = ["table", "rowgroup", "row", "columnheader"]
    assert table.evaluate("(one) => [one, one.tHead, one.rows[0], one.rows[0].cells[0]].map((it) => it.role)") == roles
    expect(page.get_by_role("table").first.get_by_role("rowheader", name="Distract")).to_be_visible()
    assert page.get_by_role("columnheader", name=label).count() == 1
    page.set_viewport_size({"width": 1280, "height": 800})
    assert cell.evaluate("(one) => getComputedStyle(one, '::before').content") in ("none", "normal")
    expect(cell).not_to_have_attribute("role", "cell")


@pytest.mark.parametrize("name", ["book/learn/if-you-see-it.html", "notebooks/who-works-here.html"])
def test_no_page_with_stacked_tables_is_wider_than_the_narrowest_phone(open_page, name):
    page = open_page(name, viewport={"width": 320, "height": 640})
    page.evaluate(TOO_WIDE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
