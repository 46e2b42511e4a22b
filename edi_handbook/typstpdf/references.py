"""Anchors, references, footnotes and citations.

A label is `docname:id`. A title holds the label of its section, because a mark set before a page break would name the
page before; every other id is a mark inside its own block.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from edi_handbook.typstpdf.code import Code, call, content, prose
from edi_handbook.typstpdf.places import place
from edi_handbook.typstpdf.writer import Writer

logger = logging.getLogger(__name__)


class ReferenceVisitors(Writer):
    def prepare_references(self, document: nodes.document) -> None:
        # (docname, id) to the label that stands in the file; every id of a section shares the label of its title.
        self.names: dict[tuple[str, str], str] = {}
        self.notes: dict[tuple[str, str], nodes.footnote] = {}
        self.noted: set[str] = set()
        self.standing: set[str] = set()  # labels that are in the file: each can stand once
        # Terms and citations: their lists are in order at the back, so a reference to them gives no page number.
        self.quiet: set[str] = set()
        self.seen: set[tuple[str, str]] = set()
        pages = list(document.findall(addnodes.start_of_file))
        for start in pages:
            self._prepare_page(start["docname"], start)
        # Only places that something links to are marked: each mark costs time and bytes.
        self.wanted: set[str] = set()
        for start in pages:
            self.docname = start["docname"]
            for node in _own_nodes(start):
                if isinstance(node, nodes.reference | addnodes.number_reference):
                    kind, target = self.destination(node)
                    if kind == "place":
                        self.wanted.add(target)
        self.docname = ""

    def _prepare_page(self, docname: str, start: nodes.Element) -> None:
        self.names[docname, ""] = f"{docname}:"
        for node in _own_nodes(start):
            titled = isinstance(node, nodes.section) and any(isinstance(c, nodes.title) for c in node.children)
            for name in node["ids"]:
                self.names[docname, name] = f"{docname}:{node['ids'][0] if titled else name}"
            if isinstance(node, nodes.term | nodes.citation):
                self.quiet |= {f"{docname}:{name}" for name in node["ids"]}
            if isinstance(node, nodes.footnote):
                for name in node["ids"]:
                    self.notes[docname, name] = node
        first = next((c for c in start.children if isinstance(c, nodes.section)), None)
        if first is not None and first["ids"]:
            self.names[docname, ""] = self.names[docname, first["ids"][0]]

    def add_anchors(self, node: nodes.Element) -> None:
        """Marks the place of each id of `node`, except those that a title holds."""
        if self.in_title:
            return
        if isinstance(node, nodes.section) and any(isinstance(c, nodes.title) for c in node.children):
            return
        names: list[str] = node["ids"]
        for name in names:
            label = f"{self.docname}:{name}"
            if label in self.wanted and label not in self.standing:
                self.standing.add(label)
                self.add(call("anchor", label))

    def title_label(self, label: str) -> str:
        """`label`, or another where a page that is gathered from twice has its title again: links lead to the first."""
        while label in self.standing:
            label += "'"
        self.standing.add(label)
        return label

    # References

    def visit_reference(self, node: nodes.reference) -> None:
        self.open()

    def depart_reference(self, node: nodes.reference) -> None:
        lines = self.buffers.pop()
        if self.in_title or "sd-hide-link-text" in node["classes"] or self.card_link is not None:
            # Titles stand in the contents list, which links by itself; a card's title is its link.
            if "sd-hide-link-text" not in node["classes"]:
                self.buffers[-1] += lines
            return
        self.add_anchors(node)
        self.add(self.linked(node, content(lines)))

    visit_number_reference, depart_number_reference = visit_reference, depart_reference

    def linked(self, node: nodes.reference, body: Code) -> Code:
        """`body` as a link to where `node` points; bare where that is not in this edition."""
        kind, target = self.destination(node)
        button = "sd-btn" in node["classes"]
        if kind == "place" and target in self.quiet:
            # Only where it first stands on a page: a link costs time and bytes, and a page of them is hard to read.
            made = body if (self.docname, target) in self.seen else call("see", target, body)
            self.seen.add((self.docname, target))
        elif kind == "place":
            made = call("xref", target, body)
        elif kind == "web" and "cite-source" in node["classes"]:
            made = body if (self.docname, target) in self.seen else call("source", target, body)
            self.seen.add((self.docname, target))
        elif kind == "web":
            made = call("weblink", target, body)
        else:
            made = body
        return call("button", made) if button else made

    def destination(self, node: nodes.reference) -> tuple[str, str]:
        """`("place", label)`, `("web", address)`, or `("", "")` where this edition does not hold the target."""
        if "refid" in node:
            page, name = self.docname, node["refid"]
        else:
            address = node.get("refuri", "")
            if not address.startswith("%"):
                return ("web", address) if address else ("", "")
            page, _, name = address[1:].partition("#")
        if label := self.names.get((page, name)):
            return "place", label
        if base := self.config.html_baseurl:  # not in this edition: the web page is
            return "web", f"{base.rstrip('/')}/{page}.html" + (f"#{name}" if name else "")
        return "", ""

    def visit_download_reference(self, node: nodes.Element) -> None:
        self.add_anchors(node)  # a file to fetch from the web page: its name is what print can give

    def depart_download_reference(self, node: nodes.Element) -> None:
        pass

    # Footnotes: set where they are first referred to, at the foot of that page.

    def visit_footnote(self, node: nodes.footnote) -> None:
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        note = self.notes.get((self.docname, node["refid"]))
        if note is None or self.in_title:
            logger.warning(
                "a footnote in a title cannot be printed: move its mark into the text"
                if self.in_title
                else "this footnote has no text",
                location=place(node),
                type="typstpdf",
                subtype="footnote",
            )
            raise nodes.SkipNode
        label = f"{self.docname}:{note['ids'][0]}"
        if label in self.noted:
            self.add(call("note-again", label))
        else:
            self.noted.add(label)
            body = self.whole([c for c in note.children if not isinstance(c, nodes.label)])
            self.add(call("note", label, node.astext(), body))
        raise nodes.SkipNode

    # Citations: a list, so that a reader hears how many there are.

    def visit_citation(self, node: nodes.citation) -> None:
        siblings = node.parent.children
        place = siblings.index(node)
        if place and isinstance(siblings[place - 1], nodes.citation):
            raise nodes.SkipNode  # set with the first of its run
        items = []
        for sibling in siblings[place:]:
            if not isinstance(sibling, nodes.citation):
                break
            label = next((c.astext() for c in sibling.children if isinstance(c, nodes.label)), "")
            self.open()
            self.add_anchors(sibling)
            self.add(prose(f"[{label}]"))
            named = self.close()
            body = self.whole([c for c in sibling.children if not isinstance(c, nodes.label)])
            items.append(call("terms.item", named, body))
        self.add(call("bibliography-list", *items))
        raise nodes.SkipNode


def _own_nodes(start: nodes.Element) -> Iterator[nodes.Element]:
    """The nodes of a page, without those of the pages listed beneath it."""
    for child in start.children:
        if isinstance(child, nodes.Element) and not isinstance(child, addnodes.start_of_file):
            yield child
            yield from _own_nodes(child)
