"""What the finish adds: row headers, named to the cells they head; the same bytes at each build."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from edi_handbook.pdfcheck.reading import Reader, walk
from edi_handbook.typstpdf import finish as finishing
from edi_handbook.typstpdf.finish import TagsDiffer, finish

SPANS = """T
=

.. list-table::
   :header-rows: 1
   :stub-columns: 1

   * - g
     - n
   * - w
     - 1
   * - b
     - 2
"""

# As pandas writes a table with two levels of row names.
HANGING = """# T

<table>
<thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>
<tbody>
<tr><th rowspan="2">x</th><th>y</th><td>1</td></tr>
<tr><th>z</th><td>2</td></tr>
</tbody>
</table>
"""


def table_cells(path) -> list[tuple[str, str, list[str]]]:
    """For each cell: its tag, its text, the texts of the cells that it says head it."""
    with pikepdf.open(path) as file:
        reader = Reader(file)
        cells = [e for e in walk(file.Root.StructTreeRoot) if e.S in ("/TH", "/TD")]
        named = {str(e.ID): reader.text(e) for e in cells if "/ID" in e}
        found = []
        for cell in cells:
            held = cell.get("/A", [])
            attributes = held if isinstance(held, pikepdf.Array) else [held]
            heads = next((a.Headers for a in attributes if "/Headers" in a), [])
            found.append((str(cell.S), reader.text(cell), [named[str(h)] for h in heads]))
        assert all(name in pikepdf.NameTree(file.Root.StructTreeRoot.IDTree) for name in named)
    return found


def test_a_cell_names_the_headers_of_its_column_and_its_row(typeset):
    assert table_cells(typeset(SPANS, suffix="rst").pdf) == [
        ("/TH", "g", []), ("/TH", "n", []),
        ("/TH", "w", []), ("/TD", "1", ["n", "w"]),
        ("/TH", "b", []), ("/TD", "2", ["n", "b"]),
    ]  # fmt: skip


def test_a_row_header_that_spans_rows_heads_them_all(typeset):
    made = typeset(HANGING)
    assert made.warnings == ""
    cells = {text: heads for tag, text, heads in table_cells(made.pdf) if tag == "/TD"}
    assert cells["1"] == ["c", "x", "y"]
    assert cells["2"] == ["c", "x", "z"]


def test_tables_that_differ_are_refused(typeset):
    pdf = typeset(SPANS, suffix="rst").pdf.read_bytes()
    with pytest.raises(TagsDiffer, match="0 tables were set, the file has 1"):
        finish(pdf, [], [], Path())
    with pytest.raises(TagsDiffer, match="table 1 was set with 2 rows, the file has 3"):
        finish(pdf, [[[], [(1, 0)]]], [], Path())


def test_a_second_build_gives_the_same_bytes(typeset):
    page = "# T\n\nText.[^a]\n\n![A bar](shape.svg)\n\n[^a]: Note."
    assert typeset(page).pdf.read_bytes() == typeset(page).pdf.read_bytes()


@pytest.fixture
def many():
    """A file of many small objects, one of them referred to by nothing, and text that is hard to write."""
    with pikepdf.new() as file:
        file.add_blank_page()
        file.pages[0].Contents = file.make_stream(b"BT ET\nendstream endobj " * 50)
        chain = file.make_indirect(Dictionary(Said=String("(\\) ü \x00"), Next=Array()))
        for number in range(2000):
            chain = file.make_indirect(Dictionary(Number=number, Next=chain))
        file.Root.Chain = chain
        file.make_indirect(Dictionary(Nobody=Name.Refers))
        with file.open_metadata() as metadata:
            metadata["dc:title"] = "Many"
        yield file


def test_a_saved_file_holds_what_it_was_given_and_nothing_that_nobody_refers_to(many):
    with pikepdf.open(io.BytesIO(finishing._saved(many))) as file:
        assert file.check_pdf_syntax() == []
        assert file.pages[0].Contents.read_bytes() == many.pages[0].Contents.read_bytes()
        chain, numbers = file.Root.Chain, []
        while "/Number" in chain:
            numbers.append(int(chain.Number))
            chain = chain.Next
        assert numbers == list(reversed(range(2000)))
        assert str(chain.Said) == "(\\) ü \x00"
        assert not [o for o in file.objects if isinstance(o, Dictionary) and "/Nobody" in o]


def test_a_saved_file_is_small_and_the_same_each_time_and_named_by_what_it_holds(many):
    first, plain = finishing._saved(many), io.BytesIO()
    many.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert first == finishing._saved(many)
    assert len(first) < len(plain.getvalue()) / 3
    assert b"<rdf:li xml:lang" in first  # the properties are not compressed: tools search a file for them
    many.Root.Chain.Number = 0
    with pikepdf.open(io.BytesIO(first)) as one, pikepdf.open(io.BytesIO(finishing._saved(many))) as other:
        assert one.trailer.ID[1] != other.trailer.ID[1]


def test_the_file_says_what_it_is(typeset):
    edition = {"file": "book.pdf", "title": "A title", "description": "What it is about", "keywords": ["one", "two"]}
    made = typeset("# T\n\nText.", typst_editions=[edition])
    with pikepdf.open(made.pdf) as file, file.open_metadata() as metadata:
        assert file.pdf_version == "1.7"
        assert str(file.Root.Lang) == "en-GB"
        assert metadata["dc:title"] == "A title"
        assert metadata["dc:description"] == "What it is about"
        assert "Nobody in particular" in metadata["dc:creator"]
        assert metadata["pdf:Keywords"] == "one, two"
        assert metadata["xmp:CreateDate"].startswith("2025-06-15")


def test_timings_are_noted(typeset):
    made = typeset("# T\n\nText.")
    (timing,) = json.loads((made.folder / "timings.json").read_text())
    assert set(timing) == {"file", "assemble_s", "typst_s", "finish_s", "pages", "bytes", "complaints", "key"}
    assert timing["bytes"] == made.pdf.stat().st_size
