"""The numbers of the rule, and one count at a time.

A lead can change a threshold, with a reason; the reason is printed with the figures.
"""

from contextlib import suppress
from dataclasses import dataclass
from operator import index
from typing import SupportsIndex

SMALLEST_SHOWN = 8
"""Counts from 1 to 7 are hidden: the rule of NHS England (then NHS Digital) for hospital data below national level."""

ROUND_TO = 5
"""Other counts are shown to the nearest 5: the same source. 0 stays 0."""

FEWEST_EVENTS_FOR_RATIO = 10
"""A ratio needs this many events in each group: this handbook's own choice, in keeping with the NHS Staff Survey,
which shows no result with fewer than 10 responses."""

LARGEST_ROUNDING_ERROR = 5.0
"""Where the rounding of two counts hides more points of their percentage than this, the percentage would undo the
rounding and is not shown: this handbook's own choice."""

ERROR_FOR_A_DECIMAL = 0.5
"""A percentage has a decimal only where the rounding of its counts hides fewer points than this: else the decimal
would say far more than the counts beside it. This handbook's own choice."""

HIDDEN = "[c]"
UNRELIABLE = "[u]"
NOT_APPLICABLE = "[z]"
"""Shorthand of the Government Analysis Function: letters in square brackets, which screen readers speak, unlike `*`."""

WORDS = {
    HIDDEN: "hidden to protect people: a number from 1 to 7, or a number that would give a hidden one away",
    UNRELIABLE: "not shown: so few people that a percentage would undo the rounding of the counts",
    NOT_APPLICABLE: "not applicable: there is nobody in the group",
}
"""What each symbol means, for a note under a table, and in full wherever there is room for words."""


def whole_number(count: object, what: str = "count") -> int:
    """`count` as an int; ValueError unless it is a whole number of 0 or more."""
    number = -1
    if isinstance(count, SupportsIndex) and not isinstance(count, bool):
        with suppress(TypeError):  # an array says that it has an index
            number = index(count)
    if number < 0:
        raise ValueError(f"{what} is {count!r}: give a whole number, 0 or more.")
    return number


LOWEST = (("smallest_shown", 5), ("round_to", 1), ("fewest_events_for_ratio", 1))
"""No reason lowers a threshold below this. Under 5 is the laxest rule found in use, by the National School of
Healthcare Science; with few values to hide among, a hidden count is all but known."""


@dataclass(frozen=True)
class Thresholds:
    """The thresholds in force. Changing one needs a `reason`, one sentence, which `notes()` prints."""

    smallest_shown: int = SMALLEST_SHOWN
    round_to: int = ROUND_TO
    fewest_events_for_ratio: int = FEWEST_EVENTS_FOR_RATIO
    reason: str = ""

    def __post_init__(self) -> None:
        for name, lowest in LOWEST:
            if whole_number(getattr(self, name), name) < lowest:
                raise ValueError(f"{name} is {getattr(self, name)}: the lowest allowed is {lowest}.")
        if self.rounded(self.smallest_shown) == 0:
            raise ValueError(
                f"round_to {self.round_to} would show {self.smallest_shown} people as 0: lower round_to, or raise "
                "smallest_shown."
            )
        if self.changed and len(self.reason.split()) < 3:
            raise ValueError("A changed threshold needs a reason: give it in a sentence; it is printed.")

    @property
    def changed(self) -> bool:
        """Whether any threshold is not the handbook's."""
        mine = (self.smallest_shown, self.round_to, self.fewest_events_for_ratio)
        return mine != (SMALLEST_SHOWN, ROUND_TO, FEWEST_EVENTS_FOR_RATIO)

    def is_small(self, count: int) -> bool:
        return 0 < count < self.smallest_shown

    def rounded(self, count: int) -> int:
        """`count` to the nearest `round_to`, halves up."""
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def possible(self, shown: int) -> tuple[int, int]:
        """Lowest and highest true count that is shown as `shown`."""
        if shown == 0:
            return 0, 0
        lowest = max(self.smallest_shown, shown - self.round_to // 2)
        return lowest, shown + (self.round_to - 1) // 2

    def notes(self) -> tuple[str, ...]:
        """Sentences that belong under every table made with these thresholds."""
        rounding = (
            "Other counts are exact." if self.round_to == 1 else f"Other counts are to the nearest {self.round_to}."
        )
        sentences = [
            f"[c]: hidden to protect people. It is a number from 1 to {self.smallest_shown - 1}, or a number that "
            "would give a hidden one away.",
            f"{rounding} Totals may not add up.",
            "Percentages, ratios and intervals are worked out from the true counts, and then rounded. Where more "
            "would give a small count away, they have fewer decimals or are not shown.",
            f"A ratio needs {self.fewest_events_for_ratio} events or more in each group.",
        ]
        if self.changed:
            sentences.append(
                f"These thresholds are not the handbook's ({SMALLEST_SHOWN}, {ROUND_TO}, {FEWEST_EVENTS_FOR_RATIO}). "
                f"Reason: {self.reason.strip()}"
            )
        return tuple(sentences)


DEFAULT = Thresholds()


@dataclass(frozen=True)
class Exemption:
    """Disclosure control switched off, and why. What it gives is not for publication, and says so."""

    why: str

    def __post_init__(self) -> None:
        if len(self.why.split()) < 3:
            raise ValueError("Disclosure control is off only for a reason: give `why` in a sentence; it is printed.")

    def notes(self) -> tuple[str, ...]:
        return (f"Not for publication: these figures are exact. Disclosure control is off. Reason: {self.why.strip()}",)


def with_commas(count: int) -> str:
    return f"{count:,}"


def show_count(count: object, thresholds: Thresholds = DEFAULT) -> str:
    """One count as text: `[c]` from 1 to 7, else to the nearest 5. Counts that belong together need `protect`."""
    number = whole_number(count)
    return HIDDEN if thresholds.is_small(number) else with_commas(thresholds.rounded(number))


def rounding_error(part: int, whole: int, thresholds: Thresholds = DEFAULT) -> float:
    """How far, in percentage points, a share of two rounded counts can lie from the share of the true ones.

    `part` and `whole` are counts as shown, `whole` more than 0.
    """
    value = 100 * part / whole
    part_low, part_high = thresholds.possible(part)
    whole_low, whole_high = thresholds.possible(whole)
    return max(value - 100 * part_low / whole_high, min(100.0, 100 * part_high / whole_low) - value)
