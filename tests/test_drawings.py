"""Each drawing holds to the language, and one that does not is refused in one sentence."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook import drawings, palette
from edi_handbook.workforce.published import table

FOLDER = Path(__file__).parents[1] / "drawings"
GOOD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<title>The heavy door</title>
<desc>Two people come to the same door; for one it stands open, and the other has to push it.</desc>
<g fill="none" stroke="var(--ink,#1b2a33)"><path id="door-a" d="M10 10L90 90"/></g>
<g fill="var(--ink,#1b2a33)" font-size="24"><text x="320" y="300" text-anchor="middle">It opens.</text></g>
</svg>
"""


def refused(folder: Path, text: str, name: str = "door.svg") -> str:
    """The sentence with which a drawing is refused."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(drawings.DrawingError) as caught:
        drawings.read(folder / name)
    said = str(caught.value)
    assert said.startswith(f"{name}: ") and said.endswith(".") and "\n" not in said
    return said


@pytest.mark.parametrize("name", drawings.names(FOLDER))
def test_each_drawing_holds_to_the_language(name):
    drawing = drawings.read(FOLDER / f"{name}.svg")
    plain = palette.in_print(drawing.svg)
    assert "var(" not in plain
    # Every word that stands in it is said to those who do not see it.
    said = re.sub(r"\W+", " ", drawing.alt.casefold())
    shown = [" ".join(re.findall(r">([^<]+)<", part)) for part in re.findall(r"<text.*?</text>", drawing.svg)]
    missing = [w for w in shown for part in re.sub(r"\W+", " ", w.casefold()).split() if part not in said]
    assert missing == []


def test_a_good_drawing_is_read(tmp_path):
    (tmp_path / "door.svg").write_text(GOOD, encoding="utf-8")
    drawing = drawings.read(tmp_path / "door.svg")
    told = "Two people come to the same door; for one it stands open, and the other has to push it."
    assert drawing.alt == f"The heavy door. {told} Words in it: It opens."
    assert (drawing.width, drawing.height) == (640, 360)
    assert "<title" not in drawing.svg and "<desc" not in drawing.svg and "It opens." in drawing.svg


def test_a_drawing_that_is_not_there_names_those_that_are(tmp_path):
    (tmp_path / "door.svg").write_text(GOOD, encoding="utf-8")
    with pytest.raises(drawings.DrawingError, match=r"^gate.svg: there is no such drawing; those that there are: door"):
        drawings.read(tmp_path / "gate.svg")


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("<title>The heavy door</title>", "", "it has no <title>"),
        (
            "Two people come to the same door; for one it stands open, and the other has to push it.",
            "A door.",
            "7 char",
        ),
        ("Two people come", "Image of two people who come", "open with 'Image of two"),
        ('viewBox="0 0 640 360"', 'width="640"', "no viewBox"),
        ("var(--ink,#1b2a33)", "#1b2a33", "#1b2a33 is no role of the palette"),
        ("var(--ink,#1b2a33)", "var(--teal,#1b2a33)", "is no role of the palette"),
        ("var(--ink,#1b2a33)", "var(--ink)", "is no role of the palette"),
        ("var(--ink,#1b2a33)", "var(--ink,#000000)", "a colour that is not its role's; write var(--ink,#1b2a33)"),
        ('d="M10 10L90 90"', 'd="M10 10L90 90" style="fill:red"', "'style' stands on <path>"),
        ('d="M10 10L90 90"', 'd="M10 10L90 90" onclick="x()"', "'onclick' stands on <path>"),
        ('<path id="door-a" d="M10 10L90 90"/>', "<script>x()</script>", "it holds <script>"),
        ('id="door-a"', 'id="a"', "begin it with 'door'"),
        ('font-size="24"', 'font-size="18"', "has letters of 18"),
        ("It opens.", "It opens by itself for everybody who comes to it with a full sack.", "does not fit the sheet"),
        ('x="320"', 'x="20"', "does not fit the sheet"),
        ('y="300"', 'y="358"', "does not fit the sheet"),
        ("<text ", '<text data-room="80" ', "of the 80 that its box has"),
        ("<text ", '<text transform="scale(2)" ', "is turned or scaled"),
        ("<text ", '<text transform="translate(300 0)" ', "does not fit the sheet"),
        ("</text>", '</text><text x="350" y="310">Push.</text>', "would meet"),
        ("</text>", "</text>" + '<text x="9" y="40">a b c d e f g h i</text>' * 3, "would meet"),
        ("</svg>", "", "this is no SVG"),
    ],
)
def test_a_drawing_that_lacks_something_is_refused_in_a_sentence(tmp_path, was, becomes, says):
    assert was in GOOD
    assert says in refused(tmp_path, GOOD.replace(was, becomes, 1))


def test_too_many_words_or_points_are_refused(tmp_path):
    lines = "".join(f'<text x="9" y="{40 + 40 * row}">one two three four five six</text>' for row in range(4))
    assert "24 words" in refused(
        tmp_path, GOOD.replace('<text x="320" y="300" text-anchor="middle">It opens.</text>', lines)
    )
    points = " ".join(f"L{x * 7919 % 640}.{x % 97} {x * 104729 % 360}.{x % 89}" for x in range(1500))
    assert "when packed, and 4096 at most" in refused(tmp_path, GOOD.replace("L90 90", points))
    assert "is not kebab-case" in refused(tmp_path, GOOD, "Heavy_Door.svg")


@given(st.sampled_from(sorted(palette.LIGHT)), st.booleans())
def test_print_has_the_colour_of_each_role(role, blank):
    colour = palette.LIGHT[role]
    assert palette.in_print(f'<g fill="var(--{role},{" " if blank else ""}{colour})"/>') == f'<g fill="{colour}"/>'


@pytest.mark.parametrize("bad", ["var(--ink)", "var(--ink,ink)", "var(--ink, rgb(1,2,3))", "var("])
def test_a_role_without_a_colour_never_reaches_print(bad):
    with pytest.raises(ValueError, match="has no colour for print"):
        palette.in_print(f'<g fill="{bad}"/>')


def test_the_hands_on_the_cover_are_those_of_the_survey():
    """Each crowd is of a hundred; as many raise a hand as per cent of the four trusts' staff named it."""
    rows = table("nss-2024", "trusts")
    rows = rows[(rows["indicator"] == 8) & rows["place"].isin(["bchc", "bwc", "roh", "uhb"])]
    assert len(rows) == 8 and rows["numerator"].notna().all()
    sums = rows.groupby("group")[["numerator", "denominator"]].sum()
    shares = (100 * sums["numerator"] / sums["denominator"]).round()
    svg = drawings.read(FOLDER / "cover-crowd.svg").svg
    seats = Counter(re.findall(r'href="#cover-crowd-(\w+)"', svg))
    assert (seats["qu"], seats["q"] + seats["qu"]) == (shares["bme"], 100)
    assert (seats["ru"], seats["r"] + seats["ru"]) == (shares["white"], 100)
