"""What CONTRIBUTING.md tells people to touch and run is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| .* \|$", TEXT, re.MULTILINE)][
    1:
]
PLACE = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:yml|md|txt|json))`")
# In the folder of each data set, which the row does not name.
IN_EACH = {"datapackage.json", "README.md"}


def test_each_row_says_what_to_touch_and_what_to_run():
    assert len(ROWS) > 15
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


@pytest.mark.parametrize("place", sorted({place for row in ROWS for place in PLACE.findall(row[1])} - IN_EACH))
def test_a_place_that_is_named_is_there(place):
    assert (ROOT / place).exists() or place == "front/"


@pytest.mark.parametrize("command", sorted({one for row in ROWS for one in re.findall(r"`([^`]+)`", row[2])}))
def test_a_command_that_is_named_can_be_given(command):
    if command.startswith("make "):
        assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    else:
        assert command.startswith("pytest ") and (ROOT / command.split()[1]).exists()


def test_settings_that_are_named_are_settings():
    settings = (ROOT / "_config.yml").read_text(encoding="utf-8")
    known = settings + "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "edi_handbook/publish").rglob("*.py")
    )
    named = {name for row in ROWS for name in re.findall(r"`(edi_\w+)` of `_config.yml`", row[1])}
    assert named and all(name in known for name in named)


def test_every_kind_of_start_is_named():
    from edi_handbook.scaffold import commands

    begin = TEXT.partition("## Begin something new")[2].partition("\n## ")[0]
    for command in commands.app.registered_commands:
        assert re.search(rf"\b{command.callback.__name__}\b", begin), command.callback.__name__
