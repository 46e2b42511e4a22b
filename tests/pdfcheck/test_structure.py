"""A sound PDF has no findings; each way of breaking one has its own."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from edi_handbook.pdfcheck.reading import walk
from edi_handbook.pdfcheck.structure import findings

PAGE = """# T

## Two

![A black bar](shape.svg)

```{list-table}
:header-rows: 1
:stub-columns: 1

* - a
  - b
* - r
  - 1
```

[words](https://example.org/)
"""


@pytest.fixture
def break_it(typeset):
    """A function: what to do to an open, sound file; gives the rules that then find fault."""
    path = typeset(PAGE).pdf

    def broken(change) -> list[str]:
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            change(file)
            file.save(path)
        return [finding.rule for finding in findings(path)]

    return broken


def first(file, tag):
    return next(element for element in walk(file.Root.StructTreeRoot) if str(element.S) == tag)


def test_a_sound_file_has_no_findings(break_it):
    assert break_it(lambda file: None) == []


def drop(*path):
    def change(file):
        holder = file.Root
        for name in path[:-1]:
            holder = holder[name]
        del holder[path[-1]]

    return change


def set_in(tag, key, value):
    def change(file):
        first(file, tag)[key] = value

    return change


def rename(old, new):
    def change(file):
        first(file, old).S = Name(new)

    return change


def no_scope(file):
    head = first(file, "/TH")
    head.A = Dictionary(O=Name.Table)


def no_heads(file):
    for element in walk(file.Root.StructTreeRoot):
        if element.S == "/TH":
            element.S = Name.TD


def retitle(file):
    with file.open_metadata() as metadata:
        del metadata["dc:title"]


def not_ua(file):
    with file.open_metadata() as metadata:
        del metadata["pdfuaid:part"]


def another_bookmark(file):
    with file.open_outline() as outline:
        outline.root[0].title = "Something else"


def flat_bookmarks(file):
    with file.open_outline() as outline:
        outline.root.extend(outline.root[0].children)
        outline.root[0].children.clear()


def no_tabs(file):
    del file.pages[0].Tabs


def loose_drawing(file):
    file.pages[0].contents_add(b"0 0 m 10 10 l S")


def bare_font(file):
    for font in file.pages[-1].resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def field_left(file):
    for page in file.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and "/URI" in note.A:
                note.A.URI = pikepdf.String("field:id=a")


def nameless_field(file):
    widget = file.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 1, 1]))
    file.pages[0].Annots = Array([widget])


def place_alone(file):
    for page in file.pages:
        for note in page.get("/Annots", []):
            note.Contents = pikepdf.String("section, page 7")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (drop("/StructTreeRoot"), "tags"),
        (drop("/MarkInfo"), "tags"),
        (drop("/Lang"), "language"),
        (drop("/ViewerPreferences"), "title"),
        (retitle, "title"),
        (not_ua, "pdfua"),
        (set_in("/Figure", "/Alt", pikepdf.String("")), "alt"),
        (set_in("/Figure", "/Alt", pikepdf.String("_images/ab12.svg")), "alt"),
        (set_in("/Figure", "/Alt", pikepdf.String("\\frac{1}{2}")), "alt"),
        (no_scope, "tables"),
        (no_heads, "tables"),
        (rename("/H1", "/H2"), "headings"),
        (rename("/H2", "/H4"), "headings"),
        (another_bookmark, "bookmarks"),
        (flat_bookmarks, "bookmarks"),
        (drop("/Outlines"), "bookmarks"),
        (no_tabs, "tab order"),
        (loose_drawing, "artifacts"),
        (bare_font, "fonts"),
        (field_left, "fields"),
        (nameless_field, "fields"),
        (place_alone, "links"),
    ],
)
def test_each_break_is_found(break_it, change, rule):
    found = break_it(change)
    assert rule in found
    assert set(found) <= {rule, "bookmarks"}  # a heading that moves is no longer where its bookmark nests
