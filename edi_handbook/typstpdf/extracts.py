"""Pages of which an edition holds a part: entries of a list that are used, charts, notes."""

from collections.abc import Callable, Collection, Iterator

from docutils import nodes
from sphinx import addnodes

Place = tuple[str, str]  # a page, and an id on it


def is_chart_table(node: nodes.Node) -> bool:
    """Is this the drawer with a chart's numbers? sphinx-design keeps its class in an attribute of its own."""
    return isinstance(node, nodes.container) and "chart-table" in node.get("container_classes", ())


def _charts(page: nodes.Element) -> list[nodes.Node]:
    """The charts of a page, with what stands beneath each: source, note, table."""
    found: list[nodes.Node] = []
    for chart in page.findall(nodes.figure):
        siblings = chart.parent.children
        found.append(chart)
        for below in siblings[siblings.index(chart) + 1 :]:
            small = isinstance(below, nodes.Element) and "small-print" in below["classes"]
            if not small and not is_chart_table(below):
                break
            found.append(below)
    return found


def _notes(page: nodes.Element) -> list[nodes.Node]:
    """The blocks of a page for whoever runs a session."""
    return [block for block in page.findall(nodes.container) if "facilitator" in block["classes"]]


# What may be gathered from pages, by the key of the edition that asks for it.
PICKED: dict[str, Callable[[nodes.Element], list[nodes.Node]]] = {"notes": _notes, "charts": _charts}


def only(section: nodes.section, pick: Callable[[nodes.Element], list[nodes.Node]]) -> nodes.section | None:
    """A copy of `section`, the whole of a page, with its title and what `pick` finds; None where it finds nothing.

    Only what is picked is copied: to copy whole pages took longer than to set their extracts.
    """
    found = pick(section)
    if not found:
        return None
    made = section.copy()
    made += [part.deepcopy() for part in (next(section.findall(nodes.title)), *found)]
    return made


def keep_used(tree: nodes.document, pages: Collection[str]) -> None:
    """Takes out of `pages` the terms and the works that nothing else in the edition refers to.

    A work that a kept term cites is kept as well; a term that only other terms name is not, as they lead to one
    another until all are there.
    """
    entries: dict[Place, nodes.Element] = {}
    waiting: list[Place] = []
    for start in tree.findall(addnodes.start_of_file):
        listed = list(_entries(start)) if start["docname"] in pages else []
        entries |= {(start["docname"], name): entry for entry in listed for name in _names(entry)}
        waiting += _targets(start, start["docname"], outside=listed)
    kept: list[nodes.Element] = []
    while waiting:
        entry = entries.get(waiting.pop())
        if entry is None or any(entry is other for other in kept):
            continue
        kept.append(entry)
        page = next(place for place, held in entries.items() if held is entry)[0]
        waiting += [place for place in _targets(entry, page) if isinstance(entries.get(place), nodes.citation)]
    for entry in entries.values():
        if not any(entry is other for other in kept) and entry.parent is not None:
            holder, entry.parent = entry.parent, None
            holder.children = [child for child in holder.children if child is not entry]
            _drop_empty(holder)


def _drop_empty(element: nodes.Element) -> None:
    """Takes out `element`, which lost an entry, and what is around it, as far as no list is left to introduce."""
    while element.parent is not None and not _holds_more(element):
        holder = element.parent
        holder.remove(element)
        element = holder


def _holds_more(element: nodes.Element) -> bool:
    """Whether `element` has entries or sections still; of what is no section, whether anything is left."""
    if isinstance(element, nodes.section):
        return any(element.findall(lambda node: node is not element and isinstance(node, nodes.section))) or any(
            _entries(element)
        )
    return bool(element.children)


def _entries(start: nodes.Element) -> Iterator[nodes.Element]:
    yield from start.findall(nodes.citation)
    for glossary in start.findall(addnodes.glossary):
        yield from glossary.findall(nodes.definition_list_item)


def _names(entry: nodes.Element) -> list[str]:
    return [*entry["ids"], *(name for term in entry.findall(nodes.term) for name in term["ids"])]


def _targets(element: nodes.Element, page: str, outside: Collection[nodes.Element] = ()) -> list[Place]:
    """Where the references in `element` lead, those in `outside` not counted."""
    found = []
    for child in element.children:
        if isinstance(child, nodes.Element) and not any(child is entry for entry in outside):
            if isinstance(child, nodes.reference):
                address, _, name = child.get("refuri", "").removeprefix("%").partition("#")
                found.append((page, child["refid"]) if "refid" in child else (address, name))
            found += _targets(child, page, outside)
    return found
