"""A copy of the handbook to try things in, as a checkout holds it: nothing that was built or installed."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_SOURCE = shutil.ignore_patterns(
    ".git", ".venv", "_build", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "workshop", "node_modules"
)


def copy_book(folder: Path) -> Path:
    """What a page can need, in `folder`: the pages, notebooks and data with their lists, and no code."""
    for name in ("book", "notebooks", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_SOURCE)
    for name in ("_toc.yml", "_config.yml"):
        shutil.copy2(ROOT / name, folder)
    return folder


def copy_all(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT, folder, ignore=NOT_SOURCE))


def held(folder: Path) -> dict[str, bytes]:
    """Every file under `folder` and what is in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
