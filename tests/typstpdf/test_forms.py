"""A fillable edition: fields where the boxes and lines are, spoken by name, in reading order; answers survive."""

import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf.form import CheckboxField, Form, RadioButtonGroup, TextField
from pypdfium2 import raw as pdfium
from sphinx.testing.util import SphinxTestApp

from edi_handbook.pdfcheck import structure, verapdf
from edi_handbook.pdfcheck.reading import Reader, kids, walk
from edi_handbook.typstpdf import acroform, house
from edi_handbook.typstpdf.answer_font import answer_font
from edi_handbook.typstpdf.field import Field, told_apart
from edi_handbook.typstpdf.finish import finish
from tests import pdf_pages
from tests.filling import WORDS, answers, expected, fill
from tests.typing_in import Keyboard, type_into_all

REFLECTION = """
title: A small one
reviewed: 2026-11-23
purpose: To try the form.
minutes: 5
items:
  - {id: which, kind: choose-one, prompt: "Which one?", choices: {a: The first, b: The second}}
  - {id: many, kind: choose-several, prompt: "Which ones?", choices: {c: This, d: That}, not_sure: true}
  - {id: habit, kind: agreement, prompt: About the place, statements: {open: We talk}}
  - {id: words, kind: text, prompt: "What happened?"}
  - {id: ready, kind: steps, prompt: Before you go, steps: {bag: Pack, go: Leave}}
  - {id: my-plan, kind: plan, prompt: Make a plan, when: it rains, act: take a coat}
facilitator:
  purpose: To try.
  minutes: 5
  run: [Run it., Stop it.]
  risks: [None.]
  debrief: ["What now?", "What next?"]
"""
PAGE = "# A form\n\n```{reflection} small\n```\n"


SETTINGS = {
    "extensions": ["myst_nb", "edi_handbook.typstpdf", "edi_handbook.publish.markup.reflections"],
    "nb_execution_mode": "off",
    "edi_reflections": ".",
    "language": "en-GB",
    "author": "Nobody",
}


@dataclass
class Book:
    folder: Path

    def __getitem__(self, name: str) -> Path:
        return self.folder / f"{name}.pdf"


@pytest.fixture(scope="module")
def book(builds, tmp_path_factory) -> Book:
    """One reflection on two pages; `fillable.pdf` has the first page, `twice.pdf` both, `ruled.pdf` lines alone."""
    source = tmp_path_factory.mktemp("forms")
    texts = {"index.md": "# Book\n\n```{toctree}\none\ntwo\n```", "one.md": PAGE, "two.md": PAGE, "conf.py": ""}
    for name, text in (texts | {"small.yml": REFLECTION}).items():
        (source / name).write_text(text, encoding="utf-8")
    entry = {"title": "A form", "pages": ["one"]}
    settings = {
        **SETTINGS,
        "typst_editions": [
            entry | {"file": "fillable.pdf", "forms": "fillable"},
            entry | {"file": "twice.pdf", "forms": "fillable", "pages": "all"},
            entry | {"file": "ruled.pdf", "forms": "ruled"},
        ],
    }
    app = SphinxTestApp("typstpdf", srcdir=source, freshenv=True, confoverrides=settings)
    app.build()
    assert app.warning.getvalue() == ""
    yield Book(Path(app.outdir))
    app.cleanup()


@pytest.fixture(scope="module")
def filled(book, tmp_path_factory) -> Path:
    """`fillable.pdf` with every answer given by a library, and saved."""
    target = tmp_path_factory.mktemp("filled") / "filled.pdf"
    fill(book["fillable"], target)
    return target


def fields(path: Path) -> dict[str, pikepdf.Dictionary]:
    with pikepdf.open(path) as file:
        return {str(field.T): field for field in file.Root.AcroForm.Fields} if "/AcroForm" in file.Root else {}


def widgets(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [note for page in file.pages for note in page.get("/Annots", []) if note.get("/Subtype") == "/Widget"]


def test_every_kind_of_item_has_its_kind_of_field(book):
    with pikepdf.open(book["fillable"]) as file:
        found = {f.fully_qualified_name: type(f).__name__ + " multiline" * getattr(f, "is_multiline", False)
                 for f in Form(file)}  # fmt: skip
    assert found == {
        "small/which/choice": "RadioButtonGroup",
        "small/many/choices/c": "CheckboxField",
        "small/many/choices/d": "CheckboxField",
        "small/many/choices/not-sure": "CheckboxField",
        "small/habit/open": "RadioButtonGroup",
        "small/words/text": "TextField multiline",
        "small/ready/done/bag": "CheckboxField",
        "small/ready/done/go": "CheckboxField",
        "small/my-plan/if": "TextField multiline",
        "small/my-plan/then": "TextField multiline",
        "small/my-plan/by": "TextField",
        "small/more": "TextField multiline",
    }


def test_a_field_is_read_out_with_its_question(book):
    with pikepdf.open(book["fillable"]) as file:
        said = [str(widget.TU) for widget in widgets(file)]
        group = next(f for f in file.Root.AcroForm.Fields if f.T == "small/which/choice")
        assert str(group.TU) == "Which one?"
    assert said[:4] == [
        "Which one? The first",
        "Which one? The second",
        "Which one? Not sure",
        "Which ones? This",
    ]
    assert "We talk: Strongly agree" in said
    assert "What happened?" in said
    assert "Before you go: Pack" in said
    assert said[-2] == "Make a plan: I will look back on (day, month and year)"
    assert said[-1].startswith("More room, for any of the questions.")


def test_the_tab_key_follows_the_tags_and_the_tags_follow_the_text(book):
    with pikepdf.open(book["fillable"]) as file:
        by_page = [widget.objgen for widget in widgets(file)]
        forms = [element for element in walk(file.Root.StructTreeRoot) if element.S == "/Form"]
        by_tag = [
            form.K.Obj.objgen if not isinstance(form.K, pikepdf.Array) else form.K[0].Obj.objgen for form in forms
        ]
        assert by_tag == by_page
        assert all(len(kids(form)) == 1 for form in forms)  # PDF/UA-1, 7.18.4: the widget and nothing else
        assert all(page.Tabs == "/S" for page in file.pages)
        reader = Reader(file)
        holders = {str(element.P.S) + " " + reader.text(element.P) for element in forms}
        assert {"/LBody The first", "/LBody This", "/LBody Pack"} <= holders


def test_a_field_lies_on_its_frame(book):
    """Around each field a frame is drawn: dark on all four sides, within 5 points, and the field itself is empty."""
    pictures = pdf_pages.pictures(book["fillable"], dots=144, notes=False)
    with pikepdf.open(book["fillable"]) as file:
        places = [(number, note.Rect) for number, page in enumerate(file.pages)
                  for note in page.get("/Annots", []) if note.get("/Subtype") == "/Widget"]  # fmt: skip
    for number, rect in places:
        picture = pictures[number]
        left, bottom, right, top = (float(edge) * 2 for edge in rect)
        left, right, top, bottom = left, right, picture.height - top, picture.height - bottom
        middle, centre = (top + bottom) / 2, (left + right) / 2
        for x, y, across in (
            (left, middle, True),
            (right, middle, True),
            (centre, top, False),
            (centre, bottom, False),
        ):
            reach = (x - 10, y, x + 10, y + 1) if across else (x, y - 10, x + 1, y + 10)
            assert picture.crop(tuple(map(int, reach))).getextrema()[0] < 160, (number, rect)
        inside = (left + 6, top + 6, right - 6, bottom - 6)
        assert picture.crop(tuple(map(round, inside))).getextrema()[0] == 255


def test_answers_survive_being_saved(book, filled):
    assert answers(filled) == expected(book["fillable"])


def test_an_answer_is_in_the_picture_of_its_page(book, filled):
    def ink(path: Path) -> list[int]:
        pictures = pdf_pages.pictures(path, dots=72)
        with pikepdf.open(path) as file:
            dark = []
            for picture, page in zip(pictures, file.pages, strict=True):
                for note in page.get("/Annots", []):
                    if note.get("/Subtype") == "/Widget":
                        left, bottom, right, top = (round(float(edge)) for edge in note.Rect)
                        box = (left + 2, picture.height - top + 2, right - 2, picture.height - bottom - 2)
                        dark.append(sum(picture.crop(box).histogram()[:128]))
        return dark

    with pikepdf.open(filled) as file:
        chosen = [widget.get("/AS") != "/Off" for widget in widgets(file)]
    before, after = ink(book["fillable"]), ink(filled)
    assert not any(before)
    assert [count > 5 for count in after] == chosen
    assert "\f".join(pdf_pages.copied(filled, notes=True)).count(WORDS) == 4


@pytest.mark.parametrize("name", ["fillable", "twice", "ruled"])
def test_every_variant_is_accessible(book, name):
    assert structure.findings(book[name]) == []
    report = verapdf.check(book[name])
    assert report.failures == () and report.rules_loaded == 106


def test_the_filled_file_is_accessible(filled):
    assert structure.findings(filled) == []
    report = verapdf.check(filled)
    assert report.failures == () and report.rules_loaded == 106


def test_the_ruled_edition_has_lines_and_no_form(book):
    assert fields(book["ruled"]) == {}
    with pikepdf.open(book["ruled"]) as file:
        assert "☐Thefirst" in Reader(file).text(file.Root.StructTreeRoot).replace(" ", "")


def test_one_reflection_on_two_pages_is_one_form(book):
    with pikepdf.open(book["twice"]) as file:
        assert {len(field.Kids) for field in file.Root.AcroForm.Fields if field.FT == "/Tx"} == {2}
        assert len(file.Root.AcroForm.Fields) == len(fields(book["fillable"]))


def test_no_script_and_nothing_that_sends(book):
    with pikepdf.open(book["fillable"]) as file:
        kinds = {str(thing.get("/S")) for thing in file.objects if isinstance(thing, pikepdf.Dictionary)}
        assert kinds.isdisjoint({"/JavaScript", "/SubmitForm", "/Launch", "/ResetForm"})
        assert "/NeedAppearances" not in file.Root.AcroForm


def test_the_font_of_answers_is_in_the_file(book):
    with pikepdf.open(book["fillable"]) as file:
        form = file.Root.AcroForm
        font = form.DR.Font[f"/{acroform.FONT}"]
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert all(str(f.DA).startswith(f"/{acroform.FONT} ") for f in form.Fields if f.FT == "/Tx")


def test_places_that_differ_are_refused(book):
    with pytest.raises(acroform.FieldsDiffer, match="1 form fields were set, the file has 0 places"):
        finish(book["fillable"].read_bytes(), [], [Field("a", "b", "line")], Path(house.FORM_FONT))


# Words with the letters of the languages that a sheet names, and the quotation marks and dashes of pasted text.
SAMPLES = {
    "English": "“I don’t”, she said – for £5 or €6…",
    "Welsh": "Ŵŵ Ŷŷ ẁẃẅ ỳ Ââ Êê Îî Ôô Ûû tŷ",
    "Polish": "Zażółć gęślą jaźń ĄĆĘŁŃÓŚŹŻ",
    "Romanian": "Țară Șase ăâîșț ĂÂÎȘȚ",
    "Yoruba": "Ẹọṣ ẸỌṢ àáèéìíòóùú ńǹ",
    "Ukrainian": "Її Єє Ґґ щастя",
}


def test_the_form_is_filled_in_by_keyboard_in_the_viewer_of_chromium(book, tmp_path):
    document = pypdfium2.PdfDocument(book["fillable"])
    document.init_forms()
    with pikepdf.open(book["fillable"]) as file:
        fields_of_page = [[n for n in page.get("/Annots", []) if n.Subtype == "/Widget"] for page in file.pages]
    heard = []
    for number in range(len(document)):
        keyboard = Keyboard(document, number)
        for _ in fields_of_page[number]:
            keyboard.tab()
            kind, name = keyboard.focus()
            if heard[-1:] != [name]:  # a group is told of once
                heard.append(name)
            keyboard.type("Zażółć" if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD else " ")
        keyboard.leave()
    assert heard == [
        "Which one?",
        "Which ones? This",
        "Which ones? That",
        "Which ones? Not sure",
        "We talk",
        "What happened?",
        "Before you go: Pack",
        "Before you go: Leave",
        "Make a plan: If",
        "Make a plan: Then I will",
        "Make a plan: I will look back on (day, month and year)",
        "More room, for any of the questions. Begin with the first words of the question.",
    ]
    document.save(tmp_path / "saved.pdf")
    with pikepdf.open(tmp_path / "saved.pdf") as file:
        for field in Form(file):
            match field:
                case TextField():
                    assert field.value == "Zażółć"
                case CheckboxField():
                    assert field.checked
                case RadioButtonGroup():
                    assert field.value == field.options[-1].on_value  # the last that was chosen
    assert verapdf.check(tmp_path / "saved.pdf").failures == ()


def test_the_font_of_answers_does_not_hold_the_time_of_the_build(monkeypatch):
    made = []
    for moment in ("1750000000", "1760000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        with pikepdf.new() as file:
            made.append(
                answer_font(file, Path(house.FORM_FONT)).DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            )
    assert made[0] == made[1]


def test_a_sheet_says_which_letters_its_fields_show_before_the_first(book):
    [page] = [page for page in pdf_pages.copied(book["fillable"]) if "The fields show" in page]
    said = " ".join(page.split())
    assert said.index("The fields show") < said.index("Which one?")
    assert all(language in said for language in SAMPLES)
    assert "The fields show" not in " ".join(pdf_pages.copied(book["ruled"]))


@pytest.fixture(scope="module")
def typed(book, tmp_path_factory):
    """A function: words in, `fillable.pdf` out with these typed into each of its text fields in PDFium, and saved."""

    def type_(words: str) -> Path:
        target = tmp_path_factory.mktemp("typed") / "typed.pdf"
        type_into_all(book["fillable"], target, words)
        return target

    return type_


@pytest.mark.parametrize("language", SAMPLES)
def test_letters_that_are_typed_are_saved_and_shown_in_the_font_of_the_file(typed, language):
    path = typed(SAMPLES[language])
    assert verapdf.check(path).failures == ()  # no font of the viewer's own, which it does not embed
    shown = re.sub(r"\s+", " ", " ".join(pdf_pages.copied(path, notes=True)))
    boxes = shown.count(SAMPLES[language])
    with pikepdf.open(path) as file:
        values = [str(field.V) for field in file.Root.AcroForm.Fields if field.FT == "/Tx"]
        assert values == [SAMPLES[language]] * len(values)
        assert boxes == len(values)
        drawn = [font for note in widgets(file) if note.Parent.FT == "/Tx" for font in fonts_drawn_with(note.AP.N)]
    assert set(drawn) == {f"/{acroform.FONT}"}


def fonts_drawn_with(drawing: pikepdf.Object) -> set[str]:
    return {
        str(command.operands[0]) for command in pikepdf.parse_content_stream(drawing) if str(command.operator) == "Tf"
    }


def test_letters_outside_the_font_are_kept(typed):
    words = "مساوات ਬਰਾਬਰੀ"
    with pikepdf.open(typed(words)) as file:
        assert {str(field.V) for field in file.Root.AcroForm.Fields if field.FT == "/Tx"} == {words}
        raw = next(field.V for field in file.Root.AcroForm.Fields if field.FT == "/Tx")
        assert bytes(raw) == b"\xfe\xff" + words.encode("utf-16-be")


def test_a_box_takes_no_more_than_it_prints(typed):
    words = "Some words that go on and on, żółw. " * 400
    path = typed(words)
    with pikepdf.open(path) as file:
        values = {str(field.T): str(field.V) for field in file.Root.AcroForm.Fields if field.FT == "/Tx"}
        font = file.Root.AcroForm.DR.Font[f"/{acroform.FONT}"].DescendantFonts[0].FontDescriptor
        tail = -float(font.Descent) / 1000 * acroform.POINTS - 0.5  # of letters such as g
        for note in widgets(file):
            if note.Parent.FT == "/Tx":
                _, bottom, _, top = (float(edge) for edge in note.Rect)
                assert tail < lowest(note.AP.N) < top - bottom, str(note.Parent.T)
    assert all(words.startswith(value) and len(value) < len(words) for value in values.values())
    assert len(values["small/words/text"]) > 350 and len(values["small/more"]) > 3000
    shown = re.sub(r"\s+", "", " ".join(pdf_pages.copied(path, notes=True)))
    assert all(re.sub(r"\s+", "", value) in shown for value in values.values())


def lowest(drawing: pikepdf.Object) -> float:
    """How far above the lower edge of a field the last line of its text stands."""
    height, lines = 0.0, []
    for command in pikepdf.parse_content_stream(drawing):
        match str(command.operator):
            case "BT":
                height = 0.0
            case "Td":
                height += float(command.operands[1])
            case "Tj":
                lines.append(height)
    return min(lines)


def test_each_reflection_ends_with_a_page_for_more(book):
    with pikepdf.open(book["twice"]) as file:
        pages = [[note for note in page.get("/Annots", []) if note.get("/Subtype") == "/Widget"] for page in file.pages]
        more = [notes for notes in pages if any(note.Parent.T == "small/more" for note in notes)]
        assert len(more) == 2
        for [field] in more:
            assert float(field.Rect[3]) - float(field.Rect[1]) > 600  # of the 690 points between head and foot


def test_every_field_is_told_apart_by_its_words():
    """Also those of two reflections that ask alike."""
    alike = [Field("a.plan", "If", "line", sheet="One"), Field("b.plan", "If", "line", sheet="Two")]
    boxes = [Field(f"{name}.x", "Which? This", "one-of", "this", "Which?", name) for name in ("a", "b")]
    alone = Field("c", "Alone", "line", sheet="One")
    told = told_apart([*alike, *boxes, alone])
    assert [field.label for field in told] == ["If (One)", "If (Two)", "Which? This (a)", "Which? This (b)", "Alone"]
    assert [field.group_label for field in told[2:4]] == ["Which? (a)", "Which? (b)"]
    assert told_apart([alike[0], alike[0]]) == [alike[0], alike[0]]  # one answer, in two places


def test_a_question_and_the_places_for_its_answer_stand_on_one_page(builds, tmp_path):
    """Wherever on a page they come to stand."""
    many = ", ".join(f"c{number}: Choice {number}" for number in range(12))
    asked = REFLECTION.replace("{a: The first, b: The second}", f"{{{many}}}")
    names = [f"form-{letter}" for letter in "abcdefg"]
    for number, name in enumerate(names):
        room = f"support: {['Words that take room.'] * 3 * number}\nitems:"
        (tmp_path / f"{name}.yml").write_text(asked.replace("items:", room), encoding="utf-8")
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n```{{reflection}} {name}\n```\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("# Book\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", encoding="utf-8")
    (tmp_path / "conf.py").touch()
    settings = {
        **SETTINGS,
        "typst_editions": [{"file": "f.pdf", "title": "F", "forms": "fillable"}, {"file": "r.pdf", "title": "R"}],
    }
    app = SphinxTestApp("typstpdf", srcdir=tmp_path, freshenv=True, confoverrides=settings)
    app.build()
    where: dict[str, set[int]] = {}
    with pikepdf.open(Path(app.outdir) / "f.pdf") as file:
        for number, page in enumerate(file.pages):
            for note in page.get("/Annots", []):
                if note.get("/Subtype") == "/Widget":
                    where.setdefault("/".join(str(note.Parent.T).split("/")[:2]), set()).add(number)
    assert len(where) == 7 * len(names)
    assert {name: numbers for name, numbers in where.items() if len(numbers) > 1} == {}
    for edition in ("f.pdf", "r.pdf"):
        pages = [" ".join(page.split()) for page in pdf_pages.copied(Path(app.outdir) / edition)]
        for first, last in (("Which one?", "Choice 11"), ("Make a plan", "I will look back on")):
            assert [first in page for page in pages] == [last in page for page in pages]
            assert sum(first in page for page in pages) == len(names)
    app.cleanup()
