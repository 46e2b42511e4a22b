"""What is printed of a lead's own strategy: one model, which the PDF, the Word files, the calendar and the tables read.

With a return, the baseline of each gap comes from it through disclosure control. A baseline that the file states is
held against the return and printed as disclosure control prints it, or is refused: nothing stands beside it.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from edi_handbook import bibliography, fonts
from edi_handbook.charts import Chart, timeline
from edi_handbook.report.figures import ratio_name
from edi_handbook.report.plan.standing import Standing, standing
from edi_handbook.strategy import offered
from edi_handbook.strategy.own import Aim, OwnStrategy
from edi_handbook.workforce import published, text
from edi_handbook.workforce.claims import SOUND, Claim, check_claims
from edi_handbook.workforce.definitions import APPOINTMENT, DISCIPLINARY, INDICATORS, RATIO
from edi_handbook.workforce.disclosure import DEFAULT, Published, Thresholds
from edi_handbook.workforce.returns.problems import shown

TO_FILL_IN = "To fill in"
ESTIMATED = "estimated"
HOURS = "Hours that are estimated are the handbook’s own estimate, for a trust of about 4,000 staff."
LAW = "An outcome to watch: never a quota, and never a reason in one person’s case."
BY_LAW = "Positive action is lawful only as sections 158 and 159 of the Equality Act 2010 allow it."
WATCHED = (APPOINTMENT.number, DISCIPLINARY.number)
"""Indicators of recruitment and of discipline: a target on them is an outcome to watch."""

_WATCHED = re.compile(r"recruit|appoint|shortlist|promot|disciplin", re.IGNORECASE)
_IN_WORDS = {"lower": "{} or less", "higher": "{} or more", "done": "{}"}


class NotPrintable(ValueError):
    """The strategy and what stands beside it do not agree. One sentence a problem."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Returned:
    """A return, as the plan asks for it: its counts, whose they are, the newest year, and what may be printed."""

    counts: pd.DataFrame
    code: str
    name: str
    year: int
    published: Mapping[int, Published]
    thresholds: Thresholds = DEFAULT


@dataclass(frozen=True)
class Step:
    """A milestone; `number` is `2.3`, the third of the second objective."""

    number: str
    date: datetime.date
    what: str
    owner: str
    objective: str
    aim: str


@dataclass(frozen=True)
class Risk:
    """A line of the risk register. `review` is the day of the next step of its objective."""

    number: str
    risk: str
    early_sign: str
    mitigation: str
    owner: str
    objective: str
    review: datetime.date


@dataclass(frozen=True)
class Objective:
    """One objective in words. `baseline` is empty where neither the file nor a return has one; `benchmark` are
    published figures of other places, with `sources` where they stand; `watched` says that the target is of
    recruitment or discipline."""

    number: int
    id: str
    title: str
    measure: str
    baseline: str
    benchmark: str
    sources: tuple[published.Source, ...]
    target: str
    due: datetime.date
    owner: str
    with_role: str
    hours: str
    money: str
    stop: str
    if_worse: str
    evidence: str
    watched: bool
    steps: tuple[Step, ...]
    risks: tuple[Risk, ...]
    standing: Standing | None

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class Plan:
    """All that is printed. `returned` says whose return it is and of which year; `notes` belong under its figures.

    `lanes` is the time line with a number in the place of each objective's name, for where they are named beside it.
    """

    title: str
    organisation: str
    vision: str
    made: datetime.date
    start: datetime.date
    review: datetime.date
    objectives: tuple[Objective, ...]
    timeline: Chart
    lanes: Chart
    returned: str
    notes: tuple[str, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every milestone, the earliest first."""
        return tuple(sorted((step for one in self.objectives for step in one.steps), key=lambda step: step.date))

    @property
    def risks(self) -> tuple[Risk, ...]:
        return tuple(risk for one in self.objectives for risk in one.risks)

    @property
    def is_estimated(self) -> bool:
        """Whether an objective has the hours that are offered, which `HOURS` is about."""
        return any(one.hours.endswith(ESTIMATED) for one in self.objectives)

    @property
    def sources(self) -> tuple[published.Source, ...]:
        """Where the figures of other places stand, each once."""
        return tuple(dict.fromkeys(source for one in self.objectives for source in one.sources))


def contents(strategy: OwnStrategy, returned: Returned | None, today: datetime.date) -> Plan:
    """What is printed of `strategy` on `today`, with a return beside it where there is one.

    Raises `NotPrintable` where a sign of it has no font, where a baseline is not that of the return, or where a figure
    would be stated that the claim checker does not find in the counts.
    """
    if problems := [*_not_printable(strategy)]:
        raise NotPrintable(*problems)
    standings = {aim.id: _standing(aim, returned) for aim in strategy.objectives}
    if returned and (problems := [*_apart_from_return(strategy, returned, standings)]):
        raise NotPrintable(*problems)
    objectives = tuple(
        _objective(number, aim, standings[aim.id], returned, today)
        for number, aim in enumerate(strategy.objectives, start=1)
    )
    claims = tuple(claim for one in standings.values() if one for claim in one.claims)
    if returned:
        _check(returned.counts, claims)
    whose = f"Return of {returned.name}, WRES year {returned.year}, small counts hidden" if returned else ""
    return Plan(
        title=f"Fair work: the strategy of {strategy.organisation}",
        organisation=strategy.organisation,
        vision=strategy.vision,
        made=today,
        start=strategy.start,
        review=strategy.review,
        objectives=objectives,
        timeline=_timeline(strategy, objectives),
        lanes=_timeline(strategy, objectives, short=True),
        returned=whose,
        notes=returned.published[returned.year].notes if returned else (),
        claims=claims,
        warnings=tuple(_warnings(strategy, returned, standings)),
    )


def day(date: datetime.date) -> str:
    """`31 December 2029`"""
    return f"{date.day} {date:%B %Y}"


def _not_printable(strategy: OwnStrategy) -> Iterator[str]:
    """Raising early and by place: Typst would name the sign alone."""

    def walk(held, place: str) -> Iterator[str]:
        if isinstance(held, dict):
            for key, value in held.items():
                yield from walk(value, f"{place} {key}".strip())
        elif isinstance(held, list):
            for number, value in enumerate(held, start=1):
                called = f"'{value['id']}'" if isinstance(value, dict) and "id" in value else str(number)
                yield from walk(value, f"{place.removesuffix('s')} {called}")
        elif isinstance(held, str) and (signs := fonts.not_printable(held)):
            yield f"{strategy.name}: {place}: {shown(signs)} cannot be printed; write it in words."

    yield from walk(strategy.model_dump(mode="json", exclude={"name"}), "")


def _standing(aim: Aim, returned: Returned | None) -> Standing | None:
    if returned is None or aim.indicator is None:
        return None
    return standing(aim, returned.code, returned.year, returned.published, returned.thresholds)


def _apart_from_return(
    strategy: OwnStrategy, returned: Returned, standings: Mapping[str, Standing | None]
) -> Iterator[str]:
    """What the file says of a ratio and the return does not."""
    for aim in strategy.objectives:
        found = standings[aim.id]
        if found is None or aim.unit != RATIO:
            continue
        where = f"{strategy.name}: objective '{aim.id}' baseline"
        if aim.baseline is not None and _year_of(aim, returned) is None:
            prints = found.ratio if found.value is not None else f"no figure, because {found.ratio}"
            yield (
                f"{where}: {aim.baseline:g} is not what may be printed of the return, which for {found.year} is "
                f"{prints}; leave the baseline empty, and it is filled in."
            )
        elif aim.better == "higher" and aim.target is not None and found.value and 1 < aim.target <= found.value:
            yield (
                f"{where}: the return gives {found.figure} for {found.year}, so the target {aim.target:g} is on the "
                "wrong side of it: higher is better here; change the target, or which way is better."
            )


def _year_of(aim: Aim, returned: Returned) -> int | None:
    """The newest year whose printed ratio the stated baseline is, to no more decimals than are printed."""
    said = f"{aim.baseline:g}"
    decimals = len(said.partition(".")[2])
    for year in sorted(returned.published, reverse=True):
        found = returned.published[year].ratios.get(ratio_name(INDICATORS[aim.indicator]))
        if found is None or found.value is None:
            continue
        if text.number(found.value, decimals) == text.number(aim.baseline, decimals):
            return year
    return None


def _warnings(
    strategy: OwnStrategy, returned: Returned | None, standings: Mapping[str, Standing | None]
) -> Iterator[str]:
    if returned and returned.name.casefold() != strategy.organisation.casefold():
        yield f"The return is of {returned.name}, and the strategy of {strategy.organisation}: see that both are one."
    for aim in strategy.objectives:
        found = standings[aim.id]
        if found is None or found.value is None or aim.unit != RATIO or aim.target is None or aim.better != "lower":
            continue
        if found.value <= aim.target:
            yield (
                f"The target {aim.target:g} of '{aim.id}' is reached by the figure itself, {found.figure} in "
                f"{found.year}: say that it is to stay there, or choose a lower one."
            )


def _check(counts: pd.DataFrame, claims: tuple[Claim, ...]) -> None:
    verdicts = check_claims(counts, list(claims))
    wrong = [
        f"Indicator {claim.indicator}, {claim.year}: the counts do not give {claim.value}; check the return."
        for claim, verdict in zip(claims, verdicts, strict=True)
        if verdict.verdict not in SOUND
    ]
    if wrong:
        raise NotPrintable(*wrong)


def _objective(
    number: int, aim: Aim, found: Standing | None, returned: Returned | None, today: datetime.date
) -> Objective:
    like = next((one for one in offered.objectives() if one.key == aim.id), None) or next(
        (one for one in offered.objectives() if aim.indicator and one.indicator == aim.indicator), None
    )
    others = [published.figure(key) for key in like.baseline] if like else []
    steps = tuple(
        Step(f"{number}.{place}", one.date, one.what, one.owner, aim.title, aim.id)
        for place, one in enumerate(aim.milestones, start=1)
    )
    review = next((step.date for step in steps if step.date >= today), aim.due)
    return Objective(
        number=number,
        id=aim.id,
        title=aim.title,
        measure=aim.measure,
        baseline=_baseline(aim, found, returned),
        benchmark="; ".join(f"{one.place_name} {one.text} ({one.year})" for one in others),
        sources=tuple(source for one in others for source in one.sources),
        target=_target(aim),
        due=aim.due,
        owner=aim.owner,
        with_role=aim.with_role or "",
        hours=_hours(aim),
        money=f"£{text.count(aim.money)}" if aim.money is not None else "",
        stop=aim.stop,
        if_worse=aim.if_worse,
        evidence=_evidence(aim),
        watched=aim.indicator in WATCHED or bool(_WATCHED.search(f"{aim.title} {aim.measure}")),
        steps=steps,
        risks=tuple(
            Risk(f"{number}.{place}", one.risk, one.early_sign, one.mitigation, one.owner, aim.title, review)
            for place, one in enumerate(aim.risks, start=1)
        ),
        standing=found,
    )


def _baseline(aim: Aim, found: Standing | None, returned: Returned | None) -> str:
    if found is not None and returned is not None and aim.unit == RATIO:
        said = f"{found.year}: {found.ratio}"
        stated = _year_of(aim, returned) if aim.baseline is not None else None
        if stated not in (None, found.year):
            said = f"{stated}: {returned.published[stated].ratios[ratio_name(INDICATORS[aim.indicator])].text}; {said}"
        return f"{said}; {found.counts}" if found.counts else said
    if aim.baseline is None:
        return ""
    label = "your own figure, which the return does not hold" if returned else "your own figure"
    return f"{_number(aim, aim.baseline)} ({label})"


def _number(aim: Aim, number: float) -> str:
    shown_number = f"{number:,g}" if abs(number) < 1e6 else text.number(number, 0)
    return f"{shown_number}%" if aim.unit == "percent" else shown_number


def _target(aim: Aim) -> str:
    if aim.target is None:
        return aim.target_in_words
    number = _number(aim, aim.target)
    if not aim.target_in_words:
        return _IN_WORDS[aim.better].format(number)
    # Words that say the number need it no second time.
    if re.search(rf"(?<![\d.]){re.escape(f'{aim.target:g}')}(?![\d]|\.\d)", aim.target_in_words):
        return aim.target_in_words
    return f"{number}: {aim.target_in_words}"


def _hours(aim: Aim) -> str:
    if aim.hours is None:
        return ""
    like = next((one for one in offered.objectives() if one.key == aim.id), None)
    is_offered = like is not None and sum(like.hours) == aim.hours
    hours = f"{text.count(aim.hours)} hours"
    return f"{hours}, {ESTIMATED}" if is_offered else hours


def _evidence(aim: Aim) -> str:
    like = next((one for one in offered.objectives() if one.key == aim.id), None)
    if like is None:
        return ""
    works = bibliography.in_words(f"{{cite:p}}`{','.join(like.evidence)}`")
    return f"Grade {like.evidence_grade}: {works}"


def _timeline(strategy: OwnStrategy, objectives: tuple[Objective, ...], short: bool = False) -> Chart:
    marks, lines = [], []
    for one in objectives:
        lane, due_with_step = f"Objective {one.number}" if short else one.name, False
        for step in one.steps:
            is_last = step is one.steps[-1] and step.date == one.due
            due_with_step = due_with_step or is_last
            said = f"Step {step.number}, {day(step.date)}: {step.what}"
            said = f"{said}. Target: {one.target}" if is_last else said
            marks.append((lane, step.date, step.number.partition(".")[2], is_last, said))
            lines.append((step.date, step.number, one.title, step.what, step.owner))
        if not due_with_step:
            marks.append((lane, one.due, "", True, f"Target, {day(one.due)}: {one.target}"))
        lines.append((one.due, f"{one.number}, target", one.title, one.target, one.owner))
    lines.append((strategy.review, "Review", "All", "The whole strategy is looked at again", "Board, and its chair"))
    lines.sort(key=lambda line: line[0])
    table = pd.DataFrame(
        [(number, day(date), *rest) for date, number, *rest in lines],
        columns=["Step", "Date", "Objective", "What", "Owner (role)"],
    )
    days = [mark[1] for mark in marks] + [strategy.start, strategy.review]
    ends = "; ".join(f"{one.title}, {len(one.steps)} steps to {day(one.due)}" for one in objectives)
    return timeline(
        pd.DataFrame(marks, columns=["lane", "date", "number", "is_target", "said"]),
        start=min(days),
        end=max(days),
        review=strategy.review,
        name="timeline",
        alt=f"Steps and targets from {day(min(days))} to {day(max(days))}, a line an objective. {ends}.",
        caption=f"The plan on one time line, {min(days).year} to {max(days).year}",
        source="The strategy of the organisation itself.",
        table=table,
        table_caption="Each step, in the order of dates",
    )
