"""Paths lead through pages that exist; each page says where to go next."""

import pytest
from lxml import html

from edi_handbook.publish.markup.paths import Ways

PATHS = """\
paths:
  - {for: staff, minutes: 30, pages: [index, b, c]}
  - {for: staff, minutes: 10, pages: [b, a]}
next:
  b: [c, index]
"""
PAGES = {name: f"---\norphan: true\n---\n\n# Page {name}\n" for name in "abc"}


@pytest.fixture
def walk(build):
    def make(paths: str = PATHS, start: str = "# Start\n\n```{paths} staff\n```\n"):
        files = {"index.md": start, "paths.yml": paths, **{f"{name}.md": text for name, text in PAGES.items()}}
        rooms = [f"edi_handbook.publish.{it}" for it in ("building.execution", "markup.facts", "markup.paths")]
        return build(files, extensions=["myst_nb", *rooms], edi_paths="paths.yml")

    return make


def test_the_paths_of_a_reader_are_set_shortest_first(walk):
    built = walk()
    assert built.warnings == ""
    listed = html.fromstring(built.page()).xpath("//dl[contains(@class, 'paths')]")[0]
    assert ["".join(term.itertext()).rstrip(":") for term in listed.iter("dt")] == ["10 minutes", "30 minutes"]
    assert [a.text_content() for a in listed.iter("a")] == ["Page b", "Page a", "Start", "Page b", "Page c"]


def test_a_page_leads_on_along_its_paths_and_then_as_told(walk):
    def after(name):
        return html.fromstring(walk().page(name)).xpath("//div[contains(@class, 'where-next')]//a/@href")

    assert after("b") == ["c.html", "a.html", "index.html"]
    assert after("a") == []


def test_a_page_never_leads_to_itself():
    assert Ways.model_validate({"next": {"a": ["a", "b", "b"]}}).after("a") == ["b"]


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ("next: {a: [gone]}\n", "paths.yml names the page gone, which is not in the book"),
        ("paths:\n  - {for: everyone, minutes: 5, pages: [a]}\n", "paths.yml: paths.0.for: Input should be 'staff'"),
        ("paths: [\n", "paths.yml:2: "),
    ],
)
def test_a_fault_says_where(walk, paths, said):
    assert f"paths: {said}" in walk(paths, "# Start\n").warnings


def test_a_reader_without_a_path_is_a_fault(walk):
    assert (
        "index.md:3: WARNING: there is no path for 'visitors'"
        in walk(start="# S\n\n```{paths} visitors\n```\n").warnings
    )
