"""The pattern of a group: for each answer, whether few, some or most of the group gave it. Never a number of people.

Nothing is said of fewer than `FEWEST` people. Of N people, *few* is up to a third of N (rounded down), *most* is all
but that many, *some* is what lies between. The group is everyone who gave answers, whether or not they answered this
question: so how many left a question out is never shown, and the answers need not add up to N.

Then even someone who knows N and sees all that is shown cannot tell an answer that one person gave from one that
nobody gave, nor an answer that everyone gave from one that all but one gave, and no number of people is ever certain.
`tests/debrief/test_pattern.py` proves it for small groups by trying every set of counts.
"""

from dataclasses import dataclass
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


def band(count: int, group: int) -> str:
    """`FEW`, `SOME` or `MOST` for `count` of `group` people. Raises ValueError for a group that is too small."""
    if group < FEWEST:
        raise ValueError(TOO_FEW)
    end = group // 3
    return FEW if count <= end else MOST if count >= group - end else SOME


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
            texts = sorted(filter(None, (_own_words(item, value) for value in values)), key=str.casefold)
            made.append(Question(item.id, item.prompt, texts=tuple(texts) if len(texts) >= FEWEST else None))
            continue
        for asked in item.asked:
            prompt, choices = _put(item, asked)
            chosen = [_chosen(item, asked, value.get(asked.part)) for value in values]
            counts = {choice: sum(choice in one for one in chosen) for choice in choices}
            rows = sorted(
                ((label, band(counts[choice], len(group))) for choice, label in choices.items()),
                key=lambda row: (MOST, SOME, FEW).index(row[1]),
            )
            made.append(Question(item.id, prompt, tuple(rows)))
    return made


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
