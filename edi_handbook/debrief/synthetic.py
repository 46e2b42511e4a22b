"""Codes that nobody gave: to show a result on a built page, to rehearse a session, and to test."""

import random
from collections.abc import Iterable
from typing import Any

from edi_handbook.debrief import codes
from edi_handbook.debrief.codes import Given
from edi_handbook.reflect.model import (
    SCALE,
    Agreement,
    AnyItem,
    ChooseOne,
    ChooseSeveral,
    Reflection,
    Scenario,
    Steps,
)

SOURCE = "Synthetic answers, drawn at random by the computer: nobody gave them."


def synthetic_codes(reflection: Reflection, people: int, seed: int) -> list[str]:
    """Codes of `people` invented participants; the same for the same seed. Own words are left out, as on the page."""
    chance = random.Random(seed)
    items = [item for item in reflection.items if item.track != "me"]
    # One tendency a choice for the whole group: with even chances, every group would look alike.
    leanings: dict[tuple[str, str], float] = {}
    made = []
    for _ in range(people):
        answers: dict[tuple[str, str], dict[str, Any]] = {}
        while not answers:  # a page makes no code of an empty form
            drawn = {(item.id, item.wording): _answer(item, chance, leanings) for item in items}
            # Some leave a question out.
            answers = {key: value for key, value in drawn.items() if any(value.values()) and chance.random() < 0.95}
        made.append(codes.write(Given(reflection.name, f"{chance.getrandbits(48):012x}", answers)))
    return made


def _answer(item: AnyItem, chance: random.Random, leanings: dict[tuple[str, str], float]) -> dict[str, Any]:
    def lean(choice: str) -> float:
        return leanings.setdefault((item.id, choice), chance.random() ** 2)

    def one_of(choices: Iterable[str], part: str = "") -> str:
        names = list(choices)
        return chance.choices(names, [lean(part + choice) + 0.02 for choice in names])[0]

    match item:
        case ChooseOne():
            return {"choice": one_of(item.choices | item.extras)}
        case ChooseSeveral():
            return {"choices": [choice for choice in item.choices if chance.random() < lean(choice)]}
        case Agreement():
            return {part: one_of(SCALE | item.extras, part) for part in item.statements}
        case Steps():
            return {"done": [step for step in item.steps if chance.random() < lean(step)]}
        case Scenario():
            return {name: [one_of(scene.choices, name)] for name, scene in item.scenes.items()}
    return {}
