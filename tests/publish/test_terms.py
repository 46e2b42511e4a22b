"""Terms become links where a page first uses them in running text, and nowhere else."""

import pytest
from lxml import html

from edi_handbook.publish.markup.terms import Terms

GLOSSARY = """# Words

An ally knows bias.

```{glossary}
Ally
    **Someone who stands by.**

Bias
    A lean.

Unconscious bias
    A lean that nobody sees.

WRES
Workforce standard
    A return.

Race
    An idea.
```
"""


@pytest.fixture
def linked(build):
    """A function: a page's text in, its links to terms as (words, anchor), in order."""

    def make(text: str, **config) -> list[tuple[str, str]]:
        rooms = ("building.execution", "markup.facts", "markup.terms")
        extensions = ["myst_nb", *(f"edi_handbook.publish.{it}" for it in rooms)]
        files = {"index.md": text, "words.md": "---\norphan: true\n---\n\n" + GLOSSARY}
        built = build(files, extensions=extensions, edi_terms_by_hand=["race"], **config)
        assert built.warnings == ""
        links = html.fromstring(built.page()).xpath("//a[span[contains(@class, 'std-term')]]")
        return [(link.text_content(), link.get("href").partition("#")[2]) for link in links]

    return make


def test_the_first_use_is_linked_and_no_other(linked):
    assert linked("# T\n\nAn ally, an ally.\n\nAllies again.\n") == [("ally", "term-Ally")]


def test_plurals_capitals_and_the_longest_term(linked):
    text = "# T\n\nAllies see Unconscious Bias first, then a bias.\n"
    assert linked(text) == [
        ("Allies", "term-Ally"),
        ("Unconscious Bias", "term-Unconscious-bias"),
        ("bias", "term-Bias"),
    ]


def test_an_abbreviation_keeps_its_capitals_and_an_entry_is_linked_once(linked):
    assert linked("# T\n\nThe wres is no word. The WRES is, and the workforce standard is the same.\n") == [
        ("WRES", "term-WRES")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# An ally\n\nText.\n\n## Of bias\n\nText.",
        "# T\n\n[an ally](https://nhs.uk) and `bias`.",
        '# T\n\n> An ally has bias.\n\nShe said, "an ally", and "bias".',
        "# T\n\n```python\nally = bias\n```",
        "# T\n\n[An ally has bias]{.no-terms}.",
        "# T\n\n| ally | bias |\n| --- | --- |\n| one | two |",
        "# T\n\nThe race was an ally-like, biased one.",
        "---\nlink_terms: false\n---\n\n# T\n\nAn ally.",
    ],
)
def test_what_is_not_running_text_holds_no_link(linked, text):
    assert linked(text) == []


def test_a_term_linked_by_hand_is_not_linked_again(linked):
    assert linked("# T\n\nAn ally is named here, and {term}`Ally` there.\n") == [("Ally", "term-Ally")]


def test_the_glossary_does_not_link_to_itself(build):
    rooms = [f"edi_handbook.publish.markup.{it}" for it in ("facts", "terms")]
    built = build({"index.md": GLOSSARY}, extensions=["myst_nb", *rooms])
    assert "std-term" not in built.page()


def test_quotation_marks_of_both_kinds_are_passed_over():
    terms = Terms(["Ally"])
    assert terms.first("“An ally” is an ally") == (16, 20, "Ally")
    assert terms.first('"ally"') is None
    assert Terms([]).first("ally") is None
