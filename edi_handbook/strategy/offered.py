"""The strategy that is offered to boards, from `data/strategy/`: objectives, targets, milestones, risks, questions.

Every target has its reasoning, and a source or the label that it is our own. Every owner is a role of `roles.csv`, and
never a person. A table that cannot be used raises `LedgerError`: one sentence a row, with what mends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from edi_handbook import bibliography
from edi_handbook.ledgers import tables
from edi_handbook.ledgers.tables import LedgerError, Row
from edi_handbook.workforce import published
from edi_handbook.workforce.definitions import INDICATORS
from edi_handbook.workforce.published import DATA

FOLDER = DATA / "strategy"
QUARTERS = 12
"""Three years of them, counted from the quarter in which a board adopts the strategy."""

VISION = (
    "Here the same fair steps decide who is appointed, who is disciplined and who is heard, whatever their ethnicity, "
    "and anyone can check it in the figures."
)
"""The vision that is offered, in one sentence."""

GAP, ENABLING = "gap", "enabling"
SOURCE, OWN_OFFER, OWN_ESTIMATE = "source", "our own offer", "our own estimate"
LOWER, HIGHER, DONE = "lower", "higher", "done"
KLINE, OURS = "Kline", "our own"
READ, OPENING, REPORTED = "read", "opening only", "reported"
ANSWERS, IN_PART, LACKS = "answers it", "answers it in part", "lacks it"

COLUMNS = {
    "roles": ("key", "role"),
    "objectives": (
        "key", "kind", "title", "why", "indicator", "measure", "direction", "better", "baseline", "evidence_grade",
        "evidence", "owner", "with_role", "hours_1", "hours_2", "hours_3", "hours_basis", "money", "money_source",
        "stop", "law", "law_source",
    ),
    "targets": (
        "key", "objective", "quarter", "target", "counted_in", "words", "counts", "reasoning", "basis", "source",
    ),
    "milestones": ("key", "objective", "quarter", "what", "owner"),
    "risks": ("key", "objective", "risk", "early_sign", "mitigation", "owner"),
    "precedents": (
        "key", "organisation", "document_year", "objective", "measure", "baseline", "target", "due", "lesson",
        "reading", "source",
    ),
    "questions": (
        "key", "number", "question", "from", "reading", "answer", "in_return", "ask", "ask_role", "source",
    ),
}  # fmt: skip
MAY_BE_EMPTY = {
    "indicator", "direction", "baseline", "money", "money_source", "law", "law_source", "target", "source",
    "document_year", "due", "reading",
}  # fmt: skip
"""Cells that not every row has; whether a row needs one, its own check says."""


@dataclass(frozen=True)
class Target:
    """An offered target. `target` is None where it follows from the baseline, which `words` says."""

    key: str
    objective: str
    quarter: int
    target: float | None
    counted_in: str
    words: str
    counts: str
    reasoning: str
    basis: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Milestone:
    key: str
    objective: str
    quarter: int
    what: str
    owner: str


@dataclass(frozen=True)
class Risk:
    key: str
    objective: str
    risk: str
    early_sign: str
    mitigation: str
    owner: str


@dataclass(frozen=True)
class Objective:
    """`baseline` are keys of published figures, empty for "your return"; `hours` are those of three years, and
    `hours_basis` says whose estimate they are. `owner` and `with_role` are roles in words."""

    key: str
    kind: str
    title: str
    why: str
    indicator: int | None
    measure: str
    direction: str
    better: str
    baseline: tuple[str, ...]
    evidence_grade: str
    evidence: tuple[str, ...]
    owner: str
    with_role: str
    hours: tuple[int, int, int]
    hours_basis: str
    money: str
    money_source: tuple[str, ...]
    stop: str
    law: str
    law_source: tuple[str, ...]
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]


@dataclass(frozen=True)
class Precedent:
    """A target that another body printed, and how far it was read."""

    key: str
    organisation: str
    document_year: str
    objective: str
    measure: str
    baseline: str
    target: str
    due: str
    lesson: str
    reading: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question that a board should ask of its figures. `by` says whose it is, `answer` what in a return answers it,
    `in_return` whether one that is filled in as its template asks does, and `ask` what to ask of `ask_role` else."""

    key: str
    number: int
    question: str
    by: str
    reading: str
    answer: str
    in_return: str
    ask: str
    ask_role: str
    source: tuple[str, ...]


@cache
def roles(folder: Path = FOLDER) -> dict[str, str]:
    """The roles that may own something, by key, as the page *Who does what* names them. Raises `LedgerError`."""
    return {row["key"]: row["role"] for row in _read(folder, "roles", lambda row: tables.role(row, "role"))}


@cache
def objectives(folder: Path = FOLDER) -> tuple[Objective, ...]:
    """Every objective with its targets, milestones and risks, in the order of the tables. Raises `LedgerError`."""
    rows = _read(folder, "objectives", lambda row: _objective_fault(row, roles(folder)))
    known = {row["key"] for row in rows}
    parts = {}
    for name, fault in (("targets", _target_fault), ("milestones", _quarter_fault), ("risks", lambda row: "")):
        found = _read(folder, name, lambda row, fault=fault: _part_fault(row, known, roles(folder)) or fault(row))
        parts[name] = {key: [row for row in found if row["objective"] == key] for key in known}
    _check_order(folder, parts, known)
    return tuple(_objective(row, parts, roles(folder)) for row in rows)


@cache
def precedents(folder: Path = FOLDER) -> tuple[Precedent, ...]:
    """Targets that other bodies printed. Raises `LedgerError`."""
    known = {one.key for one in objectives(folder)}
    rows = _read(folder, "precedents", lambda row: _part_fault(row, known, {}) or _precedent_fault(row))
    return tuple(Precedent(**row | {"source": _keys(row["source"])}) for row in rows)


@cache
def questions(folder: Path = FOLDER) -> tuple[Question, ...]:
    """The thirteen questions in their order. Raises `LedgerError`."""
    rows = _read(folder, "questions", lambda row: _question_fault(row, roles(folder)))
    for place, row in enumerate(rows, start=1):
        if row["number"] != str(place):
            raise LedgerError(
                [f"{_where(folder, 'questions')}, row {place + 1}: number “{row['number']}” is out of order; write "
                 f"{place}, or put the row in its place."]
            )  # fmt: skip
    return tuple(
        Question(
            row["key"], int(row["number"]), row["question"], row["from"], row["reading"], row["answer"],
            row["in_return"], row["ask"], roles(folder)[row["ask_role"]], _keys(row["source"]),
        )
        for row in rows
    )  # fmt: skip


def _where(folder: Path, name: str) -> str:
    return tables.name(folder / f"{name}.csv")


def _read(folder: Path, name: str, fault: Callable[[Row], str]) -> list[Row]:
    needed = [column for column in COLUMNS[name] if column not in MAY_BE_EMPTY]
    # The baselines of others are what they printed, and may be none.
    needed += ["target"] if name == "precedents" else []
    return tables.read(
        folder / f"{name}.csv",
        COLUMNS[name],
        lambda row, _: tables.empty(row, *needed) or _works_fault(row) or fault(row),
    )


def _keys(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


def _works_fault(row: Row) -> str:
    works = bibliography.keys()
    for column in ("source", "evidence", "money_source", "law_source"):
        for key in _keys(row.get(column, "")):
            if key not in works:
                return f"{column} “{key}” is no key of book/references.bib; mend it, or add the work there"
    return ""


def _role_fault(row: Row, column: str, known: dict[str, str]) -> str:
    if row[column] in known:
        return ""
    return tables.role(row, column) or (
        f"{column} “{row[column]}” is none of the roles of data/strategy/roles.csv; write {', '.join(known)}"
    )


def _objective_fault(row: Row, known: dict[str, str]) -> str:
    fault = (
        tables.word(row, "kind", (GAP, ENABLING))
        or tables.word(row, "better", (LOWER, HIGHER, DONE))
        or tables.word(row, "evidence_grade", ("A", "B", "C", "D"))
        or tables.word(row, "hours_basis", (OWN_ESTIMATE, SOURCE))
        or _role_fault(row, "owner", known)
        or _role_fault(row, "with_role", known)
    )
    if fault:
        return fault
    for year in (1, 2, 3):
        if not row[f"hours_{year}"].isdecimal():
            return f"hours_{year} “{row[f'hours_{year}']}” is no number of hours; write whole hours, as 40"
    if bool(row["money"]) != bool(row["money_source"]):
        return "money and its money_source go together; fill in both, or neither"
    if row["kind"] == GAP:
        return _gap_fault(row)
    return ""


def _gap_fault(row: Row) -> str:
    numbers = {str(number) for number in INDICATORS}
    if row["indicator"] not in numbers:
        return f"indicator “{row['indicator']}” is none of the standard’s; write the number of the gap’s indicator"
    words = INDICATORS[int(row["indicator"])].direction.words
    if row["direction"] != words:
        return f"direction “{row['direction']}” is not that of indicator {row['indicator']}; write {words}"
    if not row["law"] or not row["law_source"]:
        return "law or law_source is empty; say that the target is an outcome to watch and never a quota, and cite it"
    for key in _keys(row["baseline"]):
        try:
            published.figure(key)
        except published.UnknownFigure as error:
            return f"baseline “{key}” is no published figure; {str(error).rstrip('.')}"
    return ""


def _part_fault(row: Row, known: set[str], of_role: dict[str, str]) -> str:
    if row["objective"] not in known:
        return f"objective “{row['objective']}” is no key of objectives.csv; write one of {', '.join(sorted(known))}"
    return _role_fault(row, "owner", of_role) if "owner" in row else ""


def _quarter_fault(row: Row) -> str:
    quarter = row["quarter"]
    if quarter.isdecimal() and 1 <= int(quarter) <= QUARTERS:
        return ""
    return f"quarter “{quarter}” is none of three years; write a number from 1 to {QUARTERS}"


def _target_fault(row: Row) -> str:
    fault = (
        _quarter_fault(row)
        or tables.word(row, "counted_in", ("ratio", "percent", "count"))
        or tables.word(row, "basis", (SOURCE, OWN_OFFER))
    )
    if fault:
        return fault
    if row["basis"] == SOURCE and not row["source"]:
        return f"source is empty; name the work that has set such a target, or write “{OWN_OFFER}” as basis"
    try:
        float(row["target"] or 0)
    except ValueError:
        return f"target “{row['target']}” is no number; write one, or leave it empty where it follows from a baseline"
    return ""


def _precedent_fault(row: Row) -> str:
    fault = tables.word(row, "reading", (READ, REPORTED))
    return fault or ("" if row["source"] else "source is empty; name the work that printed it")


def _question_fault(row: Row, known: dict[str, str]) -> str:
    fault = (
        tables.word(row, "from", (KLINE, OURS))
        or tables.word(row, "in_return", (ANSWERS, IN_PART, LACKS))
        or _role_fault(row, "ask_role", known)
    )
    if fault:
        return fault
    if row["from"] == KLINE:
        return tables.word(row, "reading", (READ, OPENING)) or ("" if row["source"] else "source is empty; name it")
    return f"reading “{row['reading']}” of a question of our own; leave it empty" if row["reading"] else ""


def _check_order(folder: Path, parts: dict[str, dict[str, list[Row]]], known: set[str]) -> None:
    """Raises `LedgerError` where an objective has none of a part, or where its quarters go back."""
    problems = []
    for name, of in parts.items():
        for key in sorted(known):
            rows = of[key]
            if not rows:
                problems.append(f"{_where(folder, name)}: objective “{key}” has no row; give it one.")
            quarters = [int(row["quarter"]) for row in rows if "quarter" in row]
            if quarters != sorted(quarters):
                problems.append(
                    f"{_where(folder, name)}: the quarters of “{key}” go back ({', '.join(map(str, quarters))}); "
                    "put them in order."
                )
    if problems:
        raise LedgerError(problems)


def _objective(row: Row, parts: dict[str, dict[str, list[Row]]], known: dict[str, str]) -> Objective:
    mine = {name: of[row["key"]] for name, of in parts.items()}
    cells = {
        name: row[name]
        for name in ("key", "kind", "title", "why", "measure", "direction", "better", "evidence_grade",
                     "hours_basis", "money", "stop", "law")
    }  # fmt: skip
    return Objective(
        **cells,
        indicator=int(row["indicator"]) if row["indicator"] else None,
        baseline=_keys(row["baseline"]),
        evidence=_keys(row["evidence"]),
        owner=known[row["owner"]],
        with_role=known[row["with_role"]],
        hours=tuple(int(row[f"hours_{year}"]) for year in (1, 2, 3)),
        money_source=_keys(row["money_source"]),
        law_source=_keys(row["law_source"]),
        targets=tuple(
            Target(
                **one
                | {
                    "quarter": int(one["quarter"]),
                    "target": float(one["target"]) if one["target"] else None,
                    "source": _keys(one["source"]),
                }
            )
            for one in mine["targets"]
        ),
        milestones=tuple(
            Milestone(**one | {"quarter": int(one["quarter"]), "owner": known[one["owner"]]})
            for one in mine["milestones"]
        ),
        risks=tuple(Risk(**one | {"owner": known[one["owner"]]}) for one in mine["risks"]),
    )
