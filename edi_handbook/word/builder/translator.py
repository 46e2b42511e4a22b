"""Sets the doctree of an edition in a Word document: one visitor for each kind of node.

A node that has no visitor here stops the build with its place in a sentence: nothing is dropped in silence.
docs/word.md shows how to teach a new node. An extension gives its own nodes their visitors where it adds them,
`app.add_node(..., word=(visit, depart))`; these call what this class offers, as `add_drawing` and `open_note`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx.util.docutils import SphinxTranslator

from edi_handbook.typstpdf.extracts import is_chart_table
from edi_handbook.typstpdf.grid import Grid
from edi_handbook.typstpdf.pictures import has_words
from edi_handbook.word import look
from edi_handbook.word.builder import cells
from edi_handbook.word.builder.cannot import CannotSet
from edi_handbook.word.builder.inline import InlineVisitors
from edi_handbook.word.builder.places import Places
from edi_handbook.word.document import Document, Run, Style, WordError
from edi_handbook.word.picture import png_of_svg

if TYPE_CHECKING:
    from edi_handbook.word.builder import WordBuilder

# Paragraph classes with a style of their own.
PARAGRAPHS: dict[str, Style] = {
    "summary": "lead",
    "lead": "lead",
    "one-in": "figure",
    "small-print": "small",
    "caption-text": "small",
    "draft": "note",
    "newest": "small",
    "objective-place": "small",
    "stop-title": "say-title",
}

# Lists of definitions that are names and what each stands for, a line each.
NAMED = {"evidence-facts", "strategy-facts"}

# Containers whose paragraphs have a style of their own.
FRAMES: dict[str, Style] = {"say": "say"}

WIDTHS = {"whole": look.COLUMN_CM, "drawing": 10.0, "small": 6.5}
"""How many centimetres across a chart is, a drawing, and one that leaves the page to what follows."""

DOTS = 80
"""Pixels to the centimetre: sharp in print, and no heavier than a file to send by e-mail may be."""


class WordTranslator(InlineVisitors, SphinxTranslator):
    """Visits an assembled edition and writes it to `file`, without the blocks of a class in `left_out`."""

    def __init__(
        self, document: nodes.document, builder: WordBuilder, file: Document, left_out: Collection[str]
    ) -> None:
        SphinxTranslator.__init__(self, document, builder)
        self.env = builder.env
        self.file = file
        for node in [one for one in document.findall(nodes.Element) if {*left_out} & {*one.get("classes", ())}]:
            if node.parent is not None:
                node.parent.remove(node)
        self.picture_file = builder.picture_file
        self.places = Places(document, builder.config.html_baseurl)
        self.numbers = cells.numbered(document)
        self.docname, self.page_is = "", ""
        self.above = 0  # the level of headings above the title of the page
        self.depth = 0  # of sections within the page
        self.in_part = 0
        self.line: list[Run] | None = None
        self.looks = [Run("")]
        self.styles: list[Style] = ["body"]
        self.lists: list[int] = []  # those that are open, the innermost last
        self.opens_item = False  # what comes is the first paragraph of an item
        self.explained: set[str] = set()
        self.seen: set[tuple[str, str]] = set()

    # What visitors share

    def dispatch_visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element) and self.docname:
            for name in self.places.of(self.docname, node):
                self.file.place(name)
        try:
            super().dispatch_visit(node)
        except WordError as error:
            raise CannotSet.at(node, str(error)) from None

    def unknown_visit(self, node: nodes.Node) -> None:
        raise CannotSet.at(
            node, f"Word has no way to set the node '{type(node).__name__}': teach it as docs/word.md says."
        )

    def unknown_departure(self, node: nodes.Node) -> None:
        pass

    def transparent(self, node: nodes.Node) -> None:
        """A node whose children stand in its place."""

    def skip(self, node: nodes.Node) -> None:
        raise nodes.SkipNode

    def walk(self, children: Iterable[nodes.Node]) -> None:
        for child in list(children):
            child.walkabout(self)

    def runs(self, children: Iterable[nodes.Node], **how: object) -> list[Run]:
        """The words of inline nodes; neighbours that look alike are one."""
        outside, self.line = self.line, []
        self.looks.append(dataclasses.replace(self.looks[-1], **how))
        self.walk(children)
        self.looks.pop()
        found, self.line = self.line or [], outside
        joined: list[Run] = []
        for run in found:
            if joined and dataclasses.replace(joined[-1], text=run.text) == run:
                joined[-1] = dataclasses.replace(run, text=joined[-1].text + run.text)
            else:
                joined.append(run)
        return joined

    def put(self, runs: list[Run], style: Style | None = None) -> None:
        """A paragraph where the visitor is: an item's first, one that goes on with an item, or one by itself."""
        if not "".join(run.text for run in runs).strip():
            return
        if self.opens_item:
            self.opens_item = False
            self.file.item(runs, self.lists[-1], len(self.lists) - 1)
        elif self.lists:
            self.file.paragraph(*runs, style="continue", level=len(self.lists) - 1)
        else:
            self.file.paragraph(*runs, style=style or self.styles[-1])

    def inside(self, style: Style, children: Iterable[nodes.Node]) -> None:
        """Blocks whose paragraphs have `style`."""
        self.styles.append(style)
        self.walk(children)
        self.styles.pop()

    def open_note(self, title: str = "") -> None:
        """What comes is a note of its own, until `close_note`."""
        if title:
            self.put([Run(title)], "note-title")
        self.styles.append("note")

    def close_note(self) -> None:
        self.styles.pop()

    # The book

    visit_document = visit_glossary = visit_hlist = visit_hlistcol = visit_acks = transparent
    visit_PassthroughTextElement = visit_definition = visit_field_body = visit_compound = visit_bibliography = (
        transparent
    )
    visit_tabular_col_spec = visit_comment = visit_index = visit_substitution_definition = skip
    visit_toctree = visit_target = visit_meta = visit_label = visit_transition = skip

    def visit_part(self, node: nodes.Element) -> None:
        """No heading: each chapter begins a page, and one for the part would stand on a page by itself."""
        self.in_part = 1
        self.walk(node.children)
        self.in_part = 0
        raise nodes.SkipNode

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        outside = (self.docname, self.above, self.depth, self.page_is, self.explained)
        self.docname, self.above, self.depth = node["docname"], node["level"] - 1 - self.in_part, 0
        self.page_is = "chapter" if node["chapter"] else "section"
        self.explained = set()
        for name in self.places.begin(self.docname):
            self.file.place(name)
        self.walk(node.children)
        self.docname, self.above, self.depth, self.page_is, self.explained = outside
        raise nodes.SkipNode

    def visit_section(self, node: nodes.section) -> None:
        self.depth += 1

    def depart_section(self, node: nodes.section) -> None:
        self.depth -= 1

    def visit_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section):  # of a topic, a sidebar
            self.put(self.runs(node.children), "block-title")
        else:
            self.file.heading("".join(run.text for run in self.runs(node.children)), self.above + self.depth)
        raise nodes.SkipNode

    # Paragraphs

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        held = [child for child in node.children if not (isinstance(child, nodes.Text) and not child.strip())]
        if len(held) == 1 and isinstance(held[0], nodes.image):
            self.walk(held)
        else:
            style = next((PARAGRAPHS[name] for name in node["classes"] if name in PARAGRAPHS), None)
            self.put(self.runs(node.children), style)
        raise nodes.SkipNode

    def visit_rubric(self, node: nodes.Element) -> None:
        self.put(self.runs(node.children), "block-title")
        raise nodes.SkipNode

    visit_centered = visit_subtitle = visit_rubric

    def visit_attribution(self, node: nodes.attribution) -> None:
        self.put([Run("— "), *self.runs(node.children)], "small")
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.line_block) -> None:
        self.put(self._lines(node))
        raise nodes.SkipNode

    def _lines(self, node: nodes.line_block) -> list[Run]:
        found: list[Run] = []
        for child in node.children:
            found += [Run("\n")] if found else []
            found += self._lines(child) if isinstance(child, nodes.line_block) else self.runs(child.children)
        return found

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.put([Run(node.astext())], "code")
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        self.inside("quote", node.children)
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        number = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        first, *rest = [child for child in node.children if not isinstance(child, nodes.label)]
        self.put([Run(f"[{number}] "), *self.runs(first.children)], "small")
        self.inside("small", rest)
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        held = [child for child in node.children if not isinstance(child, nodes.label)]
        words = [run for child in held for run in self.runs(child.children)]
        self.put([Run(f"[{label}] "), *words], "reference")
        raise nodes.SkipNode

    # Lists

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        self._list(node, self.file.new_list())

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        if (kind := node.get("enumtype", "arabic")) != "arabic":
            raise CannotSet.at(node, f"a list is numbered in another way ({kind}): number it 1, 2, 3.")
        self._list(node, self.file.new_list(numbered=True, start=node.get("start", 1)))

    def _list(self, node: nodes.Element, number: int) -> None:
        self.lists.append(number)
        for item in node.children:
            self.opens_item = True
            self.walk([item])
        self.opens_item = False
        self.lists.pop()
        raise nodes.SkipNode

    visit_list_item = transparent

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        if "facts" in node["classes"]:
            pairs = [f"{named.astext()}: {told.astext()}" for named, told in _pairs(node)]
            self.put([Run(" · ".join(pairs))], "small")
            raise nodes.SkipNode
        if NAMED & {*node["classes"]}:
            for item in node.children:
                self._named(item)
            raise nodes.SkipNode

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        named = [child for child in node.children if isinstance(child, nodes.term | nodes.classifier)]
        self.put([run for child in named for run in [*self._marked(child), *self._comma(child)]], "term")
        self.inside("continue", [child for child in node.children if child not in named])
        raise nodes.SkipNode

    def _comma(self, term: nodes.Node) -> list[Run]:
        after = term.next_node(descend=False, siblings=True)
        return [Run(", ")] if isinstance(after, nodes.term | nodes.classifier) else []

    def _marked(self, term: nodes.Element) -> list[Run]:
        """The words of a node that is set by the one around it, and its places."""
        for name in self.places.of(self.docname, term):
            self.file.place(name)
        return self.runs(term.children)

    def visit_field_list(self, node: nodes.Element) -> None:
        for item in node.children:
            self._named(item)
        raise nodes.SkipNode

    def _named(self, item: nodes.Element) -> None:
        """A name and what it stands for, in one paragraph where that is all."""
        named, *told = item.children
        first, *rest = [block for part in told for block in part.children]
        style: Style = "fact" if self.styles[-1] == "body" else self.styles[-1]
        self.put([*self.runs(named.children, bold=True), Run(": ", bold=True), *self.runs(first.children)], style)
        self.walk(rest)

    # Blocks with a look

    def visit_admonition(self, node: nodes.Element) -> None:
        children = list(node.children)
        name = type(node).__name__
        if children and isinstance(children[0], nodes.title):
            title = self.runs(children.pop(0).children)
        else:
            title = [Run(str(admonitionlabels.get(name, name.capitalize())))]
        self.put(title, "note-title")
        self.inside("note", children)
        raise nodes.SkipNode

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = visit_admonition
    visit_important = visit_note = visit_seealso = visit_tip = visit_warning = visit_admonition

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:  # the file's own list of contents does this
            raise nodes.SkipNode
        self.inside("note", node.children)
        raise nodes.SkipNode

    visit_sidebar = visit_topic

    def visit_container(self, node: nodes.container) -> None:
        if style := next((FRAMES[name] for name in node["classes"] if name in FRAMES), None):
            self.inside(style, node.children)
        elif node.get("nb_element") == "cell_code_source" and node.parent.get("hide_mode"):
            pass  # the page folds it away; a reader of a file came for what it shows
        elif node.get("design_component") == "card":
            self._card(node)
        elif is_chart_table(node):  # its table has a caption of its own
            self.walk(child for child in node.children if not isinstance(child, nodes.rubric))
        else:
            self.walk(node.children)
        raise nodes.SkipNode

    def _card(self, node: nodes.container) -> None:
        """A card is its title, which leads where the card does, and what it says."""
        link = next((one for one in node.findall(nodes.reference) if "sd-stretched-link" in one["classes"]), None)
        title = next((one for one in node.findall(nodes.Element) if one.get("design_component") == "card-title"), None)
        words = self.runs(title.children) if title is not None else []
        if link is not None:
            kind, target = self.places.leads(self.docname, link)
            address = f"#{target}" if kind in ("place", "quiet") else target
            words = [dataclasses.replace(run, link=address) for run in words or [Run(link.astext())]]
            link.parent.remove(link)
        if title is not None:
            title.parent.remove(title)
        self.put(words, "block-title")
        self.walk(node.children)

    # Pictures and tables

    def visit_figure(self, node: nodes.figure) -> None:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        words = "" if caption is None else "".join(run.text for run in self.runs(caption.children))
        above = bool(words) and node.children[0] is caption
        for child in node.children:
            if isinstance(child, nodes.legend):
                self.inside("small", child.children)
            elif isinstance(child, nodes.image):
                wide = WIDTHS["whole"] if "chart" in node["classes"] else None
                self._picture(child, wide, words, above)
            elif child is not caption:
                self.walk([child])
        raise nodes.SkipNode

    def visit_image(self, node: nodes.image) -> None:
        if "decorative" not in node["classes"]:
            self._picture(node)
        raise nodes.SkipNode

    def _picture(self, node: nodes.image, wide: float | None = None, caption: str = "", above: bool = False) -> None:
        if self.line is not None:
            raise CannotSet.at(node, "a picture stands in a line of words: give it a line of its own.")
        alt = (node.get("alt") or "").strip()
        if not has_words(alt):
            raise CannotSet.at(node, f"the image {node.get('uri')} has no alt text: say in words what it shows.")
        if (path := self.picture_file(node)) is None:
            raise CannotSet.at(node, f"the image {node['uri']} is not beside the page: keep a copy there.")
        wide = wide or WIDTHS["drawing"]
        body = self._png(node, path.read_text(encoding="utf-8"), wide) if path.suffix == ".svg" else path.read_bytes()
        self.file.picture(body, alt, width_cm=wide, caption=caption, above=above)

    def add_drawing(self, node: nodes.Element, svg: str, alt: str, width: str = "drawing") -> None:
        """A drawing that an extension brings: an SVG, its words, and which of `WIDTHS` it has."""
        wide = WIDTHS[width]
        self.file.picture(self._png(node, svg, wide), alt, width_cm=wide)

    def _png(self, node: nodes.Element, svg: str, wide: float) -> bytes:
        try:
            return png_of_svg(svg, round(wide * DOTS))
        except ValueError as error:
            raise CannotSet.at(node, str(error)) from None

    # Nodes of the strategy's pages

    def visit_offer(self, node: nodes.Element) -> None:
        self.put([Run(node["figure"])], "figure")

    def visit_drawn_line(self, node: nodes.Element) -> None:
        self.add_drawing(node, node["svg"], node["alt"], "whole")
        raise nodes.SkipNode

    def visit_to_sign(self, node: nodes.Element) -> None:
        rows = [[label, ""] for _, label in node["fields"]]
        self.file.table("To be filled in by a board that adopts it", ["What", "Write here"], rows, widths=[1, 2])
        raise nodes.SkipNode

    def visit_table(self, node: nodes.table) -> None:
        grid = Grid.of(node)
        if not grid.head:
            raise CannotSet.at(node, "a table has no header row: say above each column what it holds.")
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        caption = "" if title is None else "".join(run.text for run in self.runs(title.children))
        header, rows = cells.header_and_rows(grid, lambda entry: self._flat(entry.children))
        self.file.table(caption, header, rows, widths=grid.given, stub=grid.stubs[0])
        raise nodes.SkipNode

    def _flat(self, blocks: Iterable[nodes.Node]) -> list[Run]:
        """The blocks of a cell, each on a line of its own."""
        found: list[Run] = []
        for block in blocks:
            if isinstance(block, nodes.bullet_list | nodes.enumerated_list):
                first = block.get("start", 1)
                signs = [f"{first + number}. " if "enumtype" in block else "• " for number in range(len(block))]
                parts = [
                    [Run(sign), *self._flat(item.children)] for sign, item in zip(signs, block.children, strict=True)
                ]
            elif isinstance(block, nodes.paragraph):
                parts = [self.runs(block.children)]
            elif isinstance(block, nodes.container | nodes.compound):
                parts = [self._flat(block.children)]
            else:
                raise CannotSet.at(block, f"a cell of a table holds a {type(block).__name__}: write it as a paragraph.")
            for part in parts:
                found += [Run("\n"), *part] if found else part
        return found


def _pairs(listed: nodes.definition_list) -> list[tuple[nodes.Node, nodes.Node]]:
    return [(item.children[0], item.children[-1]) for item in listed.children if isinstance(item, nodes.Element)]
