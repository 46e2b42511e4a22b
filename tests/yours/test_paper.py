"""The form on paper: every objective with what is offered and room to write, on three pages at most, and sound."""

import pypdfium2
import pytest
from docutils import nodes

from edi_handbook.pdfcheck import verapdf
from edi_handbook.publish.markup import yours
from edi_handbook.publish.markup.reflections import answer_lines
from edi_handbook.yours.form import form
from tests.yours.conftest import make


def test_each_objective_is_a_table_with_lines_to_write_on():
    model = form()
    tables = list(yours.paper(model).findall(nodes.table))
    titles = [table.next_node(nodes.title).astext() for table in tables]
    assert titles == ["Your strategy", *(section.title for section in model.sections)]
    for table, section in zip(tables[1:], model.sections, strict=True):
        rows = [[cell.astext() for cell in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
        assert rows[0] == ["What", "Offered", "Ours"]
        lines = list(table.findall(answer_lines))
        assert len(lines) == len(rows) - 1 and all(line["label"] for line in lines)
        words = " ".join(row[1] for row in rows)
        for wanted in (section.cells["target_in_words"], section.cells["owner"], section.cells["stop"]):
            assert wanted in words


@pytest.fixture(scope="module")
def pdf(builds, tmp_path_factory):
    return make(tmp_path_factory.mktemp("paper"), "typstpdf") / "strategy.pdf"


def test_the_form_is_at_most_three_pages(pdf):
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    held = [number for number, text in enumerate(pages) if "Offered" in text or "Your strategy" in text]
    assert held and held[-1] - held[0] + 1 <= 3


def test_the_pdf_is_sound(pdf):
    assert verapdf.check(pdf).failures == ()
