"""The workbook as built: its form can be filled in, saved and read again, and stays accessible."""

import os
from pathlib import Path

import pikepdf
import pytest
import yaml

from edi_handbook.pdfcheck import structure, verapdf
from tests.filling import DATE, WORDS, answers, expected, fill
from tests.typing_in import type_into_all

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
EDITIONS = CONFIG["sphinx"]["config"]["typst_editions"]
FILLABLE = [edition["file"] for edition in EDITIONS if edition.get("forms") == "fillable"]
SHEETS = [edition["file"] for edition in EDITIONS if edition.get("layout") == "sheet"]  # a box to sign, no reflection
RULED = [edition["file"] for edition in EDITIONS if edition.get("forms") != "fillable"]


@pytest.fixture(scope="module", params=FILLABLE)
def books(builds, request, tmp_path_factory) -> tuple[Path, Path]:
    """An edition with a form, and the same filled in."""
    built = SITE.parent / "typstpdf" / request.param
    if not built.exists():
        pytest.fail(f"{built} is not there: run `make book` first, or name a built site in EDI_SITE.")
    filled = tmp_path_factory.mktemp("workbook") / "filled.pdf"
    fill(built, filled)
    return built, filled


def test_there_is_one_to_fill_in_and_there_are_others_to_print():
    assert FILLABLE and RULED


@pytest.fixture(scope="module", params=sorted({*FILLABLE} - {*SHEETS}))
def workbook(builds, request) -> Path:
    """An edition whose form is reflections."""
    return SITE.parent / "typstpdf" / request.param


def test_every_reflection_of_its_pages_is_in_the_form(workbook):
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    chapters = {part["caption"]: [page["file"] for page in part["chapters"]] for part in parts}
    (edition,) = (edition for edition in EDITIONS if edition["file"] == workbook.name)
    pages = [page for named in edition["pages"] for page in chapters.get(named, [named])]
    reflections = {Path(page).name for page in pages if (ROOT / page).with_suffix(".yml").exists()}
    assert {name.partition("/")[0] for name in answers(workbook)} == reflections


def test_every_answer_survives(books):
    built, filled = books
    assert not any(value not in ("", "/Off", "None", False) for value in answers(built).values())
    assert answers(filled) == expected(built)


def test_filled_in_it_keeps_all_rules(books):
    assert structure.findings(books[1]) == []
    report = verapdf.check(books[1])
    assert report.failures == () and report.rules_loaded == 106


def test_typed_into_in_the_viewer_of_chromium_it_keeps_all_rules(books, tmp_path):
    typed = tmp_path / "typed.pdf"
    type_into_all(books[0], typed, WORDS)
    assert verapdf.check(typed).failures == ()
    given = [value for name, value in answers(typed).items() if expected(books[0])[name] in (WORDS, DATE)]
    if books[0].name in SHEETS:  # its box has little room, and takes what it can show
        assert len(given) > 3 and all(one and WORDS.startswith(one) for one in given)
    else:
        assert given == [WORDS] * len(given) and len(given) > 50


def test_fields_have_names_of_their_own_and_a_question_stands_on_one_page(books):
    spoken: dict[str, set[str]] = {}
    pages: dict[str, set[int]] = {}
    with pikepdf.open(books[0]) as file:
        for number, page in enumerate(file.pages, 1):
            for note in page.get("/Annots", []):
                if note.get("/Subtype") == "/Widget":
                    sheet, item, *part = str(note.Parent.T).split("/")
                    spoken.setdefault(str(note.TU), set()).add(str(note.Parent.T))
                    together = [] if part and part[0] in ("if", "then", "by") else part[:1]
                    pages.setdefault("/".join([sheet, item, *together]), set()).add(number)
    assert {words: names for words, names in spoken.items() if len(names) > 1} == {}
    assert {name: found for name, found in pages.items() if len(found) > 1} == {}


def test_each_reflection_ends_with_a_page_for_more(workbook):
    sheets, heights = set(), {}
    with pikepdf.open(workbook) as file:
        for page in file.pages:
            for note in page.get("/Annots", []):
                if note.get("/Subtype") == "/Widget":
                    sheet, _, item = str(note.Parent.T).partition("/")
                    sheets.add(sheet)
                    if item == "more":
                        heights[sheet] = float(note.Rect[3]) - float(note.Rect[1])
    assert heights.keys() == sheets
    assert min(heights.values()) > 600  # of the 690 points between head and foot


@pytest.mark.parametrize("file", RULED)
def test_an_edition_to_print_has_no_form(builds, file):
    assert answers(SITE.parent / "typstpdf" / file) == {}
