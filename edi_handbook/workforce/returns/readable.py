"""A check as text for the person who owns the counts."""

from itertools import groupby
from operator import attrgetter

from edi_handbook.workforce import text as printed
from edi_handbook.workforce.claims import SOUND
from edi_handbook.workforce.definitions import INDICATORS, PERCENT, POINTS, RANGE_HIGH, RANGE_LOW, WHITE_OVER_BME
from edi_handbook.workforce.returns.check import Check

CAUTION = (
    "These are exact figures, for you who own the counts. They are not for publication.\n"
    "Use `edi-handbook return report` for figures that may be shown."
)
MOST_SHOWN = 20
_GROUPS = {"white": "white", "bme": "BME", "unknown": "unknown"}


def as_text(check: Check, name: str) -> str:
    """The whole report: caution, problems, figures by organisation and year, claims."""
    lines = [f"Check of {name}", "", CAUTION, ""]
    lines += _problems("Wrong", check.errors)
    lines += _problems("Worth a look", check.warnings)
    lines += _claims(check)
    lines += _figures(check)
    lines.append(_verdict(check))
    return "\n".join(lines) + "\n"


def _verdict(check):
    if not check.readable:
        return "The file could not be read."
    bad = [claim for claim in check.claims if claim.verdict not in SOUND]
    if not check.errors and not bad:
        return "Sound: nothing is wrong."
    parts = []
    if check.errors:
        parts.append(f"{len(check.errors)} {'thing is' if len(check.errors) == 1 else 'things are'} wrong in the file")
    if bad:
        parts.append(f"{len(bad)} of {len(check.claims)} claims do not come out")
    return f"Not sound: {' and '.join(parts)}."


def _problems(title, problems):
    if not problems:
        return []
    lines = [f"{title} ({len(problems)})"]
    seen = {}
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


def _claims(check):
    if not check.claims:
        return []
    lines = [f"Claims ({len(check.claims)})"]
    lines += [f"  Row {claim.row}: {claim.verdict.replace('_', ' ')}. {claim.explanation}" for claim in check.claims]
    return [*lines, ""]


def _figures(check):
    lines = []
    ordered = check.results.sort_values(["organisation_code", "year"], kind="stable").itertuples()
    for (code, year), part in groupby(ordered, attrgetter("organisation_code", "year")):
        lines += [f"{code}, {year}", "=" * len(f"{code}, {year}")]
        for number, rows in groupby(part, attrgetter("indicator")):
            lines.append(f"Indicator {number}. {INDICATORS[number].name}. {INDICATORS[number].reading}")
            for subgroup, figures in groupby(rows, attrgetter("subgroup")):
                figures = list(figures)
                label = "" if subgroup == "all" else f"{subgroup}: "
                shares = [row for row in figures if row.unit == PERCENT]
                if shares:
                    lines.append(f"  {label}{_shares(shares)}")
                lines += [f"  {label}{_comparison(row)}" for row in figures if row.unit != PERCENT]
        lines.append("")
    return lines


def _shares(rows):
    if all(row.withheld for row in rows):
        return rows[0].reason if rows[0].denominator != 0 else "nobody."
    return "; ".join(
        f"{_GROUPS[row.group]} no figure ({row.reason.rstrip('.')})"
        if row.withheld
        else f"{_GROUPS[row.group]} {printed.percent(row.value)} ({printed.of(row.numerator, row.denominator)}, "
        f"interval {printed.interval(row.low, row.high, 1)})"
        for row in rows
    )


def _comparison(row):
    what = "gap" if row.unit == POINTS else "white / BME" if row.direction == WHITE_OVER_BME else "BME / white"
    if row.withheld:
        more = f" The interval is {printed.interval(row.low, row.high)}." if row.low == row.low else ""
        return f"{what}: no figure. {row.reason}{more}"
    if row.unit == POINTS:
        return f"{what} {printed.points(row.value)} (interval {printed.interval(row.low, row.high, 1)})"
    clear = "the interval excludes parity" if row.low > 1 or row.high < 1 else "cannot be told from parity"
    return (
        f"{what} {printed.ratio(row.value)} (interval {printed.interval(row.low, row.high)}); "
        f"{row.range} {RANGE_LOW:.2f} to {RANGE_HIGH:.2f}; {clear}"
    )
