"""Every malformed return gives its code, its place and a fix, in one sentence; never a traceback."""

import csv
import io
import json
import tracemalloc
import zipfile

import pytest
from typer.testing import CliRunner

from edi_handbook.workforce.returns import reading
from edi_handbook.workforce.returns.check import check_return
from edi_handbook.workforce.returns.commands import app
from tests.workforce.bad_returns import BANDED, BOARD, CASES, FOLDER, SOUND, SURVEY, book, text

BY_NAME = {case.name: case for case in CASES}


def found(check):
    return tuple(
        [(problem.code, problem.row, problem.column) for problem in problems]
        for problems in (check.errors, check.warnings)
    )


def test_the_sound_return_is_sound(tmp_path):
    for name, data in (
        ("sound.csv", text()),
        ("excel.xlsx", book()),
        ("csv-named.xlsx", text()),
        ("excel-named.csv", book()),
        ("old-mac.csv", text(end="\r")),
        ("windows.csv", text(end="\r\n")),
        ("all.csv", text([*BANDED, *SOUND, *BOARD])),
        ("survey.csv", text(SURVEY)),
        (
            "capitals.csv",
            text(
                [row.upper() for row in SOUND],
                "Organisation Code,ORGANISATION-NAME,Year,Indicator,Measure,Subgroup,Group,Count",
            ),
        ),
    ):
        (tmp_path / name).write_bytes(data)
        check = check_return(tmp_path / name)
        assert (name, found(check), check.exit_code) == (name, ([], []), 0)
        assert not check.results.empty


def test_the_folder_holds_the_cases():
    assert {path.name for path in FOLDER.iterdir()} == set(BY_NAME)
    assert len(BY_NAME) >= 40
    for case in CASES:
        if not case.name.endswith(".xlsx"):
            assert (FOLDER / case.name).read_bytes() == case.data, case.name


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_bad_return(name):
    case = BY_NAME[name]
    check = check_return(FOLDER / name)
    errors, warnings = found(check)
    assert sorted(errors, key=str) == sorted(case.errors, key=str)
    assert sorted(warnings, key=str) == sorted(case.warnings, key=str)
    assert check.exit_code == case.exit
    for problem in check.errors + check.warnings:
        sentence = str(problem)
        assert sentence.endswith(".") and "\n" not in sentence and ";" in sentence
        assert sentence.isprintable() and len(sentence) < 400
        assert (
            problem.message[0].isupper() or problem.message[0] in "“0123456789" or problem.message.split()[0].islower()
        )


@pytest.mark.parametrize(
    "name", ["hidden-sheet.xlsx", "hidden-row.xlsx", "hidden-column.xlsx", "sheet-without-header.xlsx"]
)
def test_a_workbook_with_something_out_of_sight_is_not_called_sound(name):
    said = CliRunner().invoke(app, ["check", str(FOLDER / name)])
    assert said.exit_code == 0
    assert said.stdout.rstrip().splitlines()[-1] == (
        "Sound in what was read: nothing there is wrong. "
        "A part of the workbook was out of sight, or not read: see above."
    )


@pytest.mark.parametrize(
    "name", ["zero-byte.csv", "thousands-comma.csv", "utf-16.csv", "merged-cells.xlsx", "picture.xlsx"]
)
def test_the_command_says_so(name):
    case = BY_NAME[name]
    plain = CliRunner().invoke(app, ["check", str(FOLDER / name)])
    assert (plain.exit_code, plain.stderr) == (case.exit, "")
    assert "not for publication" in plain.stdout and "Traceback" not in plain.stdout
    for code, _, _ in (*case.errors, *case.warnings):
        assert f"[{code}]" in plain.stdout
    as_json = CliRunner().invoke(app, ["check", str(FOLDER / name), "--json"])
    document = json.loads(as_json.stdout)
    assert as_json.exit_code == case.exit
    assert document["ok"] is (case.exit == 0)
    for problem in document["errors"] + document["warnings"]:
        assert list(problem) == ["code", "row", "column", "message", "fix"]
    assert {problem["code"] for problem in document["errors"]} == {code for code, _, _ in case.errors}


def in_bounds(path, code, megabytes=400):
    """The check refuses the file with this code, in little memory."""
    tracemalloc.start()
    check = check_return(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found(check) == ([(code, None, None)], [])
    assert check.exit_code == 2
    assert peak < megabytes * 1e6


def test_ten_million_rows(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"A,B,1,2\n" * 100_000)
    in_bounds(path, "too_many_rows")


def test_ten_million_full_rows_are_not_even_read(tmp_path):
    """A sparse file stands for 10 million rows of 60 bytes: nothing of it need be written, or read."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(text())
        file.truncate(600_000_000)
    in_bounds(path, "file_too_large", megabytes=1)


def bomb(parts):
    out = io.BytesIO(book())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for name, size in parts:
            with package.open(name, "w", force_zip64=True) as part:
                for _ in range(size // 1_000_000):
                    part.write(bytes(1_000_000))
    return out.getvalue()


@pytest.mark.long
def test_zip_bomb(tmp_path):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb([("xl/media/picture.xml", 300_000_000)]))
    assert path.stat().st_size < 400_000
    in_bounds(path, "workbook_too_large", megabytes=20)


@pytest.mark.long
def test_zip_bomb_that_lies_about_its_size(tmp_path):
    """The directory says 1 byte; Python reads no more than that, and the checksum gives the lie away."""
    data = bytearray(bomb([("xl/worksheets/sheet9.xml", 300_000_000)]))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1).to_bytes(4, "little")
    path = tmp_path / "liar.xlsx"
    path.write_bytes(bytes(data))
    in_bounds(path, "workbook_damaged", megabytes=20)


def test_thousands_of_parts(tmp_path):
    out = io.BytesIO(book())
    with zipfile.ZipFile(out, "a") as package:
        for number in range(reading.MAX_WORKBOOK_PARTS + 1):
            package.writestr(f"xl/x{number}.xml", b"")
    path = tmp_path / "parts.xlsx"
    path.write_bytes(out.getvalue())
    in_bounds(path, "workbook_too_large")


@pytest.mark.long
def test_a_cell_far_to_the_right_and_low_takes_little(tmp_path):
    path = tmp_path / "far.xlsx"
    path.write_bytes(book(edit=lambda _, sheet: sheet.cell(row=25_000, column=16_000, value="x")))
    tracemalloc.start()
    check = check_return(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert check.exit_code == 0 and peak < 900e6


@pytest.mark.parametrize("path", ["/dev/null", "/nowhere/at/all.csv", "."])
def test_what_is_not_a_file(path):
    check = check_return(path)
    assert check.exit_code == 2 and check.errors[0].code in ("not_a_file", "file_not_found")


@pytest.mark.long
def test_every_row_wrong_is_still_one_report(tmp_path):
    """10,000 faults are all found, and the readable report stays readable."""
    path = tmp_path / "bad.csv"
    rows = [f"EX1,Example Trust,{year},2,shortlisted,,white,1 000" for year in range(10_000)]
    path.write_bytes(text(rows))
    check = check_return(path)
    assert len(check.errors) > 19_000
    shown = CliRunner().invoke(app, ["check", str(path)]).stdout
    assert len(shown) < 20_000 and "more like it" in shown


LIMIT = 131_072
"""csv's own limit of a cell: whatever reads CSV in the same process counts on it."""


@pytest.mark.parametrize("data", [text(), text().replace(b",", b',"', 1)], ids=["sound", "broken quotes"])
def test_the_limit_of_a_cell_is_put_back(tmp_path, data):
    csv.field_size_limit(LIMIT)
    path = tmp_path / "return.csv"
    path.write_bytes(data)
    check_return(path)
    assert csv.field_size_limit() == LIMIT


def test_the_limit_of_a_cell_is_put_back_whatever_stops_the_reading(tmp_path, monkeypatch):
    def rows(lines, **how):
        assert csv.field_size_limit() == reading.LONGEST_CELL
        raise MemoryError
        yield

    csv.field_size_limit(LIMIT)
    monkeypatch.setattr(csv, "reader", rows)
    path = tmp_path / "return.csv"
    path.write_bytes(text())
    with pytest.raises(MemoryError):
        check_return(path)
    assert csv.field_size_limit() == LIMIT
