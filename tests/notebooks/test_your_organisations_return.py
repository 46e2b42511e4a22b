"""The invented return, against the synthetic system's own counts, SciPy and sums done here."""

import csv

from scipy.stats.contingency import relative_risk

from edi_handbook.workforce import published

NOTEBOOK = "your-organisations-return"


def counts() -> dict[tuple, int]:
    path = published.DATA / "synthetic-system" / "synthetic-system.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["organisation_code"] == "SYN-G" and row["year"] == "2025"]
    found: dict[tuple, int] = {}
    for row in rows:
        key = (int(row["indicator"]), row["measure"], row["group"])
        found[key] = found.get(key, 0) + int(row["count"])
    return found


def to_five(count: int) -> str:
    return f"{5 * ((count + 2) // 5):,}"


def test_ratios_come_from_the_true_counts_and_counts_are_rounded(notebook):
    true = counts()
    for label, number, whole, part in (
        ("Appointed from shortlisting, white over BME", 2, "shortlisted", "appointed"),
        ("Had extra training, white over BME", 4, "headcount", "accessed_training"),
    ):
        four = [true[number, measure, group] for group in ("white", "bme") for measure in (part, whole)]
        found = relative_risk(*four)
        ends = found.confidence_interval(0.95)
        rounded = [f"{to_five(four[i])} of {to_five(four[i + 1])}" for i in (0, 2)]
        assert notebook.rows("return-ratios")[label] == [
            *rounded,
            f"{found.relative_risk:.2f}",
            f"{ends.low:.2f} to {ends.high:.2f}",
        ]


def test_nine_cases_are_not_shown(notebook):
    true = counts()
    assert true[3, "entered_disciplinary", "white"] + true[3, "entered_disciplinary", "bme"] == 9
    assert not any("disciplinary" in label for label in notebook.rows("return-ratios"))
    said = notebook.rows("return-what-may-be-said")
    assert said["Entered the disciplinary process (indicator 3), BME over white"][0].startswith("Not shown, because there are too few cases")


def test_no_small_count_in_any_table(notebook):
    for name in ("return-ratios", "return-survey", "return-staff-by-band"):
        for row in notebook.rows(name).values():
            for cell in row:
                for half in cell.split(" (")[0].split(" of ") if " of " in cell else [cell]:
                    assert not (half.isdigit() and 1 <= int(half) <= 7), (name, row)


def test_each_mistake_is_found_at_its_cell(notebook):
    rows = notebook.tables["return-with-mistakes"]["rows"]
    found = {words for _, words, _ in rows}
    assert len(rows) == 4
    for typed in ("“1,020”", "“<8”", "“5%”", "accessed_training of bme is 5,000, more than headcount"):
        assert any(words.startswith(typed) for words in found), typed


def test_everything_says_that_it_is_invented(notebook):
    for bundle in [*notebook.charts.values(), *notebook.tables.values()]:
        assert "invented" in bundle["source"]
        assert "invented" in bundle["caption"]
    for chart in notebook.charts.values():
        assert chart["alt"].startswith("An invented trust.")
