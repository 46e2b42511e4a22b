"""Builds the handbook: web pages, PDFs, Word files, each skipped when nothing that it is made of has changed.

Jupyter Book does the work; this adds strictness (`-n -W --keep-going`), the skip, and a table of what was made.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edi_handbook import dates, whole
from edi_handbook.publish.building import record, settings

STRICT = ("-n", "-W", "--keep-going")
# It cannot be run with -m, and its script is not on every PATH.
JUPYTER_BOOK = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()")


class BuildError(Exception):
    """A build stopped; the tool that stopped it has already said why."""


@dataclass(frozen=True)
class Stage:
    """One stage of a build: what it made, how many bytes, in how many seconds (0.0 where nothing had changed)."""

    name: str
    made: Path
    bytes: int
    seconds: float


def root(start: Path | None = None) -> Path:
    """The folder that holds `_config.yml`, from `start` upwards. Raises `BuildError` where there is none."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "_config.yml").is_file() and (folder / "_toc.yml").is_file():
            return folder
    raise BuildError(f"{start} is not inside the handbook: run this in the folder that holds _config.yml.")


def build_html(source: Path, output: Path | None = None, fresh: bool = False) -> Stage:
    """Web pages in `_build/html`."""
    output = output or source
    site = output / "_build" / "html"
    return _stage("Web pages", source, site, site, lambda: _jupyter_book(source, output, fresh), fresh)


def build_pdf(source: Path, output: Path | None = None, fresh: bool = False) -> Stage:
    """One PDF an edition, in `_build/pdf`."""
    output = output or source
    shelf, workshop = output / "_build" / "pdf", output / "_build" / "typstpdf"

    def make() -> None:
        shutil.rmtree(shelf, ignore_errors=True)  # a stale edition must not outlive a failed build
        _jupyter_book(source, output, fresh, "--builder", "custom", "--custom-builder", "typstpdf")
        with whole.folder(shelf) as made:
            for pdf in sorted(workshop.glob("*.pdf")):
                whole.copy(pdf, made)

    return _stage("PDF", source, workshop, shelf, make, fresh)


def build_word(source: Path, output: Path | None = None, fresh: bool = False) -> Stage:
    """The Word files, each checked, in `_build/word`."""
    output = output or source
    shelf = output / "_build" / "word"

    def make() -> None:
        _jupyter_book(source, output, fresh, "--builder", "custom", "--custom-builder", "word")

    return _stage("Word", source, shelf, shelf, make, fresh)


def _stage(name: str, source: Path, outdir: Path, made: Path, make: Callable[[], None], fresh: bool = False) -> Stage:
    """Runs `make` unless the record of `outdir`, where Sphinx writes, still holds and `made` is there."""
    build = outdir.parent
    try:
        build.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(f"{build.parent} cannot be written to ({error.strerror}): name a folder that can.") from error
    start = time.perf_counter()
    try:
        needed = not record.holds(outdir, source) or fresh or not made.exists()
    except dates.DateError as error:
        raise BuildError(str(error)) from error
    if needed:
        try:
            _clear_unfinished(build, outdir)
            record.forget(outdir)
        except OSError as error:
            raise BuildError(f"{outdir} cannot be emptied ({error.strerror}): delete it yourself.") from error
        try:
            make()
        except BaseException:
            record.forget(outdir)  # half of what was made may be missing
            raise
    seconds = time.perf_counter() - start if needed else 0.0
    size = sum(file.stat().st_size for file in made.rglob("*") if file.is_file())
    return Stage(name, made, size, seconds)


def _clear_unfinished(build: Path, outdir: Path) -> None:
    """Take away what a build may have left half-made that did not end: it has no record. Raises `OSError`.

    Half a page is newer than its source, so Sphinx would keep it. Half a page as it was read would stop every build, of
    the web and of PDFs: without Sphinx's own list of them, all are read again.
    """
    written = [build / name for name in ("html", "typstpdf", "word")]
    unfinished = [one for one in written if one.exists() and not record.read(one)]
    if unfinished:
        (build / ".doctrees" / "environment.pickle").unlink(missing_ok=True)
    if outdir in unfinished:
        shutil.rmtree(outdir)


def check_settings(source: Path) -> None:
    """Raises `BuildError` with every fault of the settings, which Jupyter Book would answer with a traceback."""
    if faults := settings.problems(source):
        raise BuildError("\n".join(str(fault) for fault in faults))


def _jupyter_book(source: Path, output: Path, fresh: bool, *options: str) -> None:
    check_settings(source)
    command = [*JUPYTER_BOOK, "build", str(source), *STRICT, *options]
    if output != source:
        command += ["--path-output", str(output)]
    if fresh:
        command += ["--all"]
    # -q keeps warnings and errors, which is what a maker needs to see.
    done = subprocess.run([*command, "-q"], cwd=source, env={**os.environ, "PYTHONUTF8": "1"})
    if done.returncode:
        raise BuildError("The build stopped: each WARNING or ERROR above names a file and a line to mend.")


def report(stages: list[Stage], source: Path) -> str:
    """A table for the terminal: where things are, their size, how long they took."""
    lines = [""]
    for stage in stages:
        took = f"{stage.seconds:.1f} s" if stage.seconds else "nothing changed"
        shown = stage.made.relative_to(source) if stage.made.is_relative_to(source) else stage.made
        if stage.name in ("PDF", "Word"):
            files = sorted(one for one in stage.made.iterdir() if one.suffix in (".pdf", ".docx"))
            lines += [f"  {stage.name:<10} {shown / f.name!s:<28} {_size(f.stat().st_size):>9}" for f in files]
            every = "all PDFs" if stage.name == "PDF" else "all Word files"
            lines.append(f"  {'':<10} {every:<28} {_size(stage.bytes):>9}   {took}")
        else:
            lines.append(f"  {stage.name:<10} {shown / 'index.html'!s:<28} {_size(stage.bytes):>9}   {took}")
            lines += [] if settings.address(source) else ["", f"  {settings.NO_ADDRESS}"]
    return "\n".join([*lines, ""])


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} KiB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MiB"


def timings(output: Path) -> list[dict]:
    """What the PDF builder noted of its last run, one entry an edition; empty where there is none."""
    note = output / "_build" / "typstpdf" / "timings.json"
    return json.loads(note.read_text()) if note.exists() else []
