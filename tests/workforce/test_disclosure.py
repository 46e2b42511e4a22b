"""Disclosure control by hand: single figures, worked tables, thresholds, whole returns, and rules known to be bad."""

import itertools
import random
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import relative_risk
from statsmodels.stats.contingency_tables import Table2x2

from edi_handbook.measure.engine import trusts
from edi_handbook.workforce import disclosure
from edi_handbook.workforce.disclosure import (
    Exemption,
    Report,
    Thresholds,
    hiding,
    protect,
    protect_return,
    show_count,
    show_gap,
    show_ratio,
    show_share,
)
from tests.many import examples
from tests.workforce.attacker import Attacker, Print, katz, koopman, woolf
from tests.workforce.test_disclosure_attack import given_away, linked_tables, one_table, thresholds
from tests.workforce.test_indicators import score_interval

# The Scientist Training Programme's accepted offers of 2022, as published: None is a count under 5, hidden.
ACCEPTED_2022 = {
    "White British": 244,
    "White Irish": 6,
    "Any other White": 38,
    "White and Asian": 8,
    "White and Black African": None,
    "White and Black Caribbean": None,
    "Any other mixed": None,
    "Bangladeshi": 6,
    "Indian": 10,
    "Pakistani": 13,
    "Chinese": 6,
    "Any other Asian": 8,
    "African": 12,
    "Caribbean": None,
    "Any other Black": 0,
    "Any other ethnic group": 6,
    "Blank entry": 6,
    "Not stated": None,
}


# Single figures.


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (1, "[c]"), (7, "[c]"), (8, "10"), (12, "10"), (13, "15"), (17, "15"), (18, "20"), (7422, "7,420")],
)
def test_one_count(count, text):
    assert show_count(count) == text
    assert show_count(np.int64(count)) == text


@pytest.mark.parametrize("count", [-1, 2.5, "12", None, True, float("nan")])
def test_what_is_not_a_count_is_refused_in_a_sentence(count):
    with pytest.raises(ValueError, match="give a whole number, 0 or more"):
        show_count(count)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (990, 7422, "13.3%"),
        (1312, 6012, "21.8%"),
        (1313, 6038, "21.7%"),  # from the true counts: 1,315 of 6,040 would be 21.8
        (24, 103, "23%"),  # 23.3; a decimal would say more than the rounded counts do
        (0, 500, "0.0%"),
        (1, 22, "[c]"),  # a trust printed 4.55 %, which is 1 in 22
        (96, 100, "[c]"),  # the other 4 would follow
        (100, 100, "[c]"),
        (12, 26, "[u]"),  # 10 of 25: a percentage would say which counts were rounded
        (12, 18, "[u]"),  # said before, and without, a look at how small the rest is
        (0, 0, "[z]"),
    ],
)
def test_one_share(part, whole, text):
    assert show_share(part, whole) == text


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_a_share_is_the_true_one_rounded(part, rest):
    text = show_share(part, part + rest)
    if text.endswith("%"):
        half = 0.05 if "." in text else 0.5
        assert abs(Fraction(text[:-1]) - Fraction(100 * part, part + rest)) <= Fraction(half).limit_denominator(20)
        assert (part == 0 or part >= 8) and rest >= 8


def test_one_gap():
    # 2025, North Cumbria's head count: 990 of 7,422; an invented board with 12 of 120.
    assert show_gap(120, 1200, 990, 7422) == "−3.3 points"
    assert show_gap(24, 103, 990, 7422) == "10 points"  # 23.3 less 13.3
    assert show_gap(3, 14, 990, 7422) == "[c]"
    assert show_gap(12, 26, 990, 7422) == "[u]"


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((504, 2918, 73, 602), "1.42 (1.13 to 1.79)"),  # clinical psychology 2015, published by the handbook's source
        ((838, 3994, 289, 1484), "1.08 (0.96 to 1.21)"),
        ((10, 75, 12, 225), "2.50 (1.13 to 5.55)"),  # SciPy's test vector
        ((9, 75, 12, 225), "[c]"),
        ((10, 75, 9, 225), "[c]"),
        ((0, 75, 12, 225), "[c]"),
    ],
)
def test_one_ratio(counts, text):
    assert show_ratio(*counts) == text
    if text != "[c]":
        result = relative_risk(*counts)
        interval = result.confidence_interval()
        assert text == f"{result.relative_risk:.2f} ({interval.low:.2f} to {interval.high:.2f})"
        assert text == katz(*counts)


# Worked tables.


def stp_report(hidden):
    report = Report()
    for name, count in ACCEPTED_2022.items():
        report.count(name, hidden[name] if count is None else count)
    report.total("Total", list(ACCEPTED_2022))
    return report


def stp_worlds():
    """Every way in which five counts of 1 to 4 can make the 11 that are left."""
    names = [name for name, count in ACCEPTED_2022.items() if count is None]
    for values in itertools.product(range(1, 5), repeat=5):
        if sum(values) == 374 - sum(count for count in ACCEPTED_2022.values() if count is not None):
            yield dict(zip(names, values, strict=True))


def test_the_published_table_gives_its_hidden_sum_away_and_ours_does_not():
    hidden = [name for name, count in ACCEPTED_2022.items() if count is None]
    assert 374 - sum(count for count in ACCEPTED_2022.values() if count is not None) == 11

    # As published: exact counts, under 5 hidden, the total shown.
    counts = {name: "small" if count is None else count for name, count in ACCEPTED_2022.items()}
    theirs = Print(
        counts | {"Total": 374, "hidden": None},
        [("Total", list(counts)), ("hidden", hidden)],
        smallest_shown=5,
        round_to=1,
    )
    assert Attacker(theirs).range("hidden") == (11, 11)

    # Ours: whichever of the possible tables is the true one.
    prints = set()
    for world in stp_worlds():
        report = stp_report(world)
        report.total("hidden", hidden, printed=False)
        published = protect(report)
        prints.add(tuple(published.everything()))
        assert published.counts["Total"].text == "375"
        assert [published.counts[name].text for name in hidden] == ["[c]"] * 5
    assert len(prints) == 1
    ours = Print(
        {name: shown.value if shown.value is not None else "small" for name, shown in published.counts.items()}
        | {"hidden": None},
        [("Total", list(counts)), ("hidden", hidden)],
    )
    low, high = Attacker(ours).range("hidden")
    assert low == 5 and high >= 30
    assert all(Attacker(ours).range(name) == (1, 7) for name in hidden)


def row(*counts):
    report = Report()
    names = [str(number) for number in range(len(counts))]
    for name, count in zip(names, counts, strict=True):
        report.count(name, count)
    report.total("total", names)
    return report


def test_rounding_alone_protects_most_tables():
    published = protect(row(3, 20, 40))
    assert [published.counts[name].text for name in ("0", "1", "2", "total")] == ["[c]", "20", "40", "65"]


@pytest.mark.parametrize("counts", [(7, 7, 7, 7), (1,) * 12, (7, 7, 7, 7, 0, 0)])
def test_a_total_that_only_one_table_can_have_is_hidden(counts):
    published = protect(row(*counts))
    assert published.counts["total"].why == "it would give a small count away"
    assert given_away(row(*counts), published) == []


def test_when_all_is_hidden_already_no_reader_is_told_which_symbols_are_small():
    # Seven counts of 1 to 7 and a total of at most 7: all are 1, for a reader who knows that all are from 1 to 7.
    published = protect(row(*(1,) * 7))
    assert {count.text for count in published.counts.values()} == {"[c]"}
    assert [count.why for count in published.counts.values()].count("it would give a small count away") >= 1


def test_a_second_table_hides_what_it_would_give_away():
    """A total of exact counts in another table: with no rounding, a difference is exact."""
    report = row(3, 20, 40)
    report.count("20 again", 20)
    report.same("20 again", "1")
    exact = Thresholds(round_to=1, reason="to look at differencing alone")
    published = protect(report, exact)
    assert published.counts["20 again"].text == published.counts["1"].text
    assert given_away(report, published, exact) == []
    assert sum(count.why is not None for count in published.counts.values()) >= 2


def test_a_ratio_that_gives_a_small_rest_away_is_withheld():
    """Everyone but a few had the event: two decimals and an interval tell how many, if the counts are small enough."""
    withheld = 0
    for rest in range(1, 8):
        report = Report()
        for name, count in {"a": 20, "n": 20 + rest, "b": 12, "m": 40}.items():
            report.count(name, count)
        report.ratio("ratio", ("a", "n"), ("b", "m"))
        published = protect(report)
        assert given_away(report, published) == []
        withheld += published.ratios["ratio"].why is not None
    assert withheld


@pytest.mark.parametrize(
    ("parts", "fewest"),
    [
        ((1,) * 9, 10),  # 9 shown as 10; no ratio, so 8 or 9; nine parts of 1 or more, so 9
        ((4, 4, 4), 12),  # 12 shown as 10; a ratio, so 12; three parts of 4 or less
    ],
)
def test_a_ratio_or_its_lack_says_how_many_events_there_were(parts, fewest):
    rule = Thresholds(
        smallest_shown=5 if fewest == 12 else 8, fewest_events_for_ratio=fewest, reason="to try this rule"
    )
    report = row(*parts)
    for name, count in {"people": 3000, "other events": 400, "other people": 3000}.items():
        report.count(name, count)
    report.ratio("ratio", ("total", "people"), ("other events", "other people"))
    published = protect(report, rule)
    assert given_away(report, published, rule) == []
    assert published.ratios["ratio"].why is not None


def test_nothing_of_a_published_report_holds_a_true_count():
    report = row(3, 23, 41, 1001)
    published = protect(report)
    assert {count.value for count in published.counts.values()} == {None, 25, 40, 1000, 1070}
    assert published.everything()[0] == ("count", "0", "[c]")
    assert not hasattr(published, "report")


@examples(0.5)
@given(one_table() | linked_tables(), thresholds, st.randoms())
def test_the_order_of_counts_changes_nothing(report, rule, rng):
    assert protect(shuffled(report, rng), rule).everything() == protect(report, rule).everything()


def shuffled(report, rng):
    other = Report()
    for attribute in ("counts", "shares", "ratios"):
        items = list(getattr(report, attribute).items())
        rng.shuffle(items)
        setattr(other, attribute, dict(items))
    other.unprinted, other.optional = set(report.unprinted), set(report.optional)
    other.links = rng.sample([tuple(rng.sample(link, 2)) for link in report.links], len(report.links))
    other.sums = rng.sample(
        [(total, tuple(rng.sample(parts, len(parts)))) for total, parts in report.sums], len(report.sums)
    )
    return other


# Thresholds and exemptions.


def test_a_changed_threshold_needs_a_reason_and_prints_it():
    with pytest.raises(ValueError, match="needs a reason"):
        Thresholds(smallest_shown=5)
    notes = protect(row(6, 20, 40), Thresholds(smallest_shown=5, reason="The panel of May asked for it.")).notes
    assert "The panel of May asked for it." in notes[-1] and "(8, 5, 10)" in notes[-1]
    assert not any("Reason" in note for note in protect(row(6, 20, 40)).notes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"smallest_shown": 4}, "lowest allowed is 5"),
        ({"round_to": 0}, "lowest allowed is 1"),
        ({"fewest_events_for_ratio": 0}, "lowest allowed is 1"),
        ({"round_to": 20}, "would show 8 people as 0"),
        ({"round_to": 2.5}, "whole number"),
    ],
)
def test_a_threshold_that_protects_nobody_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        Thresholds(**change, reason="because I would like to")


@given(st.integers(5, 12), st.integers(1, 10), st.integers(0, 500))
def test_what_can_stand_behind_a_shown_count(smallest, nearest, count):
    rule = Thresholds(smallest_shown=smallest, round_to=nearest, reason="to try this rule")
    shown = rule.rounded(count)
    fits = [n for n in range(count + 30) if not rule.is_small(n) and rule.rounded(n) == shown]
    if not rule.is_small(count):
        assert rule.possible(shown) == (fits[0], fits[-1])
        assert abs(shown - count) <= nearest / 2


def test_control_is_off_only_with_a_reason_and_says_so():
    with pytest.raises(ValueError, match="give `why`"):
        Exemption("")
    report = row(3, 20, 40)
    report.share("share", "0", "total")
    published = protect(report, Exemption("for the owner of the counts"))
    assert published.counts["0"].text == "3" and published.shares["share"].text == "4.8%"
    assert not published.publishable and published.notes[0].startswith("Not for publication")
    assert "for the owner of the counts" in published.notes[0]


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda r: r.count("a", -1), "whole number"),
        (lambda r: r.count("x", 6), "given twice"),
        (lambda r: r.total("t", ["x", "nowhere"]), "not a count of the report"),
        (lambda r: r.total("y", ["x", "z"]), "parts add up to"),
        (lambda r: r.total("t", []), "needs parts"),
        (lambda r: r.same("x", "y"), "said to be the same"),
        (lambda r: r.share("s", "y", "x"), "cannot be more than its whole"),
        (lambda r: (r.share("s", "x", "y"), r.share("s", "x", "y")), "already in the report"),
        (lambda r: r.ratio("q", ("y", "x"), ("x", "y")), "cannot be more than its whole"),
        (lambda r: r.odds_ratio("q", ("x", "y"), ("x", "w")), "not a count of the report"),
    ],
)
def test_a_report_that_cannot_be_is_refused_in_a_sentence(build, words):
    report = Report()
    for name, count in {"x": 5, "y": 9, "z": 3}.items():
        report.count(name, count)
    with pytest.raises(ValueError, match=words):
        build(report)


# Whole returns.


def a_return():
    rows = []
    for band, numbers in {"band-2": (40, 12, 3), "band-6": (25, 9, 1), "band-8a": (12, 2, 0)}.items():
        for group, number in zip(("white", "bme", "unknown"), numbers, strict=True):
            rows.append(("SYN", 2025, 1, "headcount", f"clinical:{band}", group, number))
    for indicator, measure, numbers in (
        (2, "shortlisted", (200, 100, 6)),
        (2, "appointed", (40, 12, 1)),
        (3, "headcount", (77, 23, 4)),
        (3, "entered_disciplinary", (9, 10, 0)),
        (8, "respondents", (60, 80, 2)),
        (8, "answered_yes", (20, 75, 1)),
    ):
        for group, number in zip(("white", "bme", "unknown"), numbers, strict=True):
            rows.append(("SYN", 2025, indicator, measure, "all", group, number))
    columns = ["organisation_code", "year", "indicator", "measure", "subgroup", "group", "count"]
    return pd.DataFrame(rows, columns=columns)


def look(table, **where):
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table["text"].item()


@pytest.mark.parametrize("system", [None, "SYS"])
def test_a_return_without_a_row_gives_tables_without_a_row(system):
    protected = protect_return(a_return().head(0), system=system)
    assert protected.counts.empty and protected.shares.empty and protected.ratios.empty


def test_a_return():
    protected = protect_return(a_return())
    counts, shares, ratios = protected.counts, protected.shares, protected.ratios
    assert look(counts, indicator=1, subgroup="clinical:band-8a", group="bme") == "[c]"
    assert look(counts, indicator=1, subgroup="clinical:band-8a", group="unknown") == "0"
    assert look(counts, indicator=1, subgroup="all", group="white") == "75"
    assert look(counts, indicator=1, subgroup="all", group="all") == "105"
    assert look(counts, indicator=1, subgroup="clinical:lower", group="bme") == "10"
    assert look(shares, indicator=1, subgroup="all", group="bme") == "[c]"  # it would say how many 2 and 3 are
    assert look(shares, indicator=2, measure="appointed", group="white") == "20%"
    assert look(shares, indicator=8, measure="answered_yes", group="bme") == "[c]"  # 75 of 80 leaves 5
    assert look(ratios, indicator=2) == "1.67 (0.92 to 3.03)" == katz(40, 200, 12, 100)
    assert look(ratios, indicator=3) == "[c]"  # nine events among white staff
    # 2.81 (2.03 to 4.14) would say that 5 did not answer so.
    assert look(ratios, indicator=8) == "3 (2 to 4)" == koopman([75], [80], [20], [60], 0)[0]
    assert protected.publishable and set(ratios["direction"]) == {"white_over_bme", "bme_over_white"}
    interval = shares[(shares["indicator"] == 2) & (shares["group"] == "white")].iloc[0]
    assert (interval["low"], interval["high"]) == (15, 26)  # Wilson's 15.1 to 26.1, 40 of 200
    report = disclosure.report_of(a_return())
    assert given_away(report, protect(report)) == []


@pytest.mark.long
def test_a_return_in_any_order_gives_the_same_tables():
    frame = a_return()
    for seed in range(3):
        again = protect_return(frame.sample(frac=1, random_state=seed), system="SYS")
        for name in ("counts", "shares", "ratios"):
            pd.testing.assert_frame_equal(getattr(again, name), getattr(protect_return(frame, system="SYS"), name))


def test_a_system_adds_organisations_up_and_stays_safe():
    one, other = a_return(), a_return().assign(organisation_code="OTH")
    other["count"] += 3
    report = disclosure.report_of(pd.concat([one, other]), system="SYS")
    assert report.counts["SYS", "2025", "2", "shortlisted", "all", "white"] == 403
    assert given_away(report, protect(report)) == []
    with pytest.raises(ValueError, match="give the system another code"):
        protect_return(one, system="SYN")


def awkward_system():
    """Three trusts of the synthetic system, small counts everywhere: hiding one thing after another goes on and on."""
    return disclosure.report_of(trusts(3), system="SYS")


@pytest.mark.long
def test_a_system_that_hangs_together_too_much_ends_in_a_bounded_number_of_tries_and_stays_safe(monkeypatch):
    tried, spend = [], hiding.Budget.spend
    monkeypatch.setattr(hiding.Budget, "spend", lambda budget: (spend(budget), tried.append(budget)))
    report = awkward_system()
    published = protect(report)
    # Some parts of the report spend all their tries, and some do again without the system's totals.
    parts = len(hiding._components(hiding.Model(report, disclosure.DEFAULT)))
    assert hiding.MOST_TRIES < len(tried) < 2 * hiding.MOST_TRIES * parts
    assert published.left_out and {name[0] for name in published.left_out} == {"SYS"}
    assert published.notes[-1] == "Some totals are left out: no proof was found that they give no small count away."
    assert given_away(report, published) == []


def test_a_total_left_out_is_missing_from_every_table_and_said_in_the_notes(monkeypatch):
    monkeypatch.setattr(hiding, "MOST_TRIES", 0)
    frame = trusts(3)
    protected, alone = protect_return(frame, system="SYS"), protect_return(frame)
    assert protected.notes == (
        *alone.notes,
        "Some totals are left out: no proof was found that they give no small count away.",
    )
    for name in ("counts", "shares", "ratios"):
        left = getattr(protected, name)
        is_total = left["organisation_code"] == "SYS"
        # With no try at all, every total that hangs together with a small count is gone.
        assert set(left.loc[is_total, "indicator"]) < set(left["indicator"])
        # The trusts are published as if there had been no totals.
        pd.testing.assert_frame_equal(left[~is_total].reset_index(drop=True), getattr(alone, name))


def test_without_totals_to_leave_out_all_that_hangs_together_is_hidden(monkeypatch):
    report = row(7, 7, 7, 7)
    report.count("apart", 40)
    monkeypatch.setattr(hiding, "MOST_TRIES", 0)
    published = protect(report)
    why = {name: count.why for name, count in published.counts.items()}
    assert why == dict.fromkeys(
        ["0", "1", "2", "3", "total"], "no proof was found that it gives no small count away"
    ) | {"apart": None}
    assert given_away(report, published) == []


def test_what_may_be_left_out_must_be_in_the_report():
    with pytest.raises(ValueError, match="not a count of the report"):
        row(3, 20).may_leave_out(["nowhere"])


def test_a_blank_count_stays_out_with_every_total_that_needs_it():
    frame = a_return().astype({"count": object})
    frame.loc[0, "count"] = float("nan")
    counts = protect_return(frame).counts
    white = counts[(counts["indicator"] == 1) & (counts["group"] == "white")]
    assert set(white["subgroup"]) == {"clinical:band-6", "clinical:band-8a", "clinical:middle", "clinical:upper"}


def test_a_return_that_cannot_be_is_refused_in_a_sentence():
    frame = a_return()
    with pytest.raises(ValueError, match="twice"):
        protect_return(pd.concat([frame, frame.head(1)]))
    with pytest.raises(ValueError, match="not a group"):
        protect_return(frame.assign(group="all"))
    with pytest.raises(ValueError, match="whole number"):
        protect_return(frame.assign(count=2.5))


# The attacker itself.


def brute_force(printed, told):
    """Every table of two counts and their total that fits a print, by trying all."""
    names = list(printed.counts)
    axes = []
    for shown in printed.counts.values():
        if isinstance(shown, int):
            axes.append([n for n in range(shown - 5, shown + 6) if n >= 0 and rounds_to(n, shown, printed)])
        else:
            axes.append(range(1, 8) if told and shown == "small" else range(0, 40))
    for values in itertools.product(*axes):
        world = dict(zip(names, values, strict=True))
        if all(world[total] == sum(world[part] for part in parts) for total, parts in printed.sums):
            yield world


def rounds_to(count, shown, printed):
    if count == 0 or shown == 0:
        return count == shown
    return count >= 8 and int(count / printed.round_to + 0.5) * printed.round_to == shown


@examples(0.5)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=2), st.booleans())
def test_the_attacker_finds_exactly_what_trying_everything_finds(counts, told):
    report = row(*counts)
    published = protect(report)
    shown = {
        n: c.value if c.why is None else "small" if c.why == "a small count" else "protects"
        for n, c in published.counts.items()
    }
    printed = Print(shown, report.sums)
    worlds = list(brute_force(printed, told))
    for name, value in shown.items():
        if not isinstance(value, int) and max(world[name] for world in worlds) < 20:
            values = {world[name] for world in worlds}
            assert Attacker(printed, told).range(name) == (min(values), max(values))


def test_the_attacker_breaks_exact_totals():
    assert Attacker(Print({"a": "small", "b": 20, "total": 23}, [("total", ["a", "b"])], round_to=1)).range("a") == (
        3,
        3,
    )


def test_the_attacker_breaks_percentages_of_true_counts():
    # A trust's 4.55 per cent, with the head count to the nearest 5: only 1 in 22.
    printed = Print({"bme": "small", "all": 20}, shares=[("bme", "all", None, None)])
    assert Attacker(printed).range("bme") == (1, 7)
    printed.shares = [("bme", "all", "4.55", None)]
    attacker = Attacker(printed)
    attacker.low[attacker.names["rest", "bme", "all"]] = 0
    assert attacker.range("bme") == (1, 1) and attacker.range("all") == (22, 22)


def test_the_attacker_breaks_a_ratio_that_says_too_much():
    # 20 of 23 against 12 of 40: the print narrows the three who are left.
    counts = {"a": 20, "n": 25, "b": 10, "m": 40}
    printed = Print(counts, ratios=[(("a", "n", "b", "m"), koopman([20], [23], [12], [40])[0], None, True)])
    assert Attacker(printed).range(("rest", "a", "n")) == (3, 3)
    silent = Print(counts, ratios=[(("a", "n", "b", "m"), None, "protects", True)])
    assert Attacker(silent).range(("rest", "a", "n")) == (1, 9)


def test_the_attacker_breaks_many_sums_at_once():
    printed = Print({"a": "small", "b": "small", "c": "small", "d": "small", "total": 30}, [("total", list("abcd"))])
    assert Attacker(printed).range("a") == (7, 7)


def test_the_formulas_of_the_attacker_agree_with_others():
    rng = random.Random(1)
    for _ in range(20):
        a, b = rng.randint(10, 90), rng.randint(10, 90)
        n, m = a + rng.randint(10, 300), b + rng.randint(10, 300)
        result = relative_risk(a, n, b, m)
        interval = result.confidence_interval()
        assert katz(a, n, b, m) == f"{result.relative_risk:.2f} ({interval.low:.2f} to {interval.high:.2f})"
        n_few = a + rng.randint(1, 9)
        low, high = score_interval(a, n_few, b, m)
        assert koopman([a], [n_few], [b], [m]) == [f"{(a / n_few) / (b / m):.2f} ({low:.2f} to {high:.2f})"]
        table = Table2x2([[a, n], [b, m]])
        low, high = table.oddsratio_confint()
        assert woolf(a, n, b, m) == f"{table.oddsratio:.2f} ({low:.2f} to {high:.2f})"
