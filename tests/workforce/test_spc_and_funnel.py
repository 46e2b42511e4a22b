"""XmR limits against NIST's worked example; funnel limits against statsmodels, hand sums and a simulation."""

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.meta_analysis import combine_effects

from edi_handbook.workforce import funnel, published, spc

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flow rates of ten batches. There: 50.81, 1.8778, and
# limits 55.8041 and 45.8159, with 3/1.128 where the convention is 2.66.
NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_nist_example():
    limits = spc.xmr(NIST)
    assert limits.centre == pytest.approx(50.81)
    assert limits.mean_range == pytest.approx(1.8778, abs=5e-5)
    assert (limits.low, limits.high) == pytest.approx((45.8159, 55.8041), abs=2e-3)
    assert not limits.outside.any() and limits.provisional


def test_a_point_outside_and_a_gap():
    """Nine ranges of 1 and 0 about 10, then a leap. No range is taken across the missing year."""
    series = [10, 11, 10, 11, np.nan, 10, 11, 10, 11, 10, 11, 10, 11, 10, 25]
    limits = spc.xmr(series)
    ranges = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 15]
    assert limits.mean_range == pytest.approx(np.mean(ranges))
    assert list(np.flatnonzero(limits.outside)) == [14]
    assert limits.points == 14 and not limits.provisional


@pytest.mark.parametrize("series", [[], [1.0], [1.0, np.nan, 2.0], [np.nan, np.nan]])
def test_too_few_points(series):
    with pytest.raises(ValueError, match="two points in a row"):
        spc.xmr(series)


def test_between_variance_is_dersimonian_and_lairds():
    """Without Winsorising, and with the fixed-effect mean as target, it is statsmodels' chi-squared estimate."""
    random = np.random.default_rng(7)
    error = random.uniform(0.05, 0.4, 40)
    effects = random.normal(0.3, 0.25, 40) + random.normal(0, error)
    target = np.average(effects, weights=1 / error**2)
    _, tau2 = funnel.dispersion((effects - target) / error, 1 / error**2, winsorise=0)
    assert tau2 > 0
    assert tau2 == pytest.approx(combine_effects(effects, error**2, method_re="chi2").tau2, rel=1e-10)


def test_winsorising_draws_outliers_in():
    z = np.r_[np.linspace(-1, 1, 18), 30, -30]
    phi, _ = funnel.dispersion(z, np.ones(20))
    drawn = np.r_[np.full(2, z[1]), z[1:17], np.full(2, z[16])]
    assert phi == pytest.approx(np.mean(np.clip(z, z[1], z[16]) ** 2)) and phi < 1
    assert len(drawn) == 20
    assert funnel.dispersion(z, np.ones(20)) == (phi, 0.0)


def test_ratio_limits_by_hand():
    """Three equal organisations at the target: no over-dispersion, so the limits are target x exp(±z x se)."""
    found = funnel.ratio_funnel([100] * 3, [1000] * 3, [50] * 3, [1000] * 3)
    error = np.sqrt(1 / 100 - 1 / 1000 + 1 / 50 - 1 / 1000)
    assert (found.target, found.tau2) == (2.0, 0.0)
    assert found.points["standard_error"].to_numpy() == pytest.approx([error] * 3)
    for level, z in ((0.95, 1.959964), (0.998, 3.090232)):
        low, high = found.limits(error, level)
        assert (low, high) == pytest.approx((2 * np.exp(-z * error), 2 * np.exp(z * error)), rel=1e-6)


def test_share_limits_by_hand():
    found = funnel.share_funnel([20, 20, 20], [100, 100, 100])
    low, high = found.limits(0.05)
    middle = np.arcsin(np.sqrt(0.2))
    assert (low, high) == pytest.approx([np.sin(middle + side * 1.959964 * 0.05) ** 2 for side in (-1, 1)])
    assert 0.12 < low < 0.2 < high < 0.29


def simulate(spread, seed=3, trusts=200):
    random = np.random.default_rng(seed)
    true = 1.5 * np.exp(random.normal(0, spread, trusts))
    whole_1, whole_2 = random.integers(1000, 6000, trusts), random.integers(500, 3000, trusts)
    return random.binomial(whole_1, 0.12 * true / 1.5), whole_1, random.binomial(whole_2, 0.08, trusts), whole_2


def test_chance_alone_and_over_dispersion():
    """With no spread 5 % lie outside; with a spread of 0.3 the naive funnel flags half, the widened one few.

    Not 5 %: drawing in the outliers makes the estimate of the spread a little small, on purpose.
    """
    plain = funnel.ratio_funnel(*simulate(0.0))
    assert plain.tau2 < 0.002 and 0.01 < plain.points["outside_95"].mean() < 0.10
    columns = simulate(0.3)
    naive, widened = (funnel.ratio_funnel(*columns, overdispersion=flag) for flag in (False, True))
    assert naive.points["outside_95"].mean() > 0.4
    assert widened.points["outside_95"].mean() < 0.16
    assert widened.tau2 == pytest.approx(0.09, rel=0.5)


def test_an_outlier_is_seen_and_few_events_are_set_apart():
    columns = [np.array(column, dtype=float) for column in simulate(0.0, trusts=40)]
    columns[0][0] *= 2.5
    columns[0][1] = 4
    found = funnel.ratio_funnel(*columns)
    assert found.points.loc[0, "outside_998"]
    assert not found.points.loc[1, "used"] and "fewer than 10 events" in found.points.loc[1, "reason"]
    assert not found.points.loc[1, "outside_95"]


def test_too_few_organisations():
    with pytest.raises(ValueError, match="three organisations"):
        funnel.ratio_funnel([100, 100], [1000, 1000], [50, 50], [1000, 1000])


@pytest.mark.local
def test_the_local_survey_in_a_funnel():
    """Indicator 8 of the four trusts: all stand near 2, and none away from the others."""
    places = ("uhb", "bwc", "bchc", "roh")
    bme, white = (
        [published.figure(f"nss2024:{place}:8:2024:{group}") for place in places] for group in ("bme", "white")
    )
    found = funnel.ratio_funnel(
        [figure.numerator for figure in bme],
        [figure.denominator for figure in bme],
        [figure.numerator for figure in white],
        [figure.denominator for figure in white],
    )
    assert found.points["used"].all() and not found.points["outside_95"].any()
    assert norm.sf(abs(found.points["z"]).max()) > 0.05
