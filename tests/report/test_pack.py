"""The board pack: nothing in it but what was printed, findings that hold, steps that say where they are from."""

import datetime
import random
from dataclasses import replace

import pandas as pd
import pytest
from typer.testing import CliRunner

from edi_handbook import actions
from edi_handbook.cli import app
from edi_handbook.report import answers, beside, findings, offers, pack, since
from edi_handbook.report.contents import Board
from edi_handbook.report.figures import figures_of, ratio_name, split_of, table_of
from edi_handbook.report.memory import Memory
from edi_handbook.workforce import places
from edi_handbook.workforce.definitions import (
    APPOINTMENT,
    DISCIPLINARY,
    DISCRIMINATION,
    FAIR_PROMOTION,
    PERCENT,
    RATIO,
    SURVEY,
    TRAINING,
)
from edi_handbook.workforce.disclosure import Earlier, PublishedRatio, Share
from edi_handbook.workforce.disclosure.thresholds import DEFAULT
from tests.report.returns import a_return

pytestmark = pytest.mark.build  # a pack takes seconds: a dozen charts are drawn for it

DAY = datetime.date(2026, 11, 30)


def years(seed: int, *of: int) -> pd.DataFrame:
    """A return of several years, in which other cases happened each year."""
    return pd.concat([a_return(random.Random(seed + year), year) for year in of], ignore_index=True)


def made(frame, **how):
    return pack.pack(frame, "SYN", "An Invented Trust", 2025, DAY, **how)


@pytest.fixture(scope="module")
def frame():
    return years(3, 2023, 2024, 2025)


@pytest.fixture(scope="module")
def whole(frame):
    return made(frame, region="midlands")


# Nothing but what was printed.


def prints(frame):
    return {year: found.everything() for year, found in answers.printed(frame, "SYN", 2025).items()}


def another_that_prints_the_same(frame, wanted: int):
    """The return with so many small counts of events a year one higher, as far as nothing changes of what is printed;
    and how many there are of each year."""
    printed, other, moved = prints(frame), frame, dict.fromkeys(frame["year"], 0)
    events = frame["measure"].isin(["appointed", "entered_disciplinary", "accessed_training", "answered_yes"])
    for place in frame.index[events & frame["count"].between(1, 6) & (frame["group"] != "unknown")]:
        year = frame.loc[place, "year"]
        if moved[year] < wanted:
            changed = other.copy()
            changed.loc[place, "count"] += 1
            if prints(changed) == printed:
                other, moved[year] = changed, moved[year] + 1
    return other, moved


def of_few(frame, staff: int):
    """A return in which nearly every count is so much smaller: of a trust where many are hidden."""
    most = frame.loc[frame["measure"] == "headcount", "count"].max()
    return frame.assign(count=(frame["count"] * staff / most).round().astype(int))


def test_two_returns_that_print_the_same_have_the_same_pack():
    """So a reader of any face learns no more than a reader of the print, and that is proved to give nothing away."""
    frame = of_few(years(3, 2024, 2025), 700)
    other, moved = another_that_prints_the_same(frame, 2)
    assert moved == {2024: 2, 2025: 2} and not frame.equals(other)
    one, two = made(frame), made(other)
    assert one.pieces == two.pieces
    assert one.slides == two.slides
    assert one.contents.sentences == two.contents.sentences
    assert one.memory.to_text() == two.memory.to_text()
    assert [chart.svg for chart in one.charts] == [chart.svg for chart in two.charts]


def test_every_year_that_is_printed_is_remembered(whole):
    assert [year for year, _ in whole.memory.publications] == [2023, 2024, 2025]


@pytest.mark.parametrize("seed", range(3))
def test_a_pack_made_again_prints_the_same_and_remembers_no_more(seed):
    frame = years(seed, 2023, 2024, 2025)
    memory = Memory("SYN")
    for _ in range(2):
        printed = answers.printed(frame, "SYN", 2025, memory=memory)
        before, memory = memory, pack._remembered(frame, "SYN", 2025, printed, DEFAULT, memory, None)
    assert memory == before and len(memory.publications) == 3


def test_what_no_longer_holds_is_not_printed_again(frame):
    report, printed = figures_of(table_of(frame, "SYN", 2025)), answers.printed(frame, "SYN", 2025)[2025]
    last = Earlier.of(report, printed, DEFAULT)
    again = answers.printed_again(report, last, DEFAULT)
    assert again.everything() == printed.everything()
    wide = frame.copy()
    of = (
        (wide["year"] == 2025)
        & (wide["indicator"] == 2)
        & (wide["measure"] == "shortlisted")
        & (wide["group"] == "bme")
    )
    wide.loc[of, "count"] *= 2
    assert answers.printed_again(figures_of(table_of(wide, "SYN", 2025)), last, DEFAULT) is None
    without = frame[frame["indicator"] != TRAINING.number]
    assert answers.printed_again(figures_of(table_of(without, "SYN", 2025)), last, DEFAULT) is None


def test_where_two_memories_are_joined_nobody_knows_the_last(frame):
    report, printed = figures_of(table_of(frame, "SYN", 2025)), answers.printed(frame, "SYN", 2025)[2025]
    one = Memory("SYN").with_one(2025, Earlier.of(report, printed, DEFAULT))
    coarse = {name: replace(share, text=f"{round(share.value)}%") if share.value else share
              for name, share in printed.shares.items()}  # fmt: skip
    two = Memory("SYN").with_one(2025, Earlier.of(report, replace(printed, shares=coarse), DEFAULT))
    assert one.last(2025) is not None and Memory("SYN").joined(one).last(2025) is not None
    assert one.joined(one).last(2025) is not None
    assert one.joined(two).last(2025) is None


def test_a_figure_that_the_counts_do_not_give_is_refused(frame):
    printed = answers.printed(frame, "SYN", 2025)
    name = ratio_name(TRAINING)
    wrong = replace(printed[2024].ratios[name], text="9.99 (9.98 to 10.00)", value=9.99, low=9.98, high=10.0)
    printed[2024] = replace(printed[2024], ratios=printed[2024].ratios | {name: wrong})
    with pytest.raises(answers.NotSound, match=r"Indicator 4, 2024, 9\.99"):
        pack.check(frame, "SYN", printed)


# Findings.


def ratio(words: str) -> PublishedRatio:
    value, low, _, high = words.replace("(", "").replace(")", "").split()
    return PublishedRatio(words, float(value), float(low), float(high))


@pytest.mark.parametrize(
    ("rate", "words", "verdict"),
    [
        (APPOINTMENT, "1.56 (1.37 to 1.77)", findings.WORSE),
        (APPOINTMENT, "0.70 (0.60 to 0.80)", findings.BETTER),
        (DISCIPLINARY, "1.40 (0.90 to 2.19)", findings.NOT_CLEAR),
        (TRAINING, "1.02 (0.95 to 1.10)", findings.LEVEL),
        (TRAINING, "1.09 (1.00 to 1.16)", findings.NOT_CLEAR),
        (DISCRIMINATION, "1.71 (1.40 to 2.07)", findings.WORSE),
        (FAIR_PROMOTION, "0.83 (0.78 to 0.89)", findings.WORSE),
        (FAIR_PROMOTION, "1.20 (1.10 to 1.30)", findings.BETTER),
    ],
)
def test_a_finding_says_for_whom_it_is_worse_and_only_what_its_rounding_allows(whole, rate, words, verdict):
    published = replace(whole.published[2025], ratios={ratio_name(rate): ratio(words)})
    assert findings.finding(published, rate).verdict == verdict


def test_a_ratio_at_the_edge_claims_nothing(whole):
    """1.00 at the end of an interval may have been 0.995 or 1.004."""
    published = replace(whole.published[2025], ratios={ratio_name(TRAINING): ratio("1.26 (1.00 to 1.59)")})
    assert "which chance could explain" in findings.ratio_title(findings.finding(published, TRAINING))


def test_titles_are_findings_and_no_two_slides_have_the_same(whole):
    titles = [one.title for one in whole.slides]
    assert len(set(titles)) == len(titles)
    assert all(len(title.split()) >= 6 for title in titles)
    first, survey = whole.contents.charts
    assert not first.caption.startswith("Relative likelihoods") and not survey.caption.startswith("What staff said")
    assert first.alt.startswith(first.caption) and survey.alt.startswith(survey.caption)


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        ("1.56 (1.37 to 1.77)", "1.10 (1.00 to 1.21)", since.FELL),
        ("1.10 (1.00 to 1.21)", "1.56 (1.37 to 1.77)", since.ROSE),
        ("1.51 (1.34 to 1.71)", "1.56 (1.37 to 1.77)", since.CHANCE),
    ],
)
def test_a_ratio_that_moved_is_told_from_chance(before, now, way):
    assert since.of_ratio(ratio(before), ratio(now)) == way
    assert since.of_ratio(None, ratio(now)) == since.of_ratio(PublishedRatio("[c]", why="x"), ratio(now)) == "–"


def test_a_share_that_moved_is_told_from_chance():
    low, high = Share("20.0%", 20.0, 18.0, 22.0), Share("28.0%", 28.0, 26.0, 30.0)
    assert (since.of_share(low, high), since.of_share(high, low)) == (since.ROSE, since.FELL)
    assert since.of_share(low, Share("21.0%", 21.0, 19.0, 23.0)) == since.CHANCE
    # The difference is 2.83 and its reach 2.83: whether it is clear of none, rounding hides.
    assert since.of_share(low, Share("22.8%", 22.8, 20.8, 24.8)) == since.TOO_CLOSE
    assert since.of_share(Share("27.5%", 27.5), Share("27.9%", 27.9)) == since.COUNTED


def test_the_card_has_last_year_this_year_england_and_the_region(whole):
    [card] = [one for one in whole.pieces if getattr(one, "caption", "").startswith("Each figure beside others")]
    assert card.columns == ("Measure", "2024", "2025", "Change", "Midlands", "England")
    line = dict(zip(card.columns, card.rows[0], strict=True))
    assert line["Midlands"] == "1.71 (2024)" and line["England"] == "1.59 (2023)"
    shown = whole.published[2025].ratios[ratio_name(APPOINTMENT)].text.split()[0]
    assert line["2025"] == shown
    assert len(card.rows) == 3 + 2 * len(SURVEY) + 2


def test_one_year_has_no_change(frame):
    alone = made(frame[frame["year"] == 2025])
    [card] = [one for one in alone.pieces if getattr(one, "caption", "").startswith("Each figure beside others")]
    assert card.columns == ("Measure", "2025", "England")
    assert not any("Since" in str(piece) for piece in alone.pieces)


# What stands beside.


def test_what_stands_beside_is_no_newer_than_the_year_and_of_no_conflict():
    assert beside.Beside(2025).figure("england", 2, RATIO).year == 2023
    assert beside.Beside(2022).figure("england", 2, RATIO).year == 2021, "two sources disagree on 2022"
    assert beside.Beside(2015).figure("england", 2, RATIO) is None
    assert beside.Beside(2025).figure("england", 8, PERCENT, "bme").key == "nss2024:england:8:2024:bme"
    assert beside.Beside(2025).figure("midlands", 3, RATIO) is None


def test_a_region_is_known_or_said_and_never_guessed():
    ours = next(one for one in places.places().values() if one.ours and one.kind == "trust")
    assert beside.region_of("X", ours.name) == beside.region_of(ours.code.upper(), "") == places.system().region
    assert beside.region_of("SYN", "An Invented Trust") == beside.region_of("christie", "The Christie") == ""
    assert beside.region_of("SYN", "", "North West") == beside.region_of("SYN", "", "north-west") == "north-west"


def test_a_region_that_is_none_is_one_sentence_and_nothing_is_written(frame, tmp_path):
    frame.to_csv(tmp_path / "return.csv", index=False)
    arguments = ["return", "report", str(tmp_path / "return.csv"), "--out", str(tmp_path / "out"), "--region", "mercia"]
    found = CliRunner().invoke(app, arguments)
    assert found.exit_code == 1 and "“mercia” is no region: give one of east-of-england" in found.output.replace(
        "\n", " "
    )
    assert not (tmp_path / "out").exists()


# What is offered, and what comes next.

ALL_SETS = tuple(actions.SETS)


def test_steps_say_where_they_are_from_and_none_is_recalled():
    recalled = set(actions.read().query("wording == 'recalled'")["action"])
    for rate in (APPOINTMENT, DISCIPLINARY, *SURVEY):
        for step in offers.steps(rate, ALL_SETS):
            assert step.what not in recalled and step.source.strip(" ;") and step.who and step.when
    assert offers.steps(APPOINTMENT, ALL_SETS)[0].source == offers.OFFER
    assert any(actions.SETS["midlands"] in step.source for step in offers.steps(APPOINTMENT, ALL_SETS))


def test_what_was_promised_elsewhere_is_not_asked_here():
    assert "bodies" not in offers.sets_for("midlands", ours=True)
    assert "system" in offers.sets_for("midlands", ours=True)
    assert not {"system", "midlands"} & set(offers.sets_for("london", ours=False))


def test_dates_are_still_to_come_and_have_a_source():
    found = offers.dates(DAY, ALL_SETS)
    assert found and all("2026" in step.when for step in found)
    assert all(step.source.rpartition("; ")[2] for step in found)
    assert offers.dates(datetime.date(2100, 1, 1), ALL_SETS) == ()


def test_what_is_offered_says_so_and_that_it_is_never_a_quota(whole):
    words = " ".join(str(piece) for piece in whole.pieces)
    assert "adopted by nobody" in words and "never a quota" in words


def test_a_small_trust_has_a_pack_too():
    """Most ratios are hidden, and so are the slides about them."""
    found = made(of_few(years(3, 2024, 2025), 60))
    assert found.slides and all(slide.alt for slide in found.slides)
    assert "cannot be shown without giving a small count away" in " ".join(map(str, found.pieces))


def test_a_long_name_is_cut_on_a_slide_and_stands_in_full_in_its_notes(frame):
    assert pack.kicker_of("An Invented Trust", 2025) == "An Invented Trust, WRES year 2025"
    name = "An Invented Trust of a Long Name " * 3
    cut = pack.kicker_of(name, 2025)
    assert len(cut) <= pack.LONGEST_KICKER and cut.endswith("…, WRES year 2025")


def test_the_share_of_a_board_on_its_word_is_checked_and_stands_in_the_card(frame):
    why = "The trust printed this in its WRES report of May 2025."
    found = made(frame, board=Board(why))
    bme, whole_board = split_of(table_of(frame, "SYN", 2025), "board_voting")
    [card] = [one for one in found.pieces if getattr(one, "caption", "").startswith("Each figure beside others")]
    line = dict(zip(card.columns, card.rows[-1], strict=True))
    assert line["2025"] == f"{100 * bme / whole_board:.1f}%" and line["2024"] == line["Change"] == "–"
    [answer] = [one for one in found.pieces if getattr(one, "caption", "").startswith("What a board should ask")]
    assert "on its members’ word" in answer.rows[11][2]
    again = made(frame, board=Board(why), memory=found.memory)
    assert again.pieces == found.pieces and again.memory == found.memory
