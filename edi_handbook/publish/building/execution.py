"""Reads a page again, and runs its cells again, when what they are made of changes; keeps the record of it.

The execution cache keys a notebook by its own cells, and Sphinx a page by its own text. Neither sees that a CSV file
or a chart function moved on, so both would go on showing yesterday's numbers. Here each notebook has a cache of its
own, named by the digest of what its cells reach: other files, other cache, and the cells run.
"""

import os
import shutil
from pathlib import Path

from jupyter_cache import get_cache
from myst_nb.core.read import create_nb_reader
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sqlalchemy.exc import SQLAlchemyError

from edi_handbook.publish.building import record
from edi_handbook.typstpdf import editions

UNREADABLE = "("


def cells(env: BuildEnvironment, docname: str, text: str | None = None) -> list[str]:
    """The code of a page's cells, as Python; `text` is its source where it was read already."""
    path = Path(env.doc2path(docname))
    try:
        text = path.read_text(encoding="utf-8") if text is None else text
        reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
        notebook = reader.read(text) if reader else None
    except Exception:  # StrictParser says what is wrong; until then the page may depend on anything
        return [UNREADABLE]
    return [record.runnable(cell.source) for cell in notebook.cells if cell.cell_type == "code"] if notebook else []


def reached(source: record.Source, docname: str, code: list[str]) -> set[str]:
    folder = docname.rpartition("/")[0]
    return source.reached(code, f"{folder}/" if folder else "")


def made_of(app: Sphinx, docname: str) -> dict:
    """The record of a page: `from`, the files, folders and rooms; `digest`; `results`, of its cells, if it has any."""
    env, source, out = app.env, app.edi_source, Path(app.outdir).parent
    named = [str(path) for path in (env.doc2path(docname), *env.dependencies.get(docname, ()), *_in_settings(app))]
    own = {name for name in (record.inside(source.root, out, path) for path in named) if name}
    for name in own:
        source.note(name)
    parts = own | source.every_page()
    page = {}
    if code := cells(env, docname):
        reach = reached(source, docname, code)
        parts |= reach
        results = Path(app.edi_results, source.digest(reach))
        page["results"] = Path(os.path.relpath(results, out)).as_posix()
    return {"from": sorted(parts), "digest": source.digest(parts)} | page


def _in_settings(app: Sphinx) -> list[str]:
    """The files that settings name: paths between pages, words for search, bibliographies."""
    settings = {one.name: one.value for one in app.config if one.name != "exclude_patterns"}  # names what is no page
    held = [value for one in settings.values() for value in (one if isinstance(one, list) else [one])]
    return [value for value in held if isinstance(value, str) and value in app.edi_source.digests]


def _take_stock(app: Sphinx, config) -> None:
    app.edi_source = record.Source(Path(app.srcdir))
    # Each page shows these; where one differs, Sphinx writes every page anew.
    config.edi_carried = record.carried(Path(app.srcdir))


def _keep_base(app: Sphinx) -> None:
    app.edi_results = app.env.mystnb_config.execution_cache_path


def _choose_cache(app: Sphinx, docname: str, text: list[str]) -> None:
    if code := cells(app.env, docname, text[0]):
        digest = app.edi_source.digest(reached(app.edi_source, docname, code))
        cache = Path(app.edi_results, digest)
        if not _is_sound(cache):
            shutil.rmtree(cache)
        app.env.mystnb_config = app.env.mystnb_config.copy(execution_cache_path=str(cache))


def _is_sound(cache: Path) -> bool:
    """Whether results can be read. A build that was stopped may leave half a notebook, which would stop all others."""
    if not cache.exists():
        return True
    try:
        kept = get_cache(cache)
        for one in kept.list_cache_records():
            kept.get_cache_bundle(one.pk)
    except (KeyError, OSError, ValueError, SQLAlchemyError):  # a notebook is not there, or is none; no database
        return False
    return True


def _outdated(app: Sphinx, env: BuildEnvironment, added: set, changed: set, removed: set) -> list[str]:
    source, out = app.edi_source, Path(app.outdir).parent
    found = (record.inside(source.root, out, str(env.doc2path(page))) for page in env.found_docs)
    source.pages = {name for name in found if name}
    kept = getattr(env, "edi_made_of", {})
    known = env.found_docs - added - changed
    return sorted(page for page in known if kept.get(page, {}).get("digest") != made_of(app, page)["digest"])


def _note(app: Sphinx, env: BuildEnvironment) -> None:
    # Kept with the pages as they were read, so that the two cannot part, whatever becomes of this build.
    env.edi_made_of = {page: made_of(app, page) for page in sorted(env.found_docs)}


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and not app._warncount:
        made = app.env.edi_made_of
        record.write(Path(app.outdir), app.edi_source, pdfs(app, made) if app.builder.name == "typstpdf" else made)


def pdfs(app: Sphinx, pages: dict[str, dict]) -> dict[str, dict]:
    """The record of each PDF: its `pages`, and `from`, all that these are made of; template and fonts are rooms.

    Slides and cribs take charts and notes from where their plans say, which may be any page.
    """
    configured = {edition.file: edition for edition in editions.read(app.config.typst_editions)}
    made = {}
    for path in sorted(Path(app.outdir).glob("*.pdf")):
        held = set(pages)
        if edition := configured.get(path.name):
            held = editions.pages_of(edition, app.env, app.config.root_doc)
        parts = {part for page in held for part in pages[page]["from"]}
        made[path.name] = {"pages": sorted(held), "from": sorted(parts), "digest": app.edi_source.digest(parts)}
    return made


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_carried", "", "html", types=(str,))
    app.connect("config-inited", _take_stock)
    app.connect("builder-inited", _keep_base, priority=900)  # after MyST-NB has said where its cache is
    app.connect("source-read", _choose_cache)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _note)
    app.connect("build-finished", _write, priority=999)  # last: the record says that all the rest is there
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
