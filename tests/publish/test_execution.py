"""A page is read again, and its cells run again, when the data or the code behind its numbers change."""

import pytest

NOTEBOOK = """---
jupytext: {text_representation: {format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---

# Count

```{code-cell} python
print("rows:", len(open("data/set/rows.csv").read().split()))
```
"""
HELPED = NOTEBOOK.replace(
    'print("rows:", len(open("data/set/rows.csv").read().split()))', "import helper\nhelper.say()"
)


def test_new_data_runs_the_notebook_again(build):
    first = build({"index.md": NOTEBOOK, "data/set/rows.csv": "a\nb\n"})
    assert "rows: 2" in first.page()
    second = build({"index.md": NOTEBOOK, "data/set/rows.csv": "a\nb\nc\n"})
    assert "rows: 3" in second.page()


def test_other_code_beside_it_runs_the_notebook_again(build):
    assert "one" in build({"index.md": HELPED, "helper.py": "def say():\n    print('one')\n"}).page()
    assert "two" in build({"index.md": HELPED, "helper.py": "def say():\n    print('two')\n"}).page()


def halved(path):
    path.write_bytes(path.read_bytes()[:20])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cache: halved(next(cache.rglob("base.ipynb"))),
        lambda cache: next(cache.rglob("base.ipynb")).unlink(),
        lambda cache: halved(next(cache.rglob("global.db"))),
    ],
    ids=["half a notebook", "no notebook", "half a database"],
)
def test_results_that_cannot_be_read_are_made_again(build, spoil):
    """What a build may leave that was stopped while it kept them."""
    files = {"index.md": NOTEBOOK, "data/set/rows.csv": "a\nb\n"}
    spoil(build(files).output.parent / ".jupyter_cache")
    again = build({**files, "index.md": NOTEBOOK.replace("# Count", "# Count again")})
    assert "rows: 2" in again.page() and again.warnings == ""


def test_what_a_notebook_does_not_reach_does_not_run_it_again(build):
    """By the caches that there are: each belongs to one state of what the cells reach."""
    files = {"index.md": NOTEBOOK, "data/set/rows.csv": "a\n", "data/other/rows.csv": "a\n"}
    first = build(files)
    caches = first.output.parent / ".jupyter_cache"
    assert len(list(caches.iterdir())) == 1
    build(files | {"data/other/rows.csv": "a\nb\n"})
    assert len(list(caches.iterdir())) == 1
    build(files | {"data/set/rows.csv": "a\nb\n"})
    assert len(list(caches.iterdir())) == 2


def test_a_file_put_back_as_it_was_shows_as_it_was(build):
    """Sphinx goes by the time of a file, which an archive or a checkout may set to long ago."""
    for rows, count in (("a\nb\n", 2), ("a\nb\nc\n", 3), ("a\nb\n", 2)):
        assert f"rows: {count}" in build({"index.md": NOTEBOOK, "data/set/rows.csv": rows}).page()


def test_nothing_new_reads_nothing(build):
    files = {"index.md": NOTEBOOK, "data/set/rows.csv": "a\n"}
    build(files)
    before = {p: p.stat().st_mtime_ns for p in build(files).output.parent.joinpath("doctrees").glob("*.doctree")}
    after = {p: p.stat().st_mtime_ns for p in build(files).output.parent.joinpath("doctrees").glob("*.doctree")}
    assert before
    assert before == after


def test_magics_are_read_as_ipython_reads_them(build):
    text = NOTEBOOK.replace('print("rows:", len(open("data/set/rows.csv").read().split()))', "%run helper.py")
    assert "one" in build({"index.md": text, "helper.py": "print('one')\n"}).page()
    assert "two" in build({"index.md": text, "helper.py": "print('two')\n"}).page()


def test_a_page_nearby_is_no_reason_to_run_again(build):
    """Cells that name a folder reach what lies in it, but not the book's own pages."""
    text = NOTEBOOK.replace(
        'open("data/set/rows.csv").read().split()', 'list(__import__("pathlib").Path("data").glob("*"))'
    )
    files = {"index.md": text + "\n```{toctree}\ndata/page\n```\n", "data/page.md": "# Page\n", "data/rows.csv": "a\n"}
    caches = build(files).output.parent / ".jupyter_cache"
    build(files | {"data/page.md": "# Page\n\nMore.\n"})
    assert len(list(caches.iterdir())) == 1
    build(files | {"data/rows.csv": "b\n"})
    assert len(list(caches.iterdir())) == 2
