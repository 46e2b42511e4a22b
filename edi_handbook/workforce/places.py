"""The places that the tables name, what each is, and which of them this handbook is about: `data/places/places.csv`."""

from dataclasses import dataclass
from functools import cache

from edi_handbook.workforce import packages, published
from edi_handbook.workforce.packages import BadPackage

TABLE = "places/places.csv"
COUNTRY, REGION, SYSTEM = "country", "region", "system"


@dataclass(frozen=True)
class Place:
    """One place, body or group of people. `ours` is true for the place of this handbook and the bodies in it. `region`
    is the code of the region that it lies in, where the table gives one."""

    code: str
    name: str
    kind: str
    ours: bool
    region: str = ""

    @property
    def below_england(self) -> bool:
        """Whether a count of a few people there can be a count of people whom somebody knows."""
        return self.kind != COUNTRY


@cache
def places() -> dict[str, Place]:
    """Every place by its code, in the order of the table. Raises `BadPackage`."""
    found = {}
    for number, row in enumerate(packages.rows(published.DATA, TABLE), start=2):
        code, name, kind, ours = (row.get(column) or "" for column in ("code", "name", "kind", "ours"))
        if not (code and name and kind) or ours not in ("yes", "no"):
            raise BadPackage(f"data/{TABLE}, row {number}: give it a code, a name, a kind, and yes or no for ours.")
        found[code] = Place(code, name, kind, ours == "yes", row.get("region") or "")
    if wrong := next((one for one in found.values() if one.region and not _is_region(found, one.region)), None):
        raise BadPackage(f"data/{TABLE}: the region “{wrong.region}” of {wrong.code} is no place of kind {REGION}.")
    return found


def _is_region(found: dict[str, Place], code: str) -> bool:
    return code in found and found[code].kind == REGION


def system() -> Place:
    """The system that this handbook is about. Raises `BadPackage` where the table does not name one."""
    found = [place for place in places().values() if place.ours and place.kind == SYSTEM]
    if len(found) != 1:
        raise BadPackage(f"data/{TABLE} has {len(found)} rows of kind system with yes for ours; keep exactly one.")
    return found[0]
