"""Files to take away lie under their own names, in a first build and in the next ones."""

import pytest
from lxml import html

FILES = {
    "index.md": "# A\n\nTake {download}`the rows </data/one/rows.csv>` and [these](data/two/rows.csv).\n\n"
    "```{toctree}\nbook/b\n```\n",
    "book/b.md": "# B\n\n{download}`The rows </data/one/rows.csv>`, {download}`and blanks <../data/a b.csv>`.\n",
    "data/one/rows.csv": "one\n",
    "data/two/rows.csv": "two\n",
    "data/a b.csv": "blanks\n",
}
EXTENSIONS = [
    "myst_nb",
    "sphinx_design",
    "edi_handbook.publish.markup.facts",
    "edi_handbook.publish.web.site.downloads",
]


@pytest.fixture
def book(build):
    return lambda files=FILES: build(files, extensions=EXTENSIONS)


def taken(output, page: str) -> list[str]:
    """What a page's links to take away give, in order."""
    tree = html.fromstring((output / f"{page}.html").read_text(encoding="utf-8"))
    links = [link.replace("%20", " ") for link in tree.xpath("//a[contains(@class, 'download')]/@href")]
    return [(output / page).parent.joinpath(link).resolve().read_text() for link in links]


def test_links_lead_to_files_by_their_own_names(book):
    made = book()
    assert not made.warnings
    assert 'href="_downloads/data/one/rows.csv"' in made.page()
    assert 'href="../_downloads/data/a%20b.csv"' in made.page("book/b")
    assert taken(made.output, "index") == ["one\n", "two\n"]
    assert taken(made.output, "book/b") == ["one\n", "blanks\n"]


def test_there_is_nothing_beside_them(book):
    folder = book().output / "_downloads"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"data/one/rows.csv", "data/two/rows.csv", "data/a b.csv"}
    assert {path.name for path in folder.iterdir()} == {"data"}


def test_a_new_version_of_a_file_replaces_the_old(book):
    book()
    made = book(FILES | {"data/one/rows.csv": "three\n"})
    assert taken(made.output, "index")[0] == taken(made.output, "book/b")[0] == "three\n"


def test_a_page_that_is_not_written_again_keeps_its_files(book):
    book()
    made = book(FILES | {"book/b.md": FILES["book/b.md"] + "\nMore.\n"})
    assert taken(made.output, "index") == ["one\n", "two\n"]
    assert {path.name for path in (made.output / "_downloads").iterdir()} == {"data"}


def test_a_file_from_outside_of_the_book_is_still_there(build, tmp_path):
    (tmp_path / "outside.csv").write_text("outside\n")
    made = build({"index.md": "# A\n\n{download}`a file <../outside.csv>`\n"}, extensions=EXTENSIONS)
    assert taken(made.output, "index") == ["outside\n"]


def test_a_file_that_is_missing_is_told(build):
    made = build({"index.md": "# A\n\n{download}`a file <gone.csv>`\n"}, extensions=EXTENSIONS)
    assert "download file not readable" in made.warnings
