"""The ledgers on a page: what was looked for, what is still to confirm, and the newest edition that is known.

`` {looked}`key` `` stands in a sentence that says that something was not found, read, known or published, before its
full stop, and prints a quiet link to the row of `data/looked-for/`. A table or a list carries one for all its rows: in
its note, its caption or the paragraph that leads into it. `` {confirm}`key` `` prints a claim of `data/to-confirm/`.
`{looked-for}` and `{to-confirm}` set the whole of each ledger. A page that uses a series of `data/freshness/` of which
a newer edition is known says so in one line under its title.

What has no row, or says the contrary of its row, is a warning: under `-W` it stops the build.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from pybtex.database import parse_file
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from edi_handbook import ledgers
from edi_handbook.bibliography import plain
from edi_handbook.ledgers import freshness, looked_for, negatives, tables, to_confirm
from edi_handbook.publish.markup.assets import Assets

logger = logging.getLogger(__name__)

FRONT = Path(ledgers.__file__).parent / "front"
TRACKER = Assets("tracker", FRONT / "tracker.js", FRONT / "tracker.css", marks=('id="actions-tracker"',))

MARKS = {
    looked_for.NOT_LOOKED: "not looked for",
    looked_for.NOT_FOUND: "how we looked",
    looked_for.NOT_READ: "not read",
    looked_for.READ: "read",
}
WRITE = "What you read, when"
SHEET = (15, 62, 23)
"""Percent of the width of the sheet: its rows, its claims, and room to write."""

LABEL = "looked-for-"
"""Before the key, where a mark leads."""


class looked(nodes.inline):
    """The mark of an entry, `key`, in a sentence."""


def load(app: Sphinx) -> None:
    """Read the three tables once. A fault empties its table, so that nothing is built on it."""
    app.edi_looked_for = _or_nothing(looked_for.read)
    app.edi_to_confirm = _or_nothing(to_confirm.read)
    app.edi_freshness = _or_nothing(freshness.read)
    app.edi_titles = _titles(app)


def check(app: Sphinx, env: BuildEnvironment) -> None:
    titles = {title for title in app.edi_titles.values()}
    uncovered = freshness.uncovered(app.edi_freshness, titles) if app.edi_freshness else []
    for problem in [*looked_for.contradicted(app.edi_looked_for), *uncovered]:
        logger.warning("%s", problem)


def _or_nothing(read) -> dict:
    try:
        return read()
    except tables.LedgerError as error:
        for problem in error.problems:
            logger.warning("%s", problem)
        return {}


def _titles(app: Sphinx) -> dict[str, str]:
    """The title of each work that the book may cite, by its key."""
    files = [Path(app.srcdir, name) for name in getattr(app.config, "bibtex_bibfiles", [])]
    works = [parse_file(str(file), "bibtex").entries for file in files if file.exists()]
    return {key: plain(entry.fields.get("title", "")) for entries in works for key, entry in entries.items()}


class LookedRole(SphinxRole):
    def run(self):
        self.env.note_dependency(str(looked_for.TABLE))
        entry = self.env.app.edi_looked_for.get(self.text)
        if entry is None:
            where = tables.name(looked_for.TABLE)
            logger.warning(
                "%s has no key “%s”: correct it, or add a row", where, self.text, location=self.get_location()
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        mark = looked("", classes=["looked"], key=entry.key)
        words = nodes.inline("", MARKS[entry.state])
        if page := self.config.edi_looked_for_page:
            link = pending_xref(
                "", words, refdomain="std", reftype="ref", refdoc=self.env.docname, reftarget=LABEL + entry.key,
                refexplicit=True, refwarn=page in self.env.found_docs,
            )  # fmt: skip
            words = link
        mark += [nodes.Text("("), words, nodes.Text(")")]
        return [mark], []


class ConfirmRole(SphinxRole):
    def run(self):
        self.env.note_dependency(str(to_confirm.TABLE))
        claim = self.env.app.edi_to_confirm.get(self.text)
        if claim is None or claim.kind != to_confirm.STATEMENT:
            where = tables.name(to_confirm.TABLE)
            message = "%s has no statement “%s”: correct the key, or add a row"
            logger.warning(message, where, self.text, location=self.get_location())
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        return [nodes.inline("", claim.words, classes=["confirm"])], []


class LookedForDirective(SphinxDirective):
    """Every entry, under its state: how it was looked for, what came of it, who could settle it."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(looked_for.TABLE))
        made: list[nodes.Node] = []
        for state in looked_for.STATES:
            listed = [one for one in self.env.app.edi_looked_for.values() if one.state == state]
            if not listed:
                continue
            table = _table(
                f"{state.capitalize()}: {len(listed)}",
                ["What", "How it was looked for", "What came of it", "Who could settle it"],
            )
            for one in listed:
                row = _row(table, [one.what, one.searches, one.result, one.who])
                target = row.next_node(nodes.paragraph)
                target["names"].append(LABEL + one.key)
                self.state.document.note_explicit_target(target, target)
            made.append(table)
        return made


class ToConfirmDirective(SphinxDirective):
    """The open claims by the place that settles them, with room to write what was found; then the settled ones."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(to_confirm.TABLE))
        claims = list(self.env.app.edi_to_confirm.values())
        places: dict[tuple[str, str], list[to_confirm.Claim]] = {}
        for one in claims:
            if not one.value:
                places.setdefault((one.where_to_look, one.who), []).append(one)
        made: list[nodes.Node] = []
        for (place, who), here in places.items():
            if len(here) > 1:
                table = _table(f"{place} ({who})", ["Row", "Claim", WRITE], SHEET)
                for about in dict.fromkeys(one.about or one.key for one in here):
                    first, *more = [one.claim for one in here if about in (one.about, one.key)]
                    _row(table, [about, "; ".join([first, *(claim.partition(": ")[2] for claim in more)]), ""])
                made.append(table)
        if single := [here[0] for here in places.values() if len(here) == 1]:
            table = _table("One claim at each of these places", ["Row", "Claim, where to look, and who", WRITE], SHEET)
            for one in single:
                _row(table, [one.key, f"{one.claim}: {one.where_to_look} ({one.who})", ""])
            made.append(table)
        if settled := [one for one in claims if one.value]:
            table = _table("Settled", ["Row", "Claim", "What was read", "When, and where"])
            for one in settled:
                _row(table, [one.key, one.claim, one.value, f"{tables.printed(one.confirmed)}; {one.source}"])
            made.append(table)
        return made


def _table(title: str, columns: list[str], widths: tuple[int, ...] = ()) -> nodes.table:
    group = nodes.tgroup(cols=len(columns))
    for place, width in enumerate(widths or [1] * len(columns)):
        group += nodes.colspec(colwidth=width, stub=1 if place == 0 else 0)
    head = nodes.thead()
    group += [head, nodes.tbody()]
    given = ["colwidths-given"] if widths else []
    table = nodes.table("", nodes.title("", title), group, classes=["data", "ledger", *given])
    head += _cells(columns)
    return table


def _row(table: nodes.table, cells: list[str]) -> nodes.row:
    made = _cells(cells)
    table.next_node(nodes.tbody).append(made)
    return made


def _cells(cells: list[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))


class CheckNegatives(SphinxTransform):
    """Each negative sentence carries an entry that does not say the contrary."""

    default_priority = 840  # the outputs of cells are there, and quotation marks are still as they were typed

    def apply(self, **kwargs) -> None:
        for block in _blocks(self.document):
            around = None
            for sentence, keys in negatives.sentences(_text(block)):
                if words := negatives.refused(sentence):
                    self.warn(
                        block,
                        "“%s” makes of our looking a fact about the world: say what was looked for, and where",
                        words,
                    )
                words = negatives.negative(sentence)
                if not words:
                    continue
                around = _around(block) if around is None else around
                if not (keys or around):
                    self.warn(block, "“%s” has no entry: add {looked}`key` to “%s”", words, sentence[:90])
                for key in keys:
                    self.contrary(block, key, words)

    def contrary(self, block: nodes.Element, key: str, words: str) -> None:
        entry = self.app.edi_looked_for[key]
        row = f"{tables.name(looked_for.TABLE)}, row {entry.row}"
        if entry.state == looked_for.READ:
            self.warn(block, "“%s” is contrary to %s, whose state is “%s”: mend one", words, row, entry.state)
        if entry.state == looked_for.NOT_LOOKED and re.search(r"found|find|trace", words):
            self.warn(block, "“%s” says that somebody looked, and %s says “%s”: mend one", words, row, entry.state)

    def warn(self, block: nodes.Element, message: str, *details: str) -> None:
        line = next((node.line for node in _upwards(block) if node.line), None)
        logger.warning("looked for: " + message, *details, location=(self.env.docname, line))


def _blocks(document: nodes.document) -> Iterator[nodes.TextElement]:
    skipped = (nodes.literal_block, nodes.raw, nodes.comment, nodes.math_block, nodes.Inline, nodes.Invisible)
    for block in document.findall(nodes.TextElement):
        if isinstance(block, skipped) or isinstance(block.parent, nodes.TextElement):
            continue
        if isinstance(block, nodes.title) and isinstance(block.parent, nodes.section):
            continue  # what stands below a heading carries the entries
        if not any("ledger" in node.get("classes", ()) for node in _upwards(block)):
            yield block


def _text(node: nodes.Node) -> str:
    if isinstance(node, looked):
        return f"{negatives.OPEN}{node['key']}{negatives.CLOSE}"
    if isinstance(node, nodes.Text):
        return str(node)
    return "".join(_text(child) for child in node.children)


def _around(block: nodes.Element) -> bool:
    """Whether the table or list that holds `block` carries an entry for all of it."""
    holders = [
        one for one in _upwards(block) if isinstance(one, (nodes.table, nodes.bullet_list, nodes.enumerated_list))
    ]
    if not holders:
        return False
    outer = holders[-1]
    if isinstance(outer, nodes.table) and any(outer.findall(looked)):
        return True
    for node in _upwards(outer):
        if isinstance(node, (nodes.section, nodes.document)) or node.parent is None:
            return False
        beside = node.parent.children
        at = beside.index(node)
        near = [one for one in beside if "small-print" in getattr(one, "attributes", {}).get("classes", ())]
        if at and isinstance(beside[at - 1], nodes.paragraph):
            near.append(beside[at - 1])
        if any(any(one.findall(looked)) for one in near):
            return True
    return False


def _upwards(node: nodes.Node) -> Iterator[nodes.Element]:
    while node is not None:
        if isinstance(node, nodes.Element):
            yield node
        node = node.parent


class ShowNewest(SphinxTransform):
    """One line under the title for each series of the page of which a newer edition is known than is held."""

    default_priority = 510  # after the facts of the page, which hold the line

    def apply(self, **kwargs) -> None:
        newer = [one for one in self.app.edi_freshness.values() if one.newer_exists and self.uses(one)]
        if not newer:
            return
        self.env.note_dependency(str(freshness.TABLE))
        strip = next((one for one in self.document.findall(nodes.container) if "page-facts" in one["classes"]), None)
        if strip is None:
            message = "freshness: the page uses %s, of which a newer edition is known, and has no facts to say so under"
            logger.warning(message, newer[0].name, location=(self.env.docname, 1))
            return
        looked_on = tables.printed(max(one.looked for one in newer))
        lines = " ".join(one.line for one in newer)
        strip += nodes.paragraph("", f"{lines} Looked on {looked_on}.", classes=["newest"])

    def uses(self, series: freshness.Series) -> bool:
        return series.used_by(self.datasets(), self.cited())

    def datasets(self) -> set[str]:
        if not hasattr(self, "_datasets"):
            text = Path(self.env.doc2path(self.env.docname)).read_text(encoding="utf-8")
            self._datasets = set(re.findall(r"(?:\{value\}`|[\"'])([a-z0-9-]+)(?=[:\"'])", text))
        return self._datasets

    def cited(self) -> set[str]:
        keys = {
            key.strip()
            for node in self.document.findall(pending_xref)
            if node.get("refdomain") == "cite"
            for key in node["reftarget"].split(",")
        }
        return {self.app.edi_titles.get(key, "") for key in keys}


def _open_html(self, node: looked) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS="looked"))


def _close_html(self, node: looked) -> None:
    self.body.append("</span>")


def _open_inline(self, node: looked) -> None:
    self.visit_inline(node)


def _close_inline(self, node: looked) -> None:
    self.depart_inline(node)


def _pass(self, node: looked) -> None:
    pass


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_looked_for_page", "", "env", types=(str,))
    inline = (_open_inline, _close_inline)
    app.add_node(looked, html=(_open_html, _close_html), typstpdf=inline, word=inline, text=(_pass, _pass))
    app.add_role("looked", LookedRole())
    app.add_role("confirm", ConfirmRole())
    app.add_directive("looked-for", LookedForDirective)
    app.add_directive("to-confirm", ToConfirmDirective)
    app.add_transform(CheckNegatives)
    app.add_transform(ShowNewest)
    TRACKER.use(app)
    app.connect("builder-inited", load)
    app.connect("env-check-consistency", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
