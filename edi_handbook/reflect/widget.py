"""A reflection as a live widget: an `anywidget`, so a real ipywidgets `DOMWidget`, with the front end of the page.

Shown in a live notebook it is the widget; in the built book the page's form; in print the paper form: its MIME bundle
offers each, and the builder takes the one that it knows.
"""

from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

from edi_handbook.front import bundle
from edi_handbook.front.widget import UID, Faces, colours
from edi_handbook.reflect import page
from edi_handbook.reflect.model import Reflection, ReflectionError, read

MIME = "application/vnd.edi-handbook.reflection+json"
FOLDER = Path(__file__).parents[2] / "book" / "reflections"


class ReflectionWidget(Faces, anywidget.AnyWidget):
    """A reflection in a notebook.

    `reflection` is a model, a path to a YAML file, or the name of one of the handbook's own. Answers stay in the
    browser. Only with `share_with_kernel=True`, which the form states at its top, does `answers` follow what is
    written: `{item: {part: text or [choice, ...]}}`; `observe` it as any trait. Raises `ReflectionError`.
    """

    _esm: ClassVar[str] = bundle.module(page.FRONT / "widget.js")
    _css: ClassVar[str] = colours(".reflection") + bundle.style(page.FRONT / "reflect.css")

    _markup = traitlets.Unicode().tag(sync=True)
    _uid = traitlets.Unicode(UID).tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    # Read-only: the statement on the form must stay true for as long as it is shown.
    share_with_kernel = traitlets.Bool(False, read_only=True).tag(sync=True)

    def __init__(self, reflection: Reflection | Path | str, share_with_kernel: bool = False, **kwargs):
        self.reflection = find(reflection)
        super().__init__(_markup=page.html(self.reflection, uid=UID, level=3, shared=share_with_kernel), **kwargs)
        self.set_trait("share_with_kernel", share_with_kernel)

    @traitlets.validate("answers")
    def _only_if_shared(self, proposal):
        # A front end that was tampered with must not share what the form says is private.
        return proposal["value"] if self.share_with_kernel else {}

    def faces(self) -> dict:
        return {
            MIME: {"reflection": self.reflection.model_dump(mode="json")},
            "text/html": page.html(self.reflection, level=3, shared=self.share_with_kernel),
            "text/plain": f"{self.reflection.title}: a reflection of {len(self.reflection.items)} questions.",
        }


def find(reflection: Reflection | Path | str) -> Reflection:
    """The reflection that is meant: itself, in the file at a path, or the handbook's own of that name."""
    if isinstance(reflection, Reflection):
        return reflection
    path = Path(reflection)
    if path.suffix != ".yml":
        path = FOLDER / f"{reflection}.yml"
    if not path.exists():
        known = ", ".join(sorted(one.stem for one in path.parent.glob("*.yml"))) or "none"
        raise ReflectionError(f"there is no reflection {path.stem!r} in {path.parent.name}/: choose one of {known}")
    return read(path)
