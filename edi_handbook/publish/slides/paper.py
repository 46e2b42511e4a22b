"""A deck, and a session's crib, as PDF/UA-1, set with the looks of the book's own template."""

import shutil
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from sphinx.util import logging

from edi_handbook.facilitate.plan import Session
from edi_handbook.publish.sessions import crib as crib_table
from edi_handbook.publish.slides.deck import Slide
from edi_handbook.publish.typstpdf.builder import EditionError, TypstPdfBuilder
from edi_handbook.publish.typstpdf.code import Code, call, prose
from edi_handbook.publish.typstpdf.compile import Refused, compile_pdf
from edi_handbook.publish.typstpdf.editions import Edition
from edi_handbook.publish.typstpdf.finish import finish
from edi_handbook.reflect.model import DISCLOSURE

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
            made.append(call("slide", translator.whole(slide.body), heading=prose(slide.heading), foot=foot))
        return made

    _write(builder, edition, "deck", document, body)


def crib(builder: TypstPdfBuilder, session: Session) -> None:
    """Writes `crib-<name>.pdf`, one sheet to hold in the hand."""
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
    code = body(translator)
    shutil.copy(LOOK, builder.workshop)
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
    lines = "\n".join(code)
    main.write_text(f'#import "slides.typ": *\n#show: {show}\n#{{\n{lines}\n}}\n', encoding="utf-8")
    try:
        pdf, complaints = compile_pdf(main, [Path(p) for p in builder.config.typst_font_paths], builder.made)
    except Refused as refused:
        raise EditionError(f"{edition.file} cannot be set:\n{refused}") from None
    for complaint in complaints:
        logger.warning("%s: %s", edition.file, complaint.message, type="typstpdf", subtype="typst")
    pdf, pages = finish(pdf, translator.row_headers, translator.fields, Path(builder.config.typst_form_font))
    Path(builder.outdir, edition.file).write_bytes(pdf)
    logger.info("%s: %d pages, %.0f KiB", edition.file, pages, len(pdf) / 1024)
