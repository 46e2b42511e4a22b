"""What the facilitator works with in a live notebook: a place for files and codes, and the group's pattern below it."""

import html
from typing import Any

import ipywidgets

from edi_handbook.charts.live import is_live
from edi_handbook.debrief.room import Room, add_all
from edi_handbook.debrief.tables import tables
from edi_handbook.reflect.model import Reflection
from edi_handbook.reflect.widget import find

GONE = (
    "The notebook's kernel has stopped, and the answers are gone with its memory. Run this cell again, then choose the "
    "files or paste the codes again: the same answers give the same pattern."
)
# JupyterLab marks each part of a widget whose kernel is gone with the last of these classes, and leaves what it showed.
STYLE = """<style>
.edi-desk > .edi-desk-gone, .edi-desk.jupyter-widgets-disconnected > * { display: none; }
.edi-desk.jupyter-widgets-disconnected > .edi-desk-gone { display: block; }
</style>"""
SOURCE = "Answers that this group gave. They stay in this notebook's memory and are gone when it is closed."


class Desk(ipywidgets.VBox):
    """Takes files and pasted codes for one reflection, by name or model. Raises `ReflectionError` for an unknown name.

    `room` is the `Room` behind it.
    """

    def __init__(self, reflection: Reflection | str):
        self.room = Room(find(reflection))
        self._files = ipywidgets.FileUpload(multiple=True, description="Choose files", layout={"width": "12em"})
        self._pasted = ipywidgets.Textarea(
            description="Codes", placeholder="Paste one code or many", rows=4, layout={"width": "95%"}
        )
        take = ipywidgets.Button(description="Take the codes in", layout={"width": "12em"})
        show = ipywidgets.Button(description="Show the group", button_style="primary", layout={"width": "12em"})
        self._lines = ipywidgets.HTML()
        self._result = ipywidgets.Output()
        self._files.observe(self._take_files, names="value")
        take.on_click(self._take_codes)
        show.on_click(self._show)
        gone = ipywidgets.HTML(f'{STYLE}<p role="alert">{html.escape(GONE)}</p>')
        gone.add_class("edi-desk-gone")
        super().__init__([self._files, self._pasted, take, show, self._lines, self._result, gone])
        self.add_class("edi-desk")
        self._say([])

    def _take_files(self, change: dict[str, Any]) -> None:
        if not change["new"]:
            return
        self._say(add_all(self.room, ((file["name"], bytes(file["content"])) for file in change["new"])))
        self._files.value = ()  # so that the same choice can be made again

    def _take_codes(self, button: ipywidgets.Button) -> None:
        if not self._pasted.value.strip():
            return
        self._say(self.room.add("Pasted", self._pasted.value))
        self._pasted.value = ""

    def _show(self, button: ipywidgets.Button) -> None:
        made = tables(self.room.reflection, self.room.show(), SOURCE)
        self._result.outputs = tuple(
            {"output_type": "display_data", "data": table._repr_mimebundle_(), "metadata": {}} for table in made
        )
        self._say([])

    def _say(self, lines: list[str]) -> None:
        said = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        self._lines.value = f'<div role="status"><p>{html.escape(self.room.state())}</p><ul>{said}</ul></div>'


def desk(reflection: Reflection | str) -> Desk | None:
    """A `Desk` where somebody has the notebook open; None on a page that was built, where nobody could use it."""
    return Desk(reflection) if is_live() else None
