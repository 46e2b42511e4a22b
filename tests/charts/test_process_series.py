"""A process chart draws its limits and its points, breaks at a missing year, and tells outside from inside by shape."""

import math

import pandas as pd
import pytest

from edi_handbook.charts import process_series
from edi_handbook.workforce import spc

WORDS = {
    "measure": "Ratio, white over BME",
    "name": "a-chart",
    "alt": "A sentence that says what the chart shows, long enough to be of use.",
    "caption": "A caption",
    "table_caption": "A table caption",
    "source": "A source",
}


@pytest.fixture
def chart():
    frame = pd.DataFrame({"year": range(2015, 2024), "value": [1.0, 1.1, 1.0, 1.1, math.nan, 1.0, 1.1, 1.0, 1.9]})
    limits = spc.xmr(frame["value"].iloc[:8])
    outside = ((frame["value"] < limits.low) | (frame["value"] > limits.high)).to_numpy()
    return process_series(frame, spc.Limits(**{**vars(limits), "outside": outside}), **WORDS)


def points(chart, marker):
    return [
        (x, y)
        for line in chart.figure.panels[0].lines
        if line.get_marker() == marker
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
        if y == y
    ]


def test_outside_is_another_shape(chart):
    assert points(chart, "s") == [(2023, 1.9)]
    assert len(points(chart, "o")) == 7


def test_no_line_crosses_a_missing_year(chart):
    (line,) = [one for one in chart.figure.panels[0].lines if one.get_marker() == "none" and len(one.get_xdata()) == 9]
    assert math.isnan(line.get_ydata()[4])


def test_the_limits_are_drawn_and_in_the_table(chart):
    heights = {line.get_ydata()[0] for line in chart.figure.panels[0].lines if len(line.get_xdata()) == 2}
    table = dict(zip(chart.table["Year"], chart.table["Value"], strict=True))
    drawn = {f"{height:.2f}" for height in heights}
    assert drawn == {table[words] for words in ("Lower limit", "Mean", "Upper limit")}


def test_the_table_says_what_is_missing_and_what_is_outside(chart):
    rows = {row.Year: (row.Value, row.Limits) for row in chart.table.itertuples()}
    assert rows["2019"] == ("not known", "not known")
    assert rows["2023"] == ("1.90", "outside")
