"""The rates of two groups compared: as a ratio, or as a difference in percentage points."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from edi_handbook.workforce.claims.claim import Claim, Reading, Truth, Way, divide
from edi_handbook.workforce.claims.counts import Place
from edi_handbook.workforce.claims.stated import rounded, write
from edi_handbook.workforce.definitions import HEADCOUNT, LABELS, PERCENT, POINTS, RATIO, UNKNOWN, Direction, Rate


@dataclass(frozen=True)
class Pair:
    """Two groups' counts of one rate: the part and the whole of the group on top, then of the one below.

    No whole is 0.
    """

    of: Rate
    direction: Direction
    subgroup: str
    part_1: int
    whole_1: int
    part_2: int
    whole_2: int

    @property
    def top(self) -> str:
        return self.direction.top

    @property
    def bottom(self) -> str:
        return self.direction.bottom

    @property
    def rates(self) -> tuple[Fraction, Fraction]:
        return Fraction(self.part_1, self.whole_1), Fraction(self.part_2, self.whole_2)

    @property
    def ratio(self) -> Fraction | None:
        return divide(*self.rates)

    @property
    def gap(self) -> Fraction:
        """The rate on top minus the one below."""
        rate_1, rate_2 = self.rates
        return rate_1 - rate_2

    @property
    def over(self) -> str:
        return self.direction.words


def pair_of(place: Place, claim: Claim, rate: Rate) -> Pair | None:
    """The counts of both groups; None where one is missing or a whole is 0.

    On top is the group of whom the claim says something, else the one that the standard puts there.
    """
    direction = rate.direction.with_on_top(claim.group) if claim.group in rate.pair else rate.direction
    part_1, whole_1, part_2, whole_2 = (
        place.get(rate.number, measure, group, claim.part_of_staff)
        for group in direction.pair
        for measure in (rate.part, rate.whole)
    )
    if part_1 is None or part_2 is None or not whole_1 or not whole_2:
        return None
    return Pair(rate, direction, claim.part_of_staff, part_1, whole_1, part_2, whole_2)


def truth(place: Place, claim: Claim, rate: Rate) -> Truth | None:
    """The ratio, or for a claim in percentage points the difference; None where the counts give none."""
    pair = pair_of(place, claim, rate)
    if pair is None:
        return None
    words = (
        f"{pair.part_1:,} of {pair.whole_1:,} {LABELS[pair.top]} and "
        f"{pair.part_2:,} of {pair.whole_2:,} {LABELS[pair.bottom]}"
    )
    if claim.unit == POINTS:
        gap = pair.gap * 100
        minus = f"{LABELS[pair.top]} minus {LABELS[pair.bottom]}"
        return Truth(gap, POINTS, f"The counts give {write(gap, POINTS)}, {minus}: {words}.")
    if pair.ratio is None:
        return None
    return Truth(pair.ratio, RATIO, f"The counts give {write(pair.ratio, RATIO)}, {pair.over}: {words}.")


def readings(place: Place, claim: Claim, rate: Rate) -> Iterator[Reading]:
    """Wrong ways to the number, in the order in which they are tried: the first that fits is the one that is told."""
    pair, unit = pair_of(place, claim, rate), claim.written_unit
    if pair is None:
        return
    if unit == POINTS:
        yield from _not_the_difference(pair)
        return
    if (ratio := pair.ratio) is None:
        return
    yield from _called_a_per_cent(pair, ratio) if unit == PERCENT else _of_rounded_rates(pair)
    yield from _turned_round(pair, ratio, unit)
    if unit == RATIO:
        yield from _called_a_ratio(pair, ratio)
    yield from _counts_swapped(pair)
    yield from _wrong_bases(place, pair)
    if unit == PERCENT:
        for one, group in zip(pair.rates, pair.direction.pair, strict=True):
            yield Reading(one * 100, "not_reproduced", f"This is the rate of {LABELS[group]}: name the group.")


def _not_the_difference(pair: Pair) -> Iterator[Reading]:
    if pair.gap:
        yield Reading(-pair.gap * 100, "reversed", "The difference is taken the other way round.")
    if pair.ratio is not None:
        yield Reading(pair.ratio, "wrong_unit", "This is the ratio of the two rates, not their difference.")
        yield Reading((pair.ratio - 1) * 100, "wrong_unit", "This is the difference relative to a rate, not in points.")
    yield Reading(pair.gap, "wrong_unit", "This is a fraction; in percentage points it is 100 times as much.")
    for one, group in zip(pair.rates, pair.direction.pair, strict=True):
        yield Reading(one * 100, "wrong_unit", f"This is the share in per cent of {LABELS[group]}, not a difference.")


def _called_a_per_cent(pair: Pair, ratio: Fraction) -> Iterator[Reading]:
    more = (ratio - 1) * 100
    yield Reading(ratio, "wrong_unit", "A ratio is not a per cent: print it without the sign.")
    yield Reading(ratio * 100, "wrong_unit", "This is the ratio times 100: print the ratio itself.")
    yield Reading(more, "wrong_unit", "This is how much more likely in per cent, not the ratio: print the ratio.")
    yield Reading(
        abs(pair.gap) * 100, "wrong_unit", "This is the difference of the two rates in points, not their ratio."
    )


def _called_a_ratio(pair: Pair, ratio: Fraction) -> Iterator[Reading]:
    yield Reading(
        abs(pair.gap) * 100,
        "wrong_unit",
        "This is the difference of the two rates in percentage points, read as a ratio.",
    )
    yield Reading(abs(pair.gap), "wrong_unit", "This is the difference of the two rates, read as a ratio.")
    yield Reading(ratio * 100, "wrong_unit", "This is the ratio times 100: print the ratio itself.")
    yield Reading((ratio - 1) * 100, "wrong_unit", "This is how much more likely in per cent, called a ratio.")


def _rounded_rates(pair: Pair) -> Iterator[tuple[Fraction, Fraction, int]]:
    """Both rates in per cent as a paper may have printed them, and to how many decimals."""
    for decimals in (1, 0, 2):
        rate_1, rate_2 = (Fraction(max(rounded(rate * 100, decimals))) for rate in pair.rates)
        if rate_1 and rate_2:
            yield rate_1, rate_2, decimals


def _of_rounded_rates(pair: Pair) -> Iterator[Reading]:
    for rate_1, rate_2, decimals in _rounded_rates(pair):
        yield Reading(
            rate_1 / rate_2,
            "rounded",
            f"Worked out from rates already rounded, {float(rate_1):.{decimals}f}% over "
            f"{float(rate_2):.{decimals}f}%: divide the counts, and round once.",
        )


def _turned_round(pair: Pair, ratio: Fraction, unit: str) -> Iterator[Reading]:
    if not ratio:
        return
    this = f"{_whose(pair)} is {pair.over}.{' And a ratio is not a per cent.' if unit == PERCENT else ''}"
    yield Reading(1 / ratio, "reversed", f"The ratio is turned round: {this}")
    for rate_1, rate_2, _ in _rounded_rates(pair):
        yield Reading(rate_2 / rate_1, "reversed", f"The ratio is turned round and made of rounded rates: {this}")
    yield Reading((1 - 1 / ratio) * 100, "wrong_unit", "This is how much less likely in per cent, not the ratio.")
    if unit == PERCENT:
        yield Reading(100 / ratio, "reversed", f"The ratio is turned round, and times 100: it is {pair.over}.")


def _whose(pair: Pair) -> str:
    """What it is that has the direction: the indicator, or a claim that puts the other group on top."""
    return "this indicator" if pair.direction is pair.of.direction else f"what is said of {LABELS[pair.top]}"


def _counts_swapped(pair: Pair) -> Iterator[Reading]:
    swapped = replace(pair, part_1=pair.part_2, part_2=pair.part_1).ratio
    if swapped is None:
        return
    said = "The counts of {} are swapped between the two groups."
    yield Reading(swapped, "groups_swapped", said.format(pair.of.part))
    if swapped:
        yield Reading(1 / swapped, "groups_swapped", said.format(pair.of.whole))


def _wrong_bases(place: Place, pair: Pair) -> Iterator[Reading]:
    """Wrong denominators and unknowns left in, each also turned round."""
    for value, why in (*_without_rates(place, pair), *_with_unknowns(place, pair), *_over_everyone(place, pair)):
        if value is not None:
            yield Reading(value, "not_reproduced", why)
            if value:
                yield Reading(1 / value, "not_reproduced", f"{why} And it is turned round.")


def _without_rates(place: Place, pair: Pair) -> Iterator[Way]:
    counts = f"Wrong denominator: the counts of {pair.of.part} are compared without dividing."
    yield divide(pair.part_1, pair.part_2), counts
    yield divide(pair.whole_1, pair.whole_2), f"The counts of {pair.of.whole} are compared, not the rates."
    staff_1, staff_2 = (place.staff(group) for group in pair.direction.pair)
    # Where the whole is the head count, that is the right denominator.
    if pair.of.whole != HEADCOUNT or (staff_1, staff_2) != (pair.whole_1, pair.whole_2):
        ratio = divide(divide(pair.part_1, staff_1), divide(pair.part_2, staff_2))
        yield ratio, "Wrong denominator: the head count of indicator 1 is used."


def _unknowns(place: Place, pair: Pair) -> tuple[int, int] | None:
    """Part and whole of people of unknown ethnicity; None where there are none of them, or nobody knows."""
    part, whole = (
        place.get(pair.of.number, measure, UNKNOWN, pair.subgroup) for measure in (pair.of.part, pair.of.whole)
    )
    return (part, whole) if part is not None and whole else None


def _with_unknowns(place: Place, pair: Pair) -> Iterator[Way]:
    if (unknown := _unknowns(place, pair)) is None:
        return
    part, whole = unknown
    for group, more in ((pair.top, _more_on_top), (pair.bottom, _more_below)):
        yield more(pair, part, whole).ratio, f"Unknowns left in: they are counted with {LABELS[group]}."
        yield more(pair, 0, whole).ratio, f"Unknowns left in: they are in the denominator with {LABELS[group]}."


def _more_on_top(pair: Pair, part: int, whole: int) -> Pair:
    return replace(pair, part_1=pair.part_1 + part, whole_1=pair.whole_1 + whole)


def _more_below(pair: Pair, part: int, whole: int) -> Pair:
    return replace(pair, part_2=pair.part_2 + part, whole_2=pair.whole_2 + whole)


def _over_everyone(place: Place, pair: Pair) -> Iterator[Way]:
    part, whole = _unknowns(place, pair) or (0, 0)
    overall = divide(pair.part_1 + pair.part_2 + part, pair.whole_1 + pair.whole_2 + whole)
    for rate, group in zip(pair.rates, pair.direction.pair, strict=True):
        yield divide(rate, overall), f"Wrong denominator: the rate of {LABELS[group]} is divided by everyone's."
