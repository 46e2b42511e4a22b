"""What the counts of a trust allow: whether an offered target could be shown met, for the three sizes of
`trajectory.tally.SIZES`. The shortlists behind indicator 2 are our own assumption (`trajectory.tally`)."""

from dataclasses import dataclass

from edi_handbook.workforce import published, trajectory
from edi_handbook.workforce.definitions import INDICATORS
from edi_handbook.workforce.trajectory.tally import SIZES

START = "wres:england:2:2023"
"""The ratio from which each trust sets out: that of England, the newest of indicator 2 that is held."""

FALL = 1 - 1 / 5
"""What is left of a ratio that fell by a fifth."""

YEARS = 3


@dataclass(frozen=True)
class Allowed:
    """Of a trust with `staff` people: the chances, 0 to 1, to see a fall by a fifth with one year set against one and
    with three against three; and how many years' counts would show the target met where no gap is left."""

    staff: int
    one_year: float
    three_years: float
    years: int | None


def allowed(indicator: int, target: float) -> tuple[Allowed, ...]:
    """One row a size, the smallest first. Raises `trajectory.NotPossible` for other indicators than 2 and 3."""
    start = published.figure(START).value
    found = []
    for staff in SIZES:
        one = trajectory.typical(INDICATORS[indicator], staff, start)
        chances = (trajectory.chance_seen(one, FALL, years) for years in (1, YEARS))
        found.append(Allowed(staff, *chances, trajectory.years_to_show(one, target)))
    return tuple(found)
