"""No page is past its review date. A fork that keeps no dates yet sets EDI_REVIEW_DATES=off, and nothing else."""

import datetime
import os
import re

from edi_handbook.publish.markup.facts import PageFacts, read
from tests.content.pages import pages


def overdue(today: datetime.date) -> list[str]:
    """The pages whose review was due before `today`, with the role to ask."""
    facts = {page.name: PageFacts(**read(page.path)) for page in pages()}
    return [f"{name}: due {one.review_by}, {one.owner}" for name, one in facts.items() if one.review_by < today]


def test_no_page_is_past_its_review_date():
    if os.environ.get("EDI_REVIEW_DATES") == "off":
        return
    assert overdue(datetime.date.today()) == []


def test_a_page_past_its_date_is_named_with_its_owner():
    far = overdue(datetime.date(2100, 1, 1))
    assert len(far) == len(pages())
    assert [line for line in far if re.fullmatch(r"book/about/accessibility\.md: due 20\d\d-\d\d-\d\d, \w.*", line)]


def test_a_page_on_its_last_day_is_not_late():
    last = max(PageFacts(**read(page.path)).review_by for page in pages())
    assert len(overdue(last)) < len(pages())
