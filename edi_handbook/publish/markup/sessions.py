"""Sessions in the book: `{session}` sets the plan of that name, from the YAML file beside its page.

    ```{session} from-gap-to-process
    ```

It gives, as ordinary sections: the session at a glance (the crib: one table, with the time at which each step begins),
what to bring, each step, what differs with a browser only, and the slides. Times are minutes from the start; on a web
page the script turns them into clock times, from a start that is kept nowhere.
"""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from edi_handbook.facilitate import FRONT, plan
from edi_handbook.facilitate.plan import Session, Step
from edi_handbook.publish.markup.assets import Assets
from edi_handbook.publish.markup.reflections import answer_box

logger = logging.getLogger(__name__)

ASSETS = Assets("session", FRONT / "session.js", FRONT / "session.css", marks=("data-session-start",))
CONTROL = (
    '<p class="session-start"><label>The session starts at '
    '<input type="time" data-session-start autocomplete="off"></label> <span role="status"></span></p>'
)


class slides_link(nodes.General, nodes.Element):
    """A link to the slides of the session `session`, until the builder is known."""


class SessionDirective(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        path = folder(self.env) / f"{self.arguments[0]}.yml"
        self.env.note_dependency(str(path.relative_to(self.env.srcdir)))
        if not path.exists():
            message = "there is no session %r: %s is missing"
            logger.warning(message, self.arguments[0], path.name, location=self.get_location())
            return []
        if Path(self.env.doc2path(self.env.docname)).with_suffix("") != path.with_suffix(""):
            message = "the page of session %r must be %s, beside its plan"
            logger.warning(message, path.stem, f"{path.stem}.md", location=self.get_location())
            return []
        try:
            session = plan.read(path)
        except plan.PlanError as error:
            for line in str(error).splitlines():
                logger.warning("%s", line, location=self.get_location())
            return []
        return [
            self._section("at-a-glance", "The session at a glance", self._glance(session)),
            self._section("what-to-bring", "What to bring", _checklist(session)),
            self._section("step-by-step", "Step by step", self._steps(session)),
            self._section("browser-only", "With a browser only", self._browser_only(session)),
            self._section("slides", "Slides", [slides_link(session=session.name)]),
        ]

    def _section(self, name: str, title: str, children: list[nodes.Node], **attributes) -> nodes.section:
        made = nodes.section("", nodes.title("", title), *children, ids=[name], names=[title.lower()], **attributes)
        self.set_source_info(made)
        return made

    def _marked(self, text: str) -> list[nodes.Node]:
        return self.state.inline_text(" ".join(text.split()), self.lineno)[0]

    def _listed(self, kind: type[nodes.Element], lines: list[str]) -> nodes.Element:
        made = kind(enumtype="arabic", suffix=".") if kind is nodes.enumerated_list else kind()
        for line in lines:
            made += nodes.list_item("", nodes.paragraph("", "", *self._marked(line)))
        return made

    def _glance(self, session: Session) -> list[nodes.Node]:
        facts = nodes.definition_list(classes=["facts", "session-facts"])
        for name, value in (
            ("Length", f"{session.minutes} minutes"),
            ("For", session.people),
            ("Led by", session.leaders),
        ):
            item = nodes.definition_list_item("", nodes.term("", name))
            item += nodes.definition("", nodes.paragraph("", value))
            facts += item
        words = f"Times are hours and minutes from the start. The {len(session.steps)} steps add up to"
        return [
            facts,
            addnodes.only("", nodes.raw("", CONTROL, format="html"), expr="html"),
            nodes.paragraph("", f"{words} {session.minutes} minutes."),
            crib(session),
        ]

    def _steps(self, session: Session) -> list[nodes.Node]:
        made = []
        for number, (begins, ends, step) in enumerate(session.timed, 1):
            times = nodes.paragraph("", "", classes=["session-times"])
            times += [nodes.Text("From "), _time(begins), nodes.Text(" to "), _time(ends)]
            times += nodes.Text(f": {step.minutes} minute{'s' if step.minutes != 1 else ''}.")
            title = f"{number}. {step.title}"
            made.append(self._section(f"step-{step.id}", title, [times, *self._step(step)], session_step=step.id))
        return made

    def _step(self, step: Step) -> list[nodes.Node]:
        made: list[nodes.Node] = [nodes.paragraph("", "", nodes.strong("", "Say"), nodes.Text(f": “{step.say}”"))]
        made.append(self._listed(nodes.enumerated_list, step.do))
        if step.prompts:
            made += [nodes.paragraph("", "", nodes.strong("", "Ask"))]
            asked = nodes.bullet_list()
            for prompt in step.prompts:
                asked += nodes.list_item("", nodes.paragraph("", prompt))
            made.append(asked)
        made.append(nodes.paragraph("", "", nodes.strong("", "Watch for")))
        risks = nodes.bullet_list()
        for risk in step.risks:
            words = [nodes.strong("", risk.watch), nodes.Text(": "), *self._marked(risk.then)]
            risks += nodes.list_item("", nodes.paragraph("", "", *words))
        made.append(risks)
        if step.pages:
            links = ", ".join(f"{{doc}}`/{page}`" for page in step.pages)
            made.append(nodes.paragraph("", "", nodes.strong("", "Open"), nodes.Text(": "), *self._marked(links)))
        if step.evidence:
            made.append(self._evidence(step))
        return made

    def _evidence(self, step: Step) -> nodes.paragraph:
        made = nodes.paragraph("", "", nodes.strong("", "Why this step"), nodes.Text(": "))
        made += self._marked(step.evidence.why)
        if step.evidence.grade != "none":
            made += [nodes.Text(" "), nodes.inline("", f"Evidence: {step.evidence.grade}", classes=["evidence-grade"])]
        return made

    def _browser_only(self, session: Session) -> list[nodes.Node]:
        differ = [step for step in session.steps if step.browser_only]
        words = "Every step can be run from the pages of this handbook, with no notebook running."
        if not differ:
            return [nodes.paragraph("", f"{words} Nothing differs.")]
        listed = nodes.definition_list()
        for step in differ:
            item = nodes.definition_list_item("", nodes.term("", step.title))
            item += nodes.definition("", nodes.paragraph("", "", *self._marked(step.browser_only)))
            listed += item
        return [nodes.paragraph("", f"{words} This is what differs."), listed]


def folder(env: BuildEnvironment) -> Path:
    """Where session plans and their pages are."""
    return Path(env.srcdir, env.config.edi_sessions)


def _time(minutes: int) -> nodes.inline:
    return nodes.inline("", plan.clock(minutes), classes=["session-time"])


def crib(session: Session) -> nodes.table:
    """One row a step: when it begins, how long, what it is, how to open it, what to watch for."""
    rows = []
    for begins, _, step in session.timed:
        rows.append([_time(begins), step.title, str(step.minutes), f"“{step.say}”", step.risks[0].watch])
    rows.append([_time(session.minutes), "End", "", "", ""])
    return _table(["Time", "Step", "Minutes", "Say first", "Watch for"], rows, [8, 20, 9, 38, 25], "session-crib")


def _table(head: list[str], rows: list[list], widths: list[int], name: str) -> nodes.table:
    group = nodes.tgroup(cols=len(head))
    for column, width in enumerate(widths):
        group += nodes.colspec(colwidth=width, stub=1 if column == 0 else 0)

    def row(cells: list) -> nodes.row:
        made = nodes.row()
        for cell in cells:
            held = cell if isinstance(cell, nodes.Node) else nodes.Text(cell)
            made += nodes.entry("", *([nodes.paragraph("", "", held)] if held.astext() else []))
        return made

    group += nodes.thead("", row(head))
    group += nodes.tbody("", *map(row, rows))
    return nodes.table("", group, classes=[name])


def _checklist(session: Session) -> list[nodes.Node]:
    made = nodes.bullet_list(classes=["contains-task-list", "session-materials"])
    for number, material in enumerate(session.materials):
        without = f". Without it: {material.without}" if material.without else ""
        box = answer_box(field=f"{session.name}.material.{number}", label=material.what, group=None)
        made += nodes.list_item("", nodes.paragraph("", "", box, nodes.Text(material.what + without)))
    return [made]


class SetSession(SphinxPostTransform):
    """What depends on the builder: boxes that can be ticked, and the link to the slides."""

    default_priority = 6

    def run(self, **kwargs) -> None:
        html = self.app.builder.format == "html"
        for node in list(self.document.findall(slides_link)):
            node.replace_self(self._slides(node["session"], html))
        if html:
            for listed in self.document.findall(nodes.bullet_list):
                if "session-materials" in listed["classes"]:
                    for item in listed:
                        self._tickable(item)

    def _slides(self, name: str, html: bool) -> list[nodes.Node]:
        if not html:
            return [nodes.paragraph("", f"Slides: slides-{name}.pdf. The first table of this page: crib-{name}.pdf.")]
        here = self.app.builder.get_target_uri(self.env.docname)
        link = nodes.reference("", "Open the slides", internal=True, refuri=relative_uri(here, f"slides/{name}.html"))
        return [
            nodes.container(
                "",
                nodes.paragraph("", "", link, nodes.Text(".")),
                nodes.paragraph(
                    "",
                    "They work without a network. Move with Page Down and Page Up, or with the links at the foot of "
                    "each slide. Your own notes are in a closed section below each slide, and are hidden from the room "
                    "until you ask for them.",
                ),
                # Filled by `offers.py` once there are PDFs.
                nodes.raw("", f"<!--pdf slides-{name}.pdf crib-{name}.pdf--><!--/pdf-->", format="html"),
                classes=["session-slides"],
            )
        ]

    def _tickable(self, item: nodes.list_item) -> None:
        paragraph = item[0]
        label = nodes.raw("", '<label><input type="checkbox"> ', format="html")
        words = [child for child in paragraph.children if not isinstance(child, answer_box)]
        item.replace(paragraph, nodes.paragraph("", "", label, *words, nodes.raw("", "</label>", format="html")))


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_sessions", "book/facilitate/sessions", "env", types=(str,))
    app.add_node(slides_link)
    app.add_directive("session", SessionDirective)
    app.add_post_transform(SetSession)
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
