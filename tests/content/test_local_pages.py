"""A page whose subject is the place of this handbook says so: `local: true`. The name of the place is written once."""

import re

import pytest

from edi_handbook.workforce import places
from tests.content.pages import Page, pages

SUBSTITUTION = re.compile(r"\{\{\s*([^}]*?)\s*\}\}")


def ours(text: str) -> set[str]:
    """The codes of our places that a page asks figures of, by key or in a cell: `uhb` of `nss2024:uhb:8:2024:bme`."""
    codes = {one.code for one in places.places().values() if one.ours}
    return {code for code in re.findall(r"(?<=[\"':])[a-z0-9-]+(?=[\"':])", text) if code in codes}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_with_figures_of_this_place_is_marked(page):
    """Also where a figure is only an example: another place has none under that key, and the page would not build."""
    assert page.local or not ours(page.text), f"{sorted(ours(page.text))}: say `local: true` in the front matter"


@pytest.mark.local
def test_figures_of_this_place_are_seen_by_key_and_in_cells():
    assert ours("It is {value}`nss2024:uhb:8:2024:bme`.") == {"uhb"}
    assert ours('places = ("roh", "bsol-icb", "england")') == {"roh", "bsol-icb"}
    assert ours("Birmingham, and {value}`wres:england:2:2023`; see `data/nss-2024`.") == set()


def substituted(page: Page) -> set[str]:
    return {name for line in page.lines for name in SUBSTITUTION.findall(line.text)}


def test_only_the_place_is_substituted():
    named = set().union(*map(substituted, pages()))
    assert named == {"place"}, "another name needs its line in publish/markup/substitutions.py"


def test_a_page_about_this_place_keeps_its_own_words():
    """What was found here must not become a finding about another place when one row of places.csv changes."""
    assert [page.name for page in pages() if page.local and substituted(page)] == []
