"""The folder of one room: a start page, the notebooks in order, an invented return to try, and room for answers.

What people write there is theirs. Making the folder again adds only what is missing; a reset moves the whole folder
aside, under its date, before it writes a new one.
"""

import datetime
import json
import shutil
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from edi_handbook.report import live
from edi_handbook.workshop.notebooks import Copy

START = "00-start-here.ipynb"
EXAMPLE = "an-invented-return.csv"
INVENTED_TRUST, INVENTED_YEAR = "SYN-G", 2025
"""The one that the page about a return shows."""


def prepare(folder: Path, copies: list[Copy]) -> list[Path]:
    """Write what is missing from `folder`: the start page, `copies`, and an invented return to try.

    Gives the files it wrote. What is there already stays as it is, whoever wrote it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {START: _start(copies)} | {copy.file: copy.text for copy in copies}
    written = []
    for name, text in wanted.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
            written.append(folder / name)
    if not (folder / EXAMPLE).exists():
        written.append(live.write_example(folder / EXAMPLE, INVENTED_TRUST, INVENTED_YEAR))
    return written


def set_aside(folder: Path, now: datetime.datetime) -> Path | None:
    """Move all that is in `folder` beside it, dated to the second; None where there is nothing to move."""
    if not folder.exists() or not any(folder.iterdir()):
        return None
    kept = folder.with_name(f"{folder.name}-kept-{now:%Y-%m-%d-%H%M%S}")
    number = 1
    while kept.exists():  # two resets within a second
        number += 1
        kept = folder.with_name(f"{folder.name}-kept-{now:%Y-%m-%d-%H%M%S}-{number}")
    shutil.move(folder, kept)
    return kept


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
