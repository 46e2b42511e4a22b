"""The same small book in three engines: Chromium, Firefox and WebKit, each as Debian ships it."""

import contextlib
import shutil
from pathlib import Path

import pytest

from tests import machine
from tests.conftest import or_left_out
from tests.engines import matrix, small_book
from tests.engines.chromium import Chromium
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit
from tests.host import served


def pytest_itemcollected(item):
    """Each test here says which promise it tries, and is told in the matrix by its engine."""
    if tries := item.get_closest_marker("promise"):
        matrix.note(item, tries.args[0], tries.kwargs.get("engine") or item.callspec.params["shared"])


@pytest.fixture(scope="session")
def book(builds, once) -> Path:
    """The folder of the built pages."""
    return once("engines", small_book.make) / "html"


@pytest.fixture
def address(book):
    """Where the book is served: at an address of this test's own, so that nothing is kept there yet."""
    with served(book) as address:
        yield address


@pytest.fixture
def disk(book, engine, tmp_path):
    """The same from a disk, where nothing is kept: Firefox has a store for each file, the others one for all files."""
    copy = shutil.copytree(book, tmp_path / "from a stick")
    engine.open((copy / "index.html").as_uri())
    engine.evaluate("localStorage.clear()")
    return copy.as_uri() + "/"


@pytest.fixture(scope="session")
def start(playwright, tmp_path_factory):
    """`start(name)`: a browser of that engine with a profile of its own."""
    with contextlib.ExitStack() as stack:

        def make(name: str, **options):
            folder = tmp_path_factory.mktemp(name)
            profile, downloads = folder / "profile", folder / "downloads"
            downloads.mkdir()
            with or_left_out():
                if name == "Chromium":
                    machine.find_chromium(playwright)
                else:
                    machine.check_engine(name)
            match name:
                case "Chromium":
                    engine = Chromium(playwright, profile, downloads)
                case "Firefox":
                    engine = Firefox(profile, downloads)
                case "WebKit":
                    engine = WebKit(profile, downloads, **options)
            stack.callback(engine.close)
            return engine

        yield make


@pytest.fixture(scope="session", params=matrix.ENGINES)
def shared(request, start):
    return start(request.param)


@pytest.fixture
def engine(shared):
    """A browser that the tests of a session share, with nothing left of the test before."""
    shared.open("about:blank")
    for file in shared.downloads.iterdir():
        file.unlink()
    return shared
