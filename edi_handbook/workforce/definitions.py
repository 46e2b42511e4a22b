"""The nine WRES indicators as data: what is counted, which group is on top, what a value means.

Source: Workforce Race Equality Standard, as read in reports of its technical guidance; the guidance itself was not
readable. Indicators 2 and 4 have white on top, indicator 3 has BME on top. Mixing them up is the commonest mistake in
published papers, so the direction is written here once and carried with every result.
"""

from dataclasses import dataclass

GROUPS = ("white", "bme", "unknown")
"""`unknown` is: asked and chose not to say, not known, or blank. It is counted, and never part of a ratio."""

WHITE_OVER_BME = "white_over_bme"
BME_OVER_WHITE = "bme_over_white"
BOARD_MINUS_WORKFORCE = "board_minus_workforce"
NO_DIRECTION = "none"

RATIO, PERCENT, POINTS = "ratio", "percent", "percentage_points"

RANGE_LOW, RANGE_HIGH = 0.80, 1.25
"""The non-adverse range, from the four-fifths rule: a rule of thumb about size, not a test of significance."""


@dataclass(frozen=True)
class Indicator:
    """One WRES indicator. `whole` and `part` are the measures that a rate divides: part / whole."""

    number: int
    name: str
    whole: str
    part: str | None
    unit: str
    direction: str
    reading: str

    @property
    def measures(self) -> tuple[str, ...]:
        if self.number == 9:
            return ("board_voting", "board_executive", "headcount")
        return (self.whole,) if self.part is None else (self.whole, self.part)


INDICATORS = {
    indicator.number: indicator
    for indicator in (
        Indicator(
            1,
            "Share of staff in each pay band",
            "headcount",
            None,
            PERCENT,
            NO_DIRECTION,
            "The share of all staff in the band, people of unknown ethnicity included in the whole.",
        ),
        Indicator(
            2,
            "Relative likelihood of appointment from shortlisting",
            "shortlisted",
            "appointed",
            RATIO,
            WHITE_OVER_BME,
            "Above 1: shortlisted white candidates were appointed more often.",
        ),
        Indicator(
            3,
            "Relative likelihood of entering the formal disciplinary process",
            "headcount",
            "entered_disciplinary",
            RATIO,
            BME_OVER_WHITE,
            "Above 1: BME staff entered the process more often.",
        ),
        Indicator(
            4,
            "Relative likelihood of accessing non-mandatory training and development",
            "headcount",
            "accessed_training",
            RATIO,
            WHITE_OVER_BME,
            "Above 1: white staff had training more often.",
        ),
        Indicator(
            5,
            "Harassment, bullying or abuse from patients, relatives or the public",
            "respondents",
            "answered_yes",
            PERCENT,
            NO_DIRECTION,
            "Lower is better.",
        ),
        Indicator(
            6,
            "Harassment, bullying or abuse from staff",
            "respondents",
            "answered_yes",
            PERCENT,
            NO_DIRECTION,
            "Lower is better.",
        ),
        Indicator(
            7,
            "Belief that the organisation provides equal opportunities for progression or promotion",
            "respondents",
            "answered_yes",
            PERCENT,
            NO_DIRECTION,
            "Higher is better.",
        ),
        Indicator(
            8,
            "Discrimination from a manager, team leader or other colleague",
            "respondents",
            "answered_yes",
            PERCENT,
            NO_DIRECTION,
            "Lower is better.",
        ),
        Indicator(
            9,
            "Board representation: BME share of the board minus BME share of the workforce",
            "headcount",
            "board_voting",
            POINTS,
            BOARD_MINUS_WORKFORCE,
            "Below 0: the board has a smaller BME share than the workforce.",
        ),
    )
}

BANDS = (*(f"band-{band}" for band in ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9")), "vsm")
"""Agenda for Change bands and very senior managers, each reported for clinical and non-clinical staff apart."""

BANDED_SUBGROUPS = tuple(f"{kind}:{band}" for kind in ("clinical", "non-clinical") for band in BANDS)
MEDICAL_SUBGROUPS = tuple(
    f"medical:{grade}" for grade in ("consultant", "non-consultant-career-grade", "trainee", "other")
)
ALL = "all"
"""The subgroup of a count that has none."""

TIERS = {
    **dict.fromkeys(("band-1", "band-2", "band-3", "band-4", "band-5"), "lower"),
    **dict.fromkeys(("band-6", "band-7"), "middle"),
    **dict.fromkeys(("band-8a", "band-8b", "band-8c", "band-8d", "band-9", "vsm"), "upper"),
}
TIERS_STATUS = "to be confirmed: the official definition of the race disparity ratio's tiers could not be read"
