"""A deck, and a session's crib, as PDF/UA-1, set with the looks of the book's own template."""

import json
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from sphinx.util import logging

from edi_handbook import whole
from edi_handbook.facilitate.plan import Session
from edi_handbook.publish.markup.sessions import crib as crib_table
from edi_handbook.publish.slides.deck import Slide
from edi_handbook.reflect.model import DISCLOSURE
from edi_handbook.typstpdf.builder import EditionError, TypstPdfBuilder
from edi_handbook.typstpdf.code import Code, call, prose
from edi_handbook.typstpdf.editions import Edition
from edi_handbook.typstpdf.press import CannotPrint, Draft, Press, Printed

logger = logging.getLogger(__name__)
LOOK = Path(__file__).with_name("slides.typ")


def slides(builder: TypstPdfBuilder, session: Session, deck: list[Slide]) -> None:
    """Writes `slides-<name>.pdf` beside the editions. Raises `EditionError` where Typst refuses it."""
    document = new_document("", builder.env.get_doctree(builder.config.root_doc).settings)
    for slide in deck:
        document += slide.body
    edition = Edition(file=f"slides-{session.name}.pdf", title=f"{session.title}: slides", subtitle=session.summary)

    def body(translator) -> list[Code]:
        made = []
        for number, slide in enumerate(deck, 1):
            time = slide.time or f"{session.minutes} minutes"
            foot = prose(f"{number} of {len(deck)} · {time}")
            numbers = [table for part in slide.body for table in part.findall(nodes.table)]
            shown = [part for part in slide.body if next(part.findall(nodes.table), None) is None]
            heading = prose(slide.heading)
            if isinstance(shown[0], nodes.figure):
                chart, *words = shown
                made.append(
                    call("chart-slide", translator.whole([chart]), translator.whole(words), heading=heading, foot=foot)
                )
            else:
                made.append(call("slide", translator.whole(shown), heading=heading, foot=foot))
            if numbers:  # a chart and its table would both be too small to read in a room
                heading = prose(f"{slide.heading}: the numbers")
                made.append(call("slide", translator.whole(numbers), heading=heading, foot=foot))
        return made

    _write(builder, edition, "deck", document, body)


def crib(builder: TypstPdfBuilder, session: Session) -> None:
    """Writes `crib-<name>.pdf`, a sheet to hold in the hand. Raises `EditionError` where it takes more than a page."""
    document = new_document("", builder.env.get_doctree(builder.config.root_doc).settings)
    parts = [crib_table(session), nodes.rubric("", "If someone tells of harm"), nodes.bullet_list()]
    parts[-1] += [nodes.list_item("", nodes.paragraph("", line)) for line in DISCLOSURE]
    document += parts
    edition = Edition(file=f"crib-{session.name}.pdf", title=f"{session.title}: crib", subtitle=session.summary)

    def body(translator) -> list[Code]:
        heading = prose(f"{session.title}: {session.minutes} minutes")
        return [call("crib", translator.whole(parts), heading=heading)]

    _write(builder, edition, "sheet", document, body)


def _write(builder: TypstPdfBuilder, edition: Edition, look: str, document: nodes.document, body) -> None:
    builder.post_process_images(document)
    translator = builder.create_translator(document, builder, edition)
    code = "\n".join(body(translator))
    whole.copy(LOOK, builder.workshop)
    lang, _, region = (builder.config.language or "en").replace("_", "-").partition("-")
    show = call(
        f"{look}.with",
        title=edition.title,
        author=builder.config.author,
        description=edition.subtitle,
        lang=lang,
        region=region or None,
        text_font=builder.config.typst_fonts["text"],
        code_font=builder.config.typst_fonts["code"],
    )
    main = builder.workshop / f"{Path(edition.file).stem}.typ"
    whole.write_text(main, f'#import "slides.typ": *\n#show: {show}\n#{{\n{code}\n}}\n')
    press = Press(
        [Path(p) for p in builder.config.typst_font_paths], Path(builder.config.typst_form_font), builder.made, []
    )
    sheet = look == "sheet"
    draft = Draft(edition.file, main, translator.row_heads, translator.fields, frozenset(), sheet, 0.0)
    try:
        printed = press.print(draft)
    except CannotPrint as error:
        raise EditionError(str(error)) from None
    for complaint in printed.complaints:
        logger.warning("%s: %s", edition.file, complaint.message, type="typstpdf", subtype="typst")
    whole.write_bytes(Path(builder.outdir, edition.file), printed.pdf)
    _note(Path(builder.outdir, "timings.json"), edition, printed, press.key(draft))
    logger.info("%s: %d pages, %.0f KiB", edition.file, printed.pages, len(printed.pdf) / 1024)


def _note(path: Path, edition: Edition, printed: Printed, key: str) -> None:
    """Adds the file to the builder's list of what it made: from there pages offer it (`publish/web/offers.py`)."""
    notes = json.loads(path.read_text(encoding="utf-8"))
    made = {"file": edition.file, "title": edition.title, "pages": printed.pages, "bytes": len(printed.pdf)}
    seconds = {"assemble_s": 0.0, "typst_s": round(printed.typst_s, 3), "finish_s": round(printed.finish_s, 3)}
    notes.append(made | seconds | {"complaints": len(printed.complaints), "key": key})
    whole.write_text(path, json.dumps(notes, indent=2) + "\n")
