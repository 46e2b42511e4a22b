"""The web form of a reflection: semantic HTML, written at build time, complete and printable without script.

Every text is escaped. The same markup serves the page and the notebook widget; `front/form.js` brings it to life where
it stands and adds nothing that would move what is already there.
"""

from pathlib import Path

import jinja2

from edi_handbook.reflect import wording
from edi_handbook.reflect.model import SUPPORT, Reflection

FRONT = Path(__file__).parent / "front"

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=False,
)


def html(reflection: Reflection, uid: str = "", level: int = 2, shared: bool = False) -> str:
    """The form as HTML.

    `uid` begins every id and control name, for pages that hold one reflection more than once; `level` is the level of
    the first heading inside; `shared` says on the form that a notebook's kernel reads what is written.
    """
    return _TEMPLATES.get_template("reflection.html").render(
        r=reflection,
        uid=uid,
        level=level,
        shared=shared,
        said=wording,
        support=[*SUPPORT, *reflection.support],
    )
