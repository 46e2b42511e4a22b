"""The one clock: the day that pages, PDFs, reports and judgements about dates are made for.

The same source must give the same bytes, so nothing else reads `SOURCE_DATE_EPOCH` or asks git for a time.
"""

import datetime
import os
import subprocess
from pathlib import Path

NO_DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Carried by files made outside a repository, where nothing says when the source last changed."""


class DateError(ValueError):
    """`SOURCE_DATE_EPOCH` cannot be read. The message says how to mend it."""


def given() -> datetime.datetime | None:
    """The moment that `SOURCE_DATE_EPOCH` states, in seconds since 1970 (UTC); None where it is not set.

    Raises `DateError` where it is set to something else than a whole number of seconds.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not seconds:
        return None
    fault = DateError(f"SOURCE_DATE_EPOCH is {seconds!r}: give seconds since 1970, or take it away.")
    if not (seconds.isascii() and seconds.isdecimal()):
        raise fault
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (OverflowError, OSError, ValueError):
        raise fault from None


def changed(source: Path) -> datetime.datetime | None:
    """When the source last changed: the moment given, else that of the last commit; None where nothing says so.

    Raises `DateError`.
    """
    if moment := given():
        return moment
    seconds = _git(source, "log", "-1", "--format=%ct")
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else None


def now() -> datetime.datetime:
    """The moment given, else the clock's (UTC, whole seconds), for what a person makes at their own desk.

    Raises `DateError`.
    """
    return given() or datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def latest(source: Path) -> datetime.date:
    """The latest day that can have been: the clock's, or the last commit's where a machine's clock is behind.

    It judges what people wrote and gives no page its date, so a moment that is given does not change it.
    """
    seconds = _git(source, "log", "-1", "--format=%ct")
    committed = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date() if seconds else clock()
    return max(clock(), committed)


def clock() -> datetime.date:
    """Today by the clock, whatever moment is given: tells a date that cannot have come yet from one that has. Nothing
    prints it."""
    return datetime.datetime.now(datetime.UTC).date()


def commit(source: Path) -> str:
    """The short name of the last commit; empty outside a repository."""
    return _git(source, "rev-parse", "--short=10", "HEAD")


def _git(source: Path, *arguments: str) -> str:
    try:
        said = subprocess.run(["git", *arguments], cwd=source, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""
