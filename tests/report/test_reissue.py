"""A report made again: what changed by a few people cannot be worked out from both, by an exact attacker.

The attacker (`tests.workforce.attacker`) has both prints, knows which counts changed and in which direction, knows that
all others did not, and shares no code with what it attacks.
"""

import random

import pandas as pd

from edi_handbook.report import answers
from edi_handbook.report.figures import figures_of, table_of
from edi_handbook.workforce.disclosure import Earlier, protect, protect_again
from edi_handbook.workforce.disclosure.thresholds import DEFAULT
from tests.many import draws, is_thorough
from tests.report.returns import BANDED, a_return, changed
from tests.workforce.attacker import Attacker, Print
from tests.workforce.test_disclosure_attack import as_print

EVENTS = {2: "appointed", 3: "entered_disciplinary", 4: "accessed_training", 5: "answered_yes", 8: "answered_yes"}


def one_more_case(chance, frame):
    number = chance.choice([3, 3, 3, 2, 4, 5, 8])
    return changed(frame, 1, indicator=number, measure=EVENTS[number], group=chance.choice(["white", "bme"]))


def a_slip_in_one_band(chance, frame):
    """A band had a few people too few, and with it every head count."""
    group, by = chance.choice(["white", "bme", "unknown"]), chance.randint(1, 6)
    frame = changed(frame, by, indicator=1, subgroup=chance.choice(BANDED), group=group)
    for number in (3, 4, 9):
        frame = changed(frame, by, indicator=number, measure="headcount", group=group)
    return frame


def a_year_on(chance, frame):
    """The same people a year on, and one case more in one group or in both."""
    for group in chance.choice([["white"], ["bme"], ["white", "bme"]]):
        frame = changed(frame, chance.choice([1, 1, 2]), indicator=3, measure=EVENTS[3], group=group)
    return frame.assign(year=2026)


KINDS = (one_more_case, a_slip_in_one_band, a_year_on)

SEEDS = range(1000 if is_thorough() else draws(0.12))
"""An attack takes two seconds."""
PACKS = range(300 if is_thorough() else draws(0.05))


def reissue(seed: int):
    """Two reports, before and after, as (report, what is published of it), and the second by itself."""
    chance = random.Random(seed)
    before = a_return(chance)
    after = KINDS[seed % len(KINDS)](chance, before)
    one, two = (figures_of(table_of(frame, "SYN", int(frame["year"].iloc[0]))) for frame in (before, after))
    first = protect(one)
    return (one, first), (two, protect_again(two, [Earlier.of(one, first, DEFAULT)])), protect(two)


def both(first, second):
    """Both prints as one, with the counts that did not change tied together, and the changes as counts of their own."""
    prints = [as_print(*half, DEFAULT) for half in (first, second)]
    joined = Print({}, [], [], [])
    for number, half in enumerate(prints):
        joined.counts |= {(number, *name): shown for name, shown in half.counts.items()}
        joined.sums += [((number, *total), [(number, *part) for part in parts]) for total, parts in half.sums]
        joined.shares += [((number, *part), (number, *whole), *rest) for part, whole, *rest in half.shares]
        joined.ratios += [(tuple((number, *cell) for cell in cells), *rest) for cells, *rest in half.ratios]
    before, after = first[0].counts, second[0].counts
    totals = {total for total, _ in first[0].sums}
    changes = {}
    for name in before:
        if name in totals:
            continue
        old, new = (0, *name), (1, *name)
        if before[name] == after[name]:
            joined.sums.append((new, [old]))
            continue
        less, more = (old, new) if after[name] > before[name] else (new, old)
        change = ("change", *name)
        joined.counts[change] = None
        joined.sums.append((more, [less, change]))
        changes[change] = abs(after[name] - before[name])
    return around(joined, changes), changes


def around(whole, names):
    """What of a print hangs together with `names`: the rest cannot say anything of them."""
    groups = [{total, *parts} for total, parts in whole.sums]
    groups += [set(share[:2]) for share in whole.shares] + [set(ratio[0]) for ratio in whole.ratios]
    near = set(names)
    while more := set().union(*(group for group in groups if group & near)) - near:
        near |= more
    return Print(
        {name: shown for name, shown in whole.counts.items() if name in near},
        [one for one in whole.sums if one[0] in near],
        [one for one in whole.shares if one[0] in near],
        [one for one in whole.ratios if one[0][0] in near],
    )


def two_years(seed: int):
    """Both years of one pack, as (report, what is published of it): the same people, and a few cases more."""
    chance = random.Random(seed)
    before = a_return(chance)
    after = a_year_on(chance, before)
    printed = answers.printed(pd.concat([before, after]), "SYN", 2026)
    one, two = (figures_of(table_of(frame, "SYN", int(frame["year"].iloc[0]))) for frame in (before, after))
    return (one, printed[2025]), (two, printed[2026])


def given_away(first, second, seed: int):
    """Changes of 1 to 7 that the attacker can name, and how many there were.

    To be left with none and one is not to know. Where the prints show that something changed, one from 1 to 7 alone is.
    """
    joined, changes = both(first, second)
    attacker = Attacker(joined)
    small = {name: true for name, true in changes.items() if 1 <= true <= 7}
    lost = [
        (seed, name, true)
        for name, true in small.items()
        if not attacker.has_two_values(name)
        or (attacker.solve(name, 1, 0, 0) is None and attacker.has_exactly_one_small(name))
    ]
    return lost, len(small)


def shown(published):
    things = [*published.counts.values(), *published.shares.values(), *published.ratios.values()]
    return sum(thing.value is not None for thing in things)


def test_no_single_case_can_be_worked_out_from_two_reports():
    lost, attacked = [], 0
    for seed in SEEDS:
        found, number = given_away(*reissue(seed)[:2], seed)
        lost, attacked = lost + found, attacked + number
    assert attacked >= 0.5 * len(SEEDS)
    assert lost == []


def test_no_single_case_can_be_worked_out_from_last_year_beside_this_year():
    """A pack prints both years, and what changed: all of it is worked out from the two prints that are attacked."""
    lost, attacked = [], 0
    for seed in PACKS:
        found, number = given_away(*two_years(seed), seed)
        lost, attacked = lost + found, attacked + number
    assert attacked >= len(PACKS)
    assert lost == []


def test_this_year_hides_nothing_for_the_sake_of_last_year():
    for seed in PACKS:
        (before, last), (now, this) = two_years(seed)
        assert this.everything() == protect(now).everything()
        assert shown(last) >= 0.7 * shown(protect(before))


def test_most_figures_are_printed_again():
    printed = alone = 0
    for seed in SEEDS:
        _, (_, second), by_itself = reissue(seed)
        printed, alone = printed + shown(second), alone + shown(by_itself)
    assert printed >= 0.8 * alone
