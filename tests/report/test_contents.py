"""What a board report says, and the reasons that it gives where it is silent."""

import random

import pandas as pd
import pytest
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.report import answers
from edi_handbook.report.contents import Board, contents
from tests.report.returns import BANDED, a_return, place_of


@pytest.fixture
def frame():
    """A return of 6,129 staff with 17 and 19 disciplinary cases, and one of a person of unknown ethnicity."""
    frame = a_return(random.Random(10))
    for indicator, measure, counts in (
        (3, "headcount", (4800, 1300, 29)),
        (3, "entered_disciplinary", (17, 19, 1)),
        (9, "board_voting", (9, 2, 1)),
    ):
        for group, count in zip(("white", "bme", "unknown"), counts, strict=True):
            frame.loc[place_of(frame, indicator=indicator, measure=measure, group=group), "count"] = count
    return frame


def made(frame, **how):
    published = answers.printed(frame, "SYN", 2025, board="board" not in how)[2025]
    return contents(frame, "SYN", "An Invented Trust", 2025, published, **how)


def sentence(report, number):
    (found,) = [said for said in report.sentences if f"(indicator {number}" in said]
    return found


def test_a_ratio_is_not_hidden_for_counts_that_no_reader_sees(frame):
    """One person of unknown ethnicity had a case: neither that count nor a total of cases is in the report."""
    assert "BME over white: 4.13 (2.15 to 7.92)" in sentence(made(frame), 3)


@pytest.mark.parametrize(
    ("bme", "words"),
    [(9, "not shown, because there are too few cases, fewer than 10 in a group."), (3, "there are too few cases")],
)
def test_too_few_cases_are_called_too_few(frame, bme, words):
    frame.loc[place_of(frame, indicator=3, measure="entered_disciplinary", group="bme"), "count"] = bme
    said = sentence(made(frame), 3)
    assert words in said and "1 to 7" not in said


def test_no_reason_for_a_ratio_or_share_is_that_of_a_count():
    for seed in range(20):
        for said in made(a_return(random.Random(seed))).sentences:
            assert "from 1 to 7" not in said and "[" not in said


def test_a_small_board_is_shown_only_on_a_word_that_is_printed(frame):
    assert "is not shown, because a board is small" in sentence(made(frame), 9)
    why = "The trust printed this in its WRES report of May 2025."
    said = sentence(made(frame, board=Board(why)), 9)
    assert "the BME share of the voting board is 16.7%, 2 of 12 members (The trust printed this" in said
    everything = " ".join(made(frame, board=Board(why)).sentences)
    assert "9 of" not in everything and "executive" not in everything and "unknown" not in everything.lower()
    with pytest.raises(ValueError, match="members agreed"):
        Board("yes")


def test_the_command_asks_for_the_word_on_the_board(frame, tmp_path):
    frame.to_csv(tmp_path / "return.csv", index=False)
    arguments = ["return", "report", str(tmp_path / "return.csv"), "--out", str(tmp_path / "out"), "--board", "yes"]
    found = CliRunner().invoke(app, arguments)
    assert found.exit_code == 2 and "say which in a sentence" in found.output


def test_the_table_of_staff_is_everybody(frame):
    report = made(frame)
    assert "The rows are all staff" in report.staff_note
    rows = report.staff.set_index("Staff group")
    shown = rows["All"].drop("All staff").str.replace(",", "")
    known = sum(int(count) for count in shown if count.isdigit())
    hidden = (shown == "[c]").sum()
    staff = int(rows.loc["All staff", "All"].replace(",", ""))
    assert known <= staff + 2 * len(shown) and staff <= known + 7 * hidden + 3 * len(shown)
    assert rows.index.str.startswith("Doctors").sum() == 4


def test_what_is_missing_from_the_table_of_staff_is_said(frame):
    no_doctors = frame[~frame["subgroup"].str.startswith("medical")]
    note = made(no_doctors).staff_note
    assert "the return has no counts of them: Doctors and dentists, consultants; " in note
    assert not any(band in note for band in ("Clinical", "Non-clinical"))
    blank = frame.astype({"count": float})
    blank.loc[place_of(blank, indicator=1, subgroup=BANDED[0], group="bme"), "count"] = float("nan")
    report = made(blank)
    assert "no counts of them: Clinical, bands 1 to 5." in report.staff_note
    assert "All staff" not in set(report.staff["Staff group"])


def test_a_blank_count_of_all_staff_is_not_taken_for_nobody(frame):
    """A return that gives all staff in one row, and does not say how many are of unknown ethnicity."""
    whole = frame[frame["indicator"] == 1].groupby("group", as_index=False)["count"].sum().astype({"count": float})
    rows = frame[frame["indicator"] == 1].head(3).drop(columns=["group", "count", "subgroup"]).reset_index(drop=True)
    given = pd.concat([rows, whole], axis=1).assign(subgroup="all")
    others = frame[frame["indicator"] != 1]
    assert made(pd.concat([given, others])).staff["Staff group"].tolist() == ["All staff"]
    given.loc[given["group"] == "unknown", "count"] = float("nan")
    assert made(pd.concat([given, others])).staff.empty


def test_a_sentence_claims_nothing_that_its_rounding_hides(frame):
    """1.26 (1.00 to 1.59) may stand for an interval that holds 1, and for one that is clear of it."""
    for group, cases in (("white", 150), ("bme", 150)):
        frame.loc[place_of(frame, indicator=2, measure="appointed", group=group), "count"] = cases
    frame.loc[place_of(frame, indicator=2, measure="shortlisted", group="white"), "count"] = 1000
    for shortlisted in range(1200, 1300):
        frame.loc[place_of(frame, indicator=2, measure="shortlisted", group="bme"), "count"] = shortlisted
        said = sentence(made(frame), 2)
        if "(1.00 to" in said:
            assert "Too close to say more" in said
            return
    raise AssertionError("no interval that begins at 1.00 was tried")
