"""From the code of an edition to its file: set, finished, and kept while nothing that it is made of changes."""

import datetime
import hashlib
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from edi_handbook.typstpdf.acroform import FieldsDiffer
from edi_handbook.typstpdf.compile import Complaint, Refused, compile_pdf
from edi_handbook.typstpdf.field import Field
from edi_handbook.typstpdf.finish import TagsDiffer, finish
from edi_handbook.typstpdf.grid import RowHeads
from edi_handbook.typstpdf.links import LinksDiffer


class CannotPrint(Exception):
    """An edition that cannot be made; the text says why."""


@dataclass(frozen=True)
class Draft:
    """An edition that is ready to be set: its Typst file, and what the finish needs to know of tables and fields."""

    file: str
    main: Path
    row_heads: list[RowHeads]
    fields: list[Field]
    pictures: frozenset[str]  # paths beside `main`
    one_page: bool
    assemble_s: float


@dataclass(frozen=True)
class Printed:
    """A finished edition; `pages` is a count, the seconds are 0.0 where the file of the last build was still right."""

    pdf: bytes
    pages: int
    complaints: list[Complaint]
    typst_s: float = 0.0
    finish_s: float = 0.0


class Press:
    """Sets drafts, in this process or in those of `room`."""

    def __init__(self, fonts: list[Path], form_font: Path, made: datetime.datetime, looks: list[Path]) -> None:
        self.fonts, self.form_font, self.made = fonts, form_font, made
        files = [form_font, *looks, *sorted(file for folder in fonts for file in folder.rglob("*.ttf"))]
        files += sorted(Path(__file__).parent.glob("*.py"))
        tools = [version(tool) for tool in ("typst", "pikepdf", "fonttools")]
        self._common = _digest(*(file.read_bytes() for file in files), repr(tools).encode(), str(made).encode())

    def key(self, draft: Draft) -> str:
        """The same for the same file: a digest of all that goes into it."""
        pictures = [(draft.main.parent / name).read_bytes() for name in sorted(draft.pictures)]
        told = repr((draft.row_heads, draft.fields, draft.one_page)).encode()
        return _digest(self._common.encode(), draft.main.read_bytes(), told, *pictures)

    def print(self, draft: Draft) -> Printed:
        """The file of `draft`. Raises `CannotPrint`."""
        start = time.perf_counter()
        try:
            pdf, complaints = compile_pdf(draft.main, self.fonts, self.made)
            set_ = time.perf_counter()
            pdf, pages = finish(pdf, draft.row_heads, draft.fields, self.form_font)
        except Refused as refused:
            raise CannotPrint(f"{draft.file} cannot be set:\n{refused}") from None
        except TagsDiffer as differ:
            raise CannotPrint(f"{draft.file}: row headers cannot be marked: {differ}") from None
        except FieldsDiffer as differ:
            raise CannotPrint(f"{draft.file}: the form cannot be made: {differ}") from None
        except LinksDiffer as differ:
            raise CannotPrint(f"{draft.file}: links cannot be named: {differ}") from None
        if draft.one_page and pages > 1:
            raise CannotPrint(f"{draft.file}: a sheet is one page, and this takes {pages}: shorten what it holds")
        return Printed(pdf, pages, complaints, set_ - start, time.perf_counter() - set_)


def room(editions: int) -> Executor:
    """Where a book of so many editions is set: one is set here, several are shared between two processes.

    Most of the time that it takes to finish a file is Python's, and Python's threads take turns. The processes are
    spawned, which every system can do; a fork would copy Typst's threads in the middle of their work.
    """
    if editions < 2:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), initializer=_belong_to_the_build)


def _belong_to_the_build() -> None:
    """Leaves Ctrl-C to the build, which then ends its processes; they end too where it is ended without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _digest(*pieces: bytes) -> str:
    total = hashlib.sha256()
    for piece in pieces:
        total.update(hashlib.sha256(piece).digest())
    return total.hexdigest()
