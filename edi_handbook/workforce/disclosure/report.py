"""What goes into a report, and what comes out of it.

A `Report` holds every count of all tables of one publication, and how they hang together: which are totals of which,
which are the same count in two tables, which shares and ratios are printed. Only with all of it can a hidden count be
protected. A `Published` holds only what readers may see: texts and rounded values, never a true count.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from numpy.typing import NDArray

from edi_handbook.workforce import ratios
from edi_handbook.workforce.disclosure import reasons
from edi_handbook.workforce.disclosure.thresholds import whole_number

Name = str | tuple[str, ...]

Formula = Callable[..., tuple[NDArray[Any], ...]]
"""Value, low and high, and perhaps more, from four columns of counts: a function of `ratios`."""


def sort_key(name: Name) -> tuple[str, ...]:
    return (name,) if isinstance(name, str) else tuple(name)


@dataclass(frozen=True)
class Ratio:
    """A ratio of four counts. `events` are those that must not be few; `formula` gives value, low, high from arrays."""

    cells: tuple[Name, ...]
    events: tuple[Name, ...]
    formula: Formula
    rates: bool


@dataclass(frozen=True)
class ShareOf:
    """A percentage that one count is of another; `interval`: it is printed with Wilson's."""

    part: Name
    whole: Name
    interval: bool = False


@dataclass(frozen=True)
class Fixed:
    """How an earlier publication printed a share or a ratio: why not, or with how many decimals."""

    why: str | None
    decimals: int = 0


class Report:
    """Counts and how they hang together. Names are strings or tuples of strings, each used once."""

    def __init__(self) -> None:
        self.counts: dict[Name, int] = {}
        self.unprinted: set[Name] = set()
        self.sums: list[tuple[Name, tuple[Name, ...]]] = []
        self.links: list[tuple[Name, Name]] = []
        self.shares: dict[Name, ShareOf] = {}
        self.ratios: dict[Name, Ratio] = {}
        self.optional: set[Name] = set()
        # What an earlier publication printed, and how: why a count is hidden (None: shown), shares, ratios.
        self.fixed_counts: dict[Name, str | None] = {}
        self.fixed_shares: dict[Name, Fixed] = {}
        self.fixed_ratios: dict[Name, Fixed] = {}

    def count(self, name: Name, count: object, printed: bool = True) -> None:
        """A count of people. `printed=False`: it appears in no table, but a reader could work it out from sums."""
        number = whole_number(count, f"The count {name!r}")
        if self.counts.setdefault(name, number) != number:
            raise ValueError(f"The count {name!r} is given twice, as {self.counts[name]} and {number}: give it once.")
        self.unprinted.discard(name)
        if not printed:
            self.unprinted.add(name)

    def total(self, name: Name, parts: Iterable[Name], printed: bool = True) -> None:
        """`name` is the sum of `parts`. It is added as a count if it is not one yet."""
        parts = tuple(sorted(parts, key=sort_key))
        self._must_exist(parts, f"the total {name!r}")
        if not parts or len(set(parts)) < len(parts) or name in parts:
            raise ValueError(f"The total {name!r} needs parts: at least one, each once, and not itself.")
        added = sum(self.counts[part] for part in parts)
        if name not in self.counts:
            self.count(name, added, printed)
        if self.counts[name] != added:
            raise ValueError(
                f"The total {name!r} is {self.counts[name]}, but its parts add up to {added}: correct one."
            )
        if len(parts) == 1:
            self.links.append((name, parts[0]))
        else:
            self.sums.append((name, parts))

    def same(self, name: Name, other: Name) -> None:
        """Two names, in two tables, of one and the same count."""
        self._must_exist((name, other), "a link")
        if self.counts[name] != self.counts[other]:
            raise ValueError(
                f"{name!r} and {other!r} are said to be the same count, but are {self.counts[name]} and "
                f"{self.counts[other]}: correct one, or do not link them."
            )
        self.links.append((name, other))

    def may_leave_out(self, names: Collection[Name]) -> None:
        """Counts, mostly totals of several bodies, that `protect` leaves out rather than hide what they add up."""
        self._must_exist(names, "what may be left out")
        self.optional.update(names)

    def without(self, left_out: Iterable[Name]) -> "Report":
        """A copy without these counts, and without every total, link, share and ratio that needs one of them."""
        names, other = set(left_out), Report()
        other.counts = {name: count for name, count in self.counts.items() if name not in names}
        other.unprinted = self.unprinted - names
        other.optional = self.optional - names
        other.sums = [(total, parts) for total, parts in self.sums if names.isdisjoint((total, *parts))]
        other.links = [link for link in self.links if names.isdisjoint(link)]
        other.shares = {name: one for name, one in self.shares.items() if names.isdisjoint((one.part, one.whole))}
        other.ratios = {name: ratio for name, ratio in self.ratios.items() if names.isdisjoint(ratio.cells)}
        other.fixed_counts = {name: why for name, why in self.fixed_counts.items() if name not in names}
        other.fixed_shares = {name: how for name, how in self.fixed_shares.items() if name in other.shares}
        other.fixed_ratios = {name: how for name, how in self.fixed_ratios.items() if name in other.ratios}
        return other

    def share(self, name: Name, part: Name, whole: Name, interval: bool = False) -> None:
        """The percentage that `part` is of `whole`, perhaps with its interval.

        The rest, whole minus part, is protected as a count too.
        """
        self._part_of_whole(part, whole, f"the share {name!r}")
        self._new(name, self.shares)
        self.shares[name] = ShareOf(part, whole, interval)

    def ratio(
        self,
        name: Name,
        top: tuple[Name, Name],
        bottom: tuple[Name, Name],
        formula: Formula = ratios.relative_likelihood,
    ) -> None:
        """The rate of `top` over the rate of `bottom`, each a pair (events, people), with its interval."""
        for events, people in (top, bottom):
            self._part_of_whole(events, people, f"the ratio {name!r}")
        self._new(name, self.ratios)
        self.ratios[name] = Ratio((*top, *bottom), (top[0], bottom[0]), formula, rates=True)

    def odds_ratio(
        self, name: Name, top: tuple[Name, Name], bottom: tuple[Name, Name], formula: Formula = ratios.odds_ratio
    ) -> None:
        """`top` over `bottom`, each a pair (count, other count); all four are events."""
        cells = (*top, *bottom)
        self._must_exist(cells, f"the odds ratio {name!r}")
        self._new(name, self.ratios)
        self.ratios[name] = Ratio(cells, cells, formula, rates=False)

    def _new(self, name: Name, where: Collection[Name]) -> None:
        if name in where:
            raise ValueError(f"{name!r} is already in the report: give each share and each ratio its own name.")

    def _must_exist(self, names: Iterable[Name], where: str) -> None:
        for name in names:
            if name not in self.counts:
                raise ValueError(f"{name!r}, named in {where}, is not a count of the report: add the count first.")

    def _part_of_whole(self, part: Name, whole: Name, where: str) -> None:
        self._must_exist((part, whole), where)
        if self.counts[part] > self.counts[whole]:
            raise ValueError(
                f"In {where}, {part!r} is {self.counts[part]} out of {self.counts[whole]} {whole!r}: a part cannot be "
                "more than its whole."
            )


LEFT_OUT = "Some totals are left out: no proof was found that they give no small count away."


@dataclass(frozen=True)
class Count:
    """A count as published: `text` for print, `value` (rounded, or None) for charts, `why` it is hidden (or None)."""

    text: str
    value: int | None
    why: str | None = None


@dataclass(frozen=True)
class Share:
    """A percentage as published: of the true counts, to the decimals of `text`. `value` and its ends are in per cent,
    rounded like it; `low` and `high` are None where no interval is printed. `why`: the reason where it is not shown."""

    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    why: str | None = None

    @property
    def decimals(self) -> int:
        """Of a share that is shown."""
        return len(self.text.rstrip("%").partition(".")[2])

    @property
    def words(self) -> str:
        """The share, or in words why it is not shown."""
        return self.text if self.why is None else reasons.SHARE_WORDS[self.why]


@dataclass(frozen=True)
class PublishedRatio:
    """A ratio as published, value and interval rounded to the decimals of `text`. Charts use these, or their shapes
    would say more. `why`: the reason where it is not shown."""

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str | None = None

    @property
    def decimals(self) -> int:
        """Of a ratio that is shown."""
        return len(self.text.split()[0].partition(".")[2])

    @property
    def is_of_few(self) -> bool:
        """Whether it is not shown because there are too few cases."""
        return self.why == reasons.FEW_EVENTS

    @property
    def words(self) -> str:
        """The ratio with its interval, or in words why it is not shown."""
        return self.text if self.why is None else reasons.RATIO_WORDS[self.why]


@dataclass(frozen=True)
class Published:
    """All that readers may see of a report, with its notes. `publishable` is False under an `Exemption`.

    `left_out`: the names of counts that the report may leave out (`Report.may_leave_out`) and that are not here.
    """

    counts: dict[Name, Count]
    shares: dict[Name, Share]
    ratios: dict[Name, PublishedRatio]
    notes: tuple[str, ...] = field(default=())
    publishable: bool = True
    left_out: tuple[Name, ...] = ()

    def everything(self) -> list[tuple[str, Name, str]]:
        """Every text published, as (kind, name, text), sorted."""
        kinds = (("count", self.counts), ("share", self.shares), ("ratio", self.ratios))
        rows = chain.from_iterable(((kind, name, item.text) for name, item in items.items()) for kind, items in kinds)
        return sorted(rows, key=lambda row: (row[0], sort_key(row[1])))
