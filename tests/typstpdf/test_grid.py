"""The grid of a table: where cells stand, what heads a row, how wide columns are."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook.typstpdf import rawhtml
from edi_handbook.typstpdf.grid import LINE, Grid, placed

SIZES = st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=5), max_size=5)


def grid(rows: str, head: str = "") -> Grid:
    return Grid.of(rawhtml.table(lxml.html.fromstring(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")))


@given(rows=SIZES)
def test_each_cell_starts_at_the_first_place_that_is_free(rows):
    """As on the web: a wide cell may still run into one that hangs down from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(placed(rows, size=lambda cell: cell)):
        assert [cell for cell, _ in row] == rows[number]
        end = 0
        for (wide, tall), start in row:
            assert (number, start) not in taken
            assert all((number, column) in taken for column in range(end, start))
            taken |= {(number + down, start + across) for down in range(tall) for across in range(wide)}
            end = start + wide


def test_a_row_header_heads_each_row_that_it_spans():
    found = grid(
        head="<tr><th>a</th><th>b</th><th>c</th></tr>",
        rows="<tr><th rowspan=2>x</th><th>y</th><td>1</td></tr>"
        "<tr><th>z</th><td>2</td></tr><tr><th>w</th><th>v</th></tr>",
    )
    assert found.row_heads() == [[], [(1, 0), (1, 1)], [(1, 0), (2, 0)], [(3, 0), (3, 1)]]


def test_a_column_of_numbers_is_one_in_spite_of_its_header_and_of_empty_cells():
    found = grid(
        head="<tr><th>Trust</th><th>Staff</th><th>Share</th></tr>",
        rows="<tr><th>A 1</th><th>1,200</th><td>x</td></tr><tr><th>B</th><th></th><td>3</td></tr>",
    )
    assert found.number_columns() == {1}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("<tr><th>a</th><td>b</td></tr>", "(auto, auto, )"),
        (f"<tr><th>a</th><td>{'word ' * 100}</td></tr>", "(4.0fr, 88.0fr, )"),
    ],
)
def test_columns_are_as_wide_as_their_text_or_share_the_line(rows, code):
    widths = grid(rows).widths()
    assert widths.code == code
    assert not widths.break_words
    assert sum(widths.letters) < LINE


def test_words_too_long_for_the_line_are_broken_and_too_many_columns_are_said():
    words = grid(f"<tr><th>{'a' * 60}</th><td>{'b' * 60}</td></tr>")
    assert words.widths().break_words
    assert list(words.warnings()) == []
    many = grid("<tr><th>word</th>" + "<td>incomprehensibilities</td>" * 16 + "</tr>")
    ((subtype, said),) = many.warnings()
    assert subtype == "wide_table"
    assert "17 columns leave room for 5 letters each" in said


def test_a_heading_over_empty_columns_has_room():
    """The columns that it spans have no text to take their width from."""
    found = grid(head="<tr><th colspan=2>To fill in by hand</th></tr>", rows="<tr><td></td><td></td></tr>")
    assert not found.is_single(found.widths().letters)


def test_a_column_whose_cells_have_a_look_of_their_own_keeps_it():
    found = grid("<tr><th>a</th><td>1</td></tr>")  # raw HTML has marked the number already
    assert found.body[0][1].entry["classes"] == ["number"]
    assert found.number_columns() == set()
