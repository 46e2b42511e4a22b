"""The strategy on two sides of one sheet, as a PDF that may be read by all (PDF/UA-1).

A strategy may say more than two sides hold. Then fewer steps and risks stand here, and long words end in an ellipsis;
the Word file has them all, and the sheet says so.
"""

import datetime
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_handbook import fonts, palette, typstpdf, whole
from edi_handbook.report.plan.contents import BY_LAW, HOURS, LAW, TO_FILL_IN, Objective, Plan, day
from edi_handbook.typstpdf.code import Code, call, content, prose
from edi_handbook.typstpdf.compile import Refused, compile_pdf
from edi_handbook.typstpdf.finish import finish
from edi_handbook.typstpdf.grid import RowHeads

LOOKS = (Path(typstpdf.__file__).with_name("template.typ"), Path(__file__).with_name("sheet.typ"))
WORD_FILE = "strategy.docx"
LONGEST_IN_FOOT = 60
CARDS = 2
"""How many gaps have their figure set large."""


class SheetError(Exception):
    """The sheet cannot be set; one sentence says why."""


@dataclass(frozen=True)
class Fit:
    """How much stands on a side. `size` is that of its text in points; `clip` the most signs of one cell."""

    size: float
    clip: int
    steps: int = 0
    risks: int = 1
    pictures: bool = True


FIRST = (
    Fit(9.5, 400),
    Fit(9.5, 200),
    Fit(9.5, 120),
    Fit(9, 140),
    Fit(9, 90),
    Fit(8.5, 90, pictures=False),
    Fit(8.5, 40, pictures=False),
)
SECOND = (
    Fit(9.5, 400, steps=99, risks=99),
    Fit(9.5, 300, steps=12),
    Fit(9.5, 200, steps=8),
    Fit(9.5, 200, steps=5),
    Fit(9.5, 180, steps=3),
    Fit(9.5, 180),
    Fit(9, 180),
    Fit(9, 140),
    Fit(9, 110),
    Fit(8.5, 110),
    Fit(8.5, 80),
    Fit(8.5, 80, pictures=False),
    Fit(8.5, 40, risks=0, pictures=False),
)
"""From all to the least, for the one side and the other; the first that a side holds is taken."""


def set_sheet(plan: Plan, author: str, made: datetime.datetime) -> bytes:
    """The PDF: the same plan and moment give the same bytes. Raises `SheetError`."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        for look in LOOKS:
            whole.copy(look, workshop)
        colours = ", ".join(f'"{role}": rgb("{colour}")' for role, colour in palette.LIGHT.items())
        whole.write_text(workshop / "palette.typ", f"#let palette = ({colours})\n")
        setting = _Setting(plan, workshop)
        first, _ = _fitting(lambda fit: setting.first(fit), FIRST, 1, setting, made, author)
        return _fitting(
            lambda fit: [*setting.first(first), "pagebreak()", *setting.second(fit)], SECOND, 2, setting, made, author
        )[1]


def _fitting(
    pieces: Callable[[Fit], list[str]],
    fits: Sequence[Fit],
    sides: int,
    setting: "_Setting",
    made: datetime.datetime,
    author: str,
) -> tuple[Fit, bytes]:
    """The first of `fits` whose pieces so many sides hold, and the file of them."""
    found, low, high = None, 0, len(fits)
    while low < high:
        middle = (low + high) // 2
        setting.begin()
        code = pieces(fits[middle])
        pdf, pages = finish(_compiled(code, setting, made, author), setting.heads, fields=[], font=fonts.FORM)
        if pages == sides:
            found, high = (fits[middle], pdf), middle
        else:
            low = middle + 1
    if found is None:
        raise SheetError("It has more than two sides hold, however short its words are cut: choose fewer objectives.")
    return found


def _compiled(pieces: Sequence[str], setting: "_Setting", made: datetime.datetime, author: str) -> bytes:
    plan = setting.plan
    show = call(
        "plan.with",
        title=plan.title,
        author=author,
        description=plan.returned or "No return stands beside it",
        masthead_words="A draft for the board, until it is signed",
        dates=f"Made {day(plan.made)}. Review by {day(plan.review)}",
        foot=setting.foot(),
        text_font=list(fonts.TEXT),
    )
    main = setting.workshop / "main.typ"
    whole.write_text(main, f'#import "sheet.typ": *\n#show: {show}\n#{content([*pieces])}\n')
    try:
        pdf, complaints = compile_pdf(main, [fonts.FOLDER], made)
    except Refused as refused:
        raise SheetError(f"The sheet cannot be set: {refused.complaints[0].message}.") from None
    if complaints:
        raise SheetError(f"The sheet cannot be set well: {complaints[0].message}.")
    return pdf


class _Setting:
    """The pieces of both sides, as Typst code; `heads` gathers the tables' row headers in reading order."""

    def __init__(self, plan: Plan, workshop: Path) -> None:
        self.plan, self.workshop = plan, workshop
        self.begin()

    def begin(self) -> None:
        """Nothing is set yet."""
        self.heads: list[RowHeads] = []
        self.cut = False

    def first(self, fit: Fit) -> list[str]:
        """Where it stands, and what is aimed at."""
        self.fit, plan = fit, self.plan
        vision = self.words(plan.vision) if plan.vision else prose(f"Our vision: {TO_FILL_IN.lower()}.")
        made = [call("heading", Code("level: 1"), Code(self.words(plan.title))), call("plan-lead", vision)]
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
        made.append(_heading("What we aim at"))
        made.append(
            self._table(("Objective and measure", "Baseline", "Target", "Owner (role)"), (1.6, 1.5, 1.4, 1), rows)
        )
        if watched := [str(one.number) for one in plan.objectives if one.watched]:
            made.append(call("small-print", prose(f"Targets of {_listed('objective', watched)}: {LAW} {BY_LAW}")))
        made += [call("small-print", prose(words)) for words in self._small_print()]
        return self._sized(made)

    def second(self, fit: Fit) -> list[str]:
        """The way there, what it costs, and where to sign."""
        self.fit, plan, made = fit, self.plan, []
        said = [one for one in plan.objectives if one.standing]
        if said:
            made.append(_heading("How far, how fast"))
            made.append(call("list", *(self._far(one) for one in said)))
        if self.fit.pictures:
            made.append(_heading("The way there"))
            picture = call("image", self._svg("lanes", plan.lanes.svg), alt=plan.lanes.alt)
            made.append(call("wide-picture", picture))
        steps = plan.steps[: self.fit.steps]
        if plan.steps and not steps:
            self.cut = True
            made.append(call("small-print", prose(f"What each step is: {WORD_FILE}.")))
        if steps:
            self.cut = self.cut or len(steps) < len(plan.steps)
            rows = [
                tuple(self.words(words) for words in (step.number, day(step.date), step.what, step.owner))
                for step in steps
            ]
            made.append(_heading("Every step" if len(steps) == len(plan.steps) else "The next steps"))
            made.append(self._table(("Step", "By", "What", "Owner (role)"), (0.35, 0.9, 3, 1.1), rows))
        worse = any(one.if_worse for one in plan.objectives)
        rows = [
            (
                call("strong-text", self.words(one.name)),
                self.words(", ".join(filter(None, (one.hours, one.money))) or TO_FILL_IN),
                self._risks(one),
                self._lines(one.stop or TO_FILL_IN),
                *([self._lines(one.if_worse or TO_FILL_IN)] if worse else []),
            )
            for one in plan.objectives
        ]
        columns = ["Objective", "Hours, money", "Risk, and what we do", "We stop if"]
        widths = [1.1, 0.85, 2, 1.7]
        made.append(_heading("Cost, risks, and when we stop"))
        made.append(self._table([*columns, "If it is worse"][: len(rows[0])], [*widths, 1.4][: len(rows[0])], rows))
        notes = [HOURS] if plan.is_estimated else []
        notes += [] if worse else [f"What we do if a figure is worse: {TO_FILL_IN.lower()}."]
        made += [call("small-print", prose(note)) for note in notes]
        signs = ("Adopted by the board of", "Date", "Signed, chair", "Signed, staff side")
        return self._sized([*made, call("to-sign", *(prose(sign) for sign in signs))])

    def _sized(self, pieces: Sequence[str]) -> list[str]:
        return [call("sized", Code(f"{self.fit.size}pt"), content([*pieces]))]

    def foot(self) -> str:
        name = self.plan.organisation
        name = name if len(name) <= LONGEST_IN_FOOT else f"{name[: LONGEST_IN_FOOT - 1]}…"
        return f"{name}. The whole plan: {WORD_FILE}" if self.cut else name

    def words(self, text: str) -> Code:
        """`text`, cut where it is longer than a cell may be."""
        return prose(self._clipped(text))

    def _clipped(self, text: str, part: float = 1) -> str:
        most = int(self.fit.clip * part)
        if len(text) <= most:
            return text
        self.cut = True
        return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(',;:.')}…"

    def _lines(self, *lines: str) -> Code:
        return call("cell", *(self.words(line) for line in lines if line))

    def _card(self, one: Objective) -> Code:
        found = one.standing
        picture = call("image", self._svg(found.short.name, found.short.narrow_svg), alt=found.short.alt)
        note = f"{found.direction[:1].upper()}{found.direction[1:]}, {found.year}. {found.short.note}"
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
        said = " ".join(found.said if found.value is not None else (f"{found.year}: {found.ratio}.", *found.said))
        return call("cell", Code(f"{call('strong-text', prose(f'{one.name}: '))} + {prose(said)}"))

    def _risks(self, one: Objective) -> Code:
        risks = one.risks[: self.fit.risks]
        self.cut = self.cut or len(risks) < len(one.risks)
        said = [
            prose(f"{self._clipped(risk.risk, 0.6)}: {self._clipped(risk.mitigation or TO_FILL_IN, 0.6)}")
            for risk in risks
        ]
        return call("cell", *said) if said else self.words(TO_FILL_IN)

    def _small_print(self) -> list[str]:
        plan, said = self.plan, []
        if plan.returned:
            said.append(f"{plan.returned}. Counts are to the nearest 5; ratios are worked out from the true counts.")
        if plan.sources:
            named = dict.fromkeys(f"{source.publisher}, {source.published}" for source in plan.sources)
            said.append(f"Figures of other places: {'; '.join(named)}. Their titles: {WORD_FILE}.")
        return said

    def _svg(self, name: str, svg: str) -> str:
        whole.write_text(self.workshop / f"{name}.svg", svg)
        return f"{name}.svg"

    def _table(self, columns: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Code]]) -> Code:
        """The first cell of each row is its head."""
        self.heads.append([[], *([(row, 0)] for row in range(1, len(rows) + 1))])
        across = Code("(" + "".join(f"{width}fr, " for width in widths) + ")")
        return call("plan-table", across, [prose(name) for name in columns], [cell for row in rows for cell in row])


def _heading(words: str) -> Code:
    return call("heading", Code("level: 2"), Code(prose(words)))


def _listed(what: str, numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    return f"{what}s {', '.join(numbers[:-1])} and {numbers[-1]}"
