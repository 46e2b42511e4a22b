"""The workbook as built: its form can be filled in, saved and read again, and stays accessible."""

import os
from pathlib import Path

import pytest
import yaml

from edi_handbook.pdfcheck import structure, verapdf
from tests.filling import answers, expected, fill

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
EDITIONS = CONFIG["sphinx"]["config"]["typst_editions"]
FILLABLE = [edition["file"] for edition in EDITIONS if edition.get("forms") == "fillable"]
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


def test_every_reflection_of_its_pages_is_in_the_form(books):
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    chapters = {part["caption"]: [page["file"] for page in part["chapters"]] for part in parts}
    (edition,) = (edition for edition in EDITIONS if edition["file"] == books[0].name)
    pages = [page for named in edition["pages"] for page in chapters.get(named, [named])]
    reflections = {Path(page).name for page in pages if (ROOT / page).with_suffix(".yml").exists()}
    assert {name.partition("/")[0] for name in answers(books[0])} == reflections


def test_every_answer_survives(books):
    built, filled = books
    assert not any(value not in ("", "/Off", "None", False) for value in answers(built).values())
    assert answers(filled) == expected(built)


def test_filled_in_it_keeps_all_rules(books):
    assert structure.findings(books[1]) == []
    report = verapdf.check(books[1])
    assert report.failures == () and report.rules_loaded == 106


@pytest.mark.parametrize("file", RULED)
def test_an_edition_to_print_has_no_form(builds, file):
    assert answers(SITE.parent / "typstpdf" / file) == {}
