"""Several files written as one: all of them, or none."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from edi_handbook.scaffold import NewError


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its place under `root`, new files and changed ones.

    Raises `NewError`; then nothing is changed.

    Every text is first written beside its place, which is where a full disk or a missing right shows. Only then do the
    files change their places, and a fault there puts back what was.
    """
    places = {name: (root / name).resolve() for name in texts}
    before: dict[Path, bytes | None] = {}
    folders: list[Path] = []
    placed: list[Path] = []
    name = ""
    try:
        for name, place in places.items():
            _make_folder(place.parent, folders)
            before[place] = place.read_bytes() if place.exists() else None
            if before[place] is not None:
                with place.open("ab"):  # a file that may not be written could still be replaced: it is not
                    pass
            line_end = "\r\n" if b"\r\n" in (before[place] or b"") else "\n"
            _draft(place).write_text(texts[name], encoding="utf-8", newline=line_end)
            if before[place] is not None:
                shutil.copymode(place, _draft(place))
        for name in places:
            os.replace(_draft(places[name]), places[name])
            placed.append(places[name])
    except BaseException as problem:
        _put_back(before, placed, folders)
        if isinstance(problem, OSError):
            raise NewError(
                f"{name} cannot be written ({problem.strerror}), so nothing was changed: "
                "get leave to write there, or work in a copy of your own."
            ) from problem
        raise


def _draft(place: Path) -> Path:
    return place.with_name(f".{place.name}.new")


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make `folder` where it is missing, and add what was made to `made`, outermost first."""
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        one.mkdir()
        made.append(one)


def _put_back(before: dict[Path, bytes | None], placed: list[Path], folders: list[Path]) -> None:
    for place, held in before.items():
        _draft(place).unlink(missing_ok=True)
        if place in placed:
            place.unlink() if held is None else place.write_bytes(held)
    for folder in reversed(folders):
        folder.rmdir()
