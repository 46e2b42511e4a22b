"""Controls of a notebook: where somebody has it open in JupyterLab, a changed value redraws a chart and its table.

A built or printed page has nobody who could answer a control. There `control` gives nothing, and the page's static
charts stand for themselves; its last section says how to run it live.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import anywidget
import ipywidgets
import pandas as pd
import traitlets

from edi_handbook import palette
from edi_handbook.charts.chart import Chart, Table

FROM_TABLE = "The numbers of this chart stand in the table beside it."
"""Alt text for values that somebody has only just chosen: `control` puts the table's own words in its place. On a page
alt text is written by a person, who says what matters first."""

_HERE = Path(__file__).parent


def is_live() -> bool:
    """Whether a person has this notebook open in JupyterLab or another Jupyter server.

    Jupyter's server names the notebook in `JPY_SESSION_NAME` for each kernel that it starts. The build of the book and
    the tests start their kernels themselves, without it.
    """
    return bool(os.environ.get("JPY_SESSION_NAME"))


def _colours() -> str:
    light, dark = (
        "".join(f"--{role}:{colours[role]};" for role in ("paper", "ink", "border", "focus", "stop"))
        for colours in (palette.LIGHT, palette.DARK)
    )
    ring = f"--focus-ink:{palette.LIGHT['ink']};"
    return f".edi-field{{{light}{ring}}}body[data-jp-theme-light=false] .edi-field{{{dark}}}"


class Field(anywidget.AnyWidget):
    """A labelled control, as a native list or number field. `value` is what it stands at.

    Not ipywidgets' own: in JupyterLab the keyboard cannot use its list, because an arrow moves on to the next cell and
    a letter inserts, cuts or changes one. `field.js` keeps the keys.
    """

    _esm = _HERE / "field.js"
    _css = _colours() + (_HERE / "field.css").read_text(encoding="utf-8")

    label = traitlets.Unicode().tag(sync=True)


class Choice(Field):
    """One of `options`, by the words that a reader sees: the first, unless `value` says which."""

    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, options: Iterable, value=None):
        options = [str(one) for one in options]
        super().__init__(label=label, options=options, value=options[0] if value is None else str(value))

    @traitlets.validate("value")
    def _is_an_option(self, proposal):
        if self.options and proposal["value"] not in self.options:
            raise traitlets.TraitError(f"{self.label}: choose one of {', '.join(self.options)}.")
        return proposal["value"]


class Number(Field):
    """A number from `low` to `high`, an int where `step` is whole. Raises TraitError for one outside."""

    low = traitlets.Float().tag(sync=True)
    high = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    value = traitlets.Float().tag(sync=True)

    def __init__(self, label: str, value: float, low: float, high: float, step: float = 1):
        super().__init__(label=label, low=low, high=high, step=step, value=value)

    @traitlets.validate("value")
    def _is_inside(self, proposal):
        if not self.low <= proposal["value"] <= self.high:
            raise traitlets.TraitError(f"{self.label}: choose a number from {self.low:g} to {self.high:g}.")
        return proposal["value"]


class Panel(ipywidgets.VBox):
    """Fields with what they draw below them. `pieces` is what is shown now: charts and tables."""

    def __init__(self, draw: Callable, fields: tuple[Field, ...]):
        self.fields, self.pieces = fields, ()
        self._draw, self._shown = draw, ipywidgets.Output()
        super().__init__([*fields, self._shown])
        for field in fields:
            field.observe(self._redraw, "value")
        self._redraw()

    def _redraw(self, _change=None) -> None:
        try:
            drawn = self._draw(*(_plain(field.value) for field in self.fields))
        except ValueError as error:  # such as more appointed than shortlisted: its sentence says what to change
            self.pieces = ()
            self._show({"text/plain": str(error)})
            return
        drawn = drawn if isinstance(drawn, tuple) else (drawn,)
        self.pieces = tuple(_as_chosen(piece) for piece in drawn)
        self._show(*(piece._repr_mimebundle_() for piece in self.pieces))

    def _show(self, *bundles: dict) -> None:
        self._shown.outputs = tuple(
            {"output_type": "display_data", "data": bundle, "metadata": {}} for bundle in bundles
        )


def control(draw: Callable, *fields: Field) -> Panel | None:
    """Fields that redraw what `draw` gives: a chart, a table, or a tuple of them. None where nobody could answer.

    `draw` takes the fields' values in order. A ValueError from it is shown as its sentence.
    """
    return Panel(draw, fields) if is_live() else None


def _as_chosen(piece: Chart | Table) -> Chart | Table:
    """`piece` with a name of its own, because the page's static charts keep theirs above, and with its alt text."""
    piece = replace(piece, name=f"{piece.name}-live")
    if isinstance(piece, Chart) and piece.alt == FROM_TABLE:
        piece = replace(piece, alt=f"{piece.caption}. {_read_out(piece.table)}")
    return piece


def _read_out(table: pd.DataFrame) -> str:
    """The table row by row, each cell after its heading: `Region Midlands: 2023 1.50, 2024 1.71.`"""
    first, *rest = table.columns
    rows = (
        f"{first} {row[0]}: " + ", ".join(f"{head} {cell}" for head, cell in zip(rest, row[1:], strict=True))
        for row in table.astype(str).itertuples(index=False, name=None)
    )
    return "; ".join(rows) + "."


def _plain(value):
    return int(value) if isinstance(value, float) and value.is_integer() else value
