"""The search answers real questions: questions.yml says what people ask and which page should answer."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
SHARE = 0.95


def answers(page, words: str) -> list[str]:
    """The pages that the search gives for `words`, best first, as names without `.html`."""
    found = page.evaluate("(words) => window.handbookSearch(words).map((one) => one.address)", words)
    return [address.partition("#")[0].removesuffix(".html") for address in found]


def missed(page, questions: list[dict]) -> list[str]:
    """The questions that no page that should answer is among the first three for."""
    wanting = []
    for question in questions:
        right = question["page"] if isinstance(question["page"], list) else [question["page"]]
        first = answers(page, question["ask"])[:3]
        if not set(first) & set(right):
            wanting.append(f"{question['ask']}: {first}")
    return wanting


@pytest.fixture
def search(open_page):
    return open_page("search.html")


def test_questions_name_pages_that_exist(site):
    named = {name for one in QUESTIONS for name in ([one["page"]] if isinstance(one["page"], str) else one["page"])}
    assert len(QUESTIONS) >= 60
    assert not [name for name in named if not (site / f"{name}.html").exists()]


def test_the_right_page_is_among_the_first_three(search):
    wanting = missed(search, QUESTIONS)
    assert len(wanting) <= (1 - SHARE) * len(QUESTIONS), "\n".join(wanting)


def test_a_wrong_page_is_seen(search):
    assert missed(search, [{"ask": "ethnicity pay gap", "page": "book/about/licences"}])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"),
        ("recognise", "recognize"),
        ("behaviour", "behavior"),
        ("programme", "program"),
        ("labelling", "labeling"),
        ("microaggression", "microaggressions"),
    ],
)
def test_spellings_and_forms_of_a_word_give_the_same_pages(search, one, other):
    assert answers(search, one)[:5] == answers(search, other)[:5] != []


def test_a_result_shows_its_section_and_the_words_found(open_page):
    page = open_page("search.html#q=pause+before+a+formal+step")
    first = page.locator("ul.search li").first
    expect(first.locator("a")).to_contain_text("pause")
    assert "#" in first.locator("a").get_attribute("href")
    assert "formal" in first.locator("mark").all_inner_texts()
    assert len(first.locator(".context").inner_text()) <= 220


def test_by_keyboard_from_the_box_to_the_answer(open_page):
    page = open_page("book/about/privacy.html")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("if you see it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=*")
    expect(page.get_by_role("status")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("ul.search a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/learn/if-you-see-it.html*")


def test_words_of_a_form_and_of_the_glossary_are_found(search):
    assert "book/reflections/a-patient-refuses-care" in answers(search, "patient refuses care")[:3]
    places = search.evaluate("window.handbookSearch('sponsor').map((one) => one.address)")
    assert "book/reference/glossary.html#term-sponsor" in [place.lower() for place in places[:3]]


def test_nothing_found_says_what_to_try(open_page):
    page = open_page("search.html#q=zzzzqqq")
    expect(page.get_by_role("status")).to_contain_text("did not match")
    assert page.locator("ul.search li").count() == 0
    assert page.faults == []
    assert page.violations() == []
