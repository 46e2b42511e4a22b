"""What a printed figure says in one sentence: the title of its chart, and whether there is something to act on.

Works from what was published alone, and says only what holds for all that a figure may have been rounded from.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from edi_handbook.report.figures import ratio_name, share_name
from edi_handbook.workforce import intervals
from edi_handbook.workforce.definitions import (
    ABUSE_BY_PUBLIC,
    ABUSE_BY_STAFF,
    APPOINTMENT,
    BME,
    DISCIPLINARY,
    DISCRIMINATION,
    FAIR_PROMOTION,
    LABELS,
    RANGE_HIGH,
    RANGE_LOW,
    SURVEY,
    TRAINING,
    WHITE,
    Rate,
)
from edi_handbook.workforce.disclosure import Published, PublishedRatio

WORSE, BETTER, LEVEL, NOT_CLEAR = "worse", "better", "level", "not clear"

NOUNS = {APPOINTMENT: "appointment", DISCIPLINARY: "discipline", TRAINING: "training"}
EVENTS = {
    APPOINTMENT: "were appointed",
    DISCIPLINARY: "entered the disciplinary process",
    TRAINING: "had extra training",
}
ANSWERS = {
    ABUSE_BY_PUBLIC: "were abused by patients or the public",
    ABUSE_BY_STAFF: "were abused by staff",
    FAIR_PROMOTION: "believe that promotion is fair",
    DISCRIMINATION: "met discrimination by a colleague",
}
GROUPS = {WHITE: "white", BME: "ethnic minority"}
"""The groups in our own prose. In a label of the standard they are `LABELS`."""


@dataclass(frozen=True)
class Finding:
    """A printed ratio of two groups, and what it says of ethnic minority staff: `WORSE` and `BETTER` are by more than
    chance, `LEVEL` is about the same, and `NOT_CLEAR` the rest."""

    rate: Rate
    ratio: PublishedRatio
    verdict: str


def finding(published: Published, rate: Rate) -> Finding | None:
    """What the print says of an indicator; None where its ratio is not shown."""
    found = published.ratios.get(ratio_name(rate))
    if found is None or found.value is None:
        return None
    verdicts = {_verdict(corner, rate) for corner in corners(found)}
    return Finding(rate, found, verdicts.pop() if len(verdicts) == 1 else NOT_CLEAR)


def corners(found: PublishedRatio) -> list[intervals.Ratio]:
    """The extremes of what a printed ratio may have been rounded from."""
    half = 0.5 * 10**-found.decimals
    ends = ((number - half, number + half) for number in (found.value, found.low, found.high))
    return [intervals.Ratio(*numbers, "") for numbers in itertools.product(*ends)]


def _verdict(found: intervals.Ratio, rate: Rate) -> str:
    if found.clear_of_parity:
        # A belief in fairness is the one answer of which more is better.
        return WORSE if (found.value > 1) != (rate is FAIR_PROMOTION) else BETTER
    return LEVEL if found.low >= RANGE_LOW and found.high <= RANGE_HIGH else NOT_CLEAR


def ratios_title(findings: Iterable[Finding]) -> str:
    """The title of several ratios side by side."""
    by: dict[str, list[str]] = {verdict: [] for verdict in (WORSE, BETTER, LEVEL, NOT_CLEAR)}
    for one in findings:
        by[one.verdict].append(NOUNS[one.rate])
    said = []
    for verdict, way in ((WORSE, "worse"), (BETTER, "better")):
        if by[verdict]:
            said.append(f"fare {way} in {in_words(by[verdict])} by more than chance explains")
    if said:
        return f"Ethnic minority staff {', and '.join(said)}"
    if not by[NOT_CLEAR]:
        return f"{in_words(by[LEVEL]).capitalize()}: about the same for ethnic minority and white staff"
    return f"No gap in {in_words([*by[NOT_CLEAR], *by[LEVEL]])} can be told from chance"


def ratio_title(one: Finding) -> str:
    """The title of one ratio."""
    top, bottom = (f"{GROUPS[group]} {one.rate.people}" for group in one.rate.pair)
    chance = {NOT_CLEAR: ", which chance could explain", LEVEL: ", about the same"}.get(one.verdict, "")
    return f"{top[:1].upper()}{top[1:]} {EVENTS[one.rate]} {figure_of(one.ratio)} times as often as {bottom}{chance}"


def figure_of(found: PublishedRatio) -> str:
    """The ratio alone, without its interval."""
    return found.text.split()[0]


def survey_title(published: Published, rates: Iterable[Rate] = SURVEY) -> str:
    """The title of answers of the survey: that in which ethnic minority staff fare worst, by ratio, is told."""
    found = [one for rate in rates if (one := finding(published, rate)) and _shares(published, rate)]
    worse = [one for one in found if one.verdict == WORSE]
    if worse:
        return answer_title(published, max(worse, key=_how_far).rate)
    if found and all(one.verdict == LEVEL for one in found):
        return "Ethnic minority and white staff answer about alike"
    return "No answer is worse for ethnic minority staff by more than chance explains"


def answer_title(published: Published, rate: Rate) -> str:
    """The title of one answer, of which both shares are shown."""
    bme, white = _shares(published, rate)
    found = finding(published, rate)
    chance = ", which chance could explain" if found is None or found.verdict == NOT_CLEAR else ""
    return f"{bme} of ethnic minority staff {ANSWERS[rate]}, and {white} of white staff{chance}"


def _how_far(one: Finding) -> float:
    return max(one.ratio.value, 1 / one.ratio.value)


def _shares(published: Published, rate: Rate) -> tuple[str, str] | None:
    """Both groups' shares as printed, ethnic minority staff first; None where one is not shown."""
    pair = [published.shares.get(share_name(rate.number, rate.part, group)) for group in (BME, WHITE)]
    if any(one is None or one.value is None for one in pair):
        return None
    return pair[0].text, pair[1].text


def in_words(items: list[str]) -> str:
    """`a, b and c`"""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def described(one: Finding) -> str:
    """What may be said of a printed ratio: the sentence of `intervals.describe` where it holds at every corner, else
    that it is too close."""
    groups = [f"{LABELS[group]} {one.rate.people}" for group in one.rate.pair]
    sentences = {intervals.describe(corner, *groups) for corner in corners(one.ratio)}
    return sentences.pop() if len(sentences) == 1 else ""
