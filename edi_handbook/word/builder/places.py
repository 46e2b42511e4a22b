"""Where the references of an edition lead: to a place in the file, to a web page, or nowhere."""

from collections.abc import Iterator
from typing import Literal

from docutils import nodes
from sphinx import addnodes

Kind = Literal["place", "quiet", "web", "none"]


class Places:
    """The places of an assembled edition that something leads to; each stands once, as `docname:id`.

    `base` is the address of the web pages, for pages that the file does not hold; empty where they have none.
    """

    def __init__(self, document: nodes.document, base: str | None) -> None:
        self.base = base or ""
        self._names: dict[tuple[str, str], str] = {}
        self._quiet: set[str] = set()
        self._standing: set[str] = set()
        pages = list(document.findall(addnodes.start_of_file))
        for start in pages:
            page = start["docname"]
            self._names[page, ""] = f"{page}:"
            for node in _own(start):
                for name in node["ids"]:
                    self._names.setdefault((page, name), f"{page}:{node['ids'][0]}")
                if isinstance(node, nodes.term | nodes.citation):
                    self._quiet |= {self._names[page, name] for name in node["ids"]}
        references = [(start["docname"], node) for start in pages for node in _own(start) if _refers(node)]
        self._wanted = {self.leads(page, node)[1] for page, node in references}

    def leads(self, page: str, node: nodes.Element) -> tuple[Kind, str]:
        """What kind of place the reference `node` of `page` leads to, and its name or address.

        `quiet` are the places of lists at the back, of terms and works, to which hundreds of references lead.
        """
        if "refid" in node:
            there, name = page, node["refid"]
        else:
            address = node.get("refuri", "")
            if not address.startswith("%"):
                return ("web", address) if address else ("none", "")
            there, _, name = address[1:].partition("#")
        if found := self._names.get((there, name)):
            return ("quiet" if found in self._quiet else "place"), found
        if self.base:
            return "web", f"{self.base.rstrip('/')}/{there}.html" + (f"#{name}" if name else "")
        return "none", ""

    def begin(self, page: str) -> list[str]:
        """The place that the head of `page` is, where something leads to it."""
        return self._stand(f"{page}:")

    def of(self, page: str, node: nodes.Element) -> list[str]:
        """The places that stand where `node` does."""
        return [found for name in node["ids"] for found in self._stand(self._names.get((page, name), ""))]

    def _stand(self, name: str) -> list[str]:
        if name not in self._wanted or name in self._standing:
            return []
        self._standing.add(name)
        return [name]


def _refers(node: nodes.Element) -> bool:
    return isinstance(node, nodes.reference | addnodes.number_reference | nodes.footnote_reference)


def _own(start: nodes.Element) -> Iterator[nodes.Element]:
    """The nodes of a page, without those of the pages that stand beneath it."""
    for child in start.children:
        if isinstance(child, nodes.Element) and not isinstance(child, addnodes.start_of_file):
            yield child
            yield from _own(child)
