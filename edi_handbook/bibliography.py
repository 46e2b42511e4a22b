"""The works that the handbook rests on, as a sentence names them; read from `book/references.bib`."""

import functools
import re
from pathlib import Path

from pybtex.database import BibliographyData, Entry, Person, parse_file
from pybtex.richtext import Text

WORKS = Path(__file__).resolve().parents[1] / "book" / "references.bib"
NO_DATE = "no date"

_CITATION = re.compile(r"\{cite:[tp]\}`([^`]+)`")


def names(entry: Entry) -> str:
    """Who an entry is by, as a sentence names them: `shortauthor` where references.bib gives one, and the short title
    where nobody is named."""
    if short := entry.fields.get("shortauthor"):
        return plain(short)
    people = entry.persons.get("author") or entry.persons.get("editor")
    if not people:
        return plain(entry.fields.get("shorttitle") or entry.fields["title"])
    last = [_last(person) for person in people]
    return f"{last[0]} et al." if len(last) > 2 else " and ".join(last)


def year(entry: Entry) -> str:
    return entry.fields.get("year", NO_DATE)


def keys() -> frozenset[str]:
    """The key of every work of the bibliography."""
    return frozenset(_works().entries)


def address(entry: Entry) -> str:
    """Where a work can be read; empty where references.bib gives no address."""
    if doi := entry.fields.get("doi"):
        return f"https://doi.org/{doi}"
    return entry.fields.get("url", "")


def opens(key: str) -> str:
    """The address of the work with this key. Raises `KeyError`."""
    return address(_works().entries[key])


def in_words(text: str) -> str:
    """`text` with each citation of MyST written out: a live notebook has no list of references to link to.

    A key that the bibliography does not hold stays as it is; the build of the book names it.
    """

    def written(found: re.Match) -> str:
        entries = [_works().entries.get(key.strip()) for key in found[1].split(",")]
        if None in entries:
            return found[0]
        return "; ".join(f"{names(entry)} ({year(entry)})" for entry in entries)

    return _CITATION.sub(written, text)


@functools.cache
def _works() -> BibliographyData:
    return parse_file(str(WORKS), bib_format="bibtex")


def plain(text: str) -> str:
    return str(Text.from_latex(text))


def _last(person: Person) -> str:
    return plain(" ".join(person.prelast_names + person.last_names))
