"""Change between years, against a log-binomial model fitted by statsmodels."""

import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import confint_proportions_2indep

from edi_handbook.workforce import indicators, trend

COLUMNS = ["organisation_code", "organisation_name", "year", "indicator", "measure", "subgroup", "group", "count"]


def years(cells, indicator=2, whole="shortlisted", part="appointed"):
    """{year: (white whole, white part, bme whole, bme part)} as a frame of counts."""
    return pd.DataFrame(
        [
            ("EX1", "Example", year, indicator, measure, "all", group, count)
            for year, (white_whole, white_part, bme_whole, bme_part) in cells.items()
            for measure, pair in ((whole, (white_whole, bme_whole, 0)), (part, (white_part, bme_part, 0)))
            for group, count in zip(("white", "bme", "unknown"), pair, strict=True)
        ],
        columns=COLUMNS,
    )


def ratio_row(frame):
    return frame[(frame["group"] == "") & (frame["unit"] == "ratio")].iloc[0]


def test_a_ratio_of_ratios_is_the_interaction_of_a_log_binomial_model():
    cells = {2023: (4000, 800, 1500, 200), 2024: (4200, 790, 1800, 300)}
    row = ratio_row(trend.change(indicators.compute(years(cells)), 2023, 2024))
    rows = [(1, 0, 800, 4000), (0, 0, 200, 1500), (1, 1, 790, 4200), (0, 1, 300, 1800)]
    design = np.array([(1, white, late, white * late) for white, late, _, _ in rows])
    outcome = np.array([(yes, whole - yes) for _, _, yes, whole in rows])
    # The model is saturated: statsmodels says so in three ways.
    with warnings.catch_warnings(action="ignore"):
        model = sm.GLM(outcome, design, family=sm.families.Binomial(sm.families.links.Log())).fit()
    low, high = np.exp(model.conf_int()[3])
    assert row.change == pytest.approx(np.exp(model.params[3]), rel=1e-6)
    assert (row.low, row.high) == pytest.approx((low, high), rel=1e-5)
    assert row.verdict == "lower" and high < 1


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        ((4000, 800, 1500, 150), (4000, 800, 1500, 290), "lower"),
        ((4000, 800, 1500, 290), (4000, 800, 1500, 150), "higher"),
        ((210, 45, 108, 12), (200, 40, 135, 22), "no clear change"),  # 1.93, then 1.23, of very few people
        ((4000, 800, 1500, 0), (4000, 800, 1500, 290), "cannot say"),
        ((4000, 0, 1500, 200), (4000, 800, 1500, 290), "cannot say"),
    ],
)
def test_changed_is_said_only_where_the_data_allow(first, last, verdict):
    row = ratio_row(trend.change(indicators.compute(years({2019: first, 2025: last})), 2019, 2025))
    assert row.verdict == verdict
    if verdict == "cannot say":
        assert np.isnan(row.change)


def test_a_share_changes_by_the_newcombe_interval():
    """MOVER on two Wilson intervals is Newcombe's method 10."""
    cells = {2023: (1000, 100, 500, 90), 2024: (1100, 160, 520, 88)}
    results = indicators.compute(years(cells, 8, "respondents", "answered_yes"))
    row = trend.change(results, 2023, 2024).set_index("group").loc["white"]
    low, high = confint_proportions_2indep(160, 1100, 100, 1000, compare="diff", method="newcomb")
    assert row.change == pytest.approx(100 * (160 / 1100 - 0.1))
    assert (row.low, row.high) == pytest.approx((100 * low, 100 * high))
    assert row.verdict == "higher"


def test_neighbours_and_ends():
    frame = years({year: (4000, 800, 1500, 200 + 30 * (year - 2020)) for year in (2020, 2021, 2023)})
    table = trend.trend(indicators.compute(frame))
    pairs = table[["year_from", "year_to"]].drop_duplicates().itertuples(index=False, name=None)
    assert list(pairs) == [(2020, 2021), (2021, 2023), (2020, 2023)]
    assert trend.trend(indicators.compute(frame[frame["year"] == 2020])).empty
