"""Faults at any write: a full disk, a missing right, a process that is killed.

An act is what changes a folder: a file opened for writing, a folder made, a name given or taken away. Python tells of
each as an audit event, whichever library does it. At act number `at` below a folder, or at the first act on the place
of that name, the fault begins:

- `full`: from then on the system itself takes no more than a few bytes of any file (RLIMIT_FSIZE), so a write stops
  half-way;
- `denied`: this act is refused, and no other: whoever mends it could still do so;
- `killed`: as `full`, and nothing more is done to the disk by anybody, so nothing can be tidied.

`arm` brings the same into a process of its own, which the system then really kills.
"""

import contextlib
import errno
import os
import signal
import sys
from pathlib import Path

KINDS = ("full", "denied", "killed")
FEW = 3
"""Bytes of a file that still fit on the full disk."""
ACTS = {"os.mkdir": 0, "os.rename": 1, "os.remove": 0, "os.rmdir": 0, "os.link": 1, "os.symlink": 1, "os.truncate": 0}
"""Events, and which of their arguments is the place that changes."""


class Killed(BaseException):
    """The process is no more: what would have been done after this is not done."""


class Fault:
    """What goes wrong, when, and below which folder; `begun` says whether it came to that."""

    def __init__(self, kind: str, at: int | str, below: Path) -> None:
        self.kind, self.at, self.below = kind, at, str(below)
        self.acts = 0
        self.begun = False
        self.really_kill = False

    def act(self, what: str) -> None:
        begun = self.begun
        self.begun |= what.endswith(self.at) if isinstance(self.at, str) else self.acts == self.at
        self.acts += 1
        if not self.begun:
            return
        if self.kind == "denied":
            if begun:
                return
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), what)
        if begun and self.kind == "killed" and not self.really_kill:
            raise Killed
        _allow(FEW)


_fault: Fault | None = None
_watching = False


def _on_event(event: str, arguments: tuple) -> None:
    if _fault is None:
        return
    if event == "open":
        path, _, flags = arguments
        if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR):
            return
    elif event in ACTS:
        path = arguments[ACTS[event]]
    else:
        return
    if isinstance(path, str | bytes | os.PathLike):
        place = os.path.join(_folder(arguments[-1]), os.fsdecode(path))
        if place == _fault.below or place.startswith(f"{_fault.below}{os.sep}"):
            _fault.act(place)


def _folder(number: object) -> str:
    """What a path is counted from, where it was given with the number of an open folder, as `rmtree` does."""
    if isinstance(number, int) and number > 2:
        with contextlib.suppress(OSError):
            return os.readlink(f"/proc/self/fd/{number}")
    return os.getcwd()


def _allow(size: int) -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most if size < 0 else size, most))


def _watch(fault: Fault | None) -> None:
    global _fault, _watching
    if not _watching:
        sys.addaudithook(_on_event)
        _watching = True
    _fault = fault


@contextlib.contextmanager
def at(kind: str, number: int, below: Path):
    """The fault, in this process, for as long as the block lasts."""
    fault = Fault(kind, number, below)
    _watch(fault)
    try:
        yield fault
    finally:
        _watch(None)
        _allow(-1)


def arm(kind: str, at: int | str, below: str) -> None:
    """The fault from now on in this process, which `killed` really kills at its next write to a file."""
    fault = Fault(kind, at, Path(below))
    if kind == "killed":
        fault.really_kill = True
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    silent = os.open(os.devnull, os.O_WRONLY)
    for said in (1, 2):  # where these are files, words would meet the full disk first
        os.dup2(silent, said)
    _watch(fault)


def held(folder: Path) -> dict[str, bytes]:
    """Each file below `folder` that anything may trust, by its path: not what is still on its way."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.endswith(".part") for part in path.relative_to(folder).parts)
    }
