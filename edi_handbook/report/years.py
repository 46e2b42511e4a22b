"""One figure over the years, beside England and the region: a row a year and a place."""

import math
from collections.abc import Mapping

import pandas as pd

from edi_handbook.charts import Chart, ratio_forest, share_comparison
from edi_handbook.report import findings
from edi_handbook.report.beside import Beside, place_name
from edi_handbook.report.figures import count_name, ratio_name, share_name
from edi_handbook.workforce import text
from edi_handbook.workforce.definitions import BME, LABELS, PERCENT, RATIO, WHITE, Rate
from edi_handbook.workforce.disclosure import Published, PublishedRatio
from edi_handbook.workforce.published import Figure

ELSEWHERE = "not published"


def ratio_chart(
    published: Mapping[int, Published], rate: Rate, beside: Beside, source: str, note: str
) -> tuple[Chart, tuple[Figure, ...]] | None:
    """A ratio in each year that was printed, and what stands beside it; None where the newest year's is not shown.

    A year whose ratio is hidden has a row without a mark, so that nobody takes it for a year that was not counted.
    """
    now = findings.finding(published[max(published)], rate)
    if now is None:
        return None
    rows = [_own_row(one, rate, year) for year, one in published.items()]
    around = [one for place in beside.codes if (one := beside.figure(place, rate.number, RATIO))]
    rows += [
        {
            "label": f"{one.place_name}, {one.year}",
            "ratio": one.value,
            "low": math.nan,
            "high": math.nan,
            "text": one.text,
            "interval": "",
            "look": 1,
            "people": {group: ELSEWHERE for group in (WHITE, BME)},
        }
        for one in around
    ]
    frame = pd.DataFrame(rows).drop(columns="people")
    table = pd.DataFrame(
        {
            "Year or place": frame["label"],
            **{
                LABELS[group].replace("white", "White"): [row["people"][group] for row in rows]
                for group in (WHITE, BME)
            },
            "Ratio": frame["text"],
            "95% interval": [row["interval"] or ELSEWHERE for row in rows],
        }
    )
    title = findings.ratio_title(now)
    said = "; ".join(
        f"{row['label']}: {row['text']}" + (f", interval {row['interval']}" if row["interval"] else "") for row in rows
    )
    direction = rate.direction.words
    return ratio_forest(
        frame,
        direction=direction,
        top="",
        bottom="",
        rows="Year or place",
        name=f"years-{rate.number}",
        alt=f"{title}. The ratio, {direction}, by year and place, beside parity at 1. {said}.",
        caption=title,
        table=table,
        table_caption=f"{findings.NOUNS[rate].capitalize()} (indicator {rate.number}), {direction}, by year and place",
        source=source,
        note=note,
        looks=("here", *([" and ".join(sorted({one.place_name for one in around}))] if around else [])),
    ), tuple(around)


def _own_row(one: Published, rate: Rate, year: int) -> dict:
    found: PublishedRatio | None = one.ratios.get(ratio_name(rate))
    people = {group: events_of(one, rate, group) for group in (WHITE, BME)}
    if found is None or found.value is None:
        hidden = {"ratio": math.nan, "low": math.nan, "high": math.nan, "text": "not shown", "interval": "none"}
        return {"label": str(year), **hidden, "look": 0, "people": people}
    return {
        "label": str(year),
        "ratio": found.value,
        "low": found.low,
        "high": found.high,
        "text": findings.figure_of(found),
        "interval": text.interval(found.low, found.high, found.decimals),
        "look": 0,
        "people": people,
    }


def events_of(published: Published, rate: Rate, group: str) -> str:
    """`220 of 830`: the events and the people of a group, each rounded or hidden."""
    events, people = (
        published.counts.get(count_name(rate.number, measure, group)) for measure in (rate.part, rate.whole)
    )
    return f"{shown(events)} of {shown(people)}"


def shown(count) -> str:
    return "not given" if count is None else count.text


def survey_chart(
    published: Published, rate: Rate, short: str, beside: Beside, source: str, note: str
) -> tuple[Chart, tuple[Figure, ...]] | None:
    """An answer of the survey here and in England, both groups; None where a share of it is not shown."""
    pair = {group: published.shares.get(share_name(rate.number, rate.part, group)) for group in (BME, WHITE)}
    if any(one is None or one.value is None for one in pair.values()):
        return None
    rows = [
        {"label": f"Here, {beside.year}"}
        | {
            f"{half}_{part}": value
            for half, group in (("top", BME), ("bottom", WHITE))
            for part, value in (
                ("share", pair[group].value),
                ("low", pair[group].low),
                ("high", pair[group].high),
                ("text", pair[group].text),
                ("interval", text.interval(pair[group].low, pair[group].high, pair[group].decimals)),
            )
        }
    ]
    around = []
    for place in beside.codes:
        found = {group: beside.figure(place, rate.number, PERCENT, group) for group in (BME, WHITE)}
        if None in found.values() or len({one.year for one in found.values()}) > 1:
            continue
        around += found.values()
        rows.append(
            {"label": f"{place_name(place)}, {found[BME].year}"}
            | {
                f"{half}_{part}": value
                for half, group in (("top", BME), ("bottom", WHITE))
                for part, value in (
                    ("share", found[group].value),
                    ("low", math.nan),
                    ("high", math.nan),
                    ("text", found[group].text),
                    ("interval", ""),
                )
            }
        )
    frame = pd.DataFrame(rows)
    table = pd.DataFrame(
        {
            "Place": frame["label"],
            "BME": frame["top_text"],
            "BME, interval": [words or ELSEWHERE for words in frame["top_interval"]],
            "White": frame["bottom_text"],
            "White, interval": [words or ELSEWHERE for words in frame["bottom_interval"]],
        }
    )
    title = findings.answer_title(published, rate)
    said = "; ".join(f"{row['label']}: BME {row['top_text']}, white {row['bottom_text']}" for row in rows)
    return share_comparison(
        frame,
        measure=f"{short}, per cent of those who answered",
        top="BME",
        bottom="white",
        rows="Place",
        name=f"survey-{rate.number}",
        alt=f"{title}. Shares of BME and white staff, here and in England. {said}.",
        caption=title,
        table=table,
        table_caption=f"{short} (indicator {rate.number}), here and in England",
        source=source,
        note=note,
    ), tuple(around)
