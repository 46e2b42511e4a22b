"""What tests in more than one room share: a real browser."""

import contextlib
import os

import machine
import pytest
import system_fonts
from hypothesis import settings

# No test asserts a time: a busy machine may take long over one example.
settings.register_profile("handbook", deadline=None)
settings.load_profile("handbook")

LEFT_OUT = "The browser tests were left out. "


@pytest.fixture(autouse=True)
def own_source_suffixes():
    """Sphinx writes the suffixes of one application into the defaults of the next one in the same process."""
    from sphinx.config import Config

    yield  # afterwards: a fixture of a whole module is made before this one
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
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if LEFT_OUT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} browser tests left out")
        terminalreporter.write_line(skipped[0].longrepr[2].removeprefix("Skipped: "))
