"""The share of one group: of all staff (indicator 1), of a board (9), or of the group itself (2 to 8)."""

from collections.abc import Iterator

from edi_handbook.workforce.claims.claim import Claim, Reading, Truth, Way, divide
from edi_handbook.workforce.claims.counts import KNOWN, Place
from edi_handbook.workforce.claims.pairs import pair_of
from edi_handbook.workforce.claims.stated import write
from edi_handbook.workforce.definitions import (
    ALL,
    BME,
    BOARD,
    GROUPS,
    LABELS,
    PERCENT,
    POINTS,
    RATIO,
    UNKNOWN,
    WHITE,
    WORKFORCE,
    Gap,
    Mix,
    Rate,
)


def truth(place: Place, claim: Claim) -> Truth | None:
    """The share of the claim's group; None where a count is missing or the whole is 0."""
    group = _group(claim)
    part, whole = _by_group(place, claim)[group]
    share = divide(part, whole)
    if share is None:
        return None
    said = f"The counts give {write(share * 100, PERCENT)}: {part:,} of {whole:,} {_people(claim)} ({LABELS[group]})."
    return Truth(share * 100, PERCENT, said)


def readings(place: Place, claim: Claim, true: Truth) -> Iterator[Reading]:
    """Wrong ways to the number, in the order in which they are tried."""
    group, unit = _group(claim), claim.written_unit
    about = claim.about
    yield from _wrong_units(unit, true)
    if isinstance(about, Rate) and unit == PERCENT:
        yield from _ratio_called_a_share(place, claim, about)
    shares = _by_group(place, claim)
    for other, cells in shares.items():
        share = divide(*cells)
        if other != group and share is not None:
            verdict = "groups_swapped" if UNKNOWN not in (other, group) else "not_reproduced"
            yield Reading(share * 100, verdict, f"This is the figure of {LABELS[other]}.")
    bases = (
        _wrong_bases_of_rate(place, about, group, shares)
        if isinstance(about, Rate)
        else _wrong_bases_of_mix(place, claim, about, group, shares)
    )
    for value, why in bases:
        if value is not None:
            yield Reading(value * 100, "not_reproduced", why)
    if isinstance(about, Rate):
        yield Reading(100 - true.value, "not_reproduced", "This is the rest, up to 100%.")


def _group(claim: Claim) -> str:
    return claim.of_group or BME


def _people(claim: Claim) -> str:
    match claim.about:
        case Mix():
            return "staff"
        case Gap():
            return f"{(claim.subgroup or BOARD).replace('_', ' ')} members"
        case Rate(whole=whole):
            return whole


def _measure_of_mix(claim: Claim, about: Mix | Gap) -> tuple[str, str]:
    """The measure and the subgroup that a share of staff or of a board is about."""
    if isinstance(about, Mix):
        return about.whole, claim.part_of_staff
    return (about.whole if claim.subgroup == WORKFORCE else claim.subgroup or about.board), ALL


Shares = dict[str, tuple[int | None, int | None]]
"""The part and the whole of each group's share; either may be None."""


def _by_group(place: Place, claim: Claim) -> Shares:
    about = claim.about
    if isinstance(about, Rate):
        return {
            group: (
                place.get(about.number, about.part, group, claim.part_of_staff),
                place.get(about.number, about.whole, group, claim.part_of_staff),
            )
            for group in GROUPS
        }
    measure, subgroup = _measure_of_mix(claim, about)
    whole = place.whole(about.number, measure, subgroup)
    return {group: (place.get(about.number, measure, group, subgroup), whole) for group in GROUPS}


def _wrong_units(unit: str, true: Truth) -> Iterator[Reading]:
    if unit == RATIO:
        yield Reading(true.value / 100, "wrong_unit", "This is a share, not a ratio: print it in per cent.")
        yield Reading(true.value, "wrong_unit", "This is a share in per cent, not a ratio.")
    elif unit == POINTS:
        yield Reading(true.value, "wrong_unit", "This is a share in per cent, not a difference in percentage points.")
    else:
        yield Reading(
            true.value / 100, "wrong_unit", "This is the share as a fraction: in per cent it is 100 times as much."
        )


def _ratio_called_a_share(place: Place, claim: Claim, rate: Rate) -> Iterator[Reading]:
    pair = pair_of(place, claim, rate)
    if pair and (ratio := pair.ratio):
        yield Reading(ratio, "wrong_unit", "This is the ratio of the two groups, which is not a per cent.")
        yield Reading(1 / ratio, "reversed", "This is the ratio of the two groups turned round, and not a per cent.")


def _wrong_bases_of_mix(place: Place, claim: Claim, about: Mix | Gap, group: str, shares: Shares) -> Iterator[Way]:
    """A share of everyone, with a wrong whole or with unknowns left in."""
    measure, subgroup = _measure_of_mix(claim, about)
    part, whole = shares[group]
    known = place.whole(about.number, measure, subgroup, KNOWN)
    yield divide(part, known), "Wrong denominator: people of unknown ethnicity are left out of the whole."
    if subgroup != ALL:
        in_group = place.get(about.number, measure, group)
        yield divide(part, in_group), "Wrong denominator: this is the part of the group who are in the band."
        yield divide(part, place.whole(about.number, measure)), "Wrong denominator: all staff, not the band."
    other = WHITE if group == BME else BME
    yield divide(part, shares[other][0]), f"Wrong denominator: divided by {LABELS[other]}, not by everyone."
    unknown = shares[UNKNOWN][0]
    if group != UNKNOWN and part is not None and unknown is not None:
        yield divide(part + unknown, whole), f"Unknowns left in: they are counted with {LABELS[group]}."


def _wrong_bases_of_rate(place: Place, rate: Rate, group: str, shares: Shares) -> Iterator[Way]:
    """A rate within one group, with a wrong whole or with unknowns left in."""
    part, whole = shares[group]
    if part is None or whole is None:
        return
    unknown_part, unknown_whole = shares[UNKNOWN]
    if group != UNKNOWN and unknown_part is not None and unknown_whole:
        mixed = divide(part + unknown_part, whole + unknown_whole)
        yield mixed, f"Unknowns left in: they are counted with {LABELS[group]}."
    all_part, all_whole = (place.whole(rate.number, measure) for measure in (rate.part, rate.whole))
    yield divide(all_part, all_whole), "This is the figure of all groups together."
    yield divide(part, all_whole), "Wrong denominator: all groups together."
    yield divide(part, all_part), f"Wrong denominator: this is the group's part of all {rate.part}."
    yield divide(part, place.staff(group)), "Wrong denominator: the head count of indicator 1 is used."
