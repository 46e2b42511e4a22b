"""The board report: accessible pages, the same figures in every file, and no small count in any of them."""

import datetime
import re
import sys
from dataclasses import replace

import docx
import pandas as pd
import pikepdf
import pptx
import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from typer.testing import CliRunner

from edi_handbook import palette
from edi_handbook.charts import style
from edi_handbook.cli import app
from edi_handbook.pdfcheck import structure, verapdf
from edi_handbook.report import answers, brief, contents, pieces, slides, write
from edi_handbook.report.figures import figures_of, table_of
from edi_handbook.word import check
from edi_handbook.workforce.disclosure import WORDS, Thresholds, protect
from edi_handbook.workforce.returns import schema
from tests import pdf_pages

pytestmark = pytest.mark.build  # each report is set as a PDF

PAGE_HIGH = 842
"""Points: A4."""

SYNTHETIC = "data/synthetic-system/synthetic-system.csv"


@pytest.fixture(scope="module")
def system(request) -> pd.DataFrame:
    return pd.read_csv(request.config.rootpath / SYNTHETIC).drop(columns="is_synthetic")


@pytest.fixture(scope="module")
def newest(system, tmp_path_factory):
    """The newest year of a return of one organisation, the path of the return, and the report made of it."""
    both = system[(system["organisation_code"] == "SYN-A") & system["year"].isin([2024, 2025])]
    rows = both[both["year"] == 2025]
    folder = tmp_path_factory.mktemp("report")
    path = folder / "return.csv"
    both.to_csv(path, index=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795392000")
        files = write.write(path, folder / "out", region="midlands")
    return rows, path, {file.name: file for file in files}


def count(rows, indicator, measure, group):
    mask = (rows["indicator"] == indicator) & (rows["measure"] == measure) & (rows["group"] == group)
    return int(rows.loc[mask, "count"].sum())


def test_it_is_a_few_accessible_pages(newest):
    pdf = newest[2]["report.pdf"]
    found = verapdf.check(pdf)
    assert found.compliant, found.failures
    assert found.rules_loaded == 106
    assert structure.findings(pdf) == []
    with pikepdf.open(pdf) as file:
        assert 4 <= len(file.pages) <= 8


def test_no_page_is_less_than_half_full(newest):
    for page in pdf_pages.words(newest[2]["report.pdf"]):
        *_, foot = sorted({round(word.bottom) for word in page})
        body = max(word.bottom for word in page if word.bottom < foot - 5)
        assert body >= brief.HALF * PAGE_HIGH, page[0]


def test_the_word_file_passes_its_check_and_holds_what_the_paper_does(newest):
    file = newest[2]["report.docx"]
    assert check.faults(file) == []
    made = docx.Document(str(file))
    pages = " ".join("\n".join(pdf_pages.copied(newest[2]["report.pdf"])).split())
    heads = [one.text for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert {"In brief", "How far, and how fast", "What could be done", "Thirteen questions", "Next dates"} <= set(heads)
    assert all(head in pages for head in heads)
    assert len(made.inline_shapes) == pages.count("Fig. ") and len(made.tables) == len(re.findall(r"Table \d+ ", pages))


@pytest.fixture(scope="module")
def deck(newest):
    return pptx.Presentation(str(newest[2]["slides.pptx"]))


def test_a_slide_is_a_finding_and_a_picture_that_is_said(deck):
    assert 6 <= len(deck.slides) <= 9
    assert deck.core_properties.title == "Workforce race equality: Amber Invented Trust"
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        [picture] = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        alt = picture._element.nvPicPr.cNvPr.get("descr")
        assert alt.startswith(slide.shapes.title.text_frame.text[:30]) and len(alt) > 60
        assert "Source: " in slide.notes_slide.notes_text_frame.text
        assert {run._r.rPr.get("lang") for run in runs(slide)} == {"en-GB"}


def test_the_notes_of_a_slide_name_the_source_of_what_stands_beside(deck):
    [notes] = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if "appointed" in said_on(slide)]
    assert "England, indicator 2" in notes and "Midlands, indicator 2" in notes and "read in" in notes


def test_nothing_on_a_slide_is_smaller_than_twenty_points_or_off_it(deck):
    for slide in deck.slides:
        assert min(run.font.size.pt for run in runs(slide)) >= slides.SMALLEST
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                assert style.FORMS["slide"].small * shape.width.pt / style.FORMS["slide"].width >= slides.SMALLEST


def runs(slide):
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
    return [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]


def said_on(slide) -> str:
    return slide.shapes.title.text_frame.text


def test_a_picture_that_would_be_too_small_on_a_slide_is_refused():
    made = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    tall = pieces.Slide("A title", '<svg viewBox="0 0 660 900"></svg>', "What it shows", ("Source: none",))
    with pytest.raises(slides.SlidesError, match="too tall"):
        slides.set_slides("Title", "Whose", "Author", [tall], made)
    with pytest.raises(slides.SlidesError, match="no alternative text"):
        slides.set_slides("Title", "Whose", "Author", [replace(tall, alt=" ")], made)


@pytest.mark.parametrize(("one", "ground", "least"), palette.CONTRAST)
def test_the_colours_of_a_slide_can_be_told_apart(one, ground, least):
    """What a chart sets on its paper must be as clear on the ground of a slide."""
    if {one, ground} <= style.ROLES.keys():
        assert palette.contrast(slides.NIGHT[one], slides.NIGHT[ground]) >= least


def test_the_ratio_is_the_hand_calculation(newest):
    rows, _, files = newest
    rate = {
        group: count(rows, 2, "appointed", group) / count(rows, 2, "shortlisted", group) for group in ("white", "bme")
    }
    table = pd.read_csv(files["ratios.csv"]).set_index("Measure")
    assert table.loc["Appointed from shortlisting, white over BME", "Ratio"] == pytest.approx(
        rate["white"] / rate["bme"], abs=0.005
    )
    assert "white over BME: " + f"{rate['white'] / rate['bme']:.2f}" in files["summary.txt"].read_text()


def test_counts_are_shown_to_the_nearest_five_or_hidden(newest):
    rows, _, files = newest
    staff = pd.read_csv(files["staff.csv"], dtype=str)
    shown = staff[["White", "BME", "Unknown"]].to_numpy().ravel().tolist()
    for table in ("ratios.csv", "survey.csv"):
        cells = pd.read_csv(files[table], dtype=str)[["White", "BME"]].to_numpy().ravel()
        shown += [number for cell in cells for number in re.findall(r"[\d,]+|\[.\]", cell.split("(")[0])]
    numbers = [int(cell.replace(",", "")) for cell in shown if cell not in WORDS]
    assert len(numbers) > 20
    assert all(number % 5 == 0 for number in numbers)
    true = set(rows["count"]) - {n for n in rows["count"] if n % 5 == 0}
    assert not true & set(numbers)


def test_a_small_count_is_in_no_file(newest, tmp_path, paper_alone):
    rows, _, _ = newest
    rows = rows.copy()
    small = (rows["indicator"] == 3) & (rows["measure"] == "entered_disciplinary") & (rows["group"] == "bme")
    rows.loc[small, "count"] = 6
    path = tmp_path / "small.csv"
    rows.to_csv(path, index=False)
    files = {file.name: file for file in write.write(path, tmp_path / "out")}
    table = pd.read_csv(files["ratios.csv"])
    assert not table["Measure"].str.contains("disciplinary").any()
    said = next(line for line in files["summary.txt"].read_text().splitlines() if "indicator 3" in line)
    assert not re.search(r"\d\.\d", said)
    assert "fewer than 10" in said or "hidden" in said
    drawn = [" ".join(etree.parse(file).getroot().itertext()) for name, file in files.items() if name.endswith(".svg")]
    assert any("Appointed" in words for words in drawn)
    assert not any("disciplinary" in words for words in drawn)


def test_the_same_return_and_date_give_the_same_bytes(newest, tmp_path, monkeypatch):
    _, path, files = newest
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    for file in write.write(path, tmp_path, region="midlands"):
        assert file.read_bytes() == files[file.name].read_bytes(), file.name


def test_a_changed_threshold_prints_its_reason(newest, tmp_path, paper_alone):
    _, path, _ = newest
    reason = "Our information governance board asked for ten."
    files = {file.name: file for file in write.write(path, tmp_path, Thresholds(smallest_shown=10, reason=reason))}
    assert reason in files["summary.txt"].read_text()


def test_several_organisations_have_a_folder_each(system, tmp_path, paper_alone):
    rows = system[system["organisation_code"].isin(["SYN-A", "SYN-B"]) & (system["year"] == 2025)]
    path = tmp_path / "two.csv"
    rows.to_csv(path, index=False)
    files = write.write(path, tmp_path / "out")
    assert {file.parent.name for file in files} == {"SYN-A", "SYN-B"}


@pytest.fixture
def paper_alone(monkeypatch):
    """What is tried is where files lie and what is said: the faces that take longest are left empty."""
    monkeypatch.setattr(write.word_file, "set_word", lambda *_: b"PK")
    monkeypatch.setattr(write.slides, "set_slides", lambda *_: b"PK")


@pytest.fixture
def two(system, tmp_path, paper_alone):
    """A return of two organisations, its path, and a folder for the report that is not there yet."""
    rows = system[system["organisation_code"].isin(["SYN-A", "SYN-B"]) & (system["year"] == 2025)]
    path = tmp_path / "two.csv"
    rows.to_csv(path, index=False)
    return path, tmp_path / "deep" / "out"


def written(folder) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*"))


@pytest.mark.parametrize("name", ["Amber 🙂 Trust", "林 Trust"])
def test_a_name_that_no_font_can_print_is_said_by_the_check_and_the_report(newest, tmp_path, name):
    rows, _, _ = newest
    path = tmp_path / "name.csv"
    rows.assign(organisation_name=name).to_csv(path, index=False)
    for command in (["check", str(path)], ["report", str(path), "--out", str(tmp_path / "out")]):
        said = CliRunner().invoke(app, ["return", *command])
        assert said.exit_code == 1
        assert f"“{name}” has a sign that the report cannot print" in said.output
    assert not (tmp_path / "out").exists()


def test_every_sign_that_the_check_lets_pass_can_be_set():
    signs = (chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)
    names = [f"A{sign}b" for sign in signs if not schema.name_fault(f"A{sign}b")]
    assert len(names) > 2000
    made = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    paper = [pieces.Points((" ".join(names),))]
    assert brief.set_brief(f"Workforce race equality: {' '.join(names)}", "", "", paper, made)[1] > 1


def test_one_report_that_cannot_be_set_stops_them_all(two, monkeypatch):
    path, out = two
    real, done = write.brief.set_brief, []

    def second_fails(*arguments):
        done.append(arguments)
        if len(done) == 2:
            raise write.brief.BriefError("The paper cannot be set: no reason.")
        return real(*arguments)

    monkeypatch.setattr(write.brief, "set_brief", second_fails)
    with pytest.raises(write.ReportError, match=r"The report of .+ cannot be made: The paper cannot be set: no reason"):
        write.write(path, out)
    assert len(done) == 2 and not out.parent.exists()


def test_a_place_that_cannot_be_written_leaves_nothing_half_done(two):
    path, out = two
    (out / "SYN-B" / "summary.txt").mkdir(parents=True)  # a folder where the last report's file would go
    before = written(out)
    with pytest.raises(OSError, match="Is a directory"):
        write.write(path, out)
    assert written(out) == before


def test_a_file_where_the_folder_would_be_is_told(newest, tmp_path):
    _, path, _ = newest
    (tmp_path / "taken").write_text("mine")
    said = CliRunner().invoke(app, ["return", "report", str(path), "--out", str(tmp_path / "taken" / "out")])
    assert said.exit_code == 2 and "cannot be written" in said.output
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_date_that_is_none_is_told(newest, tmp_path, monkeypatch):
    _, path, _ = newest
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    said = CliRunner().invoke(app, ["return", "report", str(path), "--out", str(tmp_path / "out")])
    assert said.exit_code == 1 and "give seconds since 1970" in said.output
    assert not (tmp_path / "out").exists()


def test_a_formula_is_written_as_text():
    table = pd.DataFrame({"=Measure": ["=1+1", " @here"], "Ratio": ["1.56", "−0.64"]})
    assert write._csv(table).decode("utf-8-sig").splitlines() == ["'=Measure,Ratio", "'=1+1,1.56", "' @here,−0.64"]


def test_the_command_says_what_is_wrong_and_writes_nothing(newest, tmp_path):
    rows, path, _ = newest
    run = CliRunner().invoke
    bad = tmp_path / "bad.csv"
    broken = rows.astype({"count": str})
    broken.iloc[0, broken.columns.get_loc("count")] = "-4"
    broken.to_csv(bad, index=False)
    wrong = run(app, ["return", "report", str(bad), "--out", str(tmp_path / "out")])
    assert wrong.exit_code == 1
    assert "Row 2" in wrong.output
    assert "Traceback" not in wrong.output
    missing = run(app, ["return", "report", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")])
    assert missing.exit_code == 2
    unreasoned = run(app, ["return", "report", str(path), "--out", str(tmp_path / "out"), "--smallest-shown", "5"])
    assert unreasoned.exit_code == 2
    assert "needs a reason" in unreasoned.output
    assert not (tmp_path / "out").exists()


def test_a_drawing_prints_a_share_as_disclosure_control_rounded_it(newest, monkeypatch):
    rows, _, _ = newest
    drawn = []
    real = contents.share_comparison
    monkeypatch.setattr(
        contents, "share_comparison", lambda frame, **words: drawn.append(frame) or real(frame, **words)
    )
    contents.contents(rows, "SYN-A", "Amber Invented Trust", 2025, answers.printed(rows, "SYN-A", 2025)[2025])
    published = {share.text for share in protect(figures_of(table_of(rows, "SYN-A", 2025))).shares.values()}
    assert set(drawn[0]["top_text"]) | set(drawn[0]["bottom_text"]) <= published
