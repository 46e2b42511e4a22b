"""A reflection: one YAML file, read into a checked model from which every face is made.

The model knows nothing of pages, notebooks or paper. A file that cannot be right raises `ReflectionError`, whose
message names the file, the line and the item. Answers are never part of the model.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field, model_validator

from edi_handbook import yaml_file
from edi_handbook.yaml_file import Strict, YamlFileError

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Text = Annotated[str, Field(min_length=2, max_length=1200)]
Texts = Annotated[dict[Slug, Text], Field(min_length=1, max_length=14)]

SCALE = {
    "strongly-agree": "Strongly agree",
    "agree": "Agree",
    "neither": "Neither agree nor disagree",
    "disagree": "Disagree",
    "strongly-disagree": "Strongly disagree",
}
NOT_SURE = ("not-sure", "Not sure")
NOT_MY_ROLE = ("not-my-role", "Does not apply to my role")
END = "end"
POLLED = ("choose-one", "choose-several", "agreement")

SUPPORT = (
    "You can stop at any point, skip any question, and come back another day.",
    "If something here is close to home, talk to someone you trust first: a colleague, your staff network, "
    "your trade union, occupational health or your staff support service.",
    "If you want to raise a concern, your organisation has a Freedom to Speak Up Guardian, "
    "who listens, sets out your options and helps you choose. The intranet says who it is.",
)
"""Printed before the first question of every reflection. Roles only: who holds them differs by organisation."""


DISCLOSURE = (
    "Make room without turning the room's eyes on them: call a break, and go with the person or ask the other "
    "facilitator to.",
    "Listen, and thank them. Do not question, investigate or judge. Do not promise secrecy: "
    "say whom you would have to tell if someone is at risk.",
    "Ask what they want to happen next. Name the routes: line manager, trade union, staff network, staff support, "
    "Freedom to Speak Up Guardian. They choose.",
    "If someone is in danger now, or a child or an adult at risk may be harmed, "
    "follow the emergency or safeguarding procedure at once, and say that you are doing so.",
    "Write down only what was agreed, where your policy says such notes belong. "
    "Later, talk it through with someone yourself.",
)
"""What a facilitator does when someone tells of harm, before anything that is particular to the reflection."""


class ReflectionError(YamlFileError):
    """A reflection that cannot be used."""


@dataclass(frozen=True)
class Asked:
    """A question that is answered by choosing: `part` of the answer keeps the choice, or the list of `several`."""

    part: str
    prompt: str
    choices: dict[str, str]
    several: bool = False


class Item(Strict):
    """What every kind of item has. `account` names the heading of a reflective account that the answer goes under.

    A kind says what it asks once, for every face of it: `asked` of what is chosen, `written` of what is put in words.
    """

    id: Slug
    prompt: Text
    hint: str = Field("", max_length=600)
    after: str = Field("", max_length=800, description="printed below the answer, the same for every answer")
    track: Slug | None = None
    account: Literal["happened", "learned", "changed"] | None = None

    wording_of: ClassVar[tuple[str, ...]] = ("kind", "prompt")
    written: ClassVar[tuple[str, ...]] = ()
    """The parts of an answer that are somebody's own words."""

    @property
    def asked(self) -> list[Asked]:
        return []

    @property
    def wording(self) -> str:
        """Eight hexadecimal digits that change when the question or a choice is reworded, and not with a hint.

        An answer is stored under the wording it was given to, so that it never appears under another question.
        """
        asked = [getattr(self, name) for name in self.wording_of]
        asked = [value.model_dump() if isinstance(value, BaseModel) else value for value in asked]
        plain = json.dumps(asked, default=lambda model: model.model_dump(), ensure_ascii=True)
        return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()[:8]


class Choosing(Item):
    not_sure: bool = True
    not_my_role: bool = False

    @property
    def extras(self) -> dict[str, str]:
        """The choices that say neither yes nor no."""
        return dict([NOT_SURE] * self.not_sure + [NOT_MY_ROLE] * self.not_my_role)


class ChooseOne(Choosing):
    kind: Literal["choose-one"]
    choices: Texts
    wording_of = ("kind", "prompt", "choices")

    @property
    def asked(self) -> list[Asked]:
        return [Asked("choice", self.prompt, self.choices | self.extras)]


class ChooseSeveral(Choosing):
    kind: Literal["choose-several"]
    choices: Texts
    wording_of = ("kind", "prompt", "choices")

    @property
    def asked(self) -> list[Asked]:
        return [Asked("choices", self.prompt, self.choices | self.extras, several=True)]


class Agreement(Choosing):
    """Statements about a place, a process or a habit, each with the five steps of `SCALE`. Nothing is summed."""

    kind: Literal["agreement"]
    statements: Texts
    wording_of = ("kind", "prompt", "statements")

    @property
    def asked(self) -> list[Asked]:
        return [Asked(part, statement, SCALE | self.extras) for part, statement in self.statements.items()]


class FreeText(Item):
    kind: Literal["text"]
    lines: int = Field(4, ge=2, le=12)
    written = ("text",)


class Plan(Item):
    """An if-then plan (Gollwitzer 1999, doi 10.1037/0003-066X.54.7.493): a moment, an act, a date to look back."""

    kind: Literal["plan"]
    when: str = Field("", max_length=200, description="an example of the moment")
    act: str = Field("", max_length=200, description="an example of the act")
    written = ("if", "then")


class Steps(Item):
    """Steps in the order in which they are to be done, ticked as they are."""

    kind: Literal["steps"]
    steps: Annotated[dict[Slug, Text], Field(min_length=2, max_length=14)]
    not_my_role: bool = False
    wording_of = ("kind", "prompt", "steps")

    @property
    def asked(self) -> list[Asked]:
        return [Asked("done", self.prompt, self.steps, several=True)]


class Gathered(Item):
    """The place where the if-then plans made in other reflections come together."""

    kind: Literal["gathered"]
    rows: int = Field(4, ge=2, le=12, description="how many blank plans the paper form has")


class Branch(Strict):
    text: Text
    outcome: Text
    next: Slug


class Scene(Strict):
    title: Text
    text: Text
    ask: Text
    choices: dict[Slug, Branch] = Field(min_length=2, max_length=5)


class Scenario(Item):
    """Scenes that lead on from choice to choice. There are no points and no right path, only consequences."""

    kind: Literal["scenario"]
    scenes: dict[Slug, Scene] = Field(min_length=1, max_length=12)
    close: Text
    wording_of = ("kind", "prompt", "scenes")

    @property
    def asked(self) -> list[Asked]:
        """Of each scene the choices that somebody looked at."""
        return [
            Asked(name, scene.ask, {key: branch.text for key, branch in scene.choices.items()}, several=True)
            for name, scene in self.scenes.items()
        ]

    def leads_to(self, branch: Branch) -> str | None:
        """The title of the scene that a choice leads to; None where it leads to the close."""
        return None if branch.next == END else self.scenes[branch.next].title

    @model_validator(mode="after")
    def every_path_ends(self):
        order = list(self.scenes)
        reached = {order[0]}
        for position, (name, scene) in enumerate(self.scenes.items()):
            if name == END:
                raise ValueError(f"a scene cannot be called '{END}': that word closes the scenario")
            for choice, branch in scene.choices.items():
                if branch.next == END:
                    continue
                if branch.next not in self.scenes:
                    raise ValueError(f"choice '{choice}' of scene '{name}' leads to '{branch.next}', which is no scene")
                # Only forward: so every path ends, and paper can be read from top to bottom.
                if order.index(branch.next) <= position:
                    raise ValueError(f"choice '{choice}' of scene '{name}' leads back to '{branch.next}': lead on only")
                reached.add(branch.next)
        if lost := set(order) - reached:
            raise ValueError(f"no choice leads to scene '{sorted(lost)[0]}': lead to it or take it out")
        return self


AnyItem = Annotated[
    ChooseOne | ChooseSeveral | Agreement | FreeText | Plan | Steps | Gathered | Scenario,
    Field(discriminator="kind"),
]


class Facilitator(Strict):
    """What the person who runs the session needs; printed by `{reflection-facilitator}`."""

    minutes: int = Field(ge=5, le=120)
    purpose: Text
    risks: list[Text] = Field(min_length=1, max_length=6)
    run: list[Text] = Field(min_length=2, max_length=8)
    debrief: list[Text] = Field(min_length=2, max_length=8)
    disclosure: list[Text] = Field([], max_length=4, description="printed after the standard steps")


class Reflection(Strict):
    """One reflection, or a poll: short, asked in or after a session, its answers meant for the group.

    `name` is the file's own name.
    """

    name: Slug
    title: Text
    purpose: Text
    minutes: int = Field(ge=2, le=45)
    reviewed: datetime.date
    poll: bool = False
    support: list[Text] = Field([], description="printed after the standard support note")
    tracks: dict[Slug, Text] = Field({}, description="empty, or one heading for each of two readers")
    items: list[AnyItem] = Field(min_length=2, max_length=16)
    facilitator: Facilitator

    @model_validator(mode="after")
    def holds_together(self):
        seen = set()
        for item in self.items:
            if item.id in seen:
                raise ValueError(f"two items are called '{item.id}': give each its own id")
            seen.add(item.id)
            if item.track and item.track not in self.tracks:
                raise ValueError(f"item '{item.id}' is on track '{item.track}', which is not under tracks")
            # Someone who lives with discrimination is not nudged to write it up for a regulator.
            if item.track == "me" and item.account:
                raise ValueError(f"item '{item.id}' is on track 'me': take its account line out")
        if self.poll:
            if other := [item.id for item in self.items if item.kind not in POLLED]:
                raise ValueError(f"item '{other[0]}' of a poll must be of kind {', '.join(POLLED)}")
            if self.tracks:
                raise ValueError("a poll has no tracks: nobody gives a group what happened to them")
        else:
            plans = [item.id for item in self.items if item.kind == "plan"]
            if plans != [self.items[-1].id]:
                raise ValueError("the last item, and only the last, must be of kind plan")
        if len(self.tracks) == 1:
            raise ValueError("one track is no choice: name two, or none")
        return self

    @property
    def groups(self) -> list[tuple[str | None, list[Item]]]:
        """Items in order, in runs of the same track."""
        runs: list[tuple[str | None, list[Item]]] = []
        for item in self.items:
            if not runs or runs[-1][0] != item.track:
                runs.append((item.track, []))
            runs[-1][1].append(item)
        return runs


def read(path: Path | str) -> Reflection:
    """The reflection in the YAML file at `path`. Raises `ReflectionError` where it cannot be used."""
    return yaml_file.read(Path(path), Reflection, ReflectionError, what="a reflection", parts="items")


def read_all(folder: Path | str) -> dict[str, Reflection]:
    """Every reflection in `folder`, by name, in the order of their names."""
    return {path.stem: read(path) for path in sorted(Path(folder).glob("*.yml"))}
