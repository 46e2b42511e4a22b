"""A place to fill in, as the visitors note it, the press carries it and `acroform` makes a form field of it."""

from dataclasses import dataclass, replace
from typing import Literal

LINK = "field:"


@dataclass(frozen=True)
class Field:
    """One place to fill in.

    `name` is that of the answer: boxes of which only one may be ticked share it, and differ in `choice`. `label` is
    what a screen reader says, so it holds the question; `group_label` is the question alone, for boxes that share one.
    `sheet` is the title of what the field is part of.
    """

    name: str
    label: str
    kind: Literal["check", "one-of", "line", "text"]
    choice: str = "Yes"
    group_label: str = ""
    sheet: str = ""


def told_apart(fields: list[Field]) -> list[Field]:
    """`fields`, with the title of its sheet after a label that another answer has too: lists of fields show no page."""
    answers: dict[str, set[tuple[str, str]]] = {}
    for field in fields:
        answers.setdefault(field.label, set()).add((field.name, field.choice))
        answers.setdefault(field.group_label, set()).add((field.name, ""))

    def told(label: str, field: Field) -> str:
        return f"{label} ({field.sheet})" if label and field.sheet and len(answers[label]) > 1 else label

    return [
        replace(field, label=told(field.label, field), group_label=told(field.group_label, field)) for field in fields
    ]
