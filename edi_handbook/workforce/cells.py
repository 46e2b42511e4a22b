"""The counts of one indicator as columns, so that every sum is over all organisations and years at once."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from edi_handbook.workforce.definitions import ALL, GROUPS, INDICATORS

KEYS = ["organisation_code", "year", "subgroup"]


@dataclass(frozen=True)
class Cells:
    """`keys` says whose counts they are, and `of[measure, group]` has a number for each key; `nan` is not known.

    `keys` is an array of organisation codes, one of years and one of subgroups, sorted.
    """

    keys: tuple[np.ndarray, np.ndarray, np.ndarray]
    of: dict[tuple[str, str], np.ndarray]

    def only(self, mask: np.ndarray) -> "Cells":
        """The cells of the keys for which `mask` is true."""
        return Cells(tuple(key[mask] for key in self.keys), {name: cells[mask] for name, cells in self.of.items()})

    def over_subgroups(self) -> "Cells":
        """The counts of whole organisations: `nan` where any of its subgroups is not known."""
        codes, years, _ = self.keys
        begins = (codes[1:] != codes[:-1]) | (years[1:] != years[:-1])
        starts = np.flatnonzero(np.r_[True, begins]) if len(codes) else []
        keys = (codes[starts], years[starts], np.full(len(starts), ALL, dtype=object))
        return Cells(keys, {name: np.add.reduceat(column, starts) for name, column in self.of.items()})


def cells_of(counts: pd.DataFrame, number: int) -> Cells:
    """The counts of an indicator, from a frame of the shape that `indicators.compute` takes.

    A return without any row for unknowns has none of them, which its check says. A row left blank is not nought.
    Raises ValueError when a count is there twice, or a measure or group is none of the indicator's.
    """
    rows = counts[counts["indicator"] == number]
    names = list(itertools.product(INDICATORS[number].measures, GROUPS))
    line = rows.groupby(KEYS, sort=True).ngroup().to_numpy(dtype=np.intp)  # pandas counts in 64 bits everywhere
    column = _column(rows, number)
    _refuse_repeats(rows, number, line * len(names) + column)
    height = line.max() + 1 if len(line) else 0
    table = np.tile([0.0 if group == "unknown" else np.nan for _, group in names], (height, 1))
    table[line, column] = rows["count"].to_numpy(dtype=float)
    a_row = np.zeros(height, dtype=np.intp)
    a_row[line] = np.arange(len(line))
    keys = tuple(rows[name].to_numpy()[a_row] for name in KEYS)
    return Cells(keys, {name: table[:, place] for place, name in enumerate(names)})


def _column(rows: pd.DataFrame, number: int) -> np.ndarray:
    """The place of each row's measure and group among all pairs of them."""
    measure = pd.Categorical(rows["measure"], categories=INDICATORS[number].measures).codes
    group = pd.Categorical(rows["group"], categories=GROUPS).codes
    strange = (measure < 0) | (group < 0)
    if strange.any():
        row = rows[strange].iloc[0]
        raise ValueError(f"Indicator {number} has no measure {row['measure']} of group {row['group']}.")
    return measure.astype(np.intp) * len(GROUPS) + group


def _refuse_repeats(rows: pd.DataFrame, number: int, place: np.ndarray) -> None:
    twice = np.bincount(place)[place] > 1
    if twice.any():
        row = rows[twice].iloc[0]
        raise ValueError(
            f"Indicator {number} has {row['measure']} of {row['group']} twice for {row['organisation_code']}, "
            f"{row['year']}, {row['subgroup']}: keep one."
        )
