"""The directive `{drawing}`: inline on a page with its words, in the colours of print in a PDF and in a notebook."""

import base64
import io

import nbformat
import pikepdf
import pytest
from lxml import html
from PIL import Image, ImageColor

from edi_handbook import palette
from edi_handbook.pdfcheck.reading import walk

DOOR = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<title>The heavy door</title>
<desc>Two people come to the same door; for one it stands open, and the other has to push it.</desc>
<g fill="none" stroke="var(--ink,#1b2a33)"><path d="M10 10L90 90"/></g>
<g fill="var(--ink,#1b2a33)" font-size="24"><text x="320" y="300" text-anchor="middle">It opens.</text></g>
</svg>
"""
PAGE = "# T\n\n```{drawing} door\n:lead:\n\nThe same door, *twice*.\n```\n\nAfter.\n"
CONFIG = {"extensions": ["myst_nb", "edi_handbook.publish.markup.drawings", "edi_handbook.publish.markup.facts"]}


def test_a_drawing_stands_inline_with_its_words(build):
    built = build({"index.md": PAGE, "drawings/door.svg": DOOR}, **CONFIG)
    assert not built.warnings
    [figure] = html.fromstring(built.page("index")).xpath("//figure")
    assert {"drawing", "lead-drawing"} <= set(figure.get("class").split())
    [svg] = figure.xpath(".//*[local-name()='svg']")
    assert svg.get("role") == "img" and svg.get("aria-label").startswith("The heavy door. Two people come")
    assert svg.get("aria-label").endswith("Words in it: It opens.")
    assert figure.xpath("string(.//figcaption)").strip().startswith("The same door, twice.")
    assert "var(--ink,#1b2a33)" in html.tostring(svg, encoding="unicode")
    assert not list(built.output.rglob("door.svg")), "it is part of the page"


@pytest.mark.parametrize(
    ("name", "svg", "says"),
    [
        ("gate", DOOR, "gate.svg: there is no such drawing; those that there are: door."),
        (
            "door",
            DOOR.replace("#1b2a33", "#000000"),
            "door.svg: var(--ink,#000000) has a colour that is not its role's",
        ),
        ("door", DOOR.replace("<title>The heavy door</title>", ""), "door.svg: it has no <title>"),
    ],
)
def test_a_drawing_that_cannot_be_used_is_a_warning_with_its_page(build, name, svg, says):
    built = build({"index.md": PAGE.replace("} door", f"}} {name}"), "drawings/door.svg": svg}, **CONFIG)
    assert says in built.warnings and "index.md:3" in built.warnings
    assert "<svg" not in built.page("index")


def test_print_has_the_same_shapes_in_its_own_colours(build):
    book = "# Book\n\n```{toctree}\npage\n```\n"
    extensions = [*CONFIG["extensions"], "edi_handbook.typstpdf"]
    editions = [{"file": "book.pdf", "title": "A book", "pages": "all"}]
    files = {"index.md": book, "page.md": PAGE, "drawings/door.svg": DOOR}
    built = build(files, "typstpdf", extensions=extensions, typst_editions=editions)
    assert not built.warnings
    drawn = (built.output / "typst" / "images" / "door.svg").read_text(encoding="utf-8")
    assert "var(" not in drawn and f'stroke="{palette.LIGHT["ink"]}"' in drawn and "It opens." in drawn
    with pikepdf.open(built.output / "book.pdf") as file:
        alts = [str(one.Alt) for one in walk(file.Root.StructTreeRoot) if str(one.S) == "/Figure"]
    assert len(alts) == 1 and alts[0].startswith("The heavy door. Two people come")


def test_a_notebook_to_take_away_carries_its_drawings(build):
    notebook = "---\nkernelspec:\n  name: python3\n  display_name: Python 3\nfile_format: mystnb\n---\n\n" + PAGE
    extensions = [*CONFIG["extensions"], "edi_handbook.publish.notebook_copies"]
    built = build({"index.md": notebook, "drawings/door.svg": DOOR}, extensions=extensions, nb_execution_mode="off")
    copy = nbformat.read(built.output / "index.ipynb", as_version=4)
    [cell] = [cell for cell in copy.cells if cell.get("attachments")]
    assert "![The heavy door. Two people come" in cell.source and "](attachment:door.png)" in cell.source
    picture = Image.open(io.BytesIO(base64.b64decode(cell.attachments["door.png"]["image/png"])))
    colours = {colour for _, colour in picture.convert("RGB").getcolors(100_000)}
    assert picture.width == 1280  # sharp on a wall
    assert {ImageColor.getrgb("white"), ImageColor.getrgb(palette.LIGHT["ink"])} <= colours
