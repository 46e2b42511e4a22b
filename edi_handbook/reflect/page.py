"""The web form of a reflection: semantic HTML, written at build time, complete and printable without script.

Every text is escaped. The same markup serves the page and the notebook widget; `front/form.js` brings it to life where
it stands and adds nothing that would move what is already there.
"""

from pathlib import Path

import jinja2

from edi_handbook.reflect.model import END, SCALE, SUPPORT, Reflection, Scenario

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
        scale=SCALE,
        support=[*SUPPORT, *reflection.support],
        loop_scenes=scenes,
    )


def scenes(item: Scenario) -> list[dict]:
    """The scenes in order, each choice with the title of the scene it leads to (None at the end)."""
    return [
        {
            "id": name,
            "title": scene.title,
            "text": scene.text,
            "ask": scene.ask,
            "choices": [
                {
                    "id": choice,
                    "text": branch.text,
                    "outcome": branch.outcome,
                    "next": branch.next,
                    "next_title": None if branch.next == END else item.scenes[branch.next].title,
                }
                for choice, branch in scene.choices.items()
            ],
        }
        for name, scene in item.scenes.items()
    ]
