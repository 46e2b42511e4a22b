"""Try the true figure first, then each wrong way to it, then other years: the first that fits is the verdict."""

from collections.abc import Iterator
from typing import assert_never

import pandas as pd

from edi_handbook.workforce.claims import board, pairs, shares
from edi_handbook.workforce.claims.claim import Claim, Reading, Truth, Verdict
from edi_handbook.workforce.claims.counts import Counts, Place
from edi_handbook.workforce.claims.stated import DECIMALS, accounts_for, match, number
from edi_handbook.workforce.definitions import UNKNOWN, Gap, Mix, Rate


def check_claims(counts: pd.DataFrame, claims: list[Claim]) -> list[Verdict]:
    """A verdict for each claim, from counts of the shape that `indicators.compute` takes."""
    known = Counts(counts, {claim.indicator for claim in claims})
    return [_verdict(known, claim) for claim in claims]


def _verdict(counts: Counts, claim: Claim) -> Verdict:
    code = claim.organisation_code or (counts.codes[0] if len(counts.codes) == 1 else "")
    if not code:
        return Verdict(
            claim.row,
            "not_reproduced",
            f"The return has {len(counts.codes)} organisations and the claim names none: add a column "
            "organisation_code.",
        )
    if claim.group == UNKNOWN and not claim.of_group:
        return Verdict(
            claim.row,
            "not_reproduced",
            "People of unknown ethnicity are in no comparison: name white or bme as the group, or none.",
        )
    place = counts.at(code, claim.year)
    true = _truth(place, claim)
    if true is None:
        return Verdict(
            claim.row,
            "not_reproduced",
            f"The return does not have the counts for indicator {claim.indicator}"
            f"{f', {claim.subgroup},' if claim.subgroup else ''} of {code} in {claim.year}.",
        )
    stated, decimals = number(claim.value)
    unit = claim.written_unit
    if unit == true.unit and (found := match(stated, decimals, true.value, DECIMALS[unit])):
        verdict, words = found
        return Verdict(claim.row, verdict, f"{words} {true.why}")
    for reading in _wrong_readings(place, claim, true):
        if accounts_for(stated, decimals, reading.value):
            return Verdict(claim.row, reading.verdict, f"{reading.why} {true.why}")
    year = _other_year(counts, code, claim)
    why = f"This is the figure of {year}." if year else "Nothing that was tried gives this figure."
    return Verdict(claim.row, "not_reproduced", f"{why} {true.why}")


def _truth(place: Place, claim: Claim) -> Truth | None:
    """The figure that the claim is about, by its indicator and group, whatever unit the claim gives it."""
    if claim.of_group:
        return shares.truth(place, claim)
    match claim.about:
        case Mix():
            return shares.truth(place, claim)
        case Rate() as rate:
            return pairs.truth(place, claim, rate)
        case Gap():
            return board.truth(place, claim)
        case other:
            assert_never(other)


def _wrong_readings(place: Place, claim: Claim, true: Truth) -> Iterator[Reading]:
    if claim.of_group:
        return shares.readings(place, claim, true)
    match claim.about:
        case Mix():
            return shares.readings(place, claim, true)
        case Rate() as rate:
            return pairs.readings(place, claim, rate)
        case Gap():
            return board.readings(place, claim, true)
        case other:
            assert_never(other)


def _other_year(counts: Counts, code: str, claim: Claim) -> int | None:
    """Another year whose figure is the one that was stated."""
    stated, decimals = number(claim.value)
    for year in counts.years(code):
        if year == claim.year:
            continue
        true = _truth(counts.at(code, year), claim)
        unit = claim.written_unit
        if true is not None and true.unit == unit and match(stated, decimals, true.value, DECIMALS[unit]):
            return year
    return None
