"""Drawings on pages: `{drawing} heavy-door` sets the drawing of that name from the folder `drawings/`.

    ```{drawing} heavy-door
    :lead:

    The same sack, the same door, two ways in.
    ```

The words below are its caption, where it has one. With `lead` it stands beside the head of its page, where there is
room; with `small` it leaves the page to what follows, as a form. One file serves every face: the page holds it inline,
so that its colours follow the page; print, slides on paper and notebooks to take away are given the same shapes in the
colours of print. A drawing that does not hold to the language (`edi_handbook/drawings.py`) is a warning, and stops a
strict build.
"""

import html
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook import drawings

logger = logging.getLogger(__name__)


class drawn(nodes.General, nodes.Element):
    """A drawing: `name`, its `alt`, its `svg` with roles for colours."""


class DrawingDirective(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec = {"lead": directives.flag, "small": directives.flag}

    def run(self) -> list[nodes.Node]:
        path = folder(self.env) / f"{self.arguments[0]}.svg"
        self.env.note_dependency(str(path))
        try:
            picture = node(path)
        except drawings.DrawingError as error:
            logger.warning("%s", error, location=self.get_location())
            return []
        made = nodes.figure("", picture, classes=["drawing", *(f"{how}-drawing" for how in self.options)])
        if self.content:
            # Not a caption, which would make it a figure among those that are numbered and cited.
            words, _ = self.state.inline_text(" ".join(self.content), self.lineno)
            made += nodes.legend("", nodes.paragraph("", "", *words))
        self.set_source_info(made)
        return [made]


def folder(env: BuildEnvironment) -> Path:
    return Path(env.srcdir, env.config.edi_drawings)


def node(path: Path) -> drawn:
    """The drawing of a file. Raises `DrawingError`."""
    drawing = drawings.read(path)
    return drawn("", name=drawing.name, alt=drawing.alt, svg=drawing.svg)


def visit_html(translator, node: drawn) -> None:
    said = f'role="img" aria-label="{html.escape(node["alt"])}"'
    translator.body.append(node["svg"].replace("<svg ", f"<svg {said} ", 1))
    raise nodes.SkipNode


def visit_typst(translator, node: drawn) -> None:
    small = "small-drawing" in node.parent["classes"]
    translator.add_drawing(f"{node['name']}.svg", node["svg"], node["alt"], small)
    raise nodes.SkipNode


def visit_word(translator, node: drawn) -> None:
    width = "small" if "small-drawing" in node.parent["classes"] else "drawing"
    translator.add_drawing(node, node["svg"], node["alt"], width)
    raise nodes.SkipNode


def visit_text(translator, node: drawn) -> None:
    translator.add_text(node["alt"])
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_drawings", "drawings", "env", types=(str,))
    app.add_node(
        drawn,
        html=(visit_html, None),
        typstpdf=(visit_typst, None),
        word=(visit_word, None),
        text=(visit_text, None),
    )
    app.add_directive("drawing", DrawingDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
