"""The web form of an explorer, with the result of its starting values already in it."""

import json
from pathlib import Path

import jinja2

from edi_handbook.explore.explorers import RULES, Explorer

FRONT = Path(__file__).parent / "front"

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


def html(explorer: Explorer, uid: str = "") -> str:
    """The explorer as HTML; `uid` begins every id."""
    return _TEMPLATES.get_template("explorer.html").render(
        e=explorer, uid=uid, result=explorer.say(explorer.start()), rules=json.dumps(RULES, separators=(",", ":"))
    )
