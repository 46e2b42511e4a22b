"""Published figures of England, and of a region, that stand beside an organisation's own.

They are the same whatever a return holds: which of them is shown follows from its year and its indicators alone, and
never from a count. So they give nothing of it away.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from edi_handbook.workforce import places, published
from edi_handbook.workforce.published import Figure, UnknownFigure

ENGLAND = "england"
CONFLICT = "conflict"
READ_AS = {
    "at-source": "read in the publisher’s own",
    "in-report": "read in a report of it",
    "computed": "our sum of published figures",
}
"""What the status of a figure says, in words. Figures of another status are not shown."""


class UnknownRegion(ValueError):
    """What was given as a region is none. The message names those that there are."""


@dataclass(frozen=True)
class Beside:
    """What stands beside figures of a WRES year: England, and a region where one is known (a code of `places`)."""

    year: int
    region: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The places, the nearer first."""
        return (*filter(None, [self.region]), ENGLAND)

    def figure(self, place: str, indicator: int, unit: str, group: str = "") -> Figure | None:
        """The newest figure of a place that is no newer than the year; None where none is held."""
        try:
            found = published.figures(
                place=place, indicator=indicator, group=group, subgroup="", unit=unit, status=tuple(READ_AS)
            )
        except UnknownFigure:
            return None
        known = [one for one in found if one.year <= self.year and _is_of_the_standard(one)]
        return max(known, key=lambda one: one.year, default=None)


def region_of(code: str, name: str, asked: str = "") -> str:
    """The code of an organisation's region, or "" where it is not known.

    `asked`: what its lead says, a code or a name of a region of `data/places`. Raises UnknownRegion where it is none.
    Else it is that of this handbook's own place, for an organisation of it.
    """
    known = places.places().values()
    regions = [one for one in known if one.kind == places.REGION]
    if asked:
        for one in regions:
            if asked.strip().casefold() in (one.code, one.name.casefold()):
                return one.code
        raise UnknownRegion(f"“{asked}” is no region: give one of {', '.join(one.code for one in regions)}.")
    return places.system().region if is_ours(code, name) else ""


def is_ours(code: str, name: str) -> bool:
    """Whether `data/places` counts an organisation, by its code or its name, to the place of this handbook."""
    mine = (code.casefold(), name.casefold())
    return any(one.ours and (one.code in mine or one.name.casefold() in mine) for one in places.places().values())


def place_name(code: str) -> str:
    return places.places()[code].name


def sources(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Where each figure is from, the groups of one source together: `England, indicator 5, NHS Staff Survey 2024: BME
    28.6%, white 23.5%. NHS England, c. 2025-03: Title (read in the publisher’s own).`"""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in figures:
        works = "; ".join(source.text for source in one.sources)
        what = f"{one.place_name}, indicator {one.indicator}, {one.period}"
        found.setdefault((what, works, READ_AS[one.status]), []).append(f"{one.group_name} {one.text}".strip())
    return tuple(f"{what}: {', '.join(shown)}. {works} ({read})." for (what, works, read), shown in found.items())


def _is_of_the_standard(one: Figure) -> bool:
    """Of the standard for substantive staff, or of the survey that it asks."""
    dataset = one.key.partition(":")[0]
    return dataset == "wres" or dataset.startswith("nss")
