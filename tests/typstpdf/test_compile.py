"""What Typst says of a file is traced to the pages that it was made of."""

import datetime
from importlib.metadata import version
from pathlib import Path

import pytest
import typst

from edi_handbook.typstpdf import compile as compiling
from edi_handbook.typstpdf.compile import PLACE, Complaint, Refused, compile_pdf
from edi_handbook.typstpdf.house import FONT_PATHS

MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
CALLED = """#let refuse(thing) = panic("no " + thing)
"""
BROKEN = """#import "template.typ": *
#set document(title: "T")
#set text(font: "Source Sans 3")
#{
  // a.md:3
  text("one 🎈")
  // b.md:7
  text("two 🎈")
  // b.md:9
  image("a.svg")
}
"""
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.fixture
def complaints(tmp_path):
    """A function: Typst code in, what is wrong with it out."""

    def tried(code: str) -> list[Complaint]:
        (tmp_path / "template.typ").write_text(CALLED, encoding="utf-8")
        (tmp_path / "a.svg").write_text(SHAPE, encoding="utf-8")
        main = tmp_path / "main.typ"
        main.write_text(code, encoding="utf-8")
        try:
            return compile_pdf(main, [Path(folder) for folder in FONT_PATHS], MADE)[1]
        except Refused as refused:
            return refused.complaints

    return tried


def test_typst_draws_places_as_we_read_them(tmp_path):
    """`compile.py` reads places from a drawing, for Typst gives them in no other way."""
    main = tmp_path / "main.typ"
    main.write_text("#{\n  foo\n}\n#{\n  bar\n}", encoding="utf-8")
    with pytest.raises(typst.TypstError) as caught:
        typst.compile(main, root=tmp_path)
    drawn = caught.value.diagnostic
    found = [(Path(place["file"]).name, int(place["line"])) for place in PLACE.finditer(drawn)]
    assert found == [("main.typ", 2)] and drawn.startswith("error: "), (
        f"Typst {version('typst')} draws its complaints otherwise than "
        f"compile.py reads them, so no complaint would name its page: mend PLACE and _read. It drew:\n{drawn}"
    )


def test_each_of_several_errors_names_its_page(complaints):
    found = complaints(BROKEN)
    assert [complaint.place for complaint in found] == ["a.md:3", "b.md:7", "b.md:9"]
    assert all(complaint.message.startswith("no font has the sign 🎈 (BALLOON) (write it") for complaint in found[:2])
    assert found[2].message == ("PDF/UA-1 error: missing alt text (make sure your images and equations have alt text)")


def test_an_error_in_the_template_names_the_page_that_called_it(complaints):
    code = '#import "template.typ": *\n#{\n  // a.md:3\n  refuse("bread")\n}'
    assert complaints(code) == [Complaint("a.md:3", "panicked with: no bread")]


def test_a_warning_names_its_page(complaints):
    code = '#set document(title: "T")\n#{\n  // a.md:3\n  par[a #block[b]]\n}'
    (found,) = complaints(code)
    assert found.place == "a.md:3"
    assert found.message.startswith("block may not occur inside of a paragraph")


@pytest.mark.parametrize("drawn", ["", "Oh dear: no such thing\n  at main.typ, line 2\n"])
def test_a_drawing_that_cannot_be_read_still_says_what_is_wrong(tmp_path, drawn):
    main = tmp_path / "main.typ"
    main.write_text("// a.md:1\n#foo", encoding="utf-8")
    error = typst.TypstError("unknown variable: foo")
    error.message, error.diagnostic, error.hints = "unknown variable: foo", drawn, ["spell it otherwise"]
    assert compiling._complaints(error, main) == [Complaint("", "unknown variable: foo (spell it otherwise)")]
