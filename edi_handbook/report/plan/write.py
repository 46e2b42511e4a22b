"""Writes a lead's own strategy: two pages as PDF, two Word files, a calendar, the risk register, the time line."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from edi_handbook import dates, whole
from edi_handbook.report import answers, figures, memory
from edi_handbook.report.plan import files, sheet
from edi_handbook.report.plan.assessment import assessment
from edi_handbook.report.plan.contents import NotPrintable, Plan, Returned, contents
from edi_handbook.report.plan.paper import paper
from edi_handbook.report.write import AUTHOR
from edi_handbook.strategy import own
from edi_handbook.word.picture import png_of_svg
from edi_handbook.workforce.disclosure import DEFAULT, Earlier, Unreadable
from edi_handbook.workforce.returns.check import check_return

EXAMPLE = "Invented Trust"


class StrategyError(Exception):
    """Nothing can be written; `problems` says why, one sentence each. `unreadable`: a file could not be read."""

    def __init__(self, *problems: str, unreadable: bool = False) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.unreadable = unreadable


@dataclass(frozen=True)
class _Read:
    """A return that was read, and what is to be remembered of it."""

    returned: Returned
    memory: memory.Memory
    is_first: bool


def write(
    path: Path,
    out: Path,
    returned: Path | None = None,
    *,
    earlier: Sequence[Path] = (),
    warn: Callable[[str], None] = lambda said: None,
) -> list[Path]:
    """Write the strategy in the file at `path` into the folder `out`; the files written.

    `returned` is a return, which fills in baselines. What was published before of the same organisation, in the
    `published.json` of `out` or in those of `earlier`, is looked at together with it. Raises `StrategyError` and
    `OSError`; then nothing is written.
    """
    try:
        made = dates.now()
    except dates.DateError as error:
        raise StrategyError(str(error)) from error
    try:
        strategy = own.read(path)
    except own.OwnError as error:
        raise StrategyError(*str(error).splitlines(), unreadable=not path.is_file()) from error
    read = _read(returned, strategy.organisation, out, earlier) if returned else None
    try:
        plan = contents(strategy, read.returned if read else None, made.date())
        bodies = _bodies(plan, made)
    except NotPrintable as error:
        raise StrategyError(*error.problems) from error
    except (ValueError, sheet.SheetError) as error:
        raise StrategyError(f"The strategy of {strategy.organisation} cannot be made: {error}") from error
    for said in plan.warnings:
        warn(said)
    if read:
        bodies[memory.NAME] = read.memory.to_text().encode()
        if read.is_first:
            warn(
                f"No earlier report of {read.returned.name} is remembered in {out}. If one was published, make this "
                f"again with --earlier and its {memory.NAME}, so that nobody can subtract one from the other."
            )
    placed = {out / name: body for name, body in bodies.items()}
    whole.write_all(placed)
    return list(placed)


def example(path: Path) -> Path:
    """Write the strategy that is offered, of an invented organisation, as a file to change.

    Raises `StrategyError` where the file is there already, and `OSError`.
    """
    if path.exists():
        raise StrategyError(f"{path} is there already; choose another name.", unreadable=True)
    return whole.write_text(path, own.as_text(own.of_offered(EXAMPLE, own.offered_day())))


def _bodies(plan: Plan, made: datetime.datetime) -> dict[str, bytes]:
    return {
        "strategy.pdf": sheet.set_sheet(plan, AUTHOR, made),
        "strategy.docx": paper(plan),
        "impact-assessment.docx": assessment(plan),
        "risk-register.csv": files.risk_register(plan),
        "milestones.ics": files.calendar(plan, made),
        "timeline.png": png_of_svg(plan.timeline.svg),
        "timeline.svg": plan.timeline.svg.encode(),
        "timeline.csv": files.timeline(plan),
        "timeline.txt": files.in_words(plan),
    }


def _read(path: Path, organisation: str, out: Path, earlier: Sequence[Path]) -> _Read:
    """The newest year of the organisation in a return. Raises `StrategyError`."""
    found = check_return(path)
    if not found.readable or found.errors:
        problems = [f"{path.name}: {problem}" for problem in found.errors]
        raise StrategyError(*problems, unreadable=not found.readable)
    code, name = _whose(found.counts, organisation, path)
    year = int(found.counts.loc[found.counts["organisation_code"] == code, "year"].max())
    try:
        before = memory.remembered(out, code, earlier)
        published = answers.printed(found.counts, code, year, DEFAULT, before)
    except Unreadable as error:
        why = str(error)
        said = why if memory.NAME in why else f"{out / memory.NAME} cannot be used: {why}. {memory.mend(out)}"
        raise StrategyError(said) from error
    except ValueError as error:  # other thresholds
        raise StrategyError(f"{name}: {error}") from error
    after = before
    for one, printed in published.items():
        report = figures.figures_of(figures.table_of(found.counts, code, one))
        after = after.with_one(one, Earlier.of(report, printed, DEFAULT))
    return _Read(Returned(found.counts, code, name, year, published), after, not before.publications)


def _whose(counts: pd.DataFrame, organisation: str, path: Path) -> tuple[str, str]:
    """The code and name of the one organisation of a return, or of the one that has the strategy's name."""
    names = counts.drop_duplicates("organisation_code").set_index("organisation_code")["organisation_name"].to_dict()
    same = {code: name for code, name in names.items() if str(name).casefold() == organisation.casefold()}
    for some in (same, names):
        if len(some) == 1:
            [(code, name)] = some.items()
            return str(code), str(name)
    raise StrategyError(
        f"{path.name}: holds {len(names)} organisations, and not one of the name “{organisation}”; give a return of "
        "one, or write the name as the return has it."
    )
