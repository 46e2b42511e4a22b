"""The Sphinx builder `word`: one Word file for each entry of `word_files`, with the pages of an edition in print.

An edition is assembled as the PDF is (`typstpdf/assemble.py`), then set by `translator.py` into the one document that
the handbook's Word files are (`word/document.py`). Each file is checked before it takes its place: one with a fault
stops the build, and none is left of the last.
"""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util import logging

from edi_handbook import dates, whole
from edi_handbook.typstpdf import assemble, editions
from edi_handbook.typstpdf.house import OUTPUTS
from edi_handbook.word import check
from edi_handbook.word.builder import files
from edi_handbook.word.builder.cannot import CannotSet
from edi_handbook.word.builder.translator import WordTranslator
from edi_handbook.word.document import Document, Run, WordError

logger = logging.getLogger(__name__)


class WordFileError(SphinxError):
    """A Word file that cannot be made."""

    category = "Word"


class WordBuilder(Builder):
    """Sets each edition that `word_files` names as a Word file."""

    name = "word"
    format = "word"  # so `{only} html` is left out, and `{only} not html` kept
    epilog = "The Word files are in %(outdir)s."
    default_translator_class = WordTranslator
    supported_image_types = ["image/svg+xml", "image/png"]

    def init(self) -> None:
        self.editions = {one.file: one for one in editions.read(self.config.typst_editions)}
        self.files = files.read(self.config.word_files, self.editions)

    def get_outdated_docs(self) -> str:
        return "all Word files"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        pass

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        pass

    def write(
        self, build_docnames: Iterable[str] | None, updated_docnames: Iterable[str], method: str = "update"
    ) -> None:
        out = Path(self.outdir)
        for old in out.glob("*.docx"):
            old.unlink()
        pages = assemble.Pages(self)
        for file in self.files:
            try:
                body = self._set(file, pages).bytes()
            except CannotSet as error:
                raise WordFileError(str(error)) from None
            except WordError as error:
                raise WordFileError(f"{file.file}: {error}") from None
            if faults := check.faults_in(body, file.file):
                raise WordFileError("\n".join(faults))
            whole.write_bytes(out / file.file, body)
            logger.info("%s: %.0f KiB", file.file, len(body) / 1024)

    def _set(self, file: files.WordFile, pages: assemble.Pages) -> Document:
        edition = self.editions[file.edition]
        day = (dates.changed(Path(self.srcdir)) or dates.NO_DATE).date()
        made = Document(
            edition.title,
            subject=edition.description or edition.subtitle,
            keywords=edition.keywords,
            day=day,
            book=True,
            author=self.config.author,
        )
        if edition.subtitle:
            made.paragraph(edition.subtitle, style="lead")
        self._imprint(made, day)
        made.contents(depth=1 if edition.contents == "chapters" else 2)
        parts = editions.select(edition, self.env, self.config.root_doc)
        cut = editions.extracts(edition, self.env, self.config.root_doc)
        tree = assemble.assemble(pages, parts, self.config.root_doc, cut)
        left_out = {*edition.leave_out, *file.leave_out}
        tree.walkabout(cast(WordTranslator, self.create_translator(tree, self, made, left_out)))
        return made

    def _imprint(self, made: Document, day: datetime.date) -> None:
        lines = [f"Published by {self.config.author}", f"Version {self.config.release or self.config.typst_version}"]
        lines.append(f"Text of {day.day} {day:%B %Y}")
        lines += [f"{name}: {said}" for name, said in self.config.typst_imprint.items() if name != "Cover" and said]
        if web := self.config.html_baseurl:
            made.paragraph(f"{'. '.join(lines)}. ", Run(web, link=web), style="small")
        else:
            made.paragraph(f"{'. '.join(lines)}.", style="small")

    def picture_file(self, node: nodes.image) -> Path | None:
        """The file of a picture; None where there is none beside the page."""
        path = Path(self.srcdir, node["uri"])
        return path if node["uri"] in self.images and path.exists() else None

    def finish(self) -> None:
        pass


def rank_outputs(app: Sphinx, config: Config) -> None:
    """Tells MyST-NB which output of a code cell this builder prefers: what print does, for the same reasons."""
    ours = [("word", kind, 10 * (place + 1)) for place, kind in enumerate(OUTPUTS)]
    if "nb_mime_priority_overrides" in config:
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]
