"""A chart cannot be made without words, its drawing repeats byte for byte, and its bundle carries everything."""

import html
import re

import pandas as pd
import pytest
from lxml import etree

from edi_handbook.charts import Chart, Table, style
from edi_handbook.charts.chart import FIGURE_MIME, TABLE_MIME, ChartError
from edi_handbook.charts.sheet import sheet
from edi_handbook.charts.words import WordsError
from edi_handbook.palette import LIGHT

ALT = "The ratio falls from 1.56 in 2016 to 1.03 in 2023, with no value for 2020."
WORDS = {
    "alt": ALT,
    "caption": "Indicator 3, England",
    "table_caption": "Indicator 3 by year",
    "name": "indicator-3-england",
    "source": "HSJ, 2020",
}


def drawn(form, words="Ratio −1", colour=style.ROLES["ink"]):
    made = sheet(form)
    axes = made.panel(0, 40, made.form.width, 100)
    (mark,) = axes.plot([1, 2], [20, 60], color=colour)
    made.say(mark, "From 1 to 2")
    made.write(0, 20, words)
    return made.finish(150)


def table():
    return pd.DataFrame({"Year": [2016, 2023], "Ratio": ["1.56", "1.03"], "Note": ["first", "last"]})


def chart(**changes):
    return Chart(**{"draw": drawn, "table": table(), **WORDS, **changes})


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
    assert set(bundle) == {"name", "alt", "caption", "svg", "page", "table", "source", "note"}
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


def test_a_drawing_repeats_and_names_no_host_date_or_id():
    first, second = chart(), chart()
    assert (first.svg, first.bundle()["page"]) == (second.svg, second.bundle()["page"])
    for drawing in (first.svg, *first.bundle()["page"]):
        root = etree.fromstring(drawing)
        assert "<metadata" not in drawing
        assert [element for element in root.iter() if element.get("id") or element.get("href")] == []
        assert [element for element in root.iter() if element.get("style") or element.tag.endswith("style")] == []


def test_each_form_is_drawn_once_and_kept():
    asked = []

    def counted(form):
        asked.append(form)
        return drawn(form)

    made = chart(draw=counted)
    for _ in range(3):
        made.bundle()
    assert sorted(asked) == ["narrow", "wide"]
    assert made.svg is made.svg


def test_on_a_page_a_colour_is_a_role_and_on_paper_it_is_that_of_the_palette():
    """Typst knows no variable, and a page must follow the reader's dark mode."""
    made = chart()
    wide, narrow = made.bundle()["page"]
    assert f'stroke="var(--ink,{style.ROLES["ink"]})"' in wide
    assert f'fill="var(--paper,{style.ROLES["paper"]})"' in narrow
    for drawing in (wide, narrow):
        looks = re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)
        assert [
            look for look in looks if look != "none" and not re.fullmatch(r"var\(--[a-z-]+,#[0-9a-f]{6}\)", look)
        ] == []
        assert {tuple(pair) for pair in re.findall(r"var\(--([a-z-]+),(#[0-9a-f]{6})\)", drawing)} <= set(LIGHT.items())
    assert "var(" not in made.svg
    assert f'stroke="{style.ROLES["ink"]}"' in made.svg


def test_no_two_roles_of_charts_share_a_colour():
    """A drawing is asked for its colours, and answers with roles."""
    assert len(set(style.ROLES.values())) == len(style.ROLES)


def test_a_colour_that_is_no_role_is_refused():
    said = "^indicator-3-england, wide form: the colour #123456 is no role; take one of"
    with pytest.raises(ChartError, match=said):
        chart(draw=lambda form: drawn(form, colour="#123456"))


@pytest.mark.parametrize(
    ("words", "says"),
    [("A title that goes on and on beyond any phone", "leave the drawing"), ("m" * 30, "leave the drawing")],
)
def test_words_that_do_not_fit_a_form_are_refused_when_the_chart_is_made(words, says):
    with pytest.raises(ChartError, match=says) as caught:
        chart(draw=lambda form: drawn(form, words=words))
    assert str(caught.value).startswith("indicator-3-england, narrow form: the words ")


def test_words_that_meet_are_refused():
    made = sheet("wide")
    made.write(0, 20, "One")
    made.write(20, 22, "Two")
    with pytest.raises(WordsError, match="the words 'One' and 'Two' overlap"):
        made.finish(40)


def test_a_mark_carries_its_words_on_a_page_and_not_on_paper():
    made = chart()
    for drawing in made.bundle()["page"]:
        assert etree.fromstring(drawing).xpath("//*[@class='mark']/@data-say") == ["From 1 to 2"]
    assert "data-say" not in made.svg


def test_a_drawing_on_a_page_is_an_image_with_its_alt_text():
    for drawing in chart().bundle()["page"]:
        root = etree.fromstring(drawing)
        assert (root.get("role"), root.get("aria-label")) == ("img", ALT)
        assert "font-family" not in drawing  # the page's own


def test_the_ground_is_opaque_on_paper():
    ground = etree.fromstring(chart().svg).find(".//{*}path")
    assert ground.get("fill") == style.ROLES["paper"]
    assert ground.get("d") == "M0 150H720V0H0z"  # all of it
