"""The kinds of test are worked out, and a quick test cannot start what it is not marked for."""

import subprocess
import sys

import pytest
from sphinx.application import Sphinx

from tests import kinds


def test_a_test_that_asks_for_a_build_is_marked_so(request, builds):
    assert kinds.marked(request.node) == {"build"}


def test_a_test_that_reaches_it_through_another_fixture_is_marked_so(request, built_sink):
    assert kinds.marked(request.node) == {"build"}


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("build", [sys.executable, "-m", "sphinx", "--version"]),
        ("browser", ["chromium", "--version"]),
        ("kernel", [sys.executable, "-m", "ipykernel", "--version"]),
    ],
)
def test_a_quick_test_that_starts_a_slow_process_is_told_which_mark_it_lacks(request, kind, command):
    assert kinds.marked(request.node) == set()
    with pytest.raises(AssertionError, match=f"is not marked as `{kind}`: ask for the fixture"):
        subprocess.run(command)


def test_a_quick_test_that_builds_in_its_own_process_is_told_too():
    with pytest.raises(AssertionError, match="starts a build by Sphinx and is not marked as `build`"):
        Sphinx.build(None)


def test_a_quick_test_may_start_other_programs():
    assert subprocess.run([sys.executable, "-c", "pass"]).returncode == 0
