"""Evidence cards: every judgement is on its scale, stands on a source, and is drawn on the page."""

import re

import pytest
from lxml import html

from edi_handbook.publish.markup.evidence import EvidenceError, parts

OPTIONS = {
    "strength": "A for choosing; B for fairness",
    "effect": "helps, a little",
    "cost": "unknown; it takes time",
    "confidence": "high that it predicts; moderate that it is fair",
    "sources": "cleveland1985",
}
BIBLIOGRAPHY = "@book{cleveland1985, author={Cleveland, William S.}, title={Graphing}, publisher={W}, year={1985}}\n"


def card(body: str = "What was found.", **changes) -> str:
    options = "\n".join(f":{name}: {value}" for name, value in (OPTIONS | changes).items() if value is not None)
    return f"# Cards\n\n:::{{evidence}}\n{options}\n\n{body}\n:::\n\n```{{bibliography}}\n```\n"


@pytest.fixture
def page(build):
    """A function: a card's text in, the built page and its warnings out."""

    def make(text: str, **config):
        files = {"index.md": text, "grades.md": "---\norphan: true\n---\n\n# Grades\n", "references.bib": BIBLIOGRAPHY}
        extensions = [
            "myst_nb",
            "sphinxcontrib.bibtex",
            *(f"edi_handbook.publish.{it}" for it in ("markup.evidence", "markup.facts")),
        ]
        built = build(files, extensions=extensions, bibtex_bibfiles=["references.bib"], **config)
        return html.fromstring(built.page()), built.warnings

    return make


def test_a_card_shows_its_judgements_and_its_body(page):
    tree, warnings = page(card(), edi_evidence_page="grades")
    assert warnings == ""
    shown = tree.xpath("//div[@class='evidence']")[0]
    rows = {
        "".join(term.itertext()).rstrip(":"): " ".join(term.getnext().text_content().split())
        for term in shown.iter("dt")
    }
    assert rows["Strength"] == "Evidence: A for choosing; Evidence: B for fairness"
    assert rows["Effect"] == "Helps, a little."
    assert rows["Cost"] == "Unknown; it takes time."
    assert rows["Confidence"] == "High that it predicts; moderate that it is fair."
    assert "Cle85" in rows["Sources"]
    assert shown.xpath(".//p[.='What was found.']")
    assert shown.xpath(".//dt/a/@href") == ["grades.html"]
    assert len(shown.xpath(".//span[contains(@class, 'evidence-grade')]")) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"strength": "E"}, "strength: 'E' does not begin with one of A, B, C, D, none"),
        ({"strength": "Ample"}, "strength: 'Ample' does not begin"),
        ({"effect": "wonderful"}, "effect: 'wonderful' does not begin with one of helps, may help"),
        ({"cost": "£10"}, "cost: '£10' does not begin"),
        ({"confidence": None}, "say confidence too"),
        ({"sources": None}, "grade A stands on a study: name it in sources"),
        ({"sources": "nobody2020"}, 'could not find bibtex key "nobody2020"'),
        ({"body": ""}, "say below the options what was found"),
    ],
)
def test_a_fault_names_file_line_and_value(page, changes, said):
    _, warnings = page(card(**changes))
    assert said in warnings
    assert re.search(r"index\.md:[34]: WARNING", warnings)


def test_an_opinion_needs_no_source(page):
    tree, warnings = page(card(strength="D", sources=None))
    assert warnings == ""
    assert not tree.xpath("//dt[starts-with(., 'Sources')]")


def test_a_mark_in_a_sentence_is_of_the_same_scale(page):
    _, warnings = page("# T\n\n[Evidence: B]{.evidence-grade} is one.\n\n[Evidence: X]{.evidence-grade} is none.\n")
    assert warnings.count("evidence grade:") == 1
    assert "index.md:5: WARNING: evidence grade: 'Evidence: X' is none of Evidence: A" in warnings


def test_explanations_stay_with_their_word():
    assert parts("cost", "none in money; the price is paid in courage") == [
        ("none", " in money; the price is paid in courage")
    ]
    assert parts("strength", "B, with low certainty") == [("B", ", with low certainty")]
    assert parts("effect", "may help") == [("may help", "")]
    with pytest.raises(EvidenceError):
        parts("strength", "A; perhaps")
