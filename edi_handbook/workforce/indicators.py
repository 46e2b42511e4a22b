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

import numpy as np
import pandas as pd

from edi_handbook.workforce import ratios
from edi_handbook.workforce.definitions import (
    ALL,
    BOARD_MINUS_WORKFORCE,
    GROUPS,
    INDICATORS,
    NO_DIRECTION,
    PERCENT,
    POINTS,
    RANGE_HIGH,
    RANGE_LOW,
    RATIO,
    TIERS,
    WHITE_OVER_BME,
)

KEY = ["organisation_code", "year", "subgroup"]
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
_BLANK = -1.0


def compute(counts: pd.DataFrame) -> pd.DataFrame:
    """Every indicator that the counts allow, one row a figure, in a fixed order whatever the order of the counts.

    Columns: `indicator`, `year`, `organisation_code`, `subgroup`, `group` (empty for a ratio or a gap), `numerator`,
    `denominator`, `value`, `low`, `high`, `unit`, `direction`, `method` (of the interval), `range` (for a ratio:
    inside, above or below 0.80 to 1.25), `withheld` and `reason` (where there is no value).

    For a share, numerator and denominator are head counts. For a ratio they are the two rates, so that value =
    numerator / denominator. For a gap they are the two shares in per cent, so that value = numerator - denominator.
    A ratio that has no value because nobody in the group below had the event may still have a `low`; its `high` is
    `inf`. Raises ValueError when a count is there twice.
    """
    if counts.empty:
        return pd.DataFrame(columns=RESULT_COLUMNS)
    parts = []
    for number in sorted(counts["indicator"].unique()):
        wide = _wide(counts, number)
        if number == 1:
            parts.append(_shares_of_staff(wide))
        elif number in (2, 3, 4):
            parts += [_rates(wide, INDICATORS[number]), _relative_likelihoods(wide, INDICATORS[number])]
        elif number in (5, 6, 7, 8):
            parts.append(_rates(wide, INDICATORS[number]))
        else:
            parts += _board(wide)
    result = pd.concat(parts, ignore_index=True)
    in_order = ["indicator", "organisation_code", "year", "subgroup", "_place"]
    return result.sort_values(in_order, kind="stable", ignore_index=True)[RESULT_COLUMNS]


def _wide(counts: pd.DataFrame, number: int) -> pd.DataFrame:
    """One row an organisation, year and subgroup; a column for each (measure, group), `nan` where not known.

    A return without any row for unknowns has none of them, which its check says. A row left blank is not nought.
    """
    rows = counts[counts["indicator"] == number]
    twice = rows.duplicated([*KEY, "measure", "group"])
    if twice.any():
        first = rows[twice].iloc[0]
        raise ValueError(
            f"Indicator {number} has {first['measure']} of {first['group']} twice for {first['organisation_code']}, "
            f"{first['year']}, {first['subgroup']}: keep one."
        )
    wide = rows.assign(count=rows["count"].astype(float).fillna(_BLANK)).set_index([*KEY, "measure", "group"])["count"]
    wide = wide.unstack(["measure", "group"])
    columns = [(measure, group) for measure in INDICATORS[number].measures for group in GROUPS]
    wide = wide.reindex(columns=pd.MultiIndex.from_tuples(columns, names=["measure", "group"])).sort_index()
    for measure in INDICATORS[number].measures:
        wide[(measure, "unknown")] = wide[(measure, "unknown")].fillna(0.0)
    return wide.mask(wide == _BLANK)


def _frame(index, group, value, reason, range="", **columns) -> pd.DataFrame:
    columns |= {"group": group, "value": value, "range": range, "withheld": np.isnan(value)}
    columns |= {"reason": np.where(np.isnan(value), reason, ""), "_place": (*GROUPS, "").index(group)}
    return index.to_frame(index=False).assign(**columns)


def _share_rows(index, number, group, count, whole, words):
    impossible = count > whole
    value, low, high = ratios.share(np.where(impossible, np.nan, count), whole)
    reason = np.select(
        [np.isnan(count) | np.isnan(whole), impossible, whole == 0],
        [
            f"A count is missing: {words}.",
            f"The part is more than the whole: {words}.",
            f"There is nobody to take a share of: {words} is 0.",
        ],
        "",
    )
    return _frame(
        index,
        indicator=number,
        group=group,
        numerator=count,
        denominator=whole,
        value=value * 100,
        low=low * 100,
        high=high * 100,
        unit=PERCENT,
        direction=NO_DIRECTION,
        method="wilson",
        reason=reason,
    )


def _sum_over_subgroups(wide: pd.DataFrame) -> pd.DataFrame:
    """The counts of a whole organisation: blank where any of its subgroups is blank."""
    by = ["organisation_code", "year"]
    total = wide.groupby(level=by).sum()
    total = total.mask(wide.isna().groupby(level=by).any())
    total.index = pd.MultiIndex.from_frame(total.index.to_frame(index=False).assign(subgroup=ALL))
    return total


def headcount(counts: pd.DataFrame) -> pd.DataFrame:
    """Staff of each organisation and year by group, from indicator 1: index (code, year, "all"), columns the groups."""
    return _sum_over_subgroups(_wide(counts, 1))["headcount"]


def _shares_of_staff(wide):
    if not (wide.index.get_level_values("subgroup") == ALL).all():
        wide = pd.concat([wide, _sum_over_subgroups(wide)])
        wide = wide[~wide.index.duplicated()]
    staff = wide["headcount"]
    whole = staff.sum(axis=1, skipna=False).to_numpy()
    return pd.concat(
        _share_rows(staff.index, 1, group, staff[group].to_numpy(), whole, "headcount") for group in GROUPS
    )


def _rates(wide, indicator):
    """The rate of each group, unknowns among them: part of whole."""
    rows = []
    for group in GROUPS:
        whole, part = wide[(indicator.whole, group)].to_numpy(), wide[(indicator.part, group)].to_numpy()
        words = f"{indicator.whole} of {group}" + ("" if group == "unknown" else f" or {indicator.part} of {group}")
        rows.append(_share_rows(wide.index, indicator.number, group, part, whole, words))
    return pd.concat(rows)


def _top_and_bottom(direction):
    return ("white", "bme") if direction == WHITE_OVER_BME else ("bme", "white")


def _relative_likelihoods(wide, indicator):
    top, bottom = _top_and_bottom(indicator.direction)
    columns = [
        wide[(measure, group)].to_numpy() for group in (top, bottom) for measure in (indicator.part, indicator.whole)
    ]
    return _ratio_rows(wide.index, indicator.number, indicator.direction, columns, indicator.whole, indicator.part)


def _ratio_rows(index, number, direction, columns, whole, part):
    top, bottom = _top_and_bottom(direction)
    part_1, whole_1, part_2, whole_2 = columns
    impossible = (part_1 > whole_1) | (part_2 > whole_2)
    value, low, high, method = ratios.relative_likelihood(
        np.where(impossible, np.nan, part_1), whole_1, np.where(impossible, np.nan, part_2), whole_2
    )
    reason = np.select(
        [
            np.isnan(np.sum(columns, axis=0)),
            impossible,
            whole_1 == 0,
            whole_2 == 0,
            (part_1 == 0) & (part_2 == 0),
            part_2 == 0,
        ],
        [
            f"A count of {whole} or {part} is missing.",
            f"The count of {part} is more than that of {whole} in a group.",
            f"The count of {whole} of {top} is 0, so there is no rate.",
            f"The count of {whole} of {bottom} is 0, so there is no rate.",
            f"The count of {part} is 0 in both groups, so nothing can be said.",
            f"The count of {part} of {bottom} is 0, so there is no rate to divide by.",
        ],
        "",
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        rate_1, rate_2 = part_1 / whole_1, part_2 / whole_2
    return _frame(
        index,
        indicator=number,
        group="",
        numerator=rate_1,
        denominator=rate_2,
        value=value,
        low=low,
        high=high,
        unit=RATIO,
        direction=direction,
        method=method,
        range=range_of(value),
        reason=reason,
    )


def range_of(ratio) -> np.ndarray:
    """Where a ratio lies to the non-adverse range 0.80 to 1.25: inside, above, below, or empty where there is none.

    The range is a rule of thumb about size. Whether chance alone could explain a ratio is a matter of its interval.
    """
    ratio = np.asarray(ratio, dtype=float)
    return np.select([np.isnan(ratio), ratio > RANGE_HIGH, ratio < RANGE_LOW], ["", "above", "below"], "inside")


def _board(wide):
    """Indicator 9: shares of the board and of the workforce, then the gap between their BME shares."""
    parts, wholes, index = [], {}, {}
    for measure, subgroup in (
        ("headcount", "workforce"),
        ("board_voting", "board_voting"),
        ("board_executive", "board_executive"),
    ):
        people = wide[measure]
        present = ~people[["white", "bme"]].isna().all(axis=1) if measure == "board_executive" else slice(None)
        people = people[present]
        wholes[subgroup] = people.sum(axis=1, skipna=False)
        keys = people.index.to_frame(index=False).assign(subgroup=subgroup)
        index[subgroup] = pd.MultiIndex.from_frame(keys)
        parts += [
            _share_rows(index[subgroup], 9, group, people[group].to_numpy(), wholes[subgroup].to_numpy(), measure)
            for group in GROUPS
        ]
    for subgroup in ("board_voting", "board_executive"):
        rows = wholes[subgroup].index
        board_bme, board_all = wide.loc[rows, (subgroup, "bme")].to_numpy(), wholes[subgroup].to_numpy()
        staff_bme, staff_all = wide.loc[rows, ("headcount", "bme")].to_numpy(), wholes["workforce"][rows].to_numpy()
        gap, low, high = ratios.difference(board_bme, board_all, staff_bme, staff_all)
        missing = np.isnan(board_bme + board_all + staff_bme + staff_all)
        reason = np.select(
            [missing, (board_all == 0) | (staff_all == 0)],
            [f"A count of {subgroup} or headcount is missing.", f"The count of {subgroup} or of headcount is 0."],
            "",
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            board_share, staff_share = board_bme / board_all * 100, staff_bme / staff_all * 100
        parts.append(
            _frame(
                index[subgroup],
                indicator=9,
                group="",
                numerator=board_share,
                denominator=staff_share,
                value=gap * 100,
                low=low * 100,
                high=high * 100,
                unit=POINTS,
                direction=BOARD_MINUS_WORKFORCE,
                method="newcombe",
                reason=reason,
            )
        )
    return parts


def compare_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Indicators 5 to 8 as one figure: the BME share over the white share, in the columns of `compute`.

    The WRES reports the two shares. The ratio is ours, for comparing organisations; for indicator 7, where a yes is
    good, above 1 is better for BME staff.
    """
    rows = []
    for number in (5, 6, 7, 8):
        if not (counts["indicator"] == number).any():
            continue
        wide, indicator = _wide(counts, number), INDICATORS[number]
        columns = [
            wide[(measure, group)].to_numpy()
            for group in ("bme", "white")
            for measure in (indicator.part, indicator.whole)
        ]
        rows.append(_ratio_rows(wide.index, number, "bme_over_white", columns, indicator.whole, indicator.part))
    return pd.concat(rows, ignore_index=True)[RESULT_COLUMNS] if rows else pd.DataFrame(columns=RESULT_COLUMNS)


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
    wide = _wide(counts, 2)
    short_w, short_b = (wide[("shortlisted", group)].to_numpy() for group in ("white", "bme"))
    app_w, app_b = (wide[("appointed", group)].to_numpy() for group in ("white", "bme"))
    ends = ratios.difference(app_w, short_w, app_b, short_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        white_part = short_w / (short_w + short_b)
    frame = wide.index.to_frame(index=False).drop(columns="subgroup").assign(shortlisted=short_b, appointed=app_b)
    for suffix, end in zip(("", "_low", "_high"), ends, strict=True):
        frame[f"at_white_rate{suffix}"] = end * short_b
        frame[f"same_posts{suffix}"] = end * short_b * white_part
    return frame


TIER_PAIRS = (("lower", "middle"), ("middle", "upper"), ("lower", "upper"))


def race_disparity(counts: pd.DataFrame) -> pd.DataFrame:
    """Race disparity ratio by tiers, clinical and non-clinical staff apart, from indicator 1.

    For tiers A (below) and B (above): (white in B / white in A) / (BME in B / BME in A); above 1 means that white
    staff are more of the upper tier than of the lower one. Lower is bands 1 to 5, middle 6 and 7, upper 8a and above
    with very senior managers. **The official definition could not be read: tiers and formula are to be confirmed**
    (`definitions.TIERS_STATUS`). Columns: `organisation_code`, `year`, `staff`, `tier_from`, `tier_to`, the four
    counts, `value`, `low`, `high`, `status`.
    """
    wide = _wide(counts, 1)["headcount"][["white", "bme"]]
    subgroups = wide.index.get_level_values("subgroup").str.split(":", n=1)
    wide = wide.assign(
        staff=subgroups.str[0].to_numpy(), tier=pd.Series(subgroups.str[-1]).map(TIERS).to_numpy(dtype=object)
    ).dropna(subset=["tier"])
    by = [wide.index.get_level_values("organisation_code"), wide.index.get_level_values("year"), "staff", "tier"]
    sums = wide.groupby(by)[["white", "bme"]].sum()
    blank = wide[["white", "bme"]].isna().groupby([*by[:2], wide["staff"], wide["tier"]]).any()
    sums = sums.mask(blank).unstack("tier")
    rows = []
    for below, above in TIER_PAIRS:
        cells = [
            sums[(group, tier)].to_numpy() if (group, tier) in sums else np.full(len(sums), np.nan)
            for group in ("white", "bme")
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
                direction=WHITE_OVER_BME,
                status="to be confirmed",
            )
        )
    return pd.concat(rows, ignore_index=True)
