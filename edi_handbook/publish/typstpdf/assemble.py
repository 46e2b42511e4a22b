"""Puts the pages of an edition into one document, in the order of the table of contents, references resolved."""

from collections.abc import Collection

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from edi_handbook.publish.typstpdf import extracts
from edi_handbook.publish.typstpdf.editions import Part, children

CHARTS = "Charts to show"


class part(nodes.General, nodes.Element):
    """A part of the book: `caption`, and the chapters beneath it."""


class Pages:
    """The pages of the book with their references resolved: worked out once for all editions."""

    def __init__(self, builder) -> None:
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
    pages: Pages, parts: list[Part], root: str, lists: Collection[str] = (), charts: Collection[str] = ()
) -> nodes.document:
    """One document: a `part` for each captioned part (where there is more than one), a `start_of_file` for each page.

    `start_of_file` carries `docname`, `level` (that of the page's own title, from 1) and `chapter` (True where the
    page stands directly in the table of contents, False where another page lists it).
    Of the pages `lists` only the entries that the others use are held, of the pages `charts` only the charts.
    """
    tree = new_document("")
    tree.settings = pages.env.get_doctree(root).settings
    captions = [p.caption for p in parts if p.caption] + [CHARTS] * bool(charts)
    for listed in parts:
        holder, level = tree, 1
        if listed.caption and len(captions) > 1:
            holder, level = part("", caption=listed.caption), 2
            tree += holder
        for page in listed.pages:
            holder += _file(pages, page, level, root, cut=lists)
    if charts:
        holder = part("", caption=CHARTS)
        holder += [_file(pages, page, 2, root, chapter=False, cut=charts) for page in charts]
        tree += holder
    extracts.keep_charts(tree, charts)
    extracts.keep_used(tree, lists)
    return tree


def _file(
    pages: Pages, page: str, level: int, root: str, chapter: bool = True, cut: Collection[str] = ()
) -> addnodes.start_of_file:
    start = addnodes.start_of_file(docname=page, level=level, chapter=chapter)
    content = pages.content(page)
    start += [node.deepcopy() for node in content] if page in cut else content
    if page != root:
        for child in children(pages.env, page):
            start += _file(pages, child, level + 1, root, chapter=False, cut=cut)
    return start
