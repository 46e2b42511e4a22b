"""Jupyter Book can be left: `jupyter-book config sphinx .`, then plain `sphinx-build`, gives the same book."""

import pytest

from edi_handbook.measure.words import pages
from edi_handbook.publish.building.build import JUPYTER_BOOK
from tests.publish.small_book import FACTS, NOTEBOOK, jupyter_book, run, write

PAGES = {
    "book/index": FACTS
    + """# A small book

Begin with {doc}`the chapter <chapter>` or the [notebook](../notebooks/sums.md).

```{bibliography}
```
""",
    "book/chapter": FACTS
    + """# A chapter

(here)=
## What it says

It is {value}`wres:england:2:2023` in England {cite:p}`real`; "quoted" words and a {term}`gap` stand here[^1].

[^1]: A note.

:::{figure} square.svg
:name: square
:alt: A dark square.

A square
:::

See {numref}`square` and {ref}`here`.

| Group | Number |
| --- | --- |
| Black | 17 |

:::{admonition} Kept apart
Some words.
:::

::::{grid} 2
:::{grid-item-card} A card
Its words.
:::
::::

- [x] done
- [ ] to do

```{glossary}
gap
  What is missing.
```
""",
    "notebooks/sums": NOTEBOOK
    + """# Sums

```{code-cell} python3
:tags: [hide-input]
17 / 9
```
""",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("escape"), PAGES)
    stray = folder / ".pytest_cache" / "README.md"  # what tools leave behind is no page of the book
    stray.parent.mkdir()
    stray.write_text("# Not a page\n")
    return folder


@pytest.fixture(scope="module")
def by_jupyter_book(builds, book):
    return jupyter_book(book)


@pytest.fixture(scope="module")
def by_sphinx(book, by_jupyter_book):
    made = run(book, *JUPYTER_BOOK[1:], "config", "sphinx", ".")
    assert made.code == 0, made.text
    return run(book, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", ".", "_build/plain")


def test_both_build_without_a_warning(by_jupyter_book, by_sphinx):
    for said in (by_jupyter_book, by_sphinx):
        assert said.code == 0, said.text
        assert "WARNING" not in said.text.replace("[IPKernelApp] WARNING", "")


def test_both_give_the_same_pages_and_words(book, by_jupyter_book, by_sphinx):
    one, other = pages(book / "_build" / "html"), pages(book / "_build" / "plain")
    assert {f"{name}.html" for name in PAGES} <= set(one)
    assert not [name for name in one if "README" in name]
    # Jupyter Book adds one page: a way on from the folder to the first page.
    assert set(one) - {"index.html"} == set(other) - {"index.html"}
    for name in other:
        assert one[name] == other[name], name


def test_the_words_are_the_books_own(book, by_sphinx):
    chapter = pages(book / "_build" / "plain")["book/chapter.html"]
    for words in ("It is 1.59 in England", "“quoted” words", "Kept apart", "A card", "What is missing."):
        assert words in chapter
    assert "1.888888888888888" in pages(book / "_build" / "plain")["notebooks/sums.html"]
