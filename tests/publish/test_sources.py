"""A citation leads to the work itself, and one tap further to its full reference."""

import pytest
from lxml import html

from edi_handbook.publish.markup.sources import halves

CONFIG = {
    "extensions": [
        "myst_nb",
        "sphinxcontrib.bibtex",
        "edi_handbook.publish.markup.citations",
        "edi_handbook.publish.markup.facts",
        "edi_handbook.publish.markup.sources",
    ],
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_default_style": "handbook",
    "bibtex_reference_style": "handbook",
}
WORKS = """
@book{kline, author = {Kline, Roger}, title = {A}, year = {2014}, url = {https://www.example.org/a}}
@article{both, author = {Bain, Kristin}, title = {B}, journal = {J}, year = {2021}, doi = {10.1/b}, url = {https://x.org}}
@misc{act, title = {Equality Act 2010}, year = {2010}, url = {https://law.example.org/15}}
@book{paper, author = {Allport, Gordon}, title = {C}, year = {1954}}
"""
CHAPTER = "# C\n\nOne {cite:p}`kline`, {cite:t}`both`, two {cite:p}`act,paper`; {ref}`a place <p>`.\n\n(p)=\n## P\n"
BOOK = {
    "index.md": "# T\n\n```{toctree}\nchapter\nrefs\n```\n",
    "chapter.md": CHAPTER,
    "refs.md": "# R\n\n```{bibliography}\n```\n",
    "references.bib": WORKS,
}


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Kline, 2014", ("Kline", ", ", "2014", "")),
        ("Smith, Jones and Roe, about 2021b", ("Smith, Jones and Roe", ", ", "about 2021b", "")),
        ("NHS England, no date a", ("NHS England", ", ", "no date a", "")),
        ("Kline (2014)", ("Kline", " (", "2014", ")")),
        ("Equality Act 2010", ("Equality Act", " ", "2010", "")),
        ("A thing without a year", None),
    ],
)
def test_a_label_falls_into_the_name_and_the_year(label, parts):
    assert halves(label) == parts


def test_the_name_opens_the_source_and_the_year_the_full_reference(build):
    built = build(BOOK, **CONFIG)
    assert not built.warnings
    [said] = [p for p in html.fromstring(built.page("chapter")).xpath("//p") if (p.text or "").startswith("One")]
    assert said.text_content() == "One (Kline, 2014), Bain (2021), two (Allport, 1954; Equality Act 2010); a place."
    links = [
        (link.text_content(), link.get("href").partition("#")[0], link.get("aria-label")) for link in said.iter("a")
    ]
    assert links == [
        ("Kline", "https://www.example.org/a", "Kline, source at example.org"),
        ("2014", "refs.html", "2014, full reference"),
        ("Bain", "https://doi.org/10.1/b", "Bain, source at doi.org"),
        ("2021", "refs.html", "2021, full reference"),
        ("Allport, 1954", "refs.html", None),
        ("Equality Act", "https://law.example.org/15", "Equality Act, source at law.example.org"),
        ("2010", "refs.html", "2010, full reference"),
        ("a place", "", None),
    ]
    places = set(html.fromstring(built.page("refs")).xpath("//@id"))
    assert {link.get("href").partition("#")[2] for link in said.iter("a") if "refs" in link.get("href")} <= places
