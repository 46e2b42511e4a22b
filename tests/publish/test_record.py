"""A copy of the handbook without its repository builds, records what it made each page and PDF of, and builds again
what a change reaches: the page shows the new words, and not the kept ones."""

import json
import os
import subprocess
import sys

import pytest

from edi_handbook.measure.words import pages
from edi_handbook.publish.building import record
from tests.publish.small_book import FACTS, NOTEBOOK, settings
from tests.tree_copy import ROOT, copy_to

ANY = [
    "CHANGELOG.md",
    "_config.yml",
    "_toc.yml",
    "book/facilitate/sessions/from-gap-to-process.yml",
    "book/paths.yml",
    "book/references.bib",
    "book/reflections/check-out.yml",
    "data/actions/actions.csv",
    "data/actions/README.md",
    "edi_handbook/fonts/SourceSans3-Regular.ttf",
    "edi_handbook/publish/slides/slides.typ",
    "edi_handbook/reflect/front/form.js",
    "edi_handbook/reflect/templates/reflection.html",
    "edi_handbook/typstpdf/template.typ",
    "notebooks/group-debrief.md",
    "pyproject.toml",
    "requirements.txt",
]
ROOMS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "edi_handbook").glob("*/*.py"))
ONE_A_ROOM = list({name.split("/")[1]: name for name in ROOMS}.values())

WORK = "@misc{nhse2023wres22"
SMALL = {
    "book/index": FACTS
    + """# A small book

It is {value}`wres:england:2:2023` in England, as {cite:t}`nhse2023wres22` says.

```{bibliography}
```
""",
    "book/changes": FACTS + "# Changes of the web pages\n\n```{include} ../CHANGELOG.md\n:start-line: 1\n```\n",
    "notebooks/few": NOTEBOOK
    + """# Few

```{code-cell} python3
from edi_handbook.debrief.pattern import TOO_FEW
print(TOO_FEW)
```
""",
    "notebooks/chart": NOTEBOOK
    + """# A chart's sums

```{code-cell} python3
from edi_handbook.workforce import published
print("In words:", published.figure("wres:england:2:2023").value)
```
""",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copy_to(tmp_path_factory.mktemp("whole") / "handbook")


@pytest.mark.parametrize("name", [*ANY, *ONE_A_ROOM])
def test_one_byte_of_any_file_asks_for_a_build(copy, name, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    html = copy / "_build" / "html"
    if not record.read(html):
        record.write(html, record.Source(copy), {})
        assert record.holds(html, copy)
    before = (copy / name).read_bytes()
    (copy / name).write_bytes(before + b"\n")
    try:
        assert not record.holds(html, copy)
    finally:
        (copy / name).write_bytes(before)


class Book:
    """The small book in a copy of the handbook's tree."""

    def __init__(self, folder):
        self.folder = folder
        for old in [*folder.glob("book/**/*.md"), *folder.glob("notebooks/*.md")]:
            old.unlink()
        for name in ("paths.yml", "reference/search-words.yml"):
            (folder / "book" / name).unlink()
        for name, text in SMALL.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        root, *others = SMALL
        listed = "".join(f"  - file: {name}\n" for name in others)
        (folder / "_toc.yml").write_text(f"format: jb-book\nroot: {root}\nchapters:\n{listed}")
        (folder / "_config.yml").write_text(settings(), encoding="utf-8")

    def build(self, what="html") -> str:
        done = subprocess.run(
            [sys.executable, "-c", "from edi_handbook.cli import main; main()", "build", what],
            cwd=self.folder,
            capture_output=True,
            text=True,
            # The copy's own code, in the kernels too.
            env={**os.environ, "PYTHONPATH": str(self.folder), "SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "1"},
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pages(self) -> dict[str, str]:
        return pages(self.folder / "_build" / "html")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def book(builds, tmp_path_factory):
    made = Book(copy_to(tmp_path_factory.mktemp("small") / "handbook"))
    made.build("all")
    return made


def test_the_copy_without_a_repository_builds_and_is_then_left_alone(book):
    assert not (book.folder / ".git").exists()
    assert "It is 1.59 in England" in book.pages()["book/index.html"]
    assert book.build("all").count("nothing changed") == 2


def test_each_page_and_pdf_says_what_it_was_made_of(book):
    html = record.read(book.folder / "_build" / "html")["made"]
    assert set(html) == set(SMALL)
    assert {"book/changes.md", "CHANGELOG.md", "edi_handbook/publish/", "data/"} <= set(html["book/changes"]["from"])
    assert "CHANGELOG.md" not in html["book/index"]["from"]
    assert {"edi_handbook/debrief/", "edi_handbook/charts/"} <= set(html["notebooks/few"]["from"])
    assert "edi_handbook/debrief/" not in html["notebooks/chart"]["from"]
    assert html["notebooks/few"]["results"].startswith(".jupyter_cache/")
    pdf = record.read(book.folder / "_build" / "typstpdf")["made"]["handbook.pdf"]
    assert pdf["pages"] == sorted(SMALL)
    assert {"edi_handbook/typstpdf/", "edi_handbook/fonts/", "CHANGELOG.md"} <= set(pdf["from"])


def test_the_record_holds_no_path_and_no_time_of_this_machine(book):
    for path in (book.folder / "_build" / ".made-of").iterdir():
        assert str(book.folder.parent) not in path.read_text(encoding="utf-8")
        assert set(json.loads(path.read_text(encoding="utf-8"))) == {"carries", "tree", "made"}


def test_code_and_words_that_change_are_shown_on_the_pages_that_they_reach(book):
    before = {path: path.stat().st_mtime_ns for path in (book.folder / "_build" / ".doctrees").rglob("*.doctree")}
    book.change("edi_handbook/debrief/pattern.py", "FEWEST = 8", "FEWEST = 11")
    (book.folder / "CHANGELOG.md").write_text("# Changes\n\nA line that is new.\n")
    book.build()
    found = book.pages()
    assert "fewer than 11 people" in found["notebooks/few.html"]
    assert "A line that is new." in found["book/changes.html"]
    read = {path.stem for path in before if path.stat().st_mtime_ns != before[path]}
    assert read == {"few", "changes"}


def test_a_work_that_is_named_anew_is_named_so_on_the_pages_that_cite_it(book):
    book.change(
        "book/references.bib", f"{WORK},\n  author = {{{{NHS England}}}}", f"{WORK},\n  author = {{{{Odd Office}}}}"
    )
    book.build()
    assert "Odd Office" in book.pages()["book/index.html"]


def test_figures_that_change_are_shown_in_chapters_and_in_notebooks(book):
    rows = book.folder / "data" / "wres-england" / "wres-england.csv"
    text = rows.read_text(encoding="utf-8")
    rows.write_text(text.replace("1.59", "1.77"), encoding="utf-8")
    book.build()
    assert "It is 1.77 in England" in book.pages()["book/index.html"]
    assert "In words: 1.77" in book.pages()["notebooks/chart.html"]
