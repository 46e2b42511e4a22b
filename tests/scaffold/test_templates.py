"""What is made from a template fails no test of ours: the book's own tests are run on it, and it is built strictly."""

import os
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.publish.building.build import JUPYTER_BOOK, STRICT
from edi_handbook.publish.markup import facts
from edi_handbook.scaffold import TEMPLATES, names, starts
from tests.publish.small_book import FACTS, run, write
from tests.scaffold.copied import copy_all

pytestmark = pytest.mark.build

STARTS = [
    *(["page", f"a-start-in-{part}", "--part", part] for part in starts.PARTS if part != "learn"),
    ["page", "a-start-in-learn", "--part", "learn", "--term", "Start in learn"],
    ["notebook", "a-start-in-numbers"],
    ["data", "a-start-in-data"],
    ["session", "a-start-in-sessions"],
    ["reflection", "a-start-in-reflections", "--chapter", "learn/anti-racism"],
]
CHECKS = (
    "tests/content",
    "tests/data",
    "tests/reflect/test_set.py",
    "tests/facilitate/test_plan.py",
    "tests/notebooks/test_every_notebook.py",
)
# Every notebook is run to compare their names, so that test is left to the book itself.
ONLY_THE_NEW = """
def pytest_collection_modifyitems(items):
    items[:] = [
        item
        for item in items
        if item.name != "test_names_are_its_own"
        and (not hasattr(item, "callspec") or "start-in" in item.callspec.id.lower().replace(" ", "-"))
    ]
"""
LINK = re.compile(r"\{doc\}`(?:[^`<]*<)?([^`<>]+)>?`")


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Path:
    """A copy of the whole repository in which something of each kind was begun."""
    folder = copy_all(tmp_path_factory.mktemp("started") / "handbook")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for words in STARTS:
            said = CliRunner().invoke(app, ["new", *words])
            assert said.exit_code == 0, said.output
    return folder


def new_pages(folder: Path) -> dict[str, str]:
    """The pages that were begun, by their path without `.md`."""
    found = [path for room in ("book", "notebooks") for path in sorted((folder / room).rglob("a-start-in-*.md"))]
    return {path.relative_to(folder).as_posix().removesuffix(".md"): path.read_text(encoding="utf-8") for path in found}


def test_every_template_is_tried(started):
    tried = "".join(path.read_text(encoding="utf-8") for path in started.rglob("*a-start-in-*/*"))
    tried += "".join(path.read_text(encoding="utf-8") for path in started.rglob("a-start-in-*") if path.is_file())
    tried += (started / "book/reference/glossary.md").read_text(encoding="utf-8")
    for path in (path for path in TEMPLATES.rglob("*") if path.is_file()):
        longest = max(re.split(r"\$\w+", path.read_text(encoding="utf-8")), key=len).strip()
        assert longest in tried, path.name


def test_a_start_keeps_the_rules_of_words_data_reflections_sessions_and_notebooks(started):
    """The tests themselves, as they stand in the copy: of those that go page by page, on the new pages alone."""
    (started / "only_the_new.py").write_text(ONLY_THE_NEW, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-vv", "-p", "only_the_new", "-p", "no:cacheprovider", "-n", "0", *CHECKS],
        cwd=started,
        env={**os.environ, "PYTHONPATH": str(started), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-4000:]
    passed = re.findall(r"^(\S.*) PASSED", done.stdout, re.MULTILINE)
    for name in [words[1] for words in STARTS] + ["Start in learn"]:
        assert [one for one in passed if name in one.partition("[")[2]], f"{name} was not looked at"


def test_what_is_made_up_says_so_and_nothing_is_final(started):
    for page, text in new_pages(started).items():
        assert facts.read(started / f"{page}.md")["status"] == "draft", page
        assert facts.PageFacts(**facts.read(started / f"{page}.md"))
        assert f"# {names.title(page.rpartition('/')[2])}" in text


@pytest.fixture(scope="module")
def small(started, tmp_path_factory) -> Path:
    """A small book of the new pages alone, with a page that holds nothing for each page that they lead to."""
    pages = new_pages(started)
    plans = [path for path in (started / "book").rglob("a-start-in-*.yml")]
    ways = yaml.safe_load((started / "book/paths.yml").read_text(encoding="utf-8"))["next"]
    onward = {page: ways[page] for page in pages}
    entry = (started / "book/reference/glossary.md").read_text(encoding="utf-8").partition("\nStart in learn\n")[2]
    entry = "Start in learn\n" + entry.partition("\n```")[0]
    wanted = {page for to in onward.values() for page in to} | {"book/reference/evidence-grades"}
    for page, text in {**pages, "book/reference/glossary": entry}.items():
        wanted |= {
            posixpath.normpath(posixpath.join("/", posixpath.dirname(page), to))[1:] for to in LINK.findall(text)
        }
    for plan in plans:
        text = plan.read_text(encoding="utf-8")
        wanted |= {to.lstrip("/") for to in LINK.findall(text)} | set(re.findall(r"pages: \[([\w/, -]+)\]", text))
    terms = sorted({term for term in re.findall(r"\{term\}`([^`]+)`", entry + "".join(pages.values()))})
    known = "".join(f"{term}\n    An entry.\n\n" for term in terms)
    stubs = {page: f"{FACTS}# {names.title(page.rpartition('/')[2])}\n" for page in wanted - set(pages)}
    glossary = {"book/reference/glossary": f"{FACTS}# Glossary\n\n```{{glossary}}\n{known}{entry}\n```\n"}
    index = {"book/index": f"{FACTS}# A small book\n\n```{{bibliography}}\n```\n"}
    folder = write(tmp_path_factory.mktemp("small"), {**index, **pages, **stubs, **glossary})
    shutil.copy2(started / "book/references.bib", folder / "book")
    (folder / "book/paths.yml").write_text(yaml.safe_dump({"next": onward}), encoding="utf-8")
    for plan in plans:
        shutil.copy2(plan, folder / plan.relative_to(started))
    return folder


@pytest.mark.parametrize("to", [[], ["--builder", "custom", "--custom-builder", "typstpdf"]], ids=["web", "print"])
def test_a_start_builds_without_a_warning(small, to):
    said = run(small, *JUPYTER_BOOK[1:], "build", ".", *STRICT, "-q", *to)
    assert said.code == 0, said.text
    assert "WARNING" not in said.text.replace("[IPKernelApp] WARNING", "")
    if not to:
        made = {path.relative_to(small / "_build/html").with_suffix("").as_posix() for path in small.rglob("*.html")}
        assert {page for page in yaml.safe_load((small / "book/paths.yml").read_text())["next"]} <= made
