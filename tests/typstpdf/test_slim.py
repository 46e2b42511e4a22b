"""Smaller files that look the same: text, numbers and tags are shorter."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook.pdfcheck.reading import walk
from edi_handbook.typstpdf import slim


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (b"85.03937 -9.9999695", b"85.04 -10"),
        (b"0.0016406178 0.105882354 0.99999", b"0.001641 0.1059 1"),  # a scale, a colour
        (b"0.00001234", b"0.00001234"),  # never 1.2e-05, which PDF does not know
        (b"-0.00000001 12.5 300", b"-0.00000001 12.5 300"),
        (rb"[(1.23456\) 7.65432)20.0001(\000)]TJ", b"[(1.23456\\) 7.65432)20(\0)]TJ"),  # no numbers in text
        (rb"(\001\n\t\377a)", b"(\1\n\t\xffa)"),
        (rb"(\050\051\134\015\r)", rb"(\(\)\\\r\r)"),  # signs that would end the text, or be read as others
        (rb"(\\000\000)", b"(\\\\000\0)"),  # a backslash before three digits
        (rb"(1.23456(7.65432)\001 8.76543)", b"(1.23456(7.65432)\1 8.76543)"),  # brackets in pairs
    ],
)
def test_text_and_numbers_are_no_longer_than_they_need_be(long, short):
    assert slim.LONG.sub(slim._shorter, long) == short


@given(text=st.binary(max_size=60))
def test_shorter_text_says_the_same(text):
    """A library reads the same bytes from text that is written as Typst writes it, and from what is made of that."""
    written = b"(" + b"".join(b"\\%03o" % byte for byte in text) + b")"
    short = slim.LONG.sub(slim._shorter, written)
    assert bytes(pikepdf.Object.parse(short)) == text
    assert len(short) <= 2 + 2 * len(text)


TABLE = """# T

```{list-table} Counts
:header-rows: 1
:stub-columns: 1
* - Trust
  - Staff
* - A
  - 40
```

See [the source](https://example.org/) for more.
"""


def test_tags_say_nothing_of_looks_and_keep_what_readers_need(typeset):
    with pikepdf.open(typeset({"index.md": TABLE}).pdf) as file:
        elements = list(walk(file.Root.StructTreeRoot))
        attributes = [a for e in elements if "/A" in e for a in (e.A if isinstance(e.A, pikepdf.Array) else [e.A])]
    keys = {key for one in attributes for key in one}
    assert not {key for key in keys if key.startswith(("/Border", "/TextDecoration"))}
    assert {"/Scope", "/Headers"} <= keys
    assert all(set(one.keys()) > {"/O"} for one in attributes)
    assert not [element for element in elements if "/Type" in element]


def test_places_of_links_are_no_longer_than_they_need_be(typeset):
    made = typeset({"index.md": "# T\n\nSee [the source](https://example.org/) for more.\n"}).pdf
    with pikepdf.open(made) as file:
        places = [place for page in file.pages for place in page.get("/Annots", ())]
        edges = [str(edge) for place in places for key in ("/Rect", "/QuadPoints") for edge in place.get(key, ())]
    assert edges and all(len(edge.partition(".")[2]) <= 2 for edge in edges)
