"""A claim, a verdict, and what lies between: the true figure, and a way in which a stated number could come about."""

from dataclasses import dataclass
from fractions import Fraction

from edi_handbook.workforce.definitions import ALL, INDICATORS, PERCENT, POINTS, RATIO, Indicator, Mix

VERDICTS = ("reproduced", "rounded", "reversed", "wrong_unit", "groups_swapped", "not_reproduced")
SOUND = ("reproduced", "rounded")
UNITS = (RATIO, PERCENT, POINTS)


@dataclass(frozen=True)
class Claim:
    """A stated figure. `value` is text as written, with or without a per cent sign. `row` is where it stands.

    `group` is of whom it is said: whose share it is, or who is said to be so many times as likely, or so many points
    above. Where it is empty, two groups are compared in the direction that the standard gives.
    """

    row: int
    indicator: int
    year: int
    group: str
    value: str
    unit: str
    organisation_code: str = ""
    subgroup: str = ""

    @property
    def about(self) -> Indicator:
        """The indicator that is claimed about."""
        return INDICATORS[self.indicator]

    @property
    def written_unit(self) -> str:
        """The unit that a reader sees: a per cent sign on the number speaks louder than the column."""
        return PERCENT if self.value.strip().endswith("%") else self.unit

    @property
    def of_group(self) -> str:
        """The group whose share is meant, or empty where two groups are compared."""
        return self.group if self.unit == PERCENT or isinstance(self.about, Mix) else ""

    @property
    def part_of_staff(self) -> str:
        """The subgroup of a return that it is about: a band, say, or `ALL`."""
        return self.subgroup or ALL


@dataclass(frozen=True)
class Verdict:
    """What was found of the claim on `row`: one of `VERDICTS`, and why, in sentences."""

    row: int
    verdict: str
    explanation: str

    def as_dict(self) -> dict[str, int | str]:
        return {"row": self.row, "verdict": self.verdict, "explanation": self.explanation}


@dataclass(frozen=True)
class Truth:
    """The figure that the counts give: a ratio, or a share or gap as 0 to 100, with its unit and a sentence."""

    value: Fraction
    unit: str
    why: str


@dataclass(frozen=True)
class Reading:
    """A way in which a stated number could have come about: its value, the verdict on it, and what would be said."""

    value: Fraction
    verdict: str
    why: str


Way = tuple[Fraction | None, str]
"""A wrong figure, where the counts give one, and what would be said of it."""


def divide(top: int | Fraction | None, bottom: int | Fraction | None) -> Fraction | None:
    """`top / bottom`; None where either is not known or `bottom` is 0."""
    return None if top is None or not bottom else Fraction(top) / Fraction(bottom)
