"""Make synthetic-system.csv: twelve invented trusts, seven years, every row a return has.

    python data/synthetic-system/make_synthetic_system.py

Nothing here is about a real organisation. Counts are drawn from the rates below with a fixed seed, except the few in
`SET`, which are written by hand so that an awkward case is there in every edition. The same seed gives the same file
with the pinned NumPy.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20261123
YEARS = range(2019, 2026)
HERE = Path(__file__).parent
OUT = HERE / "synthetic-system.csv"

# Part of the staff in each pay band, and how the BME share of the band stands to that of the trust.
# Invented, in the shape that published workforces have: many in bands 2 to 6, fewer BME staff above them.
BANDS = {
    "clinical": {
        "band-1": (0.000, 1.0), "band-2": (0.120, 1.2), "band-3": (0.070, 1.0), "band-4": (0.040, 0.9),
        "band-5": (0.180, 1.4), "band-6": (0.160, 0.9), "band-7": (0.080, 0.7), "band-8a": (0.030, 0.6),
        "band-8b": (0.010, 0.5), "band-8c": (0.005, 0.4), "band-8d": (0.002, 0.4), "band-9": (0.001, 0.3),
        "vsm": (0.001, 0.3),
    },
    "non-clinical": {
        "band-1": (0.002, 1.3), "band-2": (0.080, 1.0), "band-3": (0.050, 0.8), "band-4": (0.040, 0.8),
        "band-5": (0.020, 0.8), "band-6": (0.018, 0.7), "band-7": (0.015, 0.7), "band-8a": (0.010, 0.6),
        "band-8b": (0.006, 0.5), "band-8c": (0.004, 0.4), "band-8d": (0.002, 0.3), "band-9": (0.001, 0.3),
        "vsm": (0.002, 0.3),
    },
    "medical": {
        "consultant": (0.028, 1.3), "non-consultant-career-grade": (0.006, 1.9), "trainee": (0.015, 1.6),
        "other": (0.002, 1.5),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Trust:
    """The true rates behind a trust's counts. A pair is the first and the last year; between them it goes evenly."""

    code: str
    name: str
    story: str
    staff: int
    bme: tuple[float, float] = (0.20, 0.29)
    unknown: float = 0.03
    shortlisted_per_head: float = 0.60
    white_appointed: float = 0.20
    ratio_2: tuple[float, float] = (1.5, 1.5)  # white / BME
    white_disciplined: float = 0.008
    ratio_3: tuple[float, float] = (1.3, 1.1)  # BME / white
    white_trained: float = 0.40
    ratio_4: tuple[float, float] = (1.1, 1.1)  # white / BME
    responded: float = 0.45
    yes: tuple = ((0.25, 0.29), (0.22, 0.26), (0.58, 0.48), (0.07, 0.15))  # indicators 5 to 8: white, BME
    board: int = 14
    board_bme: tuple[float, float] = (0.07, 0.16)


TRUSTS = (
    Trust("SYN-A", "Amber Invented Trust", "large and ordinary", 9_000),
    Trust("SYN-B", "Basalt Invented Trust", "tiny: most cells are of one person or none", 90, board=8),
    Trust("SYN-C", "Chalk Invented Trust", "no BME candidate appointed in 2022", 420, shortlisted_per_head=0.3),
    Trust("SYN-D", "Dolomite Invented Trust", "improves: indicator 2 from 2.1 to 1.05", 11_000, ratio_2=(2.1, 1.05)),
    Trust("SYN-F", "Flint Invented Trust", "only seems to improve: nothing changes but the draw", 700),
    Trust("SYN-G", "Gneiss Invented Trust", "indicator 3 rests on nine people in 2025", 1_900, bme=(0.12, 0.13)),
    Trust("SYN-J", "Jasper Invented Trust", "one person in five of unknown ethnicity", 5_200, unknown=0.20),
    Trust("SYN-M", "Marble Invented Trust", "BME candidates are appointed more often", 3_800, ratio_2=(0.75, 0.75)),
    Trust("SYN-O", "Obsidian Invented Trust", "no return in 2022: a gap in every line", 4_500),
    Trust("SYN-Q", "Quartz Invented Trust", "nobody on the board is BME", 2_600, board_bme=(0.0, 0.0)),
    Trust("SYN-S", "Slate Invented Trust", "parity in 2 to 4", 12_500, ratio_2=(1, 1), ratio_3=(1, 1), ratio_4=(1, 1)),
    Trust("SYN-T", "Tourmaline Invented Trust", "gets worse: indicator 2 from 1.2 to 1.9", 8_000, ratio_2=(1.2, 1.9)),
)
MISSING = {("SYN-O", 2022)}

# (code, year, indicator, measure, group): count. Written by hand, over what was drawn.
SET = {
    ("SYN-C", 2022, 2, "shortlisted", "bme"): 23,
    ("SYN-C", 2022, 2, "appointed", "bme"): 0,
    # Flint: 1.93 in 2019 and 1.23 in 2025, with so few people that both are within chance of 1.5.
    ("SYN-F", 2019, 2, "shortlisted", "white"): 210,
    ("SYN-F", 2019, 2, "appointed", "white"): 45,
    ("SYN-F", 2019, 2, "shortlisted", "bme"): 108,
    ("SYN-F", 2019, 2, "appointed", "bme"): 12,
    ("SYN-F", 2025, 2, "shortlisted", "white"): 200,
    ("SYN-F", 2025, 2, "appointed", "white"): 40,
    ("SYN-F", 2025, 2, "shortlisted", "bme"): 135,
    ("SYN-F", 2025, 2, "appointed", "bme"): 22,
    ("SYN-G", 2025, 3, "entered_disciplinary", "white"): 4,
    ("SYN-G", 2025, 3, "entered_disciplinary", "bme"): 5,
    ("SYN-G", 2025, 3, "entered_disciplinary", "unknown"): 0,
}


def between(pair, part):
    return pair[0] + (pair[1] - pair[0]) * part


def staff_by_band(random, trust, bme_share):
    """Head counts by band and group. Everyone has a band; a band's BME share leans as `BANDS` says."""
    cells = {}
    for kind, bands in BANDS.items():
        for band, (part, lean) in bands.items():
            people = int(random.poisson(part * trust.staff))
            unknown = int(random.binomial(people, trust.unknown))
            bme = int(random.binomial(people - unknown, min(0.95, bme_share * lean)))
            cells[f"{kind}:{band}"] = {"white": people - unknown - bme, "bme": bme, "unknown": unknown}
    return cells


def year_of(random, trust, year):
    """One trust's counts in one year: (indicator, measure, subgroup, group, count)."""
    part = (year - YEARS[0]) / (len(YEARS) - 1)
    bme_share = between(trust.bme, part)
    bands = staff_by_band(random, trust, bme_share)
    staff = {group: sum(cell[group] for cell in bands.values()) for group in ("white", "bme", "unknown")}
    for subgroup, cell in bands.items():
        for group, count in cell.items():
            yield 1, "headcount", subgroup, group, count

    shortlisted = {group: int(random.poisson(count * trust.shortlisted_per_head)) for group, count in staff.items()}
    # More BME people apply than work there, as in most published recruitment figures.
    shortlisted["bme"] = int(shortlisted["bme"] * 1.5)
    rate = {"white": trust.white_appointed, "bme": trust.white_appointed / between(trust.ratio_2, part)}
    yield from pair(random, 2, "shortlisted", "appointed", shortlisted, rate)
    rate = {"white": trust.white_disciplined, "bme": trust.white_disciplined * between(trust.ratio_3, part)}
    yield from pair(random, 3, "headcount", "entered_disciplinary", staff, rate)
    rate = {"white": trust.white_trained, "bme": trust.white_trained / between(trust.ratio_4, part)}
    yield from pair(random, 4, "headcount", "accessed_training", staff, rate)
    for number, (white, bme) in zip((5, 6, 7, 8), trust.yes, strict=True):
        answered = {group: int(random.binomial(count, trust.responded)) for group, count in staff.items()}
        yield from pair(random, number, "respondents", "answered_yes", answered, {"white": white, "bme": bme})

    bme_voting = int(random.binomial(trust.board, between(trust.board_bme, part)))
    voting = {"white": trust.board - bme_voting, "bme": bme_voting, "unknown": 0}
    executive = {group: count // 2 for group, count in voting.items()}
    for measure, counts in (("board_voting", voting), ("board_executive", executive), ("headcount", staff)):
        for group, count in counts.items():
            yield 9, measure, "all", group, count


def pair(random, indicator, whole, part, counts, rates):
    """A whole and the part of it drawn at each group's rate; unknowns at the mean of the two."""
    rates = {**rates, "unknown": (rates["white"] + rates["bme"]) / 2}
    drawn = {group: int(random.binomial(count, min(1.0, rates[group]))) for group, count in counts.items()}
    for measure, cells in ((whole, counts), (part, drawn)):
        for group, count in cells.items():
            yield indicator, measure, "all", group, count


def make() -> pd.DataFrame:
    """The whole system, one row a count."""
    rows = []
    for number, trust in enumerate(TRUSTS):
        # A generator for each trust: changing one trust leaves the others as they are.
        random = np.random.default_rng([SEED, number])
        for year in YEARS:
            drawn = list(year_of(random, trust, year))
            if (trust.code, year) in MISSING:
                continue
            for indicator, measure, subgroup, group, count in drawn:
                count = SET.get((trust.code, year, indicator, measure, group), count)
                rows.append((trust.code, trust.name, year, indicator, measure, subgroup, group, count, "true"))
    columns = ["organisation_code", "organisation_name", "year", "indicator", "measure", "subgroup", "group", "count"]
    return pd.DataFrame(rows, columns=[*columns, "is_synthetic"])


if __name__ == "__main__":
    make().to_csv(OUT, index=False, lineterminator="\n")
