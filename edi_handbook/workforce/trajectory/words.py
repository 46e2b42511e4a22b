"""How far, how fast, in sentences for a board. No number of people below the smallest that may be shown is printed."""

import math

from edi_handbook.workforce import text
from edi_handbook.workforce.definitions import APPOINTMENT, DISCIPLINARY, RANGE, RANGE_HIGH, RANGE_LOW, TRAINING
from edi_handbook.workforce.disclosure import DEFAULT, Thresholds
from edi_handbook.workforce.trajectory.change import HIGHER, Change
from edi_handbook.workforce.trajectory.power import CHANCE, chance_shown_met, years_to_show
from edi_handbook.workforce.trajectory.tally import People, Tally, When

FARTHEST = 30
"""Years ahead. What lies beyond is no plan, and is not told by its year."""

EVENTS = {
    APPOINTMENT: "appointments of BME candidates",
    DISCIPLINARY: "BME staff entering the formal process",
    TRAINING: "BME staff on non-mandatory training",
}
UNCHANGED = {
    APPOINTMENT: "with the same shortlists and white appointments unchanged",
    DISCIPLINARY: "with the same workforce and white cases unchanged",
    TRAINING: "with the same workforce and white training unchanged",
}


def gap(one: Tally, thresholds: Thresholds = DEFAULT) -> str:
    """How many people the gap is, to parity and to the near edge of the non-adverse range."""
    needed, way = one.needed(), "more" if one.more_is_better else "fewer"
    what = EVENTS[one.rate]
    if one.ratio.value <= 1:
        return f"The ratio is not above 1, so parity needs no {way} {what}."
    said = (
        f"Parity would have meant {_nearly(needed.value, thresholds)} {way} {what} in {one.year} "
        f"({_interval(needed, thresholds)}), {UNCHANGED[one.rate]}."
    )
    if one.ratio.value <= RANGE_HIGH:
        return f"{said} The ratio is inside {RANGE} already."
    return f"{said} The edge of {RANGE} would have meant {_nearly(one.needed(RANGE_HIGH).value, thresholds)} {way}."


def when(one: Tally, pace: float) -> str:
    """The year in which the gap would close at `pace` people more (or fewer) each year than the year before."""
    found: When = one.when(pace)
    way = "more" if one.more_is_better else "fewer"
    if found.year == one.year:
        return "On the figures as they are there is no gap to close; keep it so."
    until = "no year that the counts allow" if found.latest is None else str(found.latest)
    return (
        f"At {text.number(pace, 0)} {way} each year than the year before, the gap would close in {found.year}; "
        f"chance alone makes that anything from {found.earliest} to {until}."
    )


def by(one: Tally, target: float, due: int, thresholds: Thresholds = DEFAULT) -> str:
    """How many people more (or fewer) would reach a target in the return of the year `due`, how many a year that is,
    and when the same pace would close the gap."""
    aim, needed, way = text.ratio(target), one.needed(target), "more" if one.more_is_better else "fewer"
    if is_met(one, target):
        return f"The ratio is not above {aim} as it is: the target is to keep it there."
    if due <= one.year:
        return f"The target of {aim} is due before another return could show it."
    pace = needed.value / (due - one.year)
    return (
        f"A ratio of {aim} in {due} takes {_nearly(needed.value, thresholds)} {way} {EVENTS[one.rate]} in {due} than "
        f"in {one.year} ({_interval(needed, thresholds)}): {_nearly(pace, thresholds)} {way} each year than the year "
        f"before. {_closes(one.when(pace), one.year + FARTHEST)}"
    )


def is_met(one: Tally, target: float) -> bool:
    """Whether the ratio itself lies at the target or below, whatever chance allows."""
    return one.ratio.value <= target or math.isclose(one.ratio.value, target)


def _closes(found: When, farthest: int) -> str:
    if found.year > farthest:
        return f"At that pace the whole gap would not close by {farthest}."
    until = f"later than {farthest}" if found.latest is None or found.latest > farthest else str(found.latest)
    return (
        f"At that pace the whole gap would close in {found.year}; chance alone makes that anything from "
        f"{found.earliest} to {until}."
    )


def changed(found: Change, before: int, after: int) -> str:
    """Whether two years can be told apart."""
    if not found.method:
        return f"Nothing can be said of the change from {before} to {after}: a year had no event in either group."
    interval = text.interval(found.low, found.high)
    if found.verdict in ("higher", "lower"):
        way = "rose" if found.verdict == HIGHER else "fell"
        return f"The ratio {way} from {before} to {after} by more than chance: {after} over {before} is {interval}."
    few = " A group had no event in one of them." if math.isnan(found.value) else ""
    return (
        f"The change from {before} to {after} cannot be told from chance: {after} over {before} is {interval}, "
        f"and 1 is no change.{few}"
    )


def can_be_shown(one: Tally, target: float) -> str:
    """Whether counts of this size could show such a target met, in one sentence."""
    aim = text.ratio(target)
    if target <= 1:
        return (
            f"A target of {aim} can be aimed at and never shown met: an interval around parity reaches past it, "
            f"so judge by whether the whole interval lies inside {RANGE_LOW:.2f} to {RANGE_HIGH:.2f}."
        )
    chance = chance_shown_met(one, target)
    if chance >= CHANCE:
        return f"Counts of this size can show a target of {aim} met: with no gap left, {_in_ten(chance)} would show it."
    years = years_to_show(one, target)
    longer = "no number of years would" if years is None else f"the counts of about {years} years together would"
    return (
        f"With counts of this size a target of {aim} cannot be shown met in one year: with no gap left at all, "
        f"{_in_ten(chance)} would show it, and {longer}."
    )


def _in_ten(chance: float) -> str:
    tenths = round(10 * chance)
    if tenths in (0, 10):
        return "nearly every year" if tenths else "hardly a year in ten"
    return f"about {tenths} year{'s' if tenths > 1 else ''} in ten"


def _nearly(people: float, thresholds: Thresholds) -> str:
    shown = _about(people, thresholds)
    return shown if shown.startswith("under") else f"about {shown}"


def _about(people: float, thresholds: Thresholds) -> str:
    whole = math.floor(people + 0.5)
    return f"under {thresholds.smallest_shown}" if whole < thresholds.smallest_shown else text.count(whole)


def _interval(people: People, thresholds: Thresholds) -> str:
    high = _about(people.high, thresholds)
    if people.low <= 0:
        return f"interval from none to {high}"
    return f"interval {_about(people.low, thresholds)} to {high}"
