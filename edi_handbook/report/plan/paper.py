"""The strategy as a Word file that a board secretary can edit: all that the plan holds, blanks labelled."""

from collections.abc import Iterator

from edi_handbook.charts import Chart
from edi_handbook.report.plan.contents import BY_LAW, HOURS, LAW, TO_FILL_IN, Objective, Plan, day
from edi_handbook.word.document import Document, Run
from edi_handbook.word.picture import png_of_svg

HOW_TO_READ = (
    "A ratio of 1 is level. Its direction says which group is on top, and its interval what chance alone allows.",
    "A target is judged on three years’ counts together where one year’s are few.",
)


def paper(plan: Plan) -> bytes:
    """The file: the same plan and day give the same bytes. Raises `word.document.WordError`."""
    made = Document(plan.title, subject="A strategy, for the board to adopt", day=plan.made)
    made.paragraph(plan.vision or f"Our vision: {TO_FILL_IN.lower()}.", style="lead")
    made.paragraph(
        f"A draft for the board, made {day(plan.made)}. It starts on {day(plan.start)}, and the board looks at all of "
        f"it by {day(plan.review)}.",
        style="small",
    )
    made.heading("What we aim at")
    made.table(
        "Objectives, where they stand, and what is aimed at",
        ("Objective", "Measure", "Baseline", "Target", "By", "Owner (role)"),
        [
            (one.name, one.measure, _joined(one.baseline or TO_FILL_IN, one.benchmark), one.target, day(one.due),
             one.owner)
            for one in plan.objectives
        ],
        widths=(3, 3, 3, 3, 2, 2),
    )  # fmt: skip
    if plan.returned:
        made.paragraph(f"{plan.returned}. {' '.join(plan.notes)}", style="source")
    if plan.sources:
        made.paragraph(f"Figures of other places: {'; '.join(source.text for source in plan.sources)}.", style="source")
    made.bullets([*HOW_TO_READ, *([HOURS] if plan.is_estimated else [])])
    for one in plan.objectives:
        _add_objective(made, one)
    _add_timeline(made, plan)
    made.heading("Adoption")
    made.table(
        "To be signed when the board has voted",
        ("What", TO_FILL_IN),
        [(what, "……") for what in ("Adopted by the board of", "Date", "Signed, chair", "Signed, staff side",
                                   "We look again on")],
        widths=(1, 2),
    )  # fmt: skip
    return made.bytes()


def _joined(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _add_objective(made: Document, one: Objective) -> None:
    made.heading(one.name)
    made.table(
        f"{one.title}: the objective",
        ("What", "Words"),
        [(what, words or TO_FILL_IN) for what, words in _facts(one)],
        widths=(1, 3),
    )
    if one.watched:
        made.paragraph(f"{LAW} {BY_LAW}")
    if one.standing:
        _add_standing(made, one)
    if one.steps:
        made.heading("Steps", 2)
        made.table(
            f"{one.title}: steps",
            ("Step", "By", "What", "Owner (role)"),
            [(step.number, day(step.date), step.what, step.owner) for step in one.steps],
            widths=(0.7, 1.5, 4, 2),
        )
    if one.risks:
        made.heading("Risks", 2)
        made.table(
            f"{one.title}: risks",
            ("Risk", "Early sign", "What we do about it", "Owner (role)"),
            [(risk.risk, risk.early_sign or TO_FILL_IN, risk.mitigation or TO_FILL_IN, risk.owner)
             for risk in one.risks],
            widths=(3, 3, 3, 1.6),
        )  # fmt: skip


def _facts(one: Objective) -> Iterator[tuple[str, str]]:
    yield "Measure", one.measure
    yield "Baseline", one.baseline
    if one.benchmark:
        yield "Other places", one.benchmark
    yield "Target", f"{one.target}, by {day(one.due)}"
    yield "Owner (role)", one.owner
    if one.with_role:
        yield "Together with", one.with_role
    yield "Hours", one.hours
    yield "Money", one.money
    if one.evidence:
        yield "Evidence", one.evidence
    yield "We stop if", one.stop
    yield "If the figure is worse", one.if_worse


def _add_standing(made: Document, one: Objective) -> None:
    found = one.standing
    made.heading("How far, how fast", 2)
    if found.value is None:
        made.paragraph(" ".join((f"Indicator {found.indicator}, {found.direction}, {found.year}: {found.ratio}.",
                                 *found.said)))  # fmt: skip
    else:
        made.paragraph(
            Run(f"{found.figure} times", bold=True), f" {found.means}; {found.year}. Interval {found.interval}; "
            f"{found.counts}.",
        )  # fmt: skip
        made.bullets(found.said)
    if found.chart:
        _add_chart(made, found.chart)


def _add_chart(made: Document, chart: Chart) -> None:
    bundle = chart.bundle()
    made.picture(png_of_svg(chart.svg), chart.alt, caption=chart.caption)
    table = bundle["table"]
    made.table(table["caption"], table["columns"], table["rows"])
    note = f" {bundle['note']}" if bundle["note"] else ""
    made.paragraph(f"Source: {bundle['source']}{note}", style="source")


def _add_timeline(made: Document, plan: Plan) -> None:
    made.heading("The plan on one time line")
    _add_chart(made, plan.timeline)
