"""Reflections in the book: `{reflection}` sets one, `{reflections}` lists them, `{reflection-facilitator}` its notes.

    ```{reflection} being-an-ally
    ```

On a web page a reflection is the form that `edi_handbook.reflect.page` writes. Everywhere else it is ordinary docutils
nodes and three of our own: `question`, `answer_box`, a box to tick, and `answer_lines`, ruled lines. Box and lines say
what they are for (`field`, `label`; a box also `group` where only one may be ticked), so that a builder can make form
fields of them.
"""

import functools
import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook.publish.markup import routes
from edi_handbook.publish.markup.assets import Assets
from edi_handbook.publish.markup.drawer import drawer
from edi_handbook.publish.markup.twins import only
from edi_handbook.reflect import page
from edi_handbook.reflect.model import (
    DISCLOSURE,
    SUPPORT,
    Agreement,
    Asked,
    ChooseOne,
    ChooseSeveral,
    FreeText,
    Gathered,
    Item,
    Plan,
    Reflection,
    ReflectionError,
    Scenario,
    Steps,
    read,
)
from edi_handbook.reflect.wording import GATHER, LETTERS, LOOK_BACK, MORE, POLL, PRIVATE, SEVERAL, Twin

logger = logging.getLogger(__name__)

MIME = "application/vnd.edi-handbook.reflection+json"

# `data-progress` stands in lists of reflections.
ASSETS = Assets(
    "reflect", page.FRONT / "page.js", page.FRONT / "reflect.css", marks=("data-reflection=", "data-progress=")
)


# The kinds of item that stand on one page with their question.
KEPT_WHOLE = {"choose-one", "choose-several", "text", "plan", "steps"}


class reflection(nodes.General, nodes.Element):
    """A reflection, `model`, until the builder is known."""


class question(nodes.General, nodes.TextElement):
    """The words above boxes or lines. They stay on the page of what follows."""


class answer_box(nodes.Inline, nodes.Element):
    """A box to tick: `field`, `label`; where only one of a group may be ticked, also `group` and its `question`."""


class answer_lines(nodes.General, nodes.Element):
    """Ruled lines to write on: `field`, `label`, `lines`."""


class answer_page(nodes.General, nodes.Element):
    """A page for what found no room above, in a file to fill in: `field`, `label`."""


class _OfReflection(SphinxDirective):
    required_arguments = 1

    def model(self) -> Reflection | None:
        """The reflection that the directive names, or None after a warning that says what is wrong."""
        path = Path(self.env.srcdir, self.config.edi_reflections, f"{self.arguments[0]}.yml")
        self.env.note_dependency(str(path.relative_to(self.env.srcdir)))
        if not path.exists():
            logger.warning(
                "there is no reflection %r: %s is missing", self.arguments[0], path.name, location=self.get_location()
            )
            return None
        try:
            return read(path)
        except ReflectionError as error:
            for line in str(error).splitlines():
                logger.warning("%s", line, location=self.get_location())
            return None


class ReflectionDirective(_OfReflection):
    """The form, below the lines for somebody who should not have to fill in a form today."""

    def run(self) -> list[nodes.Node]:
        model = self.model()
        return [] if model is None else [*routes.crisis(self), _node(model)]


class FacilitatorDirective(_OfReflection):
    """The notes for whoever runs the session: folded on the page, and in print where the edition has `facilitator`."""

    def run(self) -> list[nodes.Node]:
        model = self.model()
        return [] if model is None else [facilitator(model)]


class ReflectionsDirective(SphinxDirective):
    """A list of reflections by name, one a line, each a link to the page of that name beside this one."""

    has_content = True
    option_spec = {"folder": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        made = nodes.bullet_list(classes=["rf-list"])
        for name in filter(None, (line.strip() for line in self.content)):
            path = Path(self.env.srcdir, self.config.edi_reflections, f"{name}.yml")
            self.env.note_dependency(str(path.relative_to(self.env.srcdir)))
            try:
                model = read(path)
            except ReflectionError as error:
                logger.warning("%s", error, location=self.get_location())
                continue
            body, _ = self.state.inline_text(f"{{doc}}`{model.title} <{name}>`", self.lineno)
            held = nodes.paragraph("", "", *body, nodes.Text(f": {model.minutes} minutes."))
            questions = sum(item.kind != "gathered" for item in model.items)
            mark = f'<span data-progress="{name}" data-of="{questions}"></span>'
            made += nodes.list_item("", held, nodes.raw("", mark, format="html"))
        return [nodes.container("", made, classes=["rf-lists"])]


def _node(model: Reflection) -> reflection:
    return reflection(model=model.model_dump_json())


class SetReflection(SphinxPostTransform):
    """Gives each reflection the face of the builder."""

    default_priority = 6  # after MyST-NB has chosen the MIME type of an output, at 4

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(reflection)):
            model = Reflection.model_validate_json(node["model"])
            if self.app.builder.format == "html":
                node.replace_self(nodes.raw("", page.html(model), format="html"))
            else:
                node.replace_self(paper(model))


def _paragraphs(text: str, **attributes) -> list[nodes.Node]:
    parts = (part.strip() for part in text.strip().split("\n\n"))
    return [nodes.paragraph("", " ".join(part.split()), **attributes) for part in parts]


def _asked(question: str, words: str) -> str:
    """The words that name an answer when it is read out without the page."""
    joint = " " if question.endswith(("?", ".", "!", ":")) else ": "
    return joint.join(part for part in (question, words) if part)


def _whole(*held: nodes.Node) -> nodes.container:
    """What must stand on one page: a question and the places for its answer."""
    return nodes.container("", *held, classes=["whole"])


def _box(name: str, item: Item, asked: Asked, value: str, label: str) -> answer_box:
    field = f"{name}.{item.id}.{asked.part}"
    words = _asked(asked.prompt, label)
    if asked.several:
        return answer_box(field=f"{field}.{value}", label=words, group=None)
    return answer_box(field=f"{field}.{value}", label=words, group=field, question=asked.prompt)


def _boxes(name: str, item: Item, asked: Asked, made: nodes.Element) -> nodes.Element:
    """`made`, a list, with a box for each choice."""
    for value, label in asked.choices.items():
        box = _box(name, item, asked, value, label)
        made += nodes.list_item("", nodes.paragraph("", "", box, nodes.Text(label)))
    return made


def _lines(name: str, item: Item, part: str, label: str, lines: int) -> answer_lines:
    return answer_lines(field=f"{name}.{item.id}.{part}", label=_asked(item.prompt, label), lines=lines)


def paper(model: Reflection) -> nodes.container:
    """The print form: prompts, boxes to tick and lines to write on."""
    made = nodes.container(classes=["reflection"])
    made += _paragraphs(model.purpose)
    made += nodes.rubric("", "Before you start")
    support = nodes.bullet_list()
    for line in [*SUPPORT, *model.support]:
        support += nodes.list_item("", nodes.paragraph("", line))
    made += support
    made += _twins(POLL if model.poll else PRIVATE)
    if model.tracks:
        tracks = "; ".join(model.tracks.values())
        words = f"There are two tracks. Fill in the one that fits you today, or both: {tracks}."
        made += nodes.paragraph("", f"{words} The plan at the end is for either.")
    made += only("fillable", LETTERS)
    for track, items in model.groups:
        if track:
            made += nodes.rubric("", model.tracks[track], classes=["track"])
        for item in items:
            made += _item(model.name, item)
    made += answer_page(field=f"{model.name}.more", label=MORE)
    for place in made.findall(lambda node: isinstance(node, answer_box | answer_lines | answer_page)):
        place["sheet"] = model.title
    return made


def _twins(said: Twin, **attributes) -> list[nodes.Node]:
    """What a sheet says, and a file to fill in where that is something else."""
    if said.sheet == said.file:
        return [nodes.paragraph("", said.sheet, **attributes)]
    return [only("ruled", said.sheet), only("fillable", said.file)]


def _item(name: str, item: Item) -> nodes.container:
    made = nodes.container(classes=["reflection-item", f"reflection-{item.kind}"])
    asked: list[nodes.Node] = [question("", item.prompt)]
    if item.hint and item.kind != "gathered":  # that hint speaks of the device
        asked += _paragraphs(item.hint, classes=["answer-hint"])
    answer = list(_answer(item, name))
    # Of others each part is kept whole by itself: together they may take more than a page.
    made += _whole(*asked, *answer) if item.kind in KEPT_WHOLE else [*asked, *answer]
    if item.after:
        made += _paragraphs(item.after)
    return made


@functools.singledispatch
def _answer(item: Item, name: str) -> Iterator[nodes.Node]:
    """Where the answer goes, on the sheet of the reflection `name`: boxes or lines, one function a kind of item."""
    raise TypeError(f"paper has no form for items of kind {item.kind}")


@_answer.register
def _(item: ChooseOne, name: str) -> Iterator[nodes.Node]:
    yield _boxes(name, item, item.asked[0], nodes.bullet_list(classes=["answer-boxes"]))


@_answer.register
def _(item: ChooseSeveral, name: str) -> Iterator[nodes.Node]:
    yield from _twins(SEVERAL, classes=["answer-hint"])
    yield _boxes(name, item, item.asked[0], nodes.bullet_list(classes=["answer-boxes"]))


@_answer.register
def _(item: Steps, name: str) -> Iterator[nodes.Node]:
    yield _boxes(name, item, item.asked[0], nodes.enumerated_list(enumtype="arabic", suffix="."))


@_answer.register
def _(item: Agreement, name: str) -> Iterator[nodes.Node]:
    for asked in item.asked:
        row = nodes.paragraph("", "", classes=["answer-scale"])
        for value, label in asked.choices.items():
            box = _box(name, item, asked, value, label)
            row += nodes.inline("", "", box, nodes.Text(label), classes=["answer-choice"])
            row += nodes.Text(" ")
        yield _whole(question("", asked.prompt, classes=["statement"]), row)


@_answer.register
def _(item: FreeText, name: str) -> Iterator[nodes.Node]:
    yield _lines(name, item, "text", "", item.lines)


@_answer.register
def _(item: Plan, name: str) -> Iterator[nodes.Node]:
    for part, lead, example in (("if", "If", item.when), ("then", "Then I will", item.act)):
        words = f" (such as: {example})" if example else ""
        yield question("", lead + words, classes=["part"])
        yield _lines(name, item, part, lead, 2)
    yield question("", LOOK_BACK.sheet, classes=["part"])
    yield _lines(name, item, "by", LOOK_BACK.sheet, 1)


@_answer.register
def _(item: Gathered, name: str) -> Iterator[nodes.Node]:
    yield from _twins(GATHER)
    for row in range(1, item.rows + 1):
        place = _lines(name, item, f"plan-{row}", f"Plan {row}", 2)
        yield _whole(question("", f"Plan {row}", classes=["part"]), place)


@_answer.register
def _(item: Scenario, name: str) -> Iterator[nodes.Node]:
    for asked, scene in zip(item.asked, item.scenes.values(), strict=True):
        yield nodes.rubric("", scene.title)
        yield from _paragraphs(scene.text)
        held: list[nodes.Node] = [question("", scene.ask)]
        for value, branch in scene.choices.items():
            box = _box(name, item, asked, value, branch.text)
            held.append(nodes.paragraph("", "", box, nodes.strong("", branch.text)))
            held += _paragraphs(branch.outcome)
            held.append(nodes.paragraph("", "Go on to: " + (item.leads_to(branch) or "Before you leave the scenario")))
        yield _whole(*held)
    yield nodes.rubric("", "Before you leave the scenario")
    yield from _paragraphs(item.close)


def facilitator(model: Reflection) -> nodes.Element:
    """A folded block, class `facilitator`, that an edition can leave out by that name."""
    notes = model.facilitator
    made = drawer(nodes.rubric("", "For facilitators"), "facilitator", classes=["facilitator"])
    made += _paragraphs(notes.purpose)
    made += nodes.paragraph("", f"Time in a group: {notes.minutes} minutes.")
    made += nodes.paragraph("", "Answers stay with the person who wrote them: ask nobody to read theirs out.")
    for title, lines, ordered in (
        ("How to run it", notes.run, True),
        ("Risks", notes.risks, False),
        ("Questions for the debrief", notes.debrief, False),
        ("If someone tells of harm", [*DISCLOSURE, *notes.disclosure], True),
    ):
        made += nodes.paragraph("", "", nodes.strong("", title))
        listed = nodes.enumerated_list(enumtype="arabic", suffix=".") if ordered else nodes.bullet_list()
        for line in lines:
            listed += nodes.list_item("", nodes.paragraph("", line))
        made += listed
    return made


class ReflectionRenderer:
    """Gives a notebook's widget the face of the book; see `myst_nb.core.render.MimeRenderPlugin`."""

    mime_priority_overrides = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        if data.mime_type != MIME:
            return None
        held = data.content if isinstance(data.content, dict) else json.loads(data.string)
        return [_node(Reflection.model_validate(held["reflection"]))]


# Builders


def _skip(self, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _open_question(self, node: question) -> None:
    self.open()


def _close_question(self, node: question) -> None:
    above = 9 if node["classes"] else 15
    words = self.close()
    self.add(f"block(above: {above}pt, below: 6pt, sticky: true, {words if node['classes'] else f'strong({words})'})")


def _open_text_question(self, node: question) -> None:
    self.new_state(0)


def _close_text_question(self, node: question) -> None:
    self.end_state()


def _typst_box(self, node: answer_box) -> None:
    self.tick_box(node["field"], node["label"], node["group"], node.get("question", ""), node.get("sheet", ""))
    raise nodes.SkipNode


def _typst_lines(self, node: answer_lines) -> None:
    self.writing_lines(node["field"], node["label"], node["lines"], node.get("sheet", ""))
    raise nodes.SkipNode


def _typst_page(self, node: answer_page) -> None:
    self.page_for_more(node["field"], node["label"], node["sheet"])
    raise nodes.SkipNode


def _text_box(self, node: answer_box) -> None:
    self.add_text("[ ] ")
    raise nodes.SkipNode


def _text_lines(self, node: answer_lines) -> None:
    self.new_state(0)
    for _ in range(node["lines"]):
        self.add_text("_" * 60 + "\n")
    self.end_state()
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_reflections", "book/reflections", "env", types=(str,))
    app.add_node(reflection)
    app.add_node(
        question,
        html=(_skip, None),
        typstpdf=(_open_question, _close_question),
        text=(_open_text_question, _close_text_question),
    )
    app.add_node(answer_box, html=(_skip, None), typstpdf=(_typst_box, None), text=(_text_box, None))
    app.add_node(answer_page, html=(_skip, None), typstpdf=(_typst_page, None), text=(_skip, None))
    app.add_node(answer_lines, html=(_skip, None), typstpdf=(_typst_lines, None), text=(_text_lines, None))
    app.add_directive("reflection", ReflectionDirective)
    app.add_directive("reflections", ReflectionsDirective)
    app.add_directive("reflection-facilitator", FacilitatorDirective)
    app.add_post_transform(SetReflection)
    app.setup_extension("edi_handbook.publish.markup.twins")
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
