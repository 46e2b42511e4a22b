"""What a board report says of one organisation in one year: sentences, two charts, a table of who works there.

Works from a `ProtectedReturn` alone, so nothing here can give a hidden count away: not a sentence, not an alt text.
"""

from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import Chart, ratio_forest, share_comparison
from edi_handbook.workforce import intervals, text
from edi_handbook.workforce.definitions import (
    ABUSE_BY_PUBLIC,
    ABUSE_BY_STAFF,
    ALL,
    APPOINTMENT,
    BME,
    DISCIPLINARY,
    DISCRIMINATION,
    FAIR_PROMOTION,
    LABELS,
    RANGE,
    REPRESENTATION,
    STAFF,
    TIERS,
    TIERS_STATUS,
    TRAINING,
    WHITE,
    Direction,
    Rate,
)
from edi_handbook.workforce.disclosure import WORDS, ProtectedReturn

SOURCE = "The organisation's own return, by this handbook's sums."
RATIOS = {
    APPOINTMENT: "Appointed from shortlisting",
    DISCIPLINARY: "Entered the disciplinary process",
    TRAINING: "Had extra training",
}
SURVEY = {
    ABUSE_BY_PUBLIC: "Abused by patients or the public",
    ABUSE_BY_STAFF: "Abused by staff",
    FAIR_PROMOTION: "Believe that promotion is fair",
    DISCRIMINATION: "Discrimination by a colleague",
}
TIER_NAMES = {"lower": "Bands 1 to 5", "middle": "Bands 6 and 7", "upper": "Bands 8a and above, and very senior"}


@dataclass(frozen=True)
class Contents:
    """One report: who and when, sentences in plain words, charts, the table of staff, notes."""

    name: str
    code: str
    year: int
    sentences: tuple[str, ...]
    charts: tuple[Chart, ...]
    staff: pd.DataFrame
    notes: tuple[str, ...]


def contents(protected: ProtectedReturn, code: str, name: str, year: int) -> Contents:
    """The report of one organisation and year."""
    ratios = _of(protected.ratios, code, year)
    shares = _of(protected.shares, code, year)
    counts = _of(protected.counts, code, year)
    drawn = [chart for chart in (_ratio_chart(ratios, counts, year), _survey_chart(shares, counts, year)) if chart]
    return Contents(
        name=name,
        code=code,
        year=year,
        sentences=tuple([*_ratio_sentences(ratios), *_survey_sentences(shares, ratios), *_board_sentences(shares)]),
        charts=tuple(drawn),
        staff=_staff(counts, shares),
        notes=(
            *protected.notes,
            "Intervals cover chance alone. They do not cover who was left out, or who did not answer.",
            f"{RANGE} is a rule of thumb about size, not a test.",
            f"The tiers of pay bands are {TIERS_STATUS}.",
        ),
    )


def _of(table: pd.DataFrame, code: str, year: int) -> pd.DataFrame:
    return table[(table["organisation_code"] == code) & (table["year"] == year)]


def _ratio_row(ratios: pd.DataFrame, rate: Rate):
    rows = ratios[(ratios["indicator"] == rate.number) & (ratios["subgroup"] == ALL)]
    return None if rows.empty else next(rows.itertuples(index=False))


def _found(row) -> intervals.Ratio:
    return intervals.Ratio(float(row.value), float(row.low), float(row.high), "")


def _ratio_sentences(ratios: pd.DataFrame) -> list[str]:
    made = []
    for rate, short in RATIOS.items():
        row = _ratio_row(ratios, rate)
        if row is None:
            made.append(f"{short} (indicator {rate.number}): the return has no counts for this.")
            continue
        direction = Direction(row.direction)
        what = f"{short} (indicator {rate.number}), {direction.words}"
        if pd.isna(row.value):
            made.append(f"{what}: {_in_words(row.text)}.")
            continue
        said = intervals.describe(_found(row), *(f"{LABELS[group]} {rate.people}" for group in direction.pair))
        made.append(f"{what}: {row.text}. {said}")
    return made


def _survey_sentences(shares: pd.DataFrame, ratios: pd.DataFrame) -> list[str]:
    made = []
    for rate, short in SURVEY.items():
        bme, white = (_share(shares, rate.number, rate.part, ALL, group) for group in (BME, WHITE))
        if bme is None and white is None:
            made.append(f"{short} (indicator {rate.number}): the return has no counts for this.")
            continue
        parts = [
            f"{words} {_in_words(row.text) if row is not None else 'not given'}"
            for words, row in (("BME", bme), ("white", white))
        ]
        row = _ratio_row(ratios, rate)
        beyond = ""
        if row is not None and not pd.isna(row.value):
            direction = Direction(row.direction)
            said_of = intervals.describe(_found(row), *(f"{LABELS[group]} {rate.people}" for group in direction.pair))
            beyond = f" Ratio, {direction.words}: {row.text}. {said_of}"
        made.append(f"{short} (indicator {rate.number}; {rate.reading[:-1].lower()}): {', '.join(parts)}.{beyond}")
    return made


def _board_sentences(shares: pd.DataFrame) -> list[str]:
    number = REPRESENTATION.number
    board, staff = (
        _share(shares, number, measure, ALL, BME, kind="mix")
        for measure in (REPRESENTATION.board, REPRESENTATION.whole)
    )
    if board is None or staff is None:
        return [f"Who decides (indicator {number}): the return has no counts for this."]
    said = (
        f"the BME share of the voting board is {board.text}"
        if board.text not in WORDS
        else "the BME share of the voting board is not shown, because a board is small enough to recognise people"
    )
    return [
        f"Who decides (indicator {number}): {said}; BME staff are {_in_words(staff.text)} of the workforce. "
        "One person moves a board's share by several points."
    ]


def _share(shares: pd.DataFrame, number: int, measure: str, subgroup: str, group: str, kind: str = "rate"):
    rows = shares[
        (shares["of"] == kind)
        & (shares["indicator"] == number)
        & (shares["measure"] == measure)
        & (shares["subgroup"] == subgroup)
        & (shares["group"] == group)
    ]
    return None if rows.empty else next(rows.itertuples(index=False))


def _in_words(shown: str) -> str:
    """A symbol, where there is room for words, as what it means."""
    return WORDS.get(shown, shown)


def _events(counts: pd.DataFrame, rate: Rate, group: str) -> str:
    """`220 of 830`: the events and the people of a group, each to the nearest five or hidden."""
    cells = counts[(counts["indicator"] == rate.number) & (counts["subgroup"] == ALL) & (counts["group"] == group)]
    shown = cells.set_index("measure")["text"]
    return f"{shown.get(rate.part, 'not given')} of {shown.get(rate.whole, 'not given')}"


def _ratio_chart(ratios: pd.DataFrame, counts: pd.DataFrame, year: int) -> Chart | None:
    rows = [(rate, _ratio_row(ratios, rate)) for rate in RATIOS]
    rows = [(rate, row) for rate, row in rows if row is not None and not pd.isna(row.value)]
    if not rows:
        return None
    labels = [f"{RATIOS[rate]}, {Direction(row.direction).words}" for rate, row in rows]
    frame = pd.DataFrame(
        {
            "label": labels,
            "ratio": [float(row.value) for _, row in rows],
            "low": [float(row.low) for _, row in rows],
            "high": [float(row.high) for _, row in rows],
        }
    )
    table = pd.DataFrame(
        {
            "Measure": labels,
            "White": [_events(counts, rate, WHITE) for rate, _ in rows],
            "BME": [_events(counts, rate, BME) for rate, _ in rows],
            "Ratio": [text.ratio(value) for value in frame["ratio"]],
            "95% interval": [text.interval(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)],
        }
    )
    said = "; ".join(f"{row['Measure']}: {row['Ratio']}, interval {row['95% interval']}" for _, row in table.iterrows())
    return ratio_forest(
        frame,
        direction="first group over second",
        top="first group",
        bottom="second group",
        rows="Measure",
        name="ratios",
        alt=f"Ratios with their intervals, beside parity at 1 and the range from {RANGE}. {said}.",
        caption=f"Relative likelihoods, WRES year {year}",
        table=table,
        table_caption="Relative likelihoods with 95% intervals",
        source=SOURCE,
    )


def _survey_chart(shares: pd.DataFrame, counts: pd.DataFrame, year: int) -> Chart | None:
    rows = []
    for rate, short in SURVEY.items():
        pair = [_share(shares, rate.number, rate.part, ALL, group) for group in (BME, WHITE)]
        if all(row is not None and not pd.isna(row.value) for row in pair):
            rows.append((rate, short, *pair))
    if not rows:
        return None
    frame = pd.DataFrame(
        [
            {"label": short, "top_text": bme.text, "bottom_text": white.text}
            | {
                f"{half}_{part}": float(getattr(row, column))
                for half, row in (("top", bme), ("bottom", white))
                for part, column in (("share", "value"), ("low", "low"), ("high", "high"))
            }
            for _, short, bme, white in rows
        ]
    )
    table = pd.DataFrame(
        [
            {
                "Answer": short,
                "BME": f"{_events(counts, rate, BME)} ({bme.text})",
                "BME, interval": text.interval(float(bme.low), float(bme.high), 1),
                "White": f"{_events(counts, rate, WHITE)} ({white.text})",
                "White, interval": text.interval(float(white.low), float(white.high), 1),
            }
            for rate, short, bme, white in rows
        ]
    )
    said = "; ".join(f"{short}: BME {bme.text}, white {white.text}" for _, short, bme, white in rows)
    return share_comparison(
        frame,
        measure="Per cent of those who answered",
        top="BME",
        bottom="white",
        rows="Answer",
        name="survey",
        alt=f"Shares of BME and white staff by answer in the staff survey. {said}.",
        caption=f"What staff said, WRES year {year} (the survey of the autumn before)",
        table=table,
        table_caption="Staff survey answers with 95% intervals",
        source=SOURCE,
    )


def _staff(counts: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Indicator 1 by tier, clinical and non-clinical apart: counts to the nearest five, share of BME staff."""
    rows = []
    kinds = [
        (f"{kind}:{tier}", f"{kind.capitalize()}, {TIER_NAMES[tier].lower()}")
        for kind in ("clinical", "non-clinical")
        for tier in dict.fromkeys(TIERS.values())
    ]
    for subgroup, label in [*kinds, (ALL, "All staff")]:
        cells = counts[
            (counts["indicator"] == STAFF.number)
            & (counts["measure"] == STAFF.whole)
            & (counts["subgroup"] == subgroup)
        ].set_index("group")["text"]
        if cells.empty:
            continue
        share = _share(shares, STAFF.number, STAFF.whole, subgroup, BME, kind="mix")
        rows.append(
            {
                "Staff group": label,
                "White": cells.get("white", "not given"),
                "BME": cells.get("bme", "not given"),
                "Unknown": cells.get("unknown", "not given"),
                "BME share": "not given" if share is None else share.text,
            }
        )
    return pd.DataFrame(rows, columns=["Staff group", "White", "BME", "Unknown", "BME share"])
