"""Numbers that a page works out in prose agree with the engine."""

import math

import pytest
from pages import ROOT

from edi_handbook.workforce import published


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


def test_kent_and_medway():
    bme, white = (published.figure(f"wres:kent-and-medway:3:2020:{group}") for group in ("bme", "white"))
    ratio, low, high = katz(bme.numerator, bme.denominator, white.numerator, white.denominator)
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
