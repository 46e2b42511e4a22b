"""Claims that somebody with a browser can settle, from `data/to-confirm/to-confirm.csv`: the one list of them.

A row without a `value` is open. Once it has one, with its day and its source, the next build prints the value: in the
sentence that asks for it by `{confirm}`, or in the action of `data/actions/` that `about` names.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from edi_handbook.ledgers import tables
from edi_handbook.workforce.published import DATA

TABLE = DATA / "to-confirm" / "to-confirm.csv"
COLUMNS = (
    "key", "kind", "claim", "about", "as_printed", "where_to_look", "who", "value", "confirmed", "source",
)  # fmt: skip

STATEMENT, WORDING, DUE = "statement", "action wording", "action date"
KINDS = (STATEMENT, WORDING, DUE)


@dataclass(frozen=True)
class Claim:
    """One claim. `value` is empty while it is open; `about` is the id of an action, and empty for a statement."""

    key: str
    kind: str
    claim: str
    about: str
    as_printed: str
    where_to_look: str
    who: str
    value: str
    confirmed: str
    source: str

    @property
    def words(self) -> str:
        """What a sentence prints: the value, or until there is one what was agreed in its place."""
        return self.value or self.as_printed


def read(path: Path = TABLE) -> dict[str, Claim]:
    """The claims by key, in the order of the file. Raises `tables.LedgerError`."""
    return {row["key"]: Claim(**row) for row in tables.read(path, COLUMNS, _fault)}


def check_actions(claims: dict[str, Claim], ids: set[str]) -> None:
    """Raises `tables.LedgerError` where a claim is about an action that has none of these ids."""
    problems = [
        f"{tables.name(TABLE)}, row {row}: there is no action “{one.about}” in data/actions/actions.csv; correct about."
        for row, one in enumerate(claims.values(), start=2)
        if one.kind != STATEMENT and one.about not in ids
    ]
    if problems:
        raise tables.LedgerError(problems)


def settled(actions: pd.DataFrame, claims: dict[str, Claim]) -> pd.DataFrame:
    """`actions`, with what filled-in claims say of them: a wording becomes `read`, a date one that was read."""
    table = actions.copy()
    for one in claims.values():
        if not one.value or one.kind == STATEMENT:
            continue
        row = table["id"] == one.about
        if one.kind == WORDING:
            table.loc[row, ["action", "wording"]] = [one.value, "read"]
        else:
            due = datetime.date.fromisoformat(one.value)
            table.loc[row, ["due", "due_as_published"]] = [one.value, f"by {due:%B %Y}"]
        table.loc[row, "source"] = [_with(keys, one.source) for keys in table.loc[row, "source"]]
    return table


def _with(keys: str, key: str) -> str:
    listed = [one for one in keys.split(";") if one]
    return ";".join(listed if key in listed else [*listed, key])


def _fault(row: tables.Row, today: datetime.date) -> str:
    wrong = tables.empty(row, "claim", "where_to_look", "who") or tables.word(row, "kind", KINDS)
    wrong = wrong or tables.role(row, "who")
    if wrong:
        return wrong
    if row["kind"] == STATEMENT and (row["about"] or not row["as_printed"]):
        return "a statement needs as_printed, the words until it is settled, and an empty about; mend the two cells"
    if row["kind"] != STATEMENT and not row["about"]:
        return "about is empty; write the id of the action, as plan-4a"
    if not row["value"]:
        filled = next((name for name in ("confirmed", "source") if row[name]), "")
        return f"{filled} is filled in and value is not; write what was found, or empty both" if filled else ""
    if row["kind"] == DUE:
        try:
            datetime.date.fromisoformat(row["value"])
        except ValueError:
            return f"value “{row['value']}” is not a date; write year, month and day, as 2024-03-31"
    return tables.empty(row, "confirmed", "source") or tables.day(row, "confirmed", today)
