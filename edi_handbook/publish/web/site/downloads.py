"""Files to take away lie under the names that they have in the source: `_downloads/data/wres-england/README.md`.

Sphinx puts each into a folder named by a hash. A reader could not tell two files called README.md apart, and a page
that offers ten weighs a fifth of a KiB more. So links are renamed as a page is written, and files once Sphinx has
copied them. A file from outside of the book has no name of its own in it, and keeps Sphinx's.

A file that was moved lies under its older address as well, because a program that fetches a table follows no page that
leads on. `edi_moved_files` in `_config.yml` maps an old path to the new one, both as the source has or had them; a
folder stands for all that is in it: `{data/old-name: data/new-name}`.
"""

from pathlib import Path, PurePosixPath

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from edi_handbook import whole

logger = logging.getLogger(__name__)


class NameDownloads(SphinxPostTransform):
    """A link leads to the file by its path in the source."""

    default_priority = 10
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for node in self.document.findall(addnodes.download_reference):
            if "filename" in node:
                path, _ = self.env.relfn2path(node["reftarget"], self.env.docname)
                if _in_book(path):
                    node["filename"] = path


def settle(app: Sphinx, exception: Exception | None) -> None:
    """Move what Sphinx has copied to where the links lead."""
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir, "_downloads")
    for path, (_, place) in app.env.dlfiles.items():
        copied = folder / str(place)
        if _in_book(path) and copied.is_file():  # where it was not, Sphinx has said why
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            whole.move(copied, folder / path)
            copied.parent.rmdir()


def _in_book(path: str) -> bool:
    return ".." not in PurePosixPath(path).parts


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
    offered = {str(path) for path in app.env.dlfiles if _in_book(path)}
    moved = app.config.edi_moved_files
    if wrong := faults(offered, moved):
        for fault in wrong:
            logger.warning(fault)
        return
    folder = Path(app.outdir) / "_downloads"
    for path in sorted(offered):
        if old := older(path, moved):
            (folder / old).parent.mkdir(parents=True, exist_ok=True)
            whole.copy(folder / path, folder / old)


def setup(app: Sphinx) -> dict:
    app.add_post_transform(NameDownloads)
    app.connect("build-finished", settle)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
