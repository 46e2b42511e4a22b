"""A page runs again when anything that its cells reach changes: what the build works out from their text is held
against what they really read while they run."""

import pytest
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig

from edi_handbook.publish.building import record, tree
from tests.notebooks.run_notebook import FOLDER
from tests.tree_copy import copy_to

ROOT = FOLDER.parent
PAGES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix()
    for folder in (ROOT / "book", FOLDER)
    for path in folder.rglob("*.md")
    if is_myst_markdown_notebook(path.read_text(encoding="utf-8"))
)


@pytest.fixture(scope="module")
def read(run):
    """`read(page)`: the files that the cells of a page read."""
    return lambda page: run(page.removeprefix("notebooks/")).read


def reached(source: record.Source, page: str) -> set[str]:
    notebook = read_myst_markdown_notebook((ROOT / f"{page}.md").read_text(encoding="utf-8"), MdParserConfig())
    cells = [record.runnable(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    return source.reached(cells, page.rpartition("/")[0] + "/")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copy_to(tmp_path_factory.mktemp("copy") / "handbook")


def test_there_are_pages_and_they_read_much(read):
    assert len(PAGES) > 20
    everything = set().union(*map(read, PAGES))
    for name in (
        "book/references.bib",
        "book/reflections/check-out.yml",
        "edi_handbook/debrief/pattern.py",
        "edi_handbook/bibliography.py",
        "edi_handbook/reflect/front/reflect.css",
        "edi_handbook/report/contents.py",
    ):
        assert name in everything


@pytest.mark.parametrize("page", PAGES)
def test_all_that_its_cells_read_is_reached(read, page):
    source = record.Source(ROOT)
    parts = reached(source, page)
    assert sorted(name for name in read(page) if not any(name in tree.below([name], part) for part in parts)) == []


def test_one_byte_of_any_file_that_cells_read_runs_them_again(read, copy):
    source = record.Source(copy)
    parts = {page: reached(source, page) for page in PAGES}
    before = {page: source.digest(parts[page]) for page in PAGES}
    stale = []
    for name in sorted(set().union(*map(read, PAGES))):
        bytes_ = (copy / name).read_bytes()
        (copy / name).write_bytes(bytes_ + b"\n")
        kept, source.digests[name] = source.digests[name], tree.digest(copy / name)
        readers = [page for page in PAGES if name in read(page)]
        stale += [(name, page) for page in readers if source.digest(parts[page]) == before[page]]
        source.digests[name] = kept
        (copy / name).write_bytes(bytes_)
    assert stale == []
