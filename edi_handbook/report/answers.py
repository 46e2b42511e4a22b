"""The thirteen questions that a board should ask of its figures, answered from a return.

Each is answered with figures that the report may print, and no others (`printed`), or with what the return lacks and
whom to ask. Every ratio and share that an answer states goes through the claim checker against the true counts first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from edi_handbook.report import figures
from edi_handbook.report.figures import RATES, Table, count_name, ratio_name, share_name
from edi_handbook.report.memory import Memory
from edi_handbook.strategy import offered
from edi_handbook.workforce import intervals
from edi_handbook.workforce.claims import SOUND, Claim, check_claims
from edi_handbook.workforce.definitions import (
    ALL,
    APPOINTMENT,
    BME,
    BOARD,
    DISCIPLINARY,
    LABELS,
    PERCENT,
    RANGE_HIGH,
    RATIO,
    REPRESENTATION,
    STAFF,
    SURVEY,
    UNKNOWN,
    WHITE,
    Rate,
)
from edi_handbook.workforce.disclosure import (
    DEFAULT,
    Earlier,
    Published,
    PublishedRatio,
    Share,
    Thresholds,
    printed_again,
    protect_again,
)
from edi_handbook.workforce.trajectory import NotPossible, Tally, of_print, of_ratios, words

ANSWERED, IN_PART, LACKS = "answered", "answered in part", "your return lacks it"
HIDDEN = "cannot be shown without giving a small count away"
YEARS = 3
"""How many years are looked at together: the newest and the two before."""

RATIOS = [rate for rate in RATES if rate.unit == RATIO]


class NotSound(ValueError):
    """An answer states a figure that the counts do not give."""


@dataclass(frozen=True)
class Answer:
    """One question, how far the return answers it, and the sentences. `figures` are those that were checked."""

    number: int
    question: str
    by: str
    state: str
    text: str
    figures: tuple[Claim, ...]


def printed(
    counts: pd.DataFrame,
    code: str,
    year: int,
    thresholds: Thresholds = DEFAULT,
    memory: Memory | None = None,
    board: bool = True,
) -> dict[int, Published]:
    """What may be printed of an organisation in `year` and the two years before, by year.

    The newest year comes first, so that nothing of it is hidden for the sake of older ones; each year before it is
    protected together with what is printed of the years after it, and each with what is remembered. What was printed of
    a year and still holds is printed again. `board`: whether the share of the board is one of the figures of `year`
    (see `figures_of`). Raises ValueError as `protect_again` does.
    """
    known = set(counts.loc[counts["organisation_code"] == code, "year"])
    found, before = {}, memory or Memory(code)
    for one in (year - back for back in range(YEARS)):
        if one in known:
            report = figures.figures_of(figures.table_of(counts, code, one), board=board or one != year)
            last = before.last(one)
            again = printed_again(report, last, thresholds) if last else None
            found[one] = again or protect_again(report, before.about(report, one), thresholds)
            before = before.with_one(one, Earlier.of(report, found[one], thresholds))
    return dict(sorted(found.items()))


def answers(
    counts: pd.DataFrame,
    code: str,
    year: int,
    published: Mapping[int, Published],
    thresholds: Thresholds = DEFAULT,
    told_of_board: bool = False,
) -> tuple[Answer, ...]:
    """An answer to each question, in their order, with the figures of `published` (see `printed`), by year.

    `told_of_board`: the report shows the board's share by itself, on the word of its members.

    Raises NotSound where a figure would be stated that the claim checker does not find in the counts, and KeyError
    where `published` has not the year.
    """
    asked = _Asked(counts, code, year, published, thresholds, told_of_board)
    found = []
    published[year]  # a year that was not protected is a fault of the caller, and not a gap in the return
    for question in offered.questions():
        asked.figures = []
        state, said = _ANSWERS[question.answer](asked)
        if state != ANSWERED:
            ask = f"{question.ask[:1].upper()}{question.ask[1:]} ({question.ask_role})."
            said = f"{said} {ask}"
        figures_of_it = tuple(asked.figures)
        _check(counts, figures_of_it)
        found.append(Answer(question.number, question.question, question.by, state, said, figures_of_it))
    return tuple(found)


def _check(counts: pd.DataFrame, claims: tuple[Claim, ...]) -> None:
    for claim, verdict in zip(claims, check_claims(counts, list(claims)), strict=True):
        if verdict.verdict not in SOUND:
            raise NotSound(f"Indicator {claim.indicator}, {claim.year}, {claim.value}: {verdict.explanation}")


class _Asked:
    """A return and its print, as the answers ask for them; `figures` gathers each ratio and share that is stated."""

    def __init__(
        self,
        counts: pd.DataFrame,
        code: str,
        year: int,
        published: Mapping[int, Published],
        thresholds: Thresholds,
        told_of_board: bool,
    ) -> None:
        self.rows = counts[counts["organisation_code"] == code]
        self.code, self.year, self.published, self.thresholds = code, year, published, thresholds
        self.told_of_board = told_of_board
        self.figures: list[Claim] = []

    @property
    def now(self) -> Published:
        return self.published[self.year]

    @property
    def years(self) -> list[int]:
        return sorted(self.published)

    def table(self) -> Table:
        return figures.table_of(self.rows, self.code, self.year)

    def subgroups(self, number: int) -> set[str]:
        mine = self.rows[(self.rows["indicator"] == number) & (self.rows["year"] == self.year)]
        return set(mine["subgroup"].fillna(ALL)) - {"", ALL}

    def ratio(self, rate: Rate, year: int) -> PublishedRatio | None:
        """A ratio that is printed; None where it is not, whyever."""
        found = self.published[year].ratios.get(ratio_name(rate))
        return found if found is not None and found.value is not None else None

    def state_ratio(self, rate: Rate, year: int) -> str:
        """A printed ratio as text, noted as a figure; "not shown" where it is withheld or the counts are not there."""
        found = self.ratio(rate, year)
        if found is None:
            return "not shown"
        self._note(rate.number, year, "", found.text.split()[0], RATIO)
        return found.text

    def state_share(self, number: int, measure: str, group: str, year: int, subgroup: str = "") -> str:
        found: Share | None = self.published[year].shares.get(share_name(number, measure, group))
        if found is None or found.value is None:
            return "not shown"
        self._note(number, year, group, found.text.split()[0], PERCENT, subgroup)
        return found.text

    def has(self, number: int, measure: str) -> bool:
        """Whether the return has counts of this measure for both groups in the year, shown or not."""
        cells = self.table()
        return all(cells.get((number, measure, ALL, group)) is not None for group in (WHITE, BME))

    def _note(self, number: int, year: int, group: str, value: str, unit: str, subgroup: str = "") -> None:
        self.figures.append(Claim(len(self.figures) + 1, number, year, group, value, unit, self.code, subgroup))

    def tally(self, rate: Rate) -> Tally:
        """Raises NotPossible where the print does not give it."""
        shown = self.now.counts
        events, bme, white = (
            shown.get(count_name(rate.number, measure, group))
            for measure, group in ((rate.part, BME), (rate.whole, BME), (rate.whole, WHITE))
        )
        values = [None if one is None else one.value for one in (events, bme, white)]
        return of_print(rate, self.year, self.ratio(rate, self.year), *values)


def _name(rate: Rate) -> str:
    return f"indicator {rate.number}, {rate.direction.words}"


def _bands(asked: _Asked) -> tuple[str, str]:
    bands = asked.subgroups(STAFF.number)
    share = asked.state_share(STAFF.number, STAFF.whole, BME, asked.year)
    whole = f"BME staff, of all: {share}."
    if not bands:
        return LACKS, f"Your return has staff in one figure, and no bands. {whole}"
    return ANSWERED, (
        f"Your return has staff in {len(bands)} bands and grades. {whole} "
        "The report joins bands where a small number would show."
    )


def _appointment_split(asked: _Asked) -> tuple[str, str]:
    whole = asked.state_ratio(APPOINTMENT, asked.year)
    parts = asked.subgroups(APPOINTMENT.number)
    if parts:
        return ANSWERED, f"Your return has {len(parts)} parts of it. As a whole, {_name(APPOINTMENT)}: {whole}."
    return LACKS, f"Your return lacks it: it has the whole alone, {_name(APPOINTMENT)}: {whole}."


def _three_years(asked: _Asked) -> tuple[str, str]:
    series = []
    for rate in RATIOS:
        found = [f"{year} {asked.state_ratio(rate, year)}" for year in asked.years]
        series.append(f"{_name(rate)}: {', '.join(found)}")
    said = f"{_capital('; '.join(series))}."
    if len(asked.years) == YEARS:
        return ANSWERED, said
    missing = [str(asked.year - back) for back in reversed(range(YEARS)) if asked.year - back not in asked.years]
    return IN_PART, f"{said} Your return lacks {' and '.join(missing)}."


def _benchmark(asked: _Asked) -> tuple[str, str]:
    stated = []
    for rate in SURVEY:
        found = [
            f"{LABELS[group]} {asked.state_share(rate.number, rate.part, group, asked.year)}" for group in (BME, WHITE)
        ]
        stated.append(f"indicator {rate.number}: {', '.join(found)}")
    if not any(asked.has(rate.number, rate.part) for rate in SURVEY):
        return LACKS, "Your return lacks the survey’s figures."
    if not asked.figures:
        return HIDDEN, "The survey’s figures are too few to show."
    return IN_PART, f"{_capital('; '.join(stated))}. Your return lacks similar trusts."


def _discipline(asked: _Asked) -> tuple[str, str]:
    ratio = asked.state_ratio(DISCIPLINARY, asked.year)
    cases = [
        f"{LABELS[group]} {_counted(asked, DISCIPLINARY.number, DISCIPLINARY.part, group)}" for group in (BME, WHITE)
    ]
    if not asked.has(DISCIPLINARY.number, DISCIPLINARY.part):
        return LACKS, "Your return lacks the counts of indicator 3, and informal action."
    return IN_PART, (
        f"{_capital(_name(DISCIPLINARY))}: {ratio}; formal cases, {', '.join(cases)}. "
        "Your return lacks informal action."
    )


def _counted(asked: _Asked, number: int, measure: str, group: str, year: int | None = None) -> str:
    found = asked.published[year or asked.year].counts.get(count_name(number, measure, group))
    return "not given" if found is None else found.text


def _interval(asked: _Asked) -> tuple[str, str]:
    stated = [f"{_name(rate)}: {asked.state_ratio(rate, asked.year)}" for rate in RATIOS]
    if not any(asked.has(rate.number, rate.part) for rate in RATIOS):
        return LACKS, "Your return lacks the counts of every ratio."
    if not asked.figures:
        return HIDDEN, "No ratio can be shown: the counts are too few."
    shown = "Each has its direction, its counts in the chart’s table, and its interval in brackets."
    return ANSWERED, f"{_capital('; '.join(stated))}. {shown}"


def _not_known(asked: _Asked) -> tuple[str, str]:
    stated = [f"{year} {_counted(asked, STAFF.number, STAFF.whole, UNKNOWN, year)}" for year in asked.years]
    if all(one.endswith("not given") for one in stated):
        return LACKS, "Your return lacks the number of staff whose ethnicity is not known."
    state = ANSWERED if len(stated) > 1 else IN_PART
    return state, f"Staff whose ethnicity is not known: {', '.join(stated)}."


def _board(asked: _Asked) -> tuple[str, str]:
    number = REPRESENTATION.number
    board = asked.state_share(number, BOARD, BME, asked.year, BOARD)
    staff = asked.state_share(number, REPRESENTATION.whole, BME, asked.year, "workforce")
    if not asked.has(number, BOARD) or not asked.has(number, REPRESENTATION.whole):
        return LACKS, "Your return lacks the counts of the board or of the workforce."
    if asked.told_of_board:
        return (
            ANSWERED,
            f"The report shows the board’s share on its members’ word. BME staff, of the workforce: {staff}.",
        )
    if board == "not shown":
        return IN_PART, f"BME staff, of the workforce: {staff}. A board is too small to show without its members’ word."
    return ANSWERED, f"BME people are {board} of the voting board and {staff} of the workforce."


def _could_show(asked: _Asked) -> tuple[str, str]:
    said, before = [], asked.year - 1
    for rate in (APPOINTMENT, DISCIPLINARY):
        try:
            tally = asked.tally(rate)
        except NotPossible as error:
            said.append(str(error))
            continue
        said.append(f"{_capital(_name(rate))}: {asked.state_ratio(rate, asked.year)}.")
        if before in asked.years and (then := asked.ratio(rate, before)) is not None and then.value:
            change = of_ratios(*(_as_ratio(one) for one in (then, asked.ratio(rate, asked.year))))
            said.append(words.changed(change, before, asked.year))
        said += [words.gap(tally, asked.thresholds), words.can_be_shown(tally, RANGE_HIGH)]
    if not any(asked.has(rate.number, rate.part) for rate in (APPOINTMENT, DISCIPLINARY)):
        return LACKS, "Your return lacks the counts of indicators 2 and 3."
    if not asked.figures:
        return HIDDEN, " ".join(said)
    return IN_PART, f"{' '.join(said)} Your return lacks what was promised."


def _as_ratio(found: PublishedRatio) -> intervals.Ratio:
    return intervals.Ratio(found.value, found.low, found.high, "")


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _lacks(what: str) -> Callable[[_Asked], tuple[str, str]]:
    return lambda asked: (LACKS, f"Your return lacks {what}.")


_ANSWERS: dict[str, Callable[[_Asked], tuple[str, str]]] = {
    "bands": _bands,
    "appointment-split": _appointment_split,
    "from-abroad": _lacks("recruitment from abroad, counted apart"),
    "three-years": _three_years,
    "benchmark": _benchmark,
    "dashboard": _lacks("the WDES, and the survey by service"),
    "grounds": _lacks("the grounds of discrimination"),
    "discipline": _discipline,
    "interval": _interval,
    "not-known": _not_known,
    "bank": _lacks("bank staff"),
    "board": _board,
    "could-show": _could_show,
}
