"""The notebooks to take away: the page's words in plain Markdown, its code as written, nothing for other eyes."""

import re

import jupytext
import nbformat
import pytest
import yaml

from edi_handbook.publish.building import build

ROOT = build.root()

MYST_LEFT = re.compile(r"\{[a-z]+(:[a-z]+)?\}`|^:::|^```\{", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def words(notebook) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def front(page: str) -> dict:
    return yaml.safe_load((ROOT / f"{page}.md").read_text(encoding="utf-8").split("---\n")[1])


def test_there_is_a_copy_of_each_page_that_runs(copies, audience):
    pages = re.findall(r"file: (notebooks/\S+)", (ROOT / "_toc.yml").read_text())
    if audience == "learner":
        pages = [page for page in pages if front(page)["audience"] != ["facilitators"]]
    assert {copy.page for copy in copies} == set(pages)
    assert [copy.file for copy in copies] == sorted(copy.file for copy in copies)


def test_each_is_a_valid_notebook_in_plain_markdown(copies):
    for copy in copies:
        notebook = nbformat.reads(copy.text, as_version=4)
        nbformat.validate(notebook)
        assert notebook.cells[0].source.startswith(f"# {copy.title}"), copy.file
        assert MYST_LEFT.findall(words(notebook)) == [], copy.file


def test_the_code_is_the_page_s_own(copies, audience):
    for copy in copies:
        source = jupytext.read(ROOT / f"{copy.page}.md")
        theirs = [
            cell.source
            for cell in source.cells
            if cell.cell_type == "code"
            and not {"remove-cell"} & set(cell.metadata.get("tags", ()))
            and not (audience == "learner" and {"answer", "facilitator"} & set(cell.metadata.get("tags", ())))
        ]
        ours = [cell.source for cell in nbformat.reads(copy.text, as_version=4).cells if cell.cell_type == "code"]
        assert ours == theirs, copy.file


def test_each_link_leads_somewhere(copies):
    files = {copy.file for copy in copies}
    for copy in copies:
        for cell in nbformat.reads(copy.text, as_version=4).cells:
            held = {f"attachment:{name}" for name in cell.get("attachments", ())}
            for target in LINK.findall(cell.source) if cell.cell_type == "markdown" else ():
                if not target.startswith(("http:", "https:", "mailto:", "tel:")):
                    there = target in held | files or (ROOT / "notebooks" / target).exists()
                    assert there, f"{copy.file}: {target}"


@pytest.mark.parametrize("audience", ["learner"], indirect=True)
def test_the_learner_s_copy_holds_no_facilitator_note(copies):
    notes = [note for path in (ROOT / "notebooks").glob("*.md") for note in facilitator_notes(path.read_text())]
    assert notes, "no notebook holds a facilitator note any more: this test has nothing to look for"
    together = "\n".join(copy.text for copy in copies)
    for note in notes:
        assert note not in together


@pytest.mark.parametrize("audience", ["facilitator"], indirect=True)
def test_the_facilitator_s_copy_holds_them(copies):
    notes = [note for path in (ROOT / "notebooks").glob("*.md") for note in facilitator_notes(path.read_text())]
    together = re.sub(r"\\", "", "\n".join(words(nbformat.reads(copy.text, as_version=4)) for copy in copies))
    for note in notes:
        assert note in together


def facilitator_notes(text: str) -> list[str]:
    """The plain lines inside the facilitator blocks of a page: those without markup, long enough to be told apart."""
    blocks = re.findall(r"^`{3,}\{facilitator\}.*?\n(.*?)^`{3,}$", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if not line.startswith((":", "-", "1"))]
    return [line for line in lines if len(line) > 40 and not set(line) & set("`*[]'\"{}_…–")]
