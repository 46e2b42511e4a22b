"""The words of a drawing are text in the page's own font, nothing is squeezed, and each has room for a wider font."""

from importlib import resources

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from edi_handbook.charts import style, svg, words
from edi_handbook.charts.sheet import Part, sheet
from edi_handbook.charts.words import SEMIBOLD, WordsError

TITLE = "White and minority staff − 2026"


@pytest.fixture(scope="module")
def drawing():
    made = sheet("narrow")
    made.write(0, 20, TITLE, weight=SEMIBOLD)
    made.write(0, 60, Part("2.12 times", SEMIBOLD), Part(" as likely"))
    made.write(330, 100, "from $1 to $2 & <3", anchor="right", role="ink-soft")
    made.write(170, 140, "0.80 to 1.25", anchor="center", size=14)
    return svg.render(made.finish(160))


def texts(drawing) -> dict:
    return {"".join(text.itertext()): text for text in etree.fromstring(drawing).iter("{*}text")}


def test_every_word_is_text_and_no_letter_an_outline(drawing):
    said = [TITLE, "2.12 times as likely", "from $1 to $2 & <3", "0.80 to 1.25"]
    assert list(texts(drawing)) == said
    assert "scale(" not in drawing  # outlines stand in the units of the font


def test_nothing_is_squeezed(drawing):
    assert "textLength" not in drawing
    assert "lengthAdjust" not in drawing


def test_words_that_go_on_follow_in_any_font(drawing):
    text = texts(drawing)["2.12 times as likely"]
    [more] = text.findall("{*}tspan")
    assert (text.get("font-weight"), more.get("font-weight"), more.get("x")) == ("600", "400", None)


def test_anchors_grow_away_from_what_words_belong_to(drawing):
    found = texts(drawing)
    assert found["from $1 to $2 & <3"].get("text-anchor") == "end"
    assert found["0.80 to 1.25"].get("text-anchor") == "middle"


def test_on_paper_the_handbooks_font_comes_first_and_then_what_a_device_has(drawing):
    families = etree.fromstring(svg.on_paper(drawing)).get("font-family").split(", ")
    assert families[0] == f"'{style.FONT}'"
    assert "Arial" in families
    assert families[-1] == "sans-serif"


@pytest.mark.parametrize(("text", "weight", "name"), [("0.80 to 1.25", 400, "Regular"), (TITLE, 600, "Semibold")])
def test_words_have_room_for_a_font_a_tenth_wider_and_more(text, weight, name):
    font = TTFont(resources.files("edi_handbook") / "fonts" / f"SourceSans3-{name}.ttf")
    names = font.getBestCmap()
    own = sum(font["hmtx"][names[ord(sign)]][0] for sign in text) * 16 / font["head"].unitsPerEm
    assert words.width(text, 16, weight) >= 1.12 * own


def test_a_word_longer_than_its_place_is_refused():
    assert words.wrap("Birmingham Community Healthcare", 160, 16) == ["Birmingham", "Community", "Healthcare"]
    with pytest.raises(WordsError, match="the word 'Healthcare' does not fit in 60 pixels; use a shorter one"):
        words.wrap("Healthcare", 60, 16)


def test_words_are_large_enough_for_a_phone():
    assert style.FORMS["narrow"].width <= 340
    assert min(style.FORMS["narrow"].text, style.FORMS["narrow"].small) >= 13
