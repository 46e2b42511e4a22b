"""What tests in more than one room share: a real browser."""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests import kinds, machine, system_fonts
from tests.engines import matrix
from tests.site.strict_book import ROOT, build_book

# How many examples a property is tried on, by `pytest --hypothesis-profile NAME`; tests/many.py takes a share of it.
# The quick and the usual ones are the same each time, so that what fails is due to the change; the thorough ones are
# new each time. No test asserts a time: a busy machine may take long over one example.
settings.register_profile("check", deadline=None, derandomize=True, max_examples=20)
settings.register_profile("usual", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("thorough", deadline=None, derandomize=False, max_examples=1000, print_blob=True)
settings.load_profile("usual")

LEFT_OUT = "The browser tests were left out. "


def pytest_collection_modifyitems(items):
    kinds.mark(items)


def pytest_collection_finish():
    kinds.guard()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    kinds.watch(item)
    try:
        return (yield)
    finally:
        kinds.watch(None)


@pytest.fixture(scope="session")
def builds():
    """Asked for by each fixture that builds a book, or that needs the one in `_build`: its tests are marked `build`."""


@pytest.fixture(scope="session")
def kernels():
    """Asked for by each fixture that runs a notebook's cells: its tests are marked `kernel`."""


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """`once(name, make)`: the folder that `make(folder)` filled, by the worker that asks first; all may read it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def ask(name: str, make: Callable[[Path], object]) -> Path:
        folder, made = shared / name, shared / f"{name}.made"
        with FileLock(shared / f"{name}.lock"):
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of another worker, which failed half-way
                folder.mkdir()
                make(folder)
                made.touch()
        return folder

    return ask


@pytest.fixture(scope="session")
def built_sink(builds, once) -> Path:
    """The site of the book of every construct; its address in `_config.yml` says that it lies in `handbook/`."""

    def make(folder: Path) -> None:
        source = shutil.copytree(ROOT / "tests" / "kitchen-sink", folder / "source")
        build_book(source, folder)

    return once("kitchen-sink", make) / "handbook"


@pytest.fixture(autouse=True)
def own_source_suffixes():
    """Sphinx writes the suffixes of one application into the defaults of the next one in the same process."""
    yield  # afterwards: a fixture of a whole module is made before this one
    if "sphinx.config" not in sys.modules:
        return
    from sphinx.config import Config

    suffixes = Config.config_values["source_suffix"].default
    for suffix in set(suffixes) - {".rst"}:
        del suffixes[suffix]


@contextlib.contextmanager
def or_left_out():
    """Leaves a test out, with the reason, where no browser can be driven; in CI it fails."""
    try:
        yield
    except machine.NoBrowserError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(LEFT_OUT + str(error), pytrace=False)
        pytest.skip(LEFT_OUT + str(error))


@pytest.fixture(scope="session")
def playwright():
    from playwright.sync_api import sync_playwright

    with or_left_out():
        machine.check_driver()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browsers(playwright, tmp_path_factory):
    """A function: the name of a system of fonts in, a Chromium out that has these fonts and no others."""
    started = {}

    def browser_with(fonts: str):
        if fonts not in started:
            environment = system_fonts.environment(fonts, tmp_path_factory.mktemp("fonts"))
            started[fonts] = machine.launch(playwright, environment)
        return started[fonts]

    yield browser_with
    for browser in started.values():
        browser.close()


@pytest.fixture(scope="session")
def browser(browsers, request):
    """One Chromium for the session; each test opens its own context, so that nothing is shared.

    A test about layout asks for both systems of fonts, with the mark `system_fonts.BOTH`.
    """
    with or_left_out():
        return browsers(getattr(request, "param", system_fonts.USUAL))


def pytest_terminal_summary(terminalreporter, config):
    matrix.write(terminalreporter)
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if LEFT_OUT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} browser tests left out")
        terminalreporter.write_line(skipped[0].longrepr[2].removeprefix("Skipped: "))
    broken = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if "::test_a_broken_line_is_caught[" in report.nodeid
    ]
    tried = [
        (report.passed, number)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, number in getattr(report, "user_properties", ())
        if name == "faults" and report.when == "call"
    ]
    if tried:
        half = sum(not passed for passed, _ in tried)
        terminalreporter.write_line(
            f"faults at writes: {sum(number for _, number in tried)}; makers that left half a file for whole: {half}"
        )
    if broken:
        terminalreporter.write_line(f"mutations caught: {sum(one.passed for one in broken)} of {len(broken)}")
