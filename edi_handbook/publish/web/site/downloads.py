"""Files to take away lie under the names that they have in the source: `_downloads/data/wres-england/README.md`.

Sphinx puts each into a folder named by a hash. A reader could not tell two files called README.md apart, and a page
that offers ten weighs a fifth of a KiB more.
"""

from pathlib import PurePosixPath

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import DownloadFiles


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
