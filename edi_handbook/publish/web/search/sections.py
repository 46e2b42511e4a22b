"""What a page says, section by section, as a reader would search it: no code, no references, forms included."""

import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from docutils import nodes
from sphinx import addnodes

from edi_handbook.publish.markup import reflections
from edi_handbook.reflect.model import Reflection


@dataclass(frozen=True)
class Section:
    """`anchor` is empty for the top of a page, whose `heading` is the page's title."""

    anchor: str
    heading: str
    text: str

    def __iter__(self):
        return iter(astuple(self))


# No words of the page, or words that the section does not say.
SILENT = (
    nodes.comment,
    nodes.raw,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.title,
    nodes.section,
    nodes.system_message,
    nodes.target,
    nodes.substitution_definition,
    addnodes.index,
    addnodes.toctree,
)
# Citations are keys until they are resolved; the facts are of the page, not its text. Notes for facilitators are hidden
# from other readers, who would be led to words that they cannot see.
SILENT_CLASSES = {"facts", "cell_input", "cell_output", "facilitator"}


def of(document: nodes.document) -> list[Section]:
    """The sections of a page as it was read, in order; each entry of a glossary is a section of its own."""
    found: list[Section] = []
    for section in document.findall(nodes.section):
        top = isinstance(section.parent, nodes.document)
        title = next(iter(section.findall(nodes.title)), None)
        words = " ".join(
            " ".join(_words(child)) for child in section.children if not isinstance(child, nodes.Invisible)
        )
        anchor = "" if top else section["ids"][0]
        found.append(Section(anchor, _line(title.astext()) if title is not None else "", _line(words)))
    for item in document.findall(nodes.definition_list_item):
        term = item.next_node(nodes.term)
        if isinstance(item.parent.parent, addnodes.glossary) and term is not None and term["ids"]:
            names = [one.astext() for one in item.findall(nodes.term)]
            text = " ".join(" ".join(_words(child)) for child in item.children if isinstance(child, nodes.definition))
            found.append(Section(term["ids"][0], _line(" / ".join(names)), _line(text)))
    return found


def _line(text: str) -> str:
    """One line, without the blank that a citation leaves before a comma or a stop."""
    return re.sub(r" (?=[,.;:)])", "", " ".join(text.split()))


def _words(node: nodes.Node) -> Iterator[str]:
    """The texts below `node`, block by block."""
    if isinstance(node, reflections.reflection):
        for child in reflections.paper(Reflection.model_validate_json(node["model"])).children:
            yield from _words(child)
    elif (
        isinstance(node, SILENT)
        or (isinstance(node, nodes.Element) and SILENT_CLASSES & set(node.get("classes", ())))
        or (isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite")
    ):
        return
    elif isinstance(node, addnodes.glossary):
        return  # its entries are sections of their own
    elif isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.TextElement):
        yield "".join(text for child in node.children for text in _words(child))
    else:
        for child in node.children:
            yield from _words(child)
