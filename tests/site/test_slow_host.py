"""A page that comes in pieces, as over a poor connection: what has come must not move when the rest does."""

import time
from pathlib import Path

import pytest

from tests import system_fonts
from tests.host import Host, served

# A page of a part, and one that begins with its title.
PAGES = [("book/strategy/fair-recruitment.html", width) for width in (375, 800, 1280)]
PAGES += [("book/index.html", width) for width in (375, 1280)]
CUTS = [b'<form class="site-search"', b'<div class="frame', b"<h1", b'<div class="theme-choice"']
PAUSE = 0.4  # seconds, time enough to paint what has come


class SlowHost(Host):
    """Sends a page with a pause before each of `CUTS`, and everything else at once."""

    protocol_version = "HTTP/1.1"  # in chunks

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html":
            return super().do_GET()
        body = path.read_bytes()
        ends = [*(body.index(cut) for cut in CUTS), len(body)]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start, end in zip([0, *ends], ends, strict=False):
            self.wfile.write(b"%x\r\n%b\r\n" % (end - start, body[start:end]))
            time.sleep(PAUSE)
        self.wfile.write(b"0\r\n\r\n")


@pytest.fixture(scope="module")
def slow_address(site):
    with served(site, SlowHost) as address:
        yield address


@system_fonts.BOTH
@pytest.mark.parametrize(("name", "width"), PAGES)
def test_what_has_come_does_not_move(open_page, slow_address, name, width):
    page = open_page(name, base=slow_address, viewport={"width": width, "height": 800})
    assert page.shifts() == []
