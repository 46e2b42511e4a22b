"""A closed section that readers open: sphinx-design's dropdown, made from Python."""

from docutils import nodes
from sphinx_design.shared import create_component


def drawer(title: nodes.rubric, name: str, **attributes) -> nodes.Element:
    """A drawer under `title`, closed, of the class `name`; what it holds is added to it.

    `attributes` are the node's own: with `classes`, an edition can leave the drawer out by that name.
    """
    made = create_component(
        "dropdown",
        opened=False,
        type="dropdown",
        has_title=True,
        icon=None,
        chevron=None,
        container_classes=[name],
        title_classes=[],
        body_classes=[],
        **attributes,
    )
    made += title
    return made
