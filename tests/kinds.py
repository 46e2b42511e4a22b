"""The kinds of test: worked out from what a test asks for, and held to by what it starts.

A fixture named as a kind marks the tests that reach it, through other fixtures too: `browser`, `build`, `kernel`.
A test that starts one of these by itself carries the mark. What has no such mark is `quick`, and `make check` runs it;
a quick test that starts a build, a browser or a kernel after all fails, and says which mark it lacks.
"""

import re
import sys
from collections import Counter

import pytest

STARTED_BY = {"browser": "playwright", "build": "builds", "kernel": "kernels"}
"""The fixture that stands at the start of each kind."""

PROGRAMS = {
    "build": re.compile(r"jupyter[-_]book|-m sphinx\b|edi-handbook build"),
    "browser": re.compile(r"^\S*chrom\S* |^\S*firefox|^WebKitWebDriver|playwright\S* run-driver"),
    "kernel": re.compile(r"ipykernel|jupyterlab|jupyter-lab|voila"),
}
"""What the command line of a process of each kind holds; a browser is driven by Playwright's program, or started."""

SLOWEST_FIRST = ("thorough", "long", "kernel", "build", "browser")

_running: pytest.Item | None = None


def marked(item: pytest.Item) -> set[str]:
    """The kinds of a test; none for a quick one."""
    return {mark.name for mark in item.iter_markers()} & set(SLOWEST_FIRST)


def mark(items: list[pytest.Item]) -> None:
    """Mark each test with its kinds; files of slow kinds and of many tests come first, so no core waits at the end."""
    for item in items:
        for kind, fixture in STARTED_BY.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(kind)
        if not marked(item):
            item.add_marker("quick")
    rank = {}
    for item in items:
        place = min((SLOWEST_FIRST.index(kind) for kind in marked(item)), default=len(SLOWEST_FIRST))
        rank[item.path] = min(place, rank.get(item.path, place))
    sizes = Counter(item.path for item in items)
    # The tests of one file stay together and in order.
    items.sort(key=lambda item: (rank[item.path], -sizes[item.path], item.path))


def watch(item: pytest.Item | None) -> None:
    """Say which test is running, its fixtures included; None where one has ended."""
    global _running
    _running = item


def refuse(kind: str, what: str) -> None:
    """Raise where the test that runs is quick and does not say that it is of this kind."""
    if _running is not None and not marked(_running):
        raise AssertionError(
            f"{_running.nodeid} starts {what} and is not marked as `{kind}`: ask for the fixture "
            f"`{STARTED_BY[kind]}` where it starts, or mark the test with pytest.mark.{kind}."
        )


def _on_event(event: str, arguments: tuple) -> None:
    if event == "subprocess.Popen" and _running is not None:
        command = arguments[1]
        line = command if isinstance(command, str) else " ".join(map(str, command))
        for kind, words in PROGRAMS.items():
            if words.search(line):
                refuse(kind, line[:200])


def guard() -> None:
    """Watch processes, and builds by Sphinx in this process, from now on."""
    sys.addaudithook(_on_event)
    if "sphinx.application" in sys.modules:  # else no test that was collected can build with it
        application = sys.modules["sphinx.application"].Sphinx
        build = application.build

        def watched(self, *arguments, **options):
            refuse("build", "a build by Sphinx")
            return build(self, *arguments, **options)

        application.build = watched
