"""A return from template to check: the command line, the JSON, safe output, and the synthetic system."""

import csv
import importlib.util
import io
import json
import math
import re

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from edi_handbook.workforce import indicators, published, trend
from edi_handbook.workforce.returns import schema
from edi_handbook.workforce.returns.check import check_return
from edi_handbook.workforce.returns.commands import app
from edi_handbook.workforce.returns.export import DANGEROUS, csv_text, safe_cell, write_csv
from edi_handbook.workforce.returns.template import rows, write_template
from tests.workforce.bad_returns import BOARD, SOUND, SURVEY, text

SYSTEM = published.DATA / "synthetic-system"
KEYS = [
    "indicator", "year", "organisation_code", "subgroup", "group", "numerator", "denominator", "value", "low", "high",
    "unit", "direction", "withheld", "reason",
]  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


# The template


@pytest.mark.parametrize("name", ["return.csv", "return.xlsx", "RETURN.XLSX"])
def test_a_filled_template_is_sound(tmp_path, name):
    """Every count filled in, row by row, then checked: no error, no warning, every indicator."""
    path = tmp_path / name
    written = run("template", path, "--code", "ex1", "--name", "Example Trust", "--year", "2025")
    assert (written.exit_code, written.stderr) == (0, "") and path.exists()
    fill(path)
    check = check_return(path)
    assert (check.errors, check.warnings, check.exit_code) == ([], [], 0)
    assert set(check.results["indicator"]) == set(range(1, 10))
    assert len(check.counts) == len(rows()) == 141


COUNTS = {"headcount": (60, 30, 3), "shortlisted": (900, 700, 20), "appointed": (90, 50, 1)}
COUNTS |= {"entered_disciplinary": (12, 11, 0), "accessed_training": (300, 100, 9), "respondents": (500, 300, 20)}
COUNTS |= {"answered_yes": (100, 90, 4), "board_voting": (10, 2, 0), "board_executive": (5, 1, 0)}


def count_for(indicator, measure, group):
    """Thirty cells of indicator 1 add up to the head count of 3, 4 and 9."""
    count = COUNTS[measure][("white", "bme", "unknown").index(group)]
    return count * 30 if measure == "headcount" and int(indicator) != 1 else count


def fill(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            header, *table = csv.reader(file)
        for row in table:
            row[7] = count_for(row[3], row[4], row[6])
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *table])
        return
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Guidance", *(f"Indicator {number}" for number in range(1, 10))]
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=2):
            assert row[7].value is None
            row[7].value = count_for(row[3].value, row[4].value, row[6].value)
    book.save(path)


def test_an_untouched_template_has_one_complaint(tmp_path):
    for name in ("return.csv", "return.xlsx"):
        check = check_return(write_template(tmp_path / name))
        assert ([problem.code for problem in check.errors], check.warnings, check.exit_code) == (["no_counts"], [], 1)


def test_the_template_command_stops_kindly(tmp_path):
    path = tmp_path / "return.csv"
    assert run("template", path).exit_code == 0
    for arguments, words in (
        ((path,), "already"),
        ((tmp_path / "return.ods",), "neither in .csv nor in .xlsx"),
        ((tmp_path / "no" / "such" / "return.csv",), "cannot be written"),
        ((tmp_path / "b.csv", "--year", "24"), "not a year"),
        ((tmp_path / "b.csv", "--name", "=cmd()"), "formula"),
        ((tmp_path / "b.csv", "--code", "a/b"), "not an organisation code"),
    ):
        found = run("template", *arguments)
        assert found.exit_code == 2 and words in found.stderr and "Traceback" not in found.stderr
    assert run("template", path, "--force").exit_code == 0
    assert run("template", path, "--force", "--year", "2025.0").exit_code == 0  # as a spreadsheet writes it
    assert ",2025,1,headcount," in path.read_text()


# The check


def test_json_of_a_sound_return(tmp_path):
    path = tmp_path / "return.csv"
    path.write_bytes(text([*SOUND, *SURVEY, *BOARD]))
    found = run("check", path, "--json")
    document = json.loads(found.stdout)
    assert (found.exit_code, found.stderr) == (0, "")
    assert list(document) == ["ok", "errors", "warnings", "indicators", "claims"]
    assert document["ok"] is True and document["errors"] == document["warnings"] == document["claims"] == []
    for row in document["indicators"]:
        assert list(row) == KEYS
        assert row["unit"] in ("ratio", "percent", "percentage_points")
        assert (row["group"] == "") == (row["unit"] != "percent")
        assert (row["value"] is None) == row["withheld"] == bool(row["reason"])
    ratio = [row for row in document["indicators"] if row["unit"] == "ratio"]
    assert [(row["indicator"], row["direction"]) for row in ratio] == [(2, "white_over_bme"), (3, "bme_over_white")]
    # By hand: (260/1250) / (96/640) and (15/1150) / (31/3100).
    assert [row["value"] for row in ratio] == pytest.approx([0.208 / 0.15, 15 / 11.5])
    share = next(row for row in document["indicators"] if row["indicator"] == 8 and row["group"] == "bme")
    assert (share["numerator"], share["denominator"], share["value"]) == (180, 1200, 15)
    assert all(math.isfinite(row["low"]) and row["low"] <= row["value"] <= row["high"] for row in ratio)


def test_json_has_no_infinity(tmp_path):
    path = tmp_path / "return.csv"
    path.write_bytes(text().replace(b"appointed,,bme,96", b"appointed,,bme,0"))
    found = run("check", path, "--json")
    document = json.loads(found.stdout, parse_constant=lambda name: pytest.fail(name))
    row = next(row for row in document["indicators"] if row["indicator"] == 2 and row["unit"] == "ratio")
    assert (row["value"], row["high"], row["withheld"]) == (None, None, True)
    assert row["low"] > 1 and "no rate to divide by" in row["reason"]


def test_the_readable_report(tmp_path):
    path = tmp_path / "return.csv"
    path.write_bytes(text())
    shown = run("check", path).stdout
    assert "exact figures" in shown and "not for publication" in shown
    assert "white / BME 1.39 (interval 1.12 to 1.72); above 0.80 to 1.25; the interval excludes parity" in shown
    assert "BME 15.0% (96 of 640" in shown and "unknown 15.6% (7 of 45" in shown
    assert shown.rstrip().endswith("Sound: nothing is wrong.")


CLAIMS = "indicator,year,group,value,unit\n"


def test_claims(tmp_path):
    """Claims that come out leave the return sound; one that does not makes it unsound."""
    path, claims = tmp_path / "return.csv", tmp_path / "claims.csv"
    path.write_bytes(text())
    claims.write_text(CLAIMS + "2,2024,,1.39,ratio\n2,2024,bme,15.0,percent\n3,2024,,1.3,ratio\n", encoding="utf-8")
    sound = run("check", path, "--claims", claims, "--json")
    document = json.loads(sound.stdout)
    assert (sound.exit_code, document["ok"]) == (0, True)
    assert [claim["verdict"] for claim in document["claims"]] == ["reproduced", "reproduced", "reproduced"]
    claims.write_text(CLAIMS + "2,2024,,1.39%,ratio\n2,2024,,0.72,ratio\n", encoding="utf-8")
    wrong = run("check", path, "--claims", claims, "--json")
    document = json.loads(wrong.stdout)
    assert (wrong.exit_code, document["ok"], document["errors"]) == (1, False, [])
    assert [list(claim) for claim in document["claims"]] == [["row", "verdict", "explanation"]] * 2
    assert [(claim["row"], claim["verdict"]) for claim in document["claims"]] == [(2, "wrong_unit"), (3, "reversed")]
    shown = run("check", path, "--claims", claims).stdout
    assert "Row 2: wrong unit." in shown and "2 of 2 claims do not come out" in shown


@pytest.mark.parametrize(
    ("body", "code", "column", "status"),
    [
        (CLAIMS + "2,2024,,much,ratio\n", "not_a_value", "value", 1),
        (CLAIMS + "2,2024,,1.4,per mille\n", "unknown_unit", "unit", 1),
        (CLAIMS + "2,2024,BAME,1.4,ratio\n", "unknown_claim_group", "group", 1),
        (CLAIMS + "12,2024,,1.4,ratio\n", "unknown_indicator", "indicator", 1),
        (CLAIMS + "2,24,,1.4,ratio\n", "not_a_year", "year", 1),
        ("indicator,year,group,value\n2,2024,,1.4\n", "missing_column", "unit", 1),
        ("", "file_empty", None, 2),
    ],
)
def test_bad_claims(tmp_path, body, code, column, status):
    path, claims = tmp_path / "return.csv", tmp_path / "claims.csv"
    path.write_bytes(text())
    claims.write_text(body, encoding="utf-8")
    check = check_return(path, claims)
    assert [(problem.code, problem.column) for problem in check.errors] == [(code, column)]
    assert check.exit_code == status and check.claims == []


def test_a_fault_leaves_the_other_indicators(tmp_path):
    path = tmp_path / "return.csv"
    path.write_bytes(text().replace(b"shortlisted,,white,1250", b"shortlisted,,white,12.5"))
    check = check_return(path)
    ratios = check.results[check.results["unit"] == "ratio"].set_index("indicator")
    assert ratios.loc[2, "withheld"] and "missing" in ratios.loc[2, "reason"]
    assert ratios.loc[3, "value"] == pytest.approx(15 / 11.5)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_stands_in_the_file_there_is_an_answer(tmp_path_factory, noise):
    """Noise after a header, in it, or instead of it: a code and an exit status, never an exception."""
    path = tmp_path_factory.getbasetemp() / "noise.csv"
    for data in (noise, text(SOUND[:3]) + noise):
        path.write_bytes(data)
        check = check_return(path)
        assert check.exit_code in (0, 1, 2)
        assert check.ok or check.errors
        json.dumps(check.as_dict(), allow_nan=False)


# Safe output

dangerous = st.text(alphabet="=+-@\t\r\n \u00a0'A1|!\"", max_size=8)


@given(dangerous | st.text(max_size=10) | st.integers() | st.floats())
def test_no_cell_can_be_run(value):
    assert not safe_cell(value).startswith(DANGEROUS)
    assert not safe_cell(value).lstrip(" \u00a0").startswith(DANGEROUS)


@given(st.lists(st.tuples(dangerous, st.integers(-9, 9)), max_size=5))
def test_no_written_cell_can_be_run(records):
    table = list(csv.reader(io.StringIO(csv_text(pd.DataFrame(records, columns=["=a", "b"])), newline="")))
    assert len(table) == len(records) + 1
    assert not any(cell.startswith(DANGEROUS) for row in table for cell in row)


def test_plain_cells_stay_plain(tmp_path):
    path = write_csv(pd.DataFrame({"a": ["Trust", None], "b": [1.0, math.nan], "c": [-2, 3]}), tmp_path / "out.csv")
    assert path.read_text(encoding="utf-8") == "a,b,c\nTrust,1,−2\n,,3\n"


# The synthetic system


@pytest.fixture(scope="module")
def system():
    check = check_return(SYSTEM / "synthetic-system.csv")
    assert (check.errors, check.warnings, check.exit_code) == ([], [], 0)
    return check


def test_the_script_makes_the_committed_file():
    spec = importlib.util.spec_from_file_location("make_synthetic_system", SYSTEM / "make_synthetic_system.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.make().to_csv(index=False, lineterminator="\n")
    assert text == (SYSTEM / "synthetic-system.csv").read_text(encoding="utf-8")


def test_every_row_says_that_it_is_invented(system):
    counts = system.counts
    assert set(counts["is_synthetic"]) == {"true"}
    assert all(re.fullmatch(r"[A-Z][a-z]+ Invented Trust", name) for name in counts["organisation_name"].unique())
    assert counts["organisation_code"].nunique() == 12 and counts["year"].nunique() == 7


def ratio_of(system, code, indicator, year):
    rows = system.results.query("organisation_code == @code and indicator == @indicator and year == @year")
    return rows[rows["unit"] == "ratio"].iloc[0]


def change_of(system, code, indicator=2):
    table = trend.change(system.results, 2019, 2025)
    return table.query("organisation_code == @code and indicator == @indicator and unit == 'ratio'").iloc[0]


def test_the_stories_hold(system):
    assert change_of(system, "SYN-D").verdict == "lower"  # improves
    assert change_of(system, "SYN-T").verdict == "higher"  # gets worse
    seems = change_of(system, "SYN-F")  # only seems to improve
    assert seems.value_from > 1.9 and seems.value_to < 1.25 and seems.verdict == "no clear change"
    assert ratio_of(system, "SYN-C", 2, 2022).withheld  # nobody appointed
    assert ratio_of(system, "SYN-B", 3, 2025).withheld or ratio_of(system, "SYN-B", 3, 2025).method == "koopman"
    nine = system.counts.query("organisation_code == 'SYN-G' and year == 2025 and measure == 'entered_disciplinary'")
    assert nine["count"].sum() == 9 and ratio_of(system, "SYN-G", 3, 2025).value > 5
    assert 2022 not in set(system.counts.query("organisation_code == 'SYN-O'")["year"])
    quartz = system.results.query("organisation_code == 'SYN-Q' and subgroup == 'board_voting' and group == 'bme'")
    assert (quartz["value"] == 0).all()
    unknown = system.results.query("organisation_code == 'SYN-J' and indicator == 1 and subgroup == 'all'")
    assert unknown[unknown["group"] == "unknown"]["value"].between(15, 25).all()
    assert ratio_of(system, "SYN-M", 2, 2025).range == "below"
    slate = ratio_of(system, "SYN-S", 2, 2025)
    assert slate.low < 1 < slate.high


def test_the_typed_frame_is_what_compute_takes(system):
    schema.RETURN.validate(system.counts)
    assert len(indicators.compute(system.counts)) == len(system.results)


def test_a_cell_without_end_is_told_with_its_row(tmp_path):
    path = write_template(tmp_path / "return.csv", "EX1", "Example Trust", 2025)
    lines = path.read_text().splitlines()
    lines[4] = lines[4].replace("Example Trust", "x" * 11_000)
    path.write_text("\n".join(lines))
    [fault] = [problem for problem in check_return(path).errors if problem.code == "broken_quotes"]
    assert fault.row == 5
    assert "or a cell has more than 10,000 characters" in fault.message
