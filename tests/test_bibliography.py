"""How a sentence names a work, where there is no list of references to link to."""

from edi_handbook.bibliography import in_words


def test_a_citation_becomes_who_and_when():
    assert in_words("{cite:t}`hsj2025wres`; {cite:p}`naqvi2020matter`.") == "HSJ (about 2025); Naqvi (about 2020)."


def test_two_keys_in_one_citation_are_both_named():
    assert in_words("See {cite:p}`hsj2025wres, naqvi2020matter`.") == "See HSJ (about 2025); Naqvi (about 2020)."


def test_words_without_a_citation_and_unknown_keys_stay():
    assert in_words("Counts (n = 9).") == "Counts (n = 9)."
    assert in_words("{cite:t}`nobody1900`") == "{cite:t}`nobody1900`"
