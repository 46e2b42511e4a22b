"""Finds negative sentences: those that say that a body did not publish something, or that a thing was not found,
read, known or confirmed.

A page read in part is not a page that is silent. So each such sentence stands on a row of `data/looked-for/`, and words
that turn our own looking into a fact about the world are refused whatever they stand on.
"""

import re
from collections.abc import Iterator

OPEN, CLOSE = "\x02", "\x03"
"""Around the key of an entry in a text that `sentences` reads: no page holds these two characters."""

_BODY = r"(?:nobody|no[ -]one|no body|no (?:trust|board|organisation|employer)|none of (?:them|the (?:bodies|trusts)))"
_TELLS = r"(?:outside|publish\w*|tells?|can (?:tell|say)|could (?:tell|say)|tested|measured|looked)"
_REFUSED = re.compile(
    rf"\b{_BODY}(?: \w+){{0,2}} {_TELLS}\b"
    r"|\bpublished figures (?:cannot|can not|do not|could not)\b"
    r"|\b(?:we|you|one|anyone|readers) (?:cannot|can not|can never|could not) know\b|\bcannot be known\b"
    r"|\b(?:impossible|no way) (?:to|of) (?:say|tell|know)\w*\b|\bunknowable\b",
    re.IGNORECASE,
)
_THING = r"(?:trial|stud(?:y|ies)|figures?|results?|mandate|reports?|source|record|evaluation)"
_NEGATIVE = re.compile(
    r"\bto be confirmed\b|\bunconfirmed\b|\bnot (?:yet )?(?:been )?(?:known|found|published|confirmed)\b"
    r"|\b(?:never|none|nothing) (?:was |were |is |been )?(?:found|published)\b|\bunknown whether\b"
    r"|\bno [\w' ,-]{1,60}? (?:was|were|has been|have been) (?:found|published|read|seen)\b"
    r"|\bwe (?:\w+ ){0,2}(?:found|find|know of|hold|held|knew of|met|saw) (?:no\b|none\b|nothing\b)"
    r"|\bcould not (?:find|read|open|confirm|trace|be (?:found|read|opened|confirmed|traced|settled))\b"
    r"|\b(?:did|does) not publish\b"
    r"|\b(?:we|have|has|was|were|is|are|been) (?:have |has )?not (?:yet )?(?:been )?(?:read|opened|looked for|seen)\b"
    r"|\bwe do not know\b|\bno (?:\w+ )?(?:\w+ )?"
    + _THING
    + r" (?:that we|of any|has|have|tests?|tested|shows?|says?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,40}[”\"]")
"""A phrase that is named and not used, as where a page explains what “not known” means."""

_END = re.compile(r"(?<=[.!?])\s+(?=\S)|(?<=[.!?][”’\")])\s+")


def sentences(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each sentence of a block of text, and the keys of the entries that it carries."""
    for sentence in _END.split(text):
        keys = re.findall(f"{OPEN}(.*?){CLOSE}", sentence)
        yield " ".join(re.sub(f"{OPEN}.*?{CLOSE}", "", sentence).split()), keys


def refused(sentence: str) -> str:
    """The words that turn our looking into a fact about the world; "" where there are none."""
    return _match(_REFUSED, sentence)


def negative(sentence: str) -> str:
    """The words for which a sentence needs an entry; "" where there are none."""
    return _match(_NEGATIVE, sentence)


def _match(pattern: re.Pattern, sentence: str) -> str:
    named = [quoted.span() for quoted in _QUOTED.finditer(sentence)]
    for found in pattern.finditer(sentence):
        if not any(start <= found.start() and found.end() <= end for start, end in named):
            return found[0]
    return ""
