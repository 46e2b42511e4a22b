"""The figures with which the strategy opens: from counts where there are any, and open where there are none."""

import re

import pytest

from edi_handbook.workforce import intervals, pooled, published, text

PAGES = {"book/strategy/strategy-in-brief": "two-figures-on-a-page", "book/strategy/where-we-are": "where-we-are"}
pytestmark = pytest.mark.local


@pytest.fixture(params=PAGES, scope="module")
def chart(run, request):
    return run(request.param).charts[PAGES[request.param]]


def test_a_ratio_without_counts_has_no_interval_and_one_with_counts_has_its_own(chart):
    for what, bme, white, ratio, interval in chart["table"]["rows"]:
        if bme == "not published":
            assert (white, interval) == ("not published", "none"), what
            continue
        numbers = [int(number.replace(",", "")) for cell in (bme, white) for number in cell.split(" of ")]
        found = intervals.relative_likelihood(*numbers)
        assert (ratio, interval) == (text.ratio(found.value), text.interval(found.low, found.high)), what


def test_the_alt_text_names_numbers_of_the_table_alone(chart):
    cells = {cell for row in chart["table"]["rows"] for cell in row}
    named = set(re.findall(r"\d+\.\d+", chart["alt"]))
    assert named and named <= cells


def test_the_two_large_figures_are_the_newest_of_the_region_and_the_four_trusts_together(run):
    rows = run("book/strategy/strategy-in-brief").rows("two-figures-on-a-page")
    assert rows["Appointed, Midlands, 2024"][2] == published.figure("wres:midlands:2:2024").text
    bme, white = pooled.pooled("nss2024", "8", 2024, ("bme", "white"))
    assert rows["Discrimination, four trusts"][:2] == [text.of(one.numerator, one.denominator) for one in (bme, white)]
    svg = run("book/strategy/strategy-in-brief").charts["two-figures-on-a-page"]["svg"]
    large = {words for size, words in re.findall(r'font-size="([\d.]+)"[^>]*>([^<]+)<', svg) if float(size) > 40}
    assert large == {rows["Appointed, Midlands, 2024"][2], rows["Discrimination, four trusts"][2]}
