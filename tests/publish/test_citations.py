"""Labels and entries of the reference list: the same words in the sentence and in the list."""

from pybtex.database import parse_string

from edi_handbook.publish.markup.citations import HandbookStyle


def labels(bibtex: str) -> dict[str, str]:
    works = parse_string(bibtex, "bibtex")
    return {one.key: one.label for one in HandbookStyle().format_bibliography(works, list(works.entries))}


def test_labels_name_author_and_year():
    made = labels(
        """
        @book{one, author = {Kline, Roger}, title = {A}, year = {2021}}
        @book{two, author = {Kline, Roger}, title = {B}, year = {2021}}
        @book{pair, author = {Di Stasio, Valentina and Heath, Anthony}, title = {C}, year = {2019}}
        @book{many, author = {Wood, Martin and Hales, Jon and Purdon, Susan}, title = {D}, year = {2009}}
        @misc{body, author = {{NHS England}}, title = {E}}
        @misc{again, author = {{NHS England}}, title = {F}}
        @misc{short, author = {{A Long Name NHS Trust}}, shortauthor = {Long Trust}, title = {G}, year = {about 2020}}
        @misc{act, title = {Equality Act 2010}, year = {2010}}
        @misc{untitled, title = {Personnel notes}, year = {2010}}
        """
    )
    assert made == {
        "one": "Kline, 2021a",
        "two": "Kline, 2021b",
        "pair": "Di Stasio and Heath, 2019",
        "many": "Wood et al., 2009",
        "body": "NHS England, no date a",
        "again": "NHS England, no date b",
        "short": "Long Trust, about 2020",
        "act": "Equality Act 2010",
        "untitled": "Personnel notes, 2010",
    }


def test_an_entry_keeps_the_capitals_of_its_title_and_says_how_it_was_read():
    works = parse_string(
        "@techreport{k, author = {Kline, Roger}, title = {No more tick boxes in the NHS}, institution = {NHS England}, "
        "year = {2021}, note = {Opening read}, url = {https://example.org/a}}",
        "bibtex",
    )
    (entry,) = HandbookStyle().format_bibliography(works, ["k"])
    text = str(entry.text).replace("<newblock>", " ")
    assert text == "Roger Kline. No more tick boxes in the NHS. NHS England. 2021. Opening read. https://example.org/a."
