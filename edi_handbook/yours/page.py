"""The web form: semantic HTML, written at build time, complete and printable without script.

Every text is escaped. `front/start.js` stands on the page and loads the rest when a reader asks for it; `front/page.js`
then brings the form to life where it stands.
"""

from pathlib import Path

import jinja2

from edi_handbook.yours import form as model
from edi_handbook.yours.form import OWN, Form

FRONT = Path(__file__).parent / "front"

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(form: Form, level: int = 3) -> str:
    """The form as HTML; `level` is the level of the first heading inside."""
    return _TEMPLATES.get_template("yours.html").render(form=form, own=OWN, level=level, said=model)
