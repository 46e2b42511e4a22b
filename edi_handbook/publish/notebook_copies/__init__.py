"""Each executable page as a Jupyter notebook to take away: `<page>.ipynb` beside the page, in plain Markdown.

A page's source is MyST, whose roles and directives no notebook viewer shows well. So the copies are made from the
resolved page: words with their citations, terms and figures in place, and each code cell as it was written. There are
two: the learner's, and under `facilitator/` the same with the facilitator notes and answers in it.
"""

from pathlib import Path

from docutils import nodes
from myst_nb.core.read import read_myst_markdown_notebook
from sphinx.application import Sphinx

from edi_handbook.publish.markup import facts

from .copy import AUDIENCES, make, write


def _copies(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    if doctree is None or "kernelspec" not in app.env.metadata.get(pagename, {}):
        return
    source = Path(app.env.doc2path(pagename))
    # The same reader as the build's own, so that the numbers of the cells are the same.
    code = read_myst_markdown_notebook(source.read_text(encoding="utf-8"), app.env.myst_config).cells
    version = context.get("handbook_version") or app.config.version
    for audience in AUDIENCES:
        target = path(Path(app.outdir), pagename, audience)
        if audience == "learner" and facts.read(source).get("audience") == ["facilitators"]:
            target.unlink(missing_ok=True)  # an earlier build may have made one, for another audience
            continue
        write(make(doctree, app.builder, pagename, code, audience, version), target)
        context[f"edi_notebook_{audience}"] = path(Path(), Path(pagename).name, audience).as_posix()


def path(outdir: Path, pagename: str, audience: str) -> Path:
    """Where the copy of a page is, under the folder of the web pages."""
    page = outdir / pagename
    folder = page.parent if audience == "learner" else page.parent / audience
    return folder / f"{page.name}.ipynb"


def setup(app: Sphinx) -> dict:
    app.setup_extension("sphinx_markdown_builder")  # its settings; its translator does the words
    app.connect("html-page-context", _copies, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
