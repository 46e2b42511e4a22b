"""`edi-handbook new`: what it writes, and that a fault gives one sentence and changes nothing."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.publish.markup import facts, paths
from edi_handbook.scaffold import NewError, listing, names, starts
from edi_handbook.scaffold import write as writing
from tests.scaffold.copied import ROOT, copy_book, held

KINDS = ("page", "notebook", "data", "session", "reflection")
TOC = (
    "format: jb-book\nroot: book/index\nparts:\n  - caption: Learn # first\n    chapters:\n      - file: book/learn/a\n"
)


@pytest.fixture
def book(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "handbook"
    folder.mkdir()
    monkeypatch.chdir(copy_book(folder))
    return folder


@pytest.fixture(scope="module")
def only_copy(tmp_path_factory) -> Path:
    return copy_book(tmp_path_factory.mktemp("handbook"))


@pytest.fixture
def standing(only_copy, monkeypatch) -> Path:
    """One copy for all the tests in which nothing may change."""
    monkeypatch.chdir(only_copy)
    return only_copy


def new(*words: str):
    return CliRunner().invoke(app, ["new", *words])


def refused(folder: Path, *words: str) -> str:
    """The sentence with which a command is refused; `folder` is as it was."""
    before = held(folder)
    said = new(*words)
    assert said.exit_code in (1, 2), said.output
    assert held(folder) == before
    assert not [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]
    [sentence] = said.stderr.splitlines()
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("kind", KINDS)
def test_a_start_says_what_it_wrote_and_what_comes_next(book, kind):
    before = held(book)
    said = new(kind, "carers-at-work")
    assert said.exit_code == 0, said.output
    after = held(book)
    written = {name for name in after if after[name] != before.get(name)}
    assert {
        line.split()[1] for line in said.output.splitlines() if line.startswith(("  new ", "  changed "))
    } == written
    steps = said.output.partition("Next, in this order:\n")[2].splitlines()
    assert [step.split(".")[0].strip() for step in steps] == [str(number) for number in range(1, len(steps) + 1)]
    assert "make check" in steps[-1]
    for name in set(after) - set(before):
        assert f"{name}:" in said.output, "each new file has its step"


@pytest.mark.parametrize("part", starts.PARTS)
def test_a_page_is_listed_in_its_part_and_leads_on(book, part):
    assert new("page", "carers-at-work", "--part", part).exit_code == 0
    page = f"book/{part}/carers-at-work"
    assert page in listing.pages(yaml.safe_load((book / "_toc.yml").read_text(encoding="utf-8")))
    [onward] = paths.read(book / "book" / "paths.yml").after(page)
    assert onward.startswith(f"book/{part}/") and (book / f"{onward}.md").exists()


def test_comments_and_order_of_the_lists_stay(book):
    before = {name: (ROOT / name).read_text(encoding="utf-8").splitlines() for name in ("_toc.yml", "book/paths.yml")}
    assert new("page", "carers-at-work").exit_code == 0
    for name, lines in before.items():
        after = (book / name).read_text(encoding="utf-8").splitlines()
        [added] = [line for line in after if "carers-at-work" in line]
        after.remove(added)
        assert after == lines


def test_a_term_gets_its_entry(book):
    assert new("page", "carers-at-work", "--part", "learn", "--term", "carer").exit_code == 0
    glossary = (book / "book/reference/glossary.md").read_text(encoding="utf-8")
    assert listing.terms(glossary)[-1] == "Carer"
    assert refused(book, "page", "carers", "--term", "Carer").startswith("The glossary has 'Carer' already")


def test_a_chapter_leads_to_its_reflection(book):
    assert new("reflection", "carers-at-work", "--chapter", "learn/anti-racism").exit_code == 0
    thoughts = (book / "book/learn/anti-racism.md").read_text(encoding="utf-8").partition("## For your own thoughts")[2]
    assert "<../reflections/carers-at-work>" in thoughts.partition("\n## ")[0]
    assert new("page", "rest-breaks").exit_code == 0
    assert new("reflection", "rest-breaks").exit_code == 0
    assert "<../reflections/rest-breaks>" in (book / "book/strategy/rest-breaks.md").read_text(encoding="utf-8")


def test_the_next_free_source_is_named(book):
    used = (book / "data/sources/sources.csv").read_text(encoding="utf-8").splitlines()[1:]
    last = max(int(row.partition(",")[0].removeprefix("S")) for row in used)
    assert f"the next free id is S{last + 1}," in new("data", "carers-at-work").output


def test_the_day_is_the_one_clock_s(book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert new("page", "carers").exit_code == 0
    made = facts.read(book / "book/strategy/carers.md")
    assert (f"{made['reviewed']}", f"{made['review_by']}") == ("2027-01-15", "2028-01-15")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in refused(book, "page", "others")


BAD = {
    "": "The name is empty",
    "  ": "The name is empty",
    "Carers": "such as carers.",
    "carers at work": "such as carers-at-work.",
    "carers_at_work": "such as carers-at-work.",
    "book/learn/carers": "such as book-learn-carers.",
    "../carers": "such as carers.",
    "carers.md": "such as carers-md.",
    "../x": "such as x.",
    "A b": "such as a-b.",
    "carers--at-work": "such as carers-at-work.",
    "carers-": "such as carers.",
    "2026-carers": "such as carers.",
    "Żłobek dla opiekunów": "such as zobek-dla-opiekunow.",
    "ਦੇਖਭਾਲ": "such as carers-at-work.",
    "one\ntwo": "'one?two' cannot be a name",
    "a" * 41: "The name has 41 characters, and 40 is the most",
    "con": "'con' is kept by the system",
    "index": "'index' is kept by the system",
}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("page", name) for name in BAD] + [(kind, name) for kind in KINDS[1:] for name in ("", "../x", "A b")],
)
def test_a_name_that_cannot_be_one(standing, kind, name):
    assert BAD[name] in refused(standing, kind, name)


def test_what_is_offered_in_place_of_a_bad_name_is_a_good_one():
    for name in BAD:
        try:
            names.check(name)
        except NewError as error:
            if " such as " in str(error):
                names.check(str(error).rpartition(" such as ")[2].rstrip("."))


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_exists(book, kind):
    assert new(kind, "carers-at-work").exit_code == 0
    assert "is there already" in refused(book, kind, "carers-at-work")


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("_toc.yml", "page", "_toc.yml lists book/strategy/the-law already, and the page is missing"),
        ("book/paths.yml", "page", "book/paths.yml has book/strategy/the-law already, and the page is missing"),
    ],
)
def test_a_page_that_was_taken_away_and_is_still_listed(book, name, kind, said):
    (book / "book/strategy/the-law.md").unlink()
    if name != "_toc.yml":
        text = (book / "_toc.yml").read_text(encoding="utf-8")
        (book / "_toc.yml").write_text(text.replace("      - file: book/strategy/the-law\n", ""), encoding="utf-8")
    assert said in refused(book, kind, "the-law")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("page", "carers", "--part", "news"), "'news' is no part for a page: choose strategy, learn,"),
        (("page", "carers", "--term", "two\nlines"), "'two?lines' cannot be a term"),
        (("page", "carers", "--term", "<b>"), "'<b>' cannot be a term"),
        (("reflection", "carers", "--chapter", "about/privacy"), "'about/privacy' is no chapter that could lead to"),
        (("reflection", "carers", "--chapter", "../x"), "'../x' is no chapter"),
    ],
)
def test_an_option_that_cannot_be_used(standing, words, said):
    assert said in refused(standing, *words)


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_is_no_handbook(tmp_path, monkeypatch, kind):
    monkeypatch.chdir(tmp_path)
    assert "is not inside the handbook" in refused(tmp_path, kind, "carers")


@pytest.mark.parametrize("kind", KINDS)
def test_another_jupyter_book_is_no_handbook(tmp_path, monkeypatch, kind):
    (tmp_path / "_config.yml").write_text("title: Another\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    monkeypatch.chdir(tmp_path)
    assert refused(tmp_path, kind, "carers")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("_toc.yml", b"parts: [\n", "_toc.yml:2: this cannot be read as YAML"),
        ("_toc.yml", b"- a list\n", "_toc.yml: this holds no settings"),
        ("_toc.yml", "title: \u017b".encode("utf-16"), "_toc.yml is not written in UTF-8"),
        ("_toc.yml", b"root: a\nparts: [{caption: S, chapters: [{file: book/strategy/a}]}]\n", "not laid out a line"),
        ("_toc.yml", b"root: a\nparts: [{caption: S, chapters: [{file: book/learn/a}]}]\n", "no part lists a page of"),
        ("book/paths.yml", b"next: {book/strategy/a: [book/index]}\n", "paths.yml is not laid out a line a page"),
    ],
)
def test_a_list_that_cannot_be_written_to(book, name, text, said):
    (book / name).write_bytes(text)
    assert said in refused(book, "page", "carers")


def test_a_line_goes_where_it_is_read_as_meant():
    """Under a comment, before the rest of the file, and in a file whose lines end as on Windows."""
    text = TOC + "  - caption: About\n    chapters:\n      - file: book/about/b\n"
    assert listing.list_page(text, "book/learn/c") == text.replace("learn/a\n", "learn/a\n      - file: book/learn/c\n")
    assert listing.lead_on("next:\n  a/b: # why\n    - a/c\n", "a/d", ["a/b"]) == (
        "next:\n  a/b: # why\n    - a/c\n  a/d: [a/b]\n"
    )


def test_line_ends_of_a_changed_file_stay(book):
    toc = book / "_toc.yml"
    toc.write_bytes(toc.read_bytes().replace(b"\n", b"\r\n"))
    assert new("page", "carers").exit_code == 0
    assert b"book/strategy/carers\r\n" in toc.read_bytes()
    assert toc.read_bytes().count(b"\n") == toc.read_bytes().count(b"\r\n")


# Without the right to write. For the superuser every file is open, so the tests do as another user does.


@pytest.fixture
def another_user(monkeypatch):
    """`another_user(lock)`: a copy of the handbook, as `lock` leaves it, in front of somebody who is not superuser."""
    made = []

    def come(lock) -> Path:
        folder = Path(tempfile.mkdtemp())
        made.append(folder)
        copy_book(folder)
        root = os.geteuid() == 0
        for path in [folder, *folder.rglob("*")] if root else []:
            os.chown(path, 65534, 65534)
        lock(folder)
        monkeypatch.chdir(folder)
        if root:
            os.seteuid(65534)
        return folder

    yield come
    if os.getuid() == 0:
        os.seteuid(0)
    for folder in made:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(folder)


def locked(*shut: str):
    def lock(folder: Path) -> None:
        for name in shut:
            (folder / name).chmod(0o555 if (folder / name).is_dir() else 0o444)

    return lock


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="a file's rights are kept another way on Windows")
@pytest.mark.parametrize(
    ("kind", "shut"),
    [
        ("page", "book/strategy"),  # the first file cannot be made
        ("page", "_toc.yml"),
        ("page", "book/paths.yml"),  # the last one cannot be changed, and two were written by then
        ("page", "book"),
        ("notebook", "notebooks"),
        ("notebook", "book/paths.yml"),
        ("data", "data"),
        ("session", "book/facilitate/sessions"),
        ("session", "book/paths.yml"),
        ("reflection", "book/reflections"),
        ("reflection", "book/learn/what-works-and-what-does-not.md"),
    ],
)
def test_without_the_right_to_write(another_user, kind, shut):
    folder = another_user(locked(shut))
    sentence = refused(folder, kind, "carers")
    assert "cannot be written (Permission denied), so nothing was changed" in sentence


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_while_files_change_places_puts_all_back(standing, monkeypatch, kind):
    """Whichever of the files it is that cannot be put in its place."""
    real, left = os.replace, [0]

    def failing(*arguments):
        left[0] -= 1
        if left[0] == -1:
            raise OSError(28, "No space left on device")
        real(*arguments)

    monkeypatch.setattr(os, "replace", failing)
    for count in range(3):
        left[0] = count
        assert "cannot be written (No space left on device)" in refused(standing, kind, "carers")


def test_whoever_stops_it_finds_nothing_changed(standing, monkeypatch):
    before = held(standing)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        writing.write(standing, {"book/new/one.md": "# One\n", "_toc.yml": "parts: []\n"})
    assert held(standing) == before
    assert not (standing / "book/new").exists()


def test_nothing_but_the_files_is_left(book):
    writing.write(book, {"book/new/one.md": "# One\n", "_toc.yml": "parts: []\n"})
    assert [path.name for path in (book / "book/new").iterdir()] == ["one.md"]
    assert not [path for path in book.rglob(".*") if path.is_file()]
