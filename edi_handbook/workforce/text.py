"""How numbers are printed, everywhere: page, chart, table and PDF.

A ratio has no unit. A minus is U+2212, not a hyphen. An interval is joined by a word, because a dash beside a
minus misreads. Rounding is half up on the decimal that a reader sees, not on the binary number underneath.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\N{MINUS SIGN}"
NOT_KNOWN = "not known"


def number(value: float, decimals: int) -> str:
    """`value` with that many decimals, a thousands separator and a real minus; "not known" for a missing value."""
    if math.isnan(value):
        return NOT_KNOWN
    if math.isinf(value):
        return "no upper limit"
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)  # never "−0.00"
    return f"{rounded:,}".replace("-", MINUS)


def ratio(value: float, decimals: int = 2) -> str:
    """`1.59`"""
    return number(value, decimals)


def percent(value: float, decimals: int = 1) -> str:
    """`17.7%`; `value` is 0 to 100."""
    return number(value, decimals) + ("" if math.isnan(value) else "%")


def points(value: float, decimals: int = 1) -> str:
    """`−7.5 percentage points`"""
    shown = number(value, decimals)
    return f"{shown} percentage point" + ("" if shown.lstrip(MINUS) in ("1", "1.0") else "s")


def count(value: int) -> str:
    """`309,532`"""
    return number(value, 0)


def interval(low: float, high: float, decimals: int = 2) -> str:
    """`1.90 to 2.38`; one-sided: `0.68 or more`."""
    if math.isnan(low) or math.isnan(high):
        return "none"
    if math.isinf(high):
        return f"{number(low, decimals)} or more"
    return f"{number(low, decimals)} to {number(high, decimals)}"


def of(events: int, people: int) -> str:
    """`576 of 3,261`"""
    return f"{count(events)} of {count(people)}"
