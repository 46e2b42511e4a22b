"""The print form: every question with its boxes and lines, in plain text and in an accessible PDF."""

import re
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from edi_handbook.pdfcheck import verapdf
from edi_handbook.publish.markup import reflections
from edi_handbook.reflect.model import DISCLOSURE, SUPPORT
from tests.reflect.desk import REFLECTIONS, SOURCE

NAMES = list(REFLECTIONS)

CONFIG = """
project = "Workbook"
author = "Nobody"
extensions = ["myst_nb", "sphinx_design", "edi_handbook.typstpdf", "edi_handbook.publish.markup.reflections",
  "edi_handbook.publish.markup.explorers"]
nb_execution_mode = "off"
edi_reflections = "."
language = "en-GB"
typst_editions = [
  {"file": "workbook.pdf", "title": "Workbook", "leave_out": ["facilitator"]},
  {"file": "guide.pdf", "title": "Guide"},
]
"""


def build(folder: Path, builder: str, names: list[str]) -> Path:
    source = folder / "source"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(CONFIG)
    for name in names:
        (source / f"{name}.yml").write_text((SOURCE / f"{name}.yml").read_text(encoding="utf-8"), encoding="utf-8")
        blocks = [f"```{{{kind}}} {name}\n```\n" for kind in ("reflection", "reflection-facilitator")]
        page = "\n".join([f"# {REFLECTIONS[name].title}\n", *blocks])
        (source / f"{name}.md").write_text(page, encoding="utf-8")
    listed = "\n".join(names)
    explorer = "```{explorer} relative-likelihood\n```\n"
    (source / "index.md").write_text(f"# Workbook\n\n{explorer}\n```{{toctree}}\n{listed}\n```\n")
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        app = Sphinx(source, source, folder / builder, folder / "trees", builder, status=None, warningiserror=True)
        app.build()
    assert app.statuscode == 0
    return folder / builder


@pytest.fixture(scope="module")
def text(builds, tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("text"), "text", NAMES)


def squeeze(words: str) -> str:
    """Words only: how a builder breaks or marks them does not matter."""
    return re.sub(r"\W+", " ", words).strip()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_reflection_is_missing_on_paper(text, name):
    printed = squeeze((text / f"{name}.txt").read_text(encoding="utf-8"))
    reflection, place = REFLECTIONS[name], 0
    for item in reflection.items:
        wanted = [item.prompt, *getattr(item, "choices", {}).values(), *getattr(item, "statements", {}).values()]
        wanted += getattr(item, "steps", {}).values()
        for scene in getattr(item, "scenes", {}).values():
            wanted += [scene.title, scene.ask]
            wanted += [words for branch in scene.choices.values() for words in (branch.text, branch.outcome)]
        for words in wanted:
            found = printed.find(squeeze(words), place)
            assert found >= 0, words
            place = found
    assert all(squeeze(line) in printed[: printed.index(squeeze(reflection.items[0].prompt))] for line in SUPPORT)
    notes = reflection.facilitator
    for line in [notes.purpose, *notes.run, *notes.risks, *notes.debrief, *DISCLOSURE, *notes.disclosure]:
        assert squeeze(line) in printed


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_boxes_or_lines_with_names_of_their_own(name):
    reflection = REFLECTIONS[name]
    paper = reflections.paper(reflection)
    places = [*paper.findall(reflections.answer_box), *paper.findall(reflections.answer_lines)]
    fields = [place["field"] for place in places]
    assert len(fields) == len(set(fields))
    assert all(place["label"].strip() for place in places)
    for item in reflection.items:
        assert any(field.startswith(f"{name}.{item.id}.") for field in fields), item.id


def test_one_of_several_shares_a_group_and_several_of_several_do_not():
    item = REFLECTIONS["before-i-sit-on-a-panel"].items[4]
    assert item.kind == "choose-one"
    boxes = reflections._item("n", item).findall(reflections.answer_box)
    assert {box["group"] for box in boxes} == {"n.count.choice"}
    several = REFLECTIONS["being-an-ally"].items[0]
    assert {box["group"] for box in reflections._item("n", several).findall(reflections.answer_box)} == {None}


def test_facilitator_notes_are_a_block_that_an_edition_can_leave_out():
    block = reflections.facilitator(REFLECTIONS["being-an-ally"])
    assert "facilitator" in block["classes"]
    assert not list(block.findall(nodes.section))


@pytest.fixture(scope="module")
def pdfs(builds, tmp_path_factory) -> Path:
    names = ["small-slights", "not-a-good-fit", "before-i-sit-on-a-panel", "my-next-three-months"]  # every kind of item
    kinds = {item.kind for name in names for item in REFLECTIONS[name].items}
    assert kinds == {item.kind for reflection in REFLECTIONS.values() for item in reflection.items}
    return build(tmp_path_factory.mktemp("pdf"), "typstpdf", names)


@pytest.mark.parametrize("file", ["workbook.pdf", "guide.pdf"])
def test_the_pdf_is_accessible(pdfs, file):
    report = verapdf.check(pdfs / file)
    assert report.failures == ()
    assert report.compliant


def test_only_the_guide_holds_the_facilitators_notes(pdfs):
    code = {name: (pdfs / "typst" / f"{name}.typ").read_text(encoding="utf-8") for name in ("workbook", "guide")}
    assert "For facilitators" in code["guide"]
    assert "For facilitators" not in code["workbook"]
    assert "If someone tells of harm" not in code["workbook"]
