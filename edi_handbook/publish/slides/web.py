"""A deck as a page of HTML. The folder `slides/` holds all that its pages load, and can be copied by itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup
from sphinx.application import Sphinx

from edi_handbook.facilitate import FRONT
from edi_handbook.facilitate.plan import Session
from edi_handbook.front import bundle
from edi_handbook.publish.slides.deck import Slide, page_of
from edi_handbook.publish.web.site import sharing
from edi_handbook.theme import body, stylesheet

FOLDER = "slides"


def pages(app: Sphinx, decks: list[tuple[Session, list[Slide]]]) -> Iterator[tuple[str, dict, str]]:
    """For each deck its page name, what its template shows, and the template. Writes what the pages load."""
    if not decks:
        return
    out = Path(app.outdir, FOLDER)
    (out / "images").mkdir(parents=True, exist_ok=True)
    (out / "deck.css").write_text(
        stylesheet.variables() + bundle.style(FRONT / "notes.css", FRONT / "slides.css"), encoding="utf-8"
    )
    (out / "icon.svg").write_text(sharing.ICON, encoding="utf-8")
    (out / "deck.js").write_text(bundle.script(FRONT / "slides.js"), encoding="utf-8")
    for session, slides in decks:
        context = {
            "title": f"Slides: {session.title}",
            "summary": session.summary,
            "session_page": page_of(app.env, session.name),
            "deck_slides": [
                {
                    "id": slide.name,
                    "heading": slide.heading,
                    "time": slide.time,
                    "body": Markup(_html(app, slide.body, out)),
                    "notes": Markup(_html(app, slide.notes, out)),
                }
                for slide in slides
            ],
            "deck_minutes": session.minutes,
        }
        yield f"{FOLDER}/{session.name}", context, "slides.html"


def _html(app: Sphinx, parts: list[nodes.Node], out: Path) -> str:
    document = new_document("", app.builder.docsettings)
    document += parts
    pictures = {}
    for image in document.findall(nodes.image):
        source = Path(app.srcdir, image["uri"])
        shutil.copy(source, out / "images" / source.name)
        pictures[source.name] = source
        image["uri"] = f"images/{source.name}"
    translator = app.builder.create_translator(document, app.builder)
    for part in document.children:
        part.walkabout(translator)
    return body.repair("".join(translator.body), FOLDER, "", pictures)
