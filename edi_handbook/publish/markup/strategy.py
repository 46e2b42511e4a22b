"""The strategy that is offered, on pages: each directive prints rows of `data/strategy/` and nothing that is not there.

    ```{objective} fair-recruitment        what it is: why, measure, direction, baseline, owner, hours, money
    ```{targets} fair-recruitment          what is offered: by when, why so far, and who has set one like it
    ```{what-counts-allow} fair-recruitment   what trusts of three sizes could show
    ```{milestones} fair-recruitment       a time line of three years with its table; without a key, of all objectives
    ```{risks} fair-recruitment            what could go wrong, its early sign, what is done
    ```{stop} fair-recruitment             what would make us stop
    ```{objectives} gap                    one row an objective of that kind: target, when, owner
    ```{precedents}                        targets that other bodies printed
    ```{hours}                             what it costs in all
    ```{board-questions}                   the thirteen questions
    ```{to-sign}                           a box for a board that adopts it

A quarter counts from that in which a board adopts the strategy. Every target is marked as offered.
"""

import datetime
import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook.ledgers.tables import LedgerError
from edi_handbook.publish.markup import time_line
from edi_handbook.publish.markup.facts import read as facts_of
from edi_handbook.strategy import allowed, offered
from edi_handbook.strategy.offered import Objective, Target
from edi_handbook.typstpdf.code import Code, call
from edi_handbook.workforce import published, text
from edi_handbook.workforce.trajectory.tally import SHORTLISTED_A_HEAD, WHITE_APPOINTED

logger = logging.getLogger(__name__)

OFFERED = "offered"
BETTER = {offered.LOWER: "Lower is better", offered.HIGHER: "Higher is better", offered.DONE: "Done, or not done"}
KINDS = {offered.GAP: "a gap to close", offered.ENABLING: "a way of working"}
READ = {offered.READ: "", offered.OPENING: " (its opening read)", offered.REPORTED: " (reported)"}
SURE = 0.995
"""A chance from which no percentage is printed: nothing is certain."""


class offer(nodes.General, nodes.Element):
    """A target that is offered: `figure`, large, or empty; what is said of it stands within."""


class drawn_line(nodes.General, nodes.Element):
    """A time line: `name`, `svg` with roles for colours, `alt`."""


class to_sign(nodes.General, nodes.Element):
    """A box to fill in and sign: `fields`, pairs of a name and what stands above the line."""


class StrategyDirective(SphinxDirective):
    """Reads the tables, and warns where they or the key cannot be used: nothing is printed in part."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        for name in offered.COLUMNS:
            self.env.note_dependency(str(offered.FOLDER / f"{name}.csv"))
        try:
            return self.made()
        except (LedgerError, LookupError) as error:
            problems = error.problems if isinstance(error, LedgerError) else [str(error.args[0])]
            for line in problems:
                logger.warning("%s: %s", self.name, line, location=self.get_location())
            return []

    def made(self) -> list[nodes.Node]:
        raise NotImplementedError

    @property
    def objective(self) -> Objective:
        """That of the argument. Raises LookupError."""
        found = {one.key: one for one in offered.objectives()}
        key = (self.arguments or [""])[0]
        if key not in found:
            raise LookupError(f"'{key}' is no objective: write one of {', '.join(found)}.")
        return found[key]

    def words(self, line: str) -> list[nodes.Node]:
        return self.state.inline_text(line, self.lineno)[0]

    def paragraph(self, line: str, *classes: str) -> nodes.paragraph:
        return nodes.paragraph("", "", *self.words(line), classes=list(classes))

    def facts(self, pairs: Iterable[tuple[str, str]], *classes: str) -> nodes.definition_list:
        made = nodes.definition_list(classes=["strategy-facts", *classes])
        for name, said in pairs:
            meaning = nodes.definition("", self.paragraph(said))
            made += nodes.definition_list_item("", nodes.term("", name), meaning)
        return made

    def table(self, title: str, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]):
        """A table with a header row, its first column as row headers; cells are lines of MyST."""
        group = nodes.tgroup(cols=len(head))
        for place, width in enumerate(widths):
            group += nodes.colspec(colwidth=width, stub=1 if place == 0 else 0)

        def row(cells: Sequence[str]) -> nodes.row:
            return nodes.row("", *(nodes.entry("", *([self.paragraph(cell)] if cell else [])) for cell in cells))

        group += nodes.thead("", row(head))
        group += nodes.tbody("", *map(row, rows))
        made = nodes.table("", group, classes=["strategy-table"])
        if title:
            made.insert(0, nodes.title("", "", *self.words(title)))
            self.state.document.set_id(made, suggested_prefix="table")
        return made


class ObjectiveDirective(StrategyDirective):
    required_arguments, optional_arguments = 1, 0

    def made(self) -> list[nodes.Node]:
        one, every = self.objective, offered.objectives()
        place = f"Objective {every.index(one) + 1} of {len(every)}: {KINDS[one.kind]}"
        rests = f"{_cites(one.evidence)} [Evidence: {one.evidence_grade}]{{.evidence-grade}}"
        # Of a gap the works say what closes it, and of a way of working why it is one.
        gap = one.kind == offered.GAP
        facts = [
            ("Measure", f"{one.measure}, {one.direction}" if one.direction else one.measure),
            ("Direction", f"{BETTER[one.better]}; 1 is level" if one.direction else BETTER[one.better]),
            ("Baseline", _baseline(one)),
            ("Owner", f"{one.owner}, with: {one.with_role[:1].lower()}{one.with_role[1:]}"),
            ("Hours", _hours(one)),
            ("Money", f"{one.money} {_cites(one.money_source)}" if one.money else "No source gives a cost"),
            *([("What works", rests)] if gap else []),
        ]
        return [
            self.paragraph(place, "objective-place"),
            self.paragraph(one.why if gap else f"{one.why} {rests}", "lead"),
            self.facts((name, said if said == rests else f"{said.rstrip('.')}.") for name, said in facts),
        ]


class TargetsDirective(StrategyDirective):
    required_arguments, optional_arguments = 1, 0

    def made(self) -> list[nodes.Node]:
        one = self.objective
        found: list[nodes.Node] = []
        for target in one.targets:
            made = offer(figure=_figure(target), classes=["offer"])
            made += self.paragraph(f"By quarter {target.quarter} [{OFFERED}]{{.offered}}", "offer-when")
            made += self.paragraph(f"**{target.words}.**", "offer-words")
            basis = "A source has set one like it" if target.basis == offered.SOURCE else "Our own offer"
            made += self.paragraph(f"{target.reasoning} {basis}{_space(_cites(target.source))}.", "offer-why")
            found.append(made)
        if one.law:
            found.append(self.paragraph(f"**{one.law}** {_cites(one.law_source)}", "offer-law"))
        return found


class CountsDirective(StrategyDirective):
    required_arguments, optional_arguments = 1, 0

    def made(self) -> list[nodes.Node]:
        one = self.objective
        if one.indicator is None:
            raise LookupError(f"'{one.key}' has no ratio: counts allow or forbid nothing of it.")
        last = max((target for target in one.targets if target.counted_in == "ratio"), key=lambda each: each.quarter)
        if last.target is None:
            raise LookupError(f"the last target of '{one.key}' is no number.")
        aim = text.ratio(last.target)
        found = allowed.allowed(one.indicator, last.target)
        rows = [
            (
                f"{text.count(size.staff)} staff",
                _chance(size.one_year),
                _chance(size.three_years),
                "1 year" if size.years == 1 else "none" if size.years is None else f"{text.count(size.years)} years",
            )
            for size in found
        ]
        head = (
            "Trust",
            "Sees a fall by a fifth, one year against one",
            "The same, three years against three",
            f"Counts that would show {aim} met, where no gap is left",
        )
        start = published.figure(allowed.START)
        own = (
            f"Shortlists are our own assumption: {SHORTLISTED_A_HEAD:g} people a head in a year, and one in "
            f"{1 / WHITE_APPOINTED:.0f} of the white ones appointed."
            if one.indicator == 2
            else "Cases are as many a head as in England in the year to March 2020."
        )
        note = (
            f"Note: our own sums, from a ratio of {start.text}, England’s figure of indicator 2 for {start.year}, and "
            f"England’s share of ethnic minority staff. {own} The years would show it with a chance of 80 in 100. "
            "With few cases the chances promise too much."
        )
        return [self.table("What the counts of three trusts allow", head, rows, (20, 26, 26, 28)), self.note(note)]

    def note(self, line: str) -> nodes.paragraph:
        return self.paragraph(line, "small-print")


class MilestonesDirective(StrategyDirective):
    def made(self) -> list[nodes.Node]:
        chosen = [self.objective] if self.arguments else list(offered.objectives())
        rows = [_row(one) for one in chosen]
        name = f"time-line-{chosen[0].key if self.arguments else 'all'}"
        line = drawn_line(name=name, svg=time_line.svg(rows), alt=time_line.alt(rows))
        figure = nodes.figure("", line, classes=["time-line"])
        self.set_source_info(figure)
        if self.arguments:
            return [figure, self.steps(chosen[0])]
        title = "The steps of all objectives, by quarter; a diamond marks a target that is due"
        listed = [(one.title, _quarters(one), _due(one)) for one in chosen]
        return [figure, self.table(title, ("Objective", "Steps in quarters", "Targets due"), listed, (44, 28, 28))]

    def steps(self, one: Objective) -> nodes.table:
        due = {target.quarter for target in one.targets}
        listed = []
        for place, step in enumerate(one.milestones, start=1):
            what = f"{step.what} [{OFFERED}]{{.offered}}" if step.quarter in due else step.what
            listed.append((str(place), str(step.quarter), what, step.owner))
        title = "Steps on the line; a diamond marks a target that is due"
        return self.table(title, ("Step", "Quarter", "What will be there", "Owner"), listed, (8, 11, 53, 28))


class RisksDirective(StrategyDirective):
    required_arguments, optional_arguments = 1, 0

    def made(self) -> list[nodes.Node]:
        listed = [(one.risk, one.early_sign, one.mitigation, one.owner) for one in self.objective.risks]
        head = ("What could go wrong", "Early sign", "What we do", "Owner")
        return [self.table("Risks, and how each would first be seen", head, listed, (28, 26, 28, 18))]


class StopDirective(StrategyDirective):
    """What would make us stop, as the one thing on the page that is said aloud."""

    required_arguments, optional_arguments = 1, 0

    def made(self) -> list[nodes.Node]:
        made = nodes.container(classes=["say", "stop"])
        made += self.paragraph("What would make us stop", "stop-title")
        made += self.paragraph(self.objective.stop)
        return [made]


class ObjectivesDirective(StrategyDirective):
    """One row an objective of a kind. The heading above the table names it: one side of paper has no room for both."""

    required_arguments, optional_arguments = 1, 0

    def made(self) -> list[nodes.Node]:
        kind = self.arguments[0]
        chosen = [one for one in offered.objectives() if one.kind == kind]
        if not chosen:
            raise LookupError(f"'{kind}' is no kind of objective: write {' or '.join(KINDS)}.")
        gap = kind == offered.GAP
        listed = [
            (
                f"{{ref}}`{_short(one.title)} <objective-{one.key}>`",
                *([_baseline_in_short(one)] if gap else []),
                "; ".join(f"**{_first(target)}** by quarter {target.quarter}" for target in one.targets),
                one.owner,
            )
            for one in chosen
        ]
        head = (*(("Gap", "Baseline") if gap else ("Way of working",)), f"Target [{OFFERED}]{{.offered}}", "Owner")
        return [self.table("", head, listed, (16, 21, 46, 17) if gap else (24, 57, 19))]


class PrecedentsDirective(StrategyDirective):
    def made(self) -> list[nodes.Node]:
        titles = {one.key: one.title for one in offered.objectives()}
        chosen = [one for one in offered.precedents() if not self.arguments or one.objective == self.objective.key]
        listed = [
            (
                f"{one.organisation}{f', {one.document_year}' if one.document_year else ''}",
                *([] if self.arguments else [titles[one.objective]]),
                f"{_capital(one.measure)}: {one.target}{f', from {one.baseline}' if one.baseline else ''}"
                f"{READ[one.reading]} {_cites(one.source)}",
                _capital(one.lesson),
            )
            for one in chosen
        ]
        head = ("Who", *([] if self.arguments else ["Objective"]), "What was aimed at", "What can be learnt from it")
        widths = (24, 44, 32) if self.arguments else (20, 22, 34, 24)
        return [self.table("Targets that other bodies printed", head, listed, widths)]


class HoursDirective(StrategyDirective):
    def made(self) -> list[nodes.Node]:
        every = offered.objectives()
        rows = [(one.title, *map(text.count, one.hours), text.count(sum(one.hours))) for one in every]
        totals = [sum(one.hours[year] for one in every) for year in range(3)]
        rows.append(("**All**", *(f"**{text.count(one)}**" for one in totals), f"**{text.count(sum(totals))}**"))
        head = ("Objective", "Year 1", "Year 2", "Year 3", "Three years")
        made = self.table(
            "Hours of staff: our own estimate, for a trust of about 4,000", head, rows, (44, 14, 14, 14, 14)
        )
        for row in made.findall(nodes.row):
            for cell in list(row.children)[1:]:
                cell["classes"].append("number")
        return [made]


class QuestionsDirective(StrategyDirective):
    def made(self) -> list[nodes.Node]:
        whose = {offered.KLINE: "Kline", offered.OURS: "Our own"}
        listed = [
            (
                str(one.number),
                one.question,
                f"{whose[one.by]}{READ.get(one.reading, '')}",
                f"{_capital(one.in_return)}",
                f"{_capital(one.ask)}. *{one.ask_role}*",
            )
            for one in offered.questions()
        ]
        head = ("No.", "Question", "Whose", "The return of this handbook", "Where it does not answer, ask")
        return [self.table("Thirteen questions, whose each is, and what answers it", head, listed, (7, 35, 13, 15, 30))]


class ToSignDirective(StrategyDirective):
    FIELDS = (
        ("board", "Adopted by the board of"),
        ("day", "Date"),
        ("chair", "Signed, chair"),
        ("again", "We look again on"),
        ("staff-side", "Signed, staff side"),
        ("role", "Role that answers for it"),
    )

    def made(self) -> list[nodes.Node]:
        facts = facts_of(Path(self.env.doc2path(self.env.docname)))
        review = datetime.date.fromisoformat(str(facts["review_by"]))
        release = self.env.config.release or self.env.config.typst_version
        made = to_sign(fields=self.FIELDS, classes=["to-sign"])
        version = self.paragraph(f"Version {release}. To be reviewed by {review.day} {review:%B %Y}.", "small-print")
        return [made, version]


def _baseline(one: Objective) -> str:
    if not one.indicator:
        return "Your own, counted in the first quarter"
    found = [published.figure(key) for key in one.baseline]
    said = [f"{each.place_name} {{value}}`{each.key}` in {each.year} ({_source(each)})" for each in found]
    return f"Your return; until it is in, {' and '.join(said)}, without counts {{looked}}`wres-counts-earlier`"


def _baseline_in_short(one: Objective) -> str:
    found = [published.figure(key) for key in one.baseline]
    return f"Your return; {', '.join(f'{each.place_name} {{value}}`{each.key}` ({each.year})' for each in found)}"


def _short(title: str) -> str:
    """A title up to its second thought: `Close the gap in discipline`."""
    return title.partition(", with")[0]


def _source(figure: published.Figure) -> str:
    """Who published it, for a cell that has no room for a reference."""
    return figure.sources[0].publisher


def _hours(one: Objective) -> str:
    years = ", ".join(f"{hours} in year {year}" for year, hours in enumerate(one.hours, start=1))
    return f"{years}: {one.hours_basis}, for a trust of about 4,000 staff"


def _figure(target: Target) -> str:
    """The number to set large; none where there is none, or where it counts things that the words name."""
    if target.target is None or target.counted_in == "count":
        return ""
    return text.ratio(target.target) if target.counted_in == "ratio" else text.percent(target.target, 0)


def _first(target: Target) -> str:
    return target.words.partition(", on three years")[0].partition(", and again")[0]


def _row(one: Objective) -> time_line.Row:
    due = {target.quarter for target in one.targets}
    marks = tuple(
        time_line.Mark(step.quarter, str(place), step.quarter in due) for place, step in enumerate(one.milestones, 1)
    )
    return time_line.Row(one.title, marks)


def _quarters(one: Objective) -> str:
    return ", ".join(str(step.quarter) for step in one.milestones)


def _due(one: Objective) -> str:
    return " and ".join(dict.fromkeys(str(target.quarter) for target in one.targets))


def _chance(chance: float) -> str:
    return "nearly always" if chance > SURE else f"{text.number(100 * chance, 0)} in 100"


def _cites(keys: tuple[str, ...]) -> str:
    return f"{{cite:p}}`{','.join(keys)}`" if keys else ""


def _space(words: str) -> str:
    return f" {words}" if words else ""


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


# Builders


def _open_offer_html(self, node: offer) -> None:
    self.body.append(self.starttag(node, "div", ""))
    if node["figure"]:
        self.body.append(f'<p class="offer-figure">{html.escape(node["figure"])}</p>')
    self.body.append('<div class="offer-said">')


def _close_offer_html(self, node: offer) -> None:
    self.body.append("</div></div>\n")


def _open_offer_typst(self, node: offer) -> None:
    self.open()


def _close_offer_typst(self, node: offer) -> None:
    self.add(call("offer", node["figure"], self.close()))


def _line_html(self, node: drawn_line) -> None:
    said = f'role="img" aria-label="{html.escape(node["alt"])}"'
    self.body.append(node["svg"].replace("<svg ", f"<svg {said} ", 1))
    raise nodes.SkipNode


def _line_typst(self, node: drawn_line) -> None:
    picture = call("image", self.made_picture(f"{node['name']}.svg", node["svg"]), alt=node["alt"])
    self.add(call("picture", picture, width=Code("88%")))
    raise nodes.SkipNode


def _line_text(self, node: drawn_line) -> None:
    self.add_text(node["alt"])
    raise nodes.SkipNode


def _sign_html(self, node: to_sign) -> None:
    self.body.append(self.starttag(node, "div", ""))
    self.body += [f"<p>{html.escape(label)}</p>" for _, label in node["fields"]]
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _sign_typst(self, node: to_sign) -> None:
    cells = []
    for name, label in node["fields"]:
        self.open()
        self.add(call("sign-label", label))
        self.writing_lines(f"adopted.{name}", label, 1, snug=True)
        cells.append(self.close())
    self.add(call("sign-box", *cells))
    raise nodes.SkipNode


def _sign_text(self, node: to_sign) -> None:
    for _, label in node["fields"]:
        self.add_text(f"{label}: ____\n")
    raise nodes.SkipNode


def _pass(self, node: nodes.Element) -> None:
    pass


def setup(app: Sphinx) -> dict:
    app.add_node(
        offer,
        html=(_open_offer_html, _close_offer_html),
        typstpdf=(_open_offer_typst, _close_offer_typst),
        text=(_pass, _pass),
    )
    app.add_node(drawn_line, html=(_line_html, None), typstpdf=(_line_typst, None), text=(_line_text, None))
    app.add_node(to_sign, html=(_sign_html, None), typstpdf=(_sign_typst, None), text=(_sign_text, None))
    for name, directive in {
        "objective": ObjectiveDirective,
        "targets": TargetsDirective,
        "what-counts-allow": CountsDirective,
        "milestones": MilestonesDirective,
        "risks": RisksDirective,
        "stop": StopDirective,
        "objectives": ObjectivesDirective,
        "precedents": PrecedentsDirective,
        "hours": HoursDirective,
        "board-questions": QuestionsDirective,
        "to-sign": ToSignDirective,
    }.items():
        app.add_directive(name, directive)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
