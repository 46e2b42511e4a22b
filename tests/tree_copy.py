"""A copy of the handbook's files without its repository, as an unpacked archive is."""

import shutil
from pathlib import Path

from edi_handbook.publish.building import tree

ROOT = Path(__file__).resolve().parents[1]


def copy_to(folder: Path) -> Path:
    """Lays the files that a build may read, and the rules of what is ignored, into `folder`; gives it back."""
    for name in [*tree.digests(ROOT), ".gitignore"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder
