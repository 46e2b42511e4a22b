"""A learner's copy holds no facilitator block, and everything else of the page."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook.facilitate.strip import learner

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.md"))
BLOCK = "```{facilitator} Reading the interval\n:minutes: 5\n:risk: One voice fills the room.\n\nAsk in pairs.\n```\n"


def test_a_block_goes_and_its_neighbours_stay():
    assert learner(f"# T\n\nBefore.\n\n{BLOCK}\nAfter.\n") == "# T\n\nBefore.\n\nAfter.\n"


def test_notes_of_a_reflection_go_too():
    assert learner("A\n\n```{reflection-facilitator} small-slights\n```\n\nB\n") == "A\n\nB\n"


@pytest.mark.parametrize(
    "fence",
    ["```", "````", "~~~", ":::", "::::"],
)
def test_every_fence_that_myst_knows(fence):
    assert learner(f"A\n\n{fence}{{facilitator}} T\nsecret\n{fence}\n\nB\n") == "A\n\nB\n"


def test_a_block_that_holds_another_fence_goes_whole():
    text = "A\n\n````{facilitator} T\nsecret\n\n```{note}\nsecret\n```\n\nsecret\n````\n\nB\n"
    assert learner(text) == "A\n\nB\n"


def test_a_shorter_fence_inside_does_not_end_the_block():
    text = "A\n\n::::{facilitator} T\n:::{note}\nsecret\n:::\nsecret\n::::\nB\n"
    assert learner(text) == "A\n\nB\n"


def test_code_without_a_language_inside_a_block_goes_with_it():
    text = "A\n\n````{facilitator} T\n```\nsecret\n```\nsecret\n````\n\nB\n"
    assert learner(text) == "A\n\nB\n"


def test_a_block_inside_another_directive_goes_and_the_directive_stays():
    text = "````{note}\nkept\n\n```{facilitator} T\nsecret\n```\n\nkept too\n````\n"
    assert learner(text) == "````{note}\nkept\n\nkept too\n````\n"


def test_a_block_that_is_never_closed_goes_to_the_end():
    assert learner("A\n\n```{facilitator} T\nsecret\n") == "A\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "A page\n\n```{code-cell} python3\nprint('{facilitator}')\n```\n\nand more\n",
        "How to write one:\n\n````md\n```{facilitator} T\nshown\n```\n````\n",
        "```{facilitators-guide}\nanother directive\n```\n",
        "no fence at all\n\n\n\nand its own blank lines\n",
    ],
)
def test_what_is_no_block_stays_to_the_letter(text):
    assert learner(text) == text


lines = st.text(alphabet="abc `:~{}\n", max_size=40)


@given(before=lines, after=st.text(alphabet="abc \n", max_size=40))
def test_nothing_of_a_block_survives_on_a_page_of_plain_text(before, after):
    plain = before.replace("`", "").replace("~", "").replace(":", "")
    stripped = learner(f"{plain}\n\n```{{facilitator}} T\nSECRET\n```\n{after}\n")
    assert "SECRET" not in stripped
    assert stripped.split() == f"{plain}\n{after}".split()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_note_of_a_real_notebook_survives_and_every_cell_does(path):
    text = path.read_text(encoding="utf-8")
    notes = re.findall(r"^```\{facilitator\} (.+?)\n(.+?)^```$", text, re.MULTILINE | re.DOTALL)
    stripped = learner(text)
    for title, body in notes:
        assert f"{{facilitator}} {title}" not in stripped
        assert not [line for line in body.splitlines() if len(line) > 30 and line in stripped]
    assert stripped.count("{code-cell}") == text.count("{code-cell}")


def test_real_notebooks_hold_notes():
    assert sum(path.read_text(encoding="utf-8").count("```{facilitator}") for path in NOTEBOOKS) >= 12
