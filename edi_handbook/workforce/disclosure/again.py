"""A publication after others about the same people: nobody can subtract one from the other.

What is protected
    The difference of a count from one publication to the next, where it is from 1 to 7 people: one more case, a slip
    put right. A reader who has both publications, and knows which counts changed and that all others did not, is left
    with two possible differences or more. What one publication hides stays hidden beside the other too.

How
    Nothing but the print of an earlier publication is kept (`earlier`). So its counts are read as a reader might read
    them, in every way that explains by small changes all that would be printed otherwise now: one count changed; two
    counts of one ratio; some people moved from one group or one row to another; and the counts that fit the earlier
    print and are nearest to today's. In each reading both publications are one `Report`, in which counts that did not
    change are the same, and a change is a count that is in no table. The engine hides more of the new publication, and
    never of the earlier ones, until all readings are safe.

What stays open
    That something changed can be seen. A change of many counts at once, which no reading has. What earlier publications
    give away between themselves cannot be taken back; it is left as it is, and a note says so.
"""

import heapq
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from edi_handbook.workforce import ratios
from edi_handbook.workforce.disclosure import reasons
from edi_handbook.workforce.disclosure.earlier import Earlier, Unreadable
from edi_handbook.workforce.disclosure.hiding import hopeless, make_safe, protect, published_of, unsafe
from edi_handbook.workforce.disclosure.model import Hiding, Model, printed_ratio, printed_share, worked_ratios
from edi_handbook.workforce.disclosure.report import Fixed, Name, Published, Report, sort_key
from edi_handbook.workforce.disclosure.thresholds import DEFAULT, Thresholds

FARTHEST = 50
"""The largest change of one count that is tried as an explanation. A larger one is no person's."""

MOST_MOVED = 7
"""The largest change that is tried of two counts at once: more are no few people."""

MOST_READINGS = 80
"""How many readings of the earlier publications are made safe, the likeliest first: a limit of work."""

MOST_ROWS = 10_000
"""How many combinations of four counts the solver is given; with a coarse rounding, only those near today's."""

MOST_NODES = 2000
"""How long the solver may look for the counts of an earlier publication: a limit of work, not of time."""

GIVEN_AWAY = (
    "Earlier publications already give a small difference away. This one cannot take it back, and adds nothing to it."
)

World = dict[Name, int]
"""Counts that fit a print."""


def protect_again(report: Report, earlier: Sequence[Earlier], thresholds: Thresholds = DEFAULT) -> Published:
    """`report` as it may be published after `earlier` ones. The same counts and prints give the same result.

    Counts of the same name are counts of the same people. Raises ValueError where an earlier publication had other
    thresholds, and `Unreadable` where no counts fit it.
    """
    if not all(one.has_thresholds_of(thresholds) for one in earlier):
        raise ValueError(
            "An earlier report was made with other thresholds. A count that one of them shows and the other hides "
            "would be known: use the same thresholds as before."
        )
    if not earlier:
        return protect(report, thresholds)
    hidden, given_away = _kept(report, earlier, thresholds), False
    for worlds in _readings([_worlds(one, report) for one in earlier]):
        joint = _joint(report, earlier, worlds)
        model = Model(joint, thresholds, hidden)
        if cells := unsafe(model):
            lost = hopeless(joint, thresholds, cells)
            given_away = given_away or bool(lost)
            make_safe(joint, model, lost)
        # What one reading hides stays hidden, though another takes it for a count that was printed before.
        more = _of_report(report, model.state(report.counts))
        hidden = replace(more, counts=hidden.counts | more.counts)
    published = published_of(report, Model(report, thresholds, hidden))
    return replace(published, notes=(*published.notes, GIVEN_AWAY)) if given_away else published


def printed_again(report: Report, last: Earlier, thresholds: Thresholds = DEFAULT) -> Published | None:
    """The print of the last publication of these figures, word for word, where all of it still holds; else None.

    It gives a reader nothing that is not published. Worked out anew beside what came after it, it could be another.
    """
    if not last.has_thresholds_of(thresholds):
        return None
    if set(report.counts) - report.unprinted != set(last.counts):
        return None
    structure = (list(report.sums), list(report.links), report.shares, {n: r.cells for n, r in report.ratios.items()})
    if structure != (last.sums, last.links, last.shares_of, {n: of.cells for n, of in last.ratios_of.items()}):
        return None
    if not all(claim.holds(report.counts) for claim in _claims(last)):
        return None
    return Published(dict(last.counts), dict(last.shares), dict(last.ratios), thresholds.notes())


def _readings(worlds: Sequence[list["World"]]) -> list[tuple["World", ...]]:
    """Every way to read all earlier publications, the likeliest first: each by its first readings."""
    places = itertools.product(*(range(len(some)) for some in worlds))
    first = heapq.nsmallest(MOST_READINGS, places, key=lambda place: (sum(place), place))
    return [tuple(some[number] for some, number in zip(worlds, place, strict=True)) for place in first]


def likeness(one: Earlier, report: Report) -> float:
    """The share of the counts printed earlier that would be printed the same of today's: 1 for the same people."""
    names = [name for name in one.counts if name in report.counts]
    return sum(_count_fits(one, name, report.counts[name]) for name in names) / len(names) if names else 0.0


def _of_report(report: Report, hidden: Hiding) -> Hiding:
    """Only what is about shares and ratios of this report."""
    return Hiding(
        hidden.counts,
        {name: by for name, by in hidden.dropped_of_shares.items() if name in report.shares},
        {name: by for name, by in hidden.dropped_of_ratios.items() if name in report.ratios},
        hidden.withheld_shares & set(report.shares),
        hidden.withheld_ratios & set(report.ratios),
    )


def _kept(report: Report, earlier: Sequence[Earlier], thresholds: Thresholds) -> Hiding:
    """What was withheld or printed more coarsely before, of figures that are as they were, stays so."""
    plain = Model(report, thresholds)
    kept = Hiding()
    for one in earlier:
        for name, share in one.shares.items():
            if name not in report.shares or not _same_share(one, name, report):
                continue
            if share.why == reasons.PROTECTS:
                kept.withheld_shares.add(name)
            elif share.why is None and plain.why_no_share(name) is None:
                kept.dropped_of_shares[name] = max(0, plain.share_decimals(name) - share.decimals)
        for name, ratio in one.ratios.items():
            if name not in report.ratios:
                continue
            if ratio.why == reasons.PROTECTS:
                kept.withheld_ratios.add(name)
            elif ratio.why is None and plain.why_no_ratio(name) is None and _same_ratio(one, name, report):
                kept.dropped_of_ratios[name] = max(0, plain.ratio_decimals(name) - ratio.decimals)
    return kept


def _same_share(one: Earlier, name: Name, report: Report) -> bool:
    share, printed = report.shares[name], one.shares[name]
    if printed.why is not None:
        return True
    counts = report.counts[share.part], report.counts[share.whole]
    return bool(counts[1]) and printed_share(*counts, printed.decimals, False)[0] == printed.text.rstrip("%")


def _same_ratio(one: Earlier, name: Name, report: Report) -> bool:
    ratio, printed = report.ratios[name], one.ratios[name]
    (worked,) = worked_ratios(ratio.formula, [[report.counts[cell] for cell in ratio.cells]])
    return printed_ratio(worked, printed.decimals)[0] == printed.text.split()[0]


# Which counts an earlier publication may have had.


def _worlds(one: Earlier, report: Report) -> list[World]:
    """Counts that fit an earlier print, in each way that a reader might explain by today's, the likeliest first.

    Raises `Unreadable`.
    """
    names = one.names()
    missing = [name for name in names if name not in report.counts]
    nearest = _nearest_world(one, report) if missing else {}
    now = {name: report.counts[name] if name in report.counts else nearest[name] for name in names}
    claims = _claims(one)
    wrong = {claim for claim in claims if not claim.holds(now)}
    if not wrong:
        return [now]
    made_of = _made_of(one)
    bases = sorted({base for parts in made_of.values() for base in parts if base in report.counts}, key=sort_key)
    found = []
    for names_of_change, steps in _small_changes(one, bases):
        world = _explained(one, now, claims, wrong, made_of, names_of_change, steps)
        if world is not None:
            found.append(world)
    if len(found) < MOST_READINGS:
        found.append(nearest or _nearest_world(one, report))
    return found[:MOST_READINGS]


Steps = Sequence[tuple[int, ...]]
"""By how much some counts differed from today's, a number for each."""


def _small_changes(one: Earlier, bases: Sequence[Name]) -> Iterator[tuple[tuple[Name, ...], Steps]]:
    """Changes that could explain a difference: sets of counts, each with its changes, the smallest first.

    One count; two counts of one ratio; some people moved between two groups of a row, or two rows of a group.
    """
    far: Steps = sorted(((step,) for step in range(-FARTHEST, FARTHEST + 1) if step), key=lambda step: abs(step[0]))
    few = [step for (step,) in far if abs(step) <= MOST_MOVED]
    both: Steps = sorted(itertools.product(few, few), key=lambda steps: (sum(map(abs, steps)), steps))
    moved: Steps = [(step, -step) for step in few]
    yield from (((base,), far) for base in bases)
    known = set(bases)
    of_ratios = [sorted(known.intersection(of.cells), key=sort_key) for of in one.ratios_of.values()]
    together = {pair for cells in of_ratios for pair in itertools.combinations(cells, 2)}
    yield from ((pair, both) for pair in sorted(together, key=lambda pair: [sort_key(name) for name in pair]))
    for pair in itertools.combinations(bases, 2):
        if pair not in together and _differ_in_one_word(*pair):
            yield pair, moved


def _differ_in_one_word(one: Name, other: Name) -> bool:
    mine, its = sort_key(one), sort_key(other)
    return len(mine) == len(its) and sum(word != word_2 for word, word_2 in zip(mine, its, strict=True)) == 1


def _explained(
    one: Earlier,
    now: World,
    claims: Sequence["_Claim"],
    wrong: set["_Claim"],
    made_of: Mapping[Name, Mapping[Name, int]],
    changed: Sequence[Name],
    steps: Steps,
) -> World | None:
    """The first of some changes of the same counts that explains all that is printed otherwise; or None."""
    touched = [name for name, parts in made_of.items() if not parts.keys().isdisjoint(changed)]
    about = [claim for claim in claims if not set(touched).isdisjoint(claim.cells())]
    if not wrong <= set(about):
        return None
    about.sort(key=lambda claim: ("count", "share", "ratio").index(claim.kind))  # the quickest to judge first
    for step in steps:
        world = dict(now)
        for name in touched:
            world[name] += sum(by * made_of[name].get(base, 0) for base, by in zip(changed, step, strict=True))
        if all(claim.holds(world) for claim in about) and _can_be(one, world):
            return world
    return None


@dataclass(frozen=True)
class _Claim:
    """One thing that an earlier publication says of counts."""

    of: Earlier
    kind: str
    name: Name

    def __hash__(self) -> int:
        return hash((self.kind, self.name))

    def cells(self) -> tuple[Name, ...]:
        match self.kind:
            case "count":
                return (self.name,)
            case "share":
                share = self.of.shares_of[self.name]
                return share.part, share.whole
            case _:
                return self.of.ratios_of[self.name].cells

    def holds(self, world: Mapping[Name, int]) -> bool:
        counts = [world[cell] for cell in self.cells()]
        match self.kind:
            case "count":
                return _count_fits(self.of, self.name, counts[0])
            case "share":
                return _share_fits(self.of, self.name, *counts)
            case _:
                return _ratio_fits(self.of, self.name, [counts]) == [True]


def _claims(one: Earlier) -> list[_Claim]:
    kinds: tuple[tuple[str, Mapping[Name, object]], ...] = (
        ("count", one.counts),
        ("share", one.shares),
        ("ratio", one.ratios),
    )
    return [_Claim(one, kind, name) for kind, printed in kinds for name in printed]


def _rule(one: Earlier) -> Thresholds:
    return Thresholds(one.smallest_shown, one.round_to, one.fewest_events_for_ratio, "as this publication had it")


def _count_range(one: Earlier, name: Name) -> tuple[int, float]:
    """Lowest and highest count that fits what is printed of it."""
    printed = one.counts.get(name)
    if printed is None:
        return 0, np.inf
    if printed.value is None:
        return (1, one.smallest_shown - 1) if printed.why == reasons.SMALL else (0, np.inf)
    return _rule(one).possible(printed.value)


def _count_fits(one: Earlier, name: Name, count: int) -> bool:
    low, high = _count_range(one, name)
    return low <= count <= high


def _share_fits(one: Earlier, name: Name, part: int, whole: int) -> bool:
    printed = one.shares[name]
    rest = whole - part
    if part < 0 or rest < 0:
        return False
    match printed.why:
        case None:
            if rest < one.smallest_shown:
                return False
            value, *ends = printed_share(part, whole, printed.decimals, one.shares_of[name].interval)
            if f"{value}%" != printed.text:
                return False
            return not ends or [float(end) for end in ends] == [printed.low, printed.high]
        case reasons.FEW_OTHERS:
            return rest < one.smallest_shown
        case _:
            return True


def _ratio_fits(one: Earlier, name: Name, rows: Sequence[Sequence[int]]) -> list[bool]:
    """Which rows of four counts fit what is printed of a ratio."""
    printed, of = one.ratios[name], one.ratios_of[name]
    if printed.why not in (None, reasons.FEW_EVENTS):
        return [True] * len(rows)
    few = [min(row[::2] if of.rates else row) < one.fewest_events_for_ratio for row in rows]
    if printed.why == reasons.FEW_EVENTS:
        return few
    fits = [
        not is_few and (not of.rates or (row[0] <= row[1] and row[2] <= row[3]))
        for row, is_few in zip(rows, few, strict=True)
    ]
    places = [place for place, is_fit in enumerate(fits) if is_fit]
    formula = ratios.relative_likelihood if of.rates else ratios.odds_ratio
    for place, worked in zip(places, worked_ratios(formula, [rows[place] for place in places]), strict=True):
        value, low, high = printed_ratio(worked, printed.decimals)
        fits[place] = f"{value} ({low} to {high})" == printed.text
    return fits


def _can_be(one: Earlier, world: World) -> bool:
    """Whether no count is below nought, and no part more than its whole."""
    pairs = [(share.part, share.whole) for share in one.shares_of.values()]
    pairs += [pair for of in one.ratios_of.values() for pair in of.pairs]
    return min(world.values()) >= 0 and all(world[part] <= world[whole] for part, whole in pairs)


def _made_of(one: Earlier) -> dict[Name, dict[Name, int]]:
    """Of each count, the counts that it is made of and how often: those that are no total of others."""
    sums: dict[Name, tuple[Name, ...]] = {}
    for total, parts in one.sums:
        sums.setdefault(total, parts)
    for name, other in one.links:
        # A total of one part, or a count that stands in two tables.
        if name not in sums:
            sums[name] = (other,)
        elif other not in sums:
            sums[other] = (name,)

    found: dict[Name, dict[Name, int]] = {}

    def made_of(name: Name) -> dict[Name, int]:
        if name not in found:
            found[name] = {name: 1}  # for a circle, which no publication has
            if name in sums:
                parts: dict[Name, int] = {}
                for part in sums[name]:
                    for base, times in made_of(part).items():
                        parts[base] = parts.get(base, 0) + times
                found[name] = parts
        return found[name]

    return {name: made_of(name) for name in one.names()}


def _nearest_world(one: Earlier, report: Report) -> World:
    """The counts that fit an earlier print and are nearest to today's, all changes added up. Raises `Unreadable`."""
    puzzle = _Puzzle()
    for name in one.names():
        puzzle.count(name, *_count_range(one, name))
    for total, parts in one.sums:
        puzzle.row({total: -1.0} | dict.fromkeys(parts, 1.0), 0, 0)
    for name, other in one.links:
        puzzle.row({name: 1.0, other: -1.0}, 0, 0)
    for name, printed in one.shares.items():
        _say_share(puzzle, one, name, printed.why, report.counts)
    for name, ratio in one.ratios.items():
        if ratio.why is None:
            cells = one.ratios_of[name].cells
            rows = puzzle.choices(cells, report.counts)
            fitting = [row for row, fits in zip(rows, _ratio_fits(one, name, rows), strict=True) if fits]
            if fitting or not puzzle.is_large(cells):
                puzzle.one_of(cells, fitting)
    bases = {base for parts in _made_of(one).values() for base in parts}
    return puzzle.solve(
        one.names(), {name: report.counts[name] for name in sorted(bases, key=sort_key) if name in report.counts}
    )


def _say_share(puzzle: "_Puzzle", one: Earlier, name: Name, why: str | None, counts: Mapping[Name, int]) -> None:
    of, printed = one.shares_of[name], one.shares[name]
    if of.part == of.whole:
        return
    rest = {of.whole: 1.0, of.part: -1.0}
    if why is not None:
        puzzle.row(rest, 0, one.smallest_shown - 1 if why == reasons.FEW_OTHERS else np.inf)
        return
    puzzle.row(rest, one.smallest_shown, np.inf)
    if of.interval:
        rows = puzzle.choices((of.part, of.whole), counts)
        puzzle.one_of((of.part, of.whole), [row for row in rows if _share_fits(one, name, *row)])
        return
    value, half = float(printed.text.rstrip("%")), 0.5 * 10**-printed.decimals
    puzzle.row({of.part: 100.0, of.whole: -(value - half)}, 0, np.inf)
    puzzle.row({of.part: 100.0, of.whole: -(value + half)}, -np.inf, 0)


class _Puzzle:
    """Counts, and what is known of them, as an integer programme."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.place: dict[Name, int] = {}
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def _add(self, low: float, high: float) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def count(self, name: Name, low: float, high: float) -> None:
        self.place[name] = self._add(low, high)

    def row(self, factors: Mapping[Name, float], low: float, high: float) -> None:
        """What counts add up to, each times its factor."""
        self.rows.append(({self.place[name]: factor for name, factor in factors.items()}, low, high))

    def is_large(self, cells: Sequence[Name]) -> bool:
        """Whether these counts have too many combinations to list them all."""
        sizes = [self.high[self.place[cell]] - self.low[self.place[cell]] + 1 for cell in cells]
        return math.prod(sizes) > MOST_ROWS

    def choices(self, cells: Sequence[Name], near: Mapping[Name, int]) -> list[tuple[int, ...]]:
        """All combinations of these counts, or those next to `near` where they are too many. They must be counts that
        are shown: those have an end. Raises `Unreadable`."""
        ends = [(self.low[self.place[cell]], self.high[self.place[cell]]) for cell in cells]
        if any(np.isinf(high) for _, high in ends):
            raise Unreadable("it prints a figure of counts that it hides")
        if self.is_large(cells):
            middles = [near.get(cell, int(low + high) // 2) for cell, (low, high) in zip(cells, ends, strict=True)]
            ends = [(max(low, mid - 4), min(high, mid + 4)) for (low, high), mid in zip(ends, middles, strict=True)]
        return list(itertools.product(*(range(int(low), int(high) + 1) for low, high in ends)))

    def one_of(self, cells: Sequence[Name], rows: Sequence[Sequence[int]]) -> None:
        picks = [self._add(0, 1) for _ in rows]
        self.rows.append((dict.fromkeys(picks, 1.0), 1, 1))
        for number, cell in enumerate(cells):
            factors = {pick: float(row[number]) for pick, row in zip(picks, rows, strict=True)}
            self.rows.append((factors | {self.place[cell]: -1.0}, 0, 0))

    def solve(self, names: Sequence[Name], near: Mapping[Name, int]) -> World:
        """Counts that fit and differ least from `near`. Raises `Unreadable` where none fit."""
        whole = len(self.low)
        cost = [0.0] * whole
        for name, count in near.items():
            away = self._add(0, np.inf)
            cost.append(1.0)
            self.rows.append(({self.place[name]: 1.0, away: 1.0}, count, np.inf))
            self.rows.append(({self.place[name]: 1.0, away: -1.0}, -np.inf, count))
        entries = [
            (row, place, factor) for row, (factors, _, _) in enumerate(self.rows) for place, factor in factors.items()
        ]
        numbers, places, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (numbers, places)), shape=(len(self.rows), len(self.low)))
        least, most = np.array([row[1:] for row in self.rows], dtype=float).T
        result = milp(
            cost,
            constraints=LinearConstraint(matrix, least, most),
            integrality=np.array([1] * whole + [0] * (len(self.low) - whole), dtype=np.uint8),
            bounds=Bounds(self.low, self.high),
            options={"node_limit": MOST_NODES},
        )
        if result.x is None:
            raise Unreadable("no counts fit all that it says")
        return {name: round(result.x[self.place[name]]) for name in names}


# Both publications as one report.


def _joint(report: Report, earlier: Sequence[Earlier], worlds: Sequence[World]) -> Report:
    joint = report.without(())
    for number, (one, world) in enumerate(zip(earlier, worlds, strict=True)):
        _add_earlier(joint, one, world, str(number))
        _add_changes(joint, report, one, world, str(number))
    for first, second in itertools.combinations(range(len(worlds)), 2):
        _tie(joint, earlier[first], (str(first), worlds[first]), (str(second), worlds[second]))
    return joint


def _old(number: str, name: Name) -> Name:
    return ("earlier", number, *sort_key(name))


def _add_earlier(joint: Report, one: Earlier, world: World, number: str) -> None:
    for name, count in world.items():
        joint.count(_old(number, name), count, printed=name in one.counts)
    joint.fixed_counts |= {_old(number, name): printed.why for name, printed in one.counts.items()}
    for total, parts in one.sums:
        joint.total(_old(number, total), [_old(number, part) for part in parts])
    for link in one.links:
        joint.same(*(_old(number, name) for name in link))
    for name, share in one.shares_of.items():
        printed = one.shares[name]
        joint.share(_old(number, name), _old(number, share.part), _old(number, share.whole), share.interval)
        decimals = printed.decimals if printed.why is None else 0
        joint.fixed_shares[_old(number, name)] = Fixed(printed.why, decimals)
    for name, of in one.ratios_of.items():
        ratio = one.ratios[name]
        cells = [_old(number, cell) for cell in of.cells]
        add = joint.ratio if of.rates else joint.odds_ratio
        add(_old(number, name), (cells[0], cells[1]), (cells[2], cells[3]))
        decimals = ratio.decimals if ratio.why is None else 0
        joint.fixed_ratios[_old(number, name)] = Fixed(ratio.why, decimals)


def _add_changes(joint: Report, report: Report, one: Earlier, world: World, number: str) -> None:
    """A count that did not change is the same as before. A change is a count in no table; totals have their parts'."""
    above = _made_of(one)
    changed = {base for parts in above.values() for base in parts if report.counts.get(base) != world[base]}
    for name, count in world.items():
        if name not in report.counts:
            continue
        now = report.counts[name]
        if not changed.intersection(above[name]) and now == count:
            joint.same(name, _old(number, name))
        elif above[name] == {name: 1}:
            _add_change(joint, name, _old(number, name), number)


def _tie(joint: Report, one: Earlier, first: tuple[str, World], second: tuple[str, World]) -> None:
    """The same between two earlier publications, of the counts that no other is made of."""
    (number, world), (other, other_world) = first, second
    for name, parts in _made_of(one).items():
        if parts == {name: 1} and name in other_world:
            if world[name] == other_world[name]:
                joint.same(_old(number, name), _old(other, name))
            else:
                _add_change(joint, _old(number, name), _old(other, name), f"{number} to {other}")


def _add_change(joint: Report, one: Name, other: Name, what: str) -> None:
    more, less = (one, other) if joint.counts[one] > joint.counts[other] else (other, one)
    change = ("change", what, *sort_key(one))
    joint.count(change, joint.counts[more] - joint.counts[less], printed=False)
    joint.total(more, [less, change])
