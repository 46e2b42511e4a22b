"""Containers: sphinx-design's components, the cells of notebooks, and this project's own classes."""

from docutils import nodes

from edi_handbook.typstpdf.code import Code, call, content, prose
from edi_handbook.typstpdf.writer import Writer

# Containers that are a frame in print: class to template function.
FRAMES = {"page-facts": "page-facts", "doors": "doors", "whole": "whole", "say": "say", "one-number": "panel"}


class ContainerVisitors(Writer):
    card_link: nodes.reference | None

    def visit_container(self, node: nodes.container) -> None:
        component = node.get("design_component", "").replace("-", "_")
        if special := getattr(self, f"set_{component}", None):
            special(node)
            raise nodes.SkipNode
        if cell := node.get("nb_element"):
            self._set_cell_part(node, cell)
            raise nodes.SkipNode
        frame = next((FRAMES[name] for name in node["classes"] if name in FRAMES), None)
        if frame:
            if (inside := self._inside(node)) != content([]):  # what an edition leaves out leaves no frame behind
                self.add(call(frame, inside))
            raise nodes.SkipNode
        self.add_anchors(node)

    def depart_container(self, node: nodes.container) -> None:
        pass

    def _inside(self, node: nodes.Element, children: list[nodes.Node] | None = None) -> Code:
        self.open()
        self.add_anchors(node)
        self.walk(node.children if children is None else children)
        return self.close()

    # Notebooks

    def _set_cell_part(self, node: nodes.container, kind: str) -> None:
        if kind == "cell_code_source" and not self.edition.hidden_code and _is_folded(node):
            return  # the page folds it away; a reader of print came for what it shows
        self.walk(node.children)

    # sphinx-design, by the name of its component

    def set_grid_row(self, node: nodes.container) -> None:
        cells = []
        for item in node.children:
            if isinstance(item, nodes.container):
                framed = any(_is(child, "card") for child in item.children)
                cells.append(call("grid-cell", self._inside(item), framed=framed))
        self.add_anchors(node)
        self.walk(child for child in node.children if not isinstance(child, nodes.container))
        if cells:
            self.add(call("card-grid", _columns(node, len(cells)), *cells))

    def set_card(self, node: nodes.container) -> None:
        outside = self.card_link
        self.card_link = None
        link = next(
            (r for r in node.findall(nodes.reference) if "sd-stretched-link" in r["classes"] and _is_direct(r, node)),
            None,
        )
        slots: dict[str, Code] = {}
        self.open()
        self.add_anchors(node)
        for child in node.children:
            if isinstance(child, nodes.Element) and _component(child) in ("card-header", "card-footer"):
                slots[_component(child)] = self._inside(child)
            elif _component(child) in ("card-body", "card-overlay"):
                for inner in child.children:
                    if isinstance(inner, nodes.Element) and _component(inner) == "card-title":
                        self.card_link = link
                        title = self._inside(inner)
                        self.card_link = None
                        slots["title"] = self.linked(link, title) if link is not None else title
                    else:
                        self.walk([inner])
            elif link is None or link not in child.findall(nodes.reference):
                self.walk([child])
        body = self.close()
        self.card_link = outside
        self.add(
            call(
                "card-content" if _is(node.parent, "grid-item") else "card",
                body,
                title=slots.get("title") or (self.linked(link, Code(_words(link))) if link is not None else None),
                header=slots.get("card-header"),
                footer=slots.get("card-footer"),
            )
        )

    def set_dropdown(self, node: nodes.container) -> None:
        self._set_titled(node, "drawer")

    def set_tab_item(self, node: nodes.container) -> None:
        self._set_titled(node, "tab")

    def _set_titled(self, node: nodes.container, function: str) -> None:
        children = list(node.children)
        title = None
        if children and isinstance(rubric := children[0], nodes.rubric):
            del children[0]
            title = self._inside(rubric)
        self.add(call(function, self._inside(node, children), title=title))


def _component(node: nodes.Node) -> str:
    """The name of the sphinx-design component that `node` is; empty where it is none."""
    return str(node.get("design_component", "")) if isinstance(node, nodes.Element) else ""


def _is(node: nodes.Node, component: str) -> bool:
    return _component(node) == component


def _is_folded(source: nodes.container) -> bool:
    cell = source.parent
    return cell.get("hide_mode") in ("input", "all", "input+output")


def _columns(row: nodes.container, cells: int) -> int:
    """How many columns on paper: at most three, and no more than the page has on a wide screen."""
    counts = [int(c.rsplit("-", 1)[1]) for c in row["classes"] if c.startswith("sd-row-cols-") and c[-1].isdigit()]
    return max(1, min(max(counts, default=2), cells, 3))


def _is_direct(reference: nodes.reference, card: nodes.container) -> bool:
    """Does the link belong to this card, and not to one inside it?"""
    above = reference.parent
    while above is not None and above is not card:
        if isinstance(above, nodes.container) and above.get("design_component") == "card":
            return False
        above = above.parent
    return True


def _words(reference: nodes.reference) -> str:
    return prose(reference.astext())
