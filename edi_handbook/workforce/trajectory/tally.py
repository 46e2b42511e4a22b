"""The counts of one indicator in one year, and how many people the gap between its groups is.

For the indicators that are a ratio of two groups' rates: appointment (2), discipline (3), training (4).
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from edi_handbook.workforce import published, ratios
from edi_handbook.workforce.cells import cells_of
from edi_handbook.workforce.definitions import ALL, APPOINTMENT, BME, DISCIPLINARY, RATIO, WHITE, Rate
from edi_handbook.workforce.disclosure import PublishedRatio
from edi_handbook.workforce.intervals import Ratio

SIZES = (800, 4_000, 22_000)
"""Staff of the three trusts for which the handbook shows what counts can say: a small, a middling and a large one."""

SHORTLISTED_A_HEAD, WHITE_APPOINTED = 0.6, 0.2
"""Of a `typical` trust, in a year: people shortlisted for each member of staff, and the part of the white ones who were
appointed. **Our own assumption**: counts of shortlists were in nothing that we read, only ratios of them."""


class NotPossible(ValueError):
    """The question cannot be answered. The message is one sentence that may be printed."""


@dataclass(frozen=True)
class People:
    """So many people a year, not rounded, with their 95 per cent interval. Below 0: the gap is the other way round."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class When:
    """The year in which a gap would be closed; `earliest` and `latest` are its interval, `latest` None for never."""

    year: int
    earliest: int
    latest: int | None


@dataclass(frozen=True)
class Tally:
    """Events and people of two groups in one year: for indicator 2 those appointed and shortlisted, for indicator 3
    those who entered the process and all staff. Counts may be fractions: those that are expected, or as published."""

    rate: Rate
    year: int
    white: tuple[float, float]
    bme: tuple[float, float]

    def __post_init__(self) -> None:
        if self.rate.unit != RATIO:
            raise NotPossible(f"Indicator {self.rate.number} is reported as shares, not as a ratio: no gap in people.")
        for events, people in (self.white, self.bme):
            if not (0 <= events <= people and people >= 1):
                raise NotPossible(f"Indicator {self.rate.number} has {events:g} of {people:g}: these cannot be counts.")

    @property
    def more_is_better(self) -> bool:
        """Whether the gap closes by more of the event among BME people (appointments), or by fewer (cases)."""
        return self.rate.direction.top == WHITE

    @property
    def counts(self) -> tuple[float, float, float, float]:
        """Events and people of the group on top of the ratio, then of the one below."""
        return (*self.white, *self.bme) if self.more_is_better else (*self.bme, *self.white)

    @property
    def ratio(self) -> Ratio:
        """The relative likelihood in the direction of the standard."""
        value, low, high, method = ratios.relative_likelihood(*self.counts)
        return Ratio(float(value), float(low), float(high), str(method.item()))

    def needed(self, ratio: float = 1.0) -> People:
        """How many more events a year among BME people (or, for cases, how many fewer) would give this `ratio`, white
        events and both groups' people unchanged.

        The interval is for the rates behind the counts. It is MOVER on two Wilson intervals (Zou and Donner 2008, doi
        10.1002/sim.3095); at `ratio` 1 that is Newcombe's method 10 for a difference, times the people.
        """
        people = self.bme[1]
        (white, *white_ends), (bme, *bme_ends) = (_wilson(*pair) for pair in (self.white, self.bme))
        aim = 1 / ratio if self.more_is_better else ratio
        sign = 1 if self.more_is_better else -1
        apart = aim * white - bme
        below = math.hypot(aim * (white - white_ends[0]), bme_ends[1] - bme)
        above = math.hypot(aim * (white_ends[1] - white), bme - bme_ends[0])
        ends = sorted(sign * people * end for end in (apart - below, apart + above))
        return People(sign * people * apart, *ends)

    def same_posts(self, ratio: float = 1.0) -> People:
        """`needed`, where the number of posts stays the same: each appointment more of one group is one fewer of the
        other. For indicator 2. Raises NotPossible for another."""
        if self.rate is not APPOINTMENT:
            raise NotPossible(f"Indicator {self.rate.number} shares out no posts.")
        more, white, bme = self.needed(ratio), self.white[1], self.bme[1]
        part = ratio * white / (bme + ratio * white)
        return People(more.value * part, more.low * part, more.high * part)

    def when(self, pace: float, ratio: float = 1.0) -> When:
        """The year in which the ratio would be reached, if each year had `pace` more (or fewer) than the year before.

        Raises NotPossible where `pace` is not above 0.
        """
        if not pace > 0:
            raise NotPossible("A pace is so many people a year: give a number above 0.")
        needed = self.needed(ratio)
        value, low, high = (
            self.year + max(0, math.ceil(round(people / pace, 9))) for people in (needed.value, needed.low, needed.high)
        )
        if not self.more_is_better and needed.high > self.bme[0]:
            return When(value, low, None)  # there are not so many cases to prevent
        return When(value, low, high)

    def after(self, people: float) -> "Tally":
        """The counts to expect with so many events more (or, for cases, fewer) among BME people."""
        events, whole = self.bme
        moved = events + people if self.more_is_better else events - people
        return replace(self, bme=(min(max(moved, 0), whole), whole))

    def path(self, pace: float, years: int) -> pd.DataFrame:
        """The ratio to expect in each of `years` years at that pace, with the interval that counts of that size would
        have: columns `year`, `ratio`, `low`, `high`, from this year on. The pace stops at parity."""
        most = max(0.0, self.needed().value)
        rows = []
        for ahead in range(years + 1):
            found = self.after(min(pace * ahead, most)).ratio
            rows.append((self.year + ahead, found.value, found.low, found.high))
        return pd.DataFrame(rows, columns=["year", "ratio", "low", "high"])

    def over(self, years: int) -> "Tally":
        """The counts of so many such years added up."""
        return replace(self, **{group: tuple(years * one for one in getattr(self, group)) for group in (WHITE, BME)})

    def at(self, ratio: float) -> "Tally":
        """The counts to expect where the ratio is `ratio` and nothing else changed for white people."""
        rate = self.white[0] / self.white[1]
        rate = rate / ratio if self.more_is_better else rate * ratio
        return replace(self, bme=(min(rate, 1.0) * self.bme[1], self.bme[1]))


@lru_cache(maxsize=4096)
def _wilson(events: float, people: float) -> tuple[float, float, float]:
    value, low, high = ratios.share(events, people)
    return float(value), float(low), float(high)


def tally_of(counts: pd.DataFrame, rate: Rate, code: str, year: int) -> Tally | None:
    """The true counts of an organisation and year of a return, for their owner; None where one is not there."""
    cells = cells_of(counts, rate.number)
    mine = cells.only((cells.keys[0] == code) & (cells.keys[1] == year) & (cells.keys[2] == ALL))
    if len(mine.keys[0]) != 1:
        return None
    pairs = [tuple(float(mine.of[measure, group][0]) for measure in (rate.part, rate.whole)) for group in (WHITE, BME)]
    if any(math.isnan(count) for pair in pairs for count in pair) or not all(whole for _, whole in pairs):
        return None
    return Tally(rate, year, *pairs)


def of_print(
    rate: Rate, year: int, ratio: PublishedRatio | None, bme_events: int | None, bme: int | None, white: int | None
) -> Tally:
    """A tally from what was published alone: the ratio, and the counts as they are shown, None where one is hidden.

    White events are those that give the ratio that is printed, so that no sentence can differ from it. Raises
    NotPossible, with a sentence that says no more than the print does, where one of them is withheld.
    """
    if ratio is None or ratio.value is None or not ratio.value or None in (bme_events, bme, white):
        raise NotPossible(
            f"How many people the gap of indicator {rate.number} is cannot be shown without giving a small count away."
        )
    share = bme_events / bme
    share = share * ratio.value if rate.direction.top == WHITE else share / ratio.value
    return Tally(rate, year, (min(share, 1.0) * white, white), (bme_events, bme))


def typical(rate: Rate, staff: int, ratio: float, year: int = 0) -> Tally:
    """The counts to expect in a year of a trust with so many staff, where the ratio is `ratio`.

    BME staff are the share of England's. Cases are so many a head as in England in the year to March 2020. Shortlists
    are **our own assumption**. Raises NotPossible for other indicators than 2 and 3.
    """
    bme = published.figure("wres:england:1:2024:bme").value / 100
    if rate is APPOINTMENT:
        people, share = SHORTLISTED_A_HEAD * staff, WHITE_APPOINTED
    elif rate is DISCIPLINARY:
        people = staff
        # The ratio moves the split between the groups, and leaves the number of cases as it is.
        share = _cases_a_head() / (1 - bme + bme * ratio)
    else:
        raise NotPossible(f"No typical counts are known for indicator {rate.number}.")
    white = people * (1 - bme)
    return Tally(rate, year, (share * white, white), (0.0, people * bme)).at(ratio)


def _cases_a_head() -> float:
    """Staff of England who entered the process in the year to March 2020, over those employed in March 2021, the
    nearest head count that is held: that of BME staff, over their share."""
    cases = published.figure("wres:england:3:2020:all-staff:entered-process").value
    bme, share = (published.figure(f"wres:england:1:2021:bme{part}").value for part in (":headcount", ""))
    return cases / (bme / (share / 100))
