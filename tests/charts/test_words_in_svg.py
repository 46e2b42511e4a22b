"""The words of a drawing are text, as wide as they are in the handbook's own font, and no policy can undress it."""

from importlib import resources

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from edi_handbook.charts import style

TITLE = "White and minority staff − 2026"


@pytest.fixture(scope="module")
def root():
    with style.drawing(2) as (figure, axes):
        axes.plot([0, 1], [0, 1], **style.FIRST)
        axes.set_xticks([0, 1], ["left", "right"])
        axes.set_yticks([0, 1], ["over two\nlines", "1.5%  £2"])
        axes.set_ylabel("turned")
        axes.set_xlabel("from $1 to $2 & <3")
        style.title(axes, TITLE)
        style.label(axes, 0.5, 0.5, "0.80 to 1.25", ha="center", bbox=style.GROUND)
    return etree.fromstring(style.to_svg(figure))


def texts(root) -> dict:
    return {text.text: text for text in root.iter("{*}text")}


def advance(words: str, weight: str) -> float:
    """The width of `words` by the font's own table of widths, in points at the size of a chart."""
    font = TTFont(resources.files("edi_handbook") / "fonts" / f"SourceSans3-{weight}.ttf")
    names = font.getBestCmap()
    return sum(font["hmtx"][names[ord(sign)]][0] for sign in words) * style.FONT_SIZE / font["head"].unitsPerEm


def test_every_word_is_text_and_no_letter_an_outline(root):
    words = ["left", "right", "over two", "lines", "1.5%  £2", "turned", "from $1 to $2 & <3", TITLE, "0.80 to 1.25"]
    assert sorted(texts(root)) == sorted(words)
    # Outlines stand in the units of the font, and are scaled to the size of the type.
    assert not any("scale(" in element.get("transform", "") for element in root.iter())


@pytest.mark.parametrize(
    ("words", "weight"), [("0.80 to 1.25", "Regular"), (TITLE, "Semibold"), ("1.5%  £2", "Regular")]
)
def test_a_label_keeps_the_width_that_it_was_laid_out_for(root, words, weight):
    text = texts(root)[words]
    assert float(text.get("textLength")) == pytest.approx(advance(words, weight), rel=0.02)  # kerning
    assert text.get("lengthAdjust") == "spacingAndGlyphs"


def test_every_label_has_a_width(root):
    assert all(float(text.get("textLength")) > 0 for text in texts(root).values())


def test_the_handbooks_font_comes_first_and_then_what_a_device_has(root):
    families = root.get("font-family").split(", ")
    assert families[0] == f"'{style.FONT}'"
    assert "Arial" in families
    assert families[-1] == "sans-serif"
    assert [element for element in root.iter("{*}text") if element.get("font-family")] == []


def test_only_what_is_turned_is_turned(root):
    assert texts(root)["turned"].get("transform").startswith("rotate(-90 ")
    assert [words for words, text in texts(root).items() if text.get("transform")] == ["turned"]
    assert float(texts(root)["over two"].get("y")) < float(texts(root)["lines"].get("y"))


def test_two_spaces_stay_two(root):
    assert root.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_looks_are_attributes(root):
    """Opened alone on a strict host, a drawing with inline styles would be black."""
    (sheet,) = root.iter("{*}style")
    assert sheet.text.startswith("@media(prefers-color-scheme:dark){")
    assert [element.tag for element in root.iter() if "style" in element.attrib] == []
    assert (root.get("stroke-linejoin"), root.get("stroke-linecap")) == ("round", "butt")
    assert {text.get("fill") for text in texts(root).values()} == {style.ROLES["ink"]}
