"""What must hold of a site before it is published: its address everywhere, its feed, nothing astray."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from edi_handbook.publish.building import build, settings
from edi_handbook.publish.web.site import feed, publishing, robots

ROOT = Path(__file__).parents[2]
BASE = "https://handbook.example/handbook/"


@pytest.fixture
def copied(built_sink, tmp_path):
    """A copy of the book of every construct as a site, to break."""
    return shutil.copytree(built_sink, tmp_path / "site")


def test_a_site_with_its_address_is_fit_to_be_published(built_sink):
    assert publishing.faults(built_sink) == []


def test_without_an_address_the_site_says_what_to_set(site):
    assert publishing.faults(site) == [settings.NO_ADDRESS]
    command = [sys.executable, "-m", publishing.__name__, str(site)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (1, settings.NO_ADDRESS)


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda site: changed(site / "pages" / "text.html", f'canonical" href="{BASE}', 'canonical" href="/'), "calls"),
        (lambda site: changed(site / "pages" / "text.html", "card.png", "no-card.png"), "no such file"),
        (lambda site: (site / "sitemap.xml").unlink(), "sitemap.xml is missing"),
        (lambda site: changed(site / "sitemap.xml", "text.html", "gone.html"), "which is no page of the site"),
        (lambda site: changed(site / "404.html", 'href="/handbook/', 'href="/'), "404.html leads to /"),
        (lambda site: (site / "_static" / "edi.css").unlink(), "404.html leads to /handbook/_static/edi.css"),
        (lambda site: (site / "robots.txt").unlink(), "robots.txt does not name the sitemap"),
        (lambda site: (site / "feed.xml").unlink(), "feed.xml is missing"),
        (lambda site: (site / "pdf" / "pdf").mkdir(parents=True), "pdf/pdf is a folder in a folder of its own name"),
        (lambda site: (site / "nginx.conf").write_text(""), "nginx.conf would be served"),
        (lambda site: (site / "hosting").mkdir(), "hosting would be served"),
        (lambda site: (site / ".a.html.00.part").write_text(""), "was never finished"),
    ],
)
def test_what_is_wrong_is_told(copied, spoil, said):
    spoil(copied)
    found = publishing.faults(copied)
    assert found and all(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("base", "last"),
    [(BASE, f"Sitemap: {BASE}sitemap.xml"), ("https://a.example", "Sitemap: https://a.example/sitemap.xml")],
)
def test_robots_name_the_sitemap(base, last):
    assert robots.text(base).splitlines() == ["User-agent: *", "Allow: /", last]


def test_robots_name_no_sitemap_that_is_not_there():
    assert "Sitemap" not in robots.text("")


CHANGES = """# Changes

## 2026.12

### Corrected

- The *share* of 5 < 8 on a page.

## 2026.11

- First.
"""


def read(made: bytes) -> etree._Element:
    return etree.fromstring(made)


def test_the_feed_has_an_entry_an_edition_with_its_changes():
    made = feed.atom(feed.editions(CHANGES), "A book", "Its makers", BASE, "pages/changes.html")
    tree, names = read(made), {"a": feed.ATOM}

    def text(path: str) -> list[str]:
        return tree.xpath(f"{path}/text()", namespaces=names)

    page = f"{BASE}pages/changes.html"
    assert text("a:title") == ["A book: changes"] and text("a:author/a:name") == ["Its makers"]
    assert text("a:id") == [page]
    assert text("a:updated") == ["2026-12-01T00:00:00Z"]
    assert text("a:entry/a:title") == ["Edition 2026.12", "Edition 2026.11"]
    assert text("a:entry/a:id") == [f"{page}#edition-2026.12", f"{page}#edition-2026.11"]
    assert text("a:entry/a:updated") == ["2026-12-01T00:00:00Z", "2026-11-01T00:00:00Z"]
    assert "<li>The <em>share</em> of 5 &lt; 8 on a page.</li>" in text("a:entry/a:content")[0]
    assert tree.xpath("a:link[@rel='self']/@href", namespaces=names) == [f"{BASE}feed.xml"]
    assert set(tree.xpath("//a:link[@rel='alternate']/@href", namespaces=names)) == {page}
    assert made == feed.atom(feed.editions(CHANGES), "A book", "Its makers", BASE, "pages/changes.html")


def test_each_page_names_the_feed_of_its_site(built_sink):
    for page in built_sink.rglob("*.html"):
        tree = html.parse(str(page)).getroot()
        if not tree.xpath("//meta[@http-equiv='refresh']"):
            named = tree.xpath("//head/link[@type='application/atom+xml']/@href")
            assert named == [f"{BASE}feed.xml"], page
    entries = read((built_sink / "feed.xml").read_bytes()).findall("{*}entry")
    assert len(entries) == 2 and entries[0].find("{*}link").get("href") == f"{BASE}pages/changes.html"


def test_the_handbook_s_own_changelog_has_editions():
    made = feed.editions((ROOT / feed.CHANGELOG).read_text(encoding="utf-8"))
    assert [one.name for one in made][-1] == "2026.11" and all("<li>" in one.changes for one in made)


class App:
    """As much of a Sphinx application as the feed reads."""

    def __init__(self, folder: Path, base: str, reads: dict[str, list[str]]):
        self.srcdir = folder
        named = {"html_baseurl": base, "html_title": "", "project": "A book", "author": "Its makers"}
        self.config = type("Config", (), named)
        self.env = type("Env", (), {"found_docs": set(reads), "dependencies": reads})
        self.builder = type("Builder", (), {"get_target_uri": staticmethod(lambda page: f"{page}.html")})


@pytest.mark.parametrize(
    ("base", "reads", "there"),
    [
        (BASE, {"book/a": [], "book/changes": ["CHANGELOG.md"]}, True),
        ("", {"book/changes": ["CHANGELOG.md"]}, False),
        (BASE, {"book/changes": ["docs/CHANGELOG.md"]}, False),
    ],
)
def test_there_is_a_feed_where_a_page_shows_the_changes_and_the_site_has_an_address(tmp_path, base, reads, there):
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    app = App(tmp_path, base, reads)
    assert feed.address(app) == (f"{BASE}feed.xml" if there else "")
    assert (f"{BASE}book/changes.html" in feed.make(app).decode()) if there else (feed.make(app) is None)


ADDRESS = "sphinx:\n  config:\n    html_baseurl: {}\n"


@pytest.mark.parametrize("address", ["https://a.example", "https://a.example/edi/", "http://intranet/edi"])
def test_an_address_of_a_site_is_taken(tmp_path, address):
    (tmp_path / "_config.yml").write_text("title: T\n" + ADDRESS.format(address))
    assert settings.config_problems(tmp_path / "_config.yml") == []
    assert settings.address(tmp_path) == address


@pytest.mark.parametrize(
    "address",
    ["handbook.example", "/edi/", "ftp://a.example/", "https://", "https://a.example/?x=1", "'https://a b'", "3"],
)
def test_what_is_no_address_is_told_with_its_line(tmp_path, address):
    (tmp_path / "_config.yml").write_text("title: T\n" + ADDRESS.format(address))
    [problem] = settings.config_problems(tmp_path / "_config.yml")
    assert problem.line == 4 and "is no address of a site: write it whole, as in https://" in problem.message


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("title: T\n", True),
        ("html:\n  baseurl: https://a.example\n", False),
        (ADDRESS.format("https://a.example"), False),
    ],
)
def test_a_build_says_what_it_leaves_out_without_an_address(tmp_path, config, said):
    (tmp_path / "_config.yml").write_text(config)
    stages = [build.Stage("Web pages", tmp_path / "_build" / "html", 1024, 3.0)]
    assert (settings.NO_ADDRESS in build.report(stages, tmp_path)) == said
