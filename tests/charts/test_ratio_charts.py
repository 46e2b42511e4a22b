"""Ratio and share charts: the table is the data, a missing year is a gap, an interval without an end says so."""

import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection

from edi_handbook.charts import ratio_forest, ratio_series, share_comparison, share_rows
from edi_handbook.workforce import intervals, published

WORDS = {
    "name": "a-chart",
    "alt": "A sentence that says what the chart shows, long enough to be of use.",
    "caption": "A caption",
    "table_caption": "A table caption",
    "source": "A source",
}


def series_chart(frame, **more):
    return ratio_series(frame, direction="BME over white", **WORDS, **more)


def long(values: pd.Series, **more) -> pd.DataFrame:
    return pd.DataFrame({"year": values.index, "ratio": values.to_numpy(), **more})


def local() -> pd.DataFrame:
    places = ("uhb", "roh")
    both = [published.figures("nss2024", indicator=8, group=group) for group in ("bme", "white")]
    top, bottom = ([one for one in half if one.place in places] for half in both)
    return intervals.compare(top, bottom).assign(label=lambda frame: frame["place_name"])


def lines(chart):
    return [line for line in chart.figure.axes[0].lines if len(line.get_xdata()) > 2]


def test_no_line_crosses_a_missing_year():
    chart = series_chart(long(published.series("wres", "england", 3)))
    (line,) = lines(chart)
    drawn = dict(zip(line.get_xdata(), line.get_ydata(), strict=True))
    assert math.isnan(drawn[2020])  # matplotlib breaks a line at nan
    assert drawn[2019] == 1.22
    assert drawn[2021] == 1.14


def test_a_year_that_the_data_skip_is_a_gap_too():
    chart = series_chart(pd.DataFrame({"year": [2016, 2018], "ratio": [1.5, 1.4]}))
    assert chart.table["Year"].tolist() == ["2016", "2017", "2018"]
    assert chart.table["Ratio"].tolist() == ["1.50", "not known", "1.40"]


def test_series_table_is_the_data():
    values = published.series("wres", "england", 2)
    table = series_chart(long(values)).table
    assert table["Year"].tolist() == [str(year) for year in range(2016, 2024)]
    assert [float(cell) for cell in table["Ratio"]] == values.tolist()


def test_two_series_share_their_years():
    england, midlands = (published.series("wres", place, 2) for place in ("england", "midlands"))
    chart = series_chart(pd.concat([long(england, series="England"), long(midlands, series="Midlands")]))
    table = chart.table.set_index("Year")
    assert table.loc["2024", "England"] == "not known"
    assert table.loc["2024", "Midlands"] == "1.71"
    assert table.loc["2016", "Midlands"] == "not known"
    words = {note.get_text() for note in chart.figure.axes[0].texts}
    assert {"England", "Midlands"} <= words  # named on the line, not in a legend
    assert chart.figure.axes[0].get_legend() is None


def test_intervals_are_drawn():
    frame = intervals.compare(
        published.figures("clinical-psychology", group="white"), published.figures("clinical-psychology", group="bme")
    )
    chart = series_chart(frame)
    spans = [c for c in chart.figure.axes[0].collections if isinstance(c, LineCollection)]
    drawn = np.array([segment[:, 1] for segment in spans[0].get_segments()])
    assert drawn == pytest.approx(frame[["low", "high"]].to_numpy())
    assert chart.table["95% interval"].tolist()[0] == "1.13 to 1.79"


@pytest.mark.local
def test_forest_table_is_the_data():
    frame = local()
    chart = ratio_forest(frame, direction="BME over white", top="BME staff", bottom="white staff", **WORDS)
    table = chart.table.set_index("Organisation")
    row = table.loc["University Hospitals Birmingham"]
    assert row.to_dict() == {
        "BME staff": "576 of 3,261 (17.7%)",
        "White staff": "478 of 5,745 (8.3%)",
        "Ratio": "2.12",
        "95% interval": "1.90 to 2.38",
    }


def test_forest_shows_an_interval_without_an_end_and_no_events():
    columns = ["label", "ratio", "low", "high", "top", "top_of", "bottom", "bottom_of"]
    rows = [
        ("No second", math.nan, 0.68, math.inf, 5, 100, 0, 50),
        ("Neither", math.nan, math.nan, math.nan, 0, 9, 0, 9),
        ("Wide", 2.0, 1.2, 3.0, 20, 100, 10, 100),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    chart = ratio_forest(frame, direction="BME over white", top="BME staff", bottom="white staff", **WORDS)
    assert chart.table["Ratio"].tolist() == ["not defined", "not defined", "2.00"]
    assert chart.table["95% interval"].tolist() == ["0.68 or more", "none", "1.20 to 3.00"]
    words = [note.get_text() for note in chart.figure.axes[0].texts]
    assert "no events" in words
    assert any(line.get_marker() == ">" for line in chart.figure.axes[0].lines)


@pytest.mark.local
def test_shares_with_intervals():
    frame = local()
    chart = share_comparison(frame, measure="Share", top="BME staff", bottom="white staff", **WORDS)
    axes = chart.figure.axes[0]
    words = [note.get_text() for note in axes.texts]
    assert any("BME staff" in word for word in words)
    assert any("white staff" in word for word in words)
    spans = [c for c in axes.collections if isinstance(c, LineCollection)]
    drawn = np.array([segment[:, 0] for segment in spans[0].get_segments()])
    assert drawn == pytest.approx(frame[["top_low", "top_high"]].to_numpy())
    # Readable in black and white: the two groups differ in mark, not only in colour.
    marks = {(line.get_marker(), line.get_markerfacecolor()) for line in axes.lines}
    assert len({marker for marker, _ in marks}) == 2


def test_parity_and_the_range_are_drawn():
    axes = series_chart(long(published.series("wres", "england", 2))).figure.axes[0]
    assert axes.get_yscale() == "log"
    assert any(np.allclose(line.get_ydata(), 1) for line in axes.lines)
    assert any("0.80 to 1.25" in note.get_text() for note in axes.texts)


def test_rows_of_shares_with_what_to_read_them_against():
    frame = pd.DataFrame({"label": ["One", "Two"], "share": [12.0, 15.5], "low": [9.0, np.nan], "high": [16.0, np.nan]})
    chart = share_rows(frame, measure="Share", references=[(14.2, "England")], span=(10, 13, "half of trusts"), **WORDS)
    assert chart.table.to_numpy().tolist() == [
        ["One", "12.0%", "9.0 to 16.0"],
        ["Two", "15.5%", "none"],
        ["England", "14.2%", "none"],
    ]
    words = [note.get_text() for note in chart.figure.axes[0].texts]
    assert {"England", "half of trusts", "12.0%", "15.5%"} <= set(words)


def test_labels_of_three_lines_do_not_meet():
    rows = ["Appointed from shortlisting, white over BME", "Entered the disciplinary process, BME over white"]
    frame = pd.DataFrame({"label": rows, "ratio": 1.5, "low": 1.2, "high": 1.9})
    chart = ratio_forest(
        frame, direction="white over BME", top="a", bottom="b", table=pd.DataFrame({"a": ["x"], "b": ["1"]}), **WORDS
    )
    chart.figure.axes[0].set_xlabel("An invented trust")  # takes some of the height
    chart.figure.draw_without_rendering()
    first, second = (label.get_window_extent() for label in chart.figure.axes[0].get_yticklabels())
    assert not first.overlaps(second)
