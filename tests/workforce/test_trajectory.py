"""How far, how fast: sums by hand, other people's formulas, and a seeded simulation of trusts of three sizes."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from edi_handbook.workforce import indicators, published, trend
from edi_handbook.workforce.definitions import APPOINTMENT, DISCIPLINARY, DISCRIMINATION, RANGE_HIGH
from edi_handbook.workforce.disclosure import PublishedRatio, Report, protect
from edi_handbook.workforce.trajectory import (
    NotPossible,
    Tally,
    chance_seen,
    chance_shown_met,
    change,
    of_print,
    smallest_seen,
    tally_of,
    typical,
    words,
    years_to_show,
)
from edi_handbook.workforce.trajectory.tally import SIZES
from tests.workforce.test_trend import years as counts_of

APPOINTED = Tally(APPOINTMENT, 2025, white=(800, 4000), bme=(150, 1500))
CASES = Tally(DISCIPLINARY, 2025, white=(40, 4000), bme=(30, 1500))
NOTE = Path(__file__).parents[2] / "docs" / "trajectory.md"


# How far


def test_the_gap_in_people_is_the_one_that_is_worked_out_by_hand():
    assert APPOINTED.needed().value == pytest.approx(150)  # 1,500 at the white fifth is 300
    assert APPOINTED.needed(RANGE_HIGH).value == pytest.approx(1500 * 0.2 / 1.25 - 150)
    assert CASES.needed().value == pytest.approx(15)  # 1,500 at the white hundredth is 15 of 30
    assert CASES.needed(RANGE_HIGH).value == pytest.approx(30 - 1500 * 0.01 * 1.25)


@pytest.mark.parametrize("one", [APPOINTED, CASES])
@pytest.mark.parametrize("ratio", [1.0, RANGE_HIGH, 0.8])
def test_so_many_more_or_fewer_give_that_ratio(one, ratio):
    assert one.after(one.needed(ratio).value).ratio.value == pytest.approx(ratio)


def test_the_same_posts_shared_out_give_parity_and_no_post_more():
    moved = APPOINTED.same_posts().value
    white, bme = (800 - moved) / 4000, (150 + moved) / 1500
    assert white == pytest.approx(bme)
    parity = indicators.parity(counts_of({2025: (4000, 800, 1500, 150)})).iloc[0]
    assert moved == pytest.approx(parity.same_posts)
    edge = APPOINTED.same_posts(RANGE_HIGH).value
    assert (800 - edge) / 4000 / ((150 + edge) / 1500) == pytest.approx(RANGE_HIGH)


def test_to_parity_the_interval_is_newcombes():
    found = APPOINTED.needed()
    low, high = confint_proportions_2indep(800, 4000, 150, 1500, compare="diff", method="newcomb")
    assert (found.low, found.high) == pytest.approx((1500 * low, 1500 * high))
    cases = CASES.needed()
    low, high = confint_proportions_2indep(30, 1500, 40, 4000, compare="diff", method="newcomb")
    assert (cases.low, cases.high) == pytest.approx((1500 * low, 1500 * high))


def test_the_year_follows_from_the_pace():
    found = APPOINTED.when(pace=40)  # 150 of them, 40 a year: in the fourth year
    assert found.year == 2029
    needed = APPOINTED.needed()
    assert found.earliest == 2025 + math.ceil(needed.low / 40)
    assert found.latest == 2025 + math.ceil(needed.high / 40)
    assert APPOINTED.when(pace=150).year == 2026
    small = Tally(DISCIPLINARY, 2025, white=(5, 300), bme=(3, 200))
    assert small.when(pace=1).earliest == 2025, "chance alone may have made such a gap"
    with pytest.raises(NotPossible, match="above 0"):
        APPOINTED.when(pace=0)


def test_the_path_reaches_parity_and_stays():
    path = APPOINTED.path(pace=75, years=4)
    assert list(path["year"]) == [2025, 2026, 2027, 2028, 2029]
    assert path["ratio"].to_numpy() == pytest.approx([2, 0.2 / 0.15, 1, 1, 1])
    assert (path["low"] < path["ratio"]).all() and (path["ratio"] < path["high"]).all()


# Has it changed


def test_a_change_is_that_of_the_trend():
    cells = {2024: (4000, 800, 1500, 150), 2025: (4200, 790, 1800, 300)}
    frame = counts_of(cells)
    found = change(*(tally_of(frame, APPOINTMENT, "EX1", year) for year in cells))
    table = trend.change(indicators.compute(frame), 2024, 2025)
    row = table[table["group"] == ""].iloc[0]
    assert (found.value, found.low, found.high) == pytest.approx((row.change, row.low, row.high))
    assert found.verdict == row.verdict == "lower"


def test_a_year_without_events_gives_an_interval_and_no_value():
    none = Tally(DISCIPLINARY, 2025, white=(9, 1000), bme=(0, 400))
    before = Tally(DISCIPLINARY, 2024, white=(8, 1000), bme=(6, 400))
    found = change(before, none)
    assert math.isnan(found.value) and found.method == "half added" and found.verdict == "no clear change"
    # The log of the ratio of a year, by statsmodels: adding one that is known all but exactly leaves the other's width.
    sure = Tally(DISCIPLINARY, 2024, white=(10**9, 2 * 10**9), bme=(10**9, 2 * 10**9))
    low, high = confint_proportions_2indep(0, 400, 9, 1000, compare="ratio", method="log-adjusted")
    alone = change(sure, none)
    assert alone.high / alone.low == pytest.approx(high / low, rel=1e-3)
    nobody = Tally(DISCIPLINARY, 2025, white=(0, 1000), bme=(0, 400))
    assert (change(before, nobody).low, change(before, nobody).high) == (0, math.inf)
    assert "Nothing can be said" in words.changed(change(before, nobody), 2024, 2025)


# The oracle: runs of chance, in which the truth is known


def whole(one: Tally) -> Tally:
    """The same rates among whole numbers of people, so that what is drawn has exactly the rates that are true."""
    groups = {}
    for group in ("white", "bme"):
        events, people = getattr(one, group)
        groups[group] = (events / people * round(people), round(people))
    return replace(one, **groups)


def draws(one: Tally, runs: int, seed: int) -> list[Tally]:
    chance = np.random.default_rng(seed)
    white, bme = (chance.binomial(people, events / people, runs).tolist() for events, people in (one.white, one.bme))
    return [replace(one, white=(a, one.white[1]), bme=(b, one.bme[1])) for a, b in zip(white, bme, strict=True)]


def gap_of(one: Tally, ratio: float) -> float:
    """The people that are missing, or too many, by the rates that are true: worked out without the code under test."""
    rate_white, (bme, people) = one.white[0] / one.white[1], one.bme
    return people * rate_white / ratio - bme if one.rate is APPOINTMENT else bme - people * rate_white * ratio


def covered(truth: Tally, runs: int) -> list[float]:
    """How often each interval held the truth, in per cent: people to parity, to the edge, and the change of ratio."""
    first, second = (draws(truth, runs, seed) for seed in (20251, 20252))
    parity, edge = gap_of(truth, 1.0), gap_of(truth, RANGE_HIGH)

    @cache
    def held(one: Tally) -> tuple[bool, bool]:
        to_parity, to_edge = one.needed(), one.needed(RANGE_HIGH)
        return to_parity.low <= parity <= to_parity.high, to_edge.low <= edge <= to_edge.high

    @cache
    def no_change(before: Tally, after: Tally) -> bool:
        found = change(before, after)
        return found.low <= 1 <= found.high

    held_all = [(*held(one), no_change(one, other)) for one, other in zip(first, second, strict=True)]
    return [100 * float(share) for share in np.mean(held_all, axis=0)]


CASES_OF_THE_NOTE = [
    (size, rate, ratio) for size in SIZES for rate in (APPOINTMENT, DISCIPLINARY) for ratio in (1.0, 1.59)
]
FEW = 200


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rate", [APPOINTMENT, DISCIPLINARY])
def test_intervals_hold_the_truth_in_a_few_runs(size, rate):
    slack = 300 * math.sqrt(0.05 * 0.95 / FEW)  # three standard errors of so few runs
    assert min(covered(whole(typical(rate, size, 1.59)), FEW)) > 95 - slack - 0.01


@pytest.mark.thorough
@pytest.mark.parametrize(("size", "rate", "ratio"), CASES_OF_THE_NOTE)
def test_intervals_hold_the_truth_as_often_as_the_note_says(size, rate, ratio):
    """10,000 runs: 93 per cent at least everywhere, and no more than 97 where every expected count is 20 or more."""
    one = whole(typical(rate, size, ratio))
    found = covered(one, 10_000)
    assert min(found) >= 93
    if min(one.white[0], one.bme[0]) >= 20:
        assert max(found) <= 97
    row = f"| {size:,} | {rate.number} | {ratio:.2f} | " + " | ".join(f"{share:.1f}" for share in found) + " |"
    assert row in NOTE.read_text(encoding="utf-8")


def seen(one: Tally, factor: float, years: int, runs: int) -> float:
    """How often the change is told from chance, by drawing the years."""
    now = one.over(years)
    (events, people), more = now.bme, now.rate is APPOINTMENT
    later = replace(now, bme=(events / factor if more else events * factor, people))
    pairs = zip(draws(now, runs, 31), draws(later, runs, 32), strict=True)
    return float(np.mean([change(*pair).verdict != "no clear change" for pair in pairs]))


@pytest.mark.parametrize(
    ("size", "rate", "factor", "years"),
    [
        (4_000, APPOINTMENT, 0.75, 1),
        (4_000, APPOINTMENT, 0.8, 3),
        (800, APPOINTMENT, 0.7, 3),
        (22_000, DISCIPLINARY, 0.6, 1),
    ],
)
def test_the_chance_of_seeing_a_change_is_that_of_the_runs(size, rate, factor, years):
    one = whole(typical(rate, size, 1.59))
    assert chance_seen(one, factor, years) == pytest.approx(seen(one, factor, years, 300), abs=0.08)


def test_the_smallest_change_that_is_seen_is_seen_in_four_of_five_runs():
    one = whole(typical(APPOINTMENT, 4_000, 1.59))
    factor = smallest_seen(one, years=3)
    assert seen(one, factor, 3, 300) == pytest.approx(0.8, abs=0.08)
    assert chance_seen(one, factor + 0.05, 3) < 0.8 < chance_seen(one, factor - 0.05, 3)


def test_the_chance_that_a_target_is_shown_met_is_that_of_the_runs():
    one = whole(typical(APPOINTMENT, 4_000, 1.59))
    runs = draws(one.at(1.0), 300, 33)
    found = float(np.mean([run.ratio.high < RANGE_HIGH for run in runs]))
    assert chance_shown_met(one, RANGE_HIGH) == pytest.approx(found, abs=0.08)


def test_a_small_trust_can_show_less_than_a_large_one():
    for rate in (APPOINTMENT, DISCIPLINARY):
        chances = [chance_shown_met(typical(rate, size, 1.59), RANGE_HIGH) for size in SIZES]
        assert chances == sorted(chances) and chances[0] < 0.3
        years = [years_to_show(typical(rate, size, 1.59), RANGE_HIGH) for size in SIZES]
        assert years == sorted(years, reverse=True)
    assert smallest_seen(typical(DISCIPLINARY, 800, 1.59)) is None, "not even the end of all cases would be seen"
    one_year, three = (smallest_seen(typical(APPOINTMENT, 800, 1.59), years) for years in (1, 3))
    assert one_year < three < 1


@pytest.mark.parametrize("rate", [APPOINTMENT, DISCIPLINARY])
@pytest.mark.parametrize("size", SIZES)
def test_the_note_has_what_each_size_can_show(size, rate):
    one = typical(rate, size, published.figure("wres:england:2:2023").value)
    falls = ["none" if fall is None else f"{fall:.2f}" for fall in (smallest_seen(one), smallest_seen(one, 3))]
    chances = [chance_seen(one, 0.8), chance_seen(one, 0.8, 3), chance_shown_met(one, RANGE_HIGH)]
    cells = [*falls, *(f"{chance:.0%}" for chance in chances), str(years_to_show(one, RANGE_HIGH))]
    assert f"| {size:,} | {rate.number} | " + " | ".join(cells) + " |" in NOTE.read_text(encoding="utf-8")


# What is said, and what is never said


def test_the_sentence_says_when_a_target_cannot_be_shown_met():
    small = words.can_be_shown(typical(APPOINTMENT, 800, 1.59), RANGE_HIGH)
    assert "cannot be shown met in one year" in small and "years together would" in small and small.count(".") == 2
    assert "can show a target of 1.25 met" in words.can_be_shown(typical(APPOINTMENT, 22_000, 1.59), RANGE_HIGH)
    assert "never shown met" in words.can_be_shown(APPOINTED, 1.0)


def test_sentences_have_the_figures():
    assert "about 150 more appointments of BME candidates in 2025" in words.gap(APPOINTED)
    assert "would have meant about 90 more" in words.gap(APPOINTED)
    assert "close in 2029" in words.when(APPOINTED, 40)
    fair = Tally(APPOINTMENT, 2025, white=(100, 1000), bme=(55, 500))
    assert "needs no more appointments" in words.gap(fair)
    assert "no gap to close" in words.when(fair, 5)


def test_the_way_to_a_target_is_told_by_the_year_in_which_it_is_due():
    """90 more in three years are 30 a year, and the whole gap of 150 closes two years later."""
    said = words.by(APPOINTED, RANGE_HIGH, 2028)
    assert "A ratio of 1.25 in 2028 takes about 90 more appointments of BME candidates in 2028 than in 2025" in said
    assert "about 30 more each year than the year before" in said and "close in 2030; chance alone" in said
    assert "under 8 fewer each year" in words.by(CASES, RANGE_HIGH, 2028)
    assert "target is to keep it there" in words.by(APPOINTED, 2.5, 2028)
    near = replace(APPOINTED, bme=(1500 * 0.2 / RANGE_HIGH - 0.3, 1500))
    assert "would not close by 2055" in words.by(near, RANGE_HIGH, 2028), "a pace that is next to nothing"
    assert "keep it there" in words.by(APPOINTED.after(APPOINTED.needed(RANGE_HIGH).value), RANGE_HIGH, 2028)
    assert "due before another return" in words.by(APPOINTED, RANGE_HIGH, 2025)


def test_no_number_of_people_below_the_smallest_is_printed():
    """15 cases against 10 to expect: the gap is 5, and its interval begins below 8."""
    one = Tally(DISCIPLINARY, 2025, white=(20, 4000), bme=(15, 2000))
    said = words.gap(one)
    assert "meant under 8 fewer BME staff" in said and "to 15)" in said
    assert not {"1", "2", "3", "4", "5", "6", "7"} & set(
        said.replace("(", " ").replace(")", " ").replace(",", " ").split()
    )


def print_of(white, bme, rate=DISCIPLINARY):
    report = Report()
    for name, (events, people) in (("white", white), ("bme", bme)):
        report.count(f"{name} events", events)
        report.count(name, people)
    pair = [(f"{name} events", name) for name in (("bme", "white") if rate is DISCIPLINARY else ("white", "bme"))]
    report.ratio("ratio", *pair)
    return protect(report)


@pytest.mark.parametrize(
    ("rate", "white", "bme"),
    [
        (DISCIPLINARY, (43, 4013), (31, 1507)),
        (APPOINTMENT, (811, 4013), (152, 1507)),
        (APPOINTMENT, (48, 313), (17, 157)),
    ],
)
def test_what_is_printed_is_a_function_of_the_print(rate, white, bme):
    """The same print of other true counts gives the same sentences, and its ratio is the one that is printed."""
    print_ = print_of(white, bme, rate)
    shown = [print_.counts[name].value for name in ("bme events", "bme", "white")]
    one = of_print(rate, 2025, print_.ratios["ratio"], *shown)
    assert one.ratio.value == pytest.approx(print_.ratios["ratio"].value)
    part = shown[0] * (one.ratio.value - 1 if rate is APPOINTMENT else 1 - 1 / one.ratio.value)
    assert one.needed().value == pytest.approx(part), "a reader can work it out from the print"


@pytest.mark.parametrize(("white", "bme"), [((40, 4000), (6, 1500)), ((9, 900), (12, 400)), ((0, 900), (12, 400))])
def test_where_a_small_count_is_hidden_nothing_is_worked_out(white, bme):
    print_ = print_of(white, bme)
    shown = [print_.counts[name].value for name in ("bme events", "bme", "white")]
    with pytest.raises(NotPossible, match="without giving a small count away"):
        of_print(DISCIPLINARY, 2025, print_.ratios["ratio"], *shown)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Tally(DISCRIMINATION, 2025, (1, 10), (1, 10)),
        lambda: Tally(APPOINTMENT, 2025, (11, 10), (1, 10)),
        lambda: Tally(APPOINTMENT, 2025, (0, 0), (1, 10)),
        lambda: change(APPOINTED, CASES),
        lambda: chance_seen(APPOINTED, 0),
        lambda: CASES.same_posts(),
        lambda: of_print(APPOINTMENT, 2025, PublishedRatio("1.20", 1.2), None, 10, 10),
    ],
)
def test_what_cannot_be_asked_gets_one_sentence(wrong):
    with pytest.raises(NotPossible) as raised:
        wrong()
    assert str(raised.value).endswith(".") and str(raised.value).count(". ") == 0


def test_a_return_without_the_counts_has_no_tally():
    frame = counts_of({2025: (4000, 800, 1500, 150)})
    assert tally_of(frame, APPOINTMENT, "EX1", 2025) == APPOINTED
    assert tally_of(frame, APPOINTMENT, "EX1", 2024) is None
    frame.loc[frame["group"] == "bme", "count"] = np.nan
    assert tally_of(frame, APPOINTMENT, "EX1", 2025) is None
