"""One share, one gap or one ratio from plain numbers.

Each is safe by itself. Several that belong together (a total and its parts, two tables) are safe only as one `Report`.
"""

from edi_handbook.workforce import text as printed
from edi_handbook.workforce.disclosure.hiding import protect
from edi_handbook.workforce.disclosure.report import Report, Share
from edi_handbook.workforce.disclosure.thresholds import DEFAULT, HIDDEN, NOT_APPLICABLE, UNRELIABLE, Thresholds


def show_share(part: int, whole: int, thresholds: Thresholds = DEFAULT) -> str:
    """`part` of `whole` as a percentage, such as `24%`; or a symbol."""
    return _share(part, whole, thresholds).text


def show_gap(part_1: int, whole_1: int, part_2: int, whole_2: int, thresholds: Thresholds = DEFAULT) -> str:
    """Share 1 minus share 2 in percentage points, such as `−3.3 points`, with the decimals of the share that has fewer;
    or a symbol."""
    shares = [_share(part, whole, thresholds) for part, whole in ((part_1, whole_1), (part_2, whole_2))]
    if any(share.value is None for share in shares):
        texts = {share.text for share in shares}
        return next(text for text in (HIDDEN, UNRELIABLE, NOT_APPLICABLE) if text in texts)
    points = 100 * part_1 / whole_1 - 100 * part_2 / whole_2
    return f"{printed.number(points, min(share.decimals for share in shares))} points"


def show_ratio(events_1: int, people_1: int, events_2: int, people_2: int, thresholds: Thresholds = DEFAULT) -> str:
    """Rate 1 over rate 2 with its interval, such as `1.42 (1.13 to 1.79)`; or a symbol."""
    report = Report()
    for name, count in (("events 1", events_1), ("people 1", people_1), ("events 2", events_2), ("people 2", people_2)):
        report.count(name, count)
    report.ratio("ratio", ("events 1", "people 1"), ("events 2", "people 2"))
    return protect(report, thresholds).ratios["ratio"].text


def _share(part: int, whole: int, thresholds: Thresholds) -> Share:
    report = Report()
    report.count("part", part)
    report.count("whole", whole)
    report.share("share", "part", "whole")
    return protect(report, thresholds).shares["share"]
