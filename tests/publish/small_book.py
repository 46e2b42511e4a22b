"""A small book with the handbook's own settings, built by its own commands in a process of its own."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from edi_handbook.publish.building.build import JUPYTER_BOOK, STRICT

ROOT = Path(__file__).resolve().parents[2]

FACTS = """\
---
summary: A page of a small book that tests build and look at.
audience: [staff]
minutes: 1
owner: Head of inclusion
reviewed: "2026-11-23"
review_by: "2027-11-23"
status: draft
---

"""
NOTEBOOK = FACTS.replace(
    "status: draft\n",
    "status: draft\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n",
)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'
REFERENCES = "@misc{real,\n  title = {A real thing},\n  author = {Office, An},\n  year = {2020}\n}\n"


@dataclass
class Said:
    """How a command ended, and what it printed, without colours."""

    code: int
    text: str


EDITIONS = "    typst_editions:\n      - file: handbook.pdf\n        title: A small book\n        pages: all\n"


def settings() -> str:
    """The project's own settings, less what names parts and files that a small book does not have."""
    config = (ROOT / "_config.yml").read_text(encoding="utf-8")
    before, rest = config.split("    typst_editions:", 1)
    after = rest[rest.index("    typst_imprint:") :]
    return re.sub(r"^    edi_moved_files:.*\n(?:      .*\n)+", "", before + EDITIONS + after, flags=re.MULTILINE)


def write(folder: Path, pages: dict[str, str], toc: str | None = None) -> Path:
    """A book of `pages` (path without `.md`, text); the first is its root. Settings are the project's own."""
    for name, text in pages.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "_config.yml").write_text(settings(), encoding="utf-8")
    if (ROOT / "book" / "assets").is_dir():
        shutil.copytree(ROOT / "book" / "assets", folder / "book" / "assets")
    (folder / "book" / "square.svg").write_text(SQUARE)
    (folder / "book" / "references.bib").write_text(REFERENCES)
    root, *others = pages
    listed = "".join(f"  - file: {name}\n" for name in others)
    (folder / "_toc.yml").write_text(toc or f"format: jb-book\nroot: {root}\nchapters:\n{listed}")
    return folder


def run(folder: Path, *arguments: str) -> Said:
    """A command in `folder`: what follows the Python interpreter."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return Said(done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))


def jupyter_book(folder: Path) -> Said:
    return run(folder, *JUPYTER_BOOK[1:], "build", ".", *STRICT, "-q")
