"""Invented returns of one organisation, at random: what a lead could hold, with the small counts that need hiding."""

import random

import pandas as pd

from edi_handbook.workforce.definitions import KEY, MEDICAL_SUBGROUPS, TIER_SUBGROUPS

GROUPS = ("white", "bme", "unknown")
BANDED = [band for bands in TIER_SUBGROUPS.values() for band in bands]


def a_return(chance: random.Random, year: int = 2025) -> pd.DataFrame:
    """A return of every indicator, of 300 to 22,000 staff."""
    size = int(10 ** chance.uniform(2.5, 4.35))
    mix = (1, chance.uniform(0.05, 0.8), chance.choice((0, 0.005, 0.02, 0.06)))
    rows = []
    for subgroup in (*BANDED, *MEDICAL_SUBGROUPS):
        weight = chance.paretovariate(1.2) / 60
        for group, part in zip(GROUPS, mix, strict=True):
            rows.append((1, "headcount", subgroup, group, about(chance, size * weight * part / sum(mix))))
    staff = {group: sum(row[4] for row in rows if row[3] == group) for group in GROUPS}
    rows += rate(
        chance, 2, "shortlisted", "appointed", {g: about(chance, n * 0.6) for g, n in staff.items()}, (0.05, 0.3)
    )
    rows += rate(chance, 3, "headcount", "entered_disciplinary", staff, (0.002, 0.02))
    rows += rate(chance, 4, "headcount", "accessed_training", staff, (0.2, 0.8))
    for number in (5, 6, 7, 8):
        asked = {group: about(chance, n * 0.5) for group, n in staff.items()}
        rows += rate(chance, number, "respondents", "answered_yes", asked, (0.05, 0.6))
    members = chance.randint(6, 16)
    bme = chance.randint(0, 3)
    for measure, counts in (
        ("board_voting", (members - bme, bme, chance.randint(0, 1))),
        ("headcount", tuple(staff.values())),
    ):
        rows += [(9, measure, "all", group, count) for group, count in zip(GROUPS, counts, strict=True)]
    frame = pd.DataFrame(rows, columns=[*KEY[2:], "count"])
    return frame.assign(organisation_code="SYN", organisation_name="An Invented Trust", year=year)


def about(chance: random.Random, expected: float) -> int:
    return max(0, round(chance.gauss(expected, expected**0.5)))


def rate(chance, number, whole, part, people, likely):
    """Rows of an indicator: the people of each group, and those of them who had the event."""
    rows = []
    first = chance.uniform(*likely)
    for group, count in people.items():
        share = min(0.95, first * chance.uniform(0.5, 2))
        events = (
            sum(chance.random() < share for _ in range(count))
            if count < 400
            else min(count, about(chance, count * share))
        )
        rows += [(number, whole, "all", group, count), (number, part, "all", group, events)]
    return rows


def changed(frame: pd.DataFrame, by: int, **where) -> pd.DataFrame:
    """The return with `by` more in the one row that `where` names."""
    frame = frame.copy()
    frame.loc[place_of(frame, **where), "count"] += by
    return frame


def place_of(frame: pd.DataFrame, **where):
    mask = pd.Series(True, index=frame.index)
    for column, value in where.items():
        mask &= frame[column] == value
    (place,) = frame.index[mask]
    return place
