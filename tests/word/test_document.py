"""A Word file in the house style: what it holds, and what it refuses."""

import datetime
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from edi_handbook.word import check
from edi_handbook.word.document import Document, Run, WordError, bookmark
from edi_handbook.word.picture import png_of_svg

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320">'
    '<rect width="640" height="320" fill="var(--warm,#f4b942)"/></svg>'
)
DAY = datetime.date(2026, 11, 30)
HEADER, ROWS = ["Who", "Count"], [["Ward A", "8"], ["Ward B", "12.5"]]


def paper() -> Document:
    """A file with one of each."""
    made = Document("A plan for fair shortlisting", subject="A plan", keywords=["plan", "NHS"], day=DAY)
    made.paragraph("What we mean to do.", style="lead")
    made.contents()
    made.heading("What we do")
    made.paragraph(
        "See ", Run("the survey", link="https://example.org/survey"), " and ", Run("below", link="#below"), "."
    )
    made.bullets(["one", ["two, ", Run("with weight", bold=True)]])
    made.bullets(["first", "second"], numbered=True)
    made.bullets(["first again"], numbered=True)
    made.place("below")
    made.heading("Who does it", 2)
    made.table("Staff by ward", HEADER, ROWS)
    made.paragraph("Source: invented.", style="source")
    made.picture(png_of_svg(SVG, width=320), "A field of one colour.", caption="One colour")
    made.page_break()
    made.heading("What may go wrong")
    made.paragraph("Would you say that again, please?", style="say")
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("word") / "paper.docx"
    paper().save(path)
    return path


def part(file: Path, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(file) as packed:
        return packed.read(name).decode()


def test_it_is_sound_and_another_program_reads_it(file):
    assert check.faults(file) == []
    read = docx.Document(file)
    heads = [(one.style.name, one.text) for one in read.paragraphs if one.style.name.startswith("Heading")]
    assert heads == [("Heading 1", "What we do"), ("Heading 2", "Who does it"), ("Heading 1", "What may go wrong")]
    assert [cell.text for row in read.tables[0].rows for cell in row.cells] == [
        "Who",
        "Count",
        "Ward A",
        "8",
        "Ward B",
        "12.5",
    ]
    assert read.core_properties.title == "A plan for fair shortlisting"
    assert read.core_properties.modified == datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)


def test_the_same_content_has_the_same_bytes(file):
    assert paper().bytes() == file.read_bytes()


def test_the_day_is_that_of_the_source_where_none_is_given(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(86400 * 366))
    with zipfile.ZipFile(io.BytesIO(Document("A").bytes())) as packed:
        assert {one.date_time[:3] for one in packed.infolist()} == {(1980, 1, 2)}
        assert "1971-01-02" in packed.read("docProps/core.xml").decode()


def test_a_table_says_what_its_cells_are(file):
    [table] = docx.Document(file).tables
    assert table._tbl.xpath("./w:tr/w:trPr/w:tblHeader")
    [look] = table._tbl.xpath("./w:tblPr/w:tblLook")
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert "Table 1: Staff by ward" in [one.text for one in docx.Document(file).paragraphs]
    assert table.rows[2].cells[1].paragraphs[0].alignment == 2, "numbers stand under each other"


def test_what_follows_a_table_does_not_touch_it(file):
    [source] = [one for one in docx.Document(file).paragraphs if one.style.name == "Source"]
    assert source.paragraph_format.space_before.pt > 5


def test_columns_share_the_width_as_they_are_told(tmp_path):
    made = Document("Widths")
    made.table("", ["a", "b"], [["1", "2"]], widths=[1, 3], stub=False)
    made.save(tmp_path / "a.docx")
    [table] = docx.Document(tmp_path / "a.docx").tables
    assert round(table.columns[1].width / table.columns[0].width, 1) == 3.0
    assert 'w:firstColumn="0"' in table._tbl.xml


def widths(tmp_path, header, rows) -> list[float]:
    """Centimetres, where nobody says how wide the columns are."""
    made = Document("Widths")
    made.table("", header, rows)
    made.save(tmp_path / "a.docx")
    [table] = docx.Document(tmp_path / "a.docx").tables
    return [column.width.cm for column in table.columns]


def test_a_table_of_short_cells_is_no_wider_than_they_are(tmp_path):
    assert sum(widths(tmp_path, HEADER, ROWS)) < 8


def test_a_narrow_column_beside_long_ones_holds_its_words(tmp_path):
    long = "Words that go on for as long as a sentence of a board paper does. " * 3
    wide = widths(tmp_path, ["No.", "Question", "Answer", "Whom to ask", "Note"], [["10", long, long, long, long]])
    assert sum(wide) == pytest.approx(17, abs=0.1) and wide[0] > 1.0


def test_a_short_table_is_not_cut_by_a_page_and_a_long_one_is(tmp_path):
    made = Document("Tables")
    made.table("Short", HEADER, ROWS)
    made.table("Long", HEADER, ROWS * 20)
    made.save(tmp_path / "a.docx")
    kept = [
        [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        for table in docx.Document(tmp_path / "a.docx").tables
    ]
    assert kept[0] == [None, True, None] and not any(kept[1]), "a header row is kept by its style"


def test_empty_cells_are_no_numbers(tmp_path):
    made = Document("A form")
    made.table("", ["What", "Write here"], [["Date", ""]])
    made.save(tmp_path / "a.docx")
    [table] = docx.Document(tmp_path / "a.docx").tables
    assert table.rows[0].cells[1].paragraphs[0].alignment is None


def test_each_numbered_list_begins_again(file):
    numbers = re.findall(r'<w:pStyle w:val="ListNumber"/>.*?<w:numId w:val="(\d+)"/>', part(file))
    assert len(numbers) == 3 and numbers[0] == numbers[1] != numbers[2]
    assert part(file, "word/numbering.xml").count("<w:startOverride") == 6


def test_links_lead_somewhere(file):
    assert 'Target="https://example.org/survey" TargetMode="External"' in part(file, "word/_rels/document.xml.rels")
    assert '<w:hyperlink w:anchor="below"' in part(file)
    assert '<w:bookmarkStart w:id="1" w:name="below"/>' in part(file)


def test_contents_link_to_each_heading(file):
    listed = re.findall(r'<w:hyperlink w:anchor="(p_heading_[^"]+)"', part(file))
    assert len(listed) == 3 and all(f'w:name="{name}"' in part(file) for name in listed)


def test_a_break_is_a_property_and_no_paragraph(file):
    [after] = [one for one in docx.Document(file).paragraphs if one.text == "What may go wrong"][-1:]
    assert after.paragraph_format.page_break_before


def test_the_language_and_the_page(file):
    assert '<w:lang w:val="en-GB"' in part(file, "word/styles.xml")
    assert "en-US" not in "".join(part(file, name) for name in ("word/styles.xml", "word/settings.xml"))
    section = docx.Document(file).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm), round(section.left_margin.mm)) == (
        210,
        297,
        20,
    )
    assert "PAGE" in part(file, "word/footer1.xml")


def test_nothing_of_the_template_is_left(file):
    with zipfile.ZipFile(file) as packed:
        assert not [name for name in packed.namelist() if "thumbnail" in name or "custom" in name.lower()]
    assert "Macintosh" not in part(file, "docProps/app.xml")
    assert 'w:altName w:val="Arial"' in part(file, "word/fontTable.xml")


def test_a_picture_is_no_larger_than_the_page(tmp_path):
    tall = SVG.replace("0 0 640 320", "0 0 640 2560").replace('height="320"', 'height="2560"')
    made = Document("Tall")
    made.picture(png_of_svg(tall, width=160), "A tall field.", width_cm=40)
    made.save(tmp_path / "a.docx")
    [shape] = docx.Document(tmp_path / "a.docx").inline_shapes
    assert shape.height.cm <= 21.1 and shape.height / shape.width == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (lambda made: made.heading("Deep", 2), "give it level 1"),
        (lambda made: (made.heading("One"), made.heading("Deep", 3)), "give it level 2"),
        (lambda made: made.heading("  "), "no words"),
        (lambda made: made.heading("Deep", 7), "from 1 to 6"),
        (lambda made: made.paragraph(" "), "no words"),
        (lambda made: made.bullets(["a", ""]), "no words"),
        (lambda made: made.table("T", ["a", " "], [["1", "2"]]), "a column without a heading"),
        (lambda made: made.table("T", ["a", "b"], []), "no rows"),
        (lambda made: made.table("T", ["a", "b"], [["1"]]), "its row 1 has 1 cells"),
        (lambda made: made.table("T", ["a", "b"], [["1", "2"]], widths=[1]), "give each a width"),
        (lambda made: [made.table("", ["a"], [["1"]]) for _ in "ab"], "make one of both"),
        (lambda made: made.picture(b"\x89PNG", " "), "no alternative text"),
        (lambda made: made.picture(b"GIF", "Words"), "not a PNG"),
        (lambda made: made.paragraph(Run("here", link="javascript:x")), "give a web address"),
        (lambda made: made.paragraph("a\x07b"), "U+0007"),
        (lambda made: (made.paragraph(Run("a", link="#lost")), made.bytes()), "no such place"),
        (lambda made: (made.place("a"), made.place("a"), made.paragraph("x")), "could not tell them apart"),
        (lambda made: (made.contents(), made.bytes()), "no headings"),
    ],
)
def test_what_would_fail_a_reader_is_refused_in_a_sentence(say, words):
    with pytest.raises(WordError, match=re.escape(words)) as refused:
        say(Document("A"))
    assert len(str(refused.value).splitlines()) == 1


def test_a_file_has_a_title():
    with pytest.raises(WordError, match="needs a title"):
        Document(" ")


def test_places_of_unlike_names_stay_unlike():
    long = "book/strategy/" + "a" * 60
    assert bookmark(long + "b") != bookmark(long + "c")
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", bookmark(long))


def test_a_drawing_without_a_colour_for_print_is_refused():
    with pytest.raises(ValueError, match="no colour for print"):
        png_of_svg(SVG.replace(",#f4b942", ""))
    with pytest.raises(ValueError, match="cannot be made a picture"):
        png_of_svg("no drawing")
