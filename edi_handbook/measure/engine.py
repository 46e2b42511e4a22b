"""How long the engine takes, for `make bench`: indicators with intervals, and a publication of a whole system."""

import time

import numpy as np
import pandas as pd

from edi_handbook.workforce import indicators, published
from edi_handbook.workforce.disclosure import protect_return
from edi_handbook.workforce.returns.template import rows

PARTS = ("appointed", "entered_disciplinary", "accessed_training", "answered_yes", "board_executive")


def system(organisations: int, years: int, seed: int = 2026) -> pd.DataFrame:
    """Random counts for so many organisations and years, one row a count. Invented; only their number matters."""
    random = np.random.default_rng(seed)
    one = rows().drop(columns=["organisation_code", "organisation_name", "year", "count"])
    counts = pd.concat([one] * (organisations * years), ignore_index=True)
    number = np.repeat(np.arange(organisations), years * len(one))
    codes = np.array([f"SYN-{place:03d}" for place in range(organisations)], dtype=object)
    is_part = counts["measure"].isin(PARTS)
    return counts.assign(
        organisation_code=codes[number],
        year=2015 + np.tile(np.repeat(np.arange(years), len(one)), organisations),
        count=np.where(is_part, random.integers(0, 40, len(counts)), random.integers(40, 4000, len(counts))),
    )


def trusts(number: int) -> pd.DataFrame:
    """The counts of so many trusts of the synthetic system in its last year, with the small counts that need hiding."""
    counts = published.table("synthetic-system", "synthetic-system")
    first = sorted(counts["organisation_code"].unique())[:number]
    return counts[counts["organisation_code"].isin(first) & (counts["year"] == counts["year"].max())]


def measure(organisations: int = 250, years: int = 10, protected: int = 100, synthetic: int = 12) -> dict[str, float]:
    """Seconds for the whole and for parts of it, so that a reader sees how they grow.

    Every indicator with its intervals for `organisations` times `years`. Then disclosure control of one year: for
    `protected` organisations, each published by itself; for fewer of them together with the totals of their system,
    which ties all their counts to one another; and for `synthetic` trusts of the synthetic system, whose many small
    counts are the hard case, each by itself and with the totals of their system.
    """
    seconds = {}
    for number in (organisations // 5, organisations // 2, organisations):
        counts = system(number, years)
        seconds[f"indicators, {number} organisations, {years} years"] = _time(indicators.compute, counts)
    for number in (protected // 4, protected // 2, protected):
        seconds[f"disclosure, {number} organisations"] = _time(protect_return, system(number, 1))
    for number in (protected // 10, protected // 5, protected // 2):
        counts = system(number, 1)
        seconds[f"disclosure, {number} with their system"] = _time(protect_return, counts, system="SYSTEM")
    for number in (synthetic // 4, synthetic // 2, synthetic):
        counts = trusts(number)
        seconds[f"disclosure, {number} awkward trusts"] = _time(protect_return, counts)
        seconds[f"disclosure, {number} awkward trusts, with their system"] = _time(
            protect_return, counts, system="SYSTEM"
        )
    return seconds


def _time(call, *arguments, **named) -> float:
    start = time.perf_counter()
    call(*arguments, **named)
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, seconds in measure().items():
        print(f"{name:<48} {seconds:>8.2f}")
