"""What a page says rests on something: figures on data or a reference, paragraphs on a reference or a grade."""

import re

import pytest

from tests.content.pages import Page, pages
from tests.content.paragraphs import Block, beside, blocks, items

# A percentage, or a ratio with two decimals.
FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?%|(?<![\w.:£–-])\d\.\d{2}(?![\d%])")
TYPED = re.compile(r"\{(value|cite[a-z:]*)\}`[^`]*`")

# Figures that are typed, with neither data nor a reference beside them, and why. By page, and words of the block.
ALLOWED = {
    ("book/facilitate/access-and-hybrid.md", "150%"): "a zoom setting, no finding",
    ("book/facilitate/evaluation.md", "1.08"): "an invented example, said above the table",
    ("book/facilitate/evaluation.md", "1.40"): "the same example",
    ("book/learn/what-works-and-what-does-not.md", "96%"): "an invented supplier in a question",
    ("book/reference/glossary.md", "A ratio of 1.24"): "a number inside that range, as an illustration",
    ("book/reference/glossary.md", "A 95% interval"): "the definition of the term",
    ("book/reference/glossary.md", "0.83 to 4.00"): "worked out in test_numbers.py from published counts",
    ("book/strategy/other-characteristics.md", "Ethnic minority women"): "an invented course, said above the table",
    ("book/strategy/other-characteristics.md", "102 of 240"): "the same course; checked in test_numbers.py",
    ("book/strategy/why-now.md", "from 2.12 to 2.45"): "worked out in test_numbers.py from published counts",
}

# Paragraphs and items of lists in strategy/ and learn/ with neither a reference nor a grade: on pages that hold in any
# place, and on those about this one. Each may only fall: lower it when it does.
# Those that are left say what to do in danger, where support is, or what we did, looked for and could not find.
UNFOUNDED = {"general": 11, "local": 1}

# Sections that ask, list, tell the reader what comes, or explain how to use the handbook: they claim nothing.
NO_CLAIMS = {
    "You will be able to",
    "What to do next",
    "For your own thoughts",
    "Check your understanding",
    "Further reading",
    "Nothing is asked of you",
    "How the form works",
    "How to add a network, or mend a row",
    "How to put a row right",
    "How to read a card",
    "What we do not know",
    "What to check again, and when",
    "What we found no study of",
    "References",
}
# An invented example, a question, a lead-in that ends with a colon, a day on which to check the law again.
NO_CLAIM = re.compile(r"invented|^\*\*Question|^[^.]*:$|^\*Check again\*|\?\**$", re.IGNORECASE)
# A pointer to another page; a claim beside it stays a claim.
POINTS = re.compile(r"\{(doc|ref)\}`")
# Where the notes for facilitators are graded, once for all of them, in these words.
NOTES_GRADED = ("book/facilitate/before-you-start.md", "The notes for facilitators")
RESTING = ("book/strategy/", "book/learn/")
every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
either = pytest.mark.parametrize("kind", ["general", pytest.param("local", marks=pytest.mark.local)])


def typed_figures(block: Block) -> list[str]:
    """The figures of a block that neither data nor a reference stands behind."""
    if block.cited or block.from_data or "invented" in block.text.lower():
        return []
    return FIGURE.findall(TYPED.sub("", block.text))


def unfounded(page: Page) -> list[Block]:
    """The paragraphs and items of lists that claim or advise something, with no reference, grade or figure from data.

    An item does not rest on its neighbours, but on what the whole list rests on.
    """
    read = blocks(page)
    return [
        item
        for at, block in enumerate(read)
        if not (block.listed and any(map(founds, beside(read, at))))
        for item in items(block)
        if not (item.caption or item.note or item.rests or claims_nothing(item))
    ]


def claims_nothing(block: Block) -> bool:
    lines = block.text.splitlines()
    return block.section in NO_CLAIMS or bool(NO_CLAIM.search(block.text)) or all(map(POINTS.search, lines))


def founds(block: Block) -> bool:
    return block.rests or "invented" in block.text.lower()


def page_of(tmp_path, text: str) -> Page:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    return Page(path)


@every_page
def test_a_typed_figure_has_data_or_a_reference_beside_it(page):
    if page.name.startswith(("notebooks/", "book/about/")):
        return  # a notebook works its figures out in cells; about/ speaks of versions and zoom, not of findings
    for block in blocks(page):
        excused = any(page.name == name and words in block.text for name, words in ALLOWED)
        assert excused or not typed_figures(block), f"{page.name}:{block.line}: {typed_figures(block)}"


@either
def test_no_excuse_outlives_its_figure(kind):
    texts = {page.name: page.text for page in pages() if page.local == (kind == "local")}
    assert not [(name, words) for name, words in ALLOWED if name in texts and words not in texts[name]]


def test_every_excuse_is_for_a_page_that_is_there():
    assert {name for name, _ in ALLOWED} <= {page.name for page in pages()}


@either
def test_unfounded_paragraphs_only_get_fewer(kind):
    resting = [page for page in pages() if page.name.startswith(RESTING) and page.local == (kind == "local")]
    found = {page.name: unfounded(page) for page in resting}
    total, most = sum(map(len, found.values())), UNFOUNDED[kind]
    where = "\n".join(f"  {name}:{block.line}: {block.text[:60]!r}" for name, held in found.items() for block in held)
    assert total <= most, (
        f"{total - most} paragraphs more than before claim or advise something with neither reference nor grade: give "
        f"those that you wrote {{cite:p}}`key`, or [Evidence: D]{{.evidence-grade}} on a line of its own.\n{where}"
    )
    assert total == most, f"only {total} are left: write that number into UNFOUNDED"


def test_the_notes_for_facilitators_have_a_grade():
    name, words = NOTES_GRADED
    graded = [block for page in pages() if page.name == name for block in blocks(page) if words in block.text]
    assert [block.graded for block in graded] == [True]


def test_both_checks_see_what_they_are_for(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.content.pages.ROOT", tmp_path)
    half, high = "Half, 50%, agree.", "1.50 is high {cite:p}`a`."
    text = f"# T\n\n{half}\n\n{high}\n\n{{value}}`a:b` is 20%.\n\nDo it. [Evidence: D]{{.evidence-grade}}\n"
    read = blocks(page_of(tmp_path, text))
    assert [typed_figures(block) for block in read] == [["50%"], [], [], []]
    assert [block.text for block in unfounded(page_of(tmp_path, text))] == ["Half, 50%, agree."]
    card = "# T\n\n:::{evidence}\n:strength: B\n:sources: a\n\nIt is 50%.\n:::\n\nAfter.\n"
    assert [block.text for block in unfounded(page_of(tmp_path, card))] == ["After."]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{doc}`A page </a>` has the words.", []),
        ("It always works.\nSee {doc}`a page </a>`.", ["It always works.\nSee {doc}`a page </a>`."]),
        ("- It works {cite:p}`a`.\n- It always works.", ["- It always works."]),
        ("```{facilitator} A note\n:name: a\n\nAsk in pairs.\n```\n\nIt works.", ["It works."]),
    ],
)
def test_a_claim_rests_on_no_pointer_or_neighbour_and_a_note_is_graded_elsewhere(tmp_path, monkeypatch, text, left):
    monkeypatch.setattr("tests.content.pages.ROOT", tmp_path)
    assert [block.text for block in unfounded(page_of(tmp_path, f"# T\n\n{text}\n"))] == left


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("As they say {cite:p}`a`:", "After.", ["After."]),
        ("As they say {cite:p}`a`.", "After.", ["- Do it.", "After."]),
        ("Do this:", "[Evidence: D]{.evidence-grade}", []),
        ("Do this:", "It helps. [Evidence: D]{.evidence-grade}", ["- Do it."]),
        ("Do this:", "## Next\n\n[Evidence: D]{.evidence-grade}", ["- Do it."]),
    ],
)
def test_a_list_rests_on_the_line_that_leads_into_it_or_the_grade_that_follows(
    tmp_path, monkeypatch, before, after, left
):
    monkeypatch.setattr("tests.content.pages.ROOT", tmp_path)
    text = f"# T\n\n{before}\n\n- Do it.\n\n{after}\n"
    assert [block.text for block in unfounded(page_of(tmp_path, text))] == left


def test_a_table_of_invented_things_says_so_in_its_title_and_a_term_rests_on_what_its_list_rests_on(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("tests.content.pages.ROOT", tmp_path)
    table = "```{list-table} An invented ward\n:header-rows: 1\n\n* - A\n  - B\n```\n"
    terms = "By name {cite:p}`a`:\n\nOne\n: Do it.\n\nTwo\n: Do that.\n"
    page = page_of(tmp_path, f"# T\n\n{table}\n{table.replace('invented ', '')}\n{terms}")
    assert [block.text for block in unfounded(page)] == ["* - A\n  - B"]
