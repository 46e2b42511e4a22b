"""A release: one version, notes that readers can read, and the steps as docs/releasing.md gives them."""

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = PROJECT["project"]["version"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
STEPS = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
NOTES = PROJECT["tool"]["towncrier"]
FRAGMENTS = sorted(path for path in (ROOT / NOTES["directory"]).iterdir() if path.name != "README.md")
KINDS = [kind["directory"] for kind in NOTES["type"]]
NAME = re.compile(rf"\+[a-z0-9]+(-[a-z0-9]+)*\.({'|'.join(KINDS)})\.md")


def towncrier(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "towncrier", "build", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


def test_what_is_installed_has_the_version_of_pyproject():
    """Pages and PDFs show the one that is installed."""
    assert importlib.metadata.version("edi-handbook") == VERSION, "run make again: it installs the package anew"


def test_the_citation_and_the_changelog_repeat_it():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == VERSION
    assert f"{citation['date-released']:%Y.%m}" == VERSION, "an edition is named by the month of its release"
    assert re.search(r"^## (.*)$", CHANGELOG, re.MULTILINE)[1] == VERSION


def test_no_page_states_it_by_hand():
    pages = [*(ROOT / "book").rglob("*.md"), *(ROOT / "notebooks").glob("*.md"), ROOT / "README.md"]
    assert [page.name for page in pages if VERSION in page.read_text(encoding="utf-8")] == []


def well_formed(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return bool(NAME.fullmatch(path.name) and re.fullmatch(r"[A-Z`*\"{].*[.]\n", text))


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_note_for_the_next_release_is_well_formed(path):
    assert well_formed(path), f"write one line that ends with a full stop, into +some-words.{'|'.join(KINDS)}.md"


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("+a-page.added.md", "A page.\n", True),
        ("+a-page.new.md", "A page.\n", False),  # towncrier would leave it out without a word
        ("a page.added.md", "A page.\n", False),
        ("+a-page.added.txt", "A page.\n", False),
        ("+a-page.added.md", "A page", False),
        ("+a-page.added.md", "One line.\nAnother.\n", False),
        ("+a-page.added.md", "", False),
    ],
)
def test_a_note_that_is_not_is_seen(tmp_path, name, text, right):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert well_formed(tmp_path / name) == right


def test_the_notes_become_the_newest_part_of_the_changelog(tmp_path):
    """In a copy: every note once under its kind, the rest as it was, as the page of changes includes it."""
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, tmp_path)
    shutil.copytree(ROOT / NOTES["directory"], tmp_path / NOTES["directory"])
    (tmp_path / NOTES["directory"] / "+for-this-test.corrected.md").write_text(
        "*Why now*: a number.\n", encoding="utf-8"
    )
    done = towncrier("--yes", "--version", "2099.01", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / NOTES["directory"]).iterdir()] == ["README.md"]
    before, start, after = CHANGELOG.partition(NOTES["start_string"])
    text = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith(before + start) and text.endswith(after)
    added = text.removeprefix(before + start).removesuffix(after)
    assert re.match(r"\s*## 2099\.01\n", added)
    corrected = added.partition("### Corrected\n\n")[2].partition("\n### ")[0]
    assert "- *Why now*: a number.\n" in corrected
    for path in FRAGMENTS:
        assert added.count(f"- {path.read_text(encoding='utf-8').strip()}\n") == 1


def test_the_notes_of_a_tag_are_its_part_of_the_changelog():
    [command] = re.findall(r"^ +(awk .*CHANGELOG\.md) \|", STEPS, re.MULTILINE)
    if shutil.which("awk") is None:
        pytest.skip("awk is not installed; git's own shell on Windows has it")
    command = command.replace("2026.12", VERSION)
    notes = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    part = CHANGELOG.partition(f"## {VERSION}\n")[2].partition("\n## ")[0]
    assert notes.strip() == part.strip() != ""


def test_what_the_steps_name_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make (\w+)`?", STEPS)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for name in set(
        re.findall(r"`((?:\.github|docs|tests|changes)/[\w./-]*|[\w-]+\.(?:toml|cff|md|txt|lock))`", STEPS)
    ):
        assert (ROOT / name).exists(), name
