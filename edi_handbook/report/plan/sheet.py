"""The strategy on two sides of one sheet, as a PDF that may be read by all (PDF/UA-1).

A strategy may say more than two sides hold. Then fewer steps and risks stand here, and long words end in an ellipsis;
the Word file has them all, and the sheet says so.
"""

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_handbook import fonts, palette, typstpdf, whole
from edi_handbook.report.plan.contents import BY_LAW, LAW, TO_FILL_IN, Objective, Plan, day
from edi_handbook.typstpdf.code import Code, call, content, prose
from edi_handbook.typstpdf.compile import Refused, compile_pdf
from edi_handbook.typstpdf.finish import finish
from edi_handbook.typstpdf.grid import RowHeads

LOOKS = (Path(typstpdf.__file__).with_name("template.typ"), Path(__file__).with_name("sheet.typ"))
PAGES = 2
WORD_FILE = "strategy.docx"
CARDS = 2
"""How many gaps have their figure set large."""


class SheetError(Exception):
    """The sheet cannot be set; one sentence says why."""


@dataclass(frozen=True)
class Fit:
    """How much stands on the sheet. `size` is that of its text in points; `clip` the most signs of one cell."""

    size: float
    steps: int
    risks: int
    clip: int
    pictures: bool = True


FITS = (
    Fit(9.5, 99, 99, 400),
    Fit(9.5, 12, 1, 260),
    Fit(9.5, 8, 1, 170),
    Fit(9, 6, 1, 130),
    Fit(9, 0, 1, 110),
    Fit(8.5, 0, 1, 70, pictures=False),
    Fit(8.5, 0, 0, 45, pictures=False),
)
"""From all to the least; the first that two sides hold is taken."""


def set_sheet(plan: Plan, author: str, made: datetime.datetime) -> bytes:
    """The PDF: the same plan and moment give the same bytes. Raises `SheetError`."""
    for fit in FITS:
        pdf, pages = _set(plan, author, made, fit)
        if pages == PAGES:
            return pdf
    raise SheetError(
        f"The strategy has more than two sides hold, however short its words are cut: give it fewer objectives than "
        f"{len(plan.objectives)}."
    )


def _set(plan: Plan, author: str, made: datetime.datetime, fit: Fit) -> tuple[bytes, int]:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        for look in LOOKS:
            whole.copy(look, workshop)
        colours = ", ".join(f'"{role}": rgb("{colour}")' for role, colour in palette.LIGHT.items())
        whole.write_text(workshop / "palette.typ", f"#let palette = ({colours})\n")
        setting = _Setting(plan, fit, workshop)
        body = content([*setting.first(), "pagebreak()", *setting.second()])
        show = call(
            "plan.with",
            title=plan.title,
            author=author,
            description=plan.returned or "No return stands beside it",
            masthead_words=plan.organisation,
            dates=f"Made {day(plan.made)}. Review by {day(plan.review)}",
            foot=setting.foot(),
            text_size=Code(f"{fit.size}pt"),
            text_font=list(fonts.TEXT),
        )
        main = workshop / "main.typ"
        whole.write_text(main, f'#import "sheet.typ": *\n#show: {show}\n#{body}\n')
        try:
            pdf, complaints = compile_pdf(main, [fonts.FOLDER], made)
        except Refused as refused:
            raise SheetError(f"The sheet cannot be set: {refused.complaints[0].message}.") from None
        if complaints:
            raise SheetError(f"The sheet cannot be set well: {complaints[0].message}.")
        return finish(pdf, setting.heads, fields=[], font=fonts.FORM)


class _Setting:
    """The pieces of both sides, as Typst code; `heads` gathers the tables' row headers in reading order."""

    def __init__(self, plan: Plan, fit: Fit, workshop: Path) -> None:
        self.plan, self.fit, self.workshop = plan, fit, workshop
        self.heads: list[RowHeads] = []
        self.cut = False

    def first(self) -> list[str]:
        plan = self.plan
        vision = self.words(plan.vision) if plan.vision else prose(f"Our vision: {TO_FILL_IN.lower()}.")
        made = [call("plan-lead", vision)]
        shown = [one for one in plan.objectives if one.standing and one.standing.value is not None][:CARDS]
        if shown and self.fit.pictures:
            made.append(call("cards", *(self._card(one) for one in shown)))
        rows = [
            (
                call("cell", call("strong-text", self.words(one.name)), self.words(one.measure)),
                self._lines(one.baseline or TO_FILL_IN, one.benchmark),
                call("cell", call("strong-text", self.words(one.target)), prose(f"by {day(one.due)}")),
                self._lines(one.owner, f"with: {one.with_role}" if one.with_role else ""),
            )
            for one in plan.objectives
        ]
        made.append(
            self._table("What we aim at", ("Objective and measure", "Baseline", "Target", "Owner (role)"),
                        (1.6, 1.5, 1.4, 1), rows)
        )  # fmt: skip
        if watched := [str(one.number) for one in plan.objectives if one.watched]:
            made.append(call("small-print", prose(f"Targets of {_listed('objective', watched)}: {LAW} {BY_LAW}")))
        return [*made, *(call("small-print", prose(words)) for words in self._small_print())]

    def second(self) -> list[str]:
        plan, made = self.plan, []
        said = [one for one in plan.objectives if one.standing]
        if said:
            made.append(call("heading", Code("level: 2"), Code(prose("How far, how fast"))))
            made.append(call("list", *(self._far(one) for one in said)))
        if self.fit.pictures:
            made.append(call("heading", Code("level: 2"), Code(prose("The way there"))))
            picture = call("image", self._svg("timeline", plan.timeline.svg), alt=plan.timeline.alt)
            made.append(call("wide-picture", picture, prose(plan.timeline.caption), Code("72%")))
        steps = plan.steps[: self.fit.steps]
        if steps:
            self.cut = self.cut or len(steps) < len(plan.steps)
            rows = [
                tuple(self.words(words) for words in (step.number, day(step.date), step.what, step.owner))
                for step in steps
            ]
            caption = "Every step" if len(steps) == len(plan.steps) else "The next steps"
            made.append(self._table(caption, ("Step", "By", "What", "Owner (role)"), (0.35, 0.9, 3, 1.1), rows))
        rows = [
            (
                call("strong-text", self.words(one.name)),
                self.words(", ".join(filter(None, (one.hours, one.money))) or TO_FILL_IN),
                self._risks(one),
                self._lines(one.stop or TO_FILL_IN),
                self._lines(one.if_worse or TO_FILL_IN),
            )
            for one in plan.objectives
        ]
        columns = ("Objective", "Hours, money", "Risk, and what we do", "We stop if", "If the figure is worse")
        made.append(self._table("Cost, risks, and when we stop", columns, (1, 0.75, 1.8, 1.3, 0.9), rows))
        signs = ("Adopted by the board of", "Date", "Signed, chair", "Signed, staff side")
        return [*made, call("to-sign", *(prose(sign) for sign in signs))]

    def foot(self) -> str:
        return f"The whole plan: {WORD_FILE}" if self.cut else "A draft until it is signed"

    def words(self, text: str) -> Code:
        """`text`, cut where it is longer than a cell may be."""
        return prose(self._clipped(text))

    def _clipped(self, text: str) -> str:
        if len(text) <= self.fit.clip:
            return text
        self.cut = True
        return f"{text[: self.fit.clip - 1].rsplit(' ', 1)[0].rstrip(',;:.')}…"

    def _lines(self, *lines: str) -> Code:
        return call("cell", *(self.words(line) for line in lines if line))

    def _card(self, one: Objective) -> Code:
        found = one.standing
        picture = call("image", self._svg(found.chart.name, found.chart.narrow_svg), alt=found.chart.alt)
        note = f"{found.direction}, {found.year}; interval {found.interval}; {found.counts}, to the nearest 5."
        if one.benchmark:
            note = f"{note} {one.benchmark}."
        return Code(
            content(
                [
                    call(
                        "card",
                        prose(found.figure),
                        prose(f"times {found.means}"),
                        call("card-picture", picture),
                        prose(note),
                    )
                ]
            )
        )

    def _far(self, one: Objective) -> Code:
        found = one.standing
        said = " ".join(found.said) if found.said else f"{found.year}: {found.ratio}."
        return call("cell", Code(f"{call('strong-text', prose(f'{one.name}: '))} + {prose(said)}"))

    def _risks(self, one: Objective) -> Code:
        risks = one.risks[: self.fit.risks]
        self.cut = self.cut or len(risks) < len(one.risks)
        said = [
            "; ".join(filter(None, (risk.risk, f"what we do: {risk.mitigation}" if risk.mitigation else "")))
            for risk in risks
        ]
        return self._lines(*said) if said else self.words(TO_FILL_IN)

    def _small_print(self) -> list[str]:
        plan, said = self.plan, []
        if plan.returned:
            said.append(f"{plan.returned}. Counts are to the nearest 5; ratios are worked out from the true counts.")
        if plan.sources:
            said.append(f"Figures of other places: {'; '.join(plan.sources)}.")
        return said

    def _svg(self, name: str, svg: str) -> str:
        whole.write_text(self.workshop / f"{name}.svg", svg)
        return f"{name}.svg"

    def _table(
        self, caption: str, columns: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Code]]
    ) -> Code:
        self.heads.append([[], *([(row, 0)] for row in range(1, len(rows) + 1))])
        body = [call("row-head", cell) if place == 0 else cell for row in rows for place, cell in enumerate(row)]
        across = Code("(" + "".join(f"{width}fr, " for width in widths) + ")")
        return call("data-table", across, [prose(name) for name in columns], body, caption=prose(caption))


def _listed(what: str, numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    return f"{what}s {', '.join(numbers[:-1])} and {numbers[-1]}"
