"""One number of this place, large: `{one-number}` counts its trusts together and draws it as marks, one of them lit.

    ```{one-number} nss2024:8:2024
    :bme: ethnic minority staff said that a manager or colleague had discriminated against them.
    :white: White staff said the same.
    :source: nss2024

    Words below the two numbers.
    ```

Sums, trusts, year and "1 in N" come from the data set, the indicator and the year that are named. A square is an ethnic
minority colleague and a circle a White one, as everywhere. Print has the numbers and no marks.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook.workforce import places, pooled
from edi_handbook.workforce.text import of, percent

logger = logging.getLogger(__name__)

GROUPS = ("bme", "white")
IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
STEP, SIZE = 30, 21
"""From mark to mark, and the side of a square, in the units of the drawing."""
LONGEST_ROW = 13


class counted(nodes.General, nodes.Element):
    """`number` marks of `shape`, rect or circle, the first of them lit."""


class OneNumberDirective(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec = {
        **dict.fromkeys(GROUPS, directives.unchanged_required),
        "source": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        try:
            pools = self.pools()
        except (LookupError, OSError, ValueError) as error:
            logger.warning("one number: %s", error, location=self.get_location())
            return []
        first = pools[0]
        trusts = f"{_in_words(len(first.places))} NHS trusts in {places.system().name}"
        made = nodes.container(classes=["one-number", "no-terms"])
        made += self.paragraph("one-number-title", f"In the {first.year} survey of {trusts}, about")
        for pool, shape in zip(pools, ("rect", "circle"), strict=True):
            classes = ["one-in"] if shape == "rect" else ["one-in", "one-in-first"]
            made += nodes.paragraph("", f"1 in {pool.one_in}", classes=classes)
            made += counted(number=pool.one_in, shape=shape)
            made += self.paragraph("one-in-words", self.options[pool.group])
        below = nodes.container(classes=["one-number-words"])
        self.state.nested_parse(self.content, self.content_offset, below)
        made += below
        counts = " and ".join(f"{of(one.numerator, one.denominator)} ({percent(one.percent)})" for one in pools)
        made += self.paragraph(
            "small-print",
            f"Of those who answered: {counts}. {first.period}, {_listed(first.places)}; counts recovered from "
            f"published rates {{cite:p}}`{self.options['source']}`.",
        )
        return [made]

    def pools(self) -> tuple[pooled.Pool, ...]:
        if missing := [name for name in (*GROUPS, "source") if name not in self.options]:
            raise ValueError(f"there is no :{missing[0]}: line; add it.")
        try:
            dataset, indicator, year = self.arguments[0].split(":")
            at = int(year)
        except ValueError:
            raise ValueError(
                f"'{self.arguments[0]}' is not dataset:indicator:year; write one as nss2024:8:2024."
            ) from None
        found = pooled.pooled(dataset, indicator, at, GROUPS)
        for pool in found:
            if pool.one_in > LONGEST_ROW:
                raise ValueError(f"1 in {pool.one_in} is too long a row of marks; draw another number.")
        return found

    def paragraph(self, name: str, words: str) -> nodes.paragraph:
        made, _ = self.state.inline_text(words, self.lineno)
        return nodes.paragraph("", "", *made, classes=[name])


def _in_words(number: int) -> str:
    return IN_WORDS[number] if number < len(IN_WORDS) else str(number)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _open_html(self, node: counted) -> None:
    marks = []
    for place in range(node["number"]):
        lit = ' class="lit"' if place == 0 else ""
        if node["shape"] == "rect":
            marks.append(f'<rect{lit} x="{place * STEP + 1}" y="1" width="{SIZE}" height="{SIZE}"/>')
        else:
            marks.append(f'<circle{lit} cx="{place * STEP + 1 + SIZE / 2}" cy="{1 + SIZE / 2}" r="{SIZE / 2}"/>')
    # As wide as the longest row: the marks of both rows are of one size.
    wide = LONGEST_ROW * STEP
    self.body.append(f'<svg class="counted" viewBox="0 0 {wide} {SIZE + 3}" width="{wide}" aria-hidden="true">')
    self.body.append("".join(marks) + "</svg>\n")


def _pass(self, node: counted) -> None:
    pass


def setup(app: Sphinx) -> dict:
    passed = (_pass, _pass)
    app.add_node(counted, html=(_open_html, _pass), typstpdf=passed, word=passed, text=passed)
    app.add_directive("one-number", OneNumberDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
