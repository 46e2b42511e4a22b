"""The folder of one room: a start page, the notebooks in order, an invented return to try, and room for answers.

What people write there is theirs. Making the folder again adds only what is missing or cannot be read. A folder holds
the copies of one audience and of one version of the handbook, and says which in a file of its own, `.room.json`; to
open it for another, or to reset it, moves the whole folder aside, under its date, before a new one is written.
"""

import datetime
import hashlib
import json
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from edi_handbook import whole
from edi_handbook.report import live
from edi_handbook.workshop.notebooks import Copy

START = "00-start-here.ipynb"
EXAMPLE = "an-invented-return.csv"
MARK = ".room.json"
INVENTED_TRUST, INVENTED_YEAR = "SYN-G", 2025
"""The one that the page about a return shows."""
FOR = {"learner": "learners", "facilitator": "facilitators"}


@dataclass(frozen=True)
class Mark:
    """Whose copies a room holds, of which version of the handbook, and a digest of them, in which a change shows that
    has no number of its own."""

    audience: str
    version: str
    digest: str


def prepare(folder: Path, copies: list[Copy], audience: str, now: datetime.datetime) -> list[str]:
    """Make `folder` the room of an audience, with `copies`; a sentence on each thing that was moved aside.

    What is there already stays as it is, whoever wrote it, if it is of the same audience and version and can be read.
    Raises `OSError`; what was written by then is whole, and the next call adds the rest.
    """
    texts = {START: _start(copies)} | {copy.file: copy.text for copy in copies}
    mark = Mark(audience, metadata.version("edi-handbook"), _digest(texts))
    said = []
    if differs := _differs(folder, mark, texts):
        kept = set_aside(folder, now)
        said.append(f"{folder.name} {differs}: all of it is now in {kept.name}, and a new room takes its place.")
    folder.mkdir(parents=True, exist_ok=True)
    whole.write_text(folder / MARK, json.dumps(asdict(mark), indent=1) + "\n")  # first, so that a rest can be added
    for name, text in texts.items():
        if (folder / name).exists() and not _is_notebook(folder / name):
            kept = _dated(folder / name, now)
            whole.move(folder / name, kept)
            said.append(f"{name} cannot be read as a notebook: it is now {kept.name}, and a new copy takes its place.")
        if not (folder / name).exists():
            whole.write_text(folder / name, text)
    if not (folder / EXAMPLE).exists() or not (folder / EXAMPLE).stat().st_size:
        live.write_example(folder / EXAMPLE, INVENTED_TRUST, INVENTED_YEAR)
    return said


def set_aside(folder: Path, now: datetime.datetime) -> Path | None:
    """Move all that is in `folder` beside it, dated to the second; None where there is nothing to move."""
    if not folder.exists() or not any(folder.iterdir()):
        return None
    return whole.move(folder, _dated(folder, now))


def _dated(path: Path, now: datetime.datetime) -> Path:
    """A free name beside `path`, dated to the second."""
    name, number = f"{path.stem}-kept-{now:%Y-%m-%d-%H%M%S}", 1
    kept = path.with_name(name + path.suffix)
    while kept.exists():  # two within a second
        number += 1
        kept = path.with_name(f"{name}-{number}{path.suffix}")
    return kept


def _differs(folder: Path, wanted: Mark, texts: dict[str, str]) -> str:
    """Why what is in `folder` is of no use to a room of this mark; empty where it is, or is not a room at all."""
    try:
        found = Mark(**json.loads((folder / MARK).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return "does not say for whom it was made" if any((folder / name).exists() for name in texts) else ""
    except (TypeError, ValueError):
        return "does not say for whom it was made"
    if found.audience != wanted.audience:
        return f"was made for {FOR.get(found.audience, 'others')}, not for {FOR[wanted.audience]}"
    if found.version != wanted.version:
        return f"was made by version {found.version} of the handbook, and this is {wanted.version}"
    return "" if found.digest == wanted.digest else "was made before the notebooks changed"


def _digest(texts: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:16]


def _is_notebook(path: Path) -> bool:
    try:
        held = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(held, dict) and isinstance(held.get("cells"), list)


def _start(copies: list[Copy]) -> str:
    listed = "\n".join(f"{number}. [{copy.title}]({copy.file})" for number, copy in enumerate(copies, start=1))
    cells = [
        new_markdown_cell(_WELCOME, id="welcome"),
        new_code_cell(_CHECK, id="check"),
        new_markdown_cell(f"## The notebooks\n\n{listed}\n", id="list"),
        new_markdown_cell(_CARE, id="care"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    return json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


_WELCOME = """# Start here

You need no programming.
A notebook is a page whose charts are worked out while you watch.

1. Press the button with the triangle above, or Shift and Enter, to run the box below.
   It says whether this computer is ready.
2. Open a notebook from the list, or from the files on the left.
3. Choose the menu **Run**, then **Run All Cells**.
   Charts, tables and controls appear.
"""

_CHECK = """from edi_handbook.workforce import published

print(f"Ready. {len(published.figures('wres'))} published figures are at hand.")
"""

_CARE = f"""## Good to know

- What you type stays on the computer that runs this: yours, or the server of whoever set the room up.
- `{EXAMPLE}` is invented. Use it to try *Your organisation's return*; never put real small counts on a shared screen.
- A notebook that is saved keeps what it shows.
  Before you pass one on, choose **Edit**, then **Clear Outputs of All Cells**.
- If a notebook goes wrong, close it and open it again, and choose Run All Cells.
- To begin afresh for the next group, stop this window and run the same command with `--reset`.
  What was written is moved aside under its date, not deleted.
"""
