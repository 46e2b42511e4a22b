"""Facilitator blocks: `{facilitator}` sets notes for whoever runs a session beside the text that they are about.

    ```{facilitator} Reading the interval
    :name: reading-the-interval
    :minutes: 5
    :purpose: The group says in its own words what the numbers allow.
    :risk: One person explains and the rest fall silent.

    Ask in pairs first.
    ```

`minutes` is how long it takes in a room, `purpose` what it is for, `risk` what may go wrong; all three are needed.
Slides find a block by its `name`. On a web page it is a closed section, which the script hides from other readers; a
PDF holds it unless the edition leaves out the class `facilitator`.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook.facilitate import FRONT
from edi_handbook.publish.markup.assets import Assets
from edi_handbook.publish.markup.drawer import drawer

logger = logging.getLogger(__name__)

ASSETS = Assets("facilitator", FRONT / "notes.js", FRONT / "notes.css", marks=("data-facilitator-notes",), at_once=True)
NEEDED = ("minutes", "purpose", "risk")

CONTROL = (
    '<p class="facilitator-control"><label><input type="checkbox" data-facilitator-notes> '
    'Show facilitator notes</label> <span role="status"></span></p>'
)


class FacilitatorDirective(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {
        "name": directives.unchanged,
        "minutes": directives.positive_int,
        "purpose": directives.unchanged_required,
        "risk": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        for option in NEEDED:
            if option not in self.options:
                message = "the facilitator block %r has no %s: add a line such as `:%s: ...`"
                logger.warning(message, self.arguments[0], option, option, location=self.get_location())
        if not self.content:
            message = "the facilitator block %r is empty: say what to do, or take it out"
            logger.warning(message, self.arguments[0], location=self.get_location())
        minutes = self.options.get("minutes", 0)
        words, _ = self.state.inline_text(self.arguments[0], self.lineno)
        title = nodes.rubric("", "", nodes.Text("For facilitators: "), *words)
        title += nodes.Text(f" ({minutes} minute{'s' if minutes != 1 else ''})")
        made = drawer(title, "facilitator", classes=["facilitator"])
        for name in ("purpose", "risk"):
            words, _ = self.state.inline_text(self.options.get(name, ""), self.lineno)
            made += nodes.paragraph("", "", nodes.strong("", name.capitalize()), nodes.Text(": "), *words)
        self.state.nested_parse(self.content, self.content_offset, made)
        if "name" in self.options:
            made["facilitator_name"] = nodes.fully_normalize_name(self.options["name"])
        self.set_source_info(made)
        return [made]


def named(document: nodes.document) -> dict[str, nodes.Element]:
    """The facilitator blocks of `document` that have a name."""
    found = document.findall(lambda node: isinstance(node, nodes.Element) and "facilitator_name" in node)
    return {block["facilitator_name"]: block for block in found}


class PlaceControl(SphinxPostTransform):
    """Puts the control under the title of a page that holds a block, and of no other."""

    default_priority = 190  # before sphinx-design makes its drawers
    formats = ("html",)

    def run(self, **kwargs) -> None:
        if not any(True for _ in self.document.findall(_is_block)):
            return
        title = next(self.document.findall(nodes.title), None)
        if title is None:
            return
        holder = title.parent
        place = holder.index(title) + 1
        if place < len(holder) and "page-facts" in holder[place].get("classes", []):
            place += 1
        holder.insert(place, nodes.raw("", CONTROL, format="html", classes=["facilitator-control"]))


def _is_block(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and "facilitator" in node["classes"]


def setup(app: Sphinx) -> dict:
    app.add_directive("facilitator", FacilitatorDirective)
    app.add_post_transform(PlaceControl)
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
