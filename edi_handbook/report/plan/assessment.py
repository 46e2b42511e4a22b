"""A start on the equality impact assessment: what is known, who may be touched, what is to be asked, blanks labelled.

The nine characteristics are those of section 4 of the Equality Act 2010. What only people can answer is left to them.
"""

from collections.abc import Iterator

from edi_handbook.report.plan.contents import BY_LAW, LAW, TO_FILL_IN, Objective, Plan, day
from edi_handbook.word.document import Document, Run

CHARACTERISTICS = (
    "Age", "Disability", "Gender reassignment", "Marriage and civil partnership", "Pregnancy and maternity", "Race",
    "Religion or belief", "Sex", "Sexual orientation",
)  # fmt: skip
OTHERS = ("Bank and agency staff", "Staff recruited from abroad", "Staff who work part time or nights", "Carers")
"""People whom a plan for staff can pass over, and whom no characteristic of the Act names."""

AIMS = (
    "End discrimination, harassment and victimisation",
    "Advance equality of opportunity",
    "Foster good relations between people",
)
"""The three aims of the public sector equality duty, section 149 of the Act, in our own words."""

QUESTIONS = (
    "Who gains by it, and how do we know?",
    "Who could lose by it, or be passed over?",
    "Who was asked, and what did they change? Staff networks and staff side are asked before the board votes.",
    "What do we not know, and who could tell us?",
    "How shall we see early that it does harm, and who may stop it?",
)
ACT = "https://www.legislation.gov.uk/ukpga/2010/15"


def assessment(plan: Plan) -> bytes:
    """The Word file: the same plan and day give the same bytes. Raises `word.document.WordError`."""
    made = Document(
        f"Equality impact assessment, a start: {plan.organisation}",
        subject="For whoever does the assessment, with staff networks and staff side",
        day=plan.made,
    )
    made.paragraph(
        f"A start, made {day(plan.made)} from the strategy. It assesses nothing: whoever does the assessment fills in "
        f"what is marked “{TO_FILL_IN}”, with staff networks and staff side, before the board votes.",
        style="lead",
    )
    made.heading("What is assessed")
    made.table(
        "The objectives",
        ("Objective", "Measure", "Target", "By", "Owner (role)"),
        [(one.name, one.measure, one.target, day(one.due), one.owner) for one in plan.objectives],
        widths=(3, 3, 3, 2, 2),
    )
    made.heading("The evidence that is held")
    made.table(
        "What is known of each objective, and what is not",
        ("Objective", "Figures", "Evidence", "What is missing"),
        [(one.name, *_held(one), TO_FILL_IN) for one in plan.objectives],
        widths=(2, 3, 3, 2),
    )
    if plan.returned:
        made.paragraph(f"{plan.returned}. {' '.join(plan.notes)}", style="source")
    if plan.sources:
        made.paragraph(f"Figures of other places: {'; '.join(source.text for source in plan.sources)}.", style="source")
    _add_who(made, plan)
    _add_targets(made, plan)
    made.heading("Questions to answer")
    for one in plan.objectives:
        made.heading(one.name, 2)
        made.table(
            f"{one.title}: questions",
            ("Question", "Answer", "Who answers (role)"),
            [(question, TO_FILL_IN, TO_FILL_IN) for question in QUESTIONS],
            widths=(3, 3, 1.5),
        )
    made.heading("What was decided")
    made.table(
        "Outcome of the assessment",
        ("What", "Words"),
        [(what, TO_FILL_IN) for what in ("Go on as it is, change it, or stop", "What is changed", "Done by (role)",
                                         "Date", "Looked at again on")],
        widths=(1, 2),
    )  # fmt: skip
    made.paragraph("The Act: ", Run("Equality Act 2010", link=ACT), ".", style="source")
    return made.bytes()


def _held(one: Objective) -> Iterator[str]:
    yield ". ".join(filter(None, (one.baseline, one.benchmark))) or "None is held here"
    yield one.evidence or "None is held here"


def _add_who(made: Document, plan: Plan) -> None:
    made.heading("Who may be touched")
    race = f"The figures above compare by ethnicity, objective {_numbers(plan)}." if _numbers(plan) else ""
    rows = [
        (who, race if who == "Race" and race else "None is held here", TO_FILL_IN, TO_FILL_IN)
        for who in (*CHARACTERISTICS, *OTHERS)
    ]
    made.table(
        "Protected characteristics, and other people who are easily passed over",
        ("Who", "Evidence held", "Helps, harms or neither, and why", "What we do about it"),
        rows,
        widths=(2, 2.5, 2.5, 2.5),
    )
    made.table(
        "The three aims of the public sector equality duty (section 149)",
        ("Aim", "How the strategy serves it", "Where it could work against it"),
        [(aim, TO_FILL_IN, TO_FILL_IN) for aim in AIMS],
        widths=(2, 3, 3),
    )


def _numbers(plan: Plan) -> str:
    return ", ".join(str(one.number) for one in plan.objectives if one.standing or one.benchmark)


def _add_targets(made: Document, plan: Plan) -> None:
    watched = [one for one in plan.objectives if one.watched]
    if not watched:
        return
    made.heading("Targets on recruitment or discipline")
    made.paragraph(f"{LAW} {BY_LAW}", style="say")
    made.table(
        "Each such target, asked",
        ("Target", "Question", "Answer"),
        [(f"{one.name}: {one.target}", question, TO_FILL_IN) for one in watched for question in _of_target(one)],
        widths=(2.5, 3.5, 2),
    )


def _of_target(one: Objective) -> Iterator[str]:
    yield "Is it written down, where those who decide can read it, that this is an outcome to watch and never a quota?"
    yield "How is it made sure that it is never a reason in one person’s case?"
    yield "Is anything planned under section 158 or 159, and who has checked that it keeps to them?"
