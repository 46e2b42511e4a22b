"""Ratio and share charts: the table is the data, a missing year is a gap, an interval without an end says so."""

import math

import numpy as np
import pandas as pd
import pytest

from edi_handbook.charts import (
    Column,
    large_ratios,
    mark_rows,
    ratio_forest,
    ratio_series,
    share_comparison,
    share_rows,
    style,
    svg,
)
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
    return [line for line in chart.figure.panels[0].lines if len(line.get_xdata()) > 2]


def words(sheet) -> set[str]:
    return {line.text for line in sheet.written}


def spans(axes) -> list[tuple[float, float]]:
    """The ends of intervals, in order: lying lines with a short standing one at each end."""
    lines = [line.get_xdata() for line in axes.lines if len(line.get_xdata()) == 6]
    return [(x[0], x[-1]) for x in lines if x[0] == x[2] and x[3] == x[5]]


def test_no_line_crosses_a_missing_year():
    chart = series_chart(long(published.series("wres", "england", 3)))
    (line,) = lines(chart)
    drawn = dict(zip(line.get_xdata(), line.get_ydata(), strict=True))
    assert math.isnan(drawn[2020])  # matplotlib breaks a line at nan
    assert drawn[2019] == 1.22
    assert drawn[2021] == 1.14


def test_a_ratio_over_the_years_is_printed_as_its_text_has_it():
    """As disclosure control rounded it: two decimals would say more."""
    chart = series_chart(
        pd.DataFrame({"year": [2024, 2025], "ratio": [1.6, 1.5], "low": [1.2, 1.1], "high": [2.0, 1.9],
                      "text": ["1.6", "1.5"], "interval": ["1.2 to 2.0", "1.1 to 1.9"]})
    )  # fmt: skip
    assert {"1.6", "1.5"} & words(chart.figure) and not {"1.60", "1.50"} & words(chart.figure)
    assert chart.figure.says == ["2024: 1.6, 95% interval 1.2 to 2.0", "2025: 1.5, 95% interval 1.1 to 1.9"]


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
    assert all({"England", "Midlands"} <= words(sheet) for sheet in chart.sheets.values())


def test_intervals_are_drawn():
    frame = intervals.compare(
        published.figures("clinical-psychology", group="white"), published.figures("clinical-psychology", group="bme")
    )
    chart = series_chart(frame)
    standing = [line for line in chart.figure.panels[0].lines if len(set(line.get_xdata())) == 1]
    drawn = [tuple(line.get_ydata()) for line in standing if len(line.get_ydata()) == 2]
    assert np.array(drawn) == pytest.approx(frame[["low", "high"]].to_numpy())
    lying = spans(chart.sheets["narrow"].panels[0])
    assert [one for one in lying if one in drawn] == drawn
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
    for sheet in chart.sheets.values():
        assert "no events" in words(sheet)
        assert any(line.get_marker() == ">" for line in sheet.panels[0].lines)


@pytest.mark.local
def test_shares_with_intervals():
    frame = local()
    chart = share_comparison(frame, measure="Share", top="ethnic minority staff", bottom="white staff", **WORDS)
    said = ["17.7%", "576 of 3,261", "8.3%", "478 of 5,745", "ethnic minority staff", "white staff"]
    for sheet in chart.sheets.values():
        bars, *ratios = sheet.panels
        assert set(said) <= words(sheet)
        assert [patch.get_width() for patch in bars.patches] == pytest.approx(
            frame[["top_share", "bottom_share"]].to_numpy().ravel()
        )
        ends = frame[["top_low", "top_high", "bottom_low", "bottom_high"]].to_numpy()
        assert np.array(spans(bars)).reshape(ends.shape) == pytest.approx(ends)
    # The ratio stands beside the bars where there is room, and is a sentence where there is none.
    assert "2.12" in words(chart.figure)
    assert spans(ratios[0]) if ratios else "2.12 times as likely (1.90 to 2.38)" in words(chart.sheets["narrow"])
    # Readable in black and white: the two groups differ in mark, not only in colour; ethnic minority staff are square.
    marks = {line.get_marker(): line.get_color() for line in chart.figure.axes[0].lines if line.get_marker() in "os"}
    assert set(marks) == {"o", "s"}


@pytest.mark.local
def test_a_mark_says_whose_share_it_is_and_how_sure():
    chart = share_comparison(local(), measure="Share", top="ethnic minority staff", bottom="white staff", **WORDS)
    said = "The Royal Orthopaedic Hospital, ethnic minority staff: 17.9%, 45 of 252, 95% interval 13.6 to 23.1"
    assert all(said in sheet.says for sheet in chart.sheets.values())


def test_what_disclosure_control_rounded_is_said_no_finer():
    row = {"label": "A", "top_share": 12.3, "top_low": 9.1, "top_high": 16.2, "bottom_share": 8.8, "bottom_low": 7.1}
    row |= {"bottom_high": 10.2, "top_text": "12%", "bottom_text": "9%", "top_interval": "9 to 16"}
    table = pd.DataFrame({"Answer": ["A"], "BME": ["12%"]})
    chart = share_comparison(pd.DataFrame([row]), measure="Share", top="BME", bottom="white", table=table, **WORDS)
    assert chart.figure.says == ["A, BME: 12%, 95% interval 9 to 16", "A, white: 9%"]
    assert not any("." in line.text for line in chart.figure.written)


def test_parity_and_the_range_are_drawn():
    chart = series_chart(long(published.series("wres", "england", 2)))
    axes = chart.figure.panels[0]
    assert axes.get_yscale() == "log"
    assert any(np.allclose(line.get_ydata(), 1) for line in axes.lines)
    for sheet in chart.sheets.values():
        assert any("0.80 to 1.25" in word for word in words(sheet))


def test_rows_of_shares_with_what_to_read_them_against():
    frame = pd.DataFrame({"label": ["One", "Two"], "share": [12.0, 15.5], "low": [9.0, np.nan], "high": [16.0, np.nan]})
    chart = share_rows(frame, measure="Share", references=[(14.2, "England")], span=(10, 13, "half of trusts"), **WORDS)
    assert chart.table.to_numpy().tolist() == [
        ["One", "12.0%", "9.0 to 16.0"],
        ["Two", "15.5%", "none"],
        ["England", "14.2%", "none"],
    ]
    for sheet in chart.sheets.values():
        assert {"England 14.2%", "half of trusts", "12.0%", "15.5%"} <= words(sheet)


def test_narrow_marks_stand_below_their_names_and_years_beside():
    frame = pd.DataFrame({"label": ["University Hospitals Birmingham", "Two"], "share": [12.0, 15.5]})
    rows = share_rows(frame, measure="Share", **WORDS).sheets["narrow"]
    name = next(line for line in rows.written if line.text.startswith("University"))
    assert rows._places[0][0] < 20 < rows._places[0][2]  # the panel begins at the left
    assert name.y < rows._places[0][1] + rows.panels[0].lines[-2].get_ydata()[0]
    years = series_chart(long(published.series("wres", "england", 2))).sheets["narrow"]
    assert next(line for line in years.written if line.text == "2016").x < years._places[0][0]


def test_a_narrow_drawing_writes_every_value():
    values = published.series("wres", "england", 2)
    assert {f"{value:.2f}" for value in values} <= words(series_chart(long(values)).sheets["narrow"])


def test_a_ratio_without_an_interval_is_a_point_and_one_that_is_hidden_says_so():
    frame = pd.DataFrame(
        {
            "label": ["2024", "2025", "England, 2023"],
            "ratio": [math.nan, 1.5, 1.59],
            "low": [math.nan, 1.2, math.nan],
            "high": [math.nan, 1.9, math.nan],
            "text": ["not shown", "1.50", "1.59"],
            "interval": ["none", "1.20 to 1.90", ""],
            "look": [0, 0, 1],
        }
    )
    table = frame[["label", "text"]]
    chart = ratio_forest(
        frame, direction="white over BME", top="", bottom="", table=table, looks=("here", "England"), **WORDS
    )
    for sheet in chart.sheets.values():
        assert {"not shown", "here", "England"} <= words(sheet) and "no events" not in words(sheet)
        assert spans(sheet.panels[0]) == [(1.2, 1.9)]
        assert "England, 2023: 1.59" in sheet.says


def test_a_share_without_an_interval_is_drawn_without_one():
    frame = local()[["label", "top_share", "bottom_share", "top_low", "top_high", "bottom_low", "bottom_high"]].copy()
    frame[["top_text", "bottom_text"]] = "10%"
    frame.loc[0, ["top_low", "top_high", "bottom_low", "bottom_high"]] = math.nan
    table = frame[["label", "top_text"]]
    chart = share_comparison(frame, measure="Per cent", top="BME", bottom="white", table=table, **WORDS)
    assert all(len(spans(sheet.panels[0])) == 2 for sheet in chart.sheets.values())


def test_a_mark_stands_for_each_of_a_few():
    chart = mark_rows([("Answered", 4), ("Not answered", 14)], measure="A mark is a question", **WORDS)
    assert chart.table.to_numpy().tolist() == [["Answered", "4"], ["Not answered", "14"]]
    for sheet in chart.sheets.values():
        marks = [line for line in sheet.over.lines if line.get_marker() == "o"]
        assert len(marks) == 18
        xs = [float(line.get_xdata()[0]) for line in marks]
        assert min(xs) > 0 and max(xs) < sheet.form.width
        assert {"4", "14"} <= words(sheet)


def test_a_slide_has_its_own_form_and_colours():
    chart = series_chart(long(published.series("wres", "england", 3)))
    wide, high = (float(side) for side in chart.on_slide.partition('viewBox="0 0 ')[2].partition('"')[0].split())
    assert wide == style.FORMS["slide"].width and high > 0
    assert "slide" not in chart.sheets, "drawn only where one asks for it"
    colours = {role: f"#0000{place:02x}" for place, role in enumerate(style.ROLES)}
    made = svg.on_ground(chart.on_slide, colours)
    assert "var(" not in made and colours["ink"] in made and style.ROLES["ink"] not in made
    with pytest.raises(style.ColourError, match="has no colour on that ground"):
        svg.on_ground(chart.on_slide, {})


def test_large_ratios_have_an_open_mark_without_counts_and_an_interval_with_them():
    """Both columns stand on one scale, so that lengths may be compared, in each form."""
    counted = local()
    bare = pd.DataFrame([{"label": "England", "ratio": 1.59, "low": math.nan, "high": math.nan, "text": "1.6"}])
    columns = [Column("1.59", "times as likely: one", bare), Column("2.12", "times as likely: two", counted)]
    chart = large_ratios(columns, table=pd.DataFrame({"Row": ["A"], "Ratio": ["1.59"]}), **WORDS)
    for sheet in chart.sheets.values():
        left, right = sheet.panels
        assert left.get_xlim() == right.get_xlim() and left.get_xscale() == right.get_xscale() == "log"
        assert spans(left) == []
        assert spans(right) == list(zip(counted["low"], counted["high"], strict=True))
        marks = {
            tuple(line.get_xdata()): line.get_markerfacecolor() == "#ffffff"
            for panel in (left, right)
            for line in panel.lines
            if line.get_marker() in ("o", "D")
        }
        assert marks == {(1.59,): True, **{(ratio,): False for ratio in counted["ratio"]}}
        assert {"1.59", "2.12", "1.6", "counts not published, so no interval"} <= words(sheet)
        assert sheet.says[0] == "England: 1.6, counts not published, so no interval"
