"""Refuses a notebook control that would be dead on a built page.

No page loads the ipywidgets manager: megabytes, outside hosts and `unsafe-eval`; and `interact` or `observe` would go
on showing a result that no longer follows the control. A widget of this handbook brings faces of its own in its MIME
bundle, which come first. Whatever is left as a bare widget view needs a kernel, and stops the build.
"""

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class dead_control(nodes.General, nodes.Element):
    """A widget view. MyST-NB renders every MIME type of an output and chooses later: so the fault is named later."""


class ControlRenderer:
    """The MyST-NB plug-in; see `myst_nb.core.render.MimeRenderPlugin`."""

    mime_priority_overrides = []

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        if data.mime_type != WIDGET_VIEW:
            return None
        made = dead_control()
        made.line = data.line
        return [made]


class NameDeadControls(SphinxPostTransform):
    default_priority = 6  # after MyST-NB has chosen the MIME type, at 4

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(dead_control)):
            logger.warning(
                "a control that needs a kernel would be dead on this page: show its result instead, or a reflection or "
                "an explorer of edi_handbook, or leave it out with the cell tag remove-output",
                location=(self.env.docname, node.line),
            )
            node.parent.remove(node)


def drop_state(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Take out the widgets' state: nothing on the page reads it, and it holds each widget's whole script."""
    context["script_files"] = [
        file
        for file in context.get("script_files", ())
        if "jupyter.widget" not in str(getattr(file, "attributes", {}).get("type", ""))
    ]


def setup(app: Sphinx) -> dict:
    app.add_node(dead_control)
    app.add_post_transform(NameDeadControls)
    app.connect("html-page-context", drop_state, priority=800)  # after MyST-NB has added it
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
