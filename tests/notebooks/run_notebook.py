"""Runs a notebook. Tests ask for the fixture `run`, which keeps what it shows."""

import resource
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

from edi_handbook.publish.markup import facts
from tests.notebooks.watched import told, watch

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
MIME = "application/vnd.edi-handbook.{}+json"


def names(chosen: Iterable[str] | None = None) -> list:
    """The notebooks, or those chosen of them, as parameters: the ones about this place are marked `local`."""
    found = sorted(path.stem for path in FOLDER.glob("*.md")) if chosen is None else chosen
    marks = {True: [pytest.mark.local], False: []}
    return [pytest.param(one, marks=marks[facts.read(FOLDER / f"{one}.md").get("local", False)]) for one in found]


@dataclass
class Run:
    """A run notebook: its charts and tables by name, what it printed, the MIME types that it showed,
    its prose, the seconds that it worked, and the files of the handbook that it read."""

    text: str
    seconds: float = 0
    charts: dict[str, dict] = field(default_factory=dict)
    tables: dict[str, dict] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    def rows(self, name: str) -> dict[str, list[str]]:
        """The rows of a chart's or a table's table, by row header."""
        bundle = self.charts[name]["table"] if name in self.charts else self.tables[name]
        return {row[0]: row[1:] for row in bundle["rows"]}


def _kernels_seconds() -> float:
    """Processor time of finished kernels: unlike the clock on the wall, it is the same on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(name: str) -> Run:
    """A notebook by its name, or another page with cells by its path below the root."""
    path = (FOLDER.parent if "/" in name else FOLDER) / f"{name}.md"
    notebook = jupytext.read(path)
    watch(notebook)
    made = Run(path.read_text(encoding="utf-8"))
    start = _kernels_seconds()
    client = NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    made.read = told(notebook, FOLDER.parent)
    made.seconds = _kernels_seconds() - start
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                made.printed.append(output.text)
            data = output.get("data", {})
            made.kinds.update(data)
            for kind, kept in (("figure", made.charts), ("table", made.tables)):
                if bundle := data.get(MIME.format(kind)):
                    kept[bundle["name"]] = bundle
    return made
