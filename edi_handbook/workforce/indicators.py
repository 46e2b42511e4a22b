"""WRES indicators 1 to 9 from counts, over all organisations and years at once.

Counts come in as the return has them (`edi_handbook.workforce.returns`): one row a count, with `organisation_code`,
`year`, `indicator`, `measure`, `subgroup`, `group` and `count`, an empty count as `nan`. Results go out one row a
figure. Nothing here rounds, and nothing is withheld for being small: these are the true figures, for their owner.
What may be published goes through `edi_handbook.workforce.disclosure`.

- A share (indicators 1 and 9) is of everyone, people of unknown ethnicity included, as published WRES shares are:
  white, BME and unknown add up to 100 per cent.
- A ratio (indicators 2 to 4) is of known white and BME people only. Unknowns have their own rows and no part in it.
- Intervals are 95 per cent: Wilson for a share, Newcombe for a gap, Katz or Koopman for a ratio (`ratios`).
"""

from typing import assert_never

import numpy as np
import pandas as pd

from edi_handbook.workforce import ratios
from edi_handbook.workforce.cells import cells_of
from edi_handbook.workforce.definitions import (
    ALL,
    APPOINTMENT,
    BME,
    GROUPS,
    INDICATORS,
    PERCENT,
    POINTS,
    RACE_DISPARITY,
    RANGE_HIGH,
    RANGE_LOW,
    RATIO,
    STAFF,
    SURVEY,
    TIER_PAIRS,
    TIERS,
    WHITE,
    WORKFORCE,
    Direction,
    Gap,
    Mix,
    Rate,
)

RESULT_COLUMNS = [
    "indicator",
    "year",
    "organisation_code",
    "subgroup",
    "group",
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "unit",
    "direction",
    "method",
    "range",
    "withheld",
    "reason",
]


def compute(counts: pd.DataFrame) -> pd.DataFrame:
    """Every indicator that the counts allow, one row a figure, in a fixed order whatever the order of the counts.

    Columns: `indicator`, `year`, `organisation_code`, `subgroup`, `group` (empty for a ratio or a gap), `numerator`,
    `denominator`, `value`, `low`, `high`, `unit`, `direction`, `method` (of the interval), `range` (for a ratio:
    inside, above or below the non-adverse range), `withheld` and `reason` (where there is no value).

    For a share, numerator and denominator are head counts. For a ratio they are the two rates, so that value =
    numerator / denominator. For a gap they are the two shares in per cent, so that value = numerator - denominator.
    A ratio that has no value because nobody in the group below had the event may still have a `low`; its `high` is
    `inf`. Raises ValueError when a count is there twice, or a measure or group is none of the indicator's.
    """
    parts = []
    for number in sorted(counts["indicator"].unique()):
        cells, indicator = cells_of(counts, number), INDICATORS[number]
        match indicator:
            case Mix():
                parts += _mix(cells, indicator)
            case Rate():
                parts += _rates(cells, indicator)
                if indicator.unit == RATIO:
                    parts.append(_relative_likelihoods(cells, indicator))
            case Gap():
                parts += _gaps(cells, indicator)
            case _:
                assert_never(indicator)
    return _joined(parts)


def _part(keys, indicator, group, **columns) -> dict:
    """A block of results as columns; `_joined` makes the table."""
    return {
        "organisation_code": keys[0],
        "year": keys[1],
        "subgroup": keys[2],
        "indicator": indicator,
        "group": group,
        "_place": (*GROUPS, "").index(group),
        **columns,
    }


def _joined(parts: list[dict]) -> pd.DataFrame:
    """The blocks as one table, ordered by indicator, organisation, year, subgroup and group."""
    if not parts:
        return pd.DataFrame(columns=RESULT_COLUMNS)
    joined = {}
    for name in parts[0]:
        pieces = [
            part[name]
            if isinstance(part[name], np.ndarray)
            else np.full(len(part["year"]), part[name], dtype=object if isinstance(part[name], str) else None)
            for part in parts
        ]
        joined[name] = np.concatenate(pieces)
    codes = [pd.factorize(joined[name], sort=True)[0] for name in ("subgroup", "organisation_code")]
    order = np.lexsort((joined["_place"], codes[0], joined["year"], codes[1], joined["indicator"]))
    table = {name: column[order] for name, column in joined.items()}
    table["withheld"] = np.isnan(table["value"])
    table["reason"] = np.where(table["withheld"], table["reason"], "")
    return pd.DataFrame(table)[RESULT_COLUMNS]


def _share_rows(keys, number, group, count, whole, words) -> dict:
    impossible = count > whole
    value, low, high = ratios.share(np.where(impossible, np.nan, count), whole)
    reason = np.full(len(value), "", dtype=object)
    reason[whole == 0] = f"There is nobody to take a share of: {words} is 0."
    reason[impossible] = f"The part is more than the whole: {words}."
    reason[np.isnan(count) | np.isnan(whole)] = f"A count is missing: {words}."
    return _part(
        keys,
        number,
        group,
        numerator=count,
        denominator=whole,
        value=value * 100,
        low=low * 100,
        high=high * 100,
        unit=PERCENT,
        direction=Direction.NONE.value,
        method="wilson",
        range="",
        reason=reason,
    )


def headcount(counts: pd.DataFrame) -> pd.DataFrame:
    """Staff of each organisation and year from indicator 1: `organisation_code`, `year`, and a column a group."""
    total = cells_of(counts, STAFF.number).over_subgroups()
    staff = {group: total.of[STAFF.whole, group] for group in GROUPS}
    return pd.DataFrame({"organisation_code": total.keys[0], "year": total.keys[1], **staff})


def _mix(cells, indicator: Mix):
    blocks = [cells]
    if not (cells.keys[2] == ALL).all():
        banded = cells.only(cells.keys[2] != ALL)
        blocks = [banded, banded.over_subgroups()]
        # An organisation that gave only its whole keeps that.
        summed = set(zip(*blocks[1].keys[:2], strict=True))
        lone = [
            subgroup == ALL and (code, year) not in summed for code, year, subgroup in zip(*cells.keys, strict=True)
        ]
        if any(lone):
            blocks.append(cells.only(np.array(lone)))
    rows = []
    for block in blocks:
        staff = {group: block.of[indicator.whole, group] for group in GROUPS}
        whole = sum(staff.values())
        rows += [
            _share_rows(block.keys, indicator.number, group, staff[group], whole, indicator.whole) for group in GROUPS
        ]
    return rows


def _rates(cells, indicator: Rate):
    """The rate of each group, unknowns among them: part of whole."""
    return [
        _share_rows(
            cells.keys,
            indicator.number,
            group,
            cells.of[indicator.part, group],
            cells.of[indicator.whole, group],
            f"{indicator.part} and {indicator.whole} of {group}",
        )
        for group in GROUPS
    ]


def _relative_likelihoods(cells, indicator: Rate):
    """The ratio of two groups' rates, with what stands in its way where there is none."""
    top, bottom = indicator.pair
    part, whole = indicator.part, indicator.whole
    part_1, whole_1, part_2, whole_2 = (
        cells.of[measure, group] for group in (top, bottom) for measure in (part, whole)
    )
    impossible = (part_1 > whole_1) | (part_2 > whole_2)
    value, low, high, method = ratios.relative_likelihood(
        np.where(impossible, np.nan, part_1), whole_1, np.where(impossible, np.nan, part_2), whole_2
    )
    reason = np.full(len(value), "", dtype=object)
    # The last that holds is the one that is said.
    reason[part_2 == 0] = f"The count of {part} of {bottom} is 0, so there is no rate to divide by."
    reason[(part_1 == 0) & (part_2 == 0)] = f"The count of {part} is 0 in both groups, so nothing can be said."
    reason[whole_2 == 0] = f"The count of {whole} of {bottom} is 0, so there is no rate."
    reason[whole_1 == 0] = f"The count of {whole} of {top} is 0, so there is no rate."
    reason[impossible] = f"The count of {part} is more than that of {whole} in a group."
    reason[np.isnan(part_1 + whole_1 + part_2 + whole_2)] = f"A count of {whole} or {part} is missing."
    with np.errstate(divide="ignore", invalid="ignore"):
        rate_1, rate_2 = part_1 / whole_1, part_2 / whole_2
    return _part(
        cells.keys,
        indicator.number,
        "",
        numerator=rate_1,
        denominator=rate_2,
        value=value,
        low=low,
        high=high,
        unit=RATIO,
        direction=indicator.direction.value,
        method=method,
        range=range_of(value),
        reason=reason,
    )


def range_of(ratio) -> np.ndarray:
    """Where a ratio lies to the non-adverse range: inside, above, below, or empty where there is none.

    The range is a rule of thumb about size. Whether chance alone could explain a ratio is a matter of its interval.
    """
    ratio = np.asarray(ratio, dtype=float)
    return np.select([np.isnan(ratio), ratio > RANGE_HIGH, ratio < RANGE_LOW], ["", "above", "below"], "inside")


def _gaps(cells, indicator: Gap):
    """Shares of the boards and of the workforce, then the gap between their BME shares."""

    def shares(keys, of, measure):
        return [_share_rows(keys, indicator.number, group, of[group], sum(of.values()), measure) for group in GROUPS]

    def people(cells, measure):
        return {group: cells.of[measure, group] for group in GROUPS}

    rows = shares(_named(cells, WORKFORCE), people(cells, indicator.whole), indicator.whole)
    for board in indicator.boards:
        # Executive members are a second version, which a return may leave out.
        given = ~np.isnan(cells.of[board, WHITE]) | ~np.isnan(cells.of[board, BME]) | (board == indicator.board)
        part = cells.only(given)
        keys = _named(part, board)
        rows += shares(keys, people(part, board), board)
        rows.append(_gap(keys, indicator, board, people(part, board), people(part, indicator.whole)))
    return rows


def _named(cells, subgroup):
    return (*cells.keys[:2], np.full(len(cells.keys[0]), subgroup, dtype=object))


def _gap(keys, indicator: Gap, board, members, staff):
    board_all, staff_all = sum(members.values()), sum(staff.values())
    gap, low, high = ratios.difference(members[BME], board_all, staff[BME], staff_all)
    reason = np.full(len(gap), "", dtype=object)
    reason[(board_all == 0) | (staff_all == 0)] = f"The count of {board} or of {indicator.whole} is 0."
    reason[np.isnan(board_all + staff_all)] = f"A count of {board} or {indicator.whole} is missing."
    with np.errstate(divide="ignore", invalid="ignore"):
        board_share, staff_share = members[BME] / board_all * 100, staff[BME] / staff_all * 100
    return _part(
        keys,
        indicator.number,
        "",
        numerator=board_share,
        denominator=staff_share,
        value=gap * 100,
        low=low * 100,
        high=high * 100,
        unit=POINTS,
        direction=indicator.direction.value,
        method="newcombe",
        range="",
        reason=reason,
    )


def compare_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Indicators 5 to 8 as one figure: the BME share over the white share, in the columns of `compute`.

    The WRES reports the two shares. The ratio is ours, for comparing organisations; for indicator 7, where a yes is
    good, above 1 is better for BME staff.
    """
    asked = [one for one in SURVEY if (counts["indicator"] == one.number).any()]
    return _joined([_relative_likelihoods(cells_of(counts, one.number), one) for one in asked])


def parity(counts: pd.DataFrame) -> pd.DataFrame:
    """How many appointments parity would have meant for shortlisted BME candidates (indicator 2).

    One row an organisation and year: `organisation_code`, `year`, `shortlisted`, `appointed` (both of BME candidates)
    and, each with `_low` and `_high`,

    - `at_white_rate`: appointments more, had they been appointed as often as white candidates, white appointments
      unchanged: BME shortlisted x (white rate - BME rate);
    - `same_posts`: appointments more, had the same posts gone to both groups at one rate: the figure above times the
      white share of the known shortlist.

    A count of people, not rounded; below 0 where BME candidates were appointed more often. The intervals are
    Newcombe's for the difference of the two rates, times the people shortlisted.
    """
    cells = cells_of(counts, APPOINTMENT.number)
    short_w, short_b, app_w, app_b = (
        cells.of[measure, group] for measure in APPOINTMENT.measures for group in (WHITE, BME)
    )
    ends = ratios.difference(app_w, short_w, app_b, short_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        white_part = short_w / (short_w + short_b)
    codes, years, _ = cells.keys
    frame = pd.DataFrame({"organisation_code": codes, "year": years, "shortlisted": short_b, "appointed": app_b})
    for suffix, end in zip(("", "_low", "_high"), ends, strict=True):
        frame[f"at_white_rate{suffix}"] = end * short_b
        frame[f"same_posts{suffix}"] = end * short_b * white_part
    return frame


def race_disparity(counts: pd.DataFrame) -> pd.DataFrame:
    """Race disparity ratio by tiers, clinical and non-clinical staff apart, from indicator 1.

    For tiers A (below) and B (above): (white in B / white in A) / (BME in B / BME in A); above 1 means that white
    staff are more of the upper tier than of the lower one. Lower is bands 1 to 5, middle 6 and 7, upper 8a and above
    with very senior managers. **The official definition could not be read: tiers and formula are to be confirmed**
    (`definitions.TIERS_STATUS`). Columns: `organisation_code`, `year`, `staff`, `tier_from`, `tier_to`, the four
    counts, `value`, `low`, `high`, `status`.
    """
    cells = cells_of(counts, STAFF.number)
    groups = (WHITE, BME)
    codes, years, subgroups = cells.keys
    staff, bands = zip(*(subgroup.partition(":")[::2] for subgroup in subgroups), strict=True)
    frame = pd.DataFrame({"organisation_code": codes, "year": years, "staff": staff, "tier": map(TIERS.get, bands)})
    for group in groups:
        frame[group] = cells.of[STAFF.whole, group]
    by_tier = frame.dropna(subset=["tier"]).groupby(["organisation_code", "year", "staff", "tier"])
    sums = by_tier[[*groups]].sum(skipna=False).unstack("tier")
    rows = []
    for below, above in TIER_PAIRS:
        cells = [
            sums[(group, tier)].to_numpy() if (group, tier) in sums else np.full(len(sums), np.nan)
            for group in groups
            for tier in (above, below)
        ]
        value, low, high = ratios.odds_ratio(*cells)
        rows.append(
            sums.index.to_frame(index=False).assign(
                tier_from=below,
                tier_to=above,
                white_above=cells[0],
                white_below=cells[1],
                bme_above=cells[2],
                bme_below=cells[3],
                value=value,
                low=low,
                high=high,
                direction=RACE_DISPARITY.value,
                status="to be confirmed",
            )
        )
    return pd.concat(rows, ignore_index=True)
