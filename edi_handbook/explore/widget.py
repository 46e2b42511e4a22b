"""An explorer as a live widget, with the front end of the page. It needs no kernel once it is shown."""

from typing import ClassVar

import anywidget
import traitlets

from edi_handbook.explore import page
from edi_handbook.explore.explorers import EXPLORERS
from edi_handbook.front import bundle
from edi_handbook.front.widget import UID, Faces, colours

MIME = "application/vnd.edi-handbook.explorer+json"


class ExplorerWidget(Faces, anywidget.AnyWidget):
    """An explorer in a notebook, by name. Raises ValueError for a name that is not in `EXPLORERS`."""

    _esm: ClassVar[str] = bundle.module(page.FRONT / "widget.js")
    _css: ClassVar[str] = colours(".explorer") + bundle.style(page.FRONT / "explore.css")

    _markup = traitlets.Unicode().tag(sync=True)
    _uid = traitlets.Unicode(UID).tag(sync=True)

    def __init__(self, name: str, **kwargs):
        if name not in EXPLORERS:
            raise ValueError(f"there is no explorer {name!r}: choose one of {', '.join(EXPLORERS)}")
        self.explorer = EXPLORERS[name]
        super().__init__(_markup=page.html(self.explorer, uid=UID), **kwargs)

    def faces(self) -> dict:
        said = "; ".join(f"{name}: {words}" for name, words in self.explorer.say(self.explorer.start()))
        return {
            MIME: {"explorer": self.explorer.name},
            "text/html": page.html(self.explorer),
            "text/plain": f"{self.explorer.title}. {said}",
        }
