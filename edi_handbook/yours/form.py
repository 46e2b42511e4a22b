"""What the form asks, worked out from the strategy that is offered: nothing on it is written a second time.

The form has no days of its own: an offered day is the end of a quarter, counted from a start that the lead gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from edi_handbook.strategy import offered, own

BETTER = {"lower": "Lower is better", "higher": "Higher is better", "done": "It is done, or it is not"}
UNITS = {"ratio": "A ratio", "percent": "Per cent", "count": "A count", "none": "Words alone"}
INDICATORS = {"2": "WRES indicator 2", "3": "WRES indicator 3", "4": "WRES indicator 4", "": "None of these"}
CELLS = (
    "title", "measure", "indicator", "better", "unit", "baseline", "target", "target_in_words", "owner", "with_role",
    "hours", "money", "stop", "if_worse",
)  # fmt: skip
"""What of `own.Aim` the form asks in one field or by one choice."""


TABLES = tuple(offered.FOLDER / f"{name}.csv" for name in ("roles", "objectives", "targets", "milestones", "risks"))
"""What the form is made of, where a change makes it another."""


@dataclass(frozen=True)
class Row:
    """A milestone or a risk as it is offered: its cells by name, and the quarter at whose end it is due, 0 for none."""

    cells: dict[str, str]
    quarter: int = 0


@dataclass(frozen=True)
class Section:
    """One objective: the cells of `own.Aim` by name, as text, and what the page says of it beside them.

    `due` is the quarter at whose end the target is due; 0, and every cell empty, where the lead writes an objective of
    their own.
    """

    key: str
    title: str
    why: str
    cells: dict[str, str]
    due: int
    milestones: tuple[Row, ...]
    risks: tuple[Row, ...]
    reasoning: str = ""
    basis: str = ""
    law: str = ""

    @property
    def offered(self) -> bool:
        return bool(self.due)


OWN = Section(
    key="own-1",
    title="An objective of your own",
    why="What your staff and networks asked for, and the others do not hold.",
    cells=dict.fromkeys(CELLS, "") | {"better": "done", "unit": "none"},
    due=0,
    milestones=(),
    risks=(),
)


@dataclass(frozen=True)
class Form:
    sections: tuple[Section, ...]
    roles: tuple[str, ...]
    owner_help: str = own.HELP_WITH_OWNERS
    vision: str = offered.VISION
    quarters: int = offered.QUARTERS


def form() -> Form:
    """The form of the strategy that is offered. Raises `LedgerError` where its tables cannot be used."""
    start = own.offered_day()
    quarters = {own.quarter_end(start, quarter): quarter for quarter in range(1, offered.QUARTERS + 1)}
    whole = own.of_offered("Your organisation", start)
    told = {one.key: one for one in offered.objectives()}
    return Form(
        tuple(_section(aim, told[aim.id], quarters) for aim in whole.objectives),
        tuple(offered.roles().values()),
    )


def _section(aim: own.Aim, of: offered.Objective, quarters: dict[date, int]) -> Section:
    last = max(of.targets, key=lambda target: target.quarter)
    return Section(
        key=aim.id,
        title=aim.title,
        why=of.why,
        cells=_cells(aim, CELLS),
        due=quarters[aim.due],
        milestones=tuple(Row(_cells(step, ("what", "owner")), quarters[step.date]) for step in aim.milestones),
        risks=tuple(Row(_cells(one, ("risk", "early_sign", "mitigation", "owner"))) for one in aim.risks),
        reasoning=last.reasoning,
        basis=last.basis,
        law=of.law,
    )


def _cells(model: own.Aim | own.Step | own.Danger, names: Iterable[str]) -> dict[str, str]:
    return {name: _text(getattr(model, name)) for name in names}


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
