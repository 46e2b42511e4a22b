"""Slides of the sessions: one deck a plan, from the same sources as its page.

A deck is made once, as docutils nodes (`deck.py`), and has two faces: HTML that needs no network, keyboard first
(`web.py`, with the HTML build, in `slides/`), and PDF/UA-1 (`paper.py`, with the builder `typstpdf`), which also sets
each session's crib on one page. Names that a plan gets wrong are found before anything is written.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from edi_handbook.facilitate import plan
from edi_handbook.publish.markup.sessions import folder
from edi_handbook.publish.slides import deck, paper, web

logger = logging.getLogger(__name__)


def sessions(env: BuildEnvironment) -> list[plan.Session]:
    """The plans whose pages are in the book. A plan that cannot be read is left to its page, which says why."""
    found = []
    for path in sorted(folder(env).glob("*.yml")):
        if deck.page_of(env, path.stem) in env.found_docs:
            try:
                found.append(plan.read(path))
            except plan.PlanError:
                continue
    return found


def check_names(app: Sphinx, env: BuildEnvironment) -> None:
    """A chart, a note or a scenario that a plan names must exist: else a warning with the plan's file and line."""
    for session in sessions(env):
        path = folder(env) / f"{session.name}.yml"
        for name, problem in deck.problems(env, session):
            whole_name = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])")
            lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            line = next((number for number, text in lines if whole_name.search(text)), 1)
            logger.warning("%s", problem, location=f"{path}:{line}")


def write_pages(app: Sphinx):
    """The handler of `html-collect-pages`: a page of HTML for each deck."""
    if app.builder.format == "html":
        yield from web.pages(app, [(session, deck.make(app, session)) for session in sessions(app.env)])


def write_pdfs(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name == "typstpdf":
        for session in sessions(app.env):
            paper.slides(app.builder, session, deck.make(app, session))
            paper.crib(app.builder, session)


def _find_template(app: Sphinx, config) -> None:
    config.templates_path = [*config.templates_path, str(Path(__file__).parent)]


def setup(app: Sphinx) -> dict:
    app.connect("config-inited", _find_template)
    app.connect("env-check-consistency", check_names)
    app.connect("html-collect-pages", write_pages)
    app.connect("build-finished", write_pdfs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
