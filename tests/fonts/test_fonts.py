"""Which signs print can set, held to what Typst itself refuses."""

import pytest

from edi_handbook import dates, fonts
from edi_handbook.report import brief

SET = ["Zoë Łukasz’s £5 – Trust", "اردو", "ਪੰਜਾਬੀ", "a\u00a0b\tc"]
NOT_SET = ["Amber 🙂 Trust", "林", "ไทย"]


def paper(words: str) -> bytes:
    return brief.set_brief(words, "", "Nobody in particular", [brief.Heading(words)], dates.NO_DATE)[0]


@pytest.mark.parametrize("words", SET)
def test_what_our_fonts_have_is_set(words):
    assert fonts.not_printable(words) == ""
    assert paper(words).startswith(b"%PDF")


@pytest.mark.parametrize("words", NOT_SET)
def test_what_no_font_has_is_named_and_refused(words):
    missing = fonts.not_printable(words)
    assert missing and set(missing) <= set(words) - set("Amber Trust")
    with pytest.raises(brief.BriefError):
        paper(words)


def test_a_sign_is_named_once_in_the_order_of_the_text():
    assert fonts.not_printable("林🙂 and 林") == "林🙂"
