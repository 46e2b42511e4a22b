"""A new page's lines in files that people keep by hand: put in as text, so that comments, order and layout stay.

Each function takes the text of a file and gives the text with the new lines. Afterwards the text is read again: where
it does not hold exactly what was there and the new thing, the file is laid out in a way that this cannot write, and
`NewError` says so.
"""

import copy
import functools
import posixpath
import re

import yaml

from edi_handbook.scaffold import NewError

_GLOSSARY = re.compile(r"^```\{glossary\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@functools.cache
def _load(text: str):
    """Read once for each text, as a file is asked about several times; so what is given is never changed."""
    return yaml.safe_load(text)


def parse(text: str, name: str) -> dict:
    """The mapping in the YAML `text` of the file `name`. Raises `NewError`."""
    try:
        found = _load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise NewError(f"{name}:{line}: this cannot be read as YAML: mend it first.") from error
    if not isinstance(found, dict):
        raise NewError(f"{name}: this holds no settings: restore it from the repository first.")
    return found


def pages(contents: dict) -> list[str]:
    """Every page that `_toc.yml` lists in its parts, in order."""
    return [page for part in _parts(contents) for page in part]


def before(contents: dict, page: str) -> str:
    """The page that `page` is to follow: the last of its folder in the first part with any. Raises `NewError`."""
    folder = posixpath.dirname(page)
    for part in _parts(contents):
        if beside := [one for one in part if posixpath.dirname(one) == folder]:
            return beside[-1]
    raise NewError(f"_toc.yml: no part lists a page of {folder}: list one there by hand first.")


def list_page(text: str, page: str) -> str:
    """`_toc.yml` with a line for `page`, after the last page of the same folder. Raises `NewError`."""
    contents = parse(text, "_toc.yml")
    last = before(contents, page)
    wanted = copy.deepcopy(contents)
    chapters = next(part["chapters"] for part in wanted["parts"] if {"file": last} in part["chapters"])
    chapters.insert(chapters.index({"file": last}) + 1, {"file": page})
    written = re.sub(
        rf"^([ ]*- file: ){re.escape(last)}[ ]*(#.*)?\n", rf"\g<0>\g<1>{page}\n", text, count=1, flags=re.MULTILINE
    )
    return _held(written, wanted, "_toc.yml", f"a line '- file: {page}'")


def lead_on(text: str, page: str, to: list[str]) -> str:
    """`paths.yml` with a line under `next` that leads from `page` to the pages of `to`. Raises `NewError`."""
    ways = parse(text, "paths.yml")
    wanted = copy.deepcopy(ways) | {"next": {**(ways.get("next") or {}), page: to}}
    folder = posixpath.dirname(page)
    beside = [one for one in ways.get("next") or {} if posixpath.dirname(one) == folder] or [*(ways.get("next") or {})]
    line = f"{page}: [{', '.join(to)}]\n"
    written = text
    if beside:
        # Under the mapping of another page a key of the same name would be further in, so the first match is the one.
        found = rf"^([ ]+){re.escape(beside[-1])}:.*\n(?:\1[ ]+\S.*\n)*"
        written = re.sub(found, rf"\g<0>\g<1>{line}", text, count=1, flags=re.MULTILINE)
    return _held(written, wanted, "paths.yml", f"a line '{line.strip()}' under next")


def terms(glossary: str) -> list[str]:
    """The names of all entries, further names of an entry among them."""
    return [line for block in _GLOSSARY.findall(glossary) for line in block.splitlines() if line[:1].strip()]


def add_term(glossary: str, term: str, entry: str) -> str:
    """The glossary with `entry` at the end of its last group. Raises `NewError`."""
    if term.casefold() in (one.casefold() for one in terms(glossary)):
        raise NewError(f"The glossary has '{term}' already: leave --term out, and mend the entry where it is wrong.")
    *_, group = _GLOSSARY.finditer(glossary)
    end = group.end(1)
    return f"{glossary[:end]}\n{entry}{glossary[end:]}"


def end_section(page: str, heading: str, paragraph: str) -> str | None:
    """The text of a page with `paragraph` at the end of the section `heading`; None where it has no such section."""
    found = re.search(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    if not found:
        return None
    section, after = found[0].rstrip("\n"), page[found.end() :]
    return f"{page[: found.start()]}{section}\n\n{paragraph}\n" + (f"\n{after}" if after else "")


def _parts(contents: dict) -> list[list[str]]:
    parts = [part.get("chapters") or [] for part in contents.get("parts") or []]
    return [[chapter["file"] for chapter in part if "file" in chapter] for part in parts]


def _held(text: str, wanted: dict, name: str, what: str) -> str:
    if parse(text, name) != wanted:
        raise NewError(
            f"{name} is not laid out a line a page, so put {what} in by hand, and make the rest by hand too."
        )
    return text
