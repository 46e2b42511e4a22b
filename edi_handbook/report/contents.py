"""What a board report says of one organisation in one year: sentences, two charts, a table of who works there.

Works from what disclosure control published alone (`answers.printed`), so nothing here gives a hidden count away: not
a sentence, not an alt text. The one exception is the board, on the word of whoever made the report (see `Board`).
"""

from dataclasses import dataclass

import pandas as pd

from edi_handbook.charts import Chart, ratio_forest, share_comparison
from edi_handbook.report import figures, findings
from edi_handbook.report.figures import RATES, count_name, ratio_name, share_name
from edi_handbook.report.years import events_of, shown
from edi_handbook.workforce import text
from edi_handbook.workforce.definitions import (
    ABUSE_BY_PUBLIC,
    ABUSE_BY_STAFF,
    ALL,
    APPOINTMENT,
    BME,
    DISCIPLINARY,
    DISCRIMINATION,
    FAIR_PROMOTION,
    GROUPS,
    LABELS,
    MEDICAL_SUBGROUPS,
    PERCENT,
    RANGE,
    RATIO,
    REPRESENTATION,
    STAFF,
    TIERS_STATUS,
    TRAINING,
    WHITE,
    Rate,
)
from edi_handbook.workforce.disclosure import (
    DEFAULT,
    WORDS,
    Published,
    Thresholds,
)

SOURCE = "The organisation's own return, by this handbook's sums."
SHORT = {
    APPOINTMENT: "Appointed from shortlisting",
    DISCIPLINARY: "Entered the disciplinary process",
    TRAINING: "Had extra training",
    ABUSE_BY_PUBLIC: "Abused by patients or the public",
    ABUSE_BY_STAFF: "Abused by staff",
    FAIR_PROMOTION: "Believe that promotion is fair",
    DISCRIMINATION: "Discrimination by a colleague",
}
RATIOS = [rate for rate in RATES if rate.unit == RATIO]
SURVEY = [rate for rate in RATES if rate.unit == PERCENT]
TIER_NAMES = {"lower": "bands 1 to 5", "middle": "bands 6 and 7", "upper": "bands 8a and above, and very senior"}
DOCTORS = ("consultants", "career grades below consultant", "trainees", "other grades")
ROW_NAMES = {
    **{
        f"{kind}:{tier}": f"{kind.capitalize()}, {words}"
        for kind in ("clinical", "non-clinical")
        for tier, words in TIER_NAMES.items()
    },
    **{grade: f"Doctors and dentists, {words}" for grade, words in zip(MEDICAL_SUBGROUPS, DOCTORS, strict=True)},
    ALL: "All staff",
}
TOO_CLOSE = f"Too close to say more: at this rounding the ratio or its interval lies at an edge of 1 or of {RANGE}."


@dataclass(frozen=True)
class Board:
    """The board's share, shown although a board is small: its members agreed, or the organisation has published it.

    A public seat does not make a person's ethnicity public, so somebody must say so; `why` is printed. Only the BME
    share of the whole voting board is shown, as the standard asks; never people of unknown ethnicity, and never
    executive members apart. Raises ValueError without a reason.
    """

    why: str

    def __post_init__(self) -> None:
        if len(self.why.split()) < 3:
            raise ValueError(
                "The board's share is shown only where its members agreed or the organisation has published it: "
                "say which in a sentence; it is printed."
            )


@dataclass(frozen=True)
class Contents:
    """One report: who and when, sentences in plain words, charts, the table of staff, notes."""

    name: str
    code: str
    year: int
    sentences: tuple[str, ...]
    charts: tuple[Chart, ...]
    staff: pd.DataFrame
    staff_note: str
    notes: tuple[str, ...]


def contents(
    counts: pd.DataFrame,
    code: str,
    name: str,
    year: int,
    published: Published,
    thresholds: Thresholds = DEFAULT,
    board: Board | None = None,
) -> Contents:
    """The report of one organisation and year: `published` is what `answers.printed` gives of it.

    From the counts it takes which of them the return has, and on the word of `board` that of its members.
    """
    table = figures.table_of(counts, code, year)
    drawn = [
        chart
        for chart in (_ratio_chart(published, thresholds, year), _survey_chart(published, thresholds, year))
        if chart
    ]
    said = [_ratio_sentence(published, rate, thresholds) for rate in RATIOS]
    said += [_survey_sentence(published, rate) for rate in SURVEY]
    return Contents(
        name=name,
        code=code,
        year=year,
        sentences=(*said, _board_sentence(published, table, board)),
        charts=tuple(drawn),
        staff=_staff(published),
        staff_note=_staff_note(published, table, thresholds),
        notes=(
            *published.notes,
            "Intervals cover chance alone. They do not cover who was left out, or who did not answer.",
            f"{RANGE} is a rule of thumb about size, not a test.",
            f"The tiers of pay bands are {TIERS_STATUS}.",
        ),
    )


def _ratio_sentence(published: Published, rate: Rate, thresholds: Thresholds) -> str:
    found = published.ratios.get(ratio_name(rate))
    if found is None:
        return f"{SHORT[rate]} (indicator {rate.number}): the return has no counts for this."
    what = f"{SHORT[rate]} (indicator {rate.number}), {rate.direction.words}"
    if found.value is None:
        few = f", fewer than {thresholds.fewest_events_for_ratio} in a group" if found.is_of_few else ""
        return f"{what}: {found.words}{few}."
    return f"{what}: {found.text}. {_said(published, rate)}"


def _said(published: Published, rate: Rate) -> str:
    """What a printed ratio means, where that holds for all that it may have been rounded from."""
    return findings.described(findings.finding(published, rate)) or TOO_CLOSE


def _survey_sentence(published: Published, rate: Rate) -> str:
    found = {group: published.shares.get(share_name(rate.number, rate.part, group)) for group in (BME, WHITE)}
    if not any(found.values()):
        return f"{SHORT[rate]} (indicator {rate.number}): the return has no counts for this."
    parts = [f"{LABELS[group]} {share.words if share else 'not given'}" for group, share in found.items()]
    ratio = published.ratios.get(ratio_name(rate))
    beyond = ""
    if ratio is not None and ratio.value is not None:
        beyond = f" Ratio, {rate.direction.words}: {ratio.text}. {_said(published, rate)}"
    return f"{SHORT[rate]} (indicator {rate.number}; {rate.reading[:-1].lower()}): {', '.join(parts)}.{beyond}"


def _board_sentence(published: Published, table: figures.Table, board: Board | None) -> str:
    number = REPRESENTATION.number
    split = figures.split_of(table, REPRESENTATION.board)
    staff = published.shares.get(share_name(number, REPRESENTATION.whole, BME))
    if split is None or staff is None:
        return f"Who decides (indicator {number}): the return has no counts for this."
    shown = published.shares.get(share_name(number, REPRESENTATION.board, BME))
    if board is not None:
        bme, whole = split
        share = text.percent(100 * bme / whole)
        said = (
            f"the BME share of the voting board is {share}, {bme} of {whole} members ({board.why.strip().rstrip('.')})"
        )
    elif shown is not None and shown.value is not None:
        said = f"the BME share of the voting board is {shown.text}"
    else:
        said = "the BME share of the voting board is not shown, because a board is small enough to recognise people"
    return (
        f"Who decides (indicator {number}): {said}; the BME share of the workforce is {staff.words}. "
        "One person moves a board's share by several points."
    )


def how_counts_are_shown(thresholds: Thresholds) -> str:
    """The sentence that belongs under every table of counts."""
    rounding = "exact" if thresholds.round_to == 1 else f"to the nearest {thresholds.round_to}"
    return (
        f"Counts are {rounding}; those under {thresholds.smallest_shown} are hidden, and some that would give one away."
    )


def _ratio_chart(published: Published, thresholds: Thresholds, year: int) -> Chart | None:
    rows = [(rate, published.ratios.get(ratio_name(rate))) for rate in RATIOS]
    rows = [(rate, found) for rate, found in rows if found is not None and found.value is not None]
    if not rows:
        return None
    labels = [f"{SHORT[rate]}, {rate.direction.words}" for rate, _ in rows]
    shown = [found.text.partition(" ")[0] for _, found in rows]
    frame = pd.DataFrame(
        {
            "label": labels,
            "ratio": [found.value for _, found in rows],
            "low": [found.low for _, found in rows],
            "high": [found.high for _, found in rows],
            "text": shown,
            "interval": [text.interval(found.low, found.high, found.decimals) for _, found in rows],
        }
    )
    table = pd.DataFrame(
        {
            "Measure": labels,
            "White": [events_of(published, rate, WHITE) for rate, _ in rows],
            "BME": [events_of(published, rate, BME) for rate, _ in rows],
            "Ratio": shown,
            "95% interval": frame["interval"],
        }
    )
    title = findings.ratios_title(findings.finding(published, rate) for rate, _ in rows)
    said = "; ".join(f"{row['Measure']}: {row['Ratio']}, interval {row['95% interval']}" for _, row in table.iterrows())
    return ratio_forest(
        frame,
        direction="first group over second",
        top="first group",
        bottom="second group",
        rows="Measure",
        name="ratios",
        alt=f"{title}. Ratios with their intervals, beside parity at 1 and the range from {RANGE}. {said}.",
        caption=title,
        table=table,
        table_caption=f"Relative likelihoods with 95% intervals, WRES year {year}",
        source=SOURCE,
        note=f"{how_counts_are_shown(thresholds)} Ratios and intervals are worked out from the true counts, and then "
        "rounded: dividing the counts beside them may give another number.",
    )


def _survey_chart(published: Published, thresholds: Thresholds, year: int) -> Chart | None:
    rows = []
    for rate in SURVEY:
        pair = [published.shares.get(share_name(rate.number, rate.part, group)) for group in (BME, WHITE)]
        if all(share is not None and share.value is not None for share in pair):
            rows.append((rate, *pair))
    if not rows:
        return None
    frame = pd.DataFrame(
        [
            {"label": SHORT[rate], "top_text": bme.text, "bottom_text": white.text}
            | {
                f"{half}_{part}": getattr(share, column)
                for half, share in (("top", bme), ("bottom", white))
                for part, column in (("share", "value"), ("low", "low"), ("high", "high"))
            }
            | {
                f"{half}_interval": text.interval(share.low, share.high, share.decimals)
                for half, share in (("top", bme), ("bottom", white))
            }
            for rate, bme, white in rows
        ]
    )
    table = pd.DataFrame(
        [
            {
                "Answer": SHORT[rate],
                "BME": f"{events_of(published, rate, BME)} ({bme.text})",
                "BME, interval": text.interval(bme.low, bme.high, bme.decimals),
                "White": f"{events_of(published, rate, WHITE)} ({white.text})",
                "White, interval": text.interval(white.low, white.high, white.decimals),
            }
            for rate, bme, white in rows
        ]
    )
    title = findings.survey_title(published, [rate for rate, *_ in rows])
    said = "; ".join(f"{SHORT[rate]}: BME {bme.text}, white {white.text}" for rate, bme, white in rows)
    return share_comparison(
        frame,
        measure="Per cent of those who answered",
        top="BME",
        bottom="white",
        rows="Answer",
        name="survey",
        alt=f"{title}. Shares of BME and white staff by answer in the staff survey. {said}.",
        caption=title,
        table=table,
        table_caption=f"Staff survey answers with 95% intervals, WRES year {year} (the survey of the autumn before)",
        source=SOURCE,
        note=f"{how_counts_are_shown(thresholds)} Percentages and intervals are worked out from the true counts, and "
        "then rounded; a small group's have no decimal.",
    )


def _staff(published: Published) -> pd.DataFrame:
    """Indicator 1 by tier, and by grade of doctors and dentists: counts as shown, and the share of BME staff.

    The rows are everybody; what a return does not give is left out, and `_staff_note` says so.
    """
    number, measure = STAFF.number, STAFF.whole
    rows = []
    for row, label in ROW_NAMES.items():
        counts = {group: published.counts.get(count_name(number, measure, group, row)) for group in (*GROUPS, ALL)}
        if not any(counts.values()):
            continue
        share = published.shares.get(share_name(number, measure, BME, row))
        rows.append(
            {
                "Staff group": label,
                "White": shown(counts["white"]),
                "BME": shown(counts["bme"]),
                "Unknown": shown(counts["unknown"]),
                "All": shown(counts[ALL]),
                "BME share": "not given" if share is None else share.text,
            }
        )
    return pd.DataFrame(rows, columns=["Staff group", "White", "BME", "Unknown", "All", "BME share"])


def _staff_note(published: Published, table: figures.Table, thresholds: Thresholds) -> str:
    said = [
        how_counts_are_shown(thresholds),
        "A share is of everybody in the row, and is worked out from the true counts.",
    ]
    shown = [name for name in published.shares if name[0] == "share" and name[1] == str(STAFF.number)]
    symbols = dict.fromkeys(published.shares[name].text for name in shown if published.shares[name].value is None)
    said += [f"{symbol}: {WORDS[symbol]}." for symbol in symbols if symbol in WORDS]
    known = {name[2] for name in published.counts if name[0] == str(STAFF.number)}
    missing = [label for row, label in ROW_NAMES.items() if row not in known and row != ALL]
    if known and missing:
        said.append(f"Not in this table, because the return has no counts of them: {'; '.join(missing)}.")
    elif known:
        said.append("The rows are all staff, doctors and dentists too.")
    return " ".join(said)
