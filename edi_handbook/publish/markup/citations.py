"""Citations: "(Kline, 2014)" in a sentence, and the same words at the head of the entry in the reference list.

With sphinxcontrib-bibtex's own styles the sentence says "Kline, 2014" and the list "[2]", or the list "2023a" where
the sentence says "2023". Here both print one label, so a reader on paper can find the entry.
Titles keep the capitals that references.bib gives them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

import pybtex.plugin
from pybtex.database import Entry
from pybtex.richtext import Text
from pybtex.style.formatting import toplevel
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.formatting.unsrt import pages
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import field as bib
from pybtex.style.template import first_of, href, join, optional, optional_field, sentence, tag, words
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, GroupReferenceStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.basic_label import BasicLabelParentheticalReferenceStyle
from sphinxcontrib.bibtex.style.referencing.extra_author import ExtraAuthorReferenceStyle
from sphinxcontrib.bibtex.style.referencing.extra_empty import ExtraEmptyReferenceStyle
from sphinxcontrib.bibtex.style.referencing.extra_year import ExtraYearReferenceStyle
from sphinxcontrib.bibtex.style.template import node, reference

from edi_handbook.bibliography import NO_DATE, names, year


class AuthorYearLabels(BaseLabelStyle):
    """ "Kline, 2021"; with a, b, c where the same authors have several works of a year. A title that holds its own
    year, as a statute does, stands alone."""

    def format_labels(self, sorted_entries: list[Entry]) -> Iterator[str]:
        pairs = [(names(entry), year(entry)) for entry in sorted_entries]
        total, seen = Counter(pairs), Counter()
        for (who, when), entry in zip(pairs, sorted_entries, strict=True):
            suffix = ""
            if total[who, when] > 1:
                suffix = (" " if when == NO_DATE else "") + ascii_lowercase[seen[who, when]]
                seen[who, when] += 1
            stands_alone = not entry.persons and when in who
            yield who if stands_alone else f"{who}, {when}{suffix}"


class ByLabel(BaseSortingStyle):
    def sorting_key(self, entry: Entry) -> tuple[str, str, str]:
        return names(entry).casefold(), year(entry), entry.fields["title"].casefold()


class HandbookStyle(UnsrtStyle):
    default_label_style = AuthorYearLabels
    default_sorting_style = ByLabel

    def format_title(self, e, which_field, as_sentence=True):
        title = bib(which_field)
        return sentence[title] if as_sentence else title

    def _entry(self, e, *where):
        who = () if not e.persons else (self.format_author_or_editor(e),)
        return toplevel[
            [
                *who,
                sentence[tag("em")[bib("title")]],
                *where,
                sentence[optional[bib("year")]],
                sentence[optional_field("note")],
                self.format_web_refs(e),
            ]
        ]

    def get_article_template(self, e):
        place = join[
            optional[bib("volume")],
            optional["(", bib("number"), ")"],
            optional[": ", pages],
        ]
        return self._entry(e, sentence[join(sep=" ")[bib("journal"), place]])

    def get_book_template(self, e):
        return self._entry(e, sentence[optional_field("publisher"), optional_field("address")])

    def get_incollection_template(self, e):
        editor = optional[words["edited by", self.format_names("editor", as_sentence=False)]]
        book = words["In", join(sep=", ")[bib("booktitle"), editor]]
        return self._entry(
            e,
            sentence[book, optional[join["pages ", pages]], optional_field("publisher"), optional_field("address")],
        )

    def get_techreport_template(self, e):
        return self._entry(e, sentence[first_of[optional[bib("institution")], ""], optional_field("number")])

    def format_url(self, e):
        address = bib("url", raw=True)
        return href(address)[address]

    def get_misc_template(self, e):
        return self._entry(e, sentence[optional_field("howpublished")])


@node
def _named(children, data):
    who, comma, when = data["formatted_entry"].label.rpartition(", ")
    return Text(f"{who} ({when})" if comma else when)


@dataclass
class _Textual(BasicLabelParentheticalReferenceStyle):
    """ "Kline (2021)"; a label without a year, such as a statute's, stands alone."""

    def role_names(self):
        return [f"{capital}t{full}" for capital in ("", "c") for full in ("", "s")]

    def outer(self, role_name, children):
        return self.bracket.outer(children, brackets=False, capfirst="c" in role_name)

    def inner(self, role_name):
        return reference[_named]


@dataclass
class HandbookReferences(GroupReferenceStyle):
    bracket: BracketStyle = field(default_factory=lambda: BracketStyle(left="(", right=")", sep="; "))
    person: PersonStyle = field(default_factory=PersonStyle)

    def __post_init__(self):
        self.styles.extend(
            [
                BasicLabelParentheticalReferenceStyle(bracket=self.bracket),
                _Textual(bracket=self.bracket),
                ExtraAuthorReferenceStyle(bracket=self.bracket, person=self.person),
                ExtraYearReferenceStyle(bracket=self.bracket),
                ExtraEmptyReferenceStyle(),
            ]
        )
        super().__post_init__()


def setup(app: Sphinx) -> dict:
    pybtex.plugin.register_plugin("pybtex.style.formatting", "handbook", HandbookStyle)
    register_plugin("sphinxcontrib.bibtex.style.referencing", "handbook", HandbookReferences)
    # At each citation this is looked up among all installed packages (a third of a build), unless it is registered.
    backend = pybtex.plugin.find_plugin("pybtex.backends", "plaintext")
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", backend, force=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
