"""Two zip files to hand out: `learner.zip` and `facilitator.zip`.

Each holds the notebooks as they are and with the results that the book's own build got, the data, the code they call,
and exact versions of what they need, in the same folders as here; so that the paths in the notebooks hold.
"""

import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from myst_nb.core.read import read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig

from edi_handbook import whole
from edi_handbook.publish.building import record
from edi_handbook.publish.notebook_copies.copy import AUDIENCES, code_id
from edi_handbook.workshop import notebooks

CARRIED = ("data", "edi_handbook", "book/references.bib", "pyproject.toml", "README.md")
FACILITATORS_CARRY = ("book/reflections",)
"""Whose files hold notes for facilitators as well."""
CARRIED_AS = {"README.md": "ABOUT-THE-HANDBOOK.md"}
FOR_MAKERS = "edi_handbook/scaffold/templates"
"""Starts of pages, notes for facilitators among them: of use in the whole handbook alone."""
LICENCES = ("LICENCE-CODE", "LICENCE-TEXT")
NEEDED = (
    "anywidget",
    "ipykernel",
    "ipywidgets",
    "jupyterlab",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pandera",
    "pikepdf",
    "pybtex",
    "pydantic",
    "PyYAML",
    "rcssmin",
    "rich",
    "rjsmin",
    "scipy",
    "statsmodels",
    "tree-sitter",
    "tree-sitter-javascript",
    "typer",
    "typst",
)
"""Of the pins in `requirements.txt`, those that the notebooks import. A test runs them with no others."""

SAME_TIME = (2020, 1, 1, 0, 0, 0)
"""Zip files carry a time for each entry; one for all, so that the same notebooks give the same bytes."""


class ZipError(Exception):
    """A zip file could not be made. One sentence: which notebook, what is wrong."""


def make(source: Path, site: Path, shelf: Path) -> list[Path]:
    """Write both zip files into `shelf`, from the web pages in `site` and the results that their build kept.

    Raises `ZipError`, and `FileNotFoundError` where there are no web pages.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    made = []
    for audience in AUDIENCES:
        copies = notebooks.collect(source, site, audience)
        with tempfile.TemporaryDirectory() as folder:
            staged = Path(folder) / f"{audience}s-copy"
            stage(source, copies, audience, staged)
            _add_results(source, site, copies, staged)
            made.append(_zip(staged, shelf / f"{audience}.zip"))
    return made


def stage(source: Path, copies: list[notebooks.Copy], audience: str, folder: Path) -> None:
    """Lay out what a zip file holds, notebooks without results, in `folder`."""
    for name in CARRIED + (FACILITATORS_CARRY if audience == "facilitator" else ()):
        target = folder / CARRIED_AS.get(name, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            whole.copy(source / name, target)
    shutil.rmtree(folder / FOR_MAKERS, ignore_errors=True)
    for name in LICENCES:
        whole.copy(source / name, folder)
    (folder / "notebooks").mkdir()
    for copy in copies:
        whole.write_text(folder / "notebooks" / copy.file, copy.text)
    whole.write_text(folder / "requirements.txt", requirements(source))
    whole.write_text(folder / "README.md", _readme(copies, audience))


def requirements(source: Path) -> str:
    """The pins of `requirements.txt` that notebooks need, and the package itself."""
    pins = dict(re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (source / "requirements.txt").read_text(), flags=re.MULTILINE))
    missing = [name for name in NEEDED if name not in pins]
    if missing:
        raise ZipError(
            f"requirements.txt has no exact version of {', '.join(missing)}: add it, or drop it from NEEDED."
        )
    return "".join(f"{name}=={pins[name]}\n" for name in NEEDED) + "-e .\n"


def _add_results(source: Path, site: Path, copies: list[notebooks.Copy], folder: Path) -> None:
    """Write each copy with the outputs that the build kept in its execution cache."""
    (folder / "executed").mkdir()
    for copy in copies:
        page = read_myst_markdown_notebook((source / f"{copy.page}.md").read_text(encoding="utf-8"), MdParserConfig())
        try:
            _, done = get_cache(record.results(site, copy.page)).merge_match_into_notebook(page)
        except (KeyError, ValueError):  # none is kept, or half of one
            raise ZipError(
                f"{copy.page} has no results beside {site}: "
                "build the web pages afresh, with edi-handbook build html --fresh."
            ) from None
        outputs = {code_id(index): cell for index, cell in enumerate(done.cells) if cell.cell_type == "code"}
        notebook = nbformat.reads(copy.text, as_version=4)
        for cell in notebook.cells:
            if ran := outputs.get(cell["id"]):
                cell.outputs, cell.execution_count = ran.outputs, ran.execution_count
        whole.write_text(folder / "executed" / copy.file, nbformat.writes(notebook) + "\n")


def _zip(folder: Path, target: Path) -> Path:
    with whole.file(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            entry = zipfile.ZipInfo(f"{folder.name}/{file.relative_to(folder).as_posix()}", SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return target


def _readme(copies: list[notebooks.Copy], audience: str) -> str:
    listed = "\n".join(
        f"{number}. {copy.title}: `notebooks/{copy.file}`" for number, copy in enumerate(copies, start=1)
    )
    more = (
        "These are the facilitator's copies: they hold the facilitator notes. Hand out learner.zip instead.\n\n"
        if audience == "facilitator"
        else ""
    )
    return _README.format(listed=listed, more=more, audience=audience)


_README = """# The notebooks of the handbook: the {audience}'s copy

{more}To read without installing anything, open a file of the folder `executed` in any notebook viewer.

## To run them

You need Python 3.11, 3.12 or 3.13, and the internet once, for the installation.
Open a terminal in this folder.

On Linux or macOS:

```
python3 -m venv .venv
.venv/bin/python -m pip install -r requirements.txt
.venv/bin/python -m jupyter lab notebooks
```

On Windows:

```
py -m venv .venv
.venv\\Scripts\\python -m pip install -r requirements.txt
.venv\\Scripts\\python -m jupyter lab notebooks
```

A browser opens with the list of notebooks.
Open the first, and choose Run, then Run All Cells.
Nothing you type leaves your computer.

## What is here

{listed}

`data` holds the figures, each with its source and licence.
`edi_handbook` is the code that the notebooks call.
Text: CC BY 4.0 (LICENCE-TEXT). Code: MIT (LICENCE-CODE).
"""
