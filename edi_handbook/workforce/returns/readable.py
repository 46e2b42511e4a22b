"""A check as text for the person who owns the counts."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from edi_handbook.workforce import text as printed
from edi_handbook.workforce.claims import SOUND
from edi_handbook.workforce.definitions import ALL, INDICATORS, LABELS, PERCENT, POINTS, RANGE, Direction
from edi_handbook.workforce.returns.check import Check
from edi_handbook.workforce.returns.problems import Problem

CAUTION = (
    "These are exact figures, for you who own the counts. They are not for publication.\n"
    "Use `edi-handbook return report` for figures that may be shown."
)
MOST_SHOWN = 20
UNSEEN = {"hidden_sheet", "hidden_rows", "hidden_column", "sheet_without_header"}
"""Warnings after which nobody may take the whole workbook for sound: what they are about was not read, or not seen."""

Figure = Any
"""A row of `indicators.compute`, as pandas' itertuples gives it: a named tuple made anew for each table."""


def as_text(check: Check, name: str) -> str:
    """The whole report: caution, problems, figures by organisation and year, claims."""
    lines = [f"Check of {name}", "", CAUTION, ""]
    lines += _problems("Wrong", check.errors)
    lines += _problems("Worth a look", check.warnings)
    lines += _claims(check)
    lines += _figures(check)
    lines.append(_verdict(check))
    return "\n".join(lines) + "\n"


def _verdict(check: Check) -> str:
    if not check.readable:
        return "The file could not be read."
    bad = [claim for claim in check.claims if claim.verdict not in SOUND]
    if not check.errors and not bad:
        unseen = [warning for warning in check.warnings if warning.code in UNSEEN]
        if not unseen:
            return "Sound: nothing is wrong."
        what = "A part of the workbook was" if len(unseen) == 1 else f"{len(unseen)} parts of the workbook were"
        return f"Sound in what was read: nothing there is wrong. {what} out of sight, or not read: see above."
    parts = []
    if check.errors:
        parts.append(f"{len(check.errors)} {'thing is' if len(check.errors) == 1 else 'things are'} wrong in the file")
    if bad:
        parts.append(f"{len(bad)} of {len(check.claims)} claims do not come out")
    return f"Not sound: {' and '.join(parts)}."


def _problems(title: str, problems: Sequence[Problem]) -> list[str]:
    if not problems:
        return []
    lines = [f"{title} ({len(problems)})"]
    seen: dict[str, int] = {}
    for problem in problems:
        seen[problem.code] = seen.get(problem.code, 0) + 1
        if seen[problem.code] <= MOST_SHOWN:
            lines.append(f"  {problem} [{problem.code}]")
    lines += [
        f"  … and {number - MOST_SHOWN} more like it [{code}]; all are in --json."
        for code, number in seen.items()
        if number > MOST_SHOWN
    ]
    return [*lines, ""]


def _claims(check: Check) -> list[str]:
    if not check.claims:
        return []
    lines = [f"Claims ({len(check.claims)})"]
    lines += [f"  Row {claim.row}: {claim.verdict.replace('_', ' ')}. {claim.explanation}" for claim in check.claims]
    return [*lines, ""]


def _figures(check: Check) -> list[str]:
    lines: list[str] = []
    ordered = check.results.sort_values(["organisation_code", "year"], kind="stable").itertuples()
    for (code, year), part in groupby(ordered, attrgetter("organisation_code", "year")):
        lines += [f"{code}, {year}", "=" * len(f"{code}, {year}")]
        for number, rows in groupby(part, attrgetter("indicator")):
            lines.append(f"Indicator {number}. {INDICATORS[number].name}. {INDICATORS[number].reading}")
            for subgroup, group in groupby(rows, attrgetter("subgroup")):
                figures: list[Figure] = list(group)
                label = "" if subgroup == ALL else f"{subgroup}: "
                shares = [row for row in figures if row.unit == PERCENT]
                if shares:
                    lines.append(f"  {label}{_shares(shares)}")
                lines += [f"  {label}{_comparison(row)}" for row in figures if row.unit != PERCENT]
        lines.append("")
    return lines


def _shares(rows: Sequence[Figure]) -> str:
    if all(row.withheld for row in rows):
        return str(rows[0].reason) if rows[0].denominator != 0 else "nobody."
    return "; ".join(
        f"{LABELS[row.group]} no figure ({row.reason.rstrip('.')})"
        if row.withheld
        else f"{LABELS[row.group]} {printed.percent(row.value)} ({printed.of(row.numerator, row.denominator)}, "
        f"interval {printed.interval(row.low, row.high, 1)})"
        for row in rows
    )


def _comparison(row: Figure) -> str:
    what = "gap" if row.unit == POINTS else " / ".join(LABELS[group] for group in Direction(row.direction).pair)
    if row.withheld:
        more = f" The interval is {printed.interval(row.low, row.high)}." if row.low == row.low else ""
        return f"{what}: no figure. {row.reason}{more}"
    if row.unit == POINTS:
        return f"{what} {printed.points(row.value)} (interval {printed.interval(row.low, row.high, 1)})"
    clear = "the interval excludes parity" if row.low > 1 or row.high < 1 else "cannot be told from parity"
    return (
        f"{what} {printed.ratio(row.value)} (interval {printed.interval(row.low, row.high)}); "
        f"{row.range} {RANGE}; {clear}"
    )
