"""The tracker filtered in a real browser under the strict policy: by keyboard, said aloud, whole without script."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.host import Host, served

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'"
)
CONFIG = """
extensions = ["myst_nb", "sphinx_design", "edi_handbook.theme", "edi_handbook.publish.markup.ledgers"]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {}
language = "en-GB"
"""
PAGE = """\
# The tracker

```{list-table} Every action
:header-rows: 1
:stub-columns: 1
:name: actions-tracker

* - Action
  - Source
  - State
  - Owner
* - One
  - Plan
  - due
  - Board chair
* - Two
  - Plan
  - overdue for evidence
  - Recruitment lead
* - Three
  - Strategy
  - due
  - Recruitment lead
```
"""


@pytest.fixture(scope="module")
def book(builds, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tracker")
    (folder / "conf.py").write_text(CONFIG)
    (folder / "index.md").write_text(PAGE)
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        Sphinx(folder, folder, folder / "html", folder / "trees", "html", status=None, warningiserror=True).build()
    return folder / "html"


class Strict(Host):
    more = {"Content-Security-Policy": POLICY}


@pytest.fixture(scope="module")
def address(book):
    with served(book, Strict) as address:
        yield f"{address}index.html"


@pytest.fixture
def open_page(browser, address):
    opened = []

    def show(**settings):
        context = browser.new_context(**settings)
        opened.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield show
    for context in opened:
        context.close()


def shown(page) -> list[str]:
    rows = page.locator("#actions-tracker tbody tr")
    return [row.locator("th").inner_text() for row in rows.all() if row.is_visible()]


def test_rows_are_filtered_by_keyboard_and_the_count_is_said(open_page):
    page = open_page()
    status = page.get_by_role("status")
    assert status.inner_text() == "All 3 actions are shown."
    page.get_by_label("Owner").focus()
    page.keyboard.type("Rec")
    assert shown(page) == ["Two", "Three"]
    assert status.inner_text() == "2 of 3 actions are shown."
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("due")
    assert shown(page) == ["Three"]
    assert status.inner_text() == "1 of 3 actions is shown."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown(page) == ["One", "Two", "Three"]


def test_the_table_is_whole_without_script_and_on_paper(open_page):
    page = open_page(java_script_enabled=False)
    assert shown(page) == ["One", "Two", "Three"]
    assert page.locator(".tracker").count() == 0
    page = open_page()
    page.get_by_label("State").select_option("due")
    page.emulate_media(media="print")
    assert shown(page) == ["One", "Two", "Three"]
    assert not page.locator(".tracker").is_visible()


def test_a_filtered_page_has_no_barrier_that_axe_knows(open_page):
    page = open_page()
    page.get_by_label("Source").select_option("Plan")
    found = Axe().run(page, context="article").response["violations"]
    assert [one["id"] for one in found] == []
