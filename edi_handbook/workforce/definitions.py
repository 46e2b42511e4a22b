"""The nine WRES indicators as data: what is counted, which group is on top, what a value means.

Source: Workforce Race Equality Standard, as read in reports of its technical guidance; the guidance itself was not
readable. Indicators 2 and 4 have white on top, indicator 3 has BME on top. Mixing them up is the commonest mistake in
published papers, so the direction is written here once and carried with every result.

What is shared by value stands here alone: groups, directions, units, the non-adverse range, the columns that say whose
a count is. Page, chart and script ask for it.
"""

from dataclasses import dataclass
from enum import StrEnum

WHITE, BME, UNKNOWN = "white", "bme", "unknown"
GROUPS = (WHITE, BME, UNKNOWN)
"""`unknown` is: asked and chose not to say, not known, or blank. It is counted, and never part of a ratio."""

LABELS = {WHITE: "white", BME: "BME", UNKNOWN: "unknown"}
"""The groups as they are called in sentences."""

RATIO, PERCENT, POINTS = "ratio", "percent", "percentage_points"

RANGE_LOW, RANGE_HIGH = 0.80, 1.25
"""The non-adverse range, from the four-fifths rule: a rule of thumb about size, not a test of significance."""

RANGE = f"{RANGE_LOW:.2f} to {RANGE_HIGH:.2f}"
"""The range as it is printed."""

PLACE = ["organisation_code", "year", "indicator"]
KEY = [*PLACE, "measure", "subgroup", "group"]
"""The columns that say whose a count is: no two counts of a return have the same six."""


class Direction(StrEnum):
    """What is compared with what. A value is how a table of results writes it; `words` is how a sentence does."""

    WHITE_OVER_BME = "white_over_bme"
    BME_OVER_WHITE = "bme_over_white"
    BOARD_MINUS_WORKFORCE = "board_minus_workforce"
    NONE = "none"

    @classmethod
    def _missing_(cls, value: object) -> "Direction":
        """The direction that has these words. So a cell of a table is read as `Direction(text)`, whichever it holds.

        Raises ValueError for what is neither: a wrong guess would turn a ratio round.
        """
        for one in cls:
            if one.words == value:
                return one
        known = ", ".join(f"“{one.words}”" for one in cls)
        raise ValueError(f"“{value}” is not a direction: write one of {known}, letter by letter.")

    @property
    def pair(self) -> tuple[str, str]:
        """What is on top or comes first, and what is below it or taken off. Raises ValueError for `NONE`."""
        match self:
            case Direction.WHITE_OVER_BME:
                return WHITE, BME
            case Direction.BME_OVER_WHITE:
                return BME, WHITE
            case Direction.BOARD_MINUS_WORKFORCE:
                return "board", "workforce"
            case Direction.NONE:
                raise ValueError("A share has no direction: no group is on top of another.")

    @property
    def top(self) -> str:
        return self.pair[0]

    @property
    def bottom(self) -> str:
        return self.pair[1]

    def with_on_top(self, group: str) -> "Direction":
        """The direction between the same two with `group` on top. Raises ValueError where it is neither of them."""
        return next(one for one in Direction if one is not Direction.NONE and one.pair == (group, self._other(group)))

    def _other(self, group: str) -> str:
        if group not in self.pair:
            raise ValueError(f"“{group}” is not one of the two in “{self.words}”.")
        return self.bottom if group == self.top else self.top

    @property
    def words(self) -> str:
        """`white over BME`"""
        if self is Direction.NONE:
            return "none"
        joined = " minus " if self is Direction.BOARD_MINUS_WORKFORCE else " over "
        return joined.join(LABELS.get(one, one) for one in self.pair)


HEADCOUNT, RESPONDENTS = "headcount", "respondents"
BOARD, EXECUTIVES = "board_voting", "board_executive"
WORKFORCE = "workforce"
"""The subgroup of a board's share that is not of the board but of all staff."""


BANDS = (*(f"band-{band}" for band in ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9")), "vsm")
"""Agenda for Change bands and very senior managers, each reported for clinical and non-clinical staff apart."""

BANDED_SUBGROUPS = tuple(f"{kind}:{band}" for kind in ("clinical", "non-clinical") for band in BANDS)
MEDICAL_SUBGROUPS = tuple(
    f"medical:{grade}" for grade in ("consultant", "non-consultant-career-grade", "trainee", "other")
)
ALL = "all"
"""The subgroup of a count that has none."""


@dataclass(frozen=True, kw_only=True)
class _Numbered:
    number: int
    name: str
    reading: str
    subgroups: tuple[str, ...] = ()
    """The parts in which a return gives its counts; empty where it gives one count of all."""


@dataclass(frozen=True, kw_only=True)
class Mix(_Numbered):
    """How everyone is made up: the share of each group in the whole, people of unknown ethnicity among them."""

    whole: str

    unit = PERCENT
    direction = Direction.NONE
    optional = ()

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.whole,)


@dataclass(frozen=True, kw_only=True)
class Rate(_Numbered):
    """How often something happens in each group: part / whole, and one group's rate over the other's.

    `unit` is what the WRES reports: the `RATIO` of two groups' rates, or the rates themselves in `PERCENT`. Of these
    the ratio is ours, for comparing organisations. `direction` is that of the ratio, whoever reports it. `people` is
    what those are called of whom the whole is made up.
    """

    whole: str
    part: str
    unit: str
    direction: Direction
    people: str = "staff"

    optional = ()

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.whole, self.part)

    @property
    def pair(self) -> tuple[str, str]:
        """The group on top of the ratio and the one below."""
        return self.direction.pair


@dataclass(frozen=True, kw_only=True)
class Gap(_Numbered):
    """The BME share of a board minus the BME share of the whole."""

    board: str
    optional: tuple[str, ...]
    """Other boards, which a return may leave out."""
    whole: str

    unit = POINTS
    direction = Direction.BOARD_MINUS_WORKFORCE

    @property
    def boards(self) -> tuple[str, ...]:
        return (self.board, *self.optional)

    @property
    def measures(self) -> tuple[str, ...]:
        return (*self.boards, self.whole)

    @property
    def pair(self) -> tuple[str, str]:
        """What the gap is between: the board, and the workforce that is taken off."""
        return self.direction.pair


Indicator = Mix | Rate | Gap
"""One WRES indicator. What is done with it follows from its kind, never from its number."""

STAFF = Mix(
    number=1,
    name="Share of staff in each pay band",
    reading="The share of all staff in the band, people of unknown ethnicity included in the whole.",
    subgroups=BANDED_SUBGROUPS + MEDICAL_SUBGROUPS,
    whole=HEADCOUNT,
)
APPOINTMENT = Rate(
    number=2,
    name="Relative likelihood of appointment from shortlisting",
    reading="Above 1: shortlisted white candidates were appointed more often.",
    whole="shortlisted",
    part="appointed",
    unit=RATIO,
    direction=Direction.WHITE_OVER_BME,
    people="candidates",
)
DISCIPLINARY = Rate(
    number=3,
    name="Relative likelihood of entering the formal disciplinary process",
    reading="Above 1: BME staff entered the process more often.",
    whole=HEADCOUNT,
    part="entered_disciplinary",
    unit=RATIO,
    direction=Direction.BME_OVER_WHITE,
)
TRAINING = Rate(
    number=4,
    name="Relative likelihood of accessing non-mandatory training and development",
    reading="Above 1: white staff had training more often.",
    whole=HEADCOUNT,
    part="accessed_training",
    unit=RATIO,
    direction=Direction.WHITE_OVER_BME,
)
REPRESENTATION = Gap(
    number=9,
    name="Board representation: BME share of the board minus BME share of the workforce",
    reading="Below 0: the board has a smaller BME share than the workforce.",
    board=BOARD,
    optional=(EXECUTIVES,),
    whole=HEADCOUNT,
)


def _survey(number: int, name: str, reading: str) -> Rate:
    return Rate(
        number=number,
        name=name,
        reading=reading,
        whole=RESPONDENTS,
        part="answered_yes",
        unit=PERCENT,
        direction=Direction.BME_OVER_WHITE,
    )


ABUSE_BY_PUBLIC = _survey(5, "Harassment, bullying or abuse from patients, relatives or the public", "Lower is better.")
ABUSE_BY_STAFF = _survey(6, "Harassment, bullying or abuse from staff", "Lower is better.")
FAIR_PROMOTION = _survey(
    7, "Belief that the organisation provides equal opportunities for progression or promotion", "Higher is better."
)
DISCRIMINATION = _survey(8, "Discrimination from a manager, team leader or other colleague", "Lower is better.")
SURVEY = (ABUSE_BY_PUBLIC, ABUSE_BY_STAFF, FAIR_PROMOTION, DISCRIMINATION)
"""The indicators that the NHS Staff Survey asks about."""

RATES = (APPOINTMENT, DISCIPLINARY, TRAINING, *SURVEY)
INDICATORS: dict[int, Indicator] = {one.number: one for one in (STAFF, *RATES, REPRESENTATION)}

TIERS = {
    **dict.fromkeys(("band-1", "band-2", "band-3", "band-4", "band-5"), "lower"),
    **dict.fromkeys(("band-6", "band-7"), "middle"),
    **dict.fromkeys(("band-8a", "band-8b", "band-8c", "band-8d", "band-9", "vsm"), "upper"),
}
TIER_PAIRS = (("lower", "middle"), ("middle", "upper"), ("lower", "upper"))
"""The tiers that the race disparity ratio compares: the one below, then the one above."""

TIER_SUBGROUPS = {
    f"{kind}:{tier}": tuple(f"{kind}:{band}" for band in BANDS if TIERS[band] == tier)
    for kind in ("clinical", "non-clinical")
    for tier in dict.fromkeys(TIERS.values())
}
"""The bands of each tier, clinical and non-clinical staff apart: every subgroup of staff but the doctors'."""

RACE_DISPARITY = Direction.WHITE_OVER_BME
"""Of the race disparity ratio: white staff above over below, over the same of BME staff."""

TIERS_STATUS = "the handbook's own, because the official ones of the race disparity ratio were not in what we read"
