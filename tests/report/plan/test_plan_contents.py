"""What is printed of a lead's own strategy: own words whole, and figures that disclosure control lets print."""

import datetime
import random
import re
from dataclasses import replace

import pandas as pd
import pytest

from edi_handbook.report import answers
from edi_handbook.report.figures import ratio_name
from edi_handbook.report.plan import contents as plans
from edi_handbook.report.plan.contents import NotPrintable, Returned
from edi_handbook.report.plan.standing import TOO_FEW, last_return
from edi_handbook.strategy import own
from edi_handbook.workforce.claims import SOUND, check_claims
from edi_handbook.workforce.definitions import APPOINTMENT
from edi_handbook.workforce.disclosure import HIDDEN
from tests.report.plan.making import GAPS, a_strategy, of_system
from tests.report.returns import a_return

TODAY = datetime.date(2026, 11, 30)


def returned(counts, name="Amber Invented Trust"):
    code, year = counts["organisation_code"].iloc[0], int(counts["year"].max())
    return Returned(counts, code, name, year, answers.printed(counts, code, year))


@pytest.fixture(scope="module")
def large():
    return returned(of_system("SYN-A"))


@pytest.fixture
def strategy(tmp_path):
    """`strategy(change)` gives the two gaps that are offered, changed by `change`."""
    return lambda change=lambda held: None: own.read(a_strategy(tmp_path / "ours.json", change, GAPS))


def first(**cells):
    return lambda held: held["objectives"][0].update(cells)


def test_a_baseline_comes_from_the_return_with_interval_counts_and_direction(strategy, large):
    one = plans.contents(strategy(), large, TODAY).objectives[0]
    found = large.published[2025].ratios[ratio_name(APPOINTMENT)]
    assert one.baseline.startswith(f"2025: {found.text}; white ")
    assert re.search(r"white \d+ of [\d,]+, BME \d+ of [\d,]+$", one.baseline)
    assert one.standing.direction == "white over BME" and one.standing.chart and one.standing.figure == "1.56"


def test_without_a_return_the_baseline_is_ones_own_or_is_left_to_fill_in(strategy):
    plan = plans.contents(strategy(first(baseline=1.7)), None, TODAY)
    assert [one.baseline for one in plan.objectives] == ["1.7 (your own figure)", ""]
    assert plan.claims == () and plan.returned == ""


def test_the_way_to_the_target_is_told_in_people_with_an_interval(strategy, large):
    due = own.offered_day().year + 2
    said = " ".join(plans.contents(strategy(), large, TODAY).objectives[0].standing.said)
    assert "chance alone does not explain the gap" in said
    assert "The change from 2024 to 2025 cannot be told from chance" in said
    assert re.search(rf"A ratio of 1\.25 in {due} takes about \d+ more appointments .+ \(interval \d+ to \d+\)", said)
    assert re.search(r"close in (\d{4}); chance alone makes that anything from \d{4} to \d{4}", said)
    assert "Counts of this size can show a target of 1.25 met" in said
    cases = " ".join(plans.contents(strategy(), large, TODAY).objectives[1].standing.said)
    assert "With counts of this size a target of 1.25 cannot be shown met in one year" in cases


def test_the_chart_has_every_return_and_the_way_to_the_target(strategy, large):
    table = plans.contents(strategy(), large, TODAY).objectives[0].standing.chart.table
    ways = table[table["What"] == "On the way to the target"]
    assert list(table["Year"][:3]) == ["2023", "2024", "2025"]
    assert ways["Year"].iloc[-1] == str(own.offered_day().year + 2) and ways["Ratio"].iloc[-1] == "1.25"


@pytest.mark.parametrize("counts", [of_system("SYN-A"), of_system("SYN-C"), a_return(random.Random(3))])
def test_every_ratio_that_is_stated_is_sound_by_the_claim_checker(strategy, counts):
    plan = plans.contents(strategy(), returned(counts), TODAY)
    assert {one.verdict for one in check_claims(counts, list(plan.claims))} <= set(SOUND)
    values = {claim.value for claim in plan.claims}
    for one in plan.objectives:
        stated = re.findall(r"([\d.]+) \([\d.]+ to [\d.]+\)", " ".join((one.baseline, *one.standing.said)))
        assert set(stated) <= values, one


def test_a_ratio_that_the_counts_do_not_give_is_refused(strategy, large):
    name = ratio_name(APPOINTMENT)
    wrong = replace(large.published[2025].ratios[name], text="2.56 (2.37 to 2.77)", value=2.56, low=2.37, high=2.77)
    year = replace(large.published[2025], ratios=large.published[2025].ratios | {name: wrong})
    with pytest.raises(NotPrintable, match=r"Indicator 2, 2025: the counts do not give 2\.56"):
        plans.contents(strategy(), replace(large, published=large.published | {2025: year}), TODAY)


def test_nothing_stands_beside_what_disclosure_control_prints(strategy, large):
    """What is withheld there is in no word here."""
    name = ratio_name(APPOINTMENT)
    hidden = {
        year: replace(
            printed, ratios=printed.ratios | {name: replace(printed.ratios[name], text=HIDDEN, value=None, low=None,
                                                            high=None, why="too few events in a group")}
        )
        for year, printed in large.published.items()
    }  # fmt: skip
    one = plans.contents(strategy(), replace(large, published=hidden), TODAY).objectives[0]
    assert one.standing.value is None and one.standing.chart is None and one.standing.said == (TOO_FEW,)
    assert one.baseline == "2025: not shown, because there are too few cases, fewer than 10 in a group"


def small(counts: pd.DataFrame, cases: int) -> pd.DataFrame:
    rows = counts.copy()
    mask = (rows["indicator"] == 3) & (rows["measure"] == "entered_disciplinary") & (rows["group"] == "bme")
    rows.loc[mask, "count"] = cases
    return rows


@pytest.mark.parametrize("years", [{2025}, {2024, 2025}])
def test_a_small_count_is_in_no_word(strategy, years):
    counts = of_system("SYN-A")
    counts = small(counts[counts["year"].isin(years)], 6)
    one = plans.contents(strategy(), returned(counts), TODAY).objectives[1]
    assert "not shown" in one.baseline and one.standing.said == (TOO_FEW,) and one.standing.chart is None
    assert not re.search(r"\d\.\d", one.baseline)


def test_a_stated_baseline_that_the_return_prints_is_printed_as_it_prints_it(strategy, large):
    for stated in (1.56, 1.6):
        one = plans.contents(strategy(first(baseline=stated)), large, TODAY).objectives[0]
        assert one.baseline.startswith("2025: 1.56 (1.37 to 1.77)")
    of_2024 = large.published[2024].ratios[ratio_name(APPOINTMENT)].text
    one = plans.contents(strategy(first(baseline=float(of_2024.split()[0]))), large, TODAY).objectives[0]
    assert one.baseline.startswith(f"2024: {of_2024}; 2025: 1.56")


@pytest.mark.parametrize("stated", [1.7, 1.5576])
def test_another_baseline_than_the_return_prints_is_refused(strategy, large, stated):
    with pytest.raises(NotPrintable) as raised:
        plans.contents(strategy(first(baseline=stated)), large, TODAY)
    [said] = raised.value.problems
    assert f"'fair-recruitment' baseline: {stated:g} is not what may be printed" in said
    assert "leave the baseline empty" in said


def test_a_stated_baseline_cannot_bring_a_hidden_ratio_into_print(strategy):
    counts = small(of_system("SYN-A"), 6)
    counts = counts[counts["year"] == 2025]
    rows = counts[counts["indicator"] == 3].set_index(["measure", "group"])["count"]
    true = (6 / rows["headcount", "bme"]) / (rows["entered_disciplinary", "white"] / rows["headcount", "white"])

    def change(held):
        held["objectives"][1].update(baseline=round(true, 2), target=round(true, 2) / 2)

    with pytest.raises(NotPrintable, match="no figure, because not shown"):
        plans.contents(strategy(change), returned(counts), TODAY)


def test_a_target_on_the_wrong_side_of_the_returns_ratio_is_refused(strategy, large):
    with pytest.raises(
        NotPrintable, match=r"the return gives 1\.56 for 2025, so the target 1\.25 is on the wrong side"
    ):
        plans.contents(strategy(first(better="higher")), large, TODAY)


def test_a_target_that_the_figure_reaches_already_is_told(strategy, large):
    said = plans.contents(strategy(), large, TODAY).warnings
    assert any("'fair-discipline' is reached by the figure itself" in one for one in said)
    assert not any("fair-recruitment" in one for one in said)


def test_another_name_in_the_return_is_told(strategy, large):
    said = plans.contents(strategy(), replace(large, name="Beryl Invented Trust"), TODAY).warnings
    assert said[0].startswith("The return is of Beryl Invented Trust, and the strategy of Amber Invented Trust")


def test_a_target_of_recruitment_or_discipline_is_one_to_watch(tmp_path):
    def change(held):
        held["objectives"][2].update(id="our-own", title="Fewer formal disciplinary cases", measure="Cases in a year")

    strategy = own.read(a_strategy(tmp_path / "ours.json", change))
    watched = {one.id for one in plans.contents(strategy, None, TODAY).objectives if one.watched}
    assert watched == {*GAPS, "our-own"}


def test_a_sign_that_print_has_not_is_told_with_its_place(strategy):
    with pytest.raises(NotPrintable, match=r"ours: objective 'fair-recruitment' title: “🙂” cannot be printed"):
        plans.contents(strategy(first(title="Close the gap 🙂")), None, TODAY)


@pytest.mark.parametrize(
    ("target", "in_words", "better", "unit", "said"),
    [
        (1.25, "", "lower", "ratio", "1.25 or less"),
        (90, "", "higher", "percent", "90% or more"),
        (1.25, "1.25 or less, on three years", "lower", "ratio", "1.25 or less, on three years"),
        (1.2, "1.25 or less", "lower", "ratio", "1.2: 1.25 or less"),
        (None, "Half of the gap", "lower", "ratio", "Half of the gap"),
        (2, "Published by 2027", "done", "count", "2: Published by 2027"),
    ],
)
def test_a_target_is_told_by_its_number_and_its_words_once(strategy, target, in_words, better, unit, said):
    cells = {"target": target, "target_in_words": in_words, "better": better, "unit": unit}
    assert plans.contents(strategy(first(**cells)), None, TODAY).objectives[0].target == said


@pytest.mark.parametrize(("day", "year"), [("2029-12-31", 2029), ("2029-03-31", 2029), ("2029-03-30", 2028)])
def test_a_date_is_judged_by_the_last_return_whose_year_has_ended(day, year):
    assert last_return(datetime.date.fromisoformat(day)) == year


def test_the_page_on_the_file_names_every_field_and_no_other(request):
    page = (request.config.rootpath / "docs" / "strategy-file.md").read_text(encoding="utf-8")
    table = page.partition("## Its fields")[2].partition("## ")[0]
    named = {name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    models = (own.OwnStrategy, own.Aim, own.Step, own.Danger)
    assert named == {name for model in models for name in model.model_fields} - {"name"}
