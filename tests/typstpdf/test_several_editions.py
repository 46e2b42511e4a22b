"""Several editions are set in processes of their own: the same files, the same sentences, nothing left behind."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest

from edi_handbook.typstpdf import builder, press
from edi_handbook.typstpdf.builder import EditionError

TWO = [{"file": "book.pdf", "title": "A small book"}, {"file": "second.pdf", "title": "A small book"}]
PAGE = "# T\n\nText, and *more*.\n\n![A bar](shape.svg)\n"


def test_two_editions_are_set_elsewhere_and_are_the_file_that_one_is(typeset, monkeypatch):
    alone = typeset(PAGE).pdf.read_bytes()
    monkeypatch.setattr(press, "compile_pdf", None)  # of no use in this process any more
    both = typeset(PAGE, typst_editions=TWO)
    assert both.pdf.read_bytes() == (both.folder / "second.pdf").read_bytes() == alone
    assert multiprocessing.active_children() == []


def test_a_refusal_names_the_edition_the_page_and_the_line(typeset):
    with pytest.raises(EditionError) as caught:
        typeset("# T\n\nText.\n\nHere is 🎈 one.", typst_editions=TWO)
    assert "book.pdf cannot be set:\nindex.md:5: no font has the sign 🎈 (BALLOON)" in str(caught.value)
    assert multiprocessing.active_children() == []


def test_a_process_that_is_stopped_gives_one_sentence(typeset, monkeypatch):
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(builder, "room", lambda editions: ProcessPoolExecutor(1, spawn, os._exit, (1,)))
    with pytest.raises(EditionError, match="a process that sets PDFs was stopped: there may be too little memory"):
        typeset(PAGE)
