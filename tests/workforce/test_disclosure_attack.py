"""No hidden count can be worked out from everything published: random reports against an exact attacker."""

from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edi_handbook.workforce.disclosure import DEFAULT, Report, Thresholds, hiding, protect, reasons
from tests.workforce.attacker import Attacker, Print

SLOW_TO_DRAW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

REASONS = {
    reasons.SMALL: "small",
    reasons.PROTECTS: "protects",
    reasons.UNPROVED: "protects",
    reasons.FEW_EVENTS: "few events",
    reasons.FEW_OTHERS: "few others",
}


def as_print(report, published, thresholds):
    """What the attacker is given: texts and reasons from `published`, structure but no count from `report`."""
    counts = dict.fromkeys(report.counts)
    for name, count in published.counts.items():
        counts[name] = REASONS[count.why] if count.why else int(count.text.replace(",", ""))
    sums = [*report.sums, *((one, (other,)) for one, other in report.links)]
    shares = [
        (
            report.shares[name].part,
            report.shares[name].whole,
            share.text.rstrip("%") if share.why is None else None,
            REASONS.get(share.why),
            "" if share.low is None else f"{share.low:.{share.decimals}f} to {share.high:.{share.decimals}f}",
        )
        for name, share in published.shares.items()
    ]
    ratios = [
        (
            report.ratios[name].cells,
            ratio.text if not ratio.why else None,
            REASONS.get(ratio.why),
            report.ratios[name].rates,
        )
        for name, ratio in published.ratios.items()
    ]
    return Print(
        counts,
        sums,
        shares,
        ratios,
        thresholds.smallest_shown,
        thresholds.round_to,
        thresholds.fewest_events_for_ratio,
    )


def secrets(report, printed, attacker):
    """Every count that must not be worked out: hidden ones, and small ones in no table, with the true value."""
    true = {name: count for name, count in report.counts.items() if not isinstance(printed.counts[name], int)}
    for name in attacker.names:
        if name[0] == "rest":
            true[name] = report.counts[name[2]] - report.counts[name[1]]
    in_table = {name for name, shown in printed.counts.items() if shown is not None}
    return {name: n for name, n in true.items() if name in in_table or 0 < n < printed.smallest_shown}


def given_away(report, published, thresholds=DEFAULT):
    """Hidden counts that the attacker can work out, as (name, true count, whether told the reasons).

    A total that was left out stands in no table. Like any sum of hidden counts a reader may narrow it, so that one
    small value is left among large ones; but never to a single value.
    """
    printed = as_print(report, published, thresholds)
    found, attacker = [], None
    for told in (True, False):
        attacker = Attacker(printed, told, learnt_from=attacker)
        hidden = secrets(report, printed, attacker)
        if told and hidden:
            attacker.look_around(hidden)
        for name, true in hidden.items():
            left_out = name in published.left_out
            small = 0 < true < printed.smallest_shown and not left_out
            bounds = (1, printed.smallest_shown - 1) if small else (None, None)
            one_small = not left_out and attacker.has_exactly_one_small(name)
            if one_small or not attacker.has_two_values(name, *bounds):
                found.append((name, true, told))
    return found


# Random reports.

counts = st.one_of(
    st.integers(0, 2), st.integers(1, 7), st.integers(7, 13), st.integers(8, 60), st.integers(60, 3000), st.just(0)
)
thresholds = st.one_of(
    st.just(Thresholds()),
    st.just(Thresholds()),
    st.builds(
        Thresholds,
        smallest_shown=st.sampled_from([5, 6, 8, 10]),
        round_to=st.sampled_from([1, 3, 5]),
        fewest_events_for_ratio=st.sampled_from([10, 20]),
        reason=st.just("to try another rule"),
    ),
)


@st.composite
def one_table(draw):
    """One row of counts with its total, and perhaps a total of some of them: many small counts in one sum."""
    report = Report()
    numbers = draw(st.lists(st.one_of(st.sampled_from([0, 1, 7, 8]), counts), min_size=1, max_size=12))
    names = [f"part {i}" for i in range(len(numbers))]
    for name, number in zip(names, numbers, strict=True):
        report.count(name, number)
    report.total("total", names)
    if len(names) > 2 and draw(st.booleans()):
        cut = draw(st.integers(1, len(names) - 1))
        report.total("first", names[:cut])
        report.total("rest of them", names[cut:], printed=draw(st.booleans()))
    for name in names[:2]:
        report.share(f"share {name}", name, "total")
    return report


@st.composite
def linked_tables(draw, organisations=1):
    """Like a return: people and events by group and subgroup, totals both ways, shares, ratios, a linked table."""
    report = Report()
    groups = ("white", "bme", "unknown")[: draw(st.integers(2, 3 if organisations == 1 else 2))]
    subgroups = ("a", "b", "c")[: draw(st.integers(1, 3 if organisations == 1 else 2))]
    places = [f"trust {i}" for i in range(organisations)]
    for place in places:
        for subgroup in subgroups:
            for group in groups:
                people = draw(counts)
                events = draw(st.one_of(st.integers(0, min(people, 12)), st.integers(max(0, people - 8), people)))
                if draw(st.booleans()):
                    events = draw(st.integers(0, people))
                report.count((place, "people", subgroup, group), people)
                report.count((place, "events", subgroup, group), events)
        totals(report, place, groups, subgroups)
        for group in groups:
            if draw(st.booleans()):
                report.count((place, "people again", "all", group), report.counts[place, "people", "all", group])
                report.same((place, "people again", "all", group), (place, "people", "all", group))
            rate = ((place, "events", "all", group), (place, "people", "all", group))
            report.share((place, "rate", group), *rate, interval=draw(st.booleans()))
            report.share((place, "mix", group), (place, "people", "all", group), (place, "people", "all", "all"))
        rate = [((place, "events", "all", group), (place, "people", "all", group)) for group in groups[:2]]
        report.ratio((place, "ratio"), *rate)
        if draw(st.booleans()):
            rate = [((place, "events", "a", group), (place, "people", "a", group)) for group in groups[:2]]
            report.ratio((place, "ratio a"), *rate)
        if len(subgroups) > 1 and draw(st.booleans()):
            pairs = [tuple((place, "people", subgroup, group) for subgroup in subgroups[:2]) for group in groups[:2]]
            report.odds_ratio((place, "odds"), *pairs)
    if organisations > 1:
        for measure in ("people", "events"):
            for group in (*groups, "all"):
                report.total(("system", measure, "all", group), [(place, measure, "all", group) for place in places])
            report.total(("system", measure, "all", "all"), [("system", measure, "all", group) for group in groups])
        rate = [(("system", "events", "all", group), ("system", "people", "all", group)) for group in groups[:2]]
        report.ratio(("system", "ratio"), *rate)
    return report


def totals(report, place, groups, subgroups):
    for measure in ("people", "events"):
        for subgroup in subgroups:
            report.total((place, measure, subgroup, "all"), [(place, measure, subgroup, group) for group in groups])
        for group in (*groups, "all"):
            report.total((place, measure, "all", group), [(place, measure, subgroup, group) for subgroup in subgroups])
        report.total((place, measure, "all", "all"), [(place, measure, "all", group) for group in groups])


@SLOW_TO_DRAW
@given(one_table(), thresholds)
def test_no_count_of_one_table_can_be_worked_out(report, rule):
    assert given_away(report, protect(report, rule), rule) == []


@SLOW_TO_DRAW
@given(linked_tables() | linked_tables(organisations=2), thresholds)
def test_no_count_of_linked_tables_or_of_a_system_can_be_worked_out(report, rule):
    assert given_away(report, protect(report, rule), rule) == []


@SLOW_TO_DRAW
@given(one_table() | linked_tables() | linked_tables(organisations=2), thresholds, st.integers(0, 3), st.booleans())
def test_no_count_can_be_worked_out_when_the_search_ends_early(report, rule, tries, may_leave_out):
    if may_leave_out:
        report.may_leave_out([name for name in report.counts if name[0] == "system"])
    with mock.patch.object(hiding, "MOST_TRIES", tries):
        published = protect(report, rule)
    assert given_away(report, published, rule) == []
    assert set(published.counts) == set(report.counts) - report.unprinted - set(published.left_out)
    assert set(published.left_out) <= report.optional
