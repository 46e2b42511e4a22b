"""What the pages about the handbook say of its files, commands, changes and data is so."""

import json
import re

import pytest
from typer.testing import CliRunner

from edi_handbook.cli import app
from tests.content.pages import ROOT

ABOUT = ROOT / "book" / "about"
ADAPTING = (ABOUT / "adapting.md").read_text(encoding="utf-8")
FILES = re.findall(r"`((?:[\w-]+/)*[\w.-]+\.(?:md|yml|csv|txt|bib|toml)|(?:book|data)/(?:\w+/)?)`", ADAPTING)
COMMANDS = re.findall(
    r"^\.venv/bin/edi-handbook ([a-z ]+?)(?: [\w.-]+\.xlsx)(?: (--\w+) \S+)?$", ADAPTING, re.MULTILINE
)


def test_files_and_commands_were_found():
    assert {
        "_toc.yml",
        "data/actions/actions.csv",
        "data/places/places.csv",
        "book/strategy/",
        "docs/another-place.md",
    } <= set(FILES)
    assert {words for words, _ in COMMANDS} == {"return template", "return check", "return report"}


@pytest.mark.parametrize("name", sorted(set(FILES)))
def test_a_file_that_is_named_is_there(name):
    assert (ROOT / name).exists()


@pytest.mark.parametrize(("words", "option"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_a_command_that_is_shown_exists_with_its_option(words, option):
    said = CliRunner().invoke(app, [*words.split(), "--help"], env={"COLUMNS": "200"})
    assert said.exit_code == 0
    assert option in said.output


def test_make_targets_that_are_shown_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = re.findall(r"^make (\w+)$", ADAPTING, re.MULTILINE)
    assert shown == ["book", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in shown)


def test_readers_and_makers_see_the_same_changes():
    """The page includes CHANGELOG.md from a sentence that must be there."""
    start = re.search(r':start-after: "(.*)"', (ABOUT / "changes.md").read_text(encoding="utf-8"))[1]
    before, _, after = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition(start)
    assert before.startswith("# ")
    assert re.match(r"\s*## \d{4}\.\d{2}\n", after), "the newest edition comes first, right after that sentence"


@pytest.mark.parametrize("path", sorted((ROOT / "data").glob("*/datapackage.json")), ids=lambda path: path.parent.name)
def test_each_data_set_says_its_licence_and_its_limits(path):
    """The page of data and sources prints both from here."""
    package = json.loads(path.read_text(encoding="utf-8"))
    assert package["title"] and package["licenses"][0]["name"]
    readme = (path.parent / "README.md").read_text(encoding="utf-8")
    limits = readme.partition("## What it cannot show")[2].partition("\n## ")[0]
    assert len(limits.split()) >= 8


def test_the_licences_page_names_every_font_family_and_vendored_script():
    page = (ABOUT / "licences.md").read_text(encoding="utf-8")
    families = {path.name.partition("-")[0] for path in (ROOT / "edi_handbook" / "fonts").glob("*.ttf")}
    spaced = {re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", family) for family in families}
    assert {"Source Sans 3", "Source Code Pro"} <= spaced
    assert not [family for family in spaced if family not in page]
    scripts = [path.stem for path in (ROOT / "edi_handbook").rglob("vendor/*.js")]
    assert scripts and all(script in page.lower() for script in scripts)
