"""What a stated number says, to the decimals with which it was written."""

import re
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from edi_handbook.workforce import text as printed
from edi_handbook.workforce.definitions import PERCENT, POINTS, RATIO

DECIMALS = {RATIO: 2, PERCENT: 1, POINTS: 1}
"""How many are published, by unit."""


def is_number(text: str) -> bool:
    """Whether the text is a number that a claim may state: digits, one point, a sign before, a per cent sign after."""
    return bool(re.fullmatch(r"[-−–]?[0-9]{1,9}(\.[0-9]{1,9})?\s*%?", text.strip()))


def number(value: str) -> tuple[Decimal, int]:
    """The number and its decimals, as written. The text must be one of which `is_number` is true."""
    text = value.strip().rstrip("%").strip().replace("−", "-").replace("–", "-")
    return Decimal(text), len(text.partition(".")[2])


def rounded(value: Fraction, decimals: int) -> set[Decimal]:
    """The value to so many decimals; both neighbours where it lies exactly half way."""
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return {exact.quantize(step, rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_DOWN)}


def match(stated: Decimal, decimals: int, truth: Fraction, published: int) -> tuple[str, str] | None:
    """How a stated number agrees with the true one, published to so many decimals: verdict and words, or None."""
    if stated in rounded(truth, published) or (decimals > published and stated in rounded(truth, decimals)):
        return "reproduced", "The counts give this figure."
    if stated in rounded(truth, decimals):
        return "rounded", f"Rounded to {decimals} decimals." if decimals != 1 else "Rounded to 1 decimal."
    cut = Decimal(int(truth * 10**decimals)).scaleb(-decimals)
    if decimals and stated == cut:
        return "rounded", "Cut off, not rounded."
    return None


def accounts_for(stated: Decimal, decimals: int, value: Fraction) -> bool:
    """Whether a wrong reading gives the stated number. A nought or a single digit would fit too many of them."""
    if not stated or stated not in rounded(value, decimals):
        return False
    return decimals > 0 or abs(stated) >= 10 or Fraction(stated) == value


def write(value: Fraction, unit: str) -> str:
    """The value as it would be published: `1.59`, `17.7%`, `−7.5 percentage points`."""
    text = f"{max(rounded(value, DECIMALS[unit])):f}".replace("-", printed.MINUS)
    return {RATIO: text, PERCENT: f"{text}%", POINTS: f"{text} percentage points"}[unit]
