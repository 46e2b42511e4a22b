"""A deck as docutils nodes: what stands on each slide, and what only its speaker sees.

Charts come from the notebooks' own pages, cases from the reflections, notes from the step on the session's page and
from facilitator blocks. A slide holds no links: in a room nobody can follow one, so their words stay and they go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from edi_handbook.drawings import DrawingError
from edi_handbook.facilitate.plan import ChartSlide, DrawingSlide, LinesSlide, SceneSlide, Session, Step, clock
from edi_handbook.facilitate.plan import Slide as PlannedSlide
from edi_handbook.publish.markup import drawings
from edi_handbook.publish.markup.facilitator import named
from edi_handbook.reflect import model as reflections
from edi_handbook.reflect.model import Scenario


@dataclass(frozen=True)
class Slide:
    """One slide. `time` says when its step begins and how long it takes; empty on the title."""

    name: str
    heading: str
    time: str
    body: list[nodes.Node]
    notes: list[nodes.Node]


def page_of(env: BuildEnvironment, session: str) -> str:
    """The page of a session, beside its plan."""
    return f"{env.config.edi_sessions}/{session}"


def problems(env: BuildEnvironment, session: Session) -> Iterator[tuple[str, str]]:
    """What the plan names and the book does not hold: (name, one sentence)."""
    for step in session.steps:
        for page in step.pages:
            if page not in env.found_docs:
                yield page, f"step '{step.id}' uses the page {page}, which is not in the book"
        for slide in step.slides:
            for name, wrong in _slide_problems(env, slide):
                yield name, f"a slide of step '{step.id}'{wrong}"


def _slide_problems(env: BuildEnvironment, slide: PlannedSlide) -> Iterator[tuple[str, str]]:
    match slide:
        case SceneSlide():
            if _scenario(env, slide.scenario) is None:
                yield slide.scenario, f": there is no reflection '{slide.scenario}' with a scenario"
        case DrawingSlide():
            try:
                drawings.node(_drawing(env, slide.drawing))
            except DrawingError as error:
                yield slide.drawing, f": {error}"
        case ChartSlide(page=str(page)) | LinesSlide(page=str(page)):
            if page not in env.found_docs:
                yield page, f" uses the page {page}, which is not in the book"
                return
            document = env.get_doctree(page)
            if isinstance(slide, ChartSlide) and _chart(document, slide.chart) is None:
                yield slide.chart, f" shows the chart '{slide.chart}': {page} has no chart of that name"
            if slide.notes and slide.notes not in named(document):
                yield slide.notes, f": {page} has no facilitator block whose name is '{slide.notes}'"


def make(app: Sphinx, session: Session) -> list[Slide]:
    """The deck of `session`: a title with the covers' motif, then each step's lines, prompts and further slides."""
    env = app.env
    page = env.get_doctree(page_of(env, session.name))
    motif = _drawn(env, env.config.typst_cover) if env.config.typst_cover else []
    made = [Slide("start", session.title, "", [*motif, nodes.paragraph("", session.summary, classes=["lead"])], [])]
    for begins, _, step in session.timed:
        minutes = f"{step.minutes} minute{'s' if step.minutes != 1 else ''}"
        time = f"{clock(begins)} from the start, {minutes}"
        shown = [_lines(step.show)] if step.show else [nodes.paragraph("", step.say, classes=["lead"])]
        made.append(Slide(step.id, step.title, time, shown, _step_notes(env, page, step)))
        for number, slide in enumerate(step.slides, 1):
            name = f"{step.id}-{number}"
            notes = _block_notes(env, slide)
            made.append(Slide(name, slide.heading, time, _body(app, slide), notes))
        if step.prompts:
            ask = f"{step.title} Talk about it" if step.title.endswith("?") else f"{step.title}: talk about it"
            made.append(Slide(f"{step.id}-ask", ask, time, [_lines(step.prompts)], []))
    return made


def _lines(lines: list[str]) -> nodes.bullet_list:
    made = nodes.bullet_list()
    for line in lines:
        made += nodes.list_item("", nodes.paragraph("", line))
    return made


def _body(app: Sphinx, slide: PlannedSlide) -> list[nodes.Node]:
    match slide:
        case LinesSlide():
            return [_lines(slide.lines)]
        case ChartSlide():
            document = app.env.get_and_resolve_doctree(slide.page, app.builder)
            return _chart_parts(_chart(document, slide.chart))
        case DrawingSlide():
            return [*_drawn(app.env, slide.drawing), *([_lines(slide.ask)] if slide.ask else [])]
        case SceneSlide():
            scene = next(iter(_scenario(app.env, slide.scenario).scenes.values()))
            choices = nodes.enumerated_list(enumtype="upperalpha", suffix=".")
            for branch in scene.choices.values():
                choices += nodes.list_item("", nodes.paragraph("", branch.text))
            told = [nodes.paragraph("", " ".join(part.split())) for part in scene.text.split("\n\n")]
            return [*told, nodes.paragraph("", "", nodes.strong("", scene.ask)), choices]


def _drawing(env: BuildEnvironment, name: str) -> Path:
    return drawings.folder(env) / f"{name}.svg"


def _drawn(env: BuildEnvironment, name: str) -> list[nodes.Node]:
    """The drawing; nothing where it cannot be read, which `problems` has said."""
    try:
        return [nodes.figure("", drawings.node(_drawing(env, name)), classes=["drawing"])]
    except DrawingError:
        return []


def _scenario(env: BuildEnvironment, name: str) -> Scenario | None:
    path = Path(env.srcdir, env.config.edi_reflections, f"{name}.yml")
    if not path.exists():
        return None
    return next((item for item in reflections.read(path).items if isinstance(item, Scenario)), None)


def _chart(document: nodes.document, name: str) -> nodes.figure | None:
    figures = document.findall(nodes.figure)
    return next((one for one in figures if "chart" in one["classes"] and nodes.make_id(name) in one["ids"]), None)


def _chart_parts(figure: nodes.figure) -> list[nodes.Node]:
    """The picture, its caption, its sources and its numbers, without the numbering that only its own page knows."""
    caption = figure.next_node(nodes.caption)
    drawing = next(one for one in figure.children if not isinstance(one, nodes.caption))
    image = nodes.figure("", drawing.deepcopy(), classes=["chart"])
    parts = [image, nodes.paragraph("", "", *_copies(caption.children), classes=["caption-text"])]
    holder = figure.parent
    for below in holder.children[holder.index(figure) + 1 :]:
        below = below.deepcopy()
        tables = list(below.findall(nodes.table))
        if not tables and "small-print" not in below.get("classes", []):
            break
        parts.append(below)
        if tables:  # the drawer with the numbers comes last
            for table in tables:
                _unnumbered(table)
            break
    return _without_links(parts)


def _unnumbered(table: nodes.table) -> None:
    table["ids"] = []
    for title in list(table.findall(nodes.title)):
        title.parent.remove(title)


def _step_notes(env: BuildEnvironment, page: nodes.document, step: Step) -> list[nodes.Node]:
    sections = page.findall(nodes.section)
    section = next((one for one in sections if one.get("session_step") == step.id), None)
    return _without_links(_copies(section.children[1:]), env) if section else []


def _block_notes(env: BuildEnvironment, slide: PlannedSlide) -> list[nodes.Node]:
    match slide:
        case ChartSlide(page=page, notes=str(name)) | LinesSlide(page=page, notes=str(name)):
            block = named(env.get_doctree(page))[name]
            return _without_links(_copies(block.children[1:]), env)
    return []


def _copies(children: list[nodes.Node]) -> list[nodes.Node]:
    return [child.deepcopy() for child in children]


def _without_links(parts: list[nodes.Node], env: BuildEnvironment | None = None) -> list[nodes.Node]:
    """`parts` with the words of each link in its place; a citation that is not resolved goes."""
    holder = nodes.container("", *parts)
    for link in list(holder.findall(lambda node: isinstance(node, nodes.reference | addnodes.pending_xref))):
        words: list[nodes.Node] = list(link.children)
        if isinstance(link, addnodes.pending_xref):
            if link.get("refdomain") == "cite":
                words = []
            elif link.get("reftype") == "doc" and not link.get("refexplicit") and env is not None:
                target = link["reftarget"].lstrip("/")
                words = [nodes.Text(env.titles[target].astext())] if target in env.titles else words
        place = link.parent.index(link)
        before = link.parent[place - 1] if place else None
        if not words and isinstance(before, nodes.Text):
            link.parent[place - 1] = nodes.Text(str(before).rstrip())
        link.parent[place : place + 1] = words
    for node in holder.findall(nodes.Element):
        node["ids"] = []
    return holder.children
