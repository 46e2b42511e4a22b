"""Changes and limits, against sums done here: the log method by hand, Wheeler's limits by hand, the shipped counts."""

import csv
import itertools
import math
import statistics

import pytest

from edi_handbook.workforce import published, spc

NOTEBOOK = "is-it-a-real-change"


def system() -> dict[tuple, int]:
    path = published.DATA / "synthetic-system" / "synthetic-system.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            (row["organisation_code"], int(row["year"]), row["measure"], row["group"]): int(row["count"])
            for row in csv.DictReader(handle)
            if row["indicator"] == "2"
        }


def log_ratio(white, white_of, bme, bme_of):
    return (
        math.log((white / white_of) / (bme / bme_of)),
        1 / white - 1 / white_of + 1 / bme - 1 / bme_of,
    )


def change(early, late):
    """Later over earlier with the interval of the log method: the variances of the two years add up."""
    (one, var_one), (two, var_two) = log_ratio(*early), log_ratio(*late)
    middle, half = two - one, 1.959964 * math.sqrt(var_one + var_two)
    return [f"{math.exp(value):.2f}" for value in (middle, middle - half, middle + half)]


def verdict(low, high):
    return "Lower" if float(high) < 1 else "Higher" if float(low) > 1 else "No clear change"


@pytest.mark.parametrize(("code", "name"), [("SYN-D", "Dolomite (invented)"), ("SYN-F", "Flint (invented)")])
def test_invented_trusts(notebook, code, name):
    counts = system()
    early, late = (
        [counts[code, year, measure, group] for group in ("white", "bme") for measure in ("appointed", "shortlisted")]
        for year in (2019, 2025)
    )
    value, low, high = change(early, late)
    assert notebook.rows("two-invented-trusts-change")[name][1:] == [value, f"{low} to {high}", verdict(low, high)]


def test_what_is_said_of_the_two_trusts(notebook):
    counts = system()
    known = {
        code: [sum(counts[code, year, "appointed", group] for group in ("white", "bme")) for year in range(2019, 2026)]
        for code in ("SYN-D", "SYN-F")
    }
    assert min(known["SYN-D"]) > 1000
    assert max(known["SYN-F"]) < 100
    rows = notebook.rows("two-invented-trusts")
    hold_one = [float(row[3].split(" to ")[0]) <= 1 <= float(row[3].split(" to ")[1]) for row in rows.values()]
    assert sum(hold_one) > len(hold_one) / 2
    assert float(rows["2021"][0]) > float(rows["2020"][0])  # Dolomite's question 2
    words = "".join(notebook.printed)
    steps = [line.split()[-1] for line in words.splitlines() if "no clear change" in line or "lower" in line]
    assert steps == ["4", "2", "5", "1"]


def test_englands_limits(notebook):
    values = [1.57, 1.60, 1.45, 1.46, 1.61, 1.61, 1.54, 1.59]
    reach = 2.66 * statistics.mean(abs(b - a) for a, b in itertools.pairwise(values))
    rows = notebook.rows("england-process-chart")
    middle = statistics.mean(values)
    for words, value in (("Lower limit", middle - reach), ("Mean", middle), ("Upper limit", middle + reach)):
        assert rows[words][0] == f"{value:.2f}"
    assert [rows[str(year)] for year in range(2016, 2024)] == [[f"{value:.2f}", "inside"] for value in values]


def test_the_midlands_moved_as_regions_do(notebook):
    rows = notebook.rows("moves-by-region")
    moves = [abs(float(cell.replace("−", "-"))) for row in rows.values() for cell in row]
    assert len(moves) == 14
    assert f"Average move, up or down: {statistics.mean(moves):.2f}." in "".join(notebook.printed)
    assert rows["Midlands"] == ["0.04", "0.21"]
    assert f"{statistics.mean(moves):.2f}" == "0.21"


# White accepted, applied; BME accepted, applied: copied from the Clearing House's tables.
PSYCHOLOGY = {2015: (504, 2918, 73, 602), 2019: (518, 3120, 83, 747), 2024: (846, 3994, 289, 1484)}


def test_clinical_psychology_from_first_to_last(notebook):
    value, low, high = change(PSYCHOLOGY[2015], PSYCHOLOGY[2024])
    assert notebook.rows("clinical-psychology-steps")["2015 to 2024"][1:] == [
        value,
        f"{low} to {high}",
        verdict(low, high),
    ]


def test_one_step_in_nine(notebook):
    rows = notebook.rows("clinical-psychology-steps")
    steps = [years for years, row in rows.items() if years != "2015 to 2024" and row[-1] != "No clear change"]
    assert len(rows) == 10
    assert steps == ["2020 to 2021"]


def test_the_process_chart_would_have_flagged_2017_only(notebook):
    white, bme = (published.figures("clinical-psychology", indicator="accepted", group=g) for g in ("white", "bme"))
    ratios = [(w.numerator / w.denominator) / (b.numerator / b.denominator) for w, b in zip(white, bme, strict=True)]
    outside = [one.year for one, out in zip(white, spc.xmr(ratios).outside, strict=True) if out]
    assert outside == [2017]
    assert "It flags 2017" in notebook.text


def test_five_years_against_five(notebook):
    lines = [line for line in "".join(notebook.printed).splitlines() if line.startswith(("2015 to", "2020 to"))]
    ends = [[float(end) for end in line.rsplit("(", 1)[1].rstrip(")").split(" to ")] for line in lines]
    assert ends[1][1] < ends[0][0]
