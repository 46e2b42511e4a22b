"""Runs a notebook again when the data or the code behind it change.

The execution cache keys a notebook by its own cells, and Sphinx a page by its own text. Neither sees that a CSV file
or a chart function moved on, so both would go on showing yesterday's numbers. Here a digest of `data/` and of the
rooms that notebooks import goes into the cache's path and into the list of outdated pages.
"""

import hashlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import edi_handbook

PACKAGE = Path(edi_handbook.__file__).parent
ROOMS = ("workforce", "charts", "report", "reflect", "explore", "fonts", "palette.py", "yaml_file.py")
IGNORED = {".pyc", ".md"}


def digest(folders: list[Path], every: bool = False) -> str:
    """A short digest of the names and bytes of the files under `folders`, in a fixed order.

    Prose (`.md`) counts only with `every`: a data set's README changes no number.
    """
    ignored = {".pyc"} if every else IGNORED
    total = hashlib.sha256()
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
        for file in files:
            if file.suffix not in ignored:
                total.update(str(file.relative_to(folder.parent).as_posix()).encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def inputs(source: Path) -> str:
    """A digest of what notebooks compute from: the data of the book in `source`, and the rooms they import."""
    return digest([source / "data", *(PACKAGE / room for room in ROOMS)])


def _set_cache(app: Sphinx, config) -> None:
    app.edi_inputs = inputs(Path(app.srcdir))
    base = Path(config.nb_execution_cache_path or Path(app.outdir).parent / ".jupyter_cache")
    config.nb_execution_cache_path = str(base / app.edi_inputs)


def _outdated(app: Sphinx, env: BuildEnvironment, added: set, changed: set, removed: set) -> list[str]:
    before, env.edi_inputs = getattr(env, "edi_inputs", None), app.edi_inputs
    if before in (None, app.edi_inputs):
        return []
    # A chapter that prints a value is as stale as a notebook, and nothing cheap tells which: read all again.
    return sorted(env.found_docs)


def setup(app: Sphinx) -> dict:
    # Before MyST-NB's own handler, which makes the folder.
    app.connect("config-inited", _set_cache, priority=100)
    app.connect("env-get-outdated", _outdated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
