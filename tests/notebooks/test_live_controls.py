"""Each notebook's control, as a person in JupyterLab has it: another value gives other numbers, and the right ones."""

import ast
import math
from fractions import Fraction
from functools import cache
from unittest import mock

import jupytext
import pytest
from IPython.display import display
from scipy.stats import binomtest
from scipy.stats.contingency import relative_risk
from traitlets import TraitError

from edi_handbook.charts import live
from edi_handbook.charts.chart import DASH
from edi_handbook.workforce import published
from tests.notebooks.run_notebook import FOLDER, names

pytestmark = pytest.mark.kernel  # the cells run in this process

FORM = "your-organisations-return"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
NAMES = [name for name, words in TEXTS.items() if "datasheet of" in words]
"""The notebooks that work with files of data."""


@cache
def panel(name):
    """What the notebook's last control gives in a live session, after all its cells have run."""
    scope, shown = {"display": display, "__name__": "__main__"}, None
    with mock.patch.dict("os.environ", JPY_SESSION_NAME=f"notebooks/{name}.md"):
        for cell in jupytext.read(FOLDER / f"{name}.md").cells:
            if cell.cell_type != "code":
                continue
            *before, last = ast.parse(cell.source).body
            exec(compile(ast.Module(before, []), name, "exec"), scope)
            if isinstance(last, ast.Expr):
                result = eval(compile(ast.Expression(last.value), name, "eval"), scope)
                shown = result if hasattr(result, "children") else shown
            else:
                exec(compile(ast.Module([last], []), name, "exec"), scope)
    return shown


def chosen(name, *values):
    """The rows of each piece that the notebook shows for these values, by row header."""
    found = panel(name)
    for field, value in zip(found.fields, values, strict=True):
        field.value = value
    bundles = [piece.bundle() for piece in found.pieces]
    return [{row[0]: row[1:] for row in bundle.get("table", bundle)["rows"]} for bundle in bundles]


@pytest.mark.parametrize("name", names(NAMES))
def test_every_notebook_has_named_controls_for_a_person(name):
    found = panel(name)
    assert found is not None, "no control where somebody is there"
    labels = [field.label for field in getattr(found, "fields", ())] or [
        child.description for child in found.children if hasattr(child, "description")
    ]
    assert labels
    assert all(labels)


@pytest.mark.parametrize("name", names(name for name in NAMES if name != FORM))
def test_what_is_shown_follows_and_brings_its_words(name):
    found = panel(name)
    before = [piece.bundle() for piece in found.pieces]
    first = found.fields[0]
    was = first.value
    other = next(one for one in first.options if one != was) if hasattr(first, "options") else was + first.step
    first.value = other
    after = [piece.bundle() for piece in found.pieces]
    assert after != before
    for bundle, output in zip(after, found.children[-1].outputs, strict=True):
        assert bundle["name"] in output["data"]["text/html"]
        assert bundle["caption"]
        if "alt" in bundle:  # every number of the table is in it; a dash stands for none
            assert bundle["alt"] != live.FROM_TABLE
            assert all(cell in bundle["alt"] for row in bundle["table"]["rows"] for cell in row if cell != DASH)
    first.value = was
    assert [piece.bundle() for piece in found.pieces] == before


@pytest.mark.local
def test_places():
    (rows,) = chosen("who-works-here", "Solihull")
    chart = panel("who-works-here").pieces[0]
    white = published.figure("census2021:solihull:residents:2021:white").text
    said = f"In Solihull, {white} of residents were White at the Census of 2021: context, not a target"
    assert chart.caption == said
    assert rows["White"][1] == white
    written = {line.text for line in chart.figure.written}
    assert {row[1] for row in rows.values()} <= written


def test_regions():
    (rows,) = chosen("who-gets-appointed", "London")
    assert [rows[year][1] for year in ("2022", "2023", "2024")] == ["1.43", "1.47", "1.16"]  # as printed in the report


@pytest.mark.parametrize(("percent", "cases"), [(25, 50), (10, 37), (60, 8)])
def test_an_even_process(percent, cases):
    """By sums of exact fractions."""
    (rows,) = chosen("who-gets-disciplined", percent, cases)
    share = Fraction(percent, 100)
    chance = sum(
        math.comb(cases, c) * share**c * (1 - share) ** (cases - c)
        for c in range(cases + 1)
        if c * (1 - share) > Fraction(5, 4) * (cases - c) * share
    )
    assert abs(float(rows[f"{cases} cases a year"][0].rstrip("%")) - 100 * float(chance)) <= 0.0501


@pytest.mark.local
def test_one_trust():
    (rows,) = chosen("what-staff-tell-us-here", "The Royal Orthopaedic Hospital")
    counts = {  # as recovered when the survey was read: BME, white
        "Harassed, bullied or abused by the public": (38, 252, 94, 548),
        "Harassed, bullied or abused by staff": (68, 252, 121, 549),
        "Believe in equal opportunities (higher is better)": (117, 255, 316, 546),
        "Discriminated against by a colleague": (45, 252, 43, 546),
    }
    assert list(rows) == list(counts)
    for question, four in counts.items():
        ends = relative_risk(*four).confidence_interval()
        assert rows[question][0].startswith(f"{four[0]} of {four[1]} (")
        assert rows[question][2:] == [f"{relative_risk(*four).relative_risk:.2f}", f"{ends.low:.2f} to {ends.high:.2f}"]


def test_one_board():
    (rows,) = chosen("who-decides", 9, 35)
    assert list(rows) == ["0", "1", "2", "3"]
    assert rows["2"] == ["22.2%", "−12.8 percentage points", f"{100 * binomtest(2, 9, 0.35, 'less').pvalue:.1f}%"]


@pytest.mark.local
def test_a_year_of_pay_gaps():
    (rows,) = chosen("the-pay-gap", "2019")
    assert len(rows) == 5 + 3, "one body sent no return for that year"
    assert rows["University Hospitals Birmingham"] == ["12.5%"]
    trusts = published.table("gender-pay-gap", "nhs-trusts").query("reporting_year == '2019-20'")
    gaps = sorted(trusts[~trusts["employer_name"].str.contains("Commissioning")]["median_hourly_gap_pct"].dropna())
    middle = (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2
    assert abs(float(rows["Middle trust"][0].rstrip("%")) - middle) <= 0.0501


def test_a_band_of_an_invented_team():
    badly, protected = chosen("small-numbers", 30, 9)
    assert badly["Band 8b"] == ["30", "9", "39"]
    assert protected["Band 8b"][:3] == ["30", "10", "40"], "no count is small, so none is hidden"
    badly, protected = chosen("small-numbers", 30, 3)
    assert badly["Band 8b"] == ["30", "*", "33"]
    assert protected["Band 8b"][1] == "[c]"
    shown = " ".join(cell for row in protected.values() for cell in row)
    assert "9%" not in shown, "3 of 33 would print it"


def test_steps():
    (rows,) = chosen("compounding", 1.45, 4)
    assert list(rows) == ["1", "2", "3", "4"]
    assert rows["4"] == ["4.42", "2.44"]  # 1.45 and 1.25 to the fourth power


def test_one_invented_trust():
    _, table = chosen("is-it-a-real-change", "Tourmaline Invented Trust", "2020", "2024")
    (row,) = table.values()
    counts = published.table("synthetic-system", "synthetic-system")
    counts = counts.query("organisation_code == 'SYN-T' and indicator == 2")

    def count(year, measure, group):
        return counts[(counts.year == year) & (counts.measure == measure) & (counts.group == group)]["count"].item()

    logs, variance = [], 0
    for year in (2020, 2024):
        four = [count(year, measure, group) for group in ("white", "bme") for measure in ("appointed", "shortlisted")]
        logs.append(math.log(four[0] / four[1] / (four[2] / four[3])))
        variance += 1 / four[0] - 1 / four[1] + 1 / four[2] - 1 / four[3]
    change = logs[1] - logs[0]
    low, high = (math.exp(change + side * 1.959964 * math.sqrt(variance)) for side in (-1, 1))
    assert row[1:3] == [f"{math.exp(change):.2f}", f"{low:.2f} to {high:.2f}"]


def test_two_years_the_wrong_way_round_are_said_in_a_sentence():
    chosen("is-it-a-real-change", "Tourmaline Invented Trust", "2024", "2024")
    found = panel("is-it-a-real-change")
    assert found.pieces == ()
    assert found.children[-1].outputs[0]["data"] == {"text/plain": "The second year has to be later than the first."}
    chosen("is-it-a-real-change", "Tourmaline Invented Trust", "2019", "2024")
    assert found.pieces


def test_a_round_abroad():
    (rows,) = chosen("a-measure-under-challenge", 30, 60)
    found = relative_risk(300, 1000, 90 + 30, 480 + 60)
    assert rows["And abroad: 30 of 60 appointed"][2] == f"{found.relative_risk:.2f}"
    ends = found.confidence_interval()
    assert rows["And abroad: 30 of 60 appointed"][3] == f"{ends.low:.2f} to {ends.high:.2f}"
    assert chosen("a-measure-under-challenge", 70, 60) == []


def test_more_cases():
    (rows,) = chosen("reading-a-relative-likelihood", 4)
    ends = relative_risk(36, 2900, 68, 10020).confidence_interval()
    assert rows["Invented: 36 and 68"][2:] == ["1.83", f"{ends.low:.2f} to {ends.high:.2f}"]


def test_a_value_that_is_not_offered_is_refused():
    with pytest.raises(TraitError, match="choose one of"):
        panel("who-gets-appointed").fields[0].value = "Atlantis"
    with pytest.raises(TraitError, match="from 1 to 50"):
        panel("reading-a-relative-likelihood").fields[0].value = 51
