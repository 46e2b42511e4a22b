"""What a notebook really reads: told by Python itself while the cells run, and not by what their text says."""

import json
from pathlib import Path

import nbformat

WATCH = """\
import sys as _sys
_opened = set()
_sys.addaudithook(lambda event, said: event == "open" and isinstance(said[0], str) and _opened.add(said[0]))
"""
TELL = """\
import json as _json, os as _os
_files = [getattr(module, "__file__", None) for module in list(_sys.modules.values())]
print(_json.dumps(sorted({_os.path.abspath(one) for one in [*_opened, *filter(None, _files)]})))
"""


def watch(notebook: nbformat.NotebookNode) -> None:
    """Adds a first and a last cell."""
    notebook.cells.insert(0, nbformat.v4.new_code_cell(WATCH))
    notebook.cells.append(nbformat.v4.new_code_cell(TELL))


def told(notebook: nbformat.NotebookNode, root: Path) -> set[str]:
    """The files below `root` that the notebook read while it ran, modules among them; takes the two cells out."""
    del notebook.cells[0]
    last = notebook.cells.pop()
    found = {Path(name) for name in json.loads(last.outputs[0].text)}
    inside = {path.relative_to(root) for path in found if path.is_relative_to(root) and path.is_file()}
    # The environment, and what Python compiled, which stands for a module that is told as well.
    return {path.as_posix() for path in inside if not any(part.startswith((".", "_")) for part in path.parts[:-1])}
