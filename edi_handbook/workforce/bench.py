"""How long the engine takes, for `make bench`: a system of many organisations and years, indicators with intervals."""

import time

import numpy as np
import pandas as pd

from edi_handbook.workforce import indicators
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


def measure(organisations: int = 250, years: int = 10) -> dict[str, float]:
    """Seconds to compute every indicator with its intervals: for all, for half and for a fifth of the organisations."""
    seconds = {}
    for part in (5, 2, 1):
        counts = system(organisations // part, years)
        start = time.perf_counter()
        indicators.compute(counts)
        seconds[f"indicators_{organisations // part}_organisations_{years}_years"] = time.perf_counter() - start
    return seconds
