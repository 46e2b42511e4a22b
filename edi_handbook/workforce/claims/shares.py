"""The share of one group: of all staff (indicator 1), of a board (9), or of the group itself (2 to 8)."""

from collections.abc import Iterator

from edi_handbook.workforce.claims.claim import LABEL, Claim, Reading, Truth, Way, divide
from edi_handbook.workforce.claims.counts import KNOWN, Place
from edi_handbook.workforce.claims.pairs import pair_of
from edi_handbook.workforce.claims.stated import write
from edi_handbook.workforce.definitions import ALL, GROUPS, INDICATORS, PERCENT, POINTS, RATIO


def truth(place: Place, claim: Claim) -> Truth | None:
    """The share of the claim's group; None where a count is missing or the whole is 0."""
    group = _group(claim)
    part, whole = _by_group(place, claim)[group]
    share = divide(part, whole)
    if share is None:
        return None
    said = f"The counts give {write(share * 100, PERCENT)}: {part:,} of {whole:,} {_people(claim)} ({LABEL[group]})."
    return Truth(share * 100, PERCENT, said)


def readings(place: Place, claim: Claim, true: Truth) -> Iterator[Reading]:
    """Wrong ways to the number, in the order in which they are tried."""
    group, unit = _group(claim), claim.written_unit
    is_mix = claim.indicator in (1, 9)
    yield from _wrong_units(unit, true)
    if not is_mix and unit == PERCENT:
        yield from _ratio_called_a_share(place, claim.indicator)
    shares = _by_group(place, claim)
    for other, cells in shares.items():
        share = divide(*cells)
        if other != group and share is not None:
            verdict = "groups_swapped" if "unknown" not in (other, group) else "not_reproduced"
            yield Reading(share * 100, verdict, f"This is the figure of {LABEL[other]}.")
    for value, why in (_wrong_bases_of_mix if is_mix else _wrong_bases_of_rate)(place, claim, group, shares):
        if value is not None:
            yield Reading(value * 100, "not_reproduced", why)
    if not is_mix:
        yield Reading(100 - true.value, "not_reproduced", "This is the rest, up to 100%.")


def _group(claim: Claim) -> str:
    return claim.of_group or "bme"


def _people(claim: Claim) -> str:
    if claim.indicator == 1:
        return "staff"
    if claim.indicator == 9:
        return f"{(claim.subgroup or 'board_voting').replace('_', ' ')} members"
    return INDICATORS[claim.indicator].whole


def _measure_of_mix(claim: Claim) -> tuple[str, str]:
    """The measure and the subgroup that a share of staff or of a board is about."""
    if claim.indicator == 1:
        return "headcount", claim.subgroup or ALL
    return ("headcount" if claim.subgroup == "workforce" else claim.subgroup or "board_voting"), ALL


def _by_group(place: Place, claim: Claim) -> dict[str, tuple[int | None, int | None]]:
    """The part and the whole of each group's share; either may be None."""
    number, definition = claim.indicator, INDICATORS[claim.indicator]
    if number in (1, 9):
        measure, subgroup = _measure_of_mix(claim)
        whole = place.whole(number, measure, subgroup)
        return {group: (place.get(number, measure, group, subgroup), whole) for group in GROUPS}
    return {
        group: (place.get(number, definition.part, group), place.get(number, definition.whole, group))
        for group in GROUPS
    }


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


def _ratio_called_a_share(place: Place, indicator: int) -> Iterator[Reading]:
    pair = pair_of(place, indicator)
    if pair and pair.ratio:
        yield Reading(pair.ratio, "wrong_unit", "This is the ratio of the two groups, which is not a per cent.")
        yield Reading(
            1 / pair.ratio, "reversed", "This is the ratio of the two groups turned round, and not a per cent."
        )


def _wrong_bases_of_mix(place: Place, claim: Claim, group: str, shares: dict) -> Iterator[Way]:
    """A share of everyone, with a wrong whole or with unknowns left in."""
    number = claim.indicator
    measure, subgroup = _measure_of_mix(claim)
    part, whole = shares[group]
    known = place.whole(number, measure, subgroup, KNOWN)
    yield divide(part, known), "Wrong denominator: people of unknown ethnicity are left out of the whole."
    if number == 1 and subgroup != ALL:
        in_group = place.get(1, "headcount", group)
        yield divide(part, in_group), "Wrong denominator: this is the part of the group who are in the band."
        yield divide(part, place.whole(1, "headcount")), "Wrong denominator: all staff, not the band."
    other = "white" if group == "bme" else "bme"
    yield divide(part, shares[other][0]), f"Wrong denominator: divided by {LABEL[other]}, not by everyone."
    unknown = shares["unknown"][0]
    if group != "unknown" and unknown is not None:
        yield divide(part + unknown, whole), f"Unknowns left in: they are counted with {LABEL[group]}."


def _wrong_bases_of_rate(place: Place, claim: Claim, group: str, shares: dict) -> Iterator[Way]:
    """A rate within one group, with a wrong whole or with unknowns left in."""
    number, definition = claim.indicator, INDICATORS[claim.indicator]
    part, whole = shares[group]
    unknown_part, unknown_whole = shares["unknown"]
    if group != "unknown" and unknown_part is not None and unknown_whole:
        mixed = divide(part + unknown_part, whole + unknown_whole)
        yield mixed, f"Unknowns left in: they are counted with {LABEL[group]}."
    all_part, all_whole = (place.whole(number, measure) for measure in (definition.part, definition.whole))
    yield divide(all_part, all_whole), "This is the figure of all groups together."
    yield divide(part, all_whole), "Wrong denominator: all groups together."
    yield divide(part, all_part), f"Wrong denominator: this is the group's part of all {definition.part}."
    staff = place.get(1, "headcount", group)
    yield divide(part, staff), "Wrong denominator: the head count of indicator 1 is used."
