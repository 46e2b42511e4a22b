"""The Word files as built: sound, and holding what the PDF of the same edition holds, in its order."""

import os
from pathlib import Path

import docx
import pikepdf
import pytest
import yaml

from edi_handbook.pdfcheck import structure
from edi_handbook.pdfcheck.reading import Reader, walk
from edi_handbook.word import check

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]
FILES = {one["file"]: one["edition"] for one in CONFIG["word_files"]}
TITLES = {one["file"]: one["title"] for one in CONFIG["typst_editions"]}


@pytest.fixture(scope="module", params=FILES)
def pair(request, builds):
    """A Word file and the PDF of its edition."""
    files = SITE.parent / "word" / request.param, SITE.parent / "typstpdf" / FILES[request.param]
    for file in files:
        if not file.exists():
            pytest.fail(f"there is no {file}: run `make book word` first, or name a built site in EDI_SITE.")
    return files


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_it_is_sound(pair):
    word, pdf = pair
    assert check.faults(word) == []
    assert docx.Document(word).core_properties.title == TITLES[pdf.name]


def test_it_has_the_headings_of_the_pdf_in_their_order(pair):
    """All but those of parts, and of the list of contents."""
    word, pdf = pair
    paragraphs = docx.Document(word).paragraphs
    ours = [squeezed(one.text) for one in paragraphs if one.style.name.startswith("Heading")]
    with pikepdf.open(pdf) as file:
        printed = [squeezed(text) for _, text, _ in structure.headings(file, Reader(file))]
    more = [text for text in printed if text not in ours]
    assert [text for text in printed if text in ours] == ours
    assert len(more) <= 4, more


def test_it_shows_the_pictures_of_the_pdf_with_the_same_words(pair):
    word, pdf = pair
    ours = [shape._inline.docPr.get("descr") for shape in docx.Document(word).inline_shapes]
    with pikepdf.open(pdf) as file:
        figures = [one for one in walk(file.Root.StructTreeRoot) if one.S == "/Figure" and "/Alt" in one]
        printed = [str(one.Alt) for one in figures]
    assert ours and [squeezed(alt) for alt in ours] == [squeezed(alt) for alt in printed]


def test_it_has_the_tables_of_the_pdf(pair):
    """And its boxes to fill in, which are no table in print."""
    word, pdf = pair
    ours = [table for table in docx.Document(word).tables if table.rows[0].cells[-1].text != "Write here"]
    with pikepdf.open(pdf) as file:
        printed = [one for one in walk(file.Root.StructTreeRoot) if one.S == "/Table"]
        reader = Reader(file)
        heads = [[squeezed(reader.text(cell)) for cell in walk(one) if cell.S == "/TH"][:1] for one in printed]
    assert [[squeezed(table.rows[0].cells[0].text)] for table in ours] == heads
