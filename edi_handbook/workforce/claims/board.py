"""The gap of indicator 9: a group's share of a board minus its share of the workforce, in percentage points.

The standard gives that of BME people; a claim may name the other group.
"""

from collections.abc import Iterator
from fractions import Fraction

from edi_handbook.workforce.claims.claim import Claim, Reading, Truth, divide
from edi_handbook.workforce.claims.counts import KNOWN, Place
from edi_handbook.workforce.claims.stated import write
from edi_handbook.workforce.definitions import (
    BME,
    BOARD,
    EXECUTIVES,
    GROUPS,
    LABELS,
    POINTS,
    REPRESENTATION,
    WHITE,
    WORKFORCE,
)

STAFF = REPRESENTATION.whole
OTHER_BOARD = {BOARD: (EXECUTIVES, "executive"), EXECUTIVES: (BOARD, "voting")}


def truth(place: Place, claim: Claim) -> Truth | None:
    """The gap; None where a count is missing or a whole is 0."""
    board, group = _board(claim), claim.group or BME
    gap = _gap(place, board, group)
    if gap is None:
        return None
    part, whole = _counts(place, board, group)
    staff_part, staff = _counts(place, STAFF, group)
    said = f"{LABELS[group]} are {part} of {whole} on the board and {staff_part:,} of {staff:,} of the workforce."
    return Truth(gap, POINTS, f"The counts give {write(gap, POINTS)}: {said}")


def readings(place: Place, claim: Claim, true: Truth) -> Iterator[Reading]:
    """Wrong ways to the number, in the order in which they are tried."""
    board, group = _board(claim), claim.group or BME
    shares = _shares(place, board, group)
    if shares is None:
        return
    share, staff = shares
    fraction = "This is the gap as a fraction; it is written in percentage points."
    if claim.written_unit != POINTS:
        yield Reading(true.value, "wrong_unit", "A gap between two shares is in percentage points.")
        yield Reading(true.value / 100, "wrong_unit", fraction)
    if true.value:
        yield Reading(-true.value, "reversed", "The gap is taken the other way round: it is board minus workforce.")
    if claim.written_unit == POINTS:
        yield Reading(true.value / 100, "wrong_unit", fraction)
    ratio = divide(share, staff)
    if ratio is not None:
        relative = (ratio - 1) * 100
        yield Reading(ratio, "wrong_unit", "This is the board's share over the workforce's, not the gap between them.")
        yield Reading(relative, "wrong_unit", "This is the gap relative to the workforce's share, not in points.")
    said = LABELS[group]
    yield Reading(share * 100, "not_reproduced", f"This is the board's {said} share; the workforce's is not taken off.")
    yield Reading(staff * 100, "not_reproduced", f"This is the workforce's {said} share.")
    other, name = OTHER_BOARD.get(board, (BOARD, "voting"))
    swapped = BME if group == WHITE else WHITE
    for gap, verdict, why in (
        (_gap(place, board, swapped), "groups_swapped", f"This is the gap of the {LABELS[swapped]} shares."),
        (_gap(place, other, group), "not_reproduced", f"This is the gap of the {name} members."),
        (
            _gap(place, board, group, of=KNOWN),
            "not_reproduced",
            "Wrong denominator: people of unknown ethnicity are left out of the whole.",
        ),
    ):
        if gap is not None:
            yield Reading(gap, verdict, why)


def _board(claim: Claim) -> str:
    return STAFF if claim.subgroup == WORKFORCE else claim.subgroup or BOARD


def _counts(place: Place, measure: str, group: str, of: tuple[str, ...] = GROUPS) -> tuple[int | None, int | None]:
    """Members of a group, and everyone in the groups `of`."""
    number = REPRESENTATION.number
    return place.get(number, measure, group), place.whole(number, measure, groups=of)


def _gap(place: Place, board: str, group: str, of: tuple[str, ...] = GROUPS) -> Fraction | None:
    """The group's share of the board minus its share of the workforce, in percentage points."""
    shares = _shares(place, board, group, of)
    return None if shares is None else (shares[0] - shares[1]) * 100


def _shares(place: Place, board: str, group: str, of: tuple[str, ...] = GROUPS) -> tuple[Fraction, Fraction] | None:
    """The group's share of the board and of the workforce; None where either is not known."""
    share, staff = (divide(*_counts(place, measure, group, of)) for measure in (board, STAFF))
    return None if share is None or staff is None else (share, staff)
