"""Numbers that a page works out in prose agree with the engine."""

import math
import re

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from edi_handbook.workforce import published
from tests.content.pages import ROOT


def katz(a: int, n1: int, b: int, n2: int) -> tuple[float, float, float]:
    """Ratio and 95% interval by the log method (Katz et al. 1978), written out by hand as an oracle."""
    ratio = (a / n1) / (b / n2)
    half = 1.959964 * math.sqrt(1 / a - 1 / n1 + 1 / b - 1 / n2)
    return ratio, ratio * math.exp(-half), ratio * math.exp(half)


def page(name: str) -> str:
    return (ROOT / "book" / "strategy" / name).read_text(encoding="utf-8")


def test_the_invented_trust_of_fair_recruitment():
    ratio, low, high = katz(60, 200, 20, 100)
    assert ratio == pytest.approx(1.5)
    assert f"{low:.2f} to {high:.2f}" in page("fair-recruitment.md")


@pytest.mark.parametrize("counts", [(18, 1200, 22, 2400), (12, 1200, 20, 2400)])
def test_the_invented_trust_of_measuring_progress(counts):
    ratio, low, high = katz(*counts)
    text = page("measuring-progress.md")
    assert f"{low:.2f} to {high:.2f}" in text
    assert f"{ratio:.2f}" in text
    assert f"{counts[0]} of 1,200" in text


def test_the_invented_course_of_other_characteristics():
    """Two averages that look fair, over four groups of which two are not: the sums of the page's own table."""
    text = page("other-characteristics.md")
    cells = re.findall(r"\* - (.+) (women|men)\n  - (\d+)\n  - (\d+)\n  - (\d+)%", text, re.IGNORECASE)
    groups = {(who.lower(), sex.lower()): (int(n), int(offers), int(share)) for who, sex, n, offers, share in cells}
    assert len(groups) == 4
    assert all(offers * 100 == share * n for n, offers, share in groups.values())
    for of, name in ((1, "women"), (1, "men"), (0, "ethnic minority"), (0, "white")):
        n, offers = (sum(group[i] for key, group in groups.items() if key[of] == name) for i in (0, 1))
        assert f"{offers} of {n}" in text
        assert f"({100 * offers / n:.1f}%)".replace(".0%", "%") in text


@pytest.mark.parametrize(("counts", "as_printed"), [
    ((18, 30, 9, 30), "2.00\n  - 1.08 to 3.72"),
    ((12, 28, 10, 30), "1.29\n  - 0.66 to 2.49"),
    ((18, 30, 12, 28), "1.40, from 0.83 to 2.35"),
])  # fmt: skip
def test_the_invented_sites_of_the_evaluation_page(counts, as_printed):
    ratio, low, high = katz(*counts)
    text = (ROOT / "book" / "facilitate" / "evaluation.md").read_text(encoding="utf-8")
    assert [f"{one:.2f}" for one in (ratio, low, high)] == re.findall(r"\d\.\d\d", as_printed)
    assert as_printed in text
    assert f"{counts[0]} of {counts[1]} ({100 * counts[0] / counts[1]:.0f}%)" in text


@pytest.mark.local
def test_four_trusts_of_why_now():
    keys = [f"nss2024:{trust}:8:2024" for trust in ("bchc", "bwc", "roh", "uhb")]
    ratios = []
    for key in keys:
        bme, white = (published.figure(f"{key}:{group}") for group in ("bme", "white"))
        ratio, low, _ = katz(bme.numerator, bme.denominator, white.numerator, white.denominator)
        assert low > 1, key
        ratios.append(ratio)
    assert f"runs from {min(ratios):.2f} to {max(ratios):.2f}" in page("why-now.md")


def test_kent_and_medway():
    bme, white = (published.figure(f"wres:kent-and-medway:3:2020:{group}") for group in ("bme", "white"))
    counts = (bme.numerator, bme.denominator, white.numerator, white.denominator)
    ratio = katz(*counts)[0]
    low, high = confint_proportions_2indep(*counts, compare="ratio", method="score")  # Koopman's, for small counts
    assert f"{ratio:.2f}" == published.figure("wres:kent-and-medway:3:2020").text
    assert f"runs from {low:.2f} to {high:.2f}" in page("fair-discipline.md")
    assert f"{low:.2f} to {high:.2f}" in (ROOT / "book" / "reference" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "place", "indicator"), [
    ("fair-recruitment.md", "england", 2), ("fair-recruitment.md", "midlands", 2), ("fair-discipline.md", "england", 3),
])  # fmt: skip
def test_the_alt_text_of_a_chart_names_every_value(name, place, indicator):
    alt = page(name).partition("alt=(")[2].partition("caption=")[0]
    for year, value in published.series("wres", place, indicator).dropna().items():
        assert f"{value:.2f}" in alt, (place, year)
        assert str(year) in alt


LOCAL = ("bchc", "bwc", "roh", "uhb")


def answers(trust: str, indicator: int) -> list:
    return [published.figure(f"nss2024:{trust}:{indicator}:2024:{group}") for group in ("bme", "white")]


@pytest.mark.local
def test_the_first_sentences_of_why_now():
    """The range of four ratios, and intervals clear of 1, worked out from the counts."""
    found = []
    for bme, white in (answers(trust, 8) for trust in LOCAL):
        found.append(katz(bme.numerator, bme.denominator, white.numerator, white.denominator))
    low, high = (f"{pick(ratio for ratio, _, _ in found):.2f}" for pick in (min, max))
    assert f"the ratio runs from {low} to {high}" in page("why-now.md")
    assert all(lower > 1 for _, lower, _ in found)


@pytest.mark.local
def test_what_why_now_says_of_promotion_and_of_patients():
    """At least ten points in each trust; and no difference that chance could not make."""
    assert "at least 10 points in each of the four" in page("why-now.md")
    for bme, white in (answers(trust, 7) for trust in LOCAL):
        assert white.numerator / white.denominator - bme.numerator / bme.denominator >= 0.10
    assert "in none of the four can the difference be told from chance" in page("why-now.md")
    for bme, white in (answers(trust, 5) for trust in LOCAL):
        _, low, high = katz(bme.numerator, bme.denominator, white.numerator, white.denominator)
        assert low < 1 < high
