"""How far, how fast: how many people a gap is, when it would close, and what counts of that size can show.

`tally` has the counts of one year, and what closing the gap would take. `change` asks whether two years differ by more
than chance. `power` asks what such counts could ever show. `words` says it in sentences.

What is printed of an organisation is worked out from the figures of a `disclosure.Published` alone (`tally.of_print`),
so that nothing more is given away; what cannot be worked out from those is withheld.
"""

from edi_handbook.workforce.trajectory.change import Change, change, of_ratios
from edi_handbook.workforce.trajectory.power import chance_seen, chance_shown_met, smallest_seen, years_to_show
from edi_handbook.workforce.trajectory.tally import NotPossible, People, Tally, When, of_print, tally_of, typical

__all__ = [
    "Change",
    "NotPossible",
    "People",
    "Tally",
    "When",
    "chance_seen",
    "chance_shown_met",
    "change",
    "of_print",
    "of_ratios",
    "smallest_seen",
    "tally_of",
    "typical",
    "years_to_show",
]
