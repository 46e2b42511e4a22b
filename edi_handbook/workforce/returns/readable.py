"""A check as text for the person who owns the counts."""

from edi_handbook.workforce.claims import SOUND
from edi_handbook.workforce.definitions import INDICATORS, PERCENT, POINTS, RANGE_HIGH, RANGE_LOW, RATIO, WHITE_OVER_BME
from edi_handbook.workforce.returns.check import Check

CAUTION = (
    "These are exact figures, for you who own the counts. They are not for publication.\n"
    "Use `edi-handbook return report` for figures that may be shown."
)
MOST_SHOWN = 20


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
    for (code, year), part in check.results.groupby(["organisation_code", "year"], sort=True):
        lines += [f"{code}, {year}", "=" * len(f"{code}, {year}")]
        for number, rows in part.groupby("indicator", sort=True):
            lines.append(f"Indicator {number}. {INDICATORS[number].name}. {INDICATORS[number].reading}")
            lines += [f"  {_figure(row)}" for row in rows.itertuples()]
        lines.append("")
    return lines


def _figure(row):
    what = {"": "", "white": "white", "bme": "BME", "unknown": "unknown"}[row.group]
    if row.unit == RATIO:
        what = "white / BME" if row.direction == WHITE_OVER_BME else "BME / white"
    elif row.unit == POINTS:
        what = "gap"
    label = f"{'' if row.subgroup == 'all' else row.subgroup + ', '}{what}"
    if row.withheld:
        return f"{label}: no figure. {row.reason}"
    value, interval = _number(row.value, row.unit), f"{_number(row.low, row.unit)} to {_number(row.high, row.unit)}"
    text = f"{label}: {value}{' %' if row.unit == PERCENT else ' points' if row.unit == POINTS else ''}"
    if row.unit == PERCENT:
        text += f" ({row.numerator:,.0f} of {row.denominator:,.0f}; interval {interval})"
    else:
        text += f" (interval {interval})"
    if row.unit == RATIO:
        text += f", {row.range} {RANGE_LOW:.2f} to {RANGE_HIGH:.2f}"
        clear = row.low > 1 or row.high < 1
        text += "; the interval excludes parity" if clear else "; cannot be told from parity"
    return text


def _number(value, unit):
    if value == float("inf"):
        return "no upper end"
    return f"{value:.{2 if unit == RATIO else 1}f}".replace("-", "−")
