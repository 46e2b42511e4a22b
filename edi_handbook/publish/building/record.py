"""What each page and each PDF was made of: worked out, kept beside the build, and asked by the next one.

A page is made of its source, of what Sphinx noted as read for it, of the files that settings name, of the rooms that
`publish` reaches and of the data; where it has cells, also of all that these reach (`reach.py`). Sphinx keeps the
digest of all that with the page as it was read, and reads the page again when it differs. A PDF is made of its pages.

When a build ends well, `_build/.made-of/html.json` or `typstpdf.json` says the same for people and for the next
`edi-handbook build`, which has nothing to do where every file still has the digest that stands there.
"""

import ast
import hashlib
import json
import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from edi_handbook import dates, routes, whole
from edi_handbook.publish.building import tree
from edi_handbook.publish.building.reach import PACKAGE, House
from edi_handbook.workforce.packages import BadPackage

HOUSE = Path(__file__).resolve().parents[3]
ELSEWHERE = "house:"
"""Before the names of files of the package, for a book that lies elsewhere."""
EVERY_PAGE = "import edi_handbook.publish"
VERSIONS = "requirements.txt"


class Source:
    """The files that a book is made of, each with its digest, as they are now."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        roots = {"": self.root} if self.root == HOUSE else {"": self.root, ELSEWHERE: HOUSE}
        self.digests: dict[str, str] = {}
        self._houses = {}
        for prefix, folder in roots.items():
            found = _package() if prefix and not (folder / "_config.yml").is_file() else tree.digests(folder)
            self.digests |= {prefix + name: digest for name, digest in found.items()}
            self._houses[prefix] = House(folder, found)
        self.pages: set[str] = set()
        """The sources of pages. Below a folder they do not count: a page is made of what it includes, not of the pages
        around it."""
        self._every_page: set[str] = set()

    def reached(self, code: Iterable[str], folder: str = "") -> set[str]:
        """What pieces of code reach that run in `folder` (with a slash at its end), exact versions included."""
        code = list(code)
        found = {prefix + part for prefix, house in self._houses.items() for part in house.reached(code, folder)}
        return found | {name for name in (VERSIONS, ELSEWHERE + VERSIONS) if name in self.digests}

    def every_page(self) -> set[str]:
        """The rooms that set any page, and the data that it may show a figure of."""
        if not self._every_page:
            reach = self.reached([EVERY_PAGE])
            ours = (f"{PACKAGE}/", "data/")
            self._every_page = {part for part in reach if part.removeprefix(ELSEWHERE).startswith(ours)}
        return self._every_page

    def digest(self, parts: Iterable[str]) -> str:
        """One digest of all that lies under `parts`; a part that is not there counts too."""
        total = hashlib.sha256()
        counted = sorted(self.digests.keys() - self.pages)
        for part in sorted(set(parts)):
            total.update(f"{part}\n".encode())
            for name in tree.below(counted, part) if part.endswith("/") else {part} & self.digests.keys():
                total.update(f"{name} {self.digests[name]}\n".encode())
        return total.hexdigest()[:16]

    def note(self, name: str) -> None:
        """Let a file count that a page was seen to read, though it lies among those left out."""
        if name not in self.digests:
            self.digests[name] = tree.digest(self.root / name)


def _package() -> dict[str, str]:
    """The files of the package alone, for one that was installed without its handbook."""
    return {f"{PACKAGE}/{name}": digest for name, digest in tree.digests(HOUSE / PACKAGE).items()}


def place(outdir: Path) -> Path:
    """Where the record lies of what was made in `outdir`."""
    return outdir.parent / ".made-of" / f"{outdir.name}.json"


def read(outdir: Path) -> dict:
    """The record of what was made in `outdir`; empty where there is none."""
    try:
        return json.loads(place(outdir).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def forget(outdir: Path) -> None:
    place(outdir).unlink(missing_ok=True)


def write(outdir: Path, source: Source, made: dict[str, dict]) -> None:
    path = place(outdir)
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {"carries": carried(source.root), "tree": dict(sorted(source.digests.items())), "made": made}
    whole.write_text(path, json.dumps(held, indent=1) + "\n")


def holds(outdir: Path, root: Path) -> bool:
    """Whether what was made in `outdir` is still what the book in `root` would give. Raises `dates.DateError`."""
    carries = carried(root)
    kept = read(outdir)
    if not kept or kept["carries"] != carries:
        return False
    source = Source(root)
    for name in kept["tree"]:
        source.note(name)
    return source.digests == kept["tree"]


def carried(root: Path) -> str:
    """The version and the date that every page and PDF shows, and the numbers to ring that may be printed today.
    Raises `dates.DateError`."""
    day = dates.changed(root)
    try:
        numbers = routes.numbers(routes.day())
    except (OSError, routes.RoutesError, BadPackage):  # the page that prints them says what is wrong
        numbers = "no numbers"
    return f"{version('edi-handbook')}, {day.isoformat() if day else 'no date'}, {numbers}"


def results(outdir: Path, page: str) -> Path:
    """The execution cache with the results of a page's cells. Raises `KeyError` where the record has none."""
    return outdir.parent / read(outdir)["made"][page]["results"]


def runnable(cell: str) -> str:
    """A cell as plain Python; of one with magics, what IPython makes of it, and its words, which may be files."""
    try:
        ast.parse(cell)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager  # late: a third of a second

        return f"{TransformerManager().transform_cell(cell)}\n{cell.split()}\n"
    return cell


def inside(root: Path, out: Path, name: str) -> str | None:
    """`name`, a path from `root` or from the top, as a path from `root`; None outside of it, and for what was made."""
    path = Path(os.path.normpath(root / name))
    if path.is_relative_to(out) or not path.is_relative_to(root):
        return None
    return path.relative_to(root).as_posix()
