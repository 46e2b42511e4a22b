"""The handbook as built keeps to its bars of not knowing, and each such sentence says how it was looked for."""

from edi_handbook.measure import knowing


def test_the_built_pages_keep_to_their_bars(site):
    found = knowing.count(site)
    assert found.missed() == [], "\n".join([*found.refused, *found.without_entry, *found.without_row])
    assert len(found.words) > 80
