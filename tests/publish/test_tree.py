"""What a build depends on is what git would keep; a copy without `.git` gives the same."""

import os
import subprocess

import pytest

from edi_handbook.publish.building import tree

FILES = (
    ".gitignore",
    "_config.yml",
    "CHANGELOG.md",
    "book/index.md",
    "book/new, and not yet added.yml",
    "data/set/rows.csv",
    "edi_handbook/charts/chart.py",
    "pyproject.toml",
)
LEFT_OUT = (".github/workflows/test.yml", "docs/style.md", "hub/README.md", "tests/test_it.py")
IGNORED = ("_build/html/index.html", "edi_handbook/__pycache__/x.cpython-311.pyc", "conf.py", "workshop/mine.txt")


@pytest.fixture
def copy(tmp_path):
    for name in (*FILES, *LEFT_OUT, *IGNORED):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.\n")
    (tmp_path / ".gitignore").write_text("_build/\n__pycache__/\nconf.py\n/workshop/\n")
    return tmp_path


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_without_git_the_tree_is_walked_under_its_ignore_rules(copy):
    assert set(tree.digests(copy)) == set(FILES) - {".gitignore"}


def test_with_git_it_is_the_same(copy):
    walked = tree.digests(copy)
    git(copy, "init", "-q")
    git(copy, "add", "_config.yml", "book/index.md")
    assert tree.digests(copy) == walked


def test_a_file_that_was_deleted_and_not_yet_committed_is_not_there(copy):
    git(copy, "init", "-q")
    git(copy, "add", ".")
    (copy / "book" / "index.md").unlink()
    assert "book/index.md" not in tree.digests(copy)


def test_one_persons_own_ignore_rules_hide_nothing(copy, tmp_path, monkeypatch):
    rules = tmp_path / "home" / "rules"
    rules.parent.mkdir()
    rules.write_text("*.csv\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "home" / "config"))
    git(copy, "config", "--global", "core.excludesFile", str(rules))
    git(copy, "init", "-q")
    assert "data/set/rows.csv" in tree.digests(copy)


def test_a_copy_in_a_folder_that_another_repository_ignores_is_walked(copy):
    git(copy, "init", "-q")
    inner = copy / "_build" / "copy"
    (inner / "book").mkdir(parents=True)
    (inner / "book" / "index.md").write_text("# T")
    assert set(tree.digests(inner)) == {"book/index.md"}


def test_without_the_program_git_the_tree_is_walked(copy, monkeypatch):
    walked = tree.digests(copy)
    git(copy, "init", "-q")
    monkeypatch.setenv("PATH", os.devnull)
    assert tree.digests(copy) == walked


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(".")])
def test_one_byte_of_any_file_shows(copy, name):
    before = tree.digests(copy)
    with (copy / name).open("a") as file:
        file.write("x")
    after = tree.digests(copy)
    assert {one for one in before if before[one] != after[one]} == {name}


def test_a_folder_is_all_below_it_and_a_file_is_itself():
    names = ["data/set/README.md", "data/set/rows.csv", "data/set.csv"]
    assert list(tree.below(names, "data/set/")) == names[:2]
    assert list(tree.below(names, "data/set.csv")) == ["data/set.csv"]
