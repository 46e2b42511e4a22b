"""Each page offers the PDFs that hold it, with their pages and size: `As a PDF: The strategy (92 pages, 1.2 MB).`

Web pages, PDFs and Word files are made by three builders, in any order. So a page carries an empty mark, and whichever
builder ends last copies the PDFs to `pdf/` and the Word files to `word/` beside the pages and fills the marks. Without
PDFs the marks stay empty, and no page has a dead link. The start page offers all editions. A page that offers an
edition offers it as a Word file too, where `word_files` has one of it and it was made.
"""

import html
import json
import re
from pathlib import Path

from sphinx.application import Sphinx

from edi_handbook import whole
from edi_handbook.typstpdf import editions

MARK = re.compile(r"<!--pdf ([^>]*?)-->.*?<!--/pdf-->", re.DOTALL)


def offered(app: Sphinx) -> dict[str, list[str]]:
    """For each page the files of the editions that hold it; that of the whole book only where no other does."""
    root = app.config.root_doc
    configured = editions.read(app.config.typst_editions)
    held = {edition.file: editions.whole_pages(edition, app.env, root) for edition in configured}
    whole = [edition.file for edition in configured if edition.pages == "all"]
    found = {page: [file for file in held if page in held[file]] or whole for page in app.env.found_docs}
    return found | {root: list(held)}


def _mark(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    if doctree is None or not context.get("body"):  # the search page and the like
        return
    if not hasattr(app, "edi_offered"):  # once a build
        app.edi_offered = offered(app)
    context["body"] += f"<!--pdf {' '.join(app.edi_offered[pagename])}--><!--/pdf-->"


def fill(pages: Path, shelf: Path, titles: dict[str, str], in_word: dict[str, Path] | None = None) -> None:
    """Copy the PDFs of `shelf` to `pages/pdf`, and have each page below `pages` offer those that its mark names.

    `in_word` are Word files by the edition that each holds; they are copied to `pages/word`.
    """
    in_word = in_word or {}
    notes = {note["file"]: note for note in json.loads((shelf / "timings.json").read_text(encoding="utf-8"))}
    with whole.folder(pages / "pdf") as here:
        for file in notes:
            whole.copy(shelf / file, here)
    if in_word:
        with whole.folder(pages / "word") as here:
            for path in in_word.values():
                whole.copy(path, here)
    for path in pages.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if "<!--pdf " not in text:
            continue
        up = "../" * (len(path.relative_to(pages).parts) - 1)

        def links(mark: re.Match, up: str = up) -> str:
            known = titles | {file: note["title"] for file, note in notes.items() if "title" in note}
            named = [file for file in mark[1].split() if file in notes and file in known]
            made = "; ".join(_link(f"{up}pdf/{file}", known[file], notes[file]) for file in named)
            offered = f"As a PDF: {made}."
            if words := [_in_word(up, known[file], in_word[file]) for file in named if file in in_word]:
                offered += f" As a Word file: {'; '.join(words)}."
            offer = f'<p class="print-editions">{offered}</p>' if named else ""
            return f"<!--pdf {mark[1]}-->{offer}<!--/pdf-->"

        filled = MARK.sub(links, text)
        if filled != text:
            whole.write_text(path, filled)


def _link(address: str, title: str, note: dict) -> str:
    count = f"{note['pages']} page{'s' if note['pages'] != 1 else ''}"
    return f'<a href="{address}">{html.escape(title)}</a> ({count}, {size(note["bytes"])})'


def _in_word(up: str, title: str, path: Path) -> str:
    return f'<a href="{up}word/{path.name}">{html.escape(title)}, to edit</a> ({size(path.stat().st_size)})'


def size(count: int) -> str:
    """Bytes as readers know them: `640 KB`, `1.2 MB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


def _fill(app: Sphinx, exception: Exception | None) -> None:
    build = Path(app.outdir).parent
    pages, shelf, desk = build / "html", build / "typstpdf", build / "word"
    if exception is not None or app.builder.name not in ("html", "typstpdf", "word"):
        return
    if (pages / "index.html").exists() and (shelf / "timings.json").exists():
        titles = {edition.file: edition.title for edition in editions.read(app.config.typst_editions)}
        made = {one["edition"]: desk / one["file"] for one in getattr(app.config, "word_files", [])}
        fill(pages, shelf, titles, {edition: path for edition, path in made.items() if path.exists()})


def setup(app: Sphinx) -> dict:
    app.connect("html-page-context", _mark, priority=950)  # after the theme's repairs of the page's tree
    app.connect("build-finished", _fill, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
