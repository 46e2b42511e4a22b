"""The A to Z holds titles, terms and the words that people use, each with its place."""

from lxml import html

BOOK = {
    "index.md": "# Start\n",
    "panels.md": "---\norphan: true\n---\n\n# Fair panels\n",
    "words.md": "---\norphan: true\n---\n\n# Words\n\n```{glossary}\nally\n    One who stands by.\n```\n",
    "asked.yml": "panels:\n  - interview\n  - 6 steps\nwords:\n  - interview\n",
}


def test_titles_terms_and_words_stand_under_their_letters(build):
    rooms = [
        "myst_nb",
        "sphinx_design",
        *(f"edi_handbook.publish.{it}" for it in ("web.a_to_z", "markup.facts", "web.search")),
        "edi_handbook.theme",
    ]
    built = build(BOOK, extensions=rooms, html_theme="edi", edi_search_words="asked.yml")
    assert "WARNING" not in built.warnings
    tree = html.fromstring(built.page("genindex"))
    listed = {
        section.xpath("string(h2)"): [(a.xpath("string(text())"), a.get("href")) for a in section.iter("a")]
        for section in tree.xpath("//section[contains(@class, 'genindex-section')]")
    }
    assert listed == {
        "0 to 9": [("6 steps", "panels.html")],
        "A": [("Ally", "words.html#term-ally")],
        "F": [("Fair panels", "panels.html")],
        "I": [("Fair panels", "panels.html"), ("Words", "words.html")],
        "W": [("Words", "words.html")],
    }
    assert tree.xpath("normalize-space(//section[h2='I']//li)") == "Interview: Fair panels, Words"
