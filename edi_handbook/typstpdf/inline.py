"""Signs in a line: emphasis, code, small marks."""

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.util import logging

from edi_handbook.typstpdf import formula
from edi_handbook.typstpdf.code import LONGEST_CODE, Code, call, content, listing, prose
from edi_handbook.typstpdf.places import place
from edi_handbook.typstpdf.screen_words import paper_words
from edi_handbook.typstpdf.writer import Writer

logger = logging.getLogger(__name__)

Visitor = Callable[[Any, nodes.Element], None]

# Inline classes with a look of their own: class to template function.
MARKS = {
    "answer-choice": "choice",
    "unconfirmed": "unconfirmed",
    "evidence-grade": "evidence-grade",
    "looked": "looked",
    "offered": "offered",
    "guilabel": "strong",
    "menuselection": "strong",
    "kbd": "raw-text",
    "sd-badge": "badge",
    "strike": "strike",
}


def wrap(function: str) -> tuple[Visitor, Visitor]:
    """Visitors that give the children of a node to a template function."""

    def visit(self: Writer, node: nodes.Element) -> None:
        self.open()
        self.add_anchors(node)

    def depart(self: Writer, node: nodes.Element) -> None:
        lines = self.buffers.pop()
        if lines:
            self.add(call(function, content(lines)))

    return visit, depart


class InlineVisitors(Writer):
    def visit_Text(self, node: nodes.Text) -> None:
        if text := node.astext():
            whole_book = self.edition.layout == "book" and self.page_is
            self.add(prose(paper_words(text, self.page_is) if whole_book else text))

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    visit_emphasis, depart_emphasis = wrap("emph")
    visit_strong, depart_strong = wrap("strong")
    visit_title_reference, depart_title_reference = wrap("emph")
    visit_literal_emphasis, depart_literal_emphasis = wrap("emph")
    visit_literal_strong, depart_literal_strong = wrap("strong")
    visit_subscript, depart_subscript = wrap("sub")
    visit_superscript, depart_superscript = wrap("super")
    visit_manpage, depart_manpage = wrap("emph")
    visit_sd_badge, depart_sd_badge = wrap("badge")

    def visit_literal(self, node: nodes.literal) -> None:
        self.add_anchors(node)
        self.add(call("code-text", listing(node.astext(), LONGEST_CODE)))
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.inline) -> None:
        self.open()
        self.add_anchors(node)

    def depart_inline(self, node: nodes.inline) -> None:
        lines = self.buffers.pop()
        look = next((MARKS[name] for name in node["classes"] if name in MARKS), None)
        if not lines:
            return
        if look:
            lines = [call(look, content(lines))]
        self.buffers[-1] += lines

    def visit_abbreviation(self, node: nodes.Element) -> None:
        self.add_anchors(node)

    def depart_abbreviation(self, node: nodes.Element) -> None:
        # The web has it in a title attribute, which paper has not: say it once a page.
        meaning = node.get("explanation", "")
        if meaning and meaning not in self.explained and not self.in_title:
            self.explained.add(meaning)
            self.add(prose(f" ({meaning})"))

    visit_acronym, depart_acronym = visit_abbreviation, depart_abbreviation

    def visit_problematic(self, node: nodes.problematic) -> None:
        pass  # docutils has already warned; its text still stands

    def depart_problematic(self, node: nodes.problematic) -> None:
        pass

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        self.add(call("linebreak"))
        raise nodes.SkipNode

    def visit_sd_icon(self, node: nodes.Element) -> None:
        raise nodes.SkipNode  # decoration

    visit_fontawesome = visit_sd_icon

    # Formulas need words for those who cannot see them.

    def visit_math(self, node: nodes.Element) -> None:
        self._formula(node, block=False)

    def visit_math_block(self, node: nodes.Element) -> None:
        self.add_anchors(node)
        self._formula(node, block=True)

    def _formula(self, node: nodes.Element, block: bool) -> None:
        alt = (node.get("alt") or "").strip()
        if not alt:
            logger.warning(
                "a formula has no alt text: use the `math` directive with `:alt:` in words, or write the sum in words",
                location=place(node),
                type="typstpdf",
                subtype="alt",
            )
            alt = "formula without alt text"
        try:
            code = formula.typst(node.astext())
        except formula.UnknownCommand as error:
            logger.warning("%s", error, location=place(node), type="typstpdf", subtype="formula")
            self.add(call("code-text", node.astext()))
            raise nodes.SkipNode from None
        self.add(call("math.equation", Code(f"${code}$"), alt=alt, block=block))
        raise nodes.SkipNode
