"""The people of several trusts counted together, as "1 in 6" of all who answered."""

from __future__ import annotations

from dataclasses import dataclass

from edi_handbook.workforce import places, published


class NoPool(LookupError):
    """The figures that there are cannot be counted together. The message says why, and how to mend it."""


@dataclass(frozen=True)
class Pool:
    """One group in all `places` (their names) together: `numerator` of `denominator` people, in one `period`."""

    group: str
    places: tuple[str, ...]
    period: str
    year: int
    numerator: int
    denominator: int

    @property
    def percent(self) -> float:
        """The share, 0 to 100."""
        return 100 * self.numerator / self.denominator

    @property
    def one_in(self) -> int:
        """N of "about 1 in N", rounded half up."""
        return (2 * self.denominator + self.numerator) // (2 * self.numerator)


def pooled(dataset: str, indicator: str, year: int, groups: tuple[str, ...]) -> tuple[Pool, ...]:
    """One pool a group, of every trust of this handbook's place that the data set has.

    Raises `NoPool` where a group lacks counts that another has, or nobody is counted; `UnknownFigure`, `BadPackage`.
    """
    trusts = tuple(one.code for one in places.places().values() if one.ours and one.kind == "trust")
    found = published.figures(dataset, indicator=indicator, year=year, place=trusts, group=groups, subgroup="")
    of = {(one.place, one.group): one for one in found}
    here = sorted({one.place for one in found}, key=lambda code: places.places()[code].name)
    what = f"{dataset}:{indicator}:{year}"
    for place in here:
        for group in groups:
            one = of.get((place, group))
            if one is None or one.numerator is None or one.denominator is None:
                raise NoPool(
                    f"{what} has no counts of '{group}' for '{place}', and other counts of it; add them to the data, "
                    "or take the number off the page."
                )
    made = []
    for group in groups:
        rows = [of[place, group] for place in here]
        # Every row has its counts: see above.
        numerator, denominator = (sum(getattr(row, name) or 0 for row in rows) for name in ("numerator", "denominator"))
        if not numerator or not denominator:
            raise NoPool(f"{what} counts nobody of '{group}'; look at its rows, or take the number off the page.")
        names = tuple(places.places()[row.place].name for row in rows)
        made.append(Pool(group, names, rows[0].period, year, numerator, denominator))
    return tuple(made)
