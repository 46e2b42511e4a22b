"""The explorers: what each asks for, and what it says, worked out by `edi_handbook.workforce`.

`front/sums.js` says the same in the browser, word for word; tests/explore compare the two on random input.
A result is a list of (name, sentence). Counts are of people; shares are printed as per cent.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from scipy.stats import norm

from edi_handbook.workforce import text
from edi_handbook.workforce.definitions import RANGE, RANGE_HIGH, RANGE_LOW
from edi_handbook.workforce.disclosure import FEWEST_EVENTS_FOR_RATIO, ROUND_TO, SMALLEST_SHOWN, show_count
from edi_handbook.workforce.ratios import ALPHA, KATZ_FROM, relative_likelihood

Result = list[tuple[str, str]]

RULES = {
    "z": float(norm.isf(ALPHA / 2)),
    "katzFrom": KATZ_FROM,
    "fewestEvents": FEWEST_EVENTS_FOR_RATIO,
    "smallestShown": SMALLEST_SHOWN,
    "roundTo": ROUND_TO,
    "rangeLow": RANGE_LOW,
    "rangeHigh": RANGE_HIGH,
}
"""The numbers that `front/sums.js` needs of the rules: it has none of its own, and finds these in the markup."""


@dataclass(frozen=True)
class Input:
    """One number to set: a number field and a slider beside it."""

    key: str
    label: str
    low: float
    high: float
    value: float
    step: float = 1


@dataclass(frozen=True)
class Explorer:
    """One explorer. `say` takes the inputs by key and returns the result; `front/sums.js` has its twin."""

    name: str
    title: str
    lead: str
    inputs: tuple[Input, ...]
    say: Callable[[dict], Result]
    note: str

    def start(self) -> dict:
        return {one.key: one.value for one in self.inputs}


COUNTS = (
    Input("whole1", "White people shortlisted", 1, 1000, 120),
    Input("part1", "White people appointed", 0, 1000, 30),
    Input("whole2", "BME people shortlisted", 1, 1000, 100),
    Input("part2", "BME people appointed", 0, 1000, 16),
)
LABEL_NOTE = '"White" and "BME" are the labels of the Workforce Race Equality Standard. The counts are invented.'
METHODS = {"katz": "Katz's log method", "koopman": "Koopman's score method, for small counts"}


def _ratio(value: dict, more1: int = 0, more2: int = 0):
    found = relative_likelihood(value["part1"] + more1, value["whole1"], value["part2"] + more2, value["whole2"])
    ratio, low, high, method = (one.item() for one in found)
    return ratio, low, high, method


def _impossible(value: dict) -> Result:
    if value["part1"] > value["whole1"] or value["part2"] > value["whole2"]:
        return [("Check the counts", "More people are appointed than shortlisted in a group.")]
    return []


def _rate(name: str, part: int, whole: int) -> str:
    return f"{name}: {text.of(part, whole)} ({text.percent(100 * part / whole)})."


def say_relative_likelihood(value: dict) -> Result:
    """Indicator 2 from four counts: shares, ratio, interval, range, and the words that may be said."""
    if problem := _impossible(value):
        return problem
    ratio, low, high, method = _ratio(value)
    made = [
        (
            "Share appointed",
            f"{_rate('White', value['part1'], value['whole1'])} {_rate('BME', value['part2'], value['whole2'])}",
        )
    ]
    if value["part2"] == 0:
        return [
            *made,
            ("Relative likelihood", "None: nobody in the BME group was appointed, so there is no rate to divide by."),
        ]
    made.append(("Relative likelihood, white over BME", f"{text.ratio(ratio)}."))
    made.append(("95% interval", f"{text.interval(low, high)}, by {METHODS[method]}."))
    place = "Above" if ratio > RANGE_HIGH else "Below" if ratio < RANGE_LOW else "Inside"
    made.append((f"The range {RANGE}", f"{place} it. The range is a rule of thumb about size, not a test of chance."))
    made.append(("What may be said", _words(low, high)))
    few = min(value["part1"], value["part2"]) < FEWEST_EVENTS_FOR_RATIO
    made.append(
        (
            "May it be published?",
            f"No: a group has fewer than {FEWEST_EVENTS_FOR_RATIO} appointments."
            if few
            else f"Yes, as far as size goes: both groups have {FEWEST_EVENTS_FOR_RATIO} appointments or more.",
        )
    )
    return made


def _words(low: float, high: float) -> str:
    if low > 1:
        return "White people were appointed more often. Chance alone is an unlikely explanation."
    if high < 1:
        return "BME people were appointed more often. Chance alone is an unlikely explanation."
    return "These counts do not show which group was appointed more often. That is not proof that the process is fair."


def say_one_more_appointment(value: dict) -> Result:
    """The ratio now, with one more appointment in each group, and how far apart the rates are in people."""
    if problem := _impossible(value):
        return problem

    def line(more1: int, more2: int) -> str:
        if value["part1"] + more1 > value["whole1"] or value["part2"] + more2 > value["whole2"]:
            return "Not possible: everyone in the group is appointed."
        ratio, low, high, _ = _ratio(value, more1, more2)
        if math.isnan(ratio):
            return "No ratio: nobody in the BME group was appointed."
        return f"{text.ratio(ratio)} (95% interval {text.interval(low, high)})."

    # Whole people: exact arithmetic, so that both languages agree.
    expected = value["part1"] * value["whole2"]
    short = max(0, -((value["part2"] * value["whole1"] - expected) // value["whole1"]))
    gap = (
        "None: the rate of the BME group is no lower."
        if short == 0
        else f"{text.count(short)} more BME {'person' if short == 1 else 'people'} appointed would make the rates "
        "equal, or pass the white rate by less than one person."
    )
    return [
        ("As it is", line(0, 0)),
        ("With one more BME person appointed", line(0, 1)),
        ("With one more white person appointed", line(1, 0)),
        ("The gap in people", gap),
    ]


def say_compounding(value: dict) -> Result:
    """A ratio multiplied over steps of a career, and what it does to a share, if each step were alike."""
    total = value["ratio"] ** value["steps"]
    start = value["share"] / 100
    end = 100 * start / (start + (1 - start) * total)
    return [
        ("Over all steps", f"{text.ratio(value['ratio'])} at each of {value['steps']} is {text.ratio(total)} in all."),
        ("Share at the start", f"{text.percent(value['share'])} of staff are from an ethnic minority."),
        ("Share after the last step", f"{text.percent(end)}."),
    ]


def say_giveaway(value: dict) -> Result:
    """Which counts fit a printed percentage, and what the handbook's rule would print instead."""
    count, whole, decimals = value["count"], value["whole"], value["decimals"]
    if count > whole:
        return [("Check the counts", "The count is larger than the group.")]
    printed = text.percent(100 * count / whole, decimals)
    fits = [one for one in range(whole + 1) if text.percent(100 * one / whole, decimals) == printed]
    if len(fits) == 1:
        told = f"Only one: {text.count(count)}. Whoever knows the size of the group can work it out."
    else:
        told = f"{text.count(len(fits))}, from {text.count(fits[0])} to {text.count(fits[-1])}."
    rest = whole - count
    if 0 < rest < SMALLEST_SHOWN:
        beside = f"The rest are {text.count(rest)}: a small number too. Both have to be hidden."
    elif 0 < count < SMALLEST_SHOWN:
        beside = "The total less the rest gives the count away. Hide the rest as well."
    else:
        beside = "Neither the count nor the rest is small."
    return [
        ("The percentage as printed", f"{printed} of {text.count(whole)}."),
        ("Counts that fit it", told),
        ("If the total and the rest are shown", beside),
        ("The count under this handbook's rule", f"{show_count(count)}"),
    ]


EXPLORERS = {
    one.name: one
    for one in (
        Explorer(
            "relative-likelihood",
            "Relative likelihood",
            "Move the four counts. See the ratio, how sure one can be of it, and what may be said.",
            COUNTS,
            say_relative_likelihood,
            LABEL_NOTE,
        ),
        Explorer(
            "one-more-appointment",
            "What one more appointment changes",
            "With small counts, one person moves the ratio a good deal. Find out how much.",
            COUNTS,
            say_one_more_appointment,
            LABEL_NOTE,
        ),
        Explorer(
            "compounding",
            "Compounding over grades",
            "A small disadvantage at each step of a career multiplies. See what it comes to.",
            (
                Input("ratio", "Relative likelihood at each step", 0.5, 3, RANGE_HIGH, 0.01),
                Input("steps", "Number of steps", 1, 8, 4),
                Input("share", "Ethnic minority share at the start, in per cent", 1, 99, 30),
            ),
            say_compounding,
            "Real steps are not alike, and people join from outside. This shows how multiplication works. "
            "It does not forecast anything.",
        ),
        Explorer(
            "when-a-count-gives-someone-away",
            "When a count gives someone away",
            "A percentage can tell the count behind it. See which counts fit what is printed.",
            (
                Input("whole", "People in the group", 1, 2000, 22),
                Input("count", "People counted", 0, 2000, 1),
                Input("decimals", "Decimals printed", 0, 2, 1),
            ),
            say_giveaway,
            f"[c] stands for a count from 1 to {SMALLEST_SHOWN - 1}. Other counts are shown to the nearest {ROUND_TO}. "
            "The counts are invented.",
        ),
    )
}
