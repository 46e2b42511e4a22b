"""What a new thing may be called: a name is an address for good, a file on every system, and the start of a title."""

import re
import unicodedata

from edi_handbook.scaffold import NewError

LONGEST = 40
"""Characters; a reflection's name is part of the key under which a reader's answers are kept."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TERM = re.compile(r"[^\W\d_][\w'’ -]*")
# What Windows keeps for its devices, and the names that Sphinx gives to pages of its own.
_KEPT = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_KEPT |= {"index", "genindex", "search"}


def check(name: str) -> str:
    """`name`, which is kebab-case. Raises `NewError`."""
    if not name.strip():
        raise NewError("The name is empty: give one, such as carers-at-work.")
    if len(name) > LONGEST:
        raise NewError(f"The name has {len(name)} characters, and {LONGEST} is the most: give a shorter one.")
    if not _NAME.fullmatch(name):
        like = _kebab(name) or "carers-at-work"
        raise NewError(
            f"{_shown(name)} cannot be a name: write small letters from a to z, figures and single hyphens, "
            f"a letter first, such as {like}."
        )
    if name in _KEPT:
        raise NewError(f"'{name}' is kept by the system or by Sphinx: choose another name.")
    return name


def title(name: str) -> str:
    """`carers-at-work` is `Carers at work`."""
    words = name.replace("-", " ")
    return words[0].upper() + words[1:]


def check_term(term: str) -> str:
    """`term`, a word or a few for the glossary. Raises `NewError`."""
    if not _TERM.fullmatch(term) or len(term) > LONGEST or term != " ".join(term.split()):
        raise NewError(
            f"{_shown(term[:LONGEST])} cannot be a term: write a word or a few, in at most {LONGEST} letters, "
            "spaces and hyphens."
        )
    return term[0].upper() + term[1:]


def _kebab(words: str) -> str:
    """`words` as a name, as near as letters of plain ASCII come to them; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")


def _shown(words: str) -> str:
    """`words` in quotation marks on one line, whatever is in them."""
    return "'" + "".join(one if one.isprintable() else "?" for one in words) + "'"
