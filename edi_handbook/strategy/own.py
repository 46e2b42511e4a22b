"""A lead's own strategy: one JSON file, as the page "Make it yours" exports it, read into a checked model.

JSON with line breaks is YAML too, so a page can write it, a person can read and mend it, and a fault is named by line.
Nothing is ever written to a file that is read, so whatever is wrong with it, nothing in it is lost.

The file asks for roles and never for names: a title or an e-mail address in an owner is refused.
"""

import datetime
import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from edi_handbook import dates, yaml_file
from edi_handbook.ledgers.tables import MAILBOX, TITLED
from edi_handbook.strategy import offered
from edi_handbook.workforce.returns.problems import shown
from edi_handbook.yaml_file import Strict, YamlFileError

VERSION = 1
LARGEST = 1_000_000
"""Bytes: a strategy of every objective, filled in at length, has some 60,000."""

HELP_WITH_OWNERS = "Name a role, such as chief people officer. Please write no person's name and no e-mail address."
"""What a form says beside each field for an owner."""

_PAGE_CODE = re.compile(r"<\s*[/!?]?\s*[a-z]|javascript:|&#", re.IGNORECASE)
_NO_CODE = "holds a piece of a web page, which is never run here; write it in plain words, and is less than for a sign"


class OwnError(YamlFileError):
    """The file cannot be used as it is. One sentence a line: the file, the place, what is wrong, how to mend it."""


def _plain(text: str) -> str:
    if found := _PAGE_CODE.search(text):
        raise ValueError(f"{shown(text[found.start() :])} {_NO_CODE}")
    return text


def _role(text: str) -> str:
    if found := TITLED.search(text):
        raise ValueError(f"{shown(text)} names a person ({found[0]}); write the role")
    if MAILBOX.search(text) or "@" in text:
        raise ValueError(f"{shown(text)} holds an e-mail address; write the role")
    return text


def _day(value: Any) -> Any:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(
            f"{shown(value)} is not a date; write year, month and day, as {offered_day().isoformat()}"
        ) from None


def _number(value: Any) -> Any:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise ValueError(f"{shown(str(value))} is not a number; write digits, without a sign for per cent or pounds")


def offered_day() -> datetime.date:
    """A day for examples: the first of next January."""
    return datetime.date(dates.clock().year + 1, 1, 1)


Line = Annotated[str, Field(min_length=2, max_length=300), AfterValidator(_plain)]
Words = Annotated[str, Field(max_length=1500), AfterValidator(_plain)]
Role = Annotated[str, Field(min_length=2, max_length=80), AfterValidator(_plain), AfterValidator(_role)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Number = Annotated[Annotated[float, Field(allow_inf_nan=False)] | None, BeforeValidator(_number)]
Amount = Annotated[Annotated[int, Field(ge=0, le=1_000_000_000)] | None, BeforeValidator(_number)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


def _today(info: ValidationInfo) -> datetime.date:
    return (info.context or {}).get("today") or dates.clock()


class Step(Strict):
    """A milestone: what will be there by when, and which role sees to it."""

    what: Line
    date: Day
    owner: Role


class Danger(Strict):
    """A risk, how it would first be seen, and what is done about it."""

    risk: Line
    early_sign: Words = ""
    mitigation: Words = ""
    owner: Role


class Aim(Strict):
    """One objective that was chosen. `id` is that of the offered objective, or one of the lead's own.

    `baseline` and `target` are numbers in `unit`; where `baseline` is None it comes from the return. `better` says on
    which side of the baseline the target lies.
    """

    id: Id
    title: Line
    measure: Line
    indicator: Literal[2, 3, 4] | None = None
    better: Literal["lower", "higher", "done"]
    unit: Literal["ratio", "percent", "count", "none"] = "none"
    baseline: Number = None
    target: Number = None
    target_in_words: Words = ""
    due: Day
    owner: Role
    with_role: Role | None = None
    hours: Amount = None
    money: Amount = None
    stop: Words = ""
    if_worse: Words = ""
    milestones: Annotated[tuple[Step, ...], Field(max_length=24)] = ()
    risks: Annotated[tuple[Danger, ...], Field(max_length=24)] = ()

    @model_validator(mode="after")
    def _is_to_come(self, info: ValidationInfo) -> Self:
        if self.due < _today(info):
            raise ValueError(f"the target was due on {self.due.isoformat()}, before today; give a day to come")
        return self

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.target is None and not self.target_in_words:
            raise ValueError("there is no target; give a number, or say it in words")
        for what, number in (("baseline", self.baseline), ("target", self.target)):
            if self.unit == "ratio" and number is not None and number <= 0:
                raise ValueError(f"the {what} {number:g} is no ratio: a ratio is above 0, and 1 is level; mend it")
        if self.baseline is not None and self.target is not None:
            wrong = {"lower": self.target >= self.baseline, "higher": self.target <= self.baseline}.get(self.better)
            if wrong:
                way = "below" if self.better == "lower" else "above"
                raise ValueError(
                    f"the target {self.target:g} is on the wrong side of the baseline {self.baseline:g}: {self.better} "
                    f"is better here; give a target {way} it, or change which way is better"
                )
        days = [step.date for step in self.milestones]
        if days != sorted(days):
            raise ValueError("the milestones are not in the order of their dates; put the earliest first")
        if days and days[-1] > self.due:
            raise ValueError(
                f"a milestone of {days[-1].isoformat()} comes after the target is due, {self.due.isoformat()}; "
                "move one of them"
            )
        return self


class OwnStrategy(Strict):
    """The whole file. `name` is that of the file, and is not in it. `start` is the day from which quarters count."""

    name: str
    version: Literal[1]
    organisation: Line
    made: Day
    start: Day
    review: Day
    vision: Words = ""
    objectives: Annotated[tuple[Aim, ...], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        ids = [one.id for one in self.objectives]
        if twice := next((one for one in ids if ids.count(one) > 1), None):
            raise ValueError(f"the objective '{twice}' is there twice; take one away")
        early = [(one.id, step) for one in self.objectives for step in one.milestones if step.date < self.made]
        if early:
            key, step = early[0]
            raise ValueError(
                f"a milestone of '{key}', {step.date.isoformat()}, lies before the day on which the file was made, "
                f"{self.made.isoformat()}; give a later day"
            )
        if self.review < self.start:
            raise ValueError(f"the review on {self.review.isoformat()} comes before the start; give a later day")
        return self


def read(path: Path, today: datetime.date | None = None) -> OwnStrategy:
    """The strategy in the file at `path`. `today` judges what is past; it is the clock's day where none is given.

    Raises `OwnError`; the file itself is never changed.
    """
    _refuse_another_version(path, _loaded(path))
    return yaml_file.read(path, OwnStrategy, OwnError, "a strategy", "objectives", {"today": today})


def _loaded(path: Path) -> dict[str, Any]:
    """What the file holds, unchecked. Raises `OwnError` for what is no such file, or not all of one."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise OwnError(f"{path.name}: cannot be opened ({problem.strerror}); check the name and the folder") from None
    if len(data) > LARGEST:
        raise OwnError(f"{path.name}: is larger than any strategy ({len(data):,} bytes); choose the file of the page")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OwnError(f"{path.name}: is not text in UTF-8; choose the file that the page exported") from None
    try:
        held = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        cut = not text.rstrip().endswith("}")
        why = (
            "the file stops too early, as if it had been cut"
            if cut
            else "a comma, a quotation mark or a bracket is wrong"
        )
        mend = "bring the whole file back, or export it again" if cut else "mend it there, or export the file again"
        raise OwnError(f"{path.name}, line {line}: {why}; {mend}") from None
    if not isinstance(held, dict) or not {"version", "objectives"} & set(held):
        raise OwnError(f"{path.name}, line 1: this is no strategy; choose the file that the page exported")
    return held


def _refuse_another_version(path: Path, held: dict[str, Any]) -> None:
    version = held.get("version")
    if version == VERSION and not isinstance(version, bool):
        return
    if isinstance(version, int) and version > VERSION:
        raise OwnError(
            f"{path.name}: is of version {version}, and this handbook reads version {VERSION}; use a newer handbook"
        )
    said = f"is of version {version}" if isinstance(version, int) else "has no version that is a number"
    raise OwnError(
        f"{path.name}: {said}, and this handbook reads version {VERSION}; open it on the page “Make it yours”, which "
        "keeps all that it holds, and export it again"
    )


def of_offered(organisation: str, start: datetime.date, keys: tuple[str, ...] = ()) -> OwnStrategy:
    """The offered strategy as a file of one's own, to change: the objectives of `keys`, or all of them. Quarters count
    from `start`; each objective has the last of its targets. Baselines are empty: they come from the return."""
    chosen = [one for one in offered.objectives() if not keys or one.key in keys]
    if unknown := set(keys) - {one.key for one in chosen}:
        raise ValueError(f"{', '.join(sorted(unknown))}: no such objective is offered.")
    made = min(start, dates.clock())
    return OwnStrategy(
        name="strategy",
        version=VERSION,
        organisation=organisation,
        made=made,
        start=start,
        review=quarter_end(start, offered.QUARTERS),
        vision=offered.VISION,
        objectives=tuple(_aim(one, start) for one in chosen),
    )


def quarter_end(start: datetime.date, quarter: int) -> datetime.date:
    """The last day of a quarter, where the first begins on `start`."""
    months = start.month - 1 + 3 * quarter
    year, month = start.year + months // 12, months % 12 + 1
    first_after = datetime.date(year, month, min(start.day, 28))
    return first_after - datetime.timedelta(days=1)


def _aim(one: offered.Objective, start: datetime.date) -> Aim:
    last = max(one.targets, key=lambda target: target.quarter)
    due = max(quarter_end(start, step.quarter) for step in (last, *one.milestones))
    return Aim(
        id=one.key,
        title=one.title,
        measure=f"{one.measure}, {one.direction}" if one.direction else one.measure,
        indicator=one.indicator,
        better=one.better,
        unit=last.counted_in,
        target=last.target,
        target_in_words=last.words,
        due=due,
        owner=one.owner,
        with_role=one.with_role,
        hours=sum(one.hours),
        stop=one.stop,
        milestones=tuple(
            Step(what=step.what, date=quarter_end(start, step.quarter), owner=step.owner) for step in one.milestones
        ),
        risks=tuple(
            Danger(risk=risk.risk, early_sign=risk.early_sign, mitigation=risk.mitigation, owner=risk.owner)
            for risk in one.risks
        ),
    )


def as_text(strategy: OwnStrategy) -> str:
    """The file that reads back as this strategy: what the page exports has the same form."""
    return json.dumps(strategy.model_dump(mode="json", exclude={"name"}), indent=2, ensure_ascii=False) + "\n"
