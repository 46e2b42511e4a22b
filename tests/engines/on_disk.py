"""What a browser has written to the folder of its profile."""

from collections.abc import Iterator
from pathlib import Path

import lz4.block

MOZILLA = b"mozLz40\0"
"""How a file begins that Firefox compressed: open pages and what is written in them, say."""


def files(profile: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file, unpacked."""
    for path in sorted(profile.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        try:
            body = path.read_bytes()
        except FileNotFoundError:  # the browser took it away
            continue
        if body.startswith(MOZILLA):
            body = lz4.block.decompress(body.removeprefix(MOZILLA))
        yield path.relative_to(profile).as_posix(), body


def holding(profile: Path, *words: str) -> set[str]:
    """The names of the files that hold any of `words`, in either of the ways in which browsers write letters."""
    wanted = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    return {name for name, body in files(profile) if any(one in body for one in wanted)}
