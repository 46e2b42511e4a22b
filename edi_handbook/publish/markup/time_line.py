"""A time line of three years by quarter, drawn from milestones: numbers under its marks lead to the table below it.

The same language as the drawings: 640 across, words of 24, colours by role, a level line. A filled circle is a step,
and a diamond one with which an offered target is due: shape says it, so it reads in black and white.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_handbook.palette import LIGHT
from edi_handbook.strategy.offered import QUARTERS

WIDE, EDGE, ABOVE, ROW = 640, 20, 44, 92
STEP = (WIDE - 2 * EDGE) / QUARTERS
FONT = "'Source Sans 3','Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif"
LONGEST_NAME = 44
"""Letters of a row's name that have room in a reader's own font too."""
LABEL = 34
"""The height of a row's name, where there are several rows."""


@dataclass(frozen=True)
class Mark:
    """`number` stands under it; `target` where an offered target is due in its quarter."""

    quarter: int
    number: str
    target: bool


@dataclass(frozen=True)
class Row:
    name: str
    marks: tuple[Mark, ...]


def svg(rows: Sequence[Row]) -> str:
    """One row of marks a line. Only where there are several rows has each its name above."""
    named = len(rows) > 1
    row_high = ROW - 34 + LABEL if named else ROW
    high = ABOVE + row_high * len(rows) + 4
    made = [_ground(high)]
    for place, row in enumerate(rows):
        top = ABOVE + row_high * place
        if named:
            made.append(_words(EDGE, top + 26, _short(row.name), weight=600))
        made.append(_line(top + (LABEL + 22 if named else 24)))
        made += [_mark(mark, top + (LABEL + 22 if named else 24), named) for mark in row.marks]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}">{"".join(made)}</svg>'


def alt(rows: Sequence[Row]) -> str:
    """What is drawn, in a sentence a row."""
    said = []
    for row in rows:
        steps = ", ".join(str(mark.quarter) for mark in row.marks)
        due = list(dict.fromkeys(str(mark.quarter) for mark in row.marks if mark.target))
        name = f"{_short(row.name)}: steps" if len(rows) > 1 else "A line of three years, with steps"
        when = f"quarters {' and '.join(due)}" if len(due) > 1 else f"quarter {''.join(due)}"
        said.append(f"{name} in quarters {steps}; offered targets are due in {when}.")
    return " ".join(said)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name.partition(",")[0]


def _role(name: str) -> str:
    return f"var(--{name},{LIGHT[name]})"


def _at(quarter: int) -> float:
    return EDGE + STEP * (quarter - 0.5)


def _ground(high: float) -> str:
    """The three years: the middle one on a ground of its own, each with its name."""
    wide, made = STEP * 4, []
    for year in range(3):
        x = EDGE + wide * year
        if year == 1:
            made.append(f'<rect x="{x:g}" y="0" width="{wide:g}" height="{high:g}" fill="{_role("band")}"/>')
        made.append(_words(x + wide / 2, 28, f"Year {year + 1}", anchor="middle", role="ink-soft"))
    return "".join(made)


def _line(y: float) -> str:
    ticks = "".join(f"M{EDGE + STEP * quarter:g} {y - 7:g}v14" for quarter in range(QUARTERS + 1))
    level = f'<path d="M{EDGE} {y:g}h{WIDE - 2 * EDGE}" fill="none" stroke="{_role("level")}" stroke-width="4"/>'
    return f'<path d="{ticks}" fill="none" stroke="{_role("level")}" stroke-width="2.5"/>{level}'


def _mark(mark: Mark, y: float, named: bool) -> str:
    x, fill = _at(mark.quarter), _role("ink")
    if mark.target:
        look = f'fill="{_role("paper")}" stroke="{fill}" stroke-width="5"'
        shape = f'<path d="M{x:g} {y - 16:g}l16 16l-16 16l-16 -16z" {look}/>'
    else:
        shape = f'<circle cx="{x:g}" cy="{y:g}" r="11" fill="{fill}"/>'
    return shape + ("" if named else _words(x, y + 46, mark.number, anchor="middle", weight=700))


def _words(x: float, y: float, text: str, anchor: str = "start", weight: int = 400, role: str = "ink") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="24" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{_role(role)}" font-family="{FONT}">{text}</text>'
    )
