"""Puts the pages of an edition into one document, in the order of the table of contents, references resolved."""

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from edi_handbook.publish.typstpdf.editions import Part, children


class part(nodes.General, nodes.Element):
    """A part of the book: `caption`, and the chapters beneath it."""


def assemble(builder, parts: list[Part], root: str) -> nodes.document:
    """One document: a `part` for each captioned part (where there is more than one), a `start_of_file` for each page.

    `start_of_file` carries `docname`, `level` (that of the page's own title, from 1) and `chapter` (True where the
    page stands directly in the table of contents, False where another page lists it).
    """
    env: BuildEnvironment = builder.env
    tree = new_document("")
    tree.settings = env.get_doctree(root).settings
    captions = [p.caption for p in parts if p.caption]
    for listed in parts:
        holder, level = tree, 1
        if listed.caption and len(captions) > 1:
            holder, level = part("", caption=listed.caption), 2
            tree += holder
        for page in listed.pages:
            holder += _file(env, page, level, root)
    # Every page keeps its own name on its references, so the name given here only says which page resolves the rest.
    env.resolve_references(tree, root, builder)
    builder.post_process_images(tree)
    return tree


def _file(env: BuildEnvironment, page: str, level: int, root: str, chapter: bool = True) -> addnodes.start_of_file:
    start = addnodes.start_of_file(docname=page, level=level, chapter=chapter)
    doctree = env.get_doctree(page)
    for toctree in list(doctree.findall(addnodes.toctree)):
        toctree.parent.remove(toctree)
    start += doctree.children
    if page != root:
        for child in children(env, page):
            start += _file(env, child, level + 1, root, chapter=False)
    return start
