"""The Sphinx builder `typstpdf`: one accessible PDF for each entry of `typst_editions`.

For each edition: assemble its pages into one doctree, translate that to Typst code, compile, finish. The code stays in
`typst/` beside the PDFs, to be read when something looks wrong.
"""

import json
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging

from edi_handbook.publish.typstpdf import assemble, editions, provenance
from edi_handbook.publish.typstpdf.acroform import FieldsDiffer
from edi_handbook.publish.typstpdf.code import call
from edi_handbook.publish.typstpdf.compile import Refused, compile_pdf
from edi_handbook.publish.typstpdf.finish import TagsDiffer, finish
from edi_handbook.publish.typstpdf.places import place
from edi_handbook.publish.typstpdf.translator import TypstTranslator

logger = logging.getLogger(__name__)
LOOKS = [Path(__file__).with_name(name) for name in ("template.typ", "forms.typ")]


class EditionError(SphinxError):
    """An edition that cannot be made."""

    category = "PDF"


class TypstPdfBuilder(Builder):
    """Sets each edition with Typst."""

    name = "typstpdf"
    format = "typst"  # so `{only} html` is left out, and `{only} not html` kept
    epilog = "The PDFs are in %(outdir)s."
    default_translator_class = TypstTranslator
    # PDF/UA-1 holds no embedded PDF, so a chart comes as SVG.
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]

    def init(self) -> None:
        self.editions = editions.read(self.config.typst_editions)
        self.made = provenance.made(Path(self.srcdir))
        self.workshop = Path(self.outdir) / "typst"

    def get_outdated_docs(self) -> str:
        return "all editions"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        pass

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        pass

    def write(self, build_docnames: Iterable[str] | None, updated_docnames, method: str = "update") -> None:
        if not self.editions:
            logger.warning("typst_editions is empty: there is no PDF to make")
        out = Path(self.outdir)
        for stale in [*out.glob("*.pdf"), out / "timings.json"]:
            stale.unlink(missing_ok=True)  # a file of yesterday must not outlive a failed build
        shutil.rmtree(self.workshop, ignore_errors=True)
        (self.workshop / "images").mkdir(parents=True)
        for look in LOOKS:
            shutil.copy(look, self.workshop)
        colours = ", ".join(f'"{role}": rgb("{colour}")' for role, colour in self.config.typst_palette.items())
        (self.workshop / "palette.typ").write_text(f"#let palette = ({colours})\n", encoding="utf-8")
        timings = []
        for edition in self.editions:
            timings.append(self._make(edition, out / edition.file))
            (out / "timings.json").write_text(json.dumps(timings, indent=2) + "\n")

    def _make(self, edition: editions.Edition, target: Path) -> dict:
        start = time.perf_counter()
        parts = editions.select(edition, self.env, self.config.root_doc)
        tree = assemble.assemble(self, parts, self.config.root_doc)
        translator = self.create_translator(tree, self, edition)
        tree.walkabout(translator)
        main = self.workshop / f"{target.stem}.typ"
        level = 2 if any(isinstance(child, assemble.part) for child in tree.children) else 1
        main.write_text(self._main(edition, level, translator.body), encoding="utf-8")
        assembled = time.perf_counter()
        try:
            pdf, complaints = compile_pdf(main, [Path(p) for p in self.config.typst_font_paths], self.made)
            for complaint in complaints:
                page, _, line = complaint.place.rpartition(":")
                where = f"{Path(self.srcdir) / page}:{line}" if page else None
                logger.warning("Typst: %s", complaint.message, location=where, type="typstpdf", subtype="typst")
            set_ = time.perf_counter()
            pdf, pages = finish(pdf, translator.row_headers, translator.fields, Path(self.config.typst_form_font))
        except Refused as refused:
            raise EditionError(f"{edition.file} cannot be set:\n{refused}") from None
        except TagsDiffer as differ:
            raise EditionError(f"{edition.file}: row headers cannot be marked: {differ}") from None
        except FieldsDiffer as differ:
            raise EditionError(f"{edition.file}: the form cannot be made: {differ}") from None
        target.write_bytes(pdf)
        finished = time.perf_counter()
        logger.info("%s: %d pages, %.0f KiB", edition.file, pages, len(pdf) / 1024)
        return {
            "file": edition.file,
            "assemble_s": round(assembled - start, 3),
            "typst_s": round(set_ - assembled, 3),
            "finish_s": round(finished - set_, 3),
            "pages": pages,
            "bytes": len(pdf),
        }

    def _main(self, edition: editions.Edition, chapter_level: int, body: str) -> str:
        lang, _, region = (self.config.language or "en").replace("_", "-").partition("-")
        show = call(
            "book.with",
            title=edition.title,
            subtitle=edition.subtitle,
            author=self.config.author,
            date=self._date(),
            description=edition.description or edition.subtitle,
            keywords=edition.keywords,
            imprint_entries=self._imprint(edition),
            lang=lang,
            region=region or None,
            text_font=self.config.typst_fonts["text"],
            code_font=self.config.typst_fonts["code"],
            chapter_level=chapter_level,
        )
        return f'#import "template.typ": *\n#import "forms.typ": *\n#show: {show}\n#{{\n{body}\n}}\n'

    def _date(self) -> str:
        return f"{self.made.day} {self.made:%B %Y}"

    def _imprint(self, edition: editions.Edition) -> list[list[str]]:
        entries = [["Title", edition.title], ["Published by", self.config.author]]
        entries += [["Version", self.config.release or self.config.version], ["Date of the text", self._date()]]
        entries += [["Commit", provenance.commit(Path(self.srcdir))]]
        entries += [["On the web", self.config.html_baseurl], *self.config.typst_imprint.items()]
        return [[name, str(said)] for name, said in entries if said]

    def image_path(self, node: nodes.image, docname: str) -> str | None:
        """The path of a picture's copy beside the Typst code; None, with a warning, where there is no such picture."""
        name = self.images.get(node["uri"])
        if name is None:
            logger.warning(
                "print cannot hold the image %s: keep a copy beside the page, as SVG, PNG or JPEG",
                node["uri"],
                location=place(node),
                type="typstpdf",
                subtype="image",
            )
            return None
        copy = self.workshop / "images" / name
        if not copy.exists():
            shutil.copy(Path(self.srcdir) / node["uri"], copy)
        return f"images/{name}"

    def finish(self) -> None:
        pass
