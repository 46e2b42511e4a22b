"""The pattern of a group: for each answer, whether few, some or most of the group gave it. Never a number of people.

Nothing is said of fewer than `FEWEST` people. Of N people, *few* is up to about a third, *most* is all but that many,
*some* is what lies between. The group is everyone who gave answers, whether or not they answered this question: so how
many left a question out is never shown, and the answers need not add up to N.

Where exactly *few* and *most* begin is drawn by lot, for each answer: at a third, one person below it or one above. Of
the words that people wrote, two or three are left out, drawn by lot too. The lot is cast with the random numbers of the
people themselves, so that the same people always give the same picture, in any order, after any restart and in any
copy of the notebook, and nothing needs to be remembered of them.

Then even someone who knows N and sees the picture of a group, and that of the same group with one person more or less,
as often as they like, cannot be certain of any answer of anyone: what changed may have changed by lot.
`tests/debrief/test_pattern.py` proves it for small groups by trying every set of counts and every lot.
"""

import hashlib
import random
from dataclasses import dataclass
from itertools import product
from typing import Any

from edi_handbook.debrief.codes import Given
from edi_handbook.reflect.model import Agreement, Asked, Item, Reflection, Scenario

FEWEST = 8
TOO_FEW = f"Too few: fewer than {FEWEST} people have given answers."
FEW, SOME, MOST = "few", "some", "most"
BANDS = {FEW: "Few, or nobody", SOME: "Some", MOST: "Most, or everybody"}

# Five steps would part a small group too finely.
AGREED = {
    "strongly-agree": "agree",
    "agree": "agree",
    "neither": "neither",
    "disagree": "disagree",
    "strongly-disagree": "disagree",
}
AGREEMENT = {"agree": "Agree", "neither": "Neither agree nor disagree", "disagree": "Disagree"}


@dataclass(frozen=True)
class Question:
    """What a group answered to one question: `(answer, band)` for each choice, those of most people first.

    For a question that is answered in own words, `texts` instead: in alphabetical order, or None where fewer than
    `FEWEST` people gave theirs.
    """

    item: str
    prompt: str
    rows: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] | None = None


LOTS = (-1, 0, 1)
"""How far from a third of the group *few* may end, and *most* begin, in people."""
SPARE = 3
"""How many people the words for a question must leave free, where everyone gives one answer."""
LEFT_OUT = (2, 3)
"""How many of the own words are left out."""


def band(count: int, group: int, low: int = 0, high: int = 0) -> str:
    """`FEW`, `SOME` or `MOST` for `count` of `group` people, with a lot for either end.

    Raises ValueError for a group that is too small.
    """
    if group < FEWEST:
        raise ValueError(TOO_FEW)
    end = group // 3
    return FEW if count <= end + low else MOST if count >= group - end - high else SOME


def lots(group: int) -> list[tuple[int, int]]:
    """The pairs of lots that may be drawn: those that leave something between *few* and *most*."""
    return [pair for pair in product(LOTS, LOTS) if sum(pair) <= group - 2 * (group // 3) - 2]


def bands(counts: list[int], group: int, chance: random.Random, one_each: bool) -> list[str]:
    """The word for each of the `counts` of a question, by lot.

    Where everyone may give one answer only (`one_each`), words that need nearly everyone to make up their least numbers
    would tell those numbers, and what one more person adds to them: they leave fewer than `SPARE`. Then the lot is
    drawn again.
    """
    least = {FEW: 0, SOME: group // 3 + min(LOTS) + 1, MOST: group - group // 3 - max(LOTS)}
    while True:
        drawn = [band(count, group, *chance.choice(lots(group))) for count in counts]
        if not one_each or sum(least[word] for word in drawn) <= group - SPARE:
            return drawn


def _lot(group: list[Given], *what: str) -> random.Random:
    """The lot for one thing about these people: another group has another, the same one always the same."""
    people = sorted(given.person for given in group)
    return random.Random(hashlib.sha256(repr((people, what)).encode()).digest())


def pattern(reflection: Reflection, group: list[Given]) -> list[Question]:
    """The questions of `reflection` that a group may have answered. Empty where the group is too small."""
    if len(group) < FEWEST:
        return []
    made = []
    for item in reflection.items:
        if item.track == "me":
            continue
        values = [given.answers.get((item.id, item.wording), {}) for given in group]
        if item.written:
            made.append(Question(item.id, item.prompt, texts=_some_of_the_words(group, item, values)))
            continue
        for asked in item.asked:
            prompt, choices = _put(item, asked)
            chosen = [_chosen(item, asked, value.get(asked.part)) for value in values]
            counts = {choice: sum(choice in one for one in chosen) for choice in choices}
            drawn = bands(
                [counts[choice] for choice in choices],
                len(group),
                _lot(group, item.id, asked.part),
                one_each=not asked.several,
            )
            rows = sorted(zip(choices.values(), drawn, strict=True), key=lambda row: (MOST, SOME, FEW).index(row[1]))
            made.append(Question(item.id, prompt, tuple(rows)))
    return made


def _some_of_the_words(group: list[Given], item: Item, values: list[dict[str, Any]]) -> tuple[str, ...] | None:
    """What people wrote, but for those whom the lot leaves out; None where fewer than `FEWEST` wrote anything."""
    written = sorted(
        (given.person, words) for given, value in zip(group, values, strict=True) if (words := _own_words(item, value))
    )
    if len(written) < FEWEST:
        return None
    lot = _lot(group, item.id)
    shown = lot.sample(written, len(written) - lot.choice(LEFT_OUT))
    return tuple(sorted((words for _, words in shown), key=str.casefold))


def _put(item: Item, asked: Asked) -> tuple[str, dict[str, str]]:
    """A question as it is put above a pattern, and what may be the answer, `{choice: label}`."""
    match item:
        case Agreement():
            return f"{item.prompt}: {asked.prompt}", AGREEMENT | item.extras
        case Scenario():
            return f"{item.scenes[asked.part].title}. {asked.prompt} (choices looked at)", asked.choices
    return asked.prompt, asked.choices


def _chosen(item: Item, asked: Asked, value: object) -> set[str]:
    """The choices in an answer of any shape: a list from boxes, one word from a group of which one is ticked."""
    given = value if asked.several and isinstance(value, list) else [value] if not asked.several else []
    words = {one for one in given if isinstance(one, str)}
    return {AGREED.get(one, one) for one in words} if isinstance(item, Agreement) else words


def _own_words(item: Item, value: dict[str, Any]) -> str:
    words = [value[part].strip() for part in item.written if isinstance(value.get(part), str)]
    return ", then ".join(filter(None, words))[:1200]
