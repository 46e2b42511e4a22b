"""What is written is whole or not there, whatever goes wrong while it is written: at every write of every maker."""

import datetime
import io
import itertools
import json
import os
import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from edi_handbook import whole
from edi_handbook.publish.building import record
from edi_handbook.publish.web import offers
from edi_handbook.publish.web.site import offline
from edi_handbook.report import write as report
from edi_handbook.scaffold import NewError
from edi_handbook.scaffold import write as scaffold
from edi_handbook.workforce.disclosure import Count, Earlier
from edi_handbook.workforce.returns import template
from edi_handbook.workshop import folder as rooms
from edi_handbook.workshop import zips
from edi_handbook.workshop.notebooks import Copy
from tests import faults
from tests.many import is_thorough

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a full disk is set up as POSIX systems have it")
NOON = datetime.datetime(2026, 11, 23, 12, 0, 0)
MINE = b"what a participant wrote"


def copies(audience: str) -> list[Copy]:
    text = nbformat.writes(new_notebook(cells=[new_markdown_cell(f"# One, for the {audience}", id="one")]))
    return [Copy("notebooks/one", "01-one.ipynb", "One", text), Copy("notebooks/two", "02-two.ipynb", "Two", text)]


@dataclass
class Maker:
    """Something that writes: what lies in the folder before, and how it is made."""

    before: object
    make: object
    all_or_none: bool = False


def a_room(audience: str):
    return lambda folder: rooms.prepare(folder / "workshop", copies(audience), audience, NOON)


def a_room_in_use(folder: Path) -> None:
    a_room("learner")(folder)
    (folder / "workshop" / "mine.txt").write_bytes(MINE)
    (folder / "workshop" / "02-two.ipynb").unlink()


def a_damaged_room(folder: Path) -> None:
    a_room_in_use(folder)
    (folder / "workshop" / "01-one.ipynb").write_bytes(b"")
    (folder / "workshop" / "00-start-here.ipynb").write_text('{"cells": [')


def old_zips(folder: Path) -> None:
    (folder / "learner.zip").write_bytes(b"of another day")


def old_site(folder: Path) -> None:
    for name in ("html/index.html", "html/deep/page.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<p>Words</p><!--pdf a.pdf--><!--/pdf-->" * 50)
    (folder / "html" / "pdf").mkdir()
    (folder / "html" / "pdf" / "a.pdf").write_bytes(b"of another day")
    (folder / "typstpdf").mkdir()
    (folder / "typstpdf" / "a.pdf").write_bytes(b"%PDF" * 100)
    (folder / "typstpdf" / "timings.json").write_text(json.dumps([{"file": "a.pdf", "pages": 3, "bytes": 400}]))


def old_report(folder: Path) -> None:
    (folder / "out" / "A").mkdir(parents=True)
    (folder / "out" / "A" / "report.pdf").write_bytes(b"of another day")


def old_handbook(folder: Path) -> None:
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")


MAKERS = {
    "a new room": Maker(lambda _: None, a_room("learner")),
    "a room in use": Maker(a_room_in_use, a_room("learner")),
    "a damaged room": Maker(a_damaged_room, a_room("learner")),
    "a room for others": Maker(a_room_in_use, a_room("facilitator")),
    "both zips": Maker(old_zips, lambda folder: zips.make(folder, folder, folder)),
    "the offline zip": Maker(old_site, lambda folder: offline.bundle(folder / "html", folder / "handbook.zip")),
    "offers of PDFs": Maker(old_site, lambda folder: offers.fill(folder / "html", folder / "typstpdf", {"a.pdf": "A"})),
    "two reports": Maker(old_report, lambda folder: report.write(folder, folder / "out"), all_or_none=True),
    "a template to fill in": Maker(lambda _: None, lambda folder: template.write_template(folder / "return.csv")),
    "a workbook to fill in": Maker(lambda _: None, lambda folder: template.write_template(folder / "return.xlsx")),
    "a new page": Maker(
        old_handbook,
        lambda folder: scaffold.write(folder, {"book/new/one.md": "# One\n", "_toc.yml": "parts: []\n"}),
        all_or_none=True,
    ),
    "a build's record": Maker(lambda _: None, lambda folder: record.write(folder / "html", record.Source(folder), {})),
    "a folder": Maker(old_site, lambda folder: shelf(folder / "html")),
}


def shelf(path: Path) -> None:
    with whole.folder(path) as filling:
        whole.write_text(filling / "index.html", "<p>New words</p>")


@pytest.fixture(autouse=True)
def quick_insides(monkeypatch):
    """What makers work out before they write takes long, and is not what is tried here."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    monkeypatch.setattr(os, "fsync", lambda _: None)  # for a power cut, which is not tried
    example = b"organisation_code\nSYN-G\n" * 40
    monkeypatch.setattr(rooms.live, "write_example", lambda path, *_: whole.write_bytes(path, example))

    def staged(source, copies, audience, folder):
        folder.mkdir()
        (folder / "README.md").write_text(f"For the {audience}.\n" * 40)

    monkeypatch.setattr(zips, "stage", staged)
    monkeypatch.setattr(zips, "_add_results", lambda *_: None)
    monkeypatch.setattr(zips.notebooks, "collect", lambda *_: [])
    counts = pd.DataFrame({"organisation_code": ["A", "B"], "organisation_name": ["A", "B"], "year": [2025, 2025]})
    found = type("Found", (), {"readable": True, "errors": [], "counts": counts})
    monkeypatch.setattr(report, "check_return", lambda _: found)
    nothing = Earlier(8, 5, 10, {("1", "headcount", "all", "white"): Count("40", 40)}, {}, {})

    def pack(counts, code, name, year, day, thresholds, before, *_):
        return type("Pack", (), {"memory": before.with_one(year, nothing)})

    monkeypatch.setattr(report, "pack", pack)
    monkeypatch.setattr(report, "_files", lambda *_: {"report.pdf": b"%PDF" * 40, "summary.txt": b"- words\n" * 40})


def as_read(name: str, body: bytes) -> object:
    """A file as its reader finds it: a workbook holds the time at which it was made, and else is its cells."""
    if not name.endswith(".xlsx"):
        return body
    try:
        book = openpyxl.load_workbook(io.BytesIO(body))
    except (OSError, KeyError, zipfile.BadZipFile):
        return body
    return str([(sheet.title, list(sheet.values)) for sheet in book])


def held(folder: Path) -> dict[str, object]:
    return {name: as_read(name, body) for name, body in faults.held(folder).items()}


def afresh(folder: Path, maker: Maker) -> dict[str, object]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    maker.before(folder)
    return held(folder)


@pytest.mark.parametrize("kind", faults.KINDS)
@pytest.mark.parametrize("name", MAKERS)
def test_a_fault_at_any_write_leaves_nothing_half_made(tmp_path, record_property, name, kind):
    maker, folder, seen = MAKERS[name], tmp_path / "place", Counter()
    before = afresh(folder, maker)
    maker.make(folder)
    after = held(folder)
    assert after != before
    known = set(before.values()) | set(after.values())
    for number in itertools.count(step=1 if is_thorough() else 3):
        afresh(folder, maker)
        told = None
        with faults.at(kind, number, folder) as fault:
            try:
                maker.make(folder)
            except (OSError, NewError, faults.Killed) as error:
                told = error
        if not fault.begun:
            break
        left = held(folder)
        seen["faults"] += 1
        half = [path for path, body in left.items() if body not in known]
        assert half == [], f"{kind} at act {number}"
        if told is None:
            assert left == after, f"{kind} at act {number}: it said that all is well"
        elif maker.all_or_none and kind != "killed":
            assert left == before, f"{kind} at act {number}"
        assert MINE not in before.values() or MINE in left.values(), f"{kind} at act {number}: work is lost"
        maker.make(folder)
        assert held(folder) == after, f"{kind} at act {number}: the next try does not mend it"
    assert seen["faults"], "nothing was tried"
    record_property("faults", seen["faults"])


def test_a_fault_is_real(tmp_path):
    """The harness itself: plain writing leaves what these tests are there to find."""
    for kind in faults.KINDS:
        path = tmp_path / kind
        with faults.at(kind, 0, tmp_path), pytest.raises((OSError, faults.Killed)):
            path.write_text("0123456789")
        assert (path.read_text() if path.exists() else None) == (None if kind == "denied" else "012")


def test_what_a_stopped_process_left_of_a_folder_goes_with_the_next(tmp_path):
    old_site(tmp_path)
    with pytest.raises(faults.Killed), faults.at("killed", 1, tmp_path):
        shelf(tmp_path / "html")
    assert [path.name for path in tmp_path.glob(".*")]
    offline.bundle(tmp_path / "html", tmp_path / "handbook.zip")
    with zipfile.ZipFile(tmp_path / "handbook.zip") as bundle:
        assert not [name for name in bundle.namelist() if whole.PART in name]
    shelf(tmp_path / "html")
    assert not list(tmp_path.glob(".*"))


def test_an_error_names_the_place_that_was_asked_for(tmp_path):
    with faults.at("full", 0, tmp_path), pytest.raises(OSError, match=r"note\.txt") as caught:
        whole.write_text(tmp_path / "note.txt", "words")
    assert caught.value.filename == str(tmp_path / "note.txt")


def test_a_file_keeps_its_rights_and_a_link_leads_where_it_led(tmp_path):
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    whole.write_text(link, "new")
    assert link.is_symlink() and file.read_text() == "new" and file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


def test_a_new_file_has_the_rights_that_any_new_file_has(tmp_path):
    (tmp_path / "plain").write_text("")
    whole.write_text(tmp_path / "whole", "")
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_line_ends_are_kept(tmp_path):
    whole.write_text(tmp_path / "a", "one\r\ntwo\n")
    assert (tmp_path / "a").read_bytes() == b"one\r\ntwo\n"


def test_a_long_name_can_be_written(tmp_path):
    whole.write_text(tmp_path / ("n" * 255), "words")
    assert (tmp_path / ("n" * 255)).read_text() == "words"
