"""Each line that is broken on purpose makes its test fail; unbroken, the test passes.

In a copy of the sources, with nothing built, each test in a process of its own and with few examples.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.mutations.lines import BREAKS, Break

ROOT = Path(__file__).parents[2]
# What is no source: see .gitignore.
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "_build", "workshop", "__pycache__", ".*_cache", ".hypothesis")
# A name that is gone, or a slip in the change itself, is no proof: what was asserted must be what no longer holds.
ASSERTED = re.compile(r"(AssertionError|assert |Failed: |hypothesis\.errors\.FlakyFailure)")


def by_name(one: Break) -> str:
    return one.name.replace(" ", "-")


@pytest.mark.parametrize("one", BREAKS, ids=by_name)
def test_the_line_to_break_is_there_and_its_test_too(one):
    text = (ROOT / one.file).read_text(encoding="utf-8") if (ROOT / one.file).exists() else ""
    assert text.count(one.old) == 1, (
        f"tests/mutations/lines.py, '{one.name}': {one.file} holds this text {text.count(one.old)} times, not once. "
        f"Name the text that does it now:\n{one.old}"
    )
    file, _, test = one.test.partition("::")
    assert (ROOT / file).exists(), (
        f"tests/mutations/lines.py, '{one.name}': there is no {file}; name the test's file now."
    )
    known = ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
    names = {node.name for node in known if isinstance(node, ast.FunctionDef)}
    assert not test or test.partition("[")[0] in names, f"'{one.name}': {file} has no {test}"


def test_there_are_enough_and_each_is_its_own():
    assert len(BREAKS) >= 25
    assert len({one.name for one in BREAKS}) == len({(one.file, one.old) for one in BREAKS}) == len(BREAKS)


@pytest.fixture(scope="session")
def copy(tmp_path_factory) -> Path:
    """The sources as they are, where one line at a time is broken and mended."""
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("mutations") / "handbook", ignore=LEFT_OUT)


def run(copy: Path, *tests: str) -> tuple[int, list[str], str]:
    """`tests` in `copy`: pytest's exit code, the message of each failure, and all that was said."""
    report = copy.parent / "report.xml"
    command = [sys.executable, "-m", "pytest", *tests, "-m", "", "-p", "no:cacheprovider", f"--junitxml={report}"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "EDI_"))}
    done = subprocess.run(
        [*command, "-n", "0", "--hypothesis-profile", "check"],
        cwd=copy,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**own, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    failures = ElementTree.parse(report).iter("failure") if report.exists() else []
    messages = [failure.get("message", "") for failure in failures]
    report.unlink(missing_ok=True)
    return done.returncode, messages, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.fixture(scope="session")
def sound(copy, request) -> None:
    """Every test that is asked below passes while nothing is broken: all in one process."""
    asked = {item.callspec.params["one"].test for item in request.session.items if "sound" in item.fixturenames}
    code, _, said = run(copy, *sorted(asked))
    assert code == 0, f"with nothing broken:\n{said}"


@pytest.mark.thorough
@pytest.mark.parametrize("one", BREAKS, ids=by_name)
def test_a_broken_line_is_caught(copy, sound, one):
    path = copy / one.file
    text = path.read_text(encoding="utf-8")
    assert text.count(one.old) == 1, "see test_the_line_to_break_is_there_and_its_test_too"
    path.write_text(text.replace(one.old, one.new), encoding="utf-8")
    try:
        code, messages, said = run(copy, one.test)
    finally:
        path.write_text(text, encoding="utf-8")
    assert code != 0, f"NOT CAUGHT: {one.name}. {one.test} passes with it."
    assert [message for message in messages if ASSERTED.match(message)], f"no assertion failed, but:\n{said}"
