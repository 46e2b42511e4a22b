"""What the search knows of a book: sections, glossary entries, forms, and the words that people use."""

import json
from pathlib import Path

import pytest
import yaml

FORMS = Path(__file__).parents[2] / "book" / "reflections"
ROOMS = ("building.execution", "markup.facilitator", "markup.facts", "markup.reflections", "web.search")
BOOK = {
    "index.md": "# Start\n\nFirst words {cite:p}`nobody`.\n\n## Second part\n\nMore *words* here.\n\n"
    "```python\nhidden()\n```\n",
    "terms.md": "# Terms\n\nAbout them.\n\n```{glossary}\nAlly\n    Someone who stands by.\n\nBias\n    A lean.\n```\n",
}


@pytest.fixture
def searched(build):
    """A function: pages in, the data of the search and the warnings out."""

    def make(files: dict[str, str], **config):
        extensions = [
            "myst_nb",
            "sphinx_design",
            "sphinxcontrib.bibtex",
            *(f"edi_handbook.publish.{it}" for it in ROOMS),
            "edi_handbook.theme",
        ]
        files = {"references.bib": "@misc{nobody, title={T}, author={Office, An}, year={2020}}", **files}
        built = build(files, extensions=extensions, html_theme="edi", bibtex_bibfiles=["references.bib"], **config)
        script = (built.output / "_static" / "search-data.js").read_text(encoding="utf-8")
        return json.loads(script.removeprefix("const HANDBOOK=").removesuffix(";\n")), built

    return make


def test_sections_and_terms_are_found_with_their_places(searched):
    data, built = searched(BOOK)
    pages = {address: number for number, (address, _, _) in enumerate(data["pages"])}
    sections = {(number, anchor): (heading, text) for number, anchor, heading, text in data["sections"]}
    start, terms = pages["index.html"], pages["terms.html"]
    assert sections[start, ""][0] == "Start"
    assert sections[start, "second-part"] == ("Second part", "More words here.")  # no code
    assert sections[terms, "term-Ally"] == ("Ally", "Someone who stands by.")
    assert sections[terms, ""] == ("Terms", "About them.")  # its entries are sections of their own
    assert not (built.output / "searchindex.js").exists()
    assert "search-data.js" in built.page("search")


def test_a_citation_is_no_word_of_the_page(searched):
    data, _ = searched(BOOK)
    assert "nobody" not in json.dumps(data)


def test_the_words_of_a_form_are_found(searched):
    form = (FORMS / "small-slights.yml").read_text(encoding="utf-8")
    pages = {"index.md": "# Form\n\n```{reflection} small-slights\n```\n", "forms/small-slights.yml": form}
    data, _ = searched(pages, edi_reflections="forms")
    prompts = [item["prompt"] for item in yaml.safe_load(form)["items"]]
    assert " ".join(prompts[0].split()) in data["sections"][0][3]


def test_what_people_call_a_page_stands_beside_its_title(searched):
    words = "index:\n  - beginning\n  - first page\n"
    data, _ = searched({**BOOK, "words.yml": words}, edi_search_words="words.yml")
    assert ["index.html", "Start", "beginning; first page"] in data["pages"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("gone:\n  - a word\n", "words.yml names the page gone, which is not in the book"),
        ("index: beginning\n", "words.yml: index: write the name of a page, then a list of phrases"),
        ("index: [a\n", "words.yml:2: "),
    ],
)
def test_a_fault_in_the_words_names_the_place(searched, words, said):
    _, built = searched({**BOOK, "words.yml": words}, edi_search_words="words.yml")
    assert f"words to search by: {said}" in built.warnings


def test_notes_for_facilitators_are_no_answer_to_other_readers(searched):
    note = "```{facilitator} Two minutes\n:minutes: 2\n:purpose: Calm.\n:risk: Hurry.\n\nBeware of silence.\n```\n"
    data, _ = searched({"index.md": f"# Start\n\nFirst words.\n\n{note}\nLast words.\n"})
    assert [section[3] for section in data["sections"]] == ["First words. Last words."]
