"""A chart cannot be made without words, its drawing repeats byte for byte, and its bundle carries everything."""

import html

import pandas as pd
import pytest
from lxml import etree

from edi_handbook.charts import Chart, Table, style
from edi_handbook.charts.chart import FIGURE_MIME, TABLE_MIME, ChartError

ALT = "The ratio falls from 1.56 in 2016 to 1.03 in 2023, with no value for 2020."
WORDS = {
    "alt": ALT,
    "caption": "Indicator 3, England",
    "table_caption": "Indicator 3 by year",
    "name": "indicator-3-england",
    "source": "HSJ, 2020",
}


def drawn():
    with style.drawing(2) as (figure, axes):
        axes.plot([1, 2], [-1, 1], **style.FIRST)
        style.title(axes, "A title with a minus −1")
    return figure


def table():
    return pd.DataFrame({"Year": [2016, 2023], "Ratio": ["1.56", "1.03"], "Note": ["first", "last"]})


def chart(**changes):
    return Chart(**{"figure": drawn(), "table": table(), **WORDS, **changes})


@pytest.mark.parametrize(
    ("alt", "says"),
    [
        ("", "alt is empty"),
        ("   ", "alt is empty"),
        ("_images/8a7f6e5d4c3b2a1908f7e6d5c4b3a29180706050403.svg", "alt is a file name"),
        ("charts/output/the-chart-of-the-ratios-of-the-years", "alt is a file name"),
        ("Image of a line that falls from 1.56 in 2016 to 1.03 in 2023.", "leave that out"),
        ("A picture showing a line that falls from 1.56 to 1.03.", "leave that out"),
        ("The ratio falls.", "16 characters"),
    ],
)
def test_alt_text_is_required(alt, says):
    with pytest.raises(ChartError, match=says) as caught:
        chart(alt=alt)
    assert "indicator-3-england" in str(caught.value)


@pytest.mark.parametrize("word", ["caption", "table_caption", "source"])
def test_other_words_are_required(word):
    with pytest.raises(ChartError, match=word):
        chart(**{word: " "})


def test_name_is_kebab_case():
    with pytest.raises(ChartError, match="kebab-case"):
        chart(name="Indicator 3")


def test_bare_floats_are_refused():
    """A float would print as 1.0300000000000002 somewhere."""
    with pytest.raises(ChartError, match="Ratio"):
        chart(table=pd.DataFrame({"Year": ["2023"], "Ratio": [1.03]}))


def test_bundle_carries_what_the_page_needs():
    bundle = chart(note="One year is missing.")._repr_mimebundle_()[FIGURE_MIME]
    assert set(bundle) == {"name", "alt", "caption", "svg", "table", "source", "note"}
    assert bundle["alt"] == ALT
    assert bundle["table"] == {
        "caption": "Indicator 3 by year",
        "columns": ["Year", "Ratio", "Note"],
        "rows": [["2016", "1.56", "first"], ["2023", "1.03", "last"]],
        "numeric": [False, True, False],
    }


def test_table_bundle():
    bundle = Table(table(), "Indicator 3 by year", "by-year", "HSJ, 2020")._repr_mimebundle_()[TABLE_MIME]
    assert set(bundle) == {"name", "caption", "columns", "rows", "numeric", "source", "note", "folded"}
    assert bundle["numeric"] == [False, True, False]


def test_a_figure_that_is_not_held_is_a_dash_that_the_note_explains():
    made = Table(
        pd.DataFrame({"Year": ["2019", "2020"], "Ratio": ["1.22", "not known"]}), "Caption", "name", "Source", "Ours."
    )
    assert [row[1] for row in made.bundle()["rows"]] == ["1.22", "–"]
    assert made.bundle()["note"] == "Ours. A dash means that this handbook has no figure."
    whole = Table(pd.DataFrame({"Year": ["2019"], "Ratio": ["1.22"]}), "Caption", "name", "Source", "Ours.")
    assert whole.bundle()["note"] == "Ours."


def test_jupyterlab_prints_no_key_of_the_ledger():
    note = "No figure for 2020 was found {looked}`wres-missing-years`."
    made = Table(pd.DataFrame({"Year": ["2019"], "Ratio": ["1.22"]}), "Caption", "name", "Source", note)
    assert "Note: No figure for 2020 was found." in made._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("cells", "numeric"),
    [
        (["1.59", "–"], True),
        (["28.6%", "−0.64"], True),
        (["576 of 3,261 (17.7%)", "43 of 546 (7.9%)"], True),
        (["1.90 to 2.38", "0.68 or more"], True),
        (["9 of 725", "<5"], True),
        (["9 people", "17"], False),
        (["–", "–"], False),
        (["University Hospitals Birmingham", "2"], False),
    ],
)
def test_number_columns_are_found(cells, numeric):
    made = Table(pd.DataFrame({"Row": ["a", "b"], "Cell": cells}), "Caption", "name", "Source")
    assert made.bundle()["numeric"] == [False, numeric]


def test_html_is_an_accessible_figure_and_table():
    words = "Ratios <under> 1 & over 1, with an alt text that is long enough."
    page = etree.HTML(chart(alt=words)._repr_mimebundle_()["text/html"])
    assert page.findall(".//img")[0].get("alt") == words
    assert [cell.get("scope") for cell in page.iter("th")] == ["col"] * 3 + ["row"] * 2
    assert page.find(".//caption").text == WORDS["table_caption"]
    assert html.escape("<under>") not in page.find(".//img").get("alt")


def test_svg_repeats_and_names_no_host_or_date():
    first, second = chart().svg, chart().svg
    assert first == second
    assert "<metadata" not in first
    assert "DOCTYPE" not in first
    root = etree.fromstring(first)
    links = {name for element in root.iter() for name in (element.get("href", ""),) if name}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert links <= {f"#{one}" for one in ids}
    assert len(ids) == len(set(ids))
    assert set(root.nsmap.values()) == {"http://www.w3.org/2000/svg"}


def test_svg_has_an_opaque_ground_and_real_minus_signs():
    svg = chart().svg
    ground = etree.fromstring(svg).find(".//{*}path")
    assert ground.get("fill") == "#ffffff"
    assert ground.get("d") == "M0 144L403.2 144L403.2 0L0 0z"  # all of it
    with style.drawing(2) as (figure, axes):
        axes.plot([0, 1], [-2, -1])
        figure.canvas.draw()
        labels = [label.get_text() for label in axes.get_yticklabels()]
    assert any(label.startswith("−") for label in labels)
    assert not any("-" in label for label in labels)


def test_type_is_large_enough_and_the_handbooks():
    with style.drawing(2) as (_, axes):
        style.title(axes, "Words")
        assert axes.get_title(loc="left") == "Words"
        assert axes._left_title.get_fontname() == "Source Sans 3"
        assert axes._left_title.get_fontsize() >= 10
        assert all(label.get_fontsize() >= 10 for label in axes.get_xticklabels())
