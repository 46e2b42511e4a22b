"""`docs/another-place.md` names every file in which a handbook for another place has a name to change."""

import re

import pytest

from edi_handbook.workforce import places
from tests.content.pages import ROOT

GUIDE = (ROOT / "docs" / "another-place.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([\w./-]+\.(?:md|yml|csv|toml|cff|txt|py)|(?:data|book|notebooks)/[\w./-]*)`", GUIDE))
KEPT_APART = ("LICENCE-TEXT", "CHANGELOG.md")
"""A licence names no place of ours; what was changed in an edition stays as it was told."""


def outside_the_book() -> list:
    """Files of makers at the root, in docs/ and in the package, where no substitution reaches."""
    found = [path for path in ROOT.iterdir() if path.is_file() and path.name not in KEPT_APART]
    return [*found, *(ROOT / "docs").rglob("*.md"), *(ROOT / "edi_handbook").rglob("*.py")]


def holding(name: str) -> set[str]:
    """The files outside of the book that hold a name, but the guide itself."""
    found = [path for path in outside_the_book() if name in path.read_text(encoding="utf-8", errors="ignore")]
    return {path.relative_to(ROOT).as_posix() for path in found} - {"docs/another-place.md"}


def test_every_file_that_names_the_place_in_full_is_listed():
    assert holding(places.system().name) - NAMED == set()


@pytest.mark.local
def test_the_files_of_makers_name_the_place_that_the_pages_name():
    assert {"README.md", "CITATION.cff", "_config.yml", "pyproject.toml"} <= holding(places.system().name)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_file_that_the_guide_names_is_there(name):
    found = [path for path in (ROOT / name, ROOT / "data" / name) if path.exists()]
    assert found or [*(ROOT / "data").glob(f"*/{name}")]


@pytest.mark.parametrize("test", sorted(set(re.findall(r"`(test_\w+)`", GUIDE))))
def test_a_test_that_the_guide_names_is_there(test):
    files = [*(ROOT / "tests").rglob("test_*.py")]
    assert any(path.stem == test or f"def {test}(" in path.read_text(encoding="utf-8") for path in files)
