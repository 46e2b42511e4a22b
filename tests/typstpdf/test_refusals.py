"""What is wrong in a page stops the build, with the page and the line."""

import pytest
from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.errors import SphinxError

from edi_handbook.typstpdf import formula


def test_a_picture_without_alt_text_names_its_line_and_leaves_no_file(typeset, tmp_path):
    with pytest.raises(SphinxError) as caught:
        typeset("# T\n\nText.\n\n```{image} shape.svg\n```\n")
    assert "index.md:5: PDF/UA-1 error: missing alt text" in str(caught.value)
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_variable_gives_way_to_its_colour_and_one_without_stops_the_build(typeset, tmp_path):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="var(--ink,#1b2a33)" width="9" height="9"/></svg>'
    page = "# T\n\n![A dark square, for tests.](roles.svg)\n"
    made = typeset({"index.md": page, "roles.svg": drawing})
    assert 'fill="#1b2a33"' in (made.folder / "typst" / "images" / "roles.svg").read_text(encoding="utf-8")
    with pytest.raises(SphinxError) as caught:
        typeset({"index.md": page, "roles.svg": drawing.replace(",#1b2a33", "")})
    assert str(caught.value) == "roles.svg: var(--ink) has no colour for print; write it like var(--ink,#1b2a33)."
    assert not list((tmp_path / "source1").rglob("*.pdf"))


def test_a_path_is_not_alt_text(typeset):
    with pytest.raises(SphinxError):
        typeset("# T\n\n![_images/abc123.svg](shape.svg)")


def test_a_stale_file_does_not_outlive_a_refusal(typeset):
    made = typeset("# T\n\nText.", name="book")
    stale = made.folder / "of-an-edition-no-longer-listed.pdf"
    stale.write_bytes(made.pdf.read_bytes())
    with pytest.raises(SphinxError):
        typeset("# T\n\nHere is 🎈 one.", name="book")
    assert not list(made.folder.glob("*.pdf"))


def test_a_sign_that_no_font_has_names_the_page_and_line(typeset):
    with pytest.raises(SphinxError) as caught:
        typeset("# T\n\nText.\n\nHere is 🎈 one.")
    assert "index.md:5: no font has the sign 🎈 (BALLOON) (write it in words; or" in str(caught.value)


class strange(nodes.General, nodes.Element):
    """A node that no builder knows."""


class Strange(Directive):
    def run(self):
        made = strange()
        made.source, made.line = self.state.document.current_source, self.lineno
        made += nodes.paragraph("", "Still here.")
        return [made]


def test_an_unknown_node_is_a_warning_and_its_words_stay(typeset, monkeypatch):
    monkeypatch.setitem(directives._directives, "strange", Strange)
    made = typeset("# T\n\n```{strange}\n```")
    assert "index.md:3: WARNING: print has no way to set the node 'strange'" in made.warnings
    assert "Still here." in made.words


def test_an_unknown_citation_is_a_warning_with_its_line(typeset):
    made = typeset("# T\n\nText.\n\nSee {cite:p}`nobody2000`.\n\n```{bibliography}\n:all:\n```")
    assert "index.md:5: WARNING: could not find bibtex key" in made.warnings


def test_a_skipped_heading_level_is_a_warning_with_its_line(typeset):
    made = typeset("# T\n\n### Three\n\nText.")
    assert "index.md:3: WARNING: Non-consecutive header level increase" in made.warnings


def test_a_table_without_headers_is_a_warning(typeset):
    made = typeset("# T\n\nText.\n\n```{list-table}\n* - a\n  - b\n```\n")
    assert "index.md:5: WARNING: a table has neither a header row nor row headers" in made.warnings


def test_a_formula_without_words_is_a_warning(typeset):
    made = typeset("# T\n\n```{math}\n\\frac{1}{2}\n```")
    assert "index.md:3: WARNING: a formula has no alt text" in made.warnings


def test_a_formula_in_a_line_is_a_warning_for_it_cannot_hold_words(typeset):
    made = typeset("# T\n\nAs {math}`a / b` says.")
    assert "index.md:3: WARNING: a formula has no alt text" in made.warnings


def test_latex_that_is_not_known_is_named_and_still_printed(typeset):
    made = typeset("# T\n\n```{math}\n:alt: an integral\n\n\\oint x\n```")
    assert "print does not know the LaTeX command \\oint" in made.warnings
    assert "\\oint x" in made.words


def test_raw_html_that_print_cannot_show_is_a_warning(typeset):
    made = typeset("# T\n\n<video src='a.mp4'></video>\n\nText.")
    assert "index.md:3: WARNING: raw HTML (<video>) cannot be printed" in made.warnings


def test_a_missing_picture_is_a_warning(typeset):
    made = typeset("# T\n\n![A bar](nowhere.svg)\n\nText.")
    assert "image file not readable: nowhere.svg" in made.warnings


@pytest.mark.parametrize(
    ("latex", "typst"),
    [
        (r"\frac{a}{b}", "frac(a, b)"),
        (r"\frac{a_1 / n_1}{2}", 'frac(a _(1) "/" n _(1), 2)'),
        (r"\text{share of all} \times 100\%", '"share of all" times 100 %'),
        (r"\sqrt{x^2}", "sqrt(x ^(2))"),
        (r"1.25 \le x", "1.25 <= x"),
    ],
)
def test_latex_in_typst_notation(latex, typst):
    assert formula.typst(latex) == typst


@pytest.mark.parametrize("latex", [r"\oint", r"\frac{a}", "{a", "a}"])
def test_broken_latex_is_refused(latex):
    with pytest.raises(formula.UnknownCommand):
        formula.typst(latex)
