"""Images and figures."""

import re

from docutils import nodes
from sphinx.util import logging

from edi_handbook.typstpdf.code import Code, call
from edi_handbook.typstpdf.places import place
from edi_handbook.typstpdf.writer import Writer

logger = logging.getLogger(__name__)

# What tools put in place of words: a path, a file's name.
NO_WORDS = re.compile(r"^\S+\.(svg|png|jpe?g|gif|webp|pdf)$", re.IGNORECASE)
POINTS = {"": 0.75, "px": 0.75, "pt": 1, "em": 11, "cm": 28.35, "mm": 2.835, "in": 72, "pc": 12}


def has_words(alt: str | None) -> bool:
    """Is `alt` text that someone wrote, and not a file's name?"""
    words = (alt or "").strip()
    return bool(words) and not NO_WORDS.match(words)


class PictureVisitors(Writer):
    def visit_image(self, node: nodes.image) -> None:
        decorative = "decorative" in node["classes"]
        alt = (node.get("alt") or "").strip()
        if not decorative and not has_words(alt):
            logger.warning(
                "the image %s has no alt text: say in words what it shows, or give it the class `decorative`",
                node.get("uri"),
                location=place(node),
                type="typstpdf",
                subtype="alt",
            )
            alt = None  # Typst will refuse as well
        path = self.image_path(node)
        if path is None:
            raise nodes.SkipNode
        inline = isinstance(node.parent, nodes.TextElement) and not self.only_block(node.parent)
        self.add_anchors(node)
        self.add(
            call(
                "picture",
                call("image", path, alt=alt if not decorative else None),
                width=_length(node.get("width")),
                scale=_scale(node.get("scale")),
                inline=inline or None,
                decorative=decorative or None,
                full=self.is_chart(node.parent) or None,
            )
        )
        raise nodes.SkipNode

    def add_drawing(self, name: str, svg: str, alt: str, small: bool) -> None:
        """A drawing that another extension brings: an SVG, and its words."""
        self.add(call("drawing", call("image", self.made_picture(name, svg), alt=alt), small=small or None))

    def is_chart(self, figure: nodes.Element) -> bool:
        return isinstance(figure, nodes.figure) and "chart" in figure["classes"]

    def visit_figure(self, node: nodes.figure) -> None:
        captions = [c for c in node.children if isinstance(c, nodes.caption)]
        legend = [c for c in node.children if isinstance(c, nodes.legend)]
        shown = [c for c in node.children if not isinstance(c, nodes.caption | nodes.legend)]
        self.open()
        self.add_anchors(node)
        self.walk(shown)
        body = self.close()
        self.add(
            call(
                "figure-block",
                body,
                number=self.figure_number(node, "figure") or None,
                caption=self.whole(captions[0].children) if captions else None,
                legend=self.whole(legend[0].children) if legend else None,
                sticky=self.has_small_print(node) or None,
                titled=isinstance(node.children[0], nodes.caption) or None,
            )
        )
        raise nodes.SkipNode

    def figure_number(self, node: nodes.Element, kind: str) -> str:
        """`Fig. 3`, as on the web; empty where Sphinx gives no number."""
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        number = next((numbers[name] for name in node["ids"] if name in numbers), None)
        if number is None or not self.config.numfig:
            return ""
        pattern: str = self.config.numfig_format.get(kind, "%s")
        return pattern % ".".join(map(str, number))

    def visit_caption(self, node: nodes.caption) -> None:  # of a code block or a part of a contents list
        self.open()

    def depart_caption(self, node: nodes.caption) -> None:
        number = self.figure_number(node.parent, "code-block")
        self.add(call("caption-line", self.close(), number=number or None))


def _length(width: str | None) -> Code | None:
    found = re.fullmatch(r"([\d.]+)\s*([a-z%]*)", width or "")
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return Code(f"{number:g}%")
    return Code(f"{number * POINTS[unit]:g}pt") if unit in POINTS else None


def _scale(scale: int | None) -> Code | None:
    return Code(f"{scale}%") if scale else None
