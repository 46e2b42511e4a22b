"""Explorers in the book: `{explorer}` sets one.

    ```{explorer} relative-likelihood
    ```

On a web page it is the form that `edi_handbook.explore.page` writes; in print, its worked example. `publish` works
nothing out: it sets what the explorer says.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook import explore
from edi_handbook.publish.markup.assets import Assets

if TYPE_CHECKING:
    from edi_handbook.explore.explorers import Explorer

logger = logging.getLogger(__name__)

FRONT = Path(explore.__file__).parent / "front"
ASSETS = Assets("explore", FRONT / "page.js", FRONT / "explore.css", marks=("data-explorer=",))
MIME = "application/vnd.edi-handbook.explorer+json"


def explorers() -> dict[str, "Explorer"]:
    """Every explorer by its name. Loaded late: the sums take two seconds to load, and most builds set no explorer."""
    from edi_handbook.explore.explorers import EXPLORERS

    return EXPLORERS


class explorer(nodes.General, nodes.Element):
    """An explorer, `name`, until the builder is known."""


class ExplorerDirective(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if name not in explorers():
            known = ", ".join(explorers())
            logger.warning("there is no explorer %r: choose one of %s", name, known, location=self.get_location())
            return []
        return [explorer(name=name)]


class SetExplorer(SphinxPostTransform):
    default_priority = 6  # after MyST-NB has chosen the MIME type of an output, at 4

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(explorer)):
            from edi_handbook.explore import page  # late, as above

            model = explorers()[node["name"]]
            if self.app.builder.format == "html":
                node.replace_self(nodes.raw("", page.html(model), format="html"))
            else:
                node.replace_self(paper(model))


def paper(model: "Explorer") -> nodes.container:
    """The worked example: the starting values and what follows from them."""
    made = nodes.container(classes=["explorer"])
    made += nodes.rubric("", f"{model.title}: a worked example")
    made += nodes.paragraph("", "On the web page these numbers can be changed.")
    values = nodes.bullet_list()
    for one in model.inputs:
        values += nodes.list_item("", nodes.paragraph("", f"{one.label}: {one.value}"))
    made += values
    said = nodes.definition_list()
    for name, words in model.say(model.start()):
        item = nodes.definition_list_item("", nodes.term("", name))
        item += nodes.definition("", nodes.paragraph("", words))
        said += item
    made += said
    made += nodes.paragraph("", model.note, classes=["small-print"])
    return made


class ExplorerRenderer:
    """Gives a notebook's widget the face of the book; see `myst_nb.core.render.MimeRenderPlugin`."""

    mime_priority_overrides = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        if data.mime_type != MIME:
            return None
        held = data.content if isinstance(data.content, dict) else json.loads(data.string)
        return [explorer(name=held["explorer"])]


def setup(app: Sphinx) -> dict:
    app.add_node(explorer)
    app.add_directive("explorer", ExplorerDirective)
    app.add_post_transform(SetExplorer)
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
