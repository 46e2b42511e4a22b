"""Turns the doctree of an edition into Typst code: one visitor for each kind of node.

A node that has no visitor here is a warning with file and line, and its text is still set: nothing is dropped in
silence. docs/typst-builder.md shows how to teach a new node.

The code calls functions of `template.typ`; how a thing looks is decided there and nowhere else. Comments of the form
`// page.md:12` are written before blocks, so that a place in the code can be traced to a place in a page.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from edi_handbook.typstpdf.code import LONGEST_LISTED, Code, call, content, listing, prose
from edi_handbook.typstpdf.containers import ContainerVisitors
from edi_handbook.typstpdf.editions import Edition
from edi_handbook.typstpdf.forms import FormVisitors
from edi_handbook.typstpdf.inline import InlineVisitors
from edi_handbook.typstpdf.languages import in_language, language
from edi_handbook.typstpdf.pictures import PictureVisitors
from edi_handbook.typstpdf.places import line, place
from edi_handbook.typstpdf.references import ReferenceVisitors
from edi_handbook.typstpdf.screen_words import screen_words
from edi_handbook.typstpdf.tables import TableVisitors

if TYPE_CHECKING:
    from edi_handbook.typstpdf.builder import TypstPdfBuilder

logger = logging.getLogger(__name__)

# Blocks whose place in the source is noted, so that a complaint of the compiler can be traced.
PLACED = (nodes.title, nodes.paragraph, nodes.literal_block, nodes.image, nodes.table, nodes.term, nodes.line_block)

# Blocks whose first paragraph is bare text, beside the mark of the block.
HOLDERS = (
    *(nodes.list_item, nodes.entry, nodes.definition, nodes.field_body),
    *(nodes.footnote, nodes.citation, nodes.legend),
)

# Paragraph classes with a look of their own: class to template function.
PARAGRAPHS = {
    "summary": "lead",
    "one-in": "large-figure",
    "lead": "lead",
    "small-print": "small-print",
    "newest": "small-print",
    "caption-text": "caption-text",
    "answer-hint": "hint",
    "objective-place": "objective-place",
    "stop-title": "stop-title",
    "draft": "draft-mark",
}

# The same for bulleted lists.
LISTS = {"answer-boxes": "choices", "contains-task-list": "task-list"}

# The same for lists of definitions.
DEFINITIONS = {"facts": "facts", "evidence-facts": "fields", "strategy-facts": "strategy-facts"}

CALLOUTS = {
    "attention": "warning",
    "caution": "warning",
    "danger": "danger",
    "error": "danger",
    "hint": "tip",
    "important": "important",
    "note": "note",
    "seealso": "seealso",
    "tip": "tip",
    "warning": "warning",
}

NUMBERINGS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class TypstTranslator(
    ReferenceVisitors,
    TableVisitors,
    PictureVisitors,
    ContainerVisitors,
    FormVisitors,
    InlineVisitors,
    SphinxTranslator,
):
    """Visits an assembled edition; `body` is its Typst code, `row_heads` and `fields` are for the finish."""

    def __init__(self, document: nodes.document, builder: "TypstPdfBuilder", edition: Edition) -> None:
        SphinxTranslator.__init__(self, document, builder)  # by its name: `super()` would stop at the protocol
        self.env = builder.env
        self.edition = edition
        other = "ruled" if edition.forms == "fillable" else "fillable"
        self.left_out = {*edition.leave_out, f"only-{other}", "only-web"}
        self.image_of = builder.image_path
        self.drawing, self.made = builder.drawing, builder.made_picture
        self.told = builder.told
        self.buffers = [[]]
        self.docname = ""
        self.base = 0  # the heading level above the current page's title
        self.depth = 0  # of sections within the page
        self.in_title = False
        self.first_in_part = False
        self.chapters = 0  # that have begun
        self.page_is = ""
        self.row_heads = []
        self.fields = []
        self.pages_for_more = []
        self.explained = set()
        self.card_link = None
        self.prepare_references(document)

    @property
    def body(self) -> str:
        return "\n".join(self.buffers[0])

    # Buffers: `open` starts collecting code, `close` gives what was collected as one piece of content.

    def open(self) -> None:
        self.buffers.append([])

    def close(self) -> Code:
        return content(self.buffers.pop())

    def close_items(self) -> list[Code]:
        return [Code(line) for line in self.buffers.pop() if not line.startswith("//")]

    def add(self, line: str) -> None:
        self.buffers[-1].append(line)

    def walk(self, children: Iterable[nodes.Node]) -> None:
        for child in children:
            child.walkabout(self)

    def whole(self, children: Iterable[nodes.Node]) -> Code:
        self.open()
        self.walk(children)
        return self.close()

    def image_path(self, node: nodes.image) -> str | None:
        return self.image_of(node, self.docname)

    def made_picture(self, name: str, svg: str) -> str:
        return self.made(name, svg)

    # Every node passes here.

    def dispatch_visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element):
            if self.left_out & set(node.get("classes", ())):
                raise nodes.SkipNode
            if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
                self.warn_of_screen_words(node)
            if isinstance(node, PLACED) and self.docname and (number := line(node)):
                self.add(f"// {self.env.doc2path(self.docname, False)}:{number}")
        if language(node):
            self.open()
        try:
            super().dispatch_visit(node)
        except nodes.SkipNode:  # the visitor has set it whole
            self.end_language(node)
            raise

    def dispatch_departure(self, node: nodes.Node) -> None:
        super().dispatch_departure(node)
        self.end_language(node)

    def end_language(self, node: nodes.Node) -> None:
        if (found := language(node)) and (lines := self.buffers.pop()):
            self.add(in_language(found, lines, isinstance(node, nodes.Inline)))

    def warn_of_screen_words(self, block: nodes.TextElement) -> None:
        for words in screen_words(block):
            if (words, place(block)) in self.told:  # most pages are in several editions
                continue
            self.told.add((words, place(block)))
            logger.warning(
                "paper has no %r: say what is true of paper, or that this is on the web pages (docs/typst-builder.md)",
                words,
                location=place(block),
                type="typstpdf",
                subtype="screen_words",
            )

    def unknown_visit(self, node: nodes.Node) -> None:
        logger.warning(
            "print has no way to set the node %r; teach it as docs/typst-builder.md says",
            type(node).__name__,
            location=place(node),
            type="typstpdf",
            subtype="unknown_node",
        )

    def unknown_departure(self, node: nodes.Node) -> None:
        pass

    def transparent(self, node: nodes.Element) -> None:
        """A node whose children stand in its place."""
        self.add_anchors(node)

    def depart_transparent(self, node: nodes.Node) -> None:
        pass

    def skip(self, node: nodes.Node) -> None:
        raise nodes.SkipNode

    # The book

    visit_document, depart_document = transparent, depart_transparent

    def visit_part(self, node: nodes.Element) -> None:
        opener = self.drawing(f"part-{nodes.make_id(node['caption'])}")
        self.add(call("part", node["caption"], opener=opener))
        self.first_in_part = True

    depart_part = depart_transparent

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        node["outside"] = (self.docname, self.base, self.depth, self.page_is)
        self.docname, self.base, self.depth = node["docname"], node["level"] - 1, 0
        self.page_is = "chapter" if node["chapter"] else "section"
        self.explained = set()
        if node["chapter"]:
            if self.chapters == self.edition.before_contents > 0:
                self.add(call("front"))
            self.chapters += 1
            left = self.edition.opens_left(self.docname)
            self.add(call("chapter-break", first=self.first_in_part, left=left or None))
            self.first_in_part = False
        if self.names[self.docname, ""] == f"{self.docname}:":  # a page with no title to hold the label
            self.add(call("anchor", f"{self.docname}:"))

    def depart_start_of_file(self, node: addnodes.start_of_file) -> None:
        self.add_pages_for_more()
        if (base := self.config.html_baseurl) and node["chapter"] and self.edition.layout == "book":
            self.add(call("web-page", f"{base.rstrip('/')}/{node['docname']}.html"))
        self.docname, self.base, self.depth, self.page_is = node["outside"]

    def visit_section(self, node: nodes.section) -> None:
        self.depth += 1
        self.add_anchors(node)  # only where it has no title to hold them

    def depart_section(self, node: nodes.section) -> None:
        self.depth -= 1

    def visit_title(self, node: nodes.title) -> None:
        self.open()
        self.in_title = isinstance(node.parent, nodes.section)

    def depart_title(self, node: nodes.title) -> None:
        body = self.close()
        if not self.in_title:  # of a topic, a sidebar
            self.add(call("block-title", body))
            return
        self.in_title = False
        section = node.parent
        level = self.base + self.depth
        role = "chapter" if self.depth == 1 and self.is_chapter(section) else "section"
        self.add(
            call(
                "head",
                level,
                self.title_label(self.names[self.docname, section["ids"][0]]),
                body,
                role=role,
                listed=False if role == "section" and self.edition.contents == "chapters" else None,
                number=self.section_number(section) or None,
            )
        )

    def is_chapter(self, section: nodes.Element) -> bool:
        return isinstance(section.parent, addnodes.start_of_file) and bool(section.parent["chapter"])

    def section_number(self, section: nodes.Element) -> str:
        numbers = self.env.toc_secnumbers.get(self.docname, {})
        anchors = [f"#{name}" for name in section["ids"]]
        first = self.depth == 1 and "" in numbers
        found = next((numbers[a] for a in anchors if a in numbers), numbers[""] if first else None)
        return ".".join(map(str, found)) if found else ""

    def visit_subtitle(self, node: nodes.subtitle) -> None:
        self.open()

    def depart_subtitle(self, node: nodes.subtitle) -> None:
        self.add(call("lead", self.close()))

    # Paragraphs

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.open()
        self.add_anchors(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        lines = self.buffers.pop()
        look = next((PARAGRAPHS[name] for name in node["classes"] if name in PARAGRAPHS), None)
        if self.only_block(node) or (not look and self.is_bare(node)):
            self.buffers[-1] += lines
        elif look == "small-print":
            self.add(call(look, content(lines), sticky=self.has_small_print(node) or None))
        elif lines:
            self.add(call(look or ("lead-in" if self.heads_a_list(node) else "par"), content(lines)))

    def heads_a_list(self, node: nodes.paragraph) -> bool:
        """Is the paragraph bold words and nothing else, above a list? Then the two are kept together."""
        below = node.next_node(descend=False, siblings=True)
        return (
            len(node.children) == 1
            and isinstance(node.children[0], nodes.strong)
            and isinstance(below, nodes.bullet_list | nodes.enumerated_list)
        )

    def has_small_print(self, node: nodes.Element) -> bool:
        """Does a source or a note follow? Then it stays with the chart, the table or the source that it is about."""
        below = node.next_node(descend=False, siblings=True)
        return isinstance(below, nodes.paragraph) and PARAGRAPHS.get(" ".join(below["classes"])) == "small-print"

    def is_bare(self, node: nodes.paragraph) -> bool:
        """Is the paragraph the first words of its holder: a list item, a cell, a note?"""
        if not isinstance(node.parent, HOLDERS):
            return False
        return next(c for c in node.parent.children if not isinstance(c, nodes.label | nodes.Invisible)) is node

    def only_block(self, node: nodes.Element) -> bool:
        """Does the paragraph hold a picture or a button and nothing else? Then that is a block."""
        held = [c for c in node.children if not (isinstance(c, nodes.Text) and not c.strip())]
        if len(held) != 1:
            return False
        return isinstance(held[0], nodes.image) or (
            isinstance(held[0], nodes.reference | nodes.inline)
            and ("sd-btn" in held[0]["classes"] or self.only_block(held[0]))
        )

    def visit_centered(self, node: nodes.Element) -> None:
        self.open()

    def depart_centered(self, node: nodes.Element) -> None:
        self.add(call("align", Code("center"), call("strong", self.close())))

    def visit_rubric(self, node: nodes.rubric) -> None:
        self.open()
        self.add_anchors(node)

    def depart_rubric(self, node: nodes.rubric) -> None:
        self.add(call("rubric", self.close()))

    def visit_transition(self, node: nodes.transition) -> None:
        if "footnotes" not in node["classes"]:  # MyST's rule above the notes, which stand at the page's foot here
            self.add(call("transition"))
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.line_block) -> None:
        self.open()

    def depart_line_block(self, node: nodes.line_block) -> None:
        lines = self.close_items()
        nested = isinstance(node.parent, nodes.line_block)
        self.add(call("lines", *lines, nested=nested or None))

    def visit_line(self, node: nodes.line) -> None:
        self.open()

    def depart_line(self, node: nodes.line) -> None:
        self.add(self.close())

    # Lists

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        self.open()

    def depart_bullet_list(self, node: nodes.bullet_list) -> None:
        items = self.close_items()
        function = next((LISTS[name] for name in node["classes"] if name in LISTS), "list")
        self.add(call(function, *items, tight=self.is_tight(node)))

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.open()

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        items = self.close_items()
        pattern = node.get("prefix", "") + NUMBERINGS[node.get("enumtype", "arabic")] + (node.get("suffix") or ".")
        self.add(
            call("enum", *items, start=node.get("start"), numbering=pattern, tight=self.is_tight(node)),
        )

    def is_tight(self, node: nodes.Element) -> bool:
        return all(
            sum(isinstance(c, nodes.paragraph | nodes.literal_block | nodes.container) for c in item.children) <= 1
            for item in node.children
        )

    def visit_list_item(self, node: nodes.list_item) -> None:
        self.open()
        self.add_anchors(node)

    def depart_list_item(self, node: nodes.list_item) -> None:
        kind = "enum.item" if isinstance(node.parent, nodes.enumerated_list) else "list.item"
        self.add(call(kind, self.close()))

    visit_hlist, depart_hlist = transparent, depart_transparent
    visit_hlistcol, depart_hlistcol = transparent, depart_transparent
    visit_acks, depart_acks = transparent, depart_transparent

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        self.open()

    def depart_definition_list(self, node: nodes.definition_list) -> None:
        classes = node["classes"]
        function = next((DEFINITIONS[name] for name in classes if name in DEFINITIONS), "definitions")
        self.add(call(function, *self.close_items()))

    visit_glossary, depart_glossary = transparent, depart_transparent

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        named = [c for c in node.children if isinstance(c, nodes.term | nodes.classifier)]
        meaning = [c for c in node.children if not isinstance(c, nodes.term | nodes.classifier)]
        self.add(call("terms.item", self.whole(named), self.whole(meaning)))
        raise nodes.SkipNode

    def visit_term(self, node: nodes.term) -> None:
        if node.parent.index(node):
            self.add(prose(", "))
        self.add_anchors(node)

    depart_term = depart_transparent

    def visit_classifier(self, node: nodes.classifier) -> None:
        self.open()

    def depart_classifier(self, node: nodes.classifier) -> None:
        self.add(call("classifier", self.close()))

    visit_definition, depart_definition = transparent, depart_transparent

    def visit_field_list(self, node: nodes.Element) -> None:
        self.open()

    def depart_field_list(self, node: nodes.Element) -> None:
        self.add(call("fields", *self.close_items()))

    def visit_field(self, node: nodes.field) -> None:
        name, body = node.children
        self.add(call("terms.item", self.whole(name.children), self.whole([body])))
        raise nodes.SkipNode

    visit_field_body, depart_field_body = transparent, depart_transparent

    visit_option_list, depart_option_list = visit_field_list, depart_field_list

    def visit_option_list_item(self, node: nodes.option_list_item) -> None:
        options, meaning = node.children
        names = call("raw", ", ".join(option.astext() for option in options.children))
        self.add(call("terms.item", names, self.whole(meaning.children)))
        raise nodes.SkipNode

    # Blocks with a look

    def visit_admonition(self, node: nodes.Element) -> None:
        name = type(node).__name__
        children = list(node.children)
        kind = next((CALLOUTS[c] for c in [name, *node["classes"]] if c in CALLOUTS), "plain")
        if children and isinstance(children[0], nodes.title):
            title = self.whole(children.pop(0).children)
        else:
            title = prose(str(admonitionlabels.get(name, name.capitalize())))
        self.open()
        self.add_anchors(node)
        self.walk(children)
        self.add(call("callout", kind, Code(title), self.close()))
        raise nodes.SkipNode

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = visit_admonition
    visit_important = visit_note = visit_seealso = visit_tip = visit_warning = visit_admonition

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:  # the book's own contents list does this
            raise nodes.SkipNode
        self.open()
        self.add_anchors(node)

    def depart_topic(self, node: nodes.Element) -> None:
        self.add(call("panel", self.close()))

    visit_sidebar, depart_sidebar = visit_topic, depart_topic

    def visit_versionmodified(self, node: nodes.Element) -> None:
        self.open()

    def depart_versionmodified(self, node: nodes.Element) -> None:
        self.add(call("panel", self.close()))

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        source = [c for c in node.children if isinstance(c, nodes.attribution)]
        quoted = [c for c in node.children if not isinstance(c, nodes.attribution)]
        kind = next((c for c in node["classes"] if c in ("epigraph", "pull-quote", "highlights")), "quote")
        attribution = self.whole(source[0].children) if source else None
        self.open()
        self.add_anchors(node)
        self.walk(quoted)
        self.add(call("quotation", kind, self.close(), attribution=attribution))
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.add_anchors(node)
        self.add(call("listing", listing(node.astext(), LONGEST_LISTED), output="output" in node["classes"] or None))
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    # Nothing to see

    visit_comment = visit_substitution_definition = visit_index = visit_meta = skip
    visit_tabular_col_spec = visit_system_message = skip

    def visit_target(self, node: nodes.target) -> None:
        self.add_anchors(node)

    depart_target = depart_transparent
    visit_compound, depart_compound = transparent, depart_transparent
    visit_PassthroughTextElement, depart_PassthroughTextElement = transparent, depart_transparent
