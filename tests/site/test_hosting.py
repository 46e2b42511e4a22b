"""The header files that a host reads, redirects, the page for wrong addresses, and the site below a folder."""

import re

import pytest
from lxml import html
from playwright.sync_api import expect

from edi_handbook.publish.web.site import hosting, missing, redirects
from edi_handbook.theme import policy

# The policy, word for word: a change to it is a decision, not a detail.
WHOLE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'"
)


def test_policy_is_the_one_agreed():
    assert policy.HEADER == WHOLE_POLICY
    assert WHOLE_POLICY.replace("frame-ancestors 'none'; ", "") == policy.META


@pytest.fixture
def written(tmp_path):
    """The folder of a build, whose site in `html` lies in `/edi/`."""
    (tmp_path / "html").mkdir()
    hosting.write(tmp_path / "html", missing.root("https://handbook.example/edi"))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("html/_headers", "  Content-Security-Policy: {}"),
        ("hosting/nginx.conf", 'add_header Content-Security-Policy "{}" always;'),
        ("html/.htaccess", '  Header always set Content-Security-Policy "{}"'),
        ("hosting/README.txt", "Content-Security-Policy: {}"),
    ],
)
def test_each_header_file_holds_the_policy_and_the_rest(written, name, line):
    text = (written / name).read_text(encoding="utf-8")
    assert line.format(WHOLE_POLICY) in text.splitlines()
    assert all(header in text for header in hosting.HEADERS)


@pytest.mark.parametrize(
    ("name", "line"),
    [("hosting/nginx.conf", "error_page 404 /edi/404.html;"), ("html/.htaccess", "ErrorDocument 404 /edi/404.html")],
)
def test_a_host_shows_our_page_for_wrong_addresses_below_a_folder(written, name, line):
    assert line in (written / name).read_text(encoding="utf-8").splitlines()


def test_what_a_host_does_not_read_in_a_site_is_not_in_it(site):
    assert [name for name in hosting.FILES if (site / name).exists()] == []


def test_site_asks_github_to_serve_every_folder(site):
    assert (site / ".nojekyll").exists()


def test_header_reaches_the_browser_and_no_page_can_be_framed(open_page, address):
    page = open_page("book/index.html")
    assert page.evaluate("fetch(location).then((got) => got.headers.get('content-security-policy'))") == WHOLE_POLICY
    frame = open_page("search.html")
    frame.goto("about:blank")
    frame.set_content(f'<iframe src="{address}book/index.html"></iframe>')
    frame.wait_for_timeout(300)
    assert "Fair work" not in (frame.frames[1].content() if len(frame.frames) > 1 else "")


@pytest.mark.parametrize("wrong", ["nothing-here.html", "pages/nothing", "a/very/deep/place/indeed.html"])
def test_wrong_address_gets_a_friendly_page(open_page, kitchen_sink, wrong):
    page = open_page(wrong, base=kitchen_sink)
    assert page.faults.pop(0).startswith("404: ")  # the page itself, as it must
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).display") == "flex"
    page.faults.clear()  # the browser's own line on the 404
    page.get_by_role("link", name="Go to the start").click()
    page.wait_for_url("**/handbook/index.html")
    assert page.faults == []
    page.go_back()
    page.get_by_role("searchbox").fill("table")
    page.keyboard.press("Enter")
    page.wait_for_url("**/handbook/search.html#q=table")


@pytest.mark.parametrize(
    ("base", "top"),
    [("", "/"), ("https://a.example", "/"), ("https://a.example/b", "/b/"), ("https://a.example/b/c/", "/b/c/")],
)
def test_links_of_the_wrong_address_page_start_at_the_top(base, top):
    assert missing.root(base) == top


def test_moved_page_leads_to_its_new_place(open_page, kitchen_sink, built_sink):
    page = open_page("pages/an-old-name.html", base=kitchen_sink)
    page.wait_for_url("**/handbook/pages/text.html")
    assert page.faults == []
    tree = html.parse(str(built_sink / "pages" / "an-old-name.html")).getroot()
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://handbook.example/handbook/pages/text.html"]
    assert tree.xpath("//a/@href") == ["text.html"]  # for a browser that does not follow


class Stub:
    """As much of a Sphinx application as the check of `edi_moved` reads."""

    def __init__(self, moved):
        self.config = type("config", (), {"edi_moved": moved})
        self.env = type("env", (), {"all_docs": {"new": 0}})


@pytest.mark.parametrize(
    ("moved", "said"), [({"old": "new"}, []), ({"old": "nwe"}, ["no page"]), ({"new": "new"}, ["a page again"])]
)
def test_redirect_to_nowhere_or_over_a_page_is_refused(moved, said):
    found = redirects.faults(Stub(moved))
    assert len(found) == len(said)
    assert all(re.search(word, fault) for word, fault in zip(said, found, strict=True))


def test_site_works_below_a_folder(open_page, kitchen_sink):
    page = open_page("pages/design.html", base=kitchen_sink)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Handbook").get_by_role("link").first.click()
    page.wait_for_load_state("networkidle")
    assert page.faults == []
    assert page.violations() == []
