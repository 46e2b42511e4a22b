"""Several files written as one: all of them, or none."""

from collections.abc import Mapping
from pathlib import Path

from edi_handbook import whole
from edi_handbook.scaffold import NewError


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its place under `root`, new files and changed ones, which keep their line ends.

    Raises `NewError`; then nothing is changed.
    """
    places = {root / name: text for name, text in texts.items()}
    try:
        whole.write_all({place: _with_its_line_ends(text, place).encode() for place, text in places.items()})
    except OSError as problem:
        name = Path(str(problem.filename)).relative_to(root.resolve())
        raise NewError(
            f"{name} cannot be written ({problem.strerror}), so nothing was changed: "
            "get leave to write there, or work in a copy of your own."
        ) from problem


def _with_its_line_ends(text: str, place: Path) -> str:
    return text.replace("\n", "\r\n") if place.exists() and b"\r\n" in place.read_bytes() else text
