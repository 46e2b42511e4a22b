"""The built site, served as a host would serve it.

`EDI_SITE` names a built site to test; without it, the one that `make` leaves in `_build/html`.
"""

import contextlib
import functools
import gzip
import io
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from tests import host
from tests.site.strict_book import ROOT

SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()
NOT_BUILT = f"There is no built site in {SITE}: run `make html` first, or name one in EDI_SITE."


def page_names() -> list[str]:
    """Every page of the site that a reader stays on, as a path below its root."""
    pages = sorted(SITE.rglob("*.html"))
    return [page.relative_to(SITE).as_posix() for page in pages if b'http-equiv="refresh"' not in page.read_bytes()]


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", page_names() or [pytest.param("", id="not built")])


TEXT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".webmanifest"}


class StaticHost(host.Host):
    """Sends what a host sends: the headers of the site's own `_headers`, text compressed, 404.html where nothing is."""

    def __init__(self, *args, below: str = "", **kwargs):
        self.below = below
        super().__init__(*args, **kwargs)

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        status = 200 if path.is_file() else 404
        if status == 404:
            path = Path(self.directory, self.below, "404.html")
        body = path.read_bytes() if path.is_file() else b"Not found"
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in TEXT:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers(Path(self.directory, self.below)).items():
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(body)


@functools.cache
def headers(site: Path) -> dict[str, str]:
    """The headers for every path in the `_headers` of the built `site`."""
    rules = (site / "_headers").read_text(encoding="utf-8").partition("\n/*\n")[2]
    return dict(line.strip().split(": ", 1) for line in rules.splitlines())


@pytest.fixture(scope="session")
def site(builds) -> Path:
    if not (SITE / "index.html").exists():
        pytest.fail(NOT_BUILT)
    return SITE


@contextlib.contextmanager
def served(folder: Path, below: str = ""):
    """Where the site in `folder/below` is served, with `folder` at the top; ends with a slash."""
    with host.served(folder, StaticHost, below=below) as address:
        yield address + below


@pytest.fixture(scope="session")
def address(site):
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def kitchen_sink(built_sink):
    """The book of every construct, served from a folder of its host."""
    with served(built_sink.parent, below="handbook/") as address:
        yield address


# Runs before a page's own scripts: keeps what breaks its policy.
KEEP_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile || ""}`));
"""

SHIFTS = """() => new Promise((done) => {
    const told = ({ node, previousRect: was, currentRect: is }) =>
        `${node?.nodeName} ${node?.className || node?.textContent?.slice(0, 40)}`
        + ` from ${[was.x, was.y, was.width, was.height]} to ${[is.x, is.y, is.width, is.height]}`;
    new PerformanceObserver((list) => done(list.getEntries().map((one) => [one.value, ...one.sources.map(told)])))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done([]), 300);
})"""


@dataclass(frozen=True)
class Chart:
    """A chart as it stands in a built page: its two drawings, wide and narrow, and the article around it."""

    page: str
    article: html.HtmlElement
    forms: list[html.HtmlElement]


@pytest.fixture(scope="session")
def charts(site) -> dict[str, Chart]:
    """Each chart of the chapters, by the address of its page and its own id."""
    found = {}
    for name in (name for name in page_names() if name.startswith(("book/", "notebooks/"))):
        tree = html.parse(str(site / name), html.HTMLParser(encoding="utf-8"))
        [article] = tree.xpath("//article")
        for figure in article.xpath(".//figure[contains(@class, 'chart')][.//svg]"):
            found[f"{name}#{figure.get('id')}"] = Chart(name, article, figure.xpath(".//svg"))
    assert len(found) >= 25
    assert all(len(chart.forms) == 2 for chart in found.values())
    return found


@pytest.fixture
def open_page(browser, address):
    """`open_page(name, **context options)` gives a Playwright page.

    `page.faults` lists what went wrong on it, `page.violations()` what its policy refused,
    `page.shifts()` how far its parts moved by themselves, and which.
    """
    contexts = []

    def open_(name: str, base: str = address, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(KEEP_VIOLATIONS)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: message.type == "error" and page.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.faults.append(f"script: {error}"))
        # A reader who follows a link while the icon still comes cuts that request short: no fault of the page.
        page.on(
            "requestfailed",
            lambda request: (
                request.failure == "net::ERR_ABORTED" or page.faults.append(f"failed: {request.url} {request.failure}")
            ),
        )
        page.on("response", lambda got: got.status >= 400 and page.faults.append(f"{got.status}: {got.url}"))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((base, "data:", "blob:")) or page.faults.append(f"outside: {request.url}")
            ),
        )
        page.violations = lambda: page.evaluate("window.violations")
        page.shifts = lambda: page.evaluate(SHIFTS)
        page.goto(base + name)
        return page

    yield open_
    for context in contexts:
        context.close()
