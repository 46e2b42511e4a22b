"""Check the figures that a draft paper states against the counts, and say why one does not come out.

All arithmetic is on exact fractions of the counts, and a stated value is compared as it was written: "1.8" claims one
decimal, "1.80" two. Verdicts:

- `reproduced`: the counts give this figure, to the precision that is published (two decimals for a ratio, one for
  others) or finer;
- `rounded`: the right figure, rounded more coarsely, cut off, or worked out from rates that were already rounded;
- `reversed`: the ratio or gap the other way round;
- `groups_swapped`: the figure of the other group, or with one count taken from the other group;
- `wrong_unit`: the right figure or a near relation of it, called by another unit: a ratio with a per cent sign, a
  difference read as a ratio;
- `not_reproduced`: none of these; the explanation names the denominator, unknowns or year where one of them fits.

`claim` has the shapes, `stated` compares a number as written with a true one, `counts` looks counts up. A claim is
about a share (`shares`), two groups' rates (`pairs`) or the board's gap (`board`): each of these says what the counts
give, and in which wrong ways a stated number could have come about. `checking` tries them in turn.
"""

from edi_handbook.workforce.claims.checking import check_claims
from edi_handbook.workforce.claims.claim import SOUND, UNITS, VERDICTS, Claim, Verdict
from edi_handbook.workforce.claims.stated import is_number

__all__ = ["SOUND", "UNITS", "VERDICTS", "Claim", "Verdict", "check_claims", "is_number"]
