"""One small document for each kind of node: what its tags and its text are in the PDF (nodes.yml)."""

from pathlib import Path

import pytest
import yaml
from docutils import nodes

from edi_handbook.pdfcheck.structure import findings
from edi_handbook.typstpdf.translator import TypstTranslator

NODES = yaml.safe_load(Path(__file__).with_name("nodes.yml").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").replace("\u200b", "").split())


def check(made, expected: dict[str, list[str]]) -> None:
    assert made.warnings == ""
    assert findings(made.pdf) == []
    for tag, texts in expected.items():
        said = [squeezed(text) for text in made.texts(tag)]
        places = []
        for text in texts:
            start = places[-1] + 1 if places else 0
            assert squeezed(text) in said[start:], f"no {tag} {text!r} after place {start} in {said}"
            places.append(said.index(squeezed(text), start))


@pytest.mark.parametrize("name", NODES)
def test_node(typeset, name):
    node = NODES[name]
    text, suffix = ("T\n=\n\n" + node["rst"], "rst") if "rst" in node else ("# T\n\n" + node["page"], "md")
    made = typeset(text, suffix=suffix)
    check(made, node["says"])


def test_a_left_out_block_is_not_in_the_file(typeset):
    page = "# T\n\n:::{container} notes\nSecret.\n:::\n\nOpen."
    edition = {"file": "book.pdf", "title": "T", "leave_out": ["notes"]}
    assert "Secret." in typeset(page).words
    assert "Secret." not in typeset(page, typst_editions=[edition]).words


def test_a_footnote_keeps_its_paragraphs_beside_its_mark(typeset):
    made = typeset("# T\n\nx[^a]\n\n[^a]: One.\n\n    Two.")
    assert made.texts("Note") == ["1One.Two."]


def test_a_decorative_picture_is_no_figure(typeset):
    made = typeset('# T\n\n```{image} shape.svg\n:alt: ""\n:class: decorative\n```\n\nText.')
    assert made.warnings == ""
    assert made.texts("Figure") == []


def test_merged_header_cells_head_what_they_span(typeset):
    table = """T
=

+-----+-----------+
| g   | counts    |
|     +-----+-----+
|     | all | one |
+=====+=====+=====+
| w   | 10  | 2   |
+-----+-----+-----+
"""
    made = typeset(table, suffix="rst")
    assert made.texts("TH") == ["g", "counts", "all", "one"]
    assert made.texts("TD") == ["w", "10", "2"]


def test_columns_of_numbers_are_set_right_with_their_header(typeset):
    made = typeset("# T\n\n| a | b |\n|---|---|\n| x | 1,200 |\n| y | 3.5 % |")
    assert made.code.count("align: right") == 3


# Nodes that only a complaint brings, so that no case without a warning can hold them.
NO_CASE = {
    "math": "a formula in a line has no place for alt text: test_refusals.py",
    "system_message": "an error that docutils has already told of",
    "problematic": "the words that such an error is about",
}


def test_every_visitor_has_a_case(typeset, monkeypatch):
    """All cases in one book; each kind of node that the translator can set must have come by."""
    met = set()
    visit = TypstTranslator.dispatch_visit

    def note(self, node):
        met.add(type(node).__name__)
        if isinstance(node, nodes.container):
            met.add(f"set_{node.get('design_component', '').replace('-', '_')}")
        visit(self, node)

    monkeypatch.setattr(TypstTranslator, "dispatch_visit", note)
    pages = {"last.md": "# Last\n\nEnd."}
    pages["index.md"] = "# All\n\n" + "".join(
        f"```{{toctree}}\n:caption: {caption}\n:glob:\n\n{listed}\n```\n\n"
        for caption, listed in (("Cases", "case-*"), ("More", "last"))
    )
    for number, case in enumerate(NODES.values()):
        text, suffix = ("T\n=\n\n" + case["rst"], "rst") if "rst" in case else ("# T\n\n" + case["page"], "md")
        pages[f"case-{number}.{suffix}"] = text
    typeset(pages)
    known = {name.removeprefix("visit_") for name in dir(TypstTranslator) if name.startswith("visit_")}
    known |= {name for name in dir(TypstTranslator) if name.startswith("set_")}
    assert sorted(known - met - set(NO_CASE)) == []
    assert sorted(met & set(NO_CASE)) == []
