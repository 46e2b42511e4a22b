"""The nine indicators against oracles that do not share our code: SciPy, statsmodels, published values, hand sums."""

import math
import types

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import chi2, norm
from scipy.stats.contingency import relative_risk
from statsmodels.stats.contingency_tables import Table2x2

from edi_handbook.measure import engine
from edi_handbook.workforce import cells, indicators, published, ratios
from edi_handbook.workforce.cells import cells_of
from edi_handbook.workforce.definitions import INDICATORS


def counts(indicator, code="EX1", year=2024, subgroup="all", **measures):
    """Rows of one indicator: each measure is (white, bme, unknown)."""
    return pd.DataFrame(
        [
            (code, "Example", year, indicator, measure, subgroup, group, count)
            for measure, cells in measures.items()
            for group, count in zip(("white", "bme", "unknown"), cells, strict=False)
        ],
        columns=[
            "organisation_code", "organisation_name", "year", "indicator", "measure", "subgroup", "group", "count",
        ],
    )  # fmt: skip


def test_numbers_of_32_bits_are_enough(monkeypatch):
    """On a 32-bit build, such as Python in a browser, an index is of 32 bits, and NumPy takes no wider one as safe."""
    frame = counts(1, headcount=(100, 40, 8))
    frame = pd.concat([frame.assign(subgroup=band) for band in ("clinical:band-5", "clinical:band-6")])
    expected = cells_of(frame, 1)
    narrow = types.ModuleType("numpy of 32 bits")
    narrow.__dict__.update(vars(np), intp=np.int32)
    narrow.bincount = lambda places: np.bincount(places.astype(np.int32, casting="safe"))
    monkeypatch.setattr(cells, "np", narrow)
    found = cells_of(frame, 1)
    assert all(np.array_equal(found.of[name], expected.of[name], equal_nan=True) for name in expected.of)


def one(results, group="", subgroup="all", **where):
    rows = results[(results["group"] == group) & (results["subgroup"] == subgroup)]
    for name, value in where.items():
        rows = rows[rows[name] == value]
    assert len(rows) == 1
    return rows.iloc[0]


# Ratios


def test_the_published_vector_of_scipy():
    """10 of 75 over 12 of 225 is 2.5 (1.1261564 to 5.5498508). Indicator 3 has BME on top."""
    row = one(indicators.compute(counts(3, headcount=(225, 75, 9), entered_disciplinary=(12, 10, 1))))
    assert (row.value, row.low, row.high) == pytest.approx((2.5, 1.1261564, 5.5498508), abs=5e-8)
    assert (row.unit, row.direction, row.method, row.range) == ("ratio", "bme_over_white", "katz", "above")
    assert row.numerator / row.denominator == pytest.approx(row.value)


@pytest.mark.parametrize(
    ("indicator", "whole", "part", "value"),
    [
        (2, "shortlisted", "appointed", (338 / 5253) / (75 / 2632)),
        (3, "headcount", "entered_disciplinary", (75 / 2632) / (338 / 5253)),
        (4, "headcount", "accessed_training", (338 / 5253) / (75 / 2632)),
    ],
)
def test_which_group_is_on_top(indicator, whole, part, value):
    row = one(indicators.compute(counts(indicator, **{whole: (5253, 2632, 60), part: (338, 75, 3)})))
    assert row.value == pytest.approx(value, rel=1e-12)
    assert row.direction == ("bme_over_white" if indicator == 3 else "white_over_bme")


def test_real_selection_counts():
    """Scientist Training Programme 2019: 338 of 5,253 and 75 of 2,632 is 2.26 (1.77 to 2.89)."""
    row = one(indicators.compute(counts(2, shortlisted=(5253, 2632, 0), appointed=(338, 75, 0))))
    assert [round(number, 2) for number in (row.value, row.low, row.high)] == [2.26, 1.77, 2.89]


def test_few_events_take_the_score_interval():
    """Kent and Medway: 9 of 725 over 17 of 2,505 is 1.83. Nine is few, so Koopman's interval: a chi-squared search."""
    row = one(indicators.compute(counts(3, headcount=(2505, 725, 66), entered_disciplinary=(17, 9, 0))))
    assert (round(row.value, 2), row.method) == (1.83, "koopman")
    assert (row.low, row.high) == pytest.approx(score_interval(9, 725, 17, 2505), rel=1e-6)


def score_interval(a, n, b, m):
    """Koopman 1984 from its definition: the ratios at which the constrained chi-squared is at most 3.841."""

    def statistic(log_ratio):
        r = math.exp(log_ratio)
        # The likeliest rates whose ratio is r: the root of a quadratic, Koopman's equation 2.
        s = (r * (n + b) + a + m - math.sqrt((r * (n + b) + a + m) ** 2 - 4 * r * (n + m) * (a + b))) / (2 * (n + m))
        q = s / r
        return (a - n * s) ** 2 / (n * s * (1 - s)) + (b - m * q) ** 2 / (m * q * (1 - q)) - chi2.isf(0.05, 1)

    middle = math.log((a / n) / (b / m))
    return tuple(math.exp(brentq(statistic, middle, middle + side * 15)) for side in (-1, 1))


@given(st.integers(1, 9), st.integers(1, 400), st.integers(1, 2000), st.integers(1, 400))
@example(1, 1, 19_999, 1)
def test_koopman_agrees_with_its_definition(a, others_1, b, others_2):
    n, m = a + others_1, b + others_2
    _, low, high, method = ratios.relative_likelihood(a, n, b, m)
    assert method == "koopman"
    assert (float(low), float(high)) == pytest.approx(score_interval(a, n, b, m), rel=1e-4)


@given(st.integers(10, 500), st.integers(9, 5000), st.integers(10, 500), st.integers(9, 5000))
def test_katz_agrees_with_scipy(a, others_1, b, others_2):
    _, low, high, _ = ratios.relative_likelihood(a, a + others_1 + 1, b, b + others_2 + 1)
    interval = relative_risk(a, a + others_1 + 1, b, b + others_2 + 1).confidence_interval(0.95)
    assert (float(low), float(high)) == pytest.approx((interval.low, interval.high), rel=1e-9)


@pytest.mark.parametrize("cells", [(3, 3, 2, 5), (5, 5, 5, 5), (3, 40, 40, 40), (40, 40, 3, 40), (1, 1, 1, 2)])
def test_everyone_in_a_group(cells):
    """Where a whole group has the event the ends still enclose the ratio, and turning the groups round inverts them."""
    value, low, high, _ = (float(x) if x.dtype != object else x for x in ratios.relative_likelihood(*cells))
    _, low_2, high_2, _ = ratios.relative_likelihood(*cells[2:], *cells[:2])
    assert low <= value <= high
    assert (1 / float(high_2), 1 / float(low_2)) == pytest.approx((low, high), rel=1e-6)


def test_noughts():
    def row(whole, part):
        return one(indicators.compute(counts(2, shortlisted=whole, appointed=part)))

    nobody_below = row((100, 50, 0), (10, 0, 0))  # no BME candidate appointed: white / BME has no value
    assert nobody_below.withheld and math.isnan(nobody_below.value)
    assert nobody_below.low > 1 and nobody_below.high == math.inf
    assert nobody_below.reason == "The count of appointed of bme is 0, so there is no rate to divide by."
    nobody_on_top = row((100, 50, 0), (0, 10, 0))
    assert (nobody_on_top.value, nobody_on_top.low) == (0, 0) and 0 < nobody_on_top.high < 1
    assert not nobody_on_top.withheld and nobody_on_top.reason == ""
    neither = row((100, 50, 0), (0, 0, 0))
    assert neither.withheld and math.isnan(neither.low)
    assert "0 in both groups" in neither.reason
    no_candidates = row((0, 50, 0), (0, 10, 0))
    assert no_candidates.withheld and "shortlisted of white is 0" in no_candidates.reason


def test_missing_and_impossible_counts():
    blank = one(indicators.compute(counts(2, shortlisted=(100, np.nan, 0), appointed=(10, 5, 0))))
    assert blank.withheld and "missing" in blank.reason
    impossible = indicators.compute(counts(2, shortlisted=(100, 50, 0), appointed=(10, 51, 0)))
    assert one(impossible).withheld and "more than" in one(impossible).reason
    assert one(impossible, "bme").withheld
    assert one(impossible, "white").value == pytest.approx(10)
    twice = counts(2, shortlisted=(100, 50, 0), appointed=(10, 5, 0))
    with pytest.raises(ValueError, match="twice"):
        indicators.compute(pd.concat([twice, twice]))
    assert indicators.compute(twice.iloc[:0]).empty


@pytest.mark.parametrize(
    ("ratio", "where"),
    [(0.79, "below"), (0.80, "inside"), (1, "inside"), (1.25, "inside"), (1.2501, "above"), (np.nan, "")],
)
def test_range(ratio, where):
    assert indicators.range_of(ratio) == where


# Shares, gaps, tiers, parity


def test_shares_count_everyone():
    """North Cumbria 2025: 990 BME, 6,307 white and 125 not declared, of 7,422."""
    results = indicators.compute(counts(1, subgroup="clinical:band-5", headcount=(6307, 990, 125)))
    for subgroup in ("all", "clinical:band-5"):
        shares = [one(results, group, subgroup).value for group in ("white", "bme", "unknown")]
        assert shares == pytest.approx([84.977, 13.339, 1.684], abs=5e-4)
        assert sum(shares) == pytest.approx(100)
    assert one(results, "bme").numerator == 990 and one(results, "bme").denominator == 7422


def test_no_row_for_unknowns_is_none_and_an_empty_count_is_not_known():
    frame = counts(1, subgroup="clinical:band-5", headcount=(60, 40))
    assert one(indicators.compute(frame), "bme").value == pytest.approx(40)
    blank = one(indicators.compute(counts(1, subgroup="clinical:band-5", headcount=(60, 40, np.nan))), "bme")
    assert blank.withheld and "missing" in blank.reason


def test_wilson_by_hand():
    """CQC 2024: 480 of 3,029. Wilson 1927: (p + z2/2n ± z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n)."""
    n, p, z = 3029, 480 / 3029, norm.isf(0.025)
    middle, away = p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    row = one(indicators.compute(counts(8, respondents=(3029, 10, 0), answered_yes=(480, 1, 0))), "white")
    assert (row.low, row.high) == pytest.approx(
        [100 * (middle + side * away) / (1 + z**2 / n) for side in (-1, 1)], rel=1e-12
    )


@pytest.mark.local
@pytest.mark.parametrize("place", ["uhb", "bwc", "bchc", "roh"])
@pytest.mark.parametrize("indicator", [5, 6, 7, 8])
def test_the_local_survey(place, indicator):
    """Every printed share of the four trusts comes back from its counts."""
    figures = [published.figure(f"nss2024:{place}:{indicator}:2024:{group}") for group in ("white", "bme")]
    frame = counts(
        indicator,
        respondents=(*(figure.denominator for figure in figures), 0),
        answered_yes=(*(figure.numerator for figure in figures), 0),
    )
    results = indicators.compute(frame)
    for figure, group in zip(figures, ("white", "bme"), strict=True):
        assert one(results, group).value == pytest.approx(figure.value, abs=0.006)


@pytest.mark.local
@pytest.mark.parametrize(
    ("place", "indicator", "shown"),
    [
        ("uhb", 8, (2.12, 1.90, 2.38)),
        ("bwc", 8, (2.45, 1.95, 3.07)),
        ("bchc", 8, (2.12, 1.71, 2.64)),
        ("roh", 8, (2.27, 1.53, 3.35)),
        ("roh", 5, (0.88, 0.62, 1.24)),
    ],
)
def test_intervals_computed_apart_from_this_code(place, indicator, shown):
    figures = [published.figure(f"nss2024:{place}:{indicator}:2024:{group}") for group in ("white", "bme")]
    frame = counts(
        indicator,
        respondents=[figure.denominator for figure in figures],
        answered_yes=[figure.numerator for figure in figures],
    )
    row = one(indicators.compare_shares(frame))
    assert tuple(round(number, 2) for number in (row.value, row.low, row.high)) == shown


def test_board_gap():
    """1 BME of 13 on the board, 990 of 7,422 in the workforce; Newcombe's interval from the two Wilson intervals."""
    frame = counts(9, headcount=(6307, 990, 125), board_voting=(11, 1, 1), board_executive=(6, 0, 0))
    results = indicators.compute(frame)
    row = one(results, subgroup="board_voting")
    assert row.value == pytest.approx(100 * (1 / 13 - 990 / 7422), rel=1e-12)
    assert row.numerator - row.denominator == pytest.approx(row.value)
    board, staff = (ratios.share(*pair) for pair in ((1, 13), (990, 7422)))
    low = row.value / 100 - math.hypot(board[0] - board[1], staff[2] - staff[0])
    high = row.value / 100 + math.hypot(board[2] - board[0], staff[0] - staff[1])
    assert (row.low, row.high) == pytest.approx((100 * low, 100 * high), rel=1e-9)
    assert (row.unit, row.direction) == ("percentage_points", "board_minus_workforce")
    assert one(results, subgroup="board_executive").value == pytest.approx(-100 * 990 / 7422)
    without = indicators.compute(frame[frame["measure"] != "board_executive"])
    assert "board_executive" not in set(without["subgroup"])


def test_race_disparity_of_uhb_2017():
    """Bands 1-5 1,589/515, 6-7 230/73, 8a-8d 136/17: upper to lower 2.59 (1.55 to 4.33), middle to lower 1.02."""
    frame = pd.concat(
        [
            counts(1, subgroup="non-clinical:band-3", headcount=(1589, 515, 0)),
            counts(1, subgroup="non-clinical:band-6", headcount=(200, 60, 0)),
            counts(1, subgroup="non-clinical:band-7", headcount=(30, 13, 0)),
            counts(1, subgroup="non-clinical:band-8a", headcount=(136, 17, 0)),
            counts(1, subgroup="medical:consultant", headcount=(99, 99, 0)),
        ]
    )
    table = indicators.race_disparity(frame).set_index(["tier_from", "tier_to"])
    row = table.loc[("lower", "upper")]
    assert [round(row[name], 2) for name in ("value", "low", "high")] == [2.59, 1.55, 4.33]
    assert round(table.loc[("lower", "middle"), "value"], 2) == 1.02
    assert set(table["status"]) == {"to be confirmed"} and set(table["staff"]) == {"non-clinical"}
    oracle = Table2x2([[136, 1589], [17, 515]])
    assert (row["low"], row["high"]) == pytest.approx(oracle.oddsratio_confint(), rel=1e-9)


def test_what_parity_would_have_meant():
    """5,253 and 2,632 shortlisted, 338 and 75 appointed: at the white rate 2,632 x 338/5,253 = 169.4, 94.4 more."""
    row = indicators.parity(counts(2, shortlisted=(5253, 2632, 60), appointed=(338, 75, 3))).iloc[0]
    assert row.at_white_rate == pytest.approx(2632 * 338 / 5253 - 75, rel=1e-12)
    # The same 413 posts at one rate: 2,632 x 413/7,885 = 137.9 for BME candidates, 62.9 more.
    assert row.same_posts == pytest.approx(2632 * 413 / 7885 - 75, rel=1e-12)
    _, low, high = ratios.difference(338, 5253, 75, 2632)
    assert (row.at_white_rate_low, row.at_white_rate_high) == pytest.approx((2632 * low, 2632 * high))
    assert row.at_white_rate_low < row.at_white_rate < row.at_white_rate_high


def test_parity_at_parity():
    row = indicators.parity(counts(2, shortlisted=(100, 50, 0), appointed=(20, 10, 0))).iloc[0]
    assert row.at_white_rate == pytest.approx(0) and row.at_white_rate_low < 0 < row.at_white_rate_high


# Rules


COUNT = st.integers(0, 3000)
RATIOS = st.sampled_from([2, 3, 4])


@st.composite
def rate(draw):
    whole = draw(COUNT)
    return whole, draw(st.integers(0, whole))


def two(indicator, first, second):
    """Two organisations of one indicator, in one frame: pairs of (whole, part) for white, BME and unknown."""
    whole, part = INDICATORS[indicator].whole, INDICATORS[indicator].part
    return pd.concat(
        [
            counts(indicator, code, **{whole: [pair[0] for pair in pairs], part: [pair[1] for pair in pairs]})
            for code, pairs in (("EX1", first), ("EX2", second))
        ],
        ignore_index=True,
    )


@given(RATIOS, rate(), rate(), rate())
def test_reversing_groups_inverts_a_ratio(indicator, white, bme, unknown):
    results = indicators.compute(two(indicator, (white, bme, unknown), (bme, white, unknown)))
    ahead, back = (one(results, organisation_code=code) for code in ("EX1", "EX2"))
    if ahead.value > 0 and back.value > 0:
        assert ahead.value * back.value == pytest.approx(1, rel=1e-9)
        assert (ahead.low * back.high, ahead.high * back.low) == pytest.approx((1, 1), rel=1e-4)
    else:  # nothing over something is 0; something over nothing is no number
        assert (ahead.value == 0) == (back.withheld and back.low > 0)


@given(RATIOS, rate(), rate(), rate(), rate())
def test_unknowns_never_change_a_ratio(indicator, white, bme, unknown, other):
    results = indicators.compute(two(indicator, (white, bme, unknown), (white, bme, other)))
    names = ["value", "low", "high", "withheld", "method", "range", "numerator", "denominator"]
    pair = [one(results, organisation_code=code)[names].to_dict() for code in ("EX1", "EX2")]
    assert str(pair[0]) == str(pair[1])  # as text, so that nan equals nan
    for group in ("white", "bme"):
        assert len({str(one(results, group, organisation_code=code).value) for code in ("EX1", "EX2")}) == 1


@given(st.lists(rate(), min_size=6, max_size=6), st.randoms(use_true_random=False))
def test_indicators_do_not_depend_on_row_order(rates, random):
    frame = two(2, rates[:3], rates[3:])
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(indicators.compute(frame), indicators.compute(frame.iloc[order]))


def test_all_indicators_do_not_depend_on_row_order():
    frame = engine.system(3, 2)
    shuffled = frame.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(indicators.compute(frame), indicators.compute(shuffled))
    for function in (indicators.parity, indicators.race_disparity, indicators.compare_shares):
        pd.testing.assert_frame_equal(function(frame), function(shuffled))


def test_many_at_once_are_the_same_as_each_alone():
    frame = engine.system(4, 3)
    together = indicators.compute(frame)
    for (code, year), part in frame.groupby(["organisation_code", "year"]):
        alone = indicators.compute(part)
        same = together[(together["organisation_code"] == code) & (together["year"] == year)].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, same)


# Scale


@pytest.mark.long
def test_250_organisations_by_10_years():
    """Each indicator of each organisation and year is there. How long it takes is a figure of `make bench`."""
    results = indicators.compute(engine.system(250, 10))
    assert len(results) == 250 * 10 * 128
    assert results["value"].notna().any()


@pytest.mark.long
def test_bench_names_its_figures():
    figures = engine.measure(10, 2, protected=20, synthetic=4)
    assert list(figures) == [
        *(f"indicators, {number} organisations, 2 years" for number in (2, 5, 10)),
        *(f"disclosure, {number} organisations" for number in (5, 10, 20)),
        *(f"disclosure, {number} with their system" for number in (2, 4, 10)),
        *(
            f"disclosure, {number} awkward trusts{system}"
            for number in (1, 2, 4)
            for system in ("", ", with their system")
        ),
    ]
    assert all(seconds > 0 for seconds in figures.values())
