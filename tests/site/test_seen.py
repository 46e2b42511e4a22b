"""There is something to see on every page that promises it."""

from edi_handbook.measure import seen


def test_the_built_pages_have_their_pictures(site):
    found = seen.count(site)
    assert found.missed() == []
    assert all(alt.count(". ") >= 1 for alts in found.drawings.values() for alt in alts), "an idea, and what is seen"
