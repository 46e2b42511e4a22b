"""The explorers in a real browser: moved by keyboard, without dragging, without script, light and accessible."""

import gzip
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from edi_handbook.explore import page as form
from edi_handbook.explore.explorers import EXPLORERS
from edi_handbook.front import bundle
from edi_handbook.reflect import page as reflect_page
from tests import system_fonts
from tests.host import Host, served

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'"
)
CONFIG = """
extensions = ["myst_nb", "sphinx_design", "edi_handbook.theme", "edi_handbook.publish.markup.explorers"]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {}
language = "en-GB"
"""


@pytest.fixture(scope="module")
def book(builds, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("explorers")
    (folder / "conf.py").write_text(CONFIG)
    blocks = "\n\n".join(f"```{{explorer}} {name}\n```" for name in EXPLORERS)
    (folder / "index.md").write_text(f"# Explorers\n\n{blocks}\n")
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        Sphinx(folder, folder, folder / "html", folder / "trees", "html", status=None, warningiserror=True).build()
    return folder / "html"


class Strict(Host):
    more = {"Content-Security-Policy": POLICY}


@pytest.fixture(scope="module")
def address(book):
    with served(book, Strict) as address:
        yield f"{address}index.html"


WATCH = """
window.shifts = [];
new PerformanceObserver((l) => l.getEntries().forEach((e) => e.hadRecentInput || shifts.push(e.value)))
  .observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def open_page(browser, address):
    opened = []

    def open_(where: str = address, **options):
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})
        opened.append(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(WATCH)
        page = context.new_page()
        page.faults = faults = []

        def note(message):
            if not message.location["url"].endswith("icon.svg"):  # of the site, not of this small book
                faults.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(where)
        return page

    yield open_
    for context in opened:
        context.close()


def block(page, name):
    return page.locator(f"[data-explorer={name}]")


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_keyboard_moves_field_and_slider_together(open_page, name):
    page, explorer = open_page(), EXPLORERS[name]
    for one in explorer.inputs:
        field = block(page, name).get_by_label(one.label, exact=True)
        slider = block(page, name).get_by_label(f"{one.label}, slider")
        field.fill(str(one.low))
        assert float(slider.input_value()) == one.low
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert float(field.input_value()) == pytest.approx(one.low + one.step)
    value = {one.key: one.low + one.step for one in explorer.inputs}
    value = {key: int(v) if float(v).is_integer() else v for key, v in value.items()}
    shown = block(page, name).locator("dd").all_inner_texts()
    assert shown == [words for _, words in explorer.say(value)]
    block(page, name).get_by_role("button", name="Start again").click()
    assert block(page, name).locator("dd").all_inner_texts() == [words for _, words in explorer.say(explorer.start())]
    assert page.faults == []


@pytest.mark.parametrize("typed", ["", "-1", "1001", "1.5", "9999999999"])
def test_a_number_that_cannot_be_used_is_named_and_the_last_result_stays(open_page, typed):
    page = open_page()
    explorer = block(page, "relative-likelihood")
    before = explorer.locator("[data-result]").inner_text()
    explorer.get_by_label("BME people appointed", exact=True).fill(typed)
    assert (
        explorer.locator("[data-problem]").inner_text() == "BME people appointed: give a whole number from 0 to 1000."
    )
    assert explorer.locator("[data-result]").inner_text() == before
    explorer.get_by_label("BME people appointed", exact=True).fill("16")
    assert explorer.locator("[data-problem]").inner_text() == ""


def test_more_appointed_than_shortlisted_is_said(open_page):
    explorer = block(open_page(), "relative-likelihood")
    explorer.get_by_label("BME people appointed", exact=True).fill("101")
    assert "More people are appointed than shortlisted" in explorer.locator("[data-result]").inner_text()


@system_fonts.BOTH
@pytest.mark.parametrize(
    ("width", "options"), [(320, {}), (1000, {"color_scheme": "dark"}), (1000, {"forced_colors": "active"})]
)
def test_axe_finds_nothing_and_nothing_is_cut_off(open_page, width, options):
    page = open_page(viewport={"width": width, "height": 800}, **options)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
    found = Axe().run(page, context=".explorer", options=rules).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate("""() => [...document.querySelectorAll(".explorer :is(input,button)")]
      .map((e) => e.getBoundingClientRect())      .filter((b) => b.width < 24 || b.height < 24).length""")
    assert small == 0
    assert page.evaluate("window.shifts") == []


@pytest.mark.parametrize("name", EXPLORERS)
def test_without_script_it_is_a_worked_example(open_page, book, name):
    page = open_page((book / "index.html").as_uri(), java_script_enabled=False)
    explorer = EXPLORERS[name]
    assert block(page, name).locator("input:visible, button:visible").count() == 0
    example = block(page, name).get_by_text("A worked example:")
    assert example.is_visible()
    assert all(f"{one.label}: {one.value}" in example.inner_text() for one in explorer.inputs)
    assert block(page, name).locator("dd").all_inner_texts() == [words for _, words in explorer.say(explorer.start())]


def test_it_works_from_a_disk(open_page, book):
    page = open_page((book / "index.html").as_uri())
    block(page, "compounding").get_by_label("Number of steps", exact=True).fill("2")
    assert "1.25 at each of 2 is 1.56 in all." in block(page, "compounding").inner_text()
    assert page.faults == []


def test_the_whole_family_is_light():
    parts = [bundle.script(reflect_page.FRONT / "page.js"), bundle.style(reflect_page.FRONT / "reflect.css")]
    parts += [bundle.script(form.FRONT / "page.js"), bundle.style(form.FRONT / "explore.css")]
    assert sum(len(gzip.compress(part.encode(), 9)) for part in parts) <= 20_000
