"""A chart is one object: the drawing, the words for those who do not see it, and the numbers as a table.

The last expression of a notebook cell is shown through `_repr_mimebundle_`. The book and the PDF take the handbook's
own MIME type (`edi_handbook.publish.markup.figures`), JupyterLab takes the HTML, a terminal the plain text.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from edi_handbook.bibliography import in_words
from edi_handbook.charts import svg
from edi_handbook.charts.sheet import Sheet
from edi_handbook.charts.style import FOR_READERS, ColourError, FormName
from edi_handbook.charts.words import WordsError
from edi_handbook.workforce.text import NOT_KNOWN

FIGURE_MIME = "application/vnd.edi-handbook.figure+json"
TABLE_MIME = "application/vnd.edi-handbook.table+json"

SHORTEST_ALT = 40
"""Characters. Shorter alt text names a chart without saying what it shows."""

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PATH = re.compile(r"\.(svg|png|jpe?g|gif|pdf)\b|^\S*[/\\]\S*$", re.IGNORECASE)
_ROLE = re.compile(r"\{[a-z:]+\}`([^`]*)`")
_LOOKED = re.compile(r" ?\{looked\}`[^`]*`")
_EMPTY_OPENING = re.compile(r"^\W*(an? )?(image|picture|graphic|figure) (of|showing)\b", re.IGNORECASE)
# What a number column holds once it is printed: 1.59, 28.6%, −0.64, 576 of 3,261 (17.7%), 1.90 to 2.38, or a word
# that stands for a missing one.
_NUMBER = re.compile(
    r"[−(]?\d[\d,.]*%?( percentage points?)?((,? (of|to)|,? or more)? ?\(?−?[\d,.%−]*( to [\d,.%−]+)?\)?)*"
)
DASH = "–"
"""What stands in a cell for a figure that is not held: a word in each row would hide those that are."""

_NO_NUMBER = {"", DASH, "not published", "not shown", "none", "not defined", "no upper limit", "<5", "*"}


class ChartError(ValueError):
    """A chart or a table lacks something that a reader needs. One sentence: where, what, how to mend it."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table ready to print: strings as a reader sees them, the first column as row headers.

    `source` and `note` are text, and so is `caption`; all may hold a citation. A table with the words `folded` stands
    on a page in a closed drawer of that name. Raises `ChartError`.
    """

    data: pd.DataFrame
    caption: str
    name: str
    source: str
    note: str = ""
    folded: str = ""

    def __post_init__(self):
        _check_name(self.name)
        _check_words(self.name, caption=self.caption, source=self.source)
        _check_cells(self.name, self.data)

    def bundle(self) -> dict:
        """What the MIME type carries: `name`, `caption`, `columns`, `rows`, `numeric`, `source`, `note`, `folded`."""
        words = {"source": self.source, "note": _note(self.data, self.note), "folded": self.folded}
        return {"name": self.name, **_cells(self.data, self.caption), **words}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        foot = _small_print_html(self.source, _note(self.data, self.note))
        return {
            TABLE_MIME: self.bundle(),
            "text/html": f'<div id="{self.name}">{_table_html(self.bundle())}{foot}</div>',
            "text/plain": f"{self.caption}\n\n{self.data.to_string(index=False)}",
        }


@dataclass(frozen=True, eq=False)
class Chart:
    """A drawing in two forms, and for a slide in a third, with its alt text, caption, table and sources. Everything but
    `note` is required.

    `draw` gives the figure in one form: the same numbers, laid out wide or narrow. Each form is drawn once and kept.
    `alt` says what the chart shows to someone who cannot see it: the finding first, then the extremes. `caption` is the
    finding itself, the chart's title. `table` holds every number that is drawn. `name` is the target of
    cross-references. Raises `ChartError`, also where words do not fit a form.
    """

    draw: Callable[[FormName], Sheet]
    alt: str
    caption: str
    table: pd.DataFrame
    table_caption: str
    name: str
    source: str
    note: str = ""

    def __post_init__(self):
        _check_name(self.name)
        _check_alt(self.name, self.alt)
        _check_words(self.name, caption=self.caption, table_caption=self.table_caption, source=self.source)
        _check_cells(self.name, self.table)
        self.sheets  # noqa: B018 - IPython passes over an error in a representation: a fault must come to light here

    @cached_property
    def sheets(self) -> dict[FormName, Sheet]:
        """The figure in each of its forms."""
        return {form: self._checked(form, lambda form=form: self.draw(form)) for form in FOR_READERS}

    @property
    def figure(self) -> Sheet:
        """The figure in its wide form."""
        return self.sheets["wide"]

    @cached_property
    def _wide(self) -> str:
        return self._checked("wide", lambda: svg.render(self.sheets["wide"]))

    @cached_property
    def _narrow(self) -> str:
        return self._checked("narrow", lambda: svg.render(self.sheets["narrow"]))

    @cached_property
    def on_slide(self) -> str:
        """The drawing for a slide as SVG, its colours as roles. Raises `ChartError` where its words do not fit."""
        return self._checked("slide", lambda: svg.render(self.draw("slide")))

    @cached_property
    def svg(self) -> str:
        """The wide drawing as SVG in the colours of paper: the same bytes for the same numbers."""
        return svg.on_paper(self._wide)

    @cached_property
    def narrow_svg(self) -> str:
        """The narrow drawing in the same way: for half the width of a page."""
        return svg.on_paper(self._narrow)

    def _checked(self, form: FormName, make):
        try:
            return make()
        except (WordsError, ColourError) as error:
            raise ChartError(f"{self.name}, {form} form: {error}.") from None

    @property
    def cells(self) -> dict:
        """The table as it is printed: `caption`, `columns`, `rows`, `numeric`."""
        return _cells(self.table, self.table_caption)

    def bundle(self) -> dict:
        """What the MIME type carries; see `docs/architecture.md`."""
        return {
            "name": self.name,
            "alt": self.alt,
            "caption": self.caption,
            "svg": self.svg,
            "page": [
                svg.on_page(self._wide, "wide-form", self.alt),
                svg.on_page(self._narrow, "narrow-form", self.alt),
            ],
            "table": self.cells,
            "source": self.source,
            "note": _note(self.table, self.note),
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle = self.bundle()
        picture = base64.b64encode(bundle["svg"].encode()).decode()
        return {
            FIGURE_MIME: bundle,
            "text/html": (
                f'<figure id="{self.name}"><figcaption><strong>{_text_html(self.caption)}</strong></figcaption>'
                f'<img src="data:image/svg+xml;base64,{picture}" alt="{html.escape(self.alt)}"></figure>'
                f"{_table_html(bundle['table'])}{_small_print_html(self.source, bundle['note'])}"
            ),
            "text/plain": f"{self.caption}\n{self.alt}\n\n{self.table.to_string(index=False)}",
        }


def _note(data: pd.DataFrame, note: str) -> str:
    """The note, and what a dash means where the table has one."""
    dash = "A dash means that this handbook has no figure."
    return f"{note} {dash}".strip() if (data == NOT_KNOWN).any(axis=None) else note


def _cells(data: pd.DataFrame, caption: str) -> dict:
    rows = [[DASH if cell == NOT_KNOWN else str(cell) for cell in row] for row in data.itertuples(index=False)]
    numeric = [False] + [_all_numbers(row[i] for row in rows) for i in range(1, data.shape[1])]
    return {"caption": caption, "columns": [str(name) for name in data.columns], "rows": rows, "numeric": numeric}


def _all_numbers(cells) -> bool:
    cells = list(cells)
    return any(_NUMBER.fullmatch(cell) for cell in cells) and all(
        _NUMBER.fullmatch(cell) or cell in _NO_NUMBER for cell in cells
    )


def _text_html(words: str) -> str:
    """Words for JupyterLab, which knows no role of the book."""
    return html.escape(_ROLE.sub(r"\1", in_words(_LOOKED.sub("", words))))


def _table_html(bundle: dict) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in bundle["columns"])
    body = "".join(
        f'<tr><th scope="row">{html.escape(row[0])}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in bundle["rows"]
    )
    caption = _text_html(bundle["caption"])
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _small_print_html(source: str, note: str) -> str:
    lines = [("Source", source), ("Note", note)]
    return "".join(f"<p><small>{lead}: {_text_html(words)}</small></p>" for lead, words in lines if words)


def _check_name(name: str) -> None:
    if not _KEBAB.fullmatch(name):
        raise ChartError(f"The name '{name}' is not kebab-case; write it like ratio-by-year.")


def _check_words(name: str, **words: str) -> None:
    for what, text in words.items():
        if not text.strip():
            raise ChartError(f"{name}: {what} is empty; give it a sentence.")


def _check_alt(name: str, alt: str) -> None:
    alt = alt.strip()
    if not alt:
        raise ChartError(f"{name}: alt is empty; say in a sentence what the chart shows.")
    if _PATH.search(alt):
        raise ChartError(f"{name}: alt is a file name ({alt}); say in a sentence what the chart shows.")
    if _EMPTY_OPENING.match(alt):
        raise ChartError(f"{name}: alt opens with '{alt[:12]} …'; leave that out and say what the chart shows.")
    if len(alt) < SHORTEST_ALT:
        raise ChartError(f"{name}: alt has {len(alt)} characters; say the finding, in at least {SHORTEST_ALT}.")


def _check_cells(name: str, data: pd.DataFrame) -> None:
    if data.empty or data.shape[1] < 2:
        raise ChartError(f"{name}: the table needs a column of row headers, another column and a row.")
    for column in data.columns:
        for cell in data[column]:
            if isinstance(cell, float):
                raise ChartError(
                    f"{name}: the table's column '{column}' holds the bare number {cell!r}; "
                    "print it with edi_handbook.workforce.text first."
                )
