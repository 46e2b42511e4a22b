"""The notebook's form: there for a person only, and it reads, reports and writes what it is given."""

import ipywidgets as widgets
import pytest

from edi_handbook.report import live


@pytest.fixture
def example(builds, tmp_path):
    return live.write_example(tmp_path / "mine.csv", "SYN-G", 2025)


def parts(form):
    upload, path, read, folder, save, result = form.children
    return upload, path, read, folder, save, result


def upload_bytes(widget, data: bytes):
    """What the front end sends when a file is chosen."""
    file = {"name": "../../evil.csv", "type": "", "size": len(data), "last_modified": 0, "content": memoryview(data)}
    widget.set_state({"value": [file]})


@pytest.fixture(autouse=True)
def somebody_there(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/your-organisations-return.md")


def test_a_build_has_nobody_to_press_a_button(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert live.form() is None


def test_every_control_is_a_named_one():
    upload, path, read, folder, save, _ = parts(live.form())
    assert isinstance(upload, widgets.FileUpload)
    assert all(control.description for control in (upload, path, read, folder, save))


def test_an_uploaded_file_gives_the_same_as_a_named_one(example, monkeypatch):
    said = shown(monkeypatch)
    upload, path, read, *_ = parts(live.form())
    path.value = str(example)
    read.click()
    named = [piece.bundle() for piece in said]
    said.clear()
    upload, path, read, *_ = parts(live.form())
    upload_bytes(upload, example.read_bytes())
    read.click()
    assert [piece.bundle() for piece in said] == named
    assert [one["name"] for one in named] == ["own-return-says", "ratios", "survey", "own-return-by-band"]


def test_nothing_chosen_is_said_in_a_sentence(monkeypatch):
    said = shown(monkeypatch)
    parts(live.form())[2].click()
    assert "Choose a file first" in said[0].data


def test_a_bad_file_gives_its_problems_and_no_figures(monkeypatch):
    said = shown(monkeypatch)
    upload, _, read, *_ = parts(live.form())
    upload_bytes(upload, b"name,count\nx,1\n")
    read.click()
    assert len(said) == 1
    assert said[0].caption == "Mend these first"


def test_the_report_is_written_where_asked(example, tmp_path, monkeypatch):
    said = shown(monkeypatch)
    upload, _, _, folder, save, _ = parts(live.form())
    upload_bytes(upload, example.read_bytes())
    folder.value = str(tmp_path / "out")
    save.click()
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "Wrote" in said[0].data


def test_a_folder_that_cannot_be_written_is_said(example, tmp_path, monkeypatch):
    said = shown(monkeypatch)
    upload, _, _, folder, save, _ = parts(live.form())
    upload_bytes(upload, example.read_bytes())
    (tmp_path / "taken").write_text("a file")
    folder.value = str(tmp_path / "taken")
    save.click()
    assert "cannot be written" in said[0].data


def test_each_organisation_has_its_newest_year(tmp_path):
    older = live.write_example(tmp_path / "a.csv", "SYN-A", 2024).read_text()
    newer = live.write_example(tmp_path / "b.csv", "SYN-A", 2025).read_text().partition("\n")[2]
    (tmp_path / "both.csv").write_text(older + newer)
    found = live.analyse(tmp_path / "both.csv")
    assert [report.year for report in found.reports] == [2025]


def test_an_unknown_example_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no return of SYN-Z"):
        live.write_example(tmp_path / "x.csv", "SYN-Z", 2025)


def shown(monkeypatch) -> list:
    """What is displayed, caught."""
    found = []
    monkeypatch.setattr("IPython.display.display", lambda *things: found.extend(things))
    return found
