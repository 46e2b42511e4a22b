"""Disclosure control: nobody can work out a small count of people from what is published.

The rule
    Counts from 1 to 7 are shown as `[c]`; other counts to the nearest 5; 0 stays 0. (NHS England, disclosure control
    for Hospital Episode Statistics and the Emergency Care Data Set, 2018. The text was read in part; how that rule
    rounds is to be confirmed.)
    More is hidden where a hidden count could be worked out from totals, percentages, ratios, or another table of the
    same report. (Complementary suppression; Hundepool and others, Statistical Disclosure Control, 2012.)
    Where a bounded search finds no such hiding that is proved safe, the totals of a system are left out, and a note
    says so; else everything that hangs together with the unproved count is hidden. (See `hiding`.)
    Percentages, ratios and their intervals are worked out from the true counts and rounded once: a figure that is
    printed is a correct rounding of the true one. A ratio starts with two decimals and is withheld where either group
    has fewer than 10 events. A percentage has one decimal or none, by the size of its counts, and is withheld where
    the rest of the group is smaller than 8, or where it would undo the rounding of small counts. Where more would give
    a hidden count away, decimals are dropped, or the figure is. (Our own choice; see `thresholds`.)
    The symbols are those of the Government Analysis Function. Screen readers speak them.

The promise
    A reader who has everything that was published, the totals, these rules and the reason of each symbol is left with
    two possible values or more for every hidden count, and never with exactly one from 1 to 7. The same holds for what
    changed by 1 to 7 people since an earlier publication that is remembered (see `again`).

It does not protect from
    an insider who knows some of the counts; several reports over time about the same people that were not remembered,
    or by several bodies, unless they are put into one `Report`; free text; somebody who runs this open code on every
    table that could be behind a report and keeps those that give the same print; a true 0, or a whole group that
    answered alike. The sum of several hidden counts may be known. A total that was left out may be narrowed, though
    never to one value. A ratio or a percentage narrows the counts that it is made of, though not the hidden ones.

Use
    `Report` collects counts, totals, shares and ratios. `protect(report)` gives a `Published`: texts for print, rounded
    values for charts, notes to print with them, never a true count. `protect_return(frame)` does it for a whole return,
    and `protect_again` after `Earlier` publications; `printed_again` is the last of them once more, where it still
    holds. `show_count`, `show_share`, `show_gap` and `show_ratio` are for single figures. Any other statistic is worked
    out from the rounded values of a `Published`: what is a function of the print gives nothing more away.
"""

from edi_handbook.workforce.disclosure.again import likeness, printed_again, protect_again
from edi_handbook.workforce.disclosure.earlier import Earlier, Unreadable
from edi_handbook.workforce.disclosure.hiding import protect
from edi_handbook.workforce.disclosure.plain import show_gap, show_ratio, show_share
from edi_handbook.workforce.disclosure.report import Count, Name, Published, PublishedRatio, Report, Share
from edi_handbook.workforce.disclosure.returns import ProtectedReturn, protect_return, report_of
from edi_handbook.workforce.disclosure.thresholds import (
    DEFAULT,
    FEWEST_EVENTS_FOR_RATIO,
    HIDDEN,
    LARGEST_ROUNDING_ERROR,
    NOT_APPLICABLE,
    ROUND_TO,
    SMALLEST_SHOWN,
    UNRELIABLE,
    WORDS,
    Exemption,
    Thresholds,
    show_count,
)

__all__ = [
    "DEFAULT",
    "FEWEST_EVENTS_FOR_RATIO",
    "HIDDEN",
    "LARGEST_ROUNDING_ERROR",
    "NOT_APPLICABLE",
    "ROUND_TO",
    "SMALLEST_SHOWN",
    "UNRELIABLE",
    "WORDS",
    "Count",
    "Earlier",
    "Exemption",
    "Name",
    "ProtectedReturn",
    "Published",
    "PublishedRatio",
    "Report",
    "Share",
    "Thresholds",
    "Unreadable",
    "likeness",
    "printed_again",
    "protect",
    "protect_again",
    "protect_return",
    "report_of",
    "show_count",
    "show_gap",
    "show_ratio",
    "show_share",
]
