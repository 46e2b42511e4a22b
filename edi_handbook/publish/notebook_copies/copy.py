"""One page to one notebook: the words of the page between its code cells."""

import base64
import json
from pathlib import Path

import nbformat
from docutils import nodes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx.builders import Builder

from edi_handbook import whole

from . import picture
from .translator import CODE_CELL, CellMarkdown

AUDIENCES = ("learner", "facilitator")
FACILITATOR_ONLY = {"facilitator", "answer", "tag_facilitator", "tag_answer"}
"""Classes of what the learner's copy leaves out: blocks, and code cells by their tag."""

NOT_WORDS = {"page-facts", "facilitator-control"}


def make(
    doctree: nodes.document, builder: Builder, pagename: str, cells: list, audience: str, version: str
) -> nbformat.NotebookNode:
    """The notebook of one page, without outputs.

    `cells` are the cells of the page's source, which the doctree's code cells name by their index. `audience` is one
    of `AUDIENCES`.
    """
    page = doctree.deepcopy()
    leave_out = NOT_WORDS | (FACILITATOR_ONLY if audience == "learner" else set())
    for node in list(page.findall(lambda node: isinstance(node, nodes.Element))):
        if leave_out & set(node.get("classes", ())) and node.parent is not None:
            node.parent.remove(node)

    translator = CellMarkdown(page, builder, pagename)
    page.walkabout(translator)
    made = []
    for piece in CODE_CELL.split(translator.astext()):
        if piece.isdecimal():
            made.append(_code(cells[int(piece)], int(piece)))
        elif piece.strip():
            # nbformat draws a random id; the same page must give the same bytes.
            made.append(_words(piece.strip() + "\n", len(made), translator.drawings))
    made.insert(1, new_markdown_cell(_where_from(audience, version), id="where-from"))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=made, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def write(notebook: nbformat.NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.write_text(path, json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def code_id(index: int) -> str:
    """The id of the copy of a page's code cell: the same in every copy of the page."""
    return f"code-{index}"


def _code(cell: nbformat.NotebookNode, index: int) -> nbformat.NotebookNode:
    tags = cell.metadata.get("tags", [])
    metadata = {"tags": tags} if tags else {}
    if "hide-input" in tags:
        metadata["jupyter"] = {"source_hidden": True}  # the page folds it away as well
    return new_code_cell(cell.source.rstrip("\n"), metadata=metadata, id=code_id(index))


def _words(piece: str, number: int, drawings: dict[str, str]) -> nbformat.NotebookNode:
    """A cell of words, with the drawings that stand among them."""
    cell = new_markdown_cell(piece, id=f"words-{number}")
    if held := [name for name in drawings if f"](attachment:{name})" in piece]:
        cell.attachments = {
            name: {"image/png": base64.b64encode(picture.png(drawings[name])).decode()} for name in held
        }
    return cell


def _where_from(audience: str, version: str) -> str:
    whose = "learner's" if audience == "learner" else "facilitator's"
    return (
        f"*This is the {whose} copy of a page of the handbook{f', version {version}' if version else ''}. "
        f"It needs the folders `edi_handbook` and `data` beside it: they come with the {whose} zip file. "
        "Run it from the top: menu Run, Run All Cells.*\n"
    )
