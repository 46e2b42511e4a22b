"""Session plans: the ones that ship, and what a wrong file is told."""

import copy
from pathlib import Path

import pytest
import yaml

from edi_handbook.facilitate import plan

ROOT = Path(__file__).parents[2]
SESSIONS = ROOT / "book" / "facilitate" / "sessions"
PLANS = plan.read_all(SESSIONS)

LENGTHS = {
    "from-gap-to-process": 60,
    "noticing-acting-repairing": 150,
    "twenty-minute-follow-up": 20,
    "board-session-on-the-return": 45,
}

SMALL = """\
title: A small session
summary: A plan that holds together, for tests to break.
minutes: 12
people: Six people
leaders: One person
reviewed: 2026-11-23
materials:
  - what: Paper
steps:
  - id: welcome
    kind: open
    title: Welcome
    minutes: 2
    say: You may pass and step out.
    do: [Name the roles to ring.]
    risks: [{watch: Silence, then: Wait.}]
  - id: try-it
    kind: work
    title: Try it
    minutes: 7
    say: Try it in pairs.
    do: [Set the clock.]
    risks: [{watch: Noise, then: Ring the bell.}]
    evidence: {grade: D, why: We think that it helps.}
  - id: close
    kind: close
    title: Close
    minutes: 3
    say: Thank you.
    do: [Stay.]
    risks: [{watch: Hurry, then: Stay.}]
"""


def test_the_sessions_that_were_asked_for_are_there():
    assert LENGTHS.items() <= {name: session.minutes for name, session in PLANS.items()}.items()


@pytest.mark.parametrize("name", PLANS)
def test_minutes_add_up_in_the_file_itself(name):
    data = yaml.safe_load((SESSIONS / f"{name}.yml").read_text(encoding="utf-8"))
    assert sum(step["minutes"] for step in data["steps"]) == data["minutes"]


@pytest.mark.parametrize("name", PLANS)
def test_steps_follow_one_another(name):
    timed = list(PLANS[name].timed)
    assert timed[0][0] == 0
    assert [begins for begins, _, _ in timed[1:]] == [ends for _, ends, _ in timed[:-1]]
    assert timed[-1][1] == PLANS[name].minutes


@pytest.mark.parametrize("name", PLANS)
def test_support_and_ways_out_come_before_any_question(name):
    first = PLANS[name].steps[0]
    words = " ".join([first.say, *first.show, *first.do])
    assert "roles to ring" in words or "Freedom to Speak Up" in words
    assert not first.prompts
    assert "pass" in words or "break" in words


@pytest.mark.parametrize("name", PLANS)
def test_each_session_points_to_what_to_do_when_someone_discloses_harm(name):
    text = (SESSIONS / f"{name}.yml").read_text(encoding="utf-8")
    page = (SESSIONS / f"{name}.md").read_text(encoding="utf-8")
    assert "when-someone-discloses-harm" in text
    assert f"{{session}} {name}" in page


def test_the_long_session_has_its_break_near_the_middle():
    [pause] = [(begins, step) for begins, _, step in PLANS["noticing-acting-repairing"].timed if step.kind == "break"]
    assert 60 <= pause[0] <= 90 and pause[1].minutes >= 10


@pytest.mark.parametrize(("minutes", "shown"), [(0, "0:00"), (9, "0:09"), (60, "1:00"), (149, "2:29")])
def test_clock(minutes, shown):
    assert plan.clock(minutes) == shown


def written(folder: Path, text: str) -> Path:
    path = folder / "small.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_small_plan_is_sound(tmp_path):
    session = plan.read(written(tmp_path, SMALL))
    assert [(begins, ends, step.id) for begins, ends, step in session.timed] == [
        (0, 2, "welcome"),
        (2, 9, "try-it"),
        (9, 12, "close"),
    ]


BROKEN = {
    "minutes do not add up": (
        lambda d: d["steps"][1].update(minutes=8),
        "small.yml, line 1: the session plan: the steps take 13 minutes and the session 12: "
        "change a step's minutes, or the total",
    ),
    "the hard part comes first": (
        lambda d: d["steps"].reverse(),
        "the first step, and only the first, must be of kind open: support and ways out come first",
    ),
    "no close": (
        lambda d: d["steps"][2].update(kind="break"),
        "the last step, and only the last, must be of kind close",
    ),
    "two of one name": (lambda d: d["steps"][2].update(id="try-it"), "two steps are called 'try-it'"),
    "long without a break": (
        lambda d: (d.update(minutes=95), d["steps"][1].update(minutes=60), d["steps"][2].update(minutes=33)),
        "90 minutes or more need a break: add a step of kind break",
    ),
    "a risk missing": (
        lambda d: d["steps"][1].update(risks=[]),
        "step 'try-it' risks: needs at least 1",
    ),
    "minutes in words": (
        lambda d: d["steps"][1].update(minutes="seven"),
        "step 'try-it' minutes: Input should be a valid",
    ),
    "no minutes": (lambda d: d["steps"][1].pop("minutes"), "step 'try-it' minutes: is missing"),
    "work without evidence": (
        lambda d: d["steps"][1].pop("evidence"),
        "step 'try-it': a step of work needs evidence: a grade, and why",
    ),
    "an unknown grade": (
        lambda d: d["steps"][1]["evidence"].update(grade="E"),
        "step 'try-it' evidence grade: Input should",
    ),
    "an unknown key": (lambda d: d["steps"][1].update(colour="red"), "step 'try-it' colour: is not known here"),
    "a notebook, and nothing for a browser": (
        lambda d: d["steps"][1].update(pages=["notebooks/small-numbers"]),
        "step 'try-it': it uses a notebook: say under browser_only what differs where no notebook can run",
    ),
    "notes of no page": (
        lambda d: d["steps"][1].update(slides=[{"heading": "Look", "lines": ["Look here."], "notes": "looking"}]),
        "notes are a block of a page: say which, with a line page: ...",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_plan_is_told_where_and_what(name, tmp_path):
    change, said = BROKEN[name]
    data = copy.deepcopy(yaml.safe_load(SMALL))
    change(data)
    path = written(tmp_path, yaml.safe_dump(data, sort_keys=False))
    with pytest.raises(plan.PlanError) as error:
        plan.read(path)
    assert said in str(error.value)
    assert str(error.value).startswith("small.yml, line ")


def test_the_line_is_the_line_of_the_step(tmp_path):
    path = written(tmp_path, SMALL.replace("    minutes: 7\n", "    minutes: none\n"))
    line = path.read_text().splitlines().index("    minutes: none") + 1
    with pytest.raises(plan.PlanError, match=f"small.yml, line {line}: step 'try-it' minutes"):
        plan.read(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "small.yml, line 1: a session plan is a mapping"),
        ("- a list", "small.yml, line 1: a session plan is a mapping"),
        ("title: [open", "not valid YAML"),
        (SMALL.replace("minutes: 12", "minutes: 12\nminutes: 13"), "small.yml, line 4: 'minutes' is there twice"),
    ],
)
def test_a_file_that_is_no_plan(text, said, tmp_path):
    with pytest.raises(plan.PlanError, match=said):
        plan.read(written(tmp_path, text))


def test_a_spreadsheet_by_mistake(tmp_path):
    path = tmp_path / "small.yml"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00binary")
    with pytest.raises(plan.PlanError, match=r"small\.yml: cannot be read as UTF-8 text"):
        plan.read(path)
