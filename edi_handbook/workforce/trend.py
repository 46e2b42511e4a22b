"""Has a figure changed between two years? It is said only where the data allow it."""

import itertools

import numpy as np
import pandas as pd

from edi_handbook.workforce.definitions import RATIO

SERIES = ["indicator", "organisation_code", "subgroup", "group"]


def change(results: pd.DataFrame, year_from: int, year_to: int) -> pd.DataFrame:
    """Each figure of `indicators.compute` in two years, and what may be said of the two.

    Columns: `indicator`, `organisation_code`, `subgroup`, `group`, `unit`, `direction`, `year_from`, `year_to`,
    `value_from`, `value_to`, `change`, `low`, `high`, `verdict`. For a ratio, `change` is the later over the earlier
    (a ratio of ratios: 1 is no change). For a share or a gap it is the later minus the earlier, in percentage points.

    `verdict` is "higher" or "lower" only where the 95 per cent interval of the change excludes no change; otherwise
    "no clear change", and "cannot say" where a figure is missing or a ratio is 0. With many comparisons at once, one
    in twenty will look like a change by chance alone.

    The interval is built from those of the two figures (`mover`), which takes the two years as independent. For two
    Katz intervals it is the interval of the log method.
    """
    pair = [_of_year(results, year) for year in (year_from, year_to)]
    both = pair[0].add_suffix("_from").join(pair[1].add_suffix("_to"), how="inner")
    is_ratio = (both["unit_from"] == RATIO).to_numpy()

    def scale(name):
        numbers = both[name].to_numpy(dtype=float)
        with np.errstate(divide="ignore"):
            return np.where(is_ratio, np.log(np.where(is_ratio, numbers, 1.0)), numbers)

    value_1, low_1, high_1 = (scale(f"{name}_from") for name in ("value", "low", "high"))
    value_2, low_2, high_2 = (scale(f"{name}_to") for name in ("value", "low", "high"))
    moved, low, high = mover((value_1, low_1, high_1), (value_2, low_2, high_2))
    known = np.isfinite(moved) & ~np.isnan(low) & ~np.isnan(high)
    verdict = np.select([~known, low > 0, high < 0], ["cannot say", "higher", "lower"], "no clear change")

    def back(numbers):
        with np.errstate(over="ignore"):
            return np.where(known, np.where(is_ratio, np.exp(np.where(is_ratio, numbers, 0.0)), numbers), np.nan)

    frame = both.index.to_frame(index=False)
    return frame.assign(
        unit=both["unit_from"].to_numpy(),
        direction=both["direction_from"].to_numpy(),
        year_from=year_from,
        year_to=year_to,
        value_from=both["value_from"].to_numpy(),
        value_to=both["value_to"].to_numpy(),
        change=back(moved),
        low=back(low),
        high=back(high),
        verdict=verdict,
    )


def mover(first: tuple, last: tuple) -> tuple:
    """Last minus first and its interval, `moved, low, high`, from `value, low, high` of each. For ratios give
    logarithms.

    MOVER, the method of variance estimates recovery: Zou and Donner 2008, doi 10.1002/sim.3095. It takes the two as
    independent, and needs finite values.
    """
    (value_1, low_1, high_1), (value_2, low_2, high_2) = first, last
    with np.errstate(invalid="ignore"):
        moved = value_2 - value_1
        low = moved - np.sqrt((value_2 - low_2) ** 2 + (high_1 - value_1) ** 2)
        high = moved + np.sqrt((high_2 - value_2) ** 2 + (value_1 - low_1) ** 2)
    return moved, low, high


def trend(results: pd.DataFrame) -> pd.DataFrame:
    """`change` between each two years that follow one another in the data, and from the first to the last."""
    years = sorted(results["year"].unique())
    pairs = list(itertools.pairwise(years))
    if len(years) > 2:
        pairs.append((years[0], years[-1]))
    parts = [change(results, *pair) for pair in pairs]
    return pd.concat(parts, ignore_index=True) if parts else change(results, 0, 0)


def _of_year(results, year):
    rows = results[results["year"] == year]
    return rows.set_index(SERIES)[["value", "low", "high", "unit", "direction"]]
