"""Files written whole or not at all: every writer of the package goes through here.

What is written lies under a name of its own in the same folder until all of it is on the disk, and only then takes its
place, in one step. So a full disk, a missing right or a process that is stopped leaves what was there before, or
nothing; never half a file under the name that others trust. A process that is stopped may leave a file or folder whose
name begins with a dot and ends in `.part`: nothing reads it, and it may be deleted.

All functions raise `OSError`, whose `filename` is the place that was asked for.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

PART = ".part"


@contextlib.contextmanager
def file(path: Path) -> Iterator[Path]:
    """The name to write to, for code that wants a name; when the block ends well, `path` is what was written there."""
    path = Path(os.path.realpath(path))  # a link stays a link
    part = _part(path)
    with _named(path):
        try:
            _check(path)
            yield part
            _keep(part, path)
            os.replace(part, path)
        except BaseException:
            _remove(part)
            raise


@contextlib.contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well, it is `path`, in the place of one that was there."""
    part, old = _part(path), _part(path)
    for stopped in path.parent.glob(f".{path.name}.*{PART}"):
        _remove(stopped)
    with _named(path):
        try:
            part.mkdir(parents=True)
            yield part
            for written in part.rglob("*"):
                if written.is_file():
                    _to_disk(written)
            if path.exists():  # no system puts one folder in the place of another in one step
                os.rename(path, old)
            try:
                os.rename(part, path)
            except OSError:
                if old.exists():
                    os.rename(old, path)
                raise
        except BaseException:
            _remove(part)
            raise
        _remove(old)


def write_bytes(path: Path, body: bytes) -> Path:
    with file(path) as part:
        part.write_bytes(body)
    return path


def write_text(path: Path, words: str) -> Path:
    """In UTF-8, with line ends as they are in `words`."""
    return write_bytes(path, words.encode("utf-8"))


def copy(source: Path, target: Path) -> Path:
    """A copy of a file with its times, at `target`; or in it under its own name, where that is a folder."""
    target = target / source.name if target.is_dir() else target
    with file(target) as part:
        shutil.copy2(source, part)
    return target


def move(source: Path, target: Path) -> Path:
    """Give a file or folder another name on the same disk, in one step; a file that is there gives way."""
    with _named(target):
        os.replace(source, target)
    return target


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none, and the folders that they need.

    Each is first written beside its place, which is where a full disk or a missing right shows. Then they take their
    places, and a fault there puts back what was. Only a process that is stopped between two of these last steps can
    leave some files new and others not yet there; each is whole.
    """
    places = {Path(os.path.realpath(path)): body for path, body in files.items()}
    parts = {path: _part(path) for path in places}
    before = {path: _part(path) for path in places if path.exists()}
    placed: list[Path] = []
    folders: list[Path] = []
    try:
        for path, body in places.items():
            with _named(path):
                folders += _make_folders(path.parent)
                _check(path)
                parts[path].write_bytes(body)
                _keep(parts[path], path)
                if path in before:
                    shutil.copy2(path, before[path])  # now, while there is room: to put it back takes none
        for path in places:
            with _named(path):
                os.replace(parts[path], path)
                placed.append(path)
    except BaseException:
        for path in placed:
            with contextlib.suppress(OSError):
                os.replace(before[path], path) if path in before else path.unlink()
        for part in parts.values():
            _remove(part)
        for made in reversed(folders):
            with contextlib.suppress(OSError):
                made.rmdir()
        raise
    finally:
        for old in before.values():
            _remove(old)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}{PART}")


def _check(path: Path) -> None:
    """Refuse a folder, and a file that may not be written: it could still be replaced."""
    if path.exists():
        with path.open("ab"):
            pass


def _keep(part: Path, path: Path) -> None:
    """Bring `part` to the disk, with the rights of the file whose place it takes."""
    if path.exists():
        shutil.copymode(path, part)
    _to_disk(part)


def _to_disk(path: Path) -> None:
    """Else a name may reach the disk before the bytes: a power cut would leave an empty file."""
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _make_folders(folder: Path) -> list[Path]:
    """Make `folder` where it is missing; what was made, the outer before the inner."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()][::-1]
    for one in missing:
        one.mkdir()
    return missing


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """An error names the place that was asked for, not the one that was written to first."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        error.filename2 = None
        raise
