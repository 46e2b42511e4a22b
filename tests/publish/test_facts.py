"""Page facts are checked, and shown under the title."""

import pytest
from lxml import html

FACTS = {
    "summary": "What a fair panel does before, during and after an interview.",
    "audience": "[staff, leads]",
    "minutes": "4",
    "owner": "Head of recruitment",
    "reviewed": "2026-11-23",
    "review_by": "2027-11-23",
    "status": "final",
}


def page(**changes) -> str:
    lines = [f"{name}: {value}" for name, value in (FACTS | changes).items() if value is not None]
    return "---\n" + "\n".join(lines) + "\n---\n\n# Fair panels\n\nText.\n"


def test_facts_stand_under_the_title(build):
    built = build({"index.md": page()}, edi_page_facts=True)
    assert built.warnings == ""
    strip = html.fromstring(built.page()).xpath("//h1/following-sibling::*[1]")[0]
    assert "page-facts" in strip.get("class")
    words = " ".join(strip.text_content().split())
    assert FACTS["summary"] in words
    for shown in ("staff, leads", "4 minutes", "Head of recruitment", "23 November 2026", "23 November 2027"):
        assert shown in words
    assert built.app.env.metadata["index"]["summary"] == FACTS["summary"]


def test_a_page_about_this_place_is_like_any_other_to_a_reader(build):
    built = build({"index.md": page(local="true")}, edi_page_facts=True)
    assert built.warnings == "" and "local" not in html.fromstring(built.page()).text_content()


def test_a_page_with_its_own_lead_keeps_who_keeps_it(build):
    built = build({"index.md": page(own_lead="true")}, edi_page_facts=True)
    assert built.warnings == ""
    words = html.fromstring(built.page()).find_class("page-facts")[0].text_content()
    assert FACTS["summary"] not in words and FACTS["owner"] in words
    assert built.app.env.metadata["index"]["summary"] == FACTS["summary"], "search engines are still told"


def test_the_grades_of_a_page_stand_in_one_line(build):
    text = page() + "\n[Evidence: D]{.evidence-grade} and [Evidence: B]{.evidence-grade}\n"
    words = html.fromstring(build({"index.md": text}, edi_page_facts=True).page()).find_class("page-facts")[0]
    assert "EvidenceB to D" in " ".join(words.text_content().split())
    assert "Evidence" not in html.fromstring(build({"index.md": page()}, edi_page_facts=True).page()).text_content()


def test_a_draft_says_so(build):
    assert "Draft: not yet checked" in build({"index.md": page(status="draft")}, edi_page_facts=True).page()
    assert "Draft: not yet checked" not in build({"index.md": page()}, edi_page_facts=True).page()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"summary": None}, "summary: Field required"),
        ({"summary": "No full stop at the end of this one"}, "one sentence that ends with a full stop"),
        ({"summary": "Two sentences stand here. They should be one."}, "one sentence that ends with a full stop"),
        ({"audience": "[everybody]"}, "audience.0: Input should be 'staff', 'facilitators' or 'leads'"),
        ({"minutes": "soon"}, "minutes: Input should be a valid integer"),
        ({"reviewed": "last week"}, "reviewed: Input should be a valid date"),
        ({"review_by": "2026-01-01"}, "review_by must be later than reviewed"),
        ({"local": "Birmingham"}, "local: Input should be a valid boolean"),
        ({"status": "nearly"}, "status: Input should be 'draft' or 'final'"),
    ],
)
def test_a_fault_names_page_and_fact(build, changes, said):
    built = build({"index.md": page(**changes)}, edi_page_facts=True)
    assert "index.md:1: WARNING: page facts: " in built.warnings
    assert said in built.warnings


def test_front_matter_that_is_not_yaml_names_the_line(build):
    text = page().replace("minutes: 4", "minutes: [4")
    built = build({"index.md": text}, edi_page_facts=True)
    assert "WARNING: page facts: " in built.warnings
    assert "index.md:5" in built.warnings
