"""Check the figures that a draft paper states against the counts, and say why one does not come out.

All arithmetic is on exact fractions of the counts, and a stated value is compared as it was written: "1.8" claims one
decimal, "1.80" two. Verdicts:

- `reproduced`: the counts give this figure, to the precision that is published (two decimals for a ratio, one for
  others) or finer;
- `rounded`: the right figure, rounded more coarsely, cut off, or worked out from rates that were already rounded;
- `reversed`: the ratio or gap the other way round;
- `groups_swapped`: the figure of the other group, or with one count taken from the other group;
- `wrong_unit`: the right figure or a near relation of it, called by another unit: a ratio with a per cent sign, a
  difference read as a ratio;
- `not_reproduced`: none of these; the explanation names the denominator, unknowns or year where one of them fits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd

from edi_handbook.workforce.definitions import (
    ALL,
    GROUPS,
    INDICATORS,
    PERCENT,
    POINTS,
    RATIO,
    WHITE_OVER_BME,
)

VERDICTS = ("reproduced", "rounded", "reversed", "wrong_unit", "groups_swapped", "not_reproduced")
SOUND = ("reproduced", "rounded")
UNITS = (RATIO, PERCENT, POINTS)
DECIMALS = {RATIO: 2, PERCENT: 1, POINTS: 1}
_LABEL = {"white": "white", "bme": "BME", "unknown": "unknown"}


@dataclass(frozen=True)
class Claim:
    """A stated figure. `value` is text as written, with or without a per cent sign. `row` is where it stands."""

    row: int
    indicator: int
    year: int
    group: str
    value: str
    unit: str
    organisation_code: str = ""
    subgroup: str = ""


@dataclass(frozen=True)
class Verdict:
    row: int
    verdict: str
    explanation: str

    def as_dict(self) -> dict:
        return {"row": self.row, "verdict": self.verdict, "explanation": self.explanation}


@dataclass(frozen=True)
class _Reading:
    """One way in which a stated number could have come about: its value, and what would be said of it."""

    value: Fraction
    verdict: str
    why: str


def check_claims(counts: pd.DataFrame, claims: list[Claim]) -> list[Verdict]:
    """A verdict for each claim, from counts of the shape that `indicators.compute` takes."""
    index = ["organisation_code", "year", "indicator", "measure", "subgroup", "group"]
    known = counts.dropna(subset=["count"])
    wanted = {1, *(claim.indicator for claim in claims)}
    # Other years are kept too: a figure may be last year's. Indicator 1 has the head counts.
    near = known[known["indicator"].isin(wanted)]
    table = {tuple(row[:6]): int(row[6]) for row in near[[*index, "count"]].itertuples(index=False)}
    codes = sorted(counts["organisation_code"].unique()) if len(counts) else []
    return [_verdict(_Counts(table), codes, claim) for claim in claims]


class _Counts:
    """Look up counts, and sums of them, by organisation and year; None where one is not known."""

    def __init__(self, table: dict):
        self.table = table

    def get(self, place, indicator, measure, group, subgroup=ALL):
        if indicator == 1 and subgroup == ALL and (*place, 1, measure, ALL, group) not in self.table:
            return self._sum_over_bands(place, group)
        return self.table.get((*place, indicator, measure, subgroup, group))

    def _sum_over_bands(self, place, group):
        cells = [
            count
            for (code, year, indicator, _, _, of), count in self.table.items()
            if (code, year) == place and indicator == 1 and of == group
        ]
        return sum(cells) if cells else None

    def whole(self, place, indicator, measure, subgroup=ALL, groups=GROUPS):
        """Everyone, unknowns included; a return with no row for unknowns has none of them."""
        cells = [self.get(place, indicator, measure, group, subgroup) for group in groups]
        if cells[0] is None or (len(cells) > 1 and cells[1] is None):
            return None
        return sum(cell or 0 for cell in cells)

    def years(self, code):
        return sorted({key[1] for key in self.table if key[0] == code})


def _verdict(counts: _Counts, codes: list[str], claim: Claim) -> Verdict:
    code = claim.organisation_code or (codes[0] if len(codes) == 1 else "")
    if not code:
        return Verdict(
            claim.row,
            "not_reproduced",
            f"The return has {len(codes)} organisations and the claim names none: add a column organisation_code.",
        )
    place = (code, claim.year)
    unit = PERCENT if claim.value.strip().endswith("%") else claim.unit
    group = claim.group if claim.unit != RATIO or claim.indicator == 1 else ""
    truth = _truth(counts, place, claim, group)
    if truth is None:
        return Verdict(
            claim.row,
            "not_reproduced",
            f"The return does not have the counts for indicator {claim.indicator} of {code} in {claim.year}.",
        )
    stated, decimals = _stated(claim.value)
    for reading in _readings(counts, place, claim, group, unit, truth):
        if reading.verdict == "reproduced":
            match = _match(stated, decimals, reading.value, DECIMALS[unit])
            if match:
                return Verdict(claim.row, match[0], f"{match[1]} {reading.why}".strip())
        elif _accounts_for(stated, decimals, reading.value):
            return Verdict(claim.row, reading.verdict, f"{reading.why} {truth.why}")
    other = _other_year(counts, code, claim, group, unit, stated, decimals)
    return Verdict(claim.row, "not_reproduced", f"{other or 'Nothing that was tried gives this figure.'} {truth.why}")


# What a stated number says


def _stated(value: str) -> tuple[Decimal, int]:
    """The number and its decimals, as written. The text has been checked by the claims' schema."""
    text = value.strip().rstrip("%").strip().replace("−", "-").replace("–", "-")
    number = Decimal(text)
    return number, max(0, -number.as_tuple().exponent)


def _rounded(value: Fraction, decimals: int) -> set[Decimal]:
    """The value to so many decimals; both neighbours where it lies exactly half way."""
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return {exact.quantize(step, rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_DOWN)}


def _match(stated, decimals, truth, published):
    """How a stated number agrees with the true one: (verdict, words), or None."""
    if stated in _rounded(truth, published) or (decimals > published and stated in _rounded(truth, decimals)):
        return "reproduced", "The counts give this figure."
    if stated in _rounded(truth, decimals):
        return "rounded", f"Rounded to {decimals} decimals." if decimals != 1 else "Rounded to 1 decimal."
    cut = Decimal(int(truth * 10**decimals)).scaleb(-decimals)
    if decimals and stated == cut:
        return "rounded", "Cut off, not rounded."
    return None


def _accounts_for(stated, decimals, value: Fraction) -> bool:
    """Whether a wrong reading gives the stated number. A nought or a single digit would fit too many of them."""
    if not stated or stated not in _rounded(value, decimals):
        return False
    return decimals > 0 or abs(stated) >= 10 or Fraction(stated) == value


def _write(value: Fraction, unit: str) -> str:
    number = _rounded(value, DECIMALS[unit])
    text = f"{max(number):f}".replace("-", "−")
    return {RATIO: text, PERCENT: f"{text}%", POINTS: f"{text} percentage points"}[unit]


def _ratio(top, bottom) -> Fraction | None:
    return None if top is None or not bottom else Fraction(top) / Fraction(bottom)


# The true figure


@dataclass(frozen=True)
class _Truth:
    value: Fraction
    unit: str
    why: str


def _pair(counts, place, indicator, subgroup=ALL):
    """Part and whole of the group on top, then of the group below, and the two groups' names."""
    definition = INDICATORS[indicator]
    top, bottom = ("white", "bme") if definition.direction == WHITE_OVER_BME else ("bme", "white")
    cells = [
        counts.get(place, indicator, measure, group, subgroup)
        for group in (top, bottom)
        for measure in (definition.part, definition.whole)
    ]
    return cells, top, bottom


def _board_share(counts, place, group, subgroup):
    measure = "headcount" if subgroup == "workforce" else subgroup
    part, whole = counts.get(place, 9, measure, group), counts.whole(place, 9, measure)
    return part, whole


def _truth(counts, place, claim, group) -> _Truth | None:
    """The figure that the claim is about, by its indicator and group, whatever unit the claim gives it."""
    number = claim.indicator
    if number == 1:
        group = group or "bme"
        part = counts.get(place, 1, "headcount", group, claim.subgroup or ALL)
        whole = counts.whole(place, 1, "headcount", claim.subgroup or ALL)
        return _share_truth(part, whole, group, "staff")
    if number == 9:
        board = claim.subgroup or "board_voting"
        part, whole = _board_share(counts, place, group or "bme", board)
        if group:
            return _share_truth(part, whole, group, board.replace("_", " ") + " members")
        staff_part, staff_whole = _board_share(counts, place, "bme", "workforce")
        shares = _ratio(part, whole), _ratio(staff_part, staff_whole)
        if None in shares:
            return None
        gap = (shares[0] - shares[1]) * 100
        return _Truth(
            gap,
            POINTS,
            f"The counts give {_write(gap, POINTS)}: BME are {part} of {whole} on the board and {staff_part:,} of "
            f"{staff_whole:,} of the workforce.",
        )
    cells, top, bottom = _pair(counts, place, number)
    if group:
        part = counts.get(place, number, INDICATORS[number].part, group)
        whole = counts.get(place, number, INDICATORS[number].whole, group)
        return _share_truth(part, whole, group, INDICATORS[number].whole)
    rates = _ratio(*cells[:2]), _ratio(*cells[2:])
    if None in rates:
        return None
    words = f"{cells[0]:,} of {cells[1]:,} {_LABEL[top]} and {cells[2]:,} of {cells[3]:,} {_LABEL[bottom]}"
    if claim.unit == POINTS:
        gap = (rates[0] - rates[1]) * 100
        return _Truth(
            gap, POINTS, f"The counts give {_write(gap, POINTS)}, {_LABEL[top]} minus {_LABEL[bottom]}: {words}."
        )
    ratio = _ratio(*rates)
    if ratio is None:
        return None
    return _Truth(
        ratio, RATIO, f"The counts give {_write(ratio, RATIO)}, {_LABEL[top]} over {_LABEL[bottom]}: {words}."
    )


def _share_truth(part, whole, group, what) -> _Truth | None:
    share = _ratio(part, whole)
    if share is None:
        return None
    return _Truth(
        share * 100,
        PERCENT,
        f"The counts give {_write(share * 100, PERCENT)}: {part:,} of {whole:,} {what} ({_LABEL[group]}).",
    )


# Ways in which a stated number could have come about, the true one first, then in the order of the verdicts


def _readings(counts, place, claim, group, unit, truth) -> Iterator[_Reading]:
    if unit == truth.unit:
        yield _Reading(truth.value, "reproduced", truth.why)
    if truth.unit == PERCENT:
        yield from _readings_of_share(counts, place, claim, group, unit, truth)
    elif claim.indicator == 9:
        yield from _readings_of_board_gap(counts, place, claim, unit, truth)
    else:
        yield from _readings_of_pair(counts, place, claim, unit)


def _readings_of_pair(counts, place, claim, unit) -> Iterator[_Reading]:
    """A ratio of two rates, or their difference."""
    number = claim.indicator
    (part_1, whole_1, part_2, whole_2), top, bottom = _pair(counts, place, number)
    rate_1, rate_2 = _ratio(part_1, whole_1), _ratio(part_2, whole_2)
    ratio, gap = _ratio(rate_1, rate_2), rate_1 - rate_2
    names = f"{_LABEL[top]} over {_LABEL[bottom]}"

    if unit == POINTS:
        if gap:
            yield _Reading(-gap * 100, "reversed", "The difference is taken the other way round.")
        if ratio is not None:
            yield _Reading(ratio, "wrong_unit", "This is the ratio of the two rates, not their difference.")
            yield _Reading((ratio - 1) * 100, "wrong_unit", "This is the difference relative to a rate, not in points.")
        yield _Reading(gap, "wrong_unit", "This is a fraction; in percentage points it is 100 times as much.")
        return
    if ratio is None:
        return
    if unit == PERCENT:
        yield _Reading(ratio, "wrong_unit", "A ratio is not a per cent: print it without the sign.")
        yield _Reading(ratio * 100, "wrong_unit", "This is the ratio times 100: print the ratio itself.")
        yield _Reading(
            (ratio - 1) * 100, "wrong_unit", "This is how much more likely in per cent, not the ratio: print the ratio."
        )
        yield _Reading(
            abs(gap) * 100, "wrong_unit", "This is the difference of the two rates in points, not their ratio."
        )
    # A ratio worked out from rates that had been rounded for print.
    rounded_rates = [
        (Fraction(max(_rounded(rate_1 * 100, places))), Fraction(max(_rounded(rate_2 * 100, places))), places)
        for places in (1, 0, 2)
    ]
    if unit == RATIO:
        for top_rate, bottom_rate, places in rounded_rates:
            if top_rate and bottom_rate:
                yield _Reading(
                    top_rate / bottom_rate,
                    "rounded",
                    f"Worked out from rates already rounded, {float(top_rate):.{places}f}% over "
                    f"{float(bottom_rate):.{places}f}%: divide the counts, and round once.",
                )
    if ratio:
        unsigned = " And a ratio is not a per cent." if unit == PERCENT else ""
        yield _Reading(1 / ratio, "reversed", f"The ratio is turned round: this indicator is {names}.{unsigned}")
        for top_rate, bottom_rate, _ in rounded_rates:
            if top_rate and bottom_rate:
                yield _Reading(
                    bottom_rate / top_rate,
                    "reversed",
                    f"The ratio is turned round and made of rounded rates: this indicator is {names}.{unsigned}",
                )
        yield _Reading((1 - 1 / ratio) * 100, "wrong_unit", "This is how much less likely in per cent, not the ratio.")
        if unit == PERCENT:
            yield _Reading(100 / ratio, "reversed", f"The ratio is turned round, and times 100: it is {names}.")
    if unit == RATIO:
        yield _Reading(
            abs(gap) * 100,
            "wrong_unit",
            "This is the difference of the two rates in percentage points, read as a ratio.",
        )
        yield _Reading(abs(gap), "wrong_unit", "This is the difference of the two rates, read as a ratio.")
        yield _Reading(ratio * 100, "wrong_unit", "This is the ratio times 100: print the ratio itself.")
        yield _Reading((ratio - 1) * 100, "wrong_unit", "This is how much more likely in per cent, called a ratio.")
    swapped = _ratio(_ratio(part_2, whole_1), _ratio(part_1, whole_2))
    if swapped is not None:
        yield _Reading(
            swapped, "groups_swapped", f"The counts of {INDICATORS[number].part} are swapped between the two groups."
        )
        if swapped:
            yield _Reading(
                1 / swapped,
                "groups_swapped",
                f"The counts of {INDICATORS[number].whole} are swapped between the two groups.",
            )
    yield from _wrong_bases_of_pair(counts, place, number, (part_1, whole_1, part_2, whole_2), top, bottom)
    if unit == PERCENT:
        for rate, group in ((rate_1, top), (rate_2, bottom)):
            yield _Reading(rate * 100, "not_reproduced", f"This is the rate of {_LABEL[group]}: name the group.")


def _wrong_bases_of_pair(counts, place, number, cells, top, bottom) -> Iterator[_Reading]:
    """Wrong denominators and unknowns left in, each also turned round."""
    part_1, whole_1, part_2, whole_2 = cells
    definition = INDICATORS[number]
    ways = [
        (_ratio(part_1, part_2), f"Wrong denominator: the counts of {definition.part} are compared without dividing."),
        (_ratio(whole_1, whole_2), f"The counts of {definition.whole} are compared, not the rates."),
    ]
    staff = [counts.get(place, 1, "headcount", group) for group in (top, bottom)]
    if number not in (3, 4) or staff != [whole_1, whole_2]:
        rates = _ratio(part_1, staff[0]), _ratio(part_2, staff[1])
        ways.append((_ratio(*rates), "Wrong denominator: the head count of indicator 1 is used."))
    part_u = counts.get(place, number, definition.part, "unknown")
    whole_u = counts.get(place, number, definition.whole, "unknown")
    if part_u is not None and whole_u:
        for place_of, group in ((0, top), (1, bottom)):
            with_part, with_both = list(cells), list(cells)
            with_part[place_of * 2 + 1] += whole_u
            with_both[place_of * 2] += part_u
            with_both[place_of * 2 + 1] += whole_u
            for changed, what in ((with_both, "are counted"), (with_part, "are in the denominator")):
                rates = _ratio(*changed[:2]), _ratio(*changed[2:])
                ways.append((_ratio(*rates), f"Unknowns left in: they {what} with {_LABEL[group]}."))
        everyone = [counts.whole(place, number, measure) for measure in (definition.part, definition.whole)]
        overall = _ratio(*everyone)
    else:
        overall = _ratio(part_1 + part_2, whole_1 + whole_2)
    for rate, group in ((_ratio(part_1, whole_1), top), (_ratio(part_2, whole_2), bottom)):
        ways.append(
            (_ratio(rate, overall), f"Wrong denominator: the rate of {_LABEL[group]} is divided by everyone's.")
        )
    for value, why in ways:
        if value is not None:
            yield _Reading(value, "not_reproduced", why)
            if value:
                yield _Reading(1 / value, "not_reproduced", f"{why} And it is turned round.")


def _readings_of_share(counts, place, claim, group, unit, truth) -> Iterator[_Reading]:
    """The share of one group, in per cent."""
    group = group or "bme"
    is_mix = claim.indicator in (1, 9)
    yield from _wrong_units_of_share(unit, truth)
    if not is_mix and unit == PERCENT:
        yield from _ratio_called_a_share(counts, place, claim.indicator)
    shares = _shares_by_group(counts, place, claim)
    for other, (part, whole) in shares.items():
        share = _ratio(part, whole)
        if other != group and share is not None:
            verdict = "groups_swapped" if "unknown" not in (other, group) else "not_reproduced"
            yield _Reading(share * 100, verdict, f"This is the figure of {_LABEL[other]}.")
    ways = _wrong_bases_of_mix if is_mix else _wrong_bases_of_rate
    for value, why in ways(counts, place, claim, group, shares):
        if value is not None:
            yield _Reading(value * 100, "not_reproduced", why)
    if not is_mix:
        yield _Reading(100 - truth.value, "not_reproduced", "This is the rest, up to 100%.")


def _wrong_units_of_share(unit, truth) -> Iterator[_Reading]:
    if unit == RATIO:
        yield _Reading(truth.value / 100, "wrong_unit", "This is a share, not a ratio: print it in per cent.")
        yield _Reading(truth.value, "wrong_unit", "This is a share in per cent, not a ratio.")
    elif unit == POINTS:
        yield _Reading(truth.value, "wrong_unit", "This is a share in per cent, not a difference in percentage points.")
    else:
        yield _Reading(
            truth.value / 100, "wrong_unit", "This is the share as a fraction: in per cent it is 100 times as much."
        )


def _ratio_called_a_share(counts, place, number) -> Iterator[_Reading]:
    cells, _, _ = _pair(counts, place, number)
    ratio = _ratio(_ratio(*cells[:2]), _ratio(*cells[2:]))
    if ratio:
        yield _Reading(ratio, "wrong_unit", "This is the ratio of the two groups, which is not a per cent.")
        yield _Reading(1 / ratio, "reversed", "This is the ratio of the two groups turned round, and not a per cent.")


def _measure_of_mix(claim) -> tuple[str, str]:
    """The measure and the subgroup that a share of staff or of a board is about."""
    if claim.indicator == 1:
        return "headcount", claim.subgroup or ALL
    return ("headcount" if claim.subgroup == "workforce" else claim.subgroup or "board_voting"), ALL


def _shares_by_group(counts, place, claim) -> dict:
    """The part and the whole of each group's share; either may be None."""
    number, definition = claim.indicator, INDICATORS[claim.indicator]
    if number in (1, 9):
        measure, subgroup = _measure_of_mix(claim)
        whole = counts.whole(place, number, measure, subgroup)
        return {group: (counts.get(place, number, measure, group, subgroup), whole) for group in GROUPS}
    return {
        group: tuple(counts.get(place, number, measure, group) for measure in (definition.part, definition.whole))
        for group in GROUPS
    }


def _wrong_bases_of_mix(counts, place, claim, group, shares) -> Iterator[tuple]:
    """A share of everyone, with a wrong whole or with unknowns left in."""
    number = claim.indicator
    measure, subgroup = _measure_of_mix(claim)
    part, whole = shares[group]
    known = counts.whole(place, number, measure, subgroup, ("white", "bme"))
    yield _ratio(part, known), "Wrong denominator: people of unknown ethnicity are left out of the whole."
    if number == 1 and subgroup != ALL:
        in_group = counts.get(place, 1, "headcount", group)
        yield _ratio(part, in_group), "Wrong denominator: this is the part of the group who are in the band."
        yield _ratio(part, counts.whole(place, 1, "headcount")), "Wrong denominator: all staff, not the band."
    other = "white" if group == "bme" else "bme"
    yield _ratio(part, shares[other][0]), f"Wrong denominator: divided by {_LABEL[other]}, not by everyone."
    unknown = shares["unknown"][0]
    if group != "unknown" and unknown is not None:
        yield _ratio(part + unknown, whole), f"Unknowns left in: they are counted with {_LABEL[group]}."


def _wrong_bases_of_rate(counts, place, claim, group, shares) -> Iterator[tuple]:
    """A rate within one group, with a wrong whole or with unknowns left in."""
    number, definition = claim.indicator, INDICATORS[claim.indicator]
    part, whole = shares[group]
    unknown_part, unknown_whole = shares["unknown"]
    if group != "unknown" and unknown_part is not None and unknown_whole:
        mixed = _ratio(part + unknown_part, whole + unknown_whole)
        yield mixed, f"Unknowns left in: they are counted with {_LABEL[group]}."
    all_part, all_whole = (counts.whole(place, number, measure) for measure in (definition.part, definition.whole))
    yield _ratio(all_part, all_whole), "This is the figure of all groups together."
    yield _ratio(part, all_whole), "Wrong denominator: all groups together."
    yield _ratio(part, all_part), f"Wrong denominator: this is the group's part of all {definition.part}."
    staff = counts.get(place, 1, "headcount", group)
    yield _ratio(part, staff), "Wrong denominator: the head count of indicator 1 is used."


def _readings_of_board_gap(counts, place, claim, unit, truth) -> Iterator[_Reading]:
    board = claim.subgroup or "board_voting"
    shares = [_ratio(*_board_share(counts, place, "bme", where)) for where in (board, "workforce")]
    if unit != POINTS:
        yield _Reading(truth.value, "wrong_unit", "A gap between two shares is in percentage points.")
        yield _Reading(
            truth.value / 100, "wrong_unit", "This is the gap as a fraction; it is written in percentage points."
        )
    if truth.value:
        yield _Reading(-truth.value, "reversed", "The gap is taken the other way round: it is board minus workforce.")
    if unit == POINTS:
        yield _Reading(
            truth.value / 100, "wrong_unit", "This is the gap as a fraction; it is written in percentage points."
        )
    ratio = _ratio(*shares)
    if ratio is not None:
        yield _Reading(ratio, "wrong_unit", "This is the board's share over the workforce's, not the gap between them.")
        yield _Reading(
            (ratio - 1) * 100, "wrong_unit", "This is the gap relative to the workforce's share, not in points."
        )
    yield _Reading(
        shares[0] * 100, "not_reproduced", "This is the board's BME share; the workforce's is not taken off."
    )
    yield _Reading(shares[1] * 100, "not_reproduced", "This is the workforce's BME share.")
    white = [_ratio(*_board_share(counts, place, "white", where)) for where in (board, "workforce")]
    if None not in white:
        yield _Reading((white[0] - white[1]) * 100, "groups_swapped", "This is the gap of the white shares.")
    other = "board_executive" if board == "board_voting" else "board_voting"
    share = _ratio(*_board_share(counts, place, "bme", other))
    if share is not None:
        name = "executive" if other == "board_executive" else "voting"
        yield _Reading((share - shares[1]) * 100, "not_reproduced", f"This is the gap of the {name} members.")
    known = [
        _ratio(counts.get(place, 9, measure, "bme"), counts.whole(place, 9, measure, groups=("white", "bme")))
        for measure in (board, "headcount")
    ]
    if None not in known:
        yield _Reading(
            (known[0] - known[1]) * 100,
            "not_reproduced",
            "Wrong denominator: people of unknown ethnicity are left out of the whole.",
        )


def _other_year(counts, code, claim, group, unit, stated, decimals) -> str:
    for year in counts.years(code):
        if year == claim.year:
            continue
        truth = _truth(counts, (code, year), claim, group)
        if truth is not None and truth.unit == unit and _match(stated, decimals, truth.value, DECIMALS[unit]):
            return f"This is the figure of {year}."
    return ""


def parse_value(text: str) -> bool:
    """Whether the text is a number that a claim may state: digits, one point, a sign before, a per cent sign after."""
    return bool(re.fullmatch(r"[-−–]?[0-9]{1,9}(\.[0-9]{1,9})?\s*%?", text.strip()))
