"""What runs on the repository's host: pinned by commit, with the least rights, publishing only what was tested."""

import re
from pathlib import Path

import pytest
import yaml

from edi_handbook.publish.web.site import publishing

ROOT = Path(__file__).parents[1]
HOST = ROOT / ".github"
FILES = sorted((HOST / "workflows").glob("*.y*ml"))
# A workflow of our own is named by its place: it is of the same commit.
PINNED = re.compile(r"(?:[\w.-]+/)+[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/[\w-]+\.yml")
REQUIREMENTS = dict(
    re.findall(r"^([\w-]+)==\S+\s+# (.+)$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
)
BOT = yaml.safe_load((HOST / "dependabot.yml").read_text(encoding="utf-8"))

every_workflow = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def uses(text: str) -> list[str]:
    return [line.strip() for line in re.findall(r"^[\s-]*uses:(.*)$", text, re.MULTILINE)]


def jobs(path: Path) -> dict[str, dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def steps(path: Path) -> list[dict]:
    return [step for job in jobs(path).values() for step in job.get("steps", [])]


@every_workflow
def test_each_action_is_pinned_by_commit_with_its_version(path):
    found = uses(path.read_text(encoding="utf-8"))
    assert found
    loose = [line for line in found if not PINNED.fullmatch(line)]
    assert loose == [], "pin it: uses: owner/action@<40 hex digits of the commit> # v1.2.3"


def test_an_action_has_one_commit_in_all_workflows():
    commits: dict[str, set[str]] = {}
    for line in (line for path in FILES for line in uses(path.read_text(encoding="utf-8")) if "@" in line):
        action, _, commit = line.partition("@")
        commits.setdefault(action, set()).add(commit)
    assert {action: found for action, found in commits.items() if len(found) > 1} == {}


def test_what_is_not_pinned_is_seen():
    assert PINNED.fullmatch(f"actions/checkout@{'0' * 40} # v4.2.2")
    for line in ("actions/checkout@v4", f"actions/checkout@{'0' * 40}", f"actions/checkout@{'0' * 39} # v4.2.2"):
        assert not PINNED.fullmatch(line)


@every_workflow
def test_rights_are_said_and_no_more_than_to_read(path):
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(whole.get("permissions"), dict), "say `permissions:` at the top"
    assert set(whole["permissions"].values()) <= {"read", "none"}
    for name, job in whole["jobs"].items():
        writes = {right for right, how in (job.get("permissions") or {}).items() if how == "write"}
        assert not writes or (path.stem, name) == ("publish", "publish"), f"{name} may write {writes}"
        assert "uses" in job or job.get("timeout-minutes"), f"{name} may run for ever"


@every_workflow
def test_a_checkout_keeps_no_key(path):
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_what_is_published_is_what_the_tests_passed():
    """The job that publishes waits for the tests of its own run, takes their artifact, and makes nothing itself."""
    both = jobs(HOST / "workflows" / "publish.yml")
    assert both["test"]["uses"] == "./.github/workflows/test.yml" and both["test"]["with"] == {"keep": True}
    assert both["publish"]["needs"] == "test" and "if" not in both["publish"]
    made = [step.get("run") or step["uses"].partition("@")[0] for step in both["publish"]["steps"]]
    assert made == ["actions/download-artifact", "actions/upload-pages-artifact", "actions/deploy-pages"]
    [tested] = jobs(HOST / "workflows" / "test.yml").values()
    kept = [number for number, step in enumerate(tested["steps"]) if "upload-artifact" in step.get("uses", "")]
    ran = [number for number, step in enumerate(tested["steps"]) if step.get("run") == ".ci/run"]
    assert ran < kept and "if" not in tested["steps"][ran[0]]
    asked = [number for number, step in enumerate(tested["steps"]) if publishing.__name__ in step.get("run", "")]
    assert ran < asked < kept and tested["steps"][asked[0]]["if"] == tested["steps"][kept[0]]["if"] == "inputs.keep"
    assert not [step for step in tested["steps"] if re.match(r"cp\b", step.get("run", ""))], (
        "the build puts all in place"
    )
    assert tested["steps"][kept[0]]["with"]["name"] == both["publish"]["steps"][0]["with"]["name"]


def test_the_update_bot_leaves_alone_what_is_held_back_and_nothing_else():
    held = {
        name for name, why in REQUIREMENTS.items() if re.search(r"newest that|later ones|wrapper|version \d+ ", why)
    }
    [pip] = [one for one in BOT["updates"] if one["package-ecosystem"] == "pip"]
    assert {one["dependency-name"] for one in pip["ignore"]} == held
    assert {"sphinx", "docutils", "ipykernel"} <= held


def test_the_update_bot_looks_at_every_list_of_packages():
    looked_at = {(one["package-ecosystem"], one["directory"].strip("/")) for one in BOT["updates"]}
    assert {("pip", ""), ("github-actions", "")} <= looked_at
    lists = [path for path in ROOT.rglob("package.json") if not {"node_modules", ".venv", "_build"} & set(path.parts)]
    assert {("npm", path.parent.relative_to(ROOT).as_posix().strip(".")) for path in lists} <= looked_at


@pytest.mark.parametrize(
    "path", sorted(set((HOST / "ISSUE_TEMPLATE").glob("*.yml")) - {HOST / "ISSUE_TEMPLATE" / "config.yml"})
)
def test_an_issue_form_can_be_used(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    kinds = {"input", "textarea", "dropdown", "checkboxes", "markdown"}
    assert {part["type"] for part in form["body"]} <= kinds
    ids = [part["id"] for part in form["body"]]
    assert len(ids) == len(set(ids)) and all(part["attributes"]["label"] for part in form["body"])
