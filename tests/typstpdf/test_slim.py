"""Smaller files that look the same: text, numbers and tags are shorter."""

from decimal import Decimal

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


DRAWN = """# T

Staff (40\\\\41) said “\\(yes\\)” to [the source](https://example.org/); a word may be *much* **longer**.

![A black bar](shape.svg)

```{math}
:alt: a half of n
\\frac{n}{2}
```

"""


def test_a_library_reads_the_same_from_a_page_as_before(typeset, monkeypatch):
    """Each operator and each text as Typst wrote it, numbers near enough: so an expression may read the syntax."""
    with monkeypatch.context() as patch:
        patch.setattr(slim, "_shorter", lambda match: match[0])
        whole = typeset({"index.md": DRAWN + TABLE.removeprefix("# T")})
    short = typeset({"index.md": DRAWN + TABLE.removeprefix("# T")})
    with pikepdf.open(whole.pdf) as before, pikepdf.open(short.pdf) as after:
        counted = 0
        for old, new in zip(before.pages, after.pages, strict=True):
            assert len(new.Contents.read_bytes()) < len(old.Contents.read_bytes())
            pairs = zip(pikepdf.parse_content_stream(old), pikepdf.parse_content_stream(new), strict=True)
            for was, found in pairs:
                (words, numbers), (old_words, old_numbers) = plain(found.operands), plain(was.operands)
                assert (found.operator, words) == (was.operator, old_words)
                assert numbers == pytest.approx(old_numbers, rel=1e-3, abs=0.005)
                counted += 1
        assert counted > 200


def plain(operands) -> tuple[list[bytes], list[float]]:
    """What is no number, then the numbers, also those between the letters of a line."""
    flat = [one for held in operands for one in (held if isinstance(held, pikepdf.Array) else [held])]
    numbers = [float(one) for one in flat if isinstance(one, int | Decimal)]
    others = [one for one in flat if not isinstance(one, int | Decimal)]
    return [bytes(one) if isinstance(one, pikepdf.String) else one.unparse() for one in others], numbers


def test_places_of_links_are_no_longer_than_they_need_be(typeset):
    made = typeset({"index.md": "# T\n\nSee [the source](https://example.org/) for more.\n"}).pdf
    with pikepdf.open(made) as file:
        places = [place for page in file.pages for place in page.get("/Annots", ())]
        edges = [str(edge) for place in places for key in ("/Rect", "/QuadPoints") for edge in place.get(key, ())]
    assert edges and all(len(edge.partition(".")[2]) <= 2 for edge in edges)
