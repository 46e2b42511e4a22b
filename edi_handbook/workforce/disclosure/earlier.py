"""What was published before: texts, reasons and how they hang together, never a true count.

An `Earlier` is a publication as a reader has it who is told the reasons too; against such a reader every report is
proved. It is kept beside the reports, so that a later one can be looked at together with it (`again`). It is no secret.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from edi_handbook.workforce.disclosure import reasons
from edi_handbook.workforce.disclosure.report import Count, Name, Published, PublishedRatio, Report, Share, ShareOf
from edi_handbook.workforce.disclosure.thresholds import Thresholds

WHYS = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}


MOST_CELLS = 400
"""More counts or sums than this no board report has: what is kept is not what was written."""


class Unreadable(ValueError):
    """What was kept of an earlier publication is not as it was written; one sentence says how."""


@dataclass(frozen=True)
class RatioOf:
    """The four counts of a ratio; `rates`: two pairs of events and people, else an odds ratio."""

    cells: tuple[Name, ...]
    rates: bool

    @property
    def pairs(self) -> list[tuple[Name, Name]]:
        """Events and people of a ratio of rates, twice."""
        return [(self.cells[0], self.cells[1]), (self.cells[2], self.cells[3])] if self.rates else []


@dataclass(frozen=True)
class Earlier:
    """A publication: what is printed of each count, share and ratio, and which are made of which."""

    smallest_shown: int
    round_to: int
    fewest_events_for_ratio: int
    counts: dict[Name, Count]
    """Printed counts. A count that others are made of and that is not here stands in no table."""
    shares: dict[Name, Share]
    ratios: dict[Name, PublishedRatio]
    sums: list[tuple[Name, tuple[Name, ...]]] = field(default_factory=list)
    links: list[tuple[Name, Name]] = field(default_factory=list)
    shares_of: dict[Name, ShareOf] = field(default_factory=dict)
    ratios_of: dict[Name, RatioOf] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, published: Published, thresholds: Thresholds) -> "Earlier":
        """What readers have of a publication. `report` lends its structure and none of its counts."""
        return cls(
            thresholds.smallest_shown,
            thresholds.round_to,
            thresholds.fewest_events_for_ratio,
            dict(published.counts),
            dict(published.shares),
            dict(published.ratios),
            list(report.sums),
            list(report.links),
            {name: report.shares[name] for name in published.shares},
            {name: RatioOf(report.ratios[name].cells, report.ratios[name].rates) for name in published.ratios},
        )

    def has_thresholds_of(self, thresholds: Thresholds) -> bool:
        mine = self.smallest_shown, self.round_to, self.fewest_events_for_ratio
        return mine == (thresholds.smallest_shown, thresholds.round_to, thresholds.fewest_events_for_ratio)

    def names(self) -> list[Name]:
        """Every count that the publication is made of, printed or not."""
        found = dict.fromkeys(self.counts)
        for total, parts in self.sums:
            found |= dict.fromkeys((total, *parts))
        for link in self.links:
            found |= dict.fromkeys(link)
        for share in self.shares_of.values():
            found |= dict.fromkeys((share.part, share.whole))
        for ratio in self.ratios_of.values():
            found |= dict.fromkeys(ratio.cells)
        return list(found)

    def only(self, keep: Callable[[Name], bool]) -> "Earlier":
        """The part of the publication that is made of these counts alone."""
        shares_of = {name: of for name, of in self.shares_of.items() if keep(of.part) and keep(of.whole)}
        ratios_of = {name: of for name, of in self.ratios_of.items() if all(map(keep, of.cells))}
        return replace(
            self,
            counts={name: one for name, one in self.counts.items() if keep(name)},
            shares={name: self.shares[name] for name in shares_of},
            ratios={name: self.ratios[name] for name in ratios_of},
            sums=[(total, parts) for total, parts in self.sums if all(map(keep, (total, *parts)))],
            links=[link for link in self.links if all(map(keep, link))],
            shares_of=shares_of,
            ratios_of=ratios_of,
        )

    def to_data(self) -> dict[str, Any]:
        """The publication as plain data for a JSON file. `from_data` reads it back."""
        return {
            "thresholds": [self.smallest_shown, self.round_to, self.fewest_events_for_ratio],
            "counts": [[list(name), one.text, one.why] for name, one in self.counts.items()],
            "sums": [[list(total), [list(part) for part in parts]] for total, parts in self.sums],
            "links": [[list(one), list(other)] for one, other in self.links],
            "shares": [
                [list(name), list(of.part), list(of.whole), of.interval, one.text, one.low, one.high, one.why]
                for name, one in self.shares.items()
                for of in [self.shares_of[name]]
            ],
            "ratios": [
                [list(name), [list(cell) for cell in of.cells], of.rates, one.text, one.why]
                for name, one in self.ratios.items()
                for of in [self.ratios_of[name]]
            ],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Earlier":
        """What `to_data` gave. Raises `Unreadable`."""
        if len(data.get("counts", ())) > MOST_CELLS or len(data.get("sums", ())) > MOST_CELLS:
            raise Unreadable(f"it has more than {MOST_CELLS} counts or sums, and no report has so many")
        if not data.get("counts"):
            raise Unreadable("it remembers no count of a report")
        try:
            smallest_shown, round_to, fewest = (int(number) for number in data["thresholds"])
            Thresholds(smallest_shown, round_to, fewest, "as this publication had it")
            counts = {_name(name): _count(text, _why(why)) for name, text, why in data["counts"]}
            shares, shares_of, ratios, ratios_of = {}, {}, {}, {}
            for name, part, whole, interval, text, low, high, why in data["shares"]:
                shares_of[_name(name)] = ShareOf(_name(part), _name(whole), bool(interval))
                value = None if _why(why) else float(text.rstrip("%"))
                shares[_name(name)] = Share(text, value, _number(low), _number(high), why)
            for name, cells, rates, text, why in data["ratios"]:
                one, two, three, four = (_name(cell) for cell in cells)
                ratios_of[_name(name)] = RatioOf((one, two, three, four), bool(rates))
                ratios[_name(name)] = PublishedRatio(text, *_ratio_numbers(text, _why(why)), why)
            return cls(
                smallest_shown,
                round_to,
                fewest,
                counts,
                shares,
                ratios,
                [_sum(_name(total), [_name(part) for part in parts]) for total, parts in data["sums"]],
                [(_name(one), _name(other)) for one, other in data["links"]],
                shares_of,
                ratios_of,
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise Unreadable(f"it is not as it was written ({error})") from None


def _name(words: Any) -> Name:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise ValueError(f"{words!r} is no name")
    return tuple(words)


def _sum(total: Name, parts: list[Name]) -> tuple[Name, tuple[Name, ...]]:
    if not parts or len({total, *parts}) <= len(parts):
        raise ValueError(f"{total!r} is the sum of nothing, or of itself, or of one part twice")
    return total, tuple(parts)


def _why(why: Any) -> str | None:
    if why is None:
        return None
    if why not in WHYS:
        raise ValueError(f"{why!r} is no reason")
    return str(why)


def _number(number: Any) -> float | None:
    return None if number is None else float(number)


def _count(text: str, why: str | None) -> Count:
    return Count(text, None if why else int(text.replace(",", "")), why)


def _ratio_numbers(text: str, why: str | None) -> tuple[float | None, float | None, float | None]:
    if why:
        return None, None, None
    value, low, _, high = text.replace("(", "").replace(")", "").split()
    return float(value), float(low), float(high)
