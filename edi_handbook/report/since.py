"""What changed since the year before, and whether chance could explain it: from what was printed of both years.

Both years are protected together (`answers.printed`), and what is said here is a function of the two prints, so that it
gives nothing more away. Ratios are compared on the log scale, shares by their difference, both by MOVER on the printed
intervals; a verdict is given only where it holds for all that the printed numbers may have been rounded from.
"""

import itertools

from edi_handbook.report.findings import corners
from edi_handbook.workforce import trend
from edi_handbook.workforce.disclosure import PublishedRatio, Share
from edi_handbook.workforce.trajectory import of_ratios

ROSE, FELL, CHANCE, TOO_CLOSE = "rose", "fell", "within chance", "too close to say"
NOT_SHOWN = "–"
COUNTED = "everybody is counted"
"""Of a share of all staff: there is no chance in it."""

NOTE = (
    "Rose and fell: by more than chance explains, on the printed figures of both years, taken as independent. "
    "With so many lines at once, one in twenty looks like a change by chance alone."
)


def of_ratio(before: PublishedRatio | None, now: PublishedRatio | None) -> str:
    """Whether a ratio moved."""
    if any(one is None or not one.value or not one.low for one in (before, now)):
        return NOT_SHOWN
    moves = [of_ratios(first, last) for first, last in itertools.product(corners(before), corners(now))]
    return _verdict([(one.low > 1, one.high < 1) for one in moves])


def of_share(before: Share | None, now: Share | None) -> str:
    """Whether a share moved."""
    if any(one is None or one.value is None for one in (before, now)):
        return NOT_SHOWN
    if before.low is None or now.low is None:
        return COUNTED
    found = []
    for first, last in itertools.product(_corners(before), _corners(now)):
        _, low, high = trend.mover(first, last)
        found.append((low > 0, high < 0))
    return _verdict(found)


def _corners(one: Share) -> list[tuple[float, ...]]:
    half = 0.5 * 10**-one.decimals
    return list(itertools.product(*((number - half, number + half) for number in (one.value, one.low, one.high))))


def _verdict(found: list[tuple[bool, bool]]) -> str:
    if all(up for up, _ in found):
        return ROSE
    if all(down for _, down in found):
        return FELL
    return TOO_CLOSE if any(up or down for up, down in found) else CHANCE
