"""Puts the pages of an edition into one document, in the order of the table of contents, references resolved."""

from collections.abc import Collection

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from edi_handbook.typstpdf import extracts
from edi_handbook.typstpdf.editions import Part, children

# The parts that gather extracts: the key of the edition to the part's caption.
GATHERED = {"notes": "Facilitator notes, page by page", "charts": "Charts to show"}


class part(nodes.General, nodes.Element):
    """A part of the book: `caption`, and the chapters beneath it."""


class Pages:
    """The pages of the book with their references resolved: worked out once for all editions."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.env: BuildEnvironment = builder.env
        self._resolved: dict[str, list[nodes.Node]] = {}

    def content(self, page: str) -> list[nodes.Node]:
        """What stands on `page`. The nodes move into the edition that asks last, so finish one before the next."""
        if page not in self._resolved:
            doctree = self.env.get_doctree(page)
            for toctree in list(doctree.findall(addnodes.toctree)):
                toctree.parent.remove(toctree)
            self.env.resolve_references(doctree, page, self.builder)
            self.builder.post_process_images(doctree)
            self._resolved[page] = list(doctree.children)
        return self._resolved[page]


def assemble(
    pages: Pages, parts: list[Part], root: str, cut: dict[str, list[str]] | None = None, flat: bool = False
) -> nodes.document:
    """One document: a `part` for each captioned part (where there is more than one, and the book is not `flat`), a
    `start_of_file` for each page.

    `start_of_file` carries `docname`, `level` (that of the page's own title, from 1) and `chapter` (True where the
    page stands directly in the table of contents, False where another page lists it).
    `cut` names the pages that are held in part, by key; see `editions.extracts`. What is gathered from pages stands
    before the lists, which come last.
    """
    tree = new_document("")
    tree.settings = pages.env.get_doctree(root).settings
    cut = {key: found for key, found in (cut or {}).items() if found}
    lists = cut.get("used_only", [])
    last = [listed for listed in parts if lists and set(listed.pages) <= set(lists)]
    gathered = [_gather(pages, key, cut[key]) for key in GATHERED if key in cut]
    several = sum(bool(listed.caption) for listed in parts) + len(gathered) > 1 and not flat
    for listed in [*(one for one in parts if one not in last), None, *last]:
        if listed is None:
            tree += gathered
            continue
        holder: nodes.Element = tree
        level = 1
        if listed.caption and several:
            holder, level = part("", caption=listed.caption), 2
            tree += holder
        for page in listed.pages:
            holder += _file(pages, page, level, root, copied=lists)
    extracts.keep_used(tree, lists)
    return tree


def _gather(pages: Pages, key: str, names: list[str]) -> part:
    """A part with what `extracts` picks from each of the pages `names`; pages that have none of it are left out."""
    holder = part("", caption=GATHERED[key])
    for page in names:
        section = next(node for node in pages.content(page) if isinstance(node, nodes.section))
        if (extract := extracts.only(section, extracts.PICKED[key])) is not None:
            holder += addnodes.start_of_file("", extract, docname=page, level=2, chapter=False)
    return holder


def _file(
    pages: Pages, page: str, level: int, root: str, chapter: bool = True, copied: Collection[str] = ()
) -> addnodes.start_of_file:
    start = addnodes.start_of_file(docname=page, level=level, chapter=chapter)
    content = pages.content(page)
    start += [node.deepcopy() for node in content] if page in copied else content
    if page != root:
        for child in children(pages.env, page):
            start += _file(pages, child, level + 1, root, chapter=False, copied=copied)
    return start
