"""Make it yours: `{make-it-yours}` sets the form in which a lead makes a strategy of their own of the offered one.

    ```{make-it-yours}
    ```

On a web page it is the form that `edi_handbook.yours.page` writes; in print the same to write on, as tables with an
empty column. `publish` works nothing out: it sets what the form says.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from edi_handbook.publish.markup.assets import Assets
from edi_handbook.reflect.page import FRONT as FORMS
from edi_handbook.yours import page
from edi_handbook.yours.form import Form, Section, form

# A form to fill in looks as a reflection does, and has a little more.
ASSETS = Assets(
    "yours",
    page.FRONT / "start.js",
    (FORMS / "reflect.css", page.FRONT / "yours.css"),
    marks=("data-yours",),
    asked=page.FRONT / "page.js",
)

OFFERED, OURS = "Offered", "Ours"


class make_it_yours(nodes.General, nodes.Element):
    """The form, until the builder is known."""


class MakeItYoursDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [make_it_yours()]


class SetForm(SphinxPostTransform):
    """Gives the form the face of the builder."""

    default_priority = 6  # as reflections do

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(make_it_yours)):
            if self.app.builder.format == "html":
                node.replace_self(nodes.raw("", page.html(form()), format="html"))
            else:
                node.replace_self(paper(form()))


def paper(model: Form) -> nodes.container:
    """The form to write on: a table for the whole, and one for each objective, with room beside what is offered."""
    made = nodes.container(classes=["make-it-yours"])
    made += nodes.paragraph("", model.owner_help)
    about = [("Organisation", "", ""), ("Start, and day of review", "Three years", ""), ("Vision", model.vision, "")]
    made += _table("Your strategy", ("What", OFFERED, OURS), about, (2, 5, 5))
    for section in model.sections:
        made += _table(section.title, ("What", OFFERED, OURS), list(_rows(section)), (2, 5, 5))
    return made


def _rows(section: Section) -> Iterator[tuple[str, str, str]]:
    cells = section.cells
    yield "Target", cells["target_in_words"], ""
    yield "Due", f"End of quarter {section.due}", ""
    yield "Owner, a role", f"{cells['owner']}, with {cells['with_role']}", ""
    yield "Hours and money, three years", f"{cells['hours']} hours", ""
    first = section.milestones[0]
    yield "First milestone", f"{first.cells['what']}: end of quarter {first.quarter}", ""
    yield "First risk, and what you do", f"{section.risks[0].cells['risk']}: {section.risks[0].cells['mitigation']}", ""
    yield "What would make you stop", cells["stop"], ""


def _table(caption: str, header: tuple[str, ...], rows: list[tuple[str, ...]], widths: tuple[int, ...]) -> nodes.table:
    made = nodes.table("", nodes.title("", caption), classes=["colwidths-given"])
    group = nodes.tgroup(cols=len(header))
    for number, width in enumerate(widths):
        group += nodes.colspec(colwidth=width, stub=1 if number == 0 else 0)
    group += nodes.thead("", _row(header))
    group += nodes.tbody("", *map(_row, rows))
    made += group
    return made


def _row(cells: tuple[str, ...]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *([nodes.paragraph("", cell)] if cell else [])) for cell in cells))


def setup(app: Sphinx) -> dict:
    app.add_node(make_it_yours)
    app.add_directive("make-it-yours", MakeItYoursDirective)
    app.add_post_transform(SetForm)
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
