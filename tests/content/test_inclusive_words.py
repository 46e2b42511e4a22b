"""Words that shut people out are not in our prose; a quotation may hold them, and a page may talk of them in quotes.

The list is short on purpose: words that are nearly always wrong here, each with what to write. Vale was weighed and
left out: its wheel fetches the program at the first run, and its rules cannot tell our quotations from our prose.
"""

import re

import pytest

from tests.content.pages import pages

INSTEAD = {
    r"man[- ]?power": "staff, workforce",
    r"chair(?:man|men|woman)": "chair",
    r"mankind": "people",
    r"man[- ]hours?": "hours of work",
    r"black-?list(?:s|ed)?": "list of what is refused",
    r"white-?list(?:s|ed)?": "list of what is allowed",
    r"grandfather(?:ed|ing)": "kept under the old rule",
    r"sanity[- ]check(?:s|ed)?": "check",
    r"(?:crazy|insane|lunatic)": "say what is wrong",
    r"(?:turn a blind eye|fell? on deaf ears|tone[- ]deaf)": "ignore, was not heard",
    r"(?:wheelchair[- ]bound|confined to a wheelchair)": "uses a wheelchair",
    r"(?:the disabled|the blind|the deaf|the elderly|the mentally ill)": "disabled people, and so on",
    r"suffer(?:s|ing)? from": "has",
    r"(?:victims? of (?:disability|autism|dementia))": "people with",
    r"(?:able-bodied|normal people)": "people who are not disabled",
    r"sexual preference": "sexual orientation",
    r"(?:opposite sex|both genders)": "another sex, any gender",
    r"(?:illegal immigrants?|foreigners)": "people, with their status where it matters",
    r"(?:third world|exotic)": "the name of the country",
    r"hard[- ]to[- ]reach": "people whom we do not reach",
    r"guys": "everyone",
}


def found(prose: str) -> dict[str, str]:
    """The words of the list in `prose`, with what to write."""
    return {
        match[0]: instead
        for pattern, instead in INSTEAD.items()
        for match in re.finditer(rf"\b{pattern}\b", prose, re.IGNORECASE)
    }


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_word_shuts_people_out(page):
    assert not found(page.prose)


def test_such_words_are_seen():
    assert set(found("Each chairman asks the disabled.")) == {"chairman", "the disabled"}
    assert found("Disabled people chair the network.") == {}
