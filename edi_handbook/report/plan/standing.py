"""Where a gap stands by a return, how far it is to the target, and what counts of that size can show.

Made of what disclosure control published and of nothing else; every ratio that is stated is noted as a claim.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import Chart, ratio_forest, ratio_series
from edi_handbook.report.figures import count_name, ratio_name
from edi_handbook.strategy.own import Aim
from edi_handbook.workforce import intervals, text
from edi_handbook.workforce.claims import Claim
from edi_handbook.workforce.definitions import BME, INDICATORS, LABELS, RATIO, WHITE, Rate
from edi_handbook.workforce.disclosure import DEFAULT, Published, PublishedRatio, Thresholds
from edi_handbook.workforce.trajectory import NotPossible, Tally, of_print, of_ratios, words

PARITY = 1.0
MEANS = {
    2: "as likely to be appointed once shortlisted: white candidates, set against BME candidates",
    3: "as likely to enter the formal disciplinary process: BME staff, set against white staff",
    4: "as likely to have non-mandatory training: white staff, set against BME staff",
}
"""What a ratio says, after "1.59 times"."""

TOO_FEW = (
    "Counts as few as these show no ratio in a year, so they cannot show a target met: judge whether the steps were "
    "done, and read a ratio only of several years, or of several trusts, together."
)

RETURN_ENDS = (3, 31)
"""The month and day on which the year of a WRES return ends."""

THIS_RETURN, AT_THIS_PACE = "your returns", "on the way to the target"
SOURCE = "The organisation's own returns, by this handbook's sums."
ON_THE_WAY = "On the way: what would be expected at an even pace, with the interval of counts of that size."


@dataclass(frozen=True)
class Standing:
    """One gap by the newest return. `ratio` is as printed, with its interval, or in words why it is not shown; `value`
    is None then. `counts` are both groups' events and people, as shown. `said` are sentences. `chart` has every year to
    the target, `short` the returns and the last year alone. `claims` are the ratios that all these state."""

    indicator: int
    direction: str
    year: int
    ratio: str
    value: float | None
    counts: str
    said: tuple[str, ...]
    chart: Chart | None
    short: Chart | None
    claims: tuple[Claim, ...]

    @property
    def figure(self) -> str:
        """The ratio without its interval."""
        return self.ratio.split()[0] if self.value is not None else ""

    @property
    def interval(self) -> str:
        """`1.41 to 1.80`"""
        return self.ratio.partition(" ")[2].strip("()") if self.value is not None else ""

    @property
    def means(self) -> str:
        return MEANS[self.indicator]


def standing(
    aim: Aim, code: str, year: int, published: Mapping[int, Published], thresholds: Thresholds = DEFAULT
) -> Standing:
    """The `Standing` of the indicator that `aim` is about, with the prints of `year` and the years before it."""
    rate = INDICATORS[aim.indicator]
    shown = {one: ratio for one in published if (ratio := _ratio(published[one], rate)) is not None}
    found = published[year].ratios.get(ratio_name(rate))
    claims = tuple(
        Claim(row, rate.number, one, "", ratio.text.split()[0], RATIO, code)
        for row, (one, ratio) in enumerate(sorted(shown.items()), start=1)
    )
    what = rate.number, rate.direction.words, year
    if year not in shown:
        said = (TOO_FEW,) if found is not None and found.is_of_few else ()
        drawn = _charts(rate, shown, None, aim)
        return Standing(*what, _why_not(found, rate, year, thresholds), None, "", said, *drawn, claims)
    tally, not_possible = None, ""
    try:
        tally = _tally(rate, year, published[year], shown[year])
    except NotPossible as error:
        not_possible = str(error)
    said = [_apart(shown[year])]
    if year - 1 in shown and shown[year - 1].value:
        moved = of_ratios(*(_as_ratio(shown[one]) for one in (year - 1, year)))
        said.append(words.changed(moved, year - 1, year))
    said += _far(tally, aim, thresholds) if tally else [not_possible]
    ratio, counts = shown[year], _counts(published[year], rate)
    return Standing(*what, ratio.text, ratio.value, counts, tuple(said), *_charts(rate, shown, tally, aim), claims)


def target_of(aim: Aim) -> float:
    """The ratio that is aimed at: parity where the target is no ratio."""
    return aim.target if aim.unit == RATIO and aim.target is not None else PARITY


def last_return(day: datetime.date) -> int:
    """The year of the last return whose year has ended by `day`."""
    return day.year if (day.month, day.day) >= RETURN_ENDS else day.year - 1


def _ratio(published: Published, rate: Rate) -> PublishedRatio | None:
    found = published.ratios.get(ratio_name(rate))
    return found if found is not None and found.value is not None else None


def _why_not(found: PublishedRatio | None, rate: Rate, year: int, thresholds: Thresholds) -> str:
    if found is None:
        return f"the return of {year} has no counts for indicator {rate.number}"
    few = f", fewer than {thresholds.fewest_events_for_ratio} in a group" if found.is_of_few else ""
    return f"{found.words}{few}"


def _tally(rate: Rate, year: int, published: Published, ratio: PublishedRatio) -> Tally:
    """Raises NotPossible where the print does not give it."""
    names = [(rate.part, BME), (rate.whole, BME), (rate.whole, WHITE)]
    counts = [published.counts.get(count_name(rate.number, *name)) for name in names]
    return of_print(rate, year, ratio, *(one.value if one else None for one in counts))


def _counts(published: Published, rate: Rate) -> str:
    """`white 220 of 830, BME 95 of 570`"""
    said = []
    for group in rate.pair:
        found = [published.counts.get(count_name(rate.number, measure, group)) for measure in rate.measures[::-1]]
        events, people = ("a hidden number" if one is None or one.value is None else one.text for one in found)
        said.append(f"{LABELS[group]} {events} of {people}")
    return ", ".join(said)


def _apart(found: PublishedRatio) -> str:
    """Whether the ratio can be told from parity, where that holds for all that the print may be rounded from."""
    half = 0.5 * 10**-found.decimals
    if found.low - half > PARITY or found.high + half < PARITY:
        return "The interval is clear of 1: chance alone does not explain the gap."
    if found.low + half <= PARITY <= found.high - half:
        return "The interval holds 1: the ratio cannot be told from parity."
    return "An end of the interval lies at 1, as far as it is rounded: too close to say more."


def _as_ratio(found: PublishedRatio) -> intervals.Ratio:
    return intervals.Ratio(found.value, found.low, found.high, "")


def _far(tally: Tally, aim: Aim, thresholds: Thresholds) -> list[str]:
    target, due = target_of(aim), last_return(aim.due)
    said = [words.gap(tally, thresholds)]
    if tally.ratio.value > PARITY:
        said.append(words.by(tally, target, due, thresholds))
    return [*said, words.can_be_shown(tally, target)]


def _charts(
    rate: Rate, shown: Mapping[int, PublishedRatio], tally: Tally | None, aim: Aim
) -> tuple[Chart, Chart] | tuple[None, None]:
    """The ratios that were printed, and those to expect on the way to the target: every year, and the last alone."""
    if not shown:
        return None, None
    rows = [
        (year, found.value, found.low, found.high, found.text.split()[0],
         text.interval(found.low, found.high, found.decimals), THIS_RETURN)
        for year, found in sorted(shown.items())
    ]  # fmt: skip
    target, due = target_of(aim), last_return(aim.due)
    if tally is not None and due > tally.year and tally.ratio.value > PARITY and not words.is_met(tally, target):
        pace = tally.needed(target).value / (due - tally.year)
        ahead = tally.path(pace, due - tally.year).iloc[1:]
        rows += [
            (int(one.year), one.ratio, one.low, one.high, text.ratio(one.ratio), text.interval(one.low, one.high),
             AT_THIS_PACE)
            for one in ahead.itertuples()
        ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["year", "ratio", "low", "high", "text", "interval", "series"])
    return _chart(rate, frame, aim), _short_chart(rate, frame, aim)


def _chart(rate: Rate, frame: pd.DataFrame, aim: Aim) -> Chart:
    what, caption = _called(rate, frame, aim)
    return ratio_series(
        frame,
        direction=rate.direction.words,
        name=f"far-{aim.id}",
        alt=_alt(what, frame),
        caption=caption,
        table=_table(frame),
        table_caption=f"{what}: each return, and the way to the target",
        source=SOURCE,
        note=ON_THE_WAY if frame["series"].iloc[-1] == AT_THIS_PACE else "",
    )


def _short_chart(rate: Rate, frame: pd.DataFrame, aim: Aim) -> Chart:
    is_return = frame["series"] == THIS_RETURN
    last = frame[~is_return].tail(1)
    kept = pd.concat([frame[is_return], last])
    what, caption = _called(rate, frame, aim)
    note = ""
    if not last.empty:
        note = f"“Aim”: what would be expected in {last['year'].iloc[0]}, with the interval of such counts."
    return ratio_forest(
        kept.assign(
            label=[str(row.year) if row.series == THIS_RETURN else "Aim" for row in kept.itertuples()],
            look=[int(series != THIS_RETURN) for series in kept["series"]],
        ),
        direction=rate.direction.words,
        top=LABELS[rate.direction.top],
        bottom=LABELS[rate.direction.bottom],
        name=f"short-{aim.id}",
        alt=_alt(what, kept),
        caption=caption,
        table=_table(kept),
        table_caption=f"{what}: each return, and the target",
        source=SOURCE,
        note=note,
    )


def _called(rate: Rate, frame: pd.DataFrame, aim: Aim) -> tuple[str, str]:
    """What is drawn, and what it shows."""
    what = f"Indicator {rate.number}, {rate.direction.words}"
    newest = frame[frame["series"] == THIS_RETURN].iloc[-1]
    caption = f"{what}: {newest['text']} in {newest['year']}"
    if frame["series"].iloc[-1] == AT_THIS_PACE:
        caption += f", on the way to {text.ratio(target_of(aim))} in {frame['year'].iloc[-1]}"
    return what, caption


def _alt(what: str, frame: pd.DataFrame) -> str:
    said = (f"{row.year}, {row.series}: {row.text}, interval {row.interval}" for row in frame.itertuples())
    return f"{what}, beside parity at 1. {'; '.join(said)}."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Year": [str(year) for year in frame["year"]],
            "What": [series.capitalize() for series in frame["series"]],
            "Ratio": list(frame["text"]),
            "95% interval": list(frame["interval"]),
        }
    )
