"""The bundle for a memory stick: unpacked, opened from the disk, and used."""

import zipfile

import pytest
from playwright.sync_api import expect

from edi_handbook.publish.web.site import offline


@pytest.fixture(scope="module")
def stick(site, tmp_path_factory):
    """The bundle, unpacked where a person would: in a folder with blanks and an accent in its name."""
    folder = tmp_path_factory.mktemp("stick") / "Équality – my copy (1)"
    with zipfile.ZipFile(offline.bundle(site, folder.parent / "offline.zip")) as zipped:
        zipped.extractall(folder)
    return folder


def test_start_file_opens_the_handbook(open_page, stick):
    page = open_page(offline.START, base=stick.as_uri() + "/")
    page.wait_for_url("**/handbook/book/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("What has just happened?")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("searchbox").fill("recruitment")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=recruitment")
    expect(page.locator("#search-results a, ul.search a").first).to_be_visible()
    page.locator("#search-results a, ul.search a").first.click()
    page.wait_for_load_state()
    assert page.faults == []
    assert page.violations() == []


def test_start_file_has_a_link_where_nothing_follows_by_itself(stick):
    text = (stick / offline.START).read_text(encoding="utf-8")
    assert '<a href="handbook/index.html">' in text
    assert offline.START in (stick / offline.README).read_text(encoding="utf-8")


def test_bundle_holds_the_pages_and_nothing_for_servers(site, stick):
    pages = {path.relative_to(site) for path in site.rglob("*.html")} - {site.joinpath("404.html").relative_to(site)}
    assert {path.relative_to(stick / "handbook") for path in (stick / "handbook").rglob("*.html")} == pages
    assert not {path.name for path in stick.rglob("*")} & offline.LEFT_OUT


def test_two_bundles_of_one_site_are_identical(built_sink, tmp_path):
    first, second = (offline.bundle(built_sink, tmp_path / name) for name in ("1.zip", "2.zip"))
    assert first.read_bytes() == second.read_bytes()
