"""A place to fill in, as the visitors note it, the press carries it and `acroform` makes a form field of it."""

from dataclasses import dataclass
from typing import Literal

LINK = "field:"


@dataclass(frozen=True)
class Field:
    """One place to fill in.

    `name` is that of the answer: boxes of which only one may be ticked share it, and differ in `choice`. `label` is
    what a screen reader says, so it holds the question; `group_label` is the question alone, for boxes that share one.
    """

    name: str
    label: str
    kind: Literal["check", "one-of", "line", "text"]
    choice: str = "Yes"
    group_label: str = ""
