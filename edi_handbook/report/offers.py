"""What could be done about a finding, and what comes next: rows of the action tracker and of the strategy on offer.

Which rows stand here follows from what was printed. Nothing of it is decided: each says where it is from.
"""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from edi_handbook import actions, bibliography
from edi_handbook.strategy import offered
from edi_handbook.workforce import places
from edi_handbook.workforce.definitions import Indicator

FIRST_YEAR = 4
"""Quarters."""
MOST = 4
"""Steps of each kind that a paper shows for a finding."""
OFFER = "offered by this handbook"

_INDICATORS = re.compile(r"WRES indicators? ((?:\d(?:, | and )?)+)")


@dataclass(frozen=True)
class Step:
    """What could be done, whose it would be, when, and where it is from. All in words."""

    what: str
    who: str
    when: str
    source: str


def objective_of(indicator: Indicator) -> offered.Objective | None:
    """The objective on offer for an indicator's gap; None where there is none."""
    return next((one for one in offered.objectives() if one.indicator == indicator.number), None)


def steps(indicator: Indicator, sets: Collection[str]) -> tuple[Step, ...]:
    """The first year's milestones of the objective on offer, then what was announced with this indicator as measure, in
    `sets` of the tracker."""
    found = []
    if objective := objective_of(indicator):
        found = [
            Step(one.what, one.owner, f"quarter {one.quarter}", OFFER)
            for one in objective.milestones
            if one.quarter <= FIRST_YEAR
        ]
    return tuple([*found[:MOST], *_announced(indicator, sets)[:MOST]])


def sets_for(region: str, ours: bool) -> tuple[str, ...]:
    """The sets of the tracker that ask something of an organisation: national ones, those of its region, and of its
    system where that is this handbook's. What single bodies promised is theirs."""
    here = places.system().region
    near = [("midlands", region and region == here), ("system", ours)]
    elsewhere = {"bodies", *(name for name, is_near in near if not is_near)}
    return tuple(name for name in actions.SETS if name not in elsewhere)


def _announced(indicator: Indicator, sets: Collection[str]) -> list[Step]:
    """Actions of which the wording was read or reported; those for which there is more evidence come first."""
    rows = _told()
    rows = rows[rows["set"].isin(sets)]
    rows = rows[[indicator.number in _named(measure) for measure in rows["measure"]]]
    return [
        Step(
            row.action,
            row.owner_role,
            "no date read" if row.due_as_published == actions.NONE_READ else row.due_as_published,
            f"{actions.SETS[row.set]}; evidence {row.evidence_grade}; {_work(row.source)}",
        )
        for row in rows.sort_values("evidence_grade", kind="stable").itertuples()
    ]


def dates(day: datetime.date, sets: Collection[str]) -> tuple[Step, ...]:
    """Dates that are still to come on a day, each of which a source gives; the nearest first."""
    rows = _told()
    rows = rows[rows["set"].isin(sets) & (rows["due"] >= pd.Timestamp(day))].sort_values("due", kind="stable")
    return tuple(
        Step(row.action, row.owner_role, row.due_as_published, f"{actions.SETS[row.set]}; {_work(row.source)}")
        for row in rows.itertuples()
    )


def _told() -> pd.DataFrame:
    rows = actions.read()
    return rows[(rows["wording"] != actions.RECALLED) & (rows["source"] != "")]


def _named(measure: str) -> set[int]:
    """The indicators that a measure names."""
    return {int(number) for found in _INDICATORS.findall(measure) for number in re.findall(r"\d", found)}


def _work(keys: str) -> str:
    cited = ",".join(key.strip() for key in keys.split(";"))
    return bibliography.in_words(f"{{cite:p}}`{cited}`")
