"""A group's pattern as tables for a notebook, the book and the PDF."""

import pandas as pd

from edi_handbook.charts import Table
from edi_handbook.debrief.pattern import BANDS, FEWEST, TOO_FEW, Question
from edi_handbook.reflect.model import Reflection

NOTE = (
    f"Shown from {FEWEST} people on, in words and never as numbers of people. Few: up to about a third. Most: about "
    "two thirds or more. Where exactly they begin is drawn by lot; the same people always draw the same. Whoever left "
    "the question out counts as not having given the answer."
)
OWN_WORDS_TOO_FEW = f"Too few: fewer than {FEWEST} people gave this in their own words"


def tables(reflection: Reflection, questions: list[Question], source: str, name: str = "group") -> list[Table]:
    """A table for each question of `questions`; one that says "too few" where there is none.

    `source` says whose answers these are; it stands below each table. `name` begins the tables' names.
    """
    if not questions:
        rows, columns = [(reflection.title, TOO_FEW)], ["Reflection", "Pattern"]
        return [_table(rows, columns, f"{reflection.title}: no pattern", name, source)]
    made, hidden = [], []
    for place, question in enumerate(questions, start=1):
        if question.rows:
            rows, columns = [(label, BANDS[band]) for label, band in question.rows], ["Answer", "How many of the group"]
        elif question.texts:
            rows, columns = [(str(n), text) for n, text in enumerate(question.texts, start=1)], ["Number", "Own words"]
        else:
            hidden.append((question.prompt, OWN_WORDS_TOO_FEW))
            continue
        made.append(_table(rows, columns, question.prompt, f"{name}-{place}", source))
    if hidden:
        caption = "Questions that are answered in own words"
        made.append(_table(hidden, ["Question", "Answers"], caption, f"{name}-own-words", source))
    return made


def _table(rows: list[tuple[str, str]], columns: list[str], caption: str, name: str, source: str) -> Table:
    return Table(pd.DataFrame(rows, columns=columns), caption=caption, name=name, source=source, note=NOTE)
