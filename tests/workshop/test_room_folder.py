"""The folder of a room: complete, in order, and nothing that was written there is ever lost."""

import datetime

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook
from typer.testing import CliRunner

from edi_handbook import cli
from edi_handbook.workforce.returns.check import check_return
from edi_handbook.workshop import commands, folder, notebooks
from edi_handbook.workshop.notebooks import Copy


def copies(words: str = "Words") -> list[Copy]:
    text = nbformat.writes(new_notebook(cells=[new_markdown_cell(f"# One\n\n{words}", id="one")]))
    return [Copy("notebooks/one", "01-one.ipynb", "One", text), Copy("notebooks/two", "02-two.ipynb", "Two", text)]


COPIES, FACILITATORS = copies(), copies("Words, and a facilitator note")
NOON = datetime.datetime(2026, 11, 23, 12, 0, 0)
WRITTEN = nbformat.writes(new_notebook(cells=[new_markdown_cell("written by the group", id="ours")]))


def prepare(room, made_of=None, audience="learner") -> list[str]:
    return folder.prepare(room, made_of or COPIES, audience, NOON)


def names(place) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_all_is_there_and_the_start_page_comes_first(tmp_path):
    room = tmp_path / "workshop"
    prepare(room)
    assert names(room) == [
        *(".room.json", "00-start-here.ipynb", "01-one.ipynb", "02-two.ipynb", "an-invented-return.csv")
    ]
    start = nbformat.read(room / folder.START, as_version=4)
    nbformat.validate(start)
    assert "1. [One](01-one.ipynb)" in start.cells[2].source
    assert check_return(room / folder.EXAMPLE).errors == []


def test_a_second_start_writes_only_what_is_missing(tmp_path):
    room = tmp_path / "workshop"
    prepare(room)
    (room / "01-one.ipynb").write_text(WRITTEN)
    (room / "02-two.ipynb").unlink()
    assert prepare(room) == []
    assert (room / "02-two.ipynb").read_text() == COPIES[1].text
    assert (room / "01-one.ipynb").read_text() == WRITTEN


def test_a_reset_moves_aside_what_was_written_under_its_date(tmp_path):
    room = tmp_path / "workshop"
    prepare(room)
    (room / "01-one.ipynb").write_text("written by the group")
    (room / "notes").mkdir()
    (room / "notes" / "mine.txt").write_text("mine")
    kept = folder.set_aside(room, NOON)
    assert kept.name == "workshop-kept-2026-11-23-120000"
    assert (kept / "01-one.ipynb").read_text() == "written by the group"
    assert (kept / "notes" / "mine.txt").read_text() == "mine"
    prepare(room)
    assert (room / "01-one.ipynb").read_text() == COPIES[0].text


def test_two_resets_in_one_second_keep_both(tmp_path):
    room = tmp_path / "workshop"
    for words in ("first", "second"):
        prepare(room)
        (room / "mine.txt").write_text(words)
        folder.set_aside(room, NOON)
    kept = sorted(tmp_path.glob("workshop-kept-*"))
    assert [(place / "mine.txt").read_text() for place in kept] == ["first", "second"]


def test_nothing_to_move_is_no_fault(tmp_path):
    assert folder.set_aside(tmp_path / "workshop", NOON) is None


def kept_of(room):
    [kept] = room.parent.glob(f"{room.name}-kept-*")
    return kept


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (("facilitator", FACILITATORS), ("learner", COPIES), "was made for facilitators, not for learners"),
        (("learner", COPIES), ("facilitator", FACILITATORS), "was made for learners, not for facilitators"),
        (("learner", COPIES), ("learner", copies("New words")), "was made before the notebooks changed"),
    ],
    ids=["learners after facilitators", "facilitators after learners", "changed notebooks"],
)
def test_a_room_of_others_is_moved_aside_with_what_was_written(tmp_path, first, then, said):
    room = tmp_path / "workshop"
    prepare(room, first[1], first[0])
    (room / "01-one.ipynb").write_text(WRITTEN)
    assert prepare(room, then[1], then[0]) == [
        f"workshop {said}: all of it is now in workshop-kept-2026-11-23-120000, and a new room takes its place."
    ]
    assert (kept_of(room) / "01-one.ipynb").read_text() == WRITTEN
    assert [(room / copy.file).read_text() for copy in then[1]] == [copy.text for copy in then[1]]
    assert prepare(room, then[1], then[0]) == [], "a room that is as it should be is left alone"


def test_a_room_of_another_version_says_which(tmp_path, monkeypatch):
    room = tmp_path / "workshop"
    with monkeypatch.context() as patch:
        patch.setattr(folder.metadata, "version", lambda _: "2025.3")
        prepare(room)
    [said] = prepare(room)
    assert "was made by version 2025.3 of the handbook, and this is 20" in said
    assert kept_of(room).is_dir()


@pytest.mark.parametrize("mark", [None, "", "{}", "[]", '{"audience": '])
def test_a_room_that_does_not_say_whose_it_is_is_moved_aside(tmp_path, mark):
    room = tmp_path / "workshop"
    prepare(room)
    (room / folder.MARK).unlink() if mark is None else (room / folder.MARK).write_text(mark)
    [said] = prepare(room)
    assert "does not say for whom it was made" in said
    assert kept_of(room).is_dir() and prepare(room) == []


def test_a_folder_of_somebody_s_own_that_is_no_room_stays_where_it_is(tmp_path):
    (tmp_path / "mine.docx").write_text("mine")
    assert prepare(tmp_path) == []
    assert names(tmp_path)[-1] == "mine.docx" and (tmp_path / "01-one.ipynb").exists()


@pytest.mark.parametrize("held", ["", '{"cells": [', "null", "words"])
def test_a_notebook_that_cannot_be_read_is_kept_beside_a_new_one(tmp_path, held):
    room = tmp_path / "workshop"
    prepare(room)
    (room / "02-two.ipynb").write_text(held)
    assert prepare(room) == [
        "02-two.ipynb cannot be read as a notebook: it is now 02-two-kept-2026-11-23-120000.ipynb, "
        "and a new copy takes its place."
    ]
    assert (room / "02-two-kept-2026-11-23-120000.ipynb").read_text() == held
    assert (room / "02-two.ipynb").read_text() == COPIES[1].text


def opened(*arguments):
    return CliRunner().invoke(cli.app, ["workshop", "--no-open", *map(str, arguments)])


def test_a_folder_that_is_a_file_is_refused_before_anything_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "_built", lambda: pytest.fail("it built"))
    file = tmp_path / "plan.docx"
    file.write_text("mine")
    found = opened("--folder", file, "--reset")
    assert found.exit_code == 2
    assert found.stderr == f"{file} is a file: name a folder, new or made by this command.\n"
    assert file.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "_built", lambda: (tmp_path, tmp_path))
    monkeypatch.setattr(notebooks, "collect", lambda *_: COPIES)
    (tmp_path / "file").write_text("mine")
    found = opened("--folder", tmp_path / "file" / "room")
    assert found.exit_code == 2
    assert found.stderr.startswith(f"{tmp_path / 'file' / 'room'} cannot be written (")
    assert "Traceback" not in found.output
    assert opened("--folder", tmp_path / "room").exit_code == 0
    again = opened("--folder", tmp_path / "room", "--facilitator")
    assert again.exit_code == 0 and again.output.startswith("room was made for learners, not for facilitators: all of")
