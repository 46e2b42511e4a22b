"""How far a gap is, and how fast it would close: from the print of the newest year, in words and drawn.

The pace is the one that closes the gap in the years of the strategy that is offered. All is a function of the print
(`trajectory.of_print`); a number of people below the smallest that may be shown is never told.
"""

import math
from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import Chart, ratio_forest
from edi_handbook.report import findings
from edi_handbook.report.figures import count_name, ratio_name
from edi_handbook.strategy.offered import QUARTERS
from edi_handbook.workforce import text
from edi_handbook.workforce.definitions import BME, RANGE, RANGE_HIGH, WHITE, Rate
from edi_handbook.workforce.disclosure import Published, PublishedRatio, Thresholds
from edi_handbook.workforce.trajectory import NotPossible, Tally, of_print, words

YEARS = QUARTERS // 4


@dataclass(frozen=True)
class Ahead:
    """What is said of one gap, and its drawing, None where there is no gap to close or nothing may be said."""

    rate: Rate
    sentences: tuple[str, ...]
    chart: Chart | None = None


def tally(published: Published, rate: Rate, year: int) -> Tally:
    """The counts as they are printed. Raises NotPossible where the print does not give them."""
    cells = ((rate.part, BME), (rate.whole, BME), (rate.whole, WHITE))
    shown = [published.counts.get(count_name(rate.number, measure, group)) for measure, group in cells]
    return of_print(rate, year, published.ratios.get(ratio_name(rate)), *(one and one.value for one in shown))


def ahead(published: Published, rate: Rate, year: int, thresholds: Thresholds, source: str) -> Ahead:
    """How far and how fast, for one gap."""
    try:
        now = tally(published, rate, year)
    except NotPossible as error:
        return Ahead(rate, (str(error),))
    far, shown = words.gap(now, thresholds), words.can_be_shown(now, RANGE_HIGH)
    needed = now.needed().value
    if needed <= 0:
        return Ahead(rate, (far, shown))
    pace = needed / YEARS
    if pace >= thresholds.smallest_shown:
        pace = math.ceil(round(pace, 9))  # the pace that is told is the pace that is drawn
        said = words.when(now, pace)
    else:
        way = "more" if now.more_is_better else "fewer"
        few = thresholds.smallest_shown
        said = f"To close the gap in {YEARS} years would take under {few} {way} each year than the year before."
    return Ahead(rate, (far, said, shown), _chart(now, published.ratios[ratio_name(rate)], pace, said, source))


def _chart(now: Tally, printed: PublishedRatio, pace: float, said: str, source: str) -> Chart:
    path = now.path(pace, YEARS)
    path.loc[0, ["ratio", "low", "high"]] = printed.value, printed.low, printed.high
    decimals = [printed.decimals, *[2] * YEARS]
    labels = [f"{int(year)}{', as printed' if year == now.year else ''}" for year in path["year"]]
    frame = path.assign(
        label=labels,
        text=[text.ratio(*shown) for shown in zip(path["ratio"], decimals, strict=True)],
        interval=[text.interval(*ends) for ends in zip(path["low"], path["high"], decimals, strict=True)],
    )
    table = pd.DataFrame({"Year": labels, "Ratio": frame["text"], "95% interval": frame["interval"]})
    pace_told = said.partition(";")[0].rstrip(".")
    title = f"{findings.NOUNS[now.rate].capitalize()}: {pace_told[:1].lower()}{pace_told[1:]}"
    rows = "; ".join(f"{row.label}: {row.text}, {row.interval}" for row in frame.itertuples())
    return ratio_forest(
        frame,
        direction=now.rate.direction.words,
        top="",
        bottom="",
        rows="Year",
        name=f"ahead-{now.rate.number}",
        alt=f"{title}. The ratio to expect in each year, with the interval of counts of this size. {rows}.",
        caption=title,
        table=table,
        table_caption=f"{findings.NOUNS[now.rate].capitalize()} at that pace: the ratio to expect",
        source=source,
        note="Worked out from the printed ratio and the printed counts, with all else unchanged. No forecast: it shows "
        f"what a steady pace would do, and how wide an interval stays around it. Grey is {RANGE}.",
    )
