"""Make it yours: `{make-it-yours}` sets the form in which a lead makes a strategy of their own of the offered one.

    ```{make-it-yours}
    ```

On a web page it is the form that `edi_handbook.yours.page` writes; in print a shorter one, of tables with a column of
lines to write on. `publish` works nothing out: it sets what the form says.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook.ledgers.tables import LedgerError
from edi_handbook.publish.markup.assets import Assets
from edi_handbook.publish.markup.reflections import answer_lines
from edi_handbook.reflect.page import FRONT as FORMS
from edi_handbook.yours import page
from edi_handbook.yours.form import TABLES, Form, Section, form

logger = logging.getLogger(__name__)

# A form to fill in looks as a reflection does, and has a little more.
ASSETS = Assets(
    "yours",
    page.FRONT / "start.js",
    (FORMS / "reflect.css", page.FRONT / "yours.css"),
    marks=("data-yours",),
    asked=page.FRONT / "page.js",
)

WIDTHS = (2, 5, 5)


class make_it_yours(nodes.General, nodes.Element):
    """The form, until the builder is known."""


class MakeItYoursDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        for table in TABLES:
            self.env.note_dependency(str(table))
        try:
            form()
        except LedgerError as error:
            for problem in error.problems:
                logger.warning("%s", problem, location=self.get_location())
            return []
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
    about = [("Organisation", ""), ("Start, review", "A review after three years"), ("Vision", model.vision)]
    made += _table("about", "Your strategy", about)
    for section in model.sections:
        made += _table(section.key, section.title, list(_rows(section)))
    return made


def _rows(section: Section) -> Iterator[tuple[str, str]]:
    cells = section.cells
    first = section.milestones[0]
    yield "Target, and when", f"{cells['target_in_words']}: end of quarter {section.due}"
    yield "Owner, a role", f"{cells['owner']}, with {cells['with_role']}"
    yield "Hours, money", f"{cells['hours']} hours in three years"
    yield "First milestone", f"{first.cells['what']}: end of quarter {first.quarter}"
    yield "First risk", section.risks[0].cells["risk"]
    yield "When to stop", cells["stop"]


def _table(key: str, caption: str, rows: list[tuple[str, str]]) -> nodes.table:
    made = nodes.table("", nodes.title("", caption), classes=["colwidths-given"])
    group = nodes.tgroup(cols=len(WIDTHS))
    for number, width in enumerate(WIDTHS):
        group += nodes.colspec(colwidth=width, stub=1 if number == 0 else 0)
    group += nodes.thead("", _row(*(nodes.paragraph("", words) for words in ("What", "Offered", "Ours"))))
    body = nodes.tbody()
    for number, (what, offered) in enumerate(rows, start=1):
        field = f"make-it-yours.{key}.{number}"
        line = answer_lines(field=field, label=f"{what}: ours", lines=1, sheet=caption)
        body += _row(nodes.paragraph("", what), nodes.paragraph("", offered), line)
    group += body
    made += group
    return made


def _row(*cells: nodes.Element) -> nodes.row:
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def setup(app: Sphinx) -> dict:
    app.setup_extension("edi_handbook.publish.markup.reflections")  # whose lines to write on these are
    app.add_node(make_it_yours)
    app.add_directive("make-it-yours", MakeItYoursDirective)
    app.add_post_transform(SetForm)
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
