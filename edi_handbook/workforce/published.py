"""Published figures, by key.

`figure("wres:england:2:2023")` gives one figure with its unit, direction, sources and status. A key is
`dataset:place:indicator:year[:group[:subgroup]]`, lower case, kebab inside a part:

    wres:england:2:2023                 a ratio, white over BME
    wres:england:1:2024:bme             a share of the workforce
    wres:england:1:2024:bme:vsm         the same among very senior managers
    nss2024:uhb:8:2024:bme              a trust's staff, with counts
    census2021:birmingham:residents:2021:asian

Values are read from `data/` once, and only from there: from every table that its package declares (`packages`). A year
that no source confirmed is absent, and a series has a gap there.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from edi_handbook.workforce import packages
from edi_handbook.workforce import text as printed
from edi_handbook.workforce.definitions import RATIO, Direction
from edi_handbook.workforce.packages import BadPackage

DATA = Path(__file__).resolve().parents[2] / "data"

_COLUMNS = (
    "place", "place_name", "year", "period", "indicator", "measure", "group", "group_name", "subgroup", "numerator",
    "denominator", "value", "unit", "direction", "source_ids", "status", "note",
)  # fmt: skip
_NUMBERS = {"year": int, "value": float, "numerator": int, "denominator": int}
_MAY_BE_EMPTY = ("numerator", "denominator")

# More decimals than this say more than a share or a ratio can; fewer are kept as published.
_MOST_DECIMALS = {"ratio": 2, "percent": 1, "percentage_points": 2, "count": 0}


class UnknownFigure(LookupError):
    """No figure has this key. The message names the closest keys."""


class UnknownSource(LookupError):
    """No source has this id."""


@dataclass(frozen=True)
class Source:
    """One source: a row of `data/sources/sources.csv`."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    kind: str

    @property
    def text(self) -> str:
        """`NHS England, 2022-04-07: Top jobs in NHS …`"""
        return f"{self.publisher}, {self.published}: {self.title}"


@dataclass(frozen=True)
class Figure:
    """One published figure.

    `value` is in `unit`: `ratio`, `percent` (0 to 100), `percentage_points` or `count`.
    `numerator` and `denominator` are numbers of people, `None` where none were published.
    `direction` says which group is on top of a ratio ("white over BME"); empty for other units.
    `decimals` is the precision that the source printed.
    """

    key: str
    place: str
    place_name: str
    indicator: str
    measure: str
    group: str
    group_name: str
    subgroup: str
    year: int
    period: str
    value: float
    decimals: int
    unit: str
    direction: str
    numerator: int | None
    denominator: int | None
    source_ids: tuple[str, ...]
    status: str
    note: str

    @property
    def text(self) -> str:
        """The value as it is printed: `1.59`, `28.6%`, `−0.64 percentage points`, `309,532`."""
        most = _MOST_DECIMALS[self.unit]
        if self.unit == "percent" and abs(self.value) < 1:
            most = 2  # 0.58 % and 0.6 % are not the same news
        decimals = min(self.decimals, most)
        match self.unit:
            case "ratio":
                return printed.ratio(self.value, decimals)
            case "percent":
                return printed.percent(self._unrounded if decimals < self.decimals else self.value, decimals)
            case "percentage_points":
                return printed.points(self.value, decimals)
            case _:
                return printed.count(self.value)

    @property
    def _unrounded(self) -> float:
        """The share from its counts where there are any: 20.146 rounded twice would print as 20.2."""
        if self.numerator is None or self.denominator is None:
            return self.value
        return 100 * self.numerator / self.denominator

    @property
    def counts(self) -> str:
        """`576 of 3,261`, or `counts not published`."""
        if self.numerator is None or self.denominator is None:
            return "counts not published"
        return printed.of(self.numerator, self.denominator)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(source(one) for one in self.source_ids)


def figure(key: str) -> Figure:
    """The figure with this key. Raises `UnknownFigure`, naming the closest keys, and `BadPackage`."""
    try:
        return _all()[key]
    except KeyError:
        close = difflib.get_close_matches(key, _all(), n=3, cutoff=0.5)
        hint = f"The closest are {', '.join(close)}." if close else f"Keys start with one of {', '.join(_datasets())}."
        hint = _not_declared(key.partition(":")[0]) or hint
        raise UnknownFigure(f"No published figure has the key '{key}'. {hint}") from None


def figures(dataset: str = "", **wanted: str | int | tuple) -> list[Figure]:
    """All figures of a data set that match, in the order of the tables.

    `wanted` takes any field of `Figure`, with one value or a tuple of them:
    `figures("nss2024", place=("uhb", "roh"), indicator=8)`.
    Raises `UnknownFigure` when nothing matches, because an empty chart is a mistake.
    """
    keep = [
        one
        for one in _all().values()
        if (not dataset or one.key.split(":", 1)[0] == dataset)
        and all(
            str(getattr(one, name)) in [str(v) for v in (value if isinstance(value, tuple) else (value,))]
            for name, value in wanted.items()
        )
    ]
    if not keep:
        asked = ", ".join(f"{name} = {value}" for name, value in {"dataset": dataset, **wanted}.items() if value != "")
        hint = _not_declared(dataset) or f"Look in {DATA.name}/ for what there is."
        raise UnknownFigure(f"No published figure has {asked}. {hint}")
    return keep


def series(
    dataset: str, place: str, indicator: str | int, group: str = "", subgroup: str = "", years: range | None = None
) -> pd.Series:
    """Values by year, float, with `nan` where a year is missing: every year from the first to the last, or `years`."""
    found = figures(dataset, place=place, indicator=indicator, group=group, subgroup=subgroup)
    known = pd.Series({one.year: one.value for one in found}, dtype=float, name=found[0].measure)
    span = years or range(int(known.index.min()), int(known.index.max()) + 1)
    return known.reindex(pd.Index(span, name="year"))


def source(source_id: str) -> Source:
    """The source with this id (`S13`). Raises `UnknownSource`."""
    try:
        return _sources()[source_id]
    except KeyError:
        raise UnknownSource(f"No source has the id '{source_id}'; add it to data/sources/sources.csv.") from None


def table(dataset: str, name: str) -> pd.DataFrame:
    """A table of `data/` that is not figures by key, for example `table("gender-pay-gap", "nhs-trusts")`."""
    path = DATA / dataset / f"{name}.csv"
    if not path.exists():
        raise FileNotFoundError(f"data/{dataset}/{name}.csv is missing; restore it from the repository.")
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


@cache
def _all() -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for dataset, files in packages.tables(DATA).items():
        for file in files:
            for number, row in enumerate(packages.rows(DATA, file), start=2):
                if fault := _fault(dataset, row):
                    raise BadPackage(f"data/{file}, row {number}: {fault}")
                one = _figure(dataset, row)
                if one.key in found:
                    raise BadPackage(f"data/{file}: the key '{one.key}' is there twice; give one row a subgroup.")
                found[one.key] = one
    return found


def _datasets() -> list[str]:
    return list(dict.fromkeys(key.partition(":")[0] for key in _all()))


def _not_declared(dataset: str) -> str:
    return "" if dataset in _datasets() else packages.undeclared(DATA, dataset)


def _fault(dataset: str, row: dict[str, str]) -> str:
    """Why a row is no figure, and what mends it; "" where nothing is wrong."""
    if missing := [name for name in _COLUMNS if row.get(name) is None]:
        return f'there is no {missing[0]}; add the column, or take "dataset" out of the package.'
    if row["unit"] not in _MOST_DECIMALS:
        return f"the unit '{row['unit']}' is unknown; write one of {', '.join(_MOST_DECIMALS)}."
    for name, number in _NUMBERS.items():
        if name in _MAY_BE_EMPTY and not row[name]:
            continue
        try:
            number(row[name])
        except ValueError:
            return f"{name} is '{row[name]}'; write a plain number there."
    try:
        _direction(dataset, row)
    except ValueError as error:
        return str(error)
    return ""


def _figure(dataset: str, row: dict[str, str]) -> Figure:
    parts = [dataset, row["place"], row["indicator"], row["year"], row["group"], row["subgroup"]]
    return Figure(
        key=":".join(parts).rstrip(":"),
        place=row["place"],
        place_name=row["place_name"],
        indicator=row["indicator"],
        measure=row["measure"],
        group=row["group"],
        group_name=row["group_name"],
        subgroup=row["subgroup"],
        year=int(row["year"]),
        period=row["period"],
        value=float(row["value"]),
        decimals=len(row["value"].partition(".")[2]),
        unit=row["unit"],
        direction=_direction(dataset, row),
        numerator=int(row["numerator"]) if row["numerator"] else None,
        denominator=int(row["denominator"]) if row["denominator"] else None,
        source_ids=tuple(row["source_ids"].split(";")),
        status=row["status"],
        note=row["note"],
    )


def _direction(dataset: str, row: dict[str, str]) -> str:
    """Which group is on top, in words. The two groups of the WRES are read through `Direction`, and no other word for
    them is let in; what compares other groups says which in words of its own."""
    if not dataset.startswith("wres") or row["unit"] != RATIO or row["group"]:
        return row["direction"]
    return Direction(row["direction"]).words


@cache
def _sources() -> dict[str, Source]:
    names = Source.__dataclass_fields__
    rows = packages.rows(DATA, "sources/sources.csv")
    return {row["id"]: Source(**{name: row[name] for name in names}) for row in rows}
