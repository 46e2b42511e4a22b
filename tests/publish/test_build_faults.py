"""A build that meets a full disk, a missing right or its end: what is left is never taken for whole."""

import os
import random
import sys

import pytest

from edi_handbook.publish.building import build, record
from tests import faults
from tests.many import is_thorough
from tests.publish import small_book

pytestmark = [pytest.mark.build, pytest.mark.skipif(os.name != "posix", reason="a process is killed as POSIX has it")]
ROOT = build.root()
ARMED = "from tests.faults import arm; arm({!r}, {!r}, {!r}); from jupyter_book.cli.main import main; main()"
ACTS = {build.build_html: 140, build.build_pdf: 30}
"""About as many as a build of the small book has."""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    page = small_book.FACTS + "# One\n\nWords.\n"
    folder = tmp_path_factory.mktemp("book")
    return small_book.write(folder, {"book/index": page, "book/two": page.replace("One", "Two")})


@pytest.fixture
def made(book, monkeypatch):
    """`made(what, kind, at)`: what a build leaves, with a fault where one is named, which it begins afresh."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    usual = build.JUPYTER_BOOK

    def make(what, kind: str = "", at: int | str = 0):
        armed = (sys.executable, "-c", ARMED.format(kind, at, str(book / "_build")))
        monkeypatch.setattr(build, "JUPYTER_BOOK", armed if kind else usual)
        return faults.held(what(book, fresh=bool(kind)).made)

    return make


@pytest.mark.parametrize("what", [build.build_html, build.build_pdf], ids=["html", "pdf"])
def test_a_build_that_does_not_end_is_made_again(book, made, record_property, what):
    outdir = book / "_build" / ("html" if what is build.build_html else "typstpdf")
    whole = made(what)
    chance = random.Random()
    usual = {
        build.build_html: [("killed", "/book/two.html"), ("killed", "/book/two.doctree")],
        build.build_pdf: [("full", "timings.json")],
    }[what]
    many = [(kind, chance.randrange(ACTS[what])) for kind in faults.KINDS for _ in range(10)]
    tried = 0
    for kind, at in many if is_thorough() else usual:
        try:
            made(what, kind, at)
        except build.BuildError:
            tried += 1
            assert not record.holds(outdir, book), f"{kind} at {at}: the record says that all is there"
        assert made(what) == whole, f"{kind} at {at}: the next build does not mend it"
    assert tried
    record_property("faults", tried)
