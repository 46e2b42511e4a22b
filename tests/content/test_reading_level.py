"""The sum of the reading level, by hand. The level itself is reported and not tested."""

import pytest

from tests.content.reading_level import lix


def test_lix_is_words_a_sentence_and_the_share_of_long_words():
    # Seven words in two sentences, two of them of more than six letters.
    assert lix("We learned this together. Now we go.") == pytest.approx(7 / 2 + 100 * 2 / 7)
    assert lix("") == 0
