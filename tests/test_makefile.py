"""What `make` installs before it does what it is asked: each of its installs in its turn, and nothing twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WRITTEN = (
    "requirements.txt",
    "requirements-test.txt",
    "requirements.lock",
    "pyproject.toml",
    "tests/front/package-lock.json",
)
TOOL = """#!/bin/sh
echo "$(basename "$0") $*" >> "$STAND_IN_LOG"
"""


@pytest.fixture
def run(tmp_path):
    """`run(target, ci=False)` makes it in a checkout whose tools only write down that they were called.

    Gives the names of the files of requirements that were installed.
    """
    if not shutil.which("make"):
        pytest.skip("The Makefile was not tried, because make is not on this machine (Debian: apt install make).")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "tests" / "front").mkdir(parents=True)
    for name in WRITTEN:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    for name in ("python", "edi-handbook", "ruff", "pytest"):
        (folder / name).write_text(TOOL)
        (folder / name).chmod(0o755)
    log = tmp_path / "log"

    def made(target: str, ci: bool = False) -> list[str]:
        log.write_text("")
        environment = {**os.environ, "CI": "true" if ci else "", "STAND_IN_LOG": str(log)}
        subprocess.run(["make", "--silent", target], cwd=tmp_path, env=environment, check=True, stdout=subprocess.PIPE)
        return [line.split(" -r ")[1] for line in log.read_text().splitlines() if " -r " in line]

    made.folder = tmp_path
    return made


BOOK, TESTS, LOCK = "requirements.txt", "requirements-test.txt", "requirements.lock"


def test_the_book_and_then_the_tests_of_ci(run):
    """One stamp once stood for both, and the tests found no ruff."""
    assert run("book") == [BOOK]
    assert run("test", ci=True) == [LOCK]
    assert run("test", ci=True) == []


def test_the_tests_of_ci_and_then_the_book(run):
    assert run("test", ci=True) == [LOCK]
    assert run("book", ci=True) == []
    assert run("book") == [BOOK]
    assert run("test") == [TESTS]


def test_an_install_that_another_may_have_changed_is_made_again(run):
    run("test", ci=True)
    assert run("test") == [BOOK, TESTS]
    assert run("book") == run("test") == []
    assert run("test", ci=True) == [LOCK]
    assert run("test") == [BOOK, TESTS]


@pytest.mark.parametrize(
    ("changed", "at_home", "in_ci"),
    [
        ("requirements.txt", [BOOK, TESTS], []),
        ("requirements-test.txt", [TESTS], []),
        ("requirements.lock", [], [LOCK]),
        ("pyproject.toml", [BOOK, TESTS], [LOCK]),
    ],
)
def test_a_changed_file_is_installed_again(run, changed, at_home, in_ci):
    for ci, again in ((False, at_home), (True, in_ci)):
        run("test", ci)
        stamps = max(stamp.stat().st_mtime for stamp in (run.folder / ".venv").glob(".installed-*"))
        os.utime(run.folder / changed, (stamps + 10, stamps + 10))
        assert run("test", ci) == again
        os.utime(run.folder / changed, (1, 1))


def test_an_install_that_fails_is_made_again(run):
    python = run.folder / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(subprocess.CalledProcessError):
        run("book")
    python.write_text(TOOL)
    assert run("book") == [BOOK]
