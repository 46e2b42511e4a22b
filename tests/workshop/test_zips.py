"""The zip files: whole, the same each time, and run to the letter of their own README in an empty environment."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from edi_handbook.publish.building import build
from edi_handbook.workshop import zips

ROOT = build.root()

RUN_ALL = """
import pathlib, nbformat, nbclient
for path in sorted(pathlib.Path("notebooks").glob("*.ipynb")):
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": "notebooks"}}).execute()
    print("ran", path.name)
"""


def held(shelf, audience) -> zipfile.ZipFile:
    return zipfile.ZipFile(shelf / f"{audience}.zip")


def test_each_notebook_is_there_with_and_without_results(shelf, audience, copies):
    with held(shelf, audience) as archive:
        names = {Path(name).relative_to(f"{audience}s-copy").as_posix() for name in archive.namelist()}
        for copy in copies:
            assert {f"notebooks/{copy.file}", f"executed/{copy.file}"} <= names
            plain = nbformat.reads(archive.read(f"{audience}s-copy/notebooks/{copy.file}"), as_version=4)
            ran = nbformat.reads(archive.read(f"{audience}s-copy/executed/{copy.file}"), as_version=4)
            nbformat.validate(ran)
            code = [cell for cell in plain.cells if cell.cell_type == "code"]
            assert not any(cell.outputs for cell in code)
            assert any(cell.outputs for cell in ran.cells if cell.cell_type == "code"), copy.file
    assert {"README.md", "requirements.txt", "LICENCE-CODE", "LICENCE-TEXT", "pyproject.toml"} <= names
    assert any(name.startswith("data/") for name in names)


def test_learners_get_no_facilitator_file(shelf):
    with held(shelf, "learner") as archive:
        for name in archive.namelist():
            assert "/book/reflections/" not in name and "/book/facilitate/" not in name
            if name.endswith((".ipynb", ".md")):
                assert b"{facilitator}" not in archive.read(name), name


def test_versions_are_those_of_the_handbook():
    lines = zips.requirements(ROOT).splitlines()
    assert lines[-1] == "-e ."
    own = (ROOT / "requirements.txt").read_text()
    for line in lines[:-1]:
        assert re.search(rf"^{re.escape(line)}\b", own, flags=re.MULTILINE), line


def test_a_pin_that_is_gone_is_named(tmp_path):
    (tmp_path / "requirements.txt").write_text("pandas==3.1.1\n")
    with pytest.raises(zips.ZipError, match="no exact version of anywidget"):
        zips.requirements(tmp_path)


@pytest.mark.thorough  # it fetches most of a gigabyte; pins change seldom
@pytest.mark.parametrize("audience", ["learner"], indirect=True)
def test_in_an_empty_environment_the_readme_s_lines_run_every_notebook(shelf, copies, tmp_path):
    with held(shelf, "learner") as archive:
        archive.extractall(tmp_path)
    place = tmp_path / "learners-copy"
    readme = (place / "README.md").read_text()
    lines = [line for line in readme.splitlines() if line.startswith(("python3 -m venv", ".venv/bin/"))]
    assert [line.split()[:3] for line in lines] == [
        ["python3", "-m", "venv"],
        [".venv/bin/python", "-m", "pip"],
        [".venv/bin/python", "-m", "jupyter"],
    ]
    make, install, open_lab = (line.split() for line in lines)
    run([sys.executable, *make[1:]], place)
    run(install, place)
    assert run([*open_lab[:3], "lab", "--version"], place).strip()[0].isdecimal()
    said = run([".venv/bin/python", "-c", RUN_ALL], place)
    assert said.count("ran ") == len(copies)


def run(command: list[str], place: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL", "JPY"))
    }
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
