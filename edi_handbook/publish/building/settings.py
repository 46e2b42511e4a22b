"""Faults in `_config.yml`, `_toc.yml` and the bibliography, each with its line, before any tool stumbles over them.

Jupyter Book reads these files before it has loaded anything of ours, and answers a slip with a traceback.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pybtex.errors
import yaml
from pybtex.database.input.bibtex import Parser
from pybtex.scanner import PybtexSyntaxError
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from edi_handbook.yaml_file import wrong_keys

PAGES = (".md", ".ipynb", ".rst")
NO_ADDRESS = (
    "The site has no address (html_baseurl in _config.yml, under sphinx: config:), so it has no canonical links, no "
    "pictures for shared links, no sitemap and no feed of changes: set it before you publish."
)
NOT_IN_SCHEMA = {"only_build_toc_files"}  # Jupyter Book reads it, and its schema does not know it


@dataclass(frozen=True)
class Problem:
    """One fault: the file, its line (from 1), and a sentence that says what is wrong and how to mend it."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def problems(source: Path) -> list[Problem]:
    """All faults of the book at `source`. A settings file that is missing is not one: Jupyter Book says so well."""
    found = []
    for name, checks in (("_config.yml", config_problems), ("_toc.yml", toc_problems)):
        if (source / name).is_file():
            found += checks(source / name)
    return found


def config_problems(path: Path) -> list[Problem]:
    from jupyter_book.config import get_validator  # late: half a second

    tree, data, found = _load(path)
    if found:
        return found
    validator = get_validator()
    for error in validator.iter_errors(data):
        where = "/".join(str(part) for part in error.path)
        found.append(Problem(path, _line(tree, list(error.path)), f"{where}: {error.message}."))
    for key in data:
        if key not in {*validator.schema["properties"], *NOT_IN_SCHEMA}:
            found.append(
                Problem(path, _line(tree, [key]), f"Jupyter Book knows no setting '{key}'; mend its spelling.")
            )
    keys, given = _address(data)
    if given and not _is_address(given):
        message = f"'{given}' is no address of a site: write it whole, as in https://handbook.example/edi/."
        found.append(Problem(path, _line(tree, keys), message))
    if isinstance(data.get("bibtex_bibfiles"), list):
        for position, name in enumerate(data["bibtex_bibfiles"]):
            file = path.parent / str(name)
            if file.is_file():
                found += bibliography_problems(file)
            else:
                line = _line(tree, ["bibtex_bibfiles", position])
                found.append(Problem(path, line, f"the bibliography {name} does not exist; make it or mend its name."))
    return found


def address(source: Path) -> str:
    """The address at which the site will lie, as its settings have it; empty where they have none."""
    _, data, found = _load(source / "_config.yml")
    return "" if found else str(_address(data)[1])


def _address(data: dict) -> tuple[list[str | int], object]:
    """Where the address of the site stands, and what stands there. Jupyter Book takes it in two places."""
    places: tuple[list[str | int], ...] = (["sphinx", "config", "html_baseurl"], ["html", "baseurl"])
    for keys in places:
        held: object = data
        for key in keys:
            held = held.get(key) if isinstance(held, dict) else None
        if held:
            return keys, held
    return [], ""


def _is_address(given: object) -> bool:
    try:
        parts = urlsplit(str(given))
    except ValueError:
        return False
    whole = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    return bool(whole) and not re.search(r"[\s<>\"]", str(given))


def toc_problems(path: Path) -> list[Problem]:
    tree, data, found = _load(path)
    if found:
        return found
    try:
        parse_toc_data(data)
    except MalformedError as error:
        what, _, place = str(error).partition(" @ ")
        twice = re.search(r"used multiple times: '(.*)'", what)
        if twice:
            line = [page.start_mark.line + 1 for page in _pages(tree) if page.value == twice[1]][-1]
        else:
            line = _line(tree, [int(p) if p.isdigit() else p for p in place.strip("'").split("/") if p])
        found.append(Problem(path, line, f"the order of pages cannot be read: {what}."))
    for page in _pages(tree):
        if not any((path.parent / (page.value + suffix)).is_file() for suffix in ("", *PAGES)):
            message = f"the page {page.value} does not exist; write it or mend its name."
            found.append(Problem(path, page.start_mark.line + 1, message))
    return found


def bibliography_problems(path: Path) -> list[Problem]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return [_not_utf8(path)]
    with pybtex.errors.capture() as errors:  # all of them, in place of the first
        Parser("utf-8").parse_file(str(path))
    found = []
    for error in errors:
        if isinstance(error, PybtexSyntaxError):
            message = f"cannot be read as BibTeX ({error.args[0]}); mend this entry or the one above it."
            found.append(Problem(path, error.lineno or 1, message))
        else:  # an entry given twice, which pybtex names without its line
            head = re.compile(rf"\s*@\w+\s*[{{(]\s*{re.escape(str(error).rpartition(': ')[2])}\s*,")
            places = [number for number, text in enumerate(lines, 1) if head.match(text)]
            found.append(Problem(path, places[-1] if places else 1, f"{error}; keep one of them."))
    return found


def yaml_problem(error: yaml.YAMLError, path: Path, above: int = 0) -> Problem:
    """A YAML error as one sentence; `above` counts the lines of the file above the YAML."""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or "a character is not allowed here"
    if begun and mark and begun.line != mark.line:
        reason += f", in what begins on line {begun.line + 1 + above}"
    return Problem(path, (mark.line if mark else 0) + 1 + above, f"cannot be read as YAML ({reason}).")


def _load(path: Path) -> tuple[yaml.Node | None, dict, list[Problem]]:
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        wrong = [Problem(path, key.start_mark.line + 1, f"{fault}.") for key, fault in wrong_keys(tree)]
        if wrong:
            return None, {}, wrong
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        return None, {}, [yaml_problem(error, path)]
    except UnicodeDecodeError:
        return None, {}, [_not_utf8(path)]
    except RecursionError:
        return None, {}, [Problem(path, 1, "is nested too deeply, or refers to itself; write it out.")]
    except ValueError as error:  # YAML takes 2026-13-45 for a date
        return None, {}, [Problem(path, 1, f"holds a date that is not in the calendar ({error}); mend it.")]
    if not isinstance(data, dict):
        return None, {}, [Problem(path, 1, "holds no settings; write lines such as `title: ...`.")]
    return tree, data, []


def _not_utf8(path: Path) -> Problem:
    return Problem(path, 1, "is not written in UTF-8; save it as UTF-8.")


def _line(tree: yaml.Node, keys: list) -> int:
    """The line of what `keys` lead to, or of as much of the way as there is."""
    line = tree.start_mark.line + 1
    for key in keys:
        if isinstance(tree, yaml.MappingNode):
            pair = next(((k, v) for k, v in tree.value if k.value == str(key)), None)
            if pair is None:
                break
            line, tree = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(tree, yaml.SequenceNode) and isinstance(key, int) and key < len(tree.value):
            tree = tree.value[key]
            line = tree.start_mark.line + 1
        else:
            break
    return line


def _pages(tree: yaml.Node) -> list[yaml.ScalarNode]:
    """Each page that `_toc.yml` names, in order."""
    found = []
    if isinstance(tree, yaml.MappingNode):
        for key, value in tree.value:
            if key.value in ("root", "file") and isinstance(value, yaml.ScalarNode):
                found.append(value)
            else:
                found += _pages(value)
    elif isinstance(tree, yaml.SequenceNode):
        for child in tree.value:
            found += _pages(child)
    return found
