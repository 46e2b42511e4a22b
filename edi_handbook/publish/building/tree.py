"""The files that a book may be built from: what git would keep, less a few folders that no page reads.

Nothing is listed by name, so a new file counts from the moment it is there. A copy without `.git`, such as an unpacked
archive, is walked under the rules of its own `.gitignore`.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pathspec

LEFT_OUT = {
    "tests": "only pytest reads them",
    "docs": "for makers, and in no page",
    "hub": "settings of a server that serves the built book",
}
"""Folders at the root whose changes ask for no build, and why. Files and folders with a leading dot are left out too:
they belong to tools, and Jupyter Book takes none for a page. A page that does include such a file still asks for it."""

MADE = "_build"
"""Where builds write, at whatever depth somebody has put one."""

NEVER_KEPT = ("__pycache__/", "*.pyc", ".git/", f"{MADE}/")


def digests(root: Path) -> dict[str, str]:
    """A digest of the bytes of each file below `root` that a build may read, by its path from there."""
    return {name: digest(root / name) for name in sorted(_files(root)) if not _left_out(name)}


def digest(path: Path) -> str:
    """Half of the SHA-256 of a file's bytes; empty where there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    except OSError:
        return ""


def below(names: Iterable[str], part: str) -> Iterator[str]:
    """Of `names`, the file `part`; or all below it where it ends with a slash."""
    return (name for name in names if (name.startswith(part) if part.endswith("/") else name == part))


def _left_out(name: str) -> bool:
    first, *others = PurePosixPath(name).parts
    return first.startswith(".") or first in LEFT_OUT or MADE in (first, *others)


def _files(root: Path) -> Iterable[str]:
    # Not `--exclude-standard`: rules of one person's own must not hide a file from their build.
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-per-directory=.gitignore"]
    try:
        said = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        said = b""
    # Git has nothing to say of a folder that the repository around it ignores.
    named = {name for name in os.fsdecode(said).split("\0") if name and (root / name).is_file()}
    return named or _walked(root)


def _walked(root: Path) -> Iterator[str]:
    rules = root / ".gitignore"
    lines = rules.read_text(encoding="utf-8").splitlines() if rules.is_file() else []
    ignored = pathspec.GitIgnoreSpec.from_lines([*NEVER_KEPT, *lines])
    for folder, folders, files in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if not ignored.match_file(f"{(here / name).as_posix()}/")]
        for name in files:
            path = (here / name).as_posix()
            if not ignored.match_file(path):
                yield path
