"""The words of a page as plain Markdown, with a mark where each code cell goes."""

import posixpath
import re

from docutils import nodes
from sphinx.builders import Builder
from sphinx_markdown_builder.contexts import IndentContext, SubContextParams, WrappedContext
from sphinx_markdown_builder.translator import MarkdownTranslator, pushing_context

# No page holds this character: it is for private use.
MARK = "\ue000"
CODE_CELL = re.compile(f"{MARK}([0-9]+){MARK}")


class CellMarkdown(MarkdownTranslator):
    """Adds to the library what it cannot know: code cells, and which links still lead somewhere in a copy."""

    def __init__(self, document: nodes.document, builder: Builder, pagename: str):
        super().__init__(document, builder)
        self.folder = posixpath.dirname(pagename)
        self.drawings: dict[str, str] = {}

    def visit_container(self, node: nodes.container) -> None:
        if node.get("nb_element") == "cell_code":
            self.add(f"{MARK}{node['cell_index']}{MARK}", prefix_eol=2, suffix_eol=2)
            raise nodes.SkipNode

    def depart_container(self, node: nodes.container) -> None:
        pass

    def visit_reference(self, node: nodes.reference) -> None:
        if (target := self._target(node)) is None:
            node["plain"] = True
            return
        node["refuri"], node["internal"] = target, False
        super().visit_reference(node)

    def depart_reference(self, node: nodes.reference) -> None:
        if not node.get("plain"):
            self._pop_context()

    def _target(self, node: nodes.reference) -> str | None:
        """Where a link leads in the copy; None where the copy has no such place and the words must do."""
        address = node.get("refuri", "")
        if not node.get("internal"):
            return address or None
        page = posixpath.normpath(posixpath.join(self.folder, address.partition("#")[0]))
        if self.config.html_baseurl:
            return posixpath.join(self.config.html_baseurl, page) + "".join(address.partition("#")[1:])
        neighbour = posixpath.dirname(page) == self.folder and page.removesuffix(".html") in self.builder.env.found_docs
        return posixpath.basename(page).removesuffix(".html") + ".ipynb" if address and neighbour else None

    @pushing_context
    def visit_download_reference(self, node: nodes.Element) -> None:
        # The zip files carry the data, in the same folders as here.
        target = node.get("refuri") or posixpath.relpath(node["reftarget"].lstrip("/"), self.folder)
        self._push_context(WrappedContext("[", f"]({target})"))

    @pushing_context
    def visit_admonition(self, node: nodes.admonition) -> None:
        self._push_context(IndentContext("> ", empty=True, params=SubContextParams(2, 2)))

    @pushing_context
    def visit_dropdown_main(self, node: nodes.Element) -> None:
        # A drawer of sphinx-design, open: a notebook has nothing that folds Markdown.
        self._push_context(IndentContext("> ", empty=True, params=SubContextParams(2, 2)))

    @pushing_context
    def visit_dropdown_title(self, node: nodes.Element) -> None:
        self._push_context(WrappedContext("**", "**", params=SubContextParams(1, 2)))

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.Admonition):  # a heading there would join the notebook's outline
            self._push_context(WrappedContext("**", "**", params=SubContextParams(1, 2)))
        else:
            super().visit_title(node)

    def depart_title(self, node: nodes.title) -> None:
        self._pop_context()

    def visit_drawn(self, node: nodes.Element) -> None:
        # A picture goes with its cell, because a notebook may be taken away alone.
        name = f"{node['name']}.png"
        self.drawings[name] = node["svg"]
        self.add(f"![{node['alt']}](attachment:{name})", prefix_eol=2, suffix_eol=2)
        raise nodes.SkipNode

    visit_drawn_line = visit_drawn

    def visit_to_sign(self, node: nodes.Element) -> None:
        for _, label in node["fields"]:
            self.add(f"- {label}: ____", prefix_eol=1, suffix_eol=1)
        raise nodes.SkipNode

    @pushing_context
    def visit_legend(self, node: nodes.legend) -> None:
        self._push_context(WrappedContext("*", "*", params=SubContextParams(2, 2)))

    def visit_raw(self, node: nodes.raw) -> None:
        raise nodes.SkipNode  # drawings and controls of the web page

    def visit_index(self, node: nodes.Element) -> None:
        raise nodes.SkipNode
