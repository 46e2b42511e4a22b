"""Data sets find themselves: each folder of `data/` says in its `datapackage.json` what its tables hold.

A table whose rows are figures by key names the first part of those keys in its resource, beside `path`:

    {"name": "wres-england", "path": "wres-england.csv", "dataset": "wres", …}

Several tables may share one name. A table without it is read by `published.table`, or by whoever knows it.
"""

import csv
import json
import re
from pathlib import Path

PACKAGE = "datapackage.json"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadPackage(ValueError):
    """A package or a table of `data/` cannot be used; the message says where, what is wrong and what mends it."""


def tables(data: Path) -> dict[str, list[str]]:
    """The tables of figures below `data`, as `folder/file.csv`, by the first part of their keys.

    Folders come in the order of their names, tables in the order of their package. Raises `BadPackage`.
    """
    found: dict[str, list[str]] = {}
    for package in sorted(data.glob(f"*/{PACKAGE}")):
        for dataset, table in _declared(package):
            found.setdefault(dataset, []).append(f"{package.parent.name}/{table}")
    return found


def undeclared(data: Path, dataset: str) -> str:
    """How to declare figures that lie below `data` in a folder whose name begins so, as a sentence; "" without one."""
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        if not f"{folder.name}-".startswith(f"{dataset}-"):
            continue
        at = f"data/{folder.name}/{PACKAGE}"
        if not (folder / PACKAGE).exists():
            return f'{at} is missing; write it, with "dataset": "{dataset}" in the resource of the table.'
        if names := sorted({name for name, _ in _declared(folder / PACKAGE)}):
            return f"The keys of data/{folder.name} start with {' or '.join(names)}."
        return f'data/{folder.name} declares no figures; in {at} give the resource of the table "dataset": "{dataset}".'
    return ""


def rows(data: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table below `data`, each by column, as text. Raises `FileNotFoundError` and `BadPackage`."""
    path = data / table
    if not path.is_file():
        raise FileNotFoundError(f"data/{table} is missing; restore it, or take it out of the {PACKAGE} beside it.")
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))
    except UnicodeDecodeError:
        raise BadPackage(f"data/{table} is not in UTF-8; save it as “CSV UTF-8”.") from None


def _declared(package: Path) -> list[tuple[str, str]]:
    """`(dataset, path)` of each resource of a package that names its data set."""
    at = f"data/{package.parent.name}/{PACKAGE}"
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
        named = [(one["dataset"], one.get("path")) for one in resources if one.get("dataset") is not None]
    except ValueError as error:
        reason = f"{error.msg}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "not in UTF-8"
        raise BadPackage(f"{at} cannot be read as JSON ({reason}); mend it there.") from None
    except (KeyError, TypeError, AttributeError):
        raise BadPackage(f'{at} has no list "resources" of its tables; copy the form of a package beside it.') from None
    for dataset, path in named:
        if not isinstance(path, str):
            raise BadPackage(f'{at}: the resource of "dataset": "{dataset}" has no "path"; name its table there.')
        if not isinstance(dataset, str) or not _NAME.fullmatch(dataset):
            raise BadPackage(f'{at}: "dataset": "{dataset}" is no name; use lower case, with single hyphens.')
    return named
