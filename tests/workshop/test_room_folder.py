"""The folder of a room: complete, in order, and nothing that was written there is ever lost."""

import datetime

import nbformat
import pytest
from typer.testing import CliRunner

from edi_handbook import cli
from edi_handbook.workforce.returns.check import check_return
from edi_handbook.workshop import commands, folder, notebooks
from edi_handbook.workshop.notebooks import Copy

COPIES = [Copy("notebooks/one", "01-one.ipynb", "One", "{}"), Copy("notebooks/two", "02-two.ipynb", "Two", "{}")]
NOON = datetime.datetime(2026, 11, 23, 12, 0, 0)


def names(place) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_all_is_there_and_the_start_page_comes_first(tmp_path):
    room = tmp_path / "workshop"
    folder.prepare(room, COPIES)
    assert names(room) == ["00-start-here.ipynb", "01-one.ipynb", "02-two.ipynb", "an-invented-return.csv"]
    start = nbformat.read(room / folder.START, as_version=4)
    nbformat.validate(start)
    assert "1. [One](01-one.ipynb)" in start.cells[2].source
    assert check_return(room / folder.EXAMPLE).errors == []


def test_a_second_start_writes_only_what_is_missing(tmp_path):
    room = tmp_path / "workshop"
    folder.prepare(room, COPIES)
    (room / "01-one.ipynb").write_text("written by the group")
    (room / "02-two.ipynb").unlink()
    assert folder.prepare(room, COPIES) == [room / "02-two.ipynb"]
    assert (room / "01-one.ipynb").read_text() == "written by the group"


def test_a_reset_moves_aside_what_was_written_under_its_date(tmp_path):
    room = tmp_path / "workshop"
    folder.prepare(room, COPIES)
    (room / "01-one.ipynb").write_text("written by the group")
    (room / "notes").mkdir()
    (room / "notes" / "mine.txt").write_text("mine")
    kept = folder.set_aside(room, NOON)
    assert kept.name == "workshop-kept-2026-11-23-120000"
    assert (kept / "01-one.ipynb").read_text() == "written by the group"
    assert (kept / "notes" / "mine.txt").read_text() == "mine"
    folder.prepare(room, COPIES)
    assert (room / "01-one.ipynb").read_text() == "{}"


def test_two_resets_in_one_second_keep_both(tmp_path):
    room = tmp_path / "workshop"
    for words in ("first", "second"):
        folder.prepare(room, COPIES)
        (room / "mine.txt").write_text(words)
        folder.set_aside(room, NOON)
    kept = sorted(tmp_path.glob("workshop-kept-*"))
    assert [(place / "mine.txt").read_text() for place in kept] == ["first", "second"]


def test_nothing_to_move_is_no_fault(tmp_path):
    assert folder.set_aside(tmp_path / "workshop", NOON) is None


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
