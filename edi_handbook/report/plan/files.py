"""The plan as lines that other programs read: a calendar of its dates, lines of a risk register, the time line."""

import datetime
import uuid
from collections import Counter

import icalendar
import pandas as pd

from edi_handbook.report.plan.contents import Plan
from edi_handbook.workforce.returns.export import csv_text

MADE_BY = "-//Fair work, fair care//edi-handbook strategy//EN"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:edi-handbook:strategy")

RISK_COLUMNS = (
    "Risk ID", "Risk", "Cause or early sign", "Mitigation", "Owner (role)", "Objective", "Review date",
    "Likelihood, 1 to 5 (to fill in)", "Consequence, 1 to 5 (to fill in)",
)  # fmt: skip


def calendar(plan: Plan, made: datetime.datetime) -> bytes:
    """An all-day event for each milestone, each target and the review, by RFC 5545. An event keeps its UID while its
    objective and its words stay, so that a calendar that takes the file a second time moves it and adds none."""
    found = icalendar.Calendar()
    found.add("version", "2.0")
    found.add("prodid", MADE_BY)
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", plan.title)
    seen: Counter[tuple[str, str]] = Counter()

    def add(aim: str, what: str, date: datetime.date, summary: str, description: str) -> None:
        seen[aim, what] += 1
        event = icalendar.Event()
        event.add("uid", str(uuid.uuid5(_SPACE, "\n".join((plan.organisation, aim, what, str(seen[aim, what]))))))
        event.add("dtstamp", made)
        event.add("dtstart", date)
        event.add("dtend", date + datetime.timedelta(days=1))
        event.add("summary", summary)
        event.add("description", description)
        event.add("transp", "TRANSPARENT")  # a day to know of, on which nobody is busy for it
        found.add_component(event)

    for one in plan.objectives:
        for step in one.steps:
            add(one.id, step.what, step.date, step.what, f"{one.title}. Step {step.number}. Owner: {step.owner}.")
        add(one.id, "target", one.due, f"Target due: {one.title}", f"{one.target}. Owner: {one.owner}.")
    add("", "review", plan.review, f"Review of the strategy: {plan.organisation}", "The board looks at all of it.")
    return found.to_ical()


def risk_register(plan: Plan) -> bytes:
    """A line a risk, safe to open in a spreadsheet."""
    lines = [
        (f"EDI-{risk.number}", risk.risk, risk.early_sign, risk.mitigation, risk.owner, risk.objective,
         risk.review.isoformat(), "", "")
        for risk in plan.risks
    ]  # fmt: skip
    return _csv(pd.DataFrame(lines, columns=[*RISK_COLUMNS]))


def timeline(plan: Plan) -> bytes:
    return _csv(plan.timeline.table)


def in_words(plan: Plan) -> bytes:
    """What stands with the picture of the time line, for whoever puts it into a paper."""
    return f"{plan.timeline.caption}\n\n{plan.timeline.alt}\n".encode()


def _csv(table: pd.DataFrame) -> bytes:
    return csv_text(table).encode("utf-8-sig")  # the mark tells Excel that it is UTF-8
