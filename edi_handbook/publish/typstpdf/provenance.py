"""When and from what an edition was made: the same answer for the same source, so that files are byte-identical."""

import datetime
import os
import subprocess
from pathlib import Path

# Carried by files made outside a repository, where nothing says when the source last changed.
NO_DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def made(source: Path) -> datetime.datetime:
    """`SOURCE_DATE_EPOCH` where set, else the time of the last commit, else `NO_DATE`."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _git(source, "log", "-1", "--format=%ct")
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else NO_DATE


def commit(source: Path) -> str:
    """The short name of the last commit; empty outside a repository."""
    return _git(source, "rev-parse", "--short=10", "HEAD")


def _git(source: Path, *arguments: str) -> str:
    try:
        said = subprocess.run(["git", *arguments], cwd=source, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""
