"""Files to take away lie under the names that they have in the source: `_downloads/data/wres-england/README.md`.

Sphinx puts each into a folder named by a hash. A reader could not tell two files called README.md apart, and a page
that offers ten weighs a fifth of a KiB more.

A file that was moved lies under its older address as well, because a program that fetches a table follows no page that
leads on. `edi_moved_files` in `_config.yml` maps an old path to the new one, both as the source has or had them; a
folder stands for all that is in it: `{data/old-name: data/new-name}`.
"""

import shutil
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import DownloadFiles, logging

logger = logging.getLogger(__name__)


class NamedDownloads(DownloadFiles):
    """As Sphinx's: by the file's path in the source, the pages that offer it and its path below `_downloads`."""

    def add_file(self, docname: str, filename: str) -> str:
        path = PurePosixPath(filename)
        if ".." in path.parts:  # a file outside of the book has no name of its own in it
            return super().add_file(docname, filename)
        pages, place = self.setdefault(filename, (set(), path.as_posix()))
        pages.add(docname)
        return place


def use(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Before the pages are read; an environment that is kept from an earlier build has them already."""
    if not isinstance(env.dlfiles, NamedDownloads):
        env.dlfiles = NamedDownloads()


def older(path: str, moved: dict[str, str]) -> str | None:
    """Where the file at `path` was before: by its own line of `moved`, else by that of a folder; None if it stayed."""
    for old, new in moved.items():
        if new == path:
            return old
    for old, new in moved.items():
        if path.startswith(f"{new}/"):
            return old + path.removeprefix(new)
    return None


def faults(offered: set[str], moved: dict[str, str]) -> list[str]:
    """What is wrong with `edi_moved_files`, where the pages offer these files: one sentence each."""
    found = []
    for old, new in moved.items():
        if not any(f"{path}/".startswith(f"{new}/") for path in offered):
            found.append(f"edi_moved_files: '{old}' leads to '{new}', which no page offers: name what it is called now")
        if any(f"{path}/".startswith(f"{old}/") for path in offered):
            found.append(f"edi_moved_files: '{old}' is offered again: take it off the list, or move the file")
    return found


def keep_older(app: Sphinx) -> None:
    """Write each moved file under its older address too. Called once the site is whole."""
    offered = {place for _, place in app.env.dlfiles.values()}
    moved = app.config.edi_moved_files
    if wrong := faults(offered, moved):
        for fault in wrong:
            logger.warning(fault)
        return
    folder = Path(app.outdir) / "_downloads"
    for path in sorted(offered):
        if old := older(path, moved):
            (folder / old).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / path, folder / old)
