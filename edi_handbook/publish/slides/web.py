"""A deck as a page of HTML. The folder `slides/` holds all that its pages load, and can be copied by itself."""

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup
from sphinx.application import Sphinx

from edi_handbook import whole
from edi_handbook.facilitate import FRONT
from edi_handbook.facilitate.plan import Session
from edi_handbook.front import bundle
from edi_handbook.publish.markup import figures
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
    whole.write_text(
        out / "deck.css",
        stylesheet.variables() + bundle.style(FRONT / "notes.css", figures.STYLE, FRONT / "slides.css"),
    )
    whole.write_text(out / "icon.svg", sharing.ICON)
    whole.write_text(out / "deck.js", bundle.script(FRONT / "slides.js"))
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
        whole.copy(source, out / "images")
        pictures[source.name] = source
        image["uri"] = f"images/{source.name}"
    translator = app.builder.create_translator(document, app.builder)
    for part in document.children:
        part.walkabout(translator)
    return body.repair("".join(translator.body), FOLDER, "", pictures)
