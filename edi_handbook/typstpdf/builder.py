"""The Sphinx builder `typstpdf`: one accessible PDF for each entry of `typst_editions`.

For each edition: assemble its pages into one doctree, translate that to Typst code, set and finish it (`press.py`).
While one edition is set, the next is translated. The code stays in `typst/` beside the PDFs, to be read when
something looks wrong.
"""

import json
import shutil
import time
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import cast

import segno
from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging

from edi_handbook import whole
from edi_handbook.typstpdf import assemble, editions, house
from edi_handbook.typstpdf.code import call
from edi_handbook.typstpdf.field import told_apart
from edi_handbook.typstpdf.places import place
from edi_handbook.typstpdf.press import CannotPrint, Draft, Press, Printed, room
from edi_handbook.typstpdf.translator import TypstTranslator

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
        self.made = house.made(Path(self.srcdir))
        self.workshop = Path(self.outdir) / "typst"
        self.told: set[tuple[str, str | None]] = set()  # words of the screen, and where they stand

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

    def write(
        self, build_docnames: Iterable[str] | None, updated_docnames: Iterable[str], method: str = "update"
    ) -> None:
        if not self.editions:
            logger.warning("typst_editions is empty: there is no PDF to make")
        out = Path(self.outdir)
        before = self._put_by(out)
        shutil.rmtree(self.workshop, ignore_errors=True)
        (self.workshop / "images").mkdir(parents=True)
        for look in LOOKS:
            whole.copy(look, self.workshop)
        colours = ", ".join(f'"{role}": rgb("{colour}")' for role, colour in self.config.typst_palette.items())
        whole.write_text(self.workshop / "palette.typ", f"#let palette = ({colours})\n")
        press = Press(
            [Path(folder) for folder in self.config.typst_font_paths],
            Path(self.config.typst_form_font),
            self.made,
            sorted(self.workshop.glob("*.typ")),
        )
        pages = assemble.Pages(self)
        jobs = {}
        presses = room(len(self.editions))
        try:
            for edition in self._largest_first():
                draft = self._draft(edition, pages)
                key = press.key(draft)
                jobs[edition.file] = (draft, key, None if key in before else presses.submit(press.print, draft))
            in_order = [jobs[edition.file] for edition in self.editions]
            made = [(draft, key, job.result() if job else before[key]) for draft, key, job in in_order]
        except CannotPrint as error:
            raise EditionError(str(error)) from None
        except BrokenProcessPool:
            raise EditionError("a process that sets PDFs was stopped: there may be too little memory for two") from None
        finally:
            presses.shutdown(cancel_futures=True)
        for draft, _, printed in made:
            whole.write_bytes(out / draft.file, printed.pdf)
            self._warn(printed)
            logger.info("%s: %d pages, %.0f KiB", draft.file, printed.pages, len(printed.pdf) / 1024)
        notes = [_note(draft, key, printed) for draft, key, printed in made]
        whole.write_text(out / "timings.json", json.dumps(notes, indent=2) + "\n")

    def _largest_first(self) -> list[editions.Edition]:
        """The editions by their pages, most first: what takes Typst longest is set while the others are translated."""

        def pages(edition: editions.Edition) -> int:
            return sum(len(part.pages) for part in editions.select(edition, self.env, self.config.root_doc))

        return sorted(self.editions, key=pages, reverse=True)

    def _put_by(self, out: Path) -> dict[str, Printed]:
        """The sound files of the last build, by their keys, off the shelf: none may outlive a failed build."""
        noted = out / "timings.json"
        try:
            notes = json.loads(noted.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # there is none, or it is damaged: all is set again
            notes = []
        noted.unlink(missing_ok=True)
        sound = {note["file"]: note for note in notes if note.get("complaints") == 0}
        before = {}
        for file in out.glob("*.pdf"):
            if note := sound.get(file.name):
                before[note["key"]] = Printed(file.read_bytes(), note["pages"], [])
            file.unlink()
        return before

    def _draft(self, edition: editions.Edition, pages: assemble.Pages) -> Draft:
        start = time.perf_counter()
        self.pictures: set[str] = set()
        parts = editions.select(edition, self.env, self.config.root_doc)
        cut = editions.extracts(edition, self.env, self.config.root_doc)
        tree = assemble.assemble(pages, parts, self.config.root_doc, cut, edition.before_contents > 0)
        translator = cast(TypstTranslator, self.create_translator(tree, self, edition))
        tree.walkabout(translator)
        main = self.workshop / f"{Path(edition.file).stem}.typ"
        level = 2 if any(isinstance(child, assemble.part) for child in tree.children) else 1
        whole.write_text(main, self._main(edition, level, translator.body))
        return Draft(
            edition.file,
            main,
            translator.row_heads,
            told_apart(translator.fields),
            frozenset(self.pictures),
            edition.layout == "sheet",
            time.perf_counter() - start,
        )

    def _warn(self, printed: Printed) -> None:
        for complaint in printed.complaints:
            page, _, line = complaint.place.rpartition(":")
            where = f"{Path(self.srcdir) / page}:{line}" if page else None
            logger.warning("Typst: %s", complaint.message, location=where, type="typstpdf", subtype="typst")

    def _main(self, edition: editions.Edition, chapter_level: int, body: str) -> str:
        lang, _, region = (self.config.language or "en").replace("_", "-").partition("-")
        if edition.layout == "sheet":
            own: dict[str, object] = {
                "foot": " · ".join([self.config.author, self._date(), *filter(None, [self.config.html_baseurl])]),
                **self._page_on_the_web(edition),
            }
        else:
            own = {
                "date": self._date(),
                "imprint_entries": self._imprint(edition),
                "web": self.config.html_baseurl or None,
                "web_code": self._web_code(),
                "motif": self._motif(),
                "chapter_level": chapter_level,
                "front": False if edition.before_contents else None,
            }
        show = call(
            f"{edition.layout}.with",
            title=edition.title,
            subtitle=edition.subtitle,
            author=self.config.author,
            description=edition.description or edition.subtitle,
            keywords=edition.keywords,
            lang=lang,
            region=region or None,
            text_font=self.config.typst_fonts["text"],
            code_font=self.config.typst_fonts["code"],
            **own,
        )
        front = ""
        if edition.before_contents and edition.layout == "book":
            made = call(
                "contents-and-imprint", chapter_level, own["imprint_entries"], web=own["web"], web_code=own["web_code"]
            )
            front = f"#let front() = {made}\n"
        return f'#import "template.typ": *\n#import "forms.typ": *\n{front}#show: {show}\n#{{\n{body}\n}}\n'

    def _page_on_the_web(self, edition: editions.Edition) -> dict[str, object]:
        """Of a sheet of one page: the address of that page, and a QR code that leads to it."""
        pages = [page for part in editions.select(edition, self.env, self.config.root_doc) for page in part.pages]
        if not self.config.html_baseurl or len(pages) != 1:
            return {}
        address = f"{self.config.html_baseurl.rstrip('/')}/{pages[0]}.html"
        return {"web": address, "web_code": self._web_code(address, f"{Path(edition.file).stem}-address")}

    def _web_code(self, address: str | None = None, name: str = "web-address") -> str | None:
        """The path of a QR code that leads to an address, else to the web pages; None where they have none yet."""
        address = address or self.config.html_baseurl
        if not address:
            return None
        name = f"images/{name}.svg"
        with whole.file(self.workshop / name) as part:
            segno.make(address, error="m").save(str(part), kind="svg", border=0, xmldecl=False)
        self.pictures.add(name)
        return name

    def _date(self) -> str:
        return f"{self.made.day} {self.made:%B %Y}"

    def _imprint(self, edition: editions.Edition) -> list[list[str]]:
        entries = [["Title", edition.title], ["Published by", self.config.author]]
        entries += [["Version", self.config.release or self.config.typst_version], ["Date of the text", self._date()]]
        entries += [["Commit", house.commit(Path(self.srcdir))]]
        entries += [["On the web", self.config.html_baseurl or "not yet published"]]
        entries += self.config.typst_imprint.items()
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
        source = Path(self.srcdir) / node["uri"]
        if source.suffix == ".svg":
            return self.made_picture(name, source.read_text(encoding="utf-8"))
        if not copy.exists():
            whole.copy(source, copy)
        self.pictures.add(f"images/{name}")
        return f"images/{name}"

    def _motif(self) -> str | None:
        name = self.config.typst_cover
        if (found := self.drawing(name)) is None and name:
            logger.warning("typst_cover: there is no drawing '%s' in %s", name, self.config.typst_drawings)
        return found

    def drawing(self, name: str) -> str | None:
        """The path of a drawing of the folder `typst_drawings`, made ready; None where it holds none of that name."""
        file = Path(self.srcdir, self.config.typst_drawings, f"{name}.svg")
        return self.made_picture(file.name, file.read_text(encoding="utf-8")) if name and file.exists() else None

    def made_picture(self, name: str, svg: str) -> str:
        """The path of an SVG beside the Typst code, in the colours of print.

        Raises `EditionError` for a variable without a colour: shapes would turn black and lines vanish, in silence.
        """
        copy = self.workshop / "images" / name
        if not copy.exists():
            try:
                svg = house.in_print(svg)
            except ValueError as error:
                raise EditionError(f"{name}: {error}") from None
            whole.write_text(copy, svg)
        self.pictures.add(f"images/{name}")
        return f"images/{name}"

    def finish(self) -> None:
        pass


def _note(draft: Draft, key: str, printed: Printed) -> dict[str, object]:
    return {
        "file": draft.file,
        "assemble_s": round(draft.assemble_s, 3),
        "typst_s": round(printed.typst_s, 3),
        "finish_s": round(printed.finish_s, 3),
        "pages": printed.pages,
        "bytes": len(printed.pdf),
        "complaints": len(printed.complaints),
        "key": key,
    }
