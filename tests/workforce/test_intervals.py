"""Intervals against oracles that do not share our code: published vectors, SciPy, a hand calculation."""

import decimal
import math

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import chi2
from scipy.stats.contingency import relative_risk

from edi_handbook.workforce import intervals, published, ratios
from tests import many


def test_published_vector():
    """SciPy's documentation: 10 of 75 against 12 of 225 is 2.5, 95 % interval 1.1261564 to 5.5498508."""
    found = intervals.relative_likelihood(10, 75, 12, 225)
    assert found.method == "katz"
    assert (found.value, found.low, found.high) == pytest.approx((2.5, 1.1261564, 5.5498508), abs=5e-8)


@pytest.mark.local
@pytest.mark.parametrize(
    ("place", "low", "high"), [("uhb", 1.90, 2.38), ("bwc", 1.95, 3.07), ("bchc", 1.71, 2.64), ("roh", 1.53, 3.35)]
)
def test_intervals_of_the_local_survey(place, low, high):
    """Katz intervals that were computed apart from this code when the survey was read."""
    bme, white = (published.figure(f"nss2024:{place}:8:2024:{group}") for group in ("bme", "white"))
    found = intervals.relative_likelihood(bme.numerator, bme.denominator, white.numerator, white.denominator)
    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((504, 2918, 73, 602), "1.42 (1.13 to 1.79)"),
        ((518, 3120, 83, 747), "1.49 (1.20 to 1.86)"),
        ((846, 3994, 289, 1484), "1.09 (0.97 to 1.23)"),
        ((338, 5253, 75, 2632), "2.26 (1.77 to 2.89)"),
    ],
)
def test_intervals_of_selection_processes(counts, shown):
    assert intervals.relative_likelihood(*counts).text == shown


@pytest.mark.parametrize("counts", [(17, 120, 30, 90), (100, 4000, 55, 900), (12, 22, 10, 300)])
def test_katz_agrees_with_scipy(counts):
    found = intervals.relative_likelihood(*counts)
    oracle = relative_risk(*counts).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high))


def score(ratio, a, n, b, m):
    """The score statistic for one ratio, from its definition (Koopman 1984): a chi-squared of observed against the
    most likely rates that have this ratio."""
    x, y, z = (n + m) * ratio, -(ratio * (n + b) + m + a), a + b
    p2 = (-y - math.sqrt(y * y - 4 * x * z)) / (2 * x)
    p1 = ratio * p2
    return sum(
        (seen - people * rate) ** 2 / spread if (spread := people * rate * (1 - rate)) else 0.0
        for seen, people, rate in ((a, n, p1), (b, m, p2))
    )


@pytest.mark.parametrize("counts", [(9, 725, 17, 2505), (3, 40, 16, 80), (9, 300, 9, 310), (1, 50, 6, 60)])
def test_koopman_agrees_with_its_definition(counts):
    found = intervals.relative_likelihood(*counts)
    assert found.method == "koopman"
    critical = chi2.ppf(0.95, 1)
    a, n, b, m = counts
    estimate = (a / n) / (b / m)
    low = brentq(lambda r: score(r, *counts) - critical, estimate / 100, estimate * 0.999)
    high = brentq(lambda r: score(r, *counts) - critical, estimate * 1.001, estimate * 100)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)


Z = decimal.Decimal("1.9599639845400542355245944305205515279555")


def exact_score(ratio: decimal.Decimal, *counts: int) -> decimal.Decimal:
    """The score statistic with its sign, from its definition, in 60 digits."""
    a, n, b, m = map(decimal.Decimal, counts)
    x, y, z = (n + m) * ratio, -(ratio * (n + b) + m + a), a + b
    p2 = (-y - (y * y - 4 * x * z).sqrt()) / (2 * x)
    p1 = ratio * p2
    spread = p1 * (1 - p1) / n + ratio**2 * p2 * (1 - p2) / m
    return (a / n - ratio * b / m) / spread.sqrt() if spread else decimal.Decimal(0)


def exact_end(wanted: decimal.Decimal, *counts: int) -> float:
    """The ratio at which the statistic is `wanted`, by halving the logs between which it lies."""
    low, high = decimal.Decimal(-60), decimal.Decimal(60)
    for _ in range(140):
        middle = (low + high) / 2
        low, high = (middle, high) if exact_score(middle.exp(), *counts) > wanted else (low, middle)
    return float(low.exp())


MANY = 10_000_000
"""The largest count that a return may hold."""


@many.examples(0.5)
@given(st.data())
def test_koopman_agrees_with_sixty_digits_whatever_the_counts(data):
    def rate():
        people = data.draw(st.integers(1, 10 ** data.draw(st.integers(0, 7))))
        edges = st.sampled_from([0, 1, people - 1, people]) | st.integers(0, min(people, 20))
        return max(0, data.draw(edges | st.integers(0, people))), people

    counts = (*rate(), *rate())
    hypothesis.assume(counts[0] + counts[2])
    hypothesis.assume(min(counts[0], counts[1] - counts[0], counts[2], counts[3] - counts[2]) < ratios.KATZ_FROM)
    agrees(counts)


@pytest.mark.parametrize(
    "counts",
    [
        (1, MANY, MANY - 1, MANY),
        (MANY - 1, MANY, 1, MANY),
        (MANY, MANY, 1, MANY),
        (1, 1, 1, MANY),
        (MANY, MANY, 1, 1),
        (MANY - 1, MANY, MANY - 1, MANY),
        (1, 556, 3_631_737, 9_526_897),
    ],
)
def test_koopman_agrees_with_sixty_digits_where_counts_are_farthest_apart(counts):
    agrees(counts)


def agrees(counts):
    found = intervals.relative_likelihood(*counts)
    with decimal.localcontext(prec=60):
        low = exact_end(Z, *counts) if counts[0] else 0.0
        high = exact_end(-Z, *counts) if counts[2] else math.inf
    assert found.method == "koopman"
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-8)


@pytest.mark.parametrize(("n", "m"), [(10, 10), (20, 20), (12, 300), (4000, 40), (9, 9), (1, 1)])
def test_everyone_in_both_groups(n, m):
    """By hand: where all of n and all of m have the event, the score interval is n / (n + z²) to (m + z²) / m, the ends
    of Wilson's interval. The log interval would be the single point 1."""
    found = intervals.relative_likelihood(n, n, m, m)
    z2 = chi2.ppf(0.95, 1)
    assert found.method == "koopman"
    assert (found.value, found.low, found.high) == pytest.approx((1, n / (n + z2), (m + z2) / m))
    assert not found.clear_of_parity


@pytest.mark.parametrize(
    "counts",
    [
        (20, 20, 15, 20),  # everyone in one group
        (500, 1000, 10, 10),
        (95, 100, 60, 100),  # nearly everyone in one
        (991, 1000, 19991, 20000),  # nearly everyone in both
        (10, 19, 40, 80),  # nine without the event
    ],
)
def test_few_without_the_event_are_few_too(counts):
    found = intervals.relative_likelihood(*counts)
    assert found.method == "koopman"
    critical, estimate = chi2.ppf(0.95, 1), found.value
    low = brentq(lambda r: score(r, *counts) - critical, estimate / 3, estimate * 0.999999)
    high = brentq(lambda r: score(r, *counts) - critical, estimate * 1.000001, estimate * 3)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize("counts", [(10, 20, 10, 20), (10, 20, 5000, 9000)])
def test_ten_with_and_ten_without_are_enough_for_katz(counts):
    assert intervals.relative_likelihood(*counts).method == "katz"


@pytest.mark.parametrize(("n", "m"), [(10, 10), (500, 12)])
def test_everyone_in_one_group_and_nobody_in_the_other(n, m):
    """The two ways up of one table: a ratio of 0 with an upper end, and one that is not defined, with a lower end."""
    nobody_first = intervals.relative_likelihood(0, n, m, m)
    everyone_first = intervals.relative_likelihood(m, m, 0, n)
    assert (nobody_first.value, nobody_first.low, everyone_first.high) == (0, 0, math.inf)
    high = brentq(lambda r: score(r, 0, n, m, m) - chi2.ppf(0.95, 1), 1e-6, 1)
    assert nobody_first.high == pytest.approx(high)
    assert everyone_first.low == pytest.approx(1 / high)


def test_kent_and_medway():
    found = intervals.relative_likelihood(9, 725, 17, 2505)
    assert found.value == pytest.approx(9 * 2505 / (725 * 17))  # by hand: 22,545 over 12,325
    assert found.text == "1.83 (0.83 to 4.00)"
    assert not found.clear_of_parity


def test_no_events():
    nothing_first = intervals.relative_likelihood(0, 50, 5, 100)
    assert (nothing_first.value, nothing_first.low) == (0, 0)
    assert 1 < nothing_first.high < 2
    nothing_second = intervals.relative_likelihood(5, 100, 0, 50)
    assert math.isnan(nothing_second.value)
    assert nothing_second.high == math.inf
    assert nothing_second.low == pytest.approx(1 / nothing_first.high)  # the same table, the other way up
    assert nothing_second.text == "not defined (0.68 or more)"
    neither = intervals.relative_likelihood(0, 5, 0, 5)
    assert math.isnan(neither.low)
    assert neither.text == "not defined (none)"


def test_turning_the_groups_round_inverts_the_ratio():
    one, other = intervals.relative_likelihood(9, 725, 17, 2505), intervals.relative_likelihood(17, 2505, 9, 725)
    assert (one.value, one.low, one.high) == pytest.approx((1 / other.value, 1 / other.high, 1 / other.low))


def test_wilson_by_hand():
    """Wilson for 0 of 10: from 0 to z² / (n + z²)."""
    found = intervals.share(0, 10)
    z2 = chi2.ppf(0.95, 1)
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(100 * z2 / (10 + z2))
    assert intervals.share(576, 3261).text == "17.7% (16.4 to 19.0)"


@pytest.mark.parametrize(
    ("counts", "start", "holds"),
    [
        ((576, 3261, 478, 5745), "Higher for BME staff", "outside 0.80 to 1.25"),
        ((892, 3625, 269, 1255), "Higher for BME staff", "inside 0.80 to 1.25"),
        ((100, 4000, 300, 4000), "Lower for BME staff", "outside"),
        ((9, 725, 17, 2505), "Cannot be told from parity", "too few people to say"),
        ((38, 252, 94, 548), "Cannot be told from parity: the interval holds 1", ""),
        ((5000, 9000, 5050, 9000), "About the same", "inside 0.80 to 1.25"),
        ((5, 100, 0, 50), "The ratio is not defined", "give the counts"),
        ((0, 5, 0, 5), "Nothing can be said", ""),
    ],
)
def test_words(counts, start, holds):
    words = intervals.describe(intervals.relative_likelihood(*counts), "BME staff", "white staff")
    assert words.startswith(start)
    assert holds in words


def test_compare_gives_every_pair_with_counts():
    frame = intervals.compare(
        published.figures("clinical-psychology", group="white"), published.figures("clinical-psychology", group="bme")
    )
    assert frame["year"].tolist() == list(range(2015, 2025))
    first = frame.iloc[0]
    assert (first["top"], first["top_of"], first["bottom"], first["bottom_of"]) == (504, 2918, 73, 602)
    assert first["ratio"] == pytest.approx((504 / 2918) / (73 / 602))
    assert first["top_share"] == pytest.approx(100 * 504 / 2918)


def test_compare_refuses_figures_without_counts():
    with pytest.raises(ValueError, match="without counts"):
        intervals.compare(
            published.figures("wres", place="north-midlands", indicator=7, group="bme"),
            published.figures("wres", place="north-midlands", indicator=7, group="white"),
        )
    with pytest.raises(ValueError, match="no figure of the other group"):
        intervals.compare(
            published.figures("clinical-psychology", year=2015, group="bme"),
            published.figures("clinical-psychology", year=2016, group="white"),
        )


@pytest.mark.parametrize("counts", [(5, 4, 1, 10), (-1, 4, 1, 10), (1, 0, 1, 10), (1.5, 10, 1, 10)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match="The first group has"):
        intervals.relative_likelihood(*counts)
