"""The files that set up a hub: they can be read, and each command in them is one that the handbook has."""

import json
import re
import shlex
import subprocess

import pytest
import yaml
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.publish.building import build

ROOT = build.root()
SCRIPTS = [".binder/postBuild", ".binder/start", "hub/littlest/README.md"]


@pytest.mark.parametrize("name", [".binder/postBuild", ".binder/start"])
def test_the_shell_can_read_it_and_the_image_can_run_it(name):
    path = ROOT / name
    assert subprocess.run(["bash", "-n", path], capture_output=True).returncode == 0
    assert path.stat().st_mode & 0o111, f"{name} is not executable"


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_command_of_the_handbook_has_these_options(name):
    lines = re.findall(r"edi-handbook ([a-z].*)", (ROOT / name).read_text())
    for line in lines:
        command, *rest = shlex.split(line)
        known = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
        for option in (word for word in rest if word.startswith("--")):
            assert option in known, f"{name}: {line}"


def test_the_image_takes_the_handbook_s_own_pins():
    named = (ROOT / ".binder" / "requirements.txt").read_text().splitlines()[-1]
    assert named.startswith("-r ")
    assert (ROOT / ".binder" / named.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
    assert (ROOT / ".binder" / "runtime.txt").read_text().strip() in {"python-3.11", "python-3.12", "python-3.13"}


def test_the_settings_can_be_read_and_hold_a_participant_to_the_same_limit():
    littlest = yaml.safe_load((ROOT / "hub" / "littlest" / "config.yaml").read_text())
    kubernetes = yaml.safe_load((ROOT / "hub" / "kubernetes" / "values.yaml").read_text())
    assert littlest["limits"]["memory"] == kubernetes["singleuser"]["memory"]["limit"]
    assert kubernetes["singleuser"]["image"]["name"] == "", "an image that nobody has built is named"
    assert json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())["postCreateCommand"] == "make html"
