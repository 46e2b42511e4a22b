"""A session plan: one YAML file, read into a checked model from which page, crib, checklist and slides are made.

The model knows nothing of pages or print. A file that cannot be right raises `PlanError`, whose message names the file,
the line and the step. Two kinds of text: *plain*, which is shown as it stands, on slides too; and *marked*, one
paragraph of MyST in which references, citations and terms work, for pages only.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from edi_handbook import yaml_file
from edi_handbook.yaml_file import Strict, YamlFileError

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Plain = Annotated[str, Field(min_length=2, max_length=400)]
Short = Annotated[str, Field(min_length=2, max_length=90)]
Marked = Annotated[str, Field(min_length=2, max_length=900)]
Page = Annotated[str, Field(pattern=r"^(book|notebooks)/[a-z0-9/-]+$", description="a page's path without .md")]

LONG = 90
"""Minutes from which a session needs a break."""


class PlanError(YamlFileError):
    """A session plan that cannot be used."""


class Risk(Strict):
    """What may go wrong, in a few words for the crib, and what to do then."""

    watch: Short
    then: Marked


class Evidence(Strict):
    """Why the step is there. Grades are those of the page on what works; `none` says that nobody measured it."""

    grade: Literal["A", "B", "C", "D", "none"]
    why: Marked


class ChartSlide(Strict):
    """A chart of a notebook page, by the name its author gave it; `notes` names a facilitator block of that page."""

    chart: Slug
    page: Page
    heading: Short
    notes: Slug | None = None


class LinesSlide(Strict):
    """Lines for the room to read: a question, a case, an instruction."""

    heading: Short
    lines: list[Plain] = Field(min_length=1, max_length=6)
    page: Page | None = None
    notes: Slug | None = None

    @model_validator(mode="after")
    def notes_have_a_page(self):
        if self.notes and not self.page:
            raise ValueError("notes are a block of a page: say which, with a line page: ...")
        return self


class SceneSlide(Strict):
    """The opening scene of a reflection's scenario, with its question."""

    scenario: Slug
    heading: Short


class DrawingSlide(Strict):
    """A drawing of the folder `drawings/`, with a few lines for the room to talk about."""

    drawing: Slug
    heading: Short
    ask: list[Plain] = Field([], max_length=3)


Slide = ChartSlide | DrawingSlide | SceneSlide | LinesSlide


class Step(Strict):
    """One step: `show` goes on its slide, `prompts` are asked of the room, `do` is for whoever leads."""

    id: Slug
    kind: Literal["open", "work", "break", "close"]
    title: Short
    minutes: int = Field(ge=1, le=60)
    say: Plain
    show: list[Plain] = Field([], max_length=6)
    prompts: list[Plain] = Field([], max_length=4)
    do: list[Marked] = Field(min_length=1, max_length=8)
    risks: list[Risk] = Field(min_length=1, max_length=4)
    pages: list[Page] = Field([], description="what the step uses")
    browser_only: Marked | None = Field(None, description="what differs where no notebook can run")
    evidence: Evidence | None = None
    slides: list[Slide] = Field([], max_length=6)

    @model_validator(mode="after")
    def says_what_a_browser_changes(self):
        used = [
            *self.pages,
            *(slide.page for slide in self.slides if isinstance(slide, ChartSlide | LinesSlide) and slide.page),
        ]
        if any(page.startswith("notebooks/") for page in used) and not self.browser_only:
            raise ValueError("it uses a notebook: say under browser_only what differs where no notebook can run")
        if self.kind == "work" and not self.evidence:
            raise ValueError("a step of work needs evidence: a grade, and why")
        return self


class Material(Strict):
    """A thing to have ready; `without` says how to do without it."""

    what: Plain
    without: Plain | None = None


class Session(Strict):
    """One session. `name` is the file's own name."""

    name: Slug
    title: Short
    summary: Plain
    minutes: int = Field(ge=10, le=240)
    people: Plain
    leaders: Plain
    reviewed: datetime.date
    materials: list[Material] = Field(min_length=1, max_length=14)
    steps: list[Step] = Field(min_length=3, max_length=14)

    @model_validator(mode="after")
    def holds_together(self):
        seen = set()
        for step in self.steps:
            if step.id in seen:
                raise ValueError(f"two steps are called '{step.id}': give each its own id")
            seen.add(step.id)
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise ValueError(
                f"the steps take {total} minutes and the session {self.minutes}: change a step's minutes, or the total"
            )
        kinds = [step.kind for step in self.steps]
        # People hear how to leave and whom to talk to before anything is asked of them.
        if kinds[0] != "open" or kinds.count("open") != 1:
            raise ValueError(
                "the first step, and only the first, must be of kind open: support and ways out come first"
            )
        if kinds[-1] != "close" or kinds.count("close") != 1:
            raise ValueError("the last step, and only the last, must be of kind close")
        if self.minutes >= LONG and "break" not in kinds:
            raise ValueError(f"{LONG} minutes or more need a break: add a step of kind break")
        return self

    @property
    def timed(self) -> Iterator[tuple[int, int, Step]]:
        """Each step with the minutes from the start at which it begins and ends."""
        begins = 0
        for step in self.steps:
            yield begins, begins + step.minutes, step
            begins += step.minutes


def clock(minutes: int) -> str:
    """Minutes from the start as hours and minutes: 75 is `1:15`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def read(path: Path | str) -> Session:
    """The session plan in the YAML file at `path`. Raises `PlanError` where it cannot be used."""
    return yaml_file.read(Path(path), Session, PlanError, what="a session plan", parts="steps")


def read_all(folder: Path | str) -> dict[str, Session]:
    """Every session plan in `folder`, by name, in the order of their names."""
    return {path.stem: read(path) for path in sorted(Path(folder).glob("*.yml"))}
