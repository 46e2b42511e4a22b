"""A small book with all that a reader writes in, chooses or searches, and a chart of the handbook's own."""

import json
from pathlib import Path

import pandas as pd
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from edi_handbook.charts import share_rows
from tests.facilitate.small_session import FILES

ROOT = Path(__file__).parents[2]
REFLECTIONS = ("being-an-ally", "my-next-three-months", "not-a-good-fit", "small-slights")
EXTENSIONS = (
    "markup.explorers",
    "markup.facilitator",
    "markup.figures",
    "markup.reflections",
    "markup.sessions",
    "markup.yours",
    "slides",
    "web.search",
)

CONFIG = f"""
extensions = ["myst_nb", "sphinx_design", "edi_handbook.theme", "edi_handbook.typstpdf"]
extensions += ["edi_handbook.publish." + room for room in {EXTENSIONS}]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {{}}
language = "en-GB"
edi_sessions = "book/sessions"
edi_reflections = "book/reflections"
"""

LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}

START = "# Start\n\n```{toctree}\n:hidden:\n:glob:\n\nlist\nsums\nyours\nbook/**\n```\n"
SET = "# The set\n\n```{reflections}\nbeing-an-ally\nsmall-slights\n```\n"
LIST = "# A list\n\nWhat has been done about a bicycle shed.\n"


def notebook() -> str:
    """A page whose one cell has shown a chart of the handbook's own."""
    chart = share_rows(
        pd.DataFrame({"label": ["Bicycles", "Cars"], "share": [62.5, 37.5]}),
        measure="Share of sheds",
        name="sheds",
        alt="Sheds hold bicycles in 62.5% of cases and cars in 37.5%.",
        caption="More sheds hold bicycles than cars",
        table_caption="What sheds hold",
        source="Invented.",
    )
    shown = {"output_type": "display_data", "data": chart._repr_mimebundle_(), "metadata": {}}
    words = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Sheds"}
    cell = {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": 1, "outputs": [shown], "source": "chart"}
    return json.dumps(
        {"cells": [words, cell], "metadata": {"language_info": LANGUAGE}, "nbformat": 4, "nbformat_minor": 5}
    )


def make(folder: Path) -> None:
    """Build it into `folder/html`."""
    source = folder / "source"
    files = FILES | {
        "conf.py": CONFIG,
        "index.md": START,
        "list.md": LIST,
        "book/reflections/set.md": SET,
        "yours.md": "# Yours\n\n## Fill it in\n\n```{make-it-yours}\n```\n",
        "sums.md": "# Sums\n\n```{explorer} compounding\n```\n",
        "book/sheds.ipynb": notebook(),
    }
    for name in REFLECTIONS:
        file = f"book/reflections/{name}.yml"
        files[file] = (ROOT / file).read_text(encoding="utf-8")
        files[f"book/reflections/{name}.md"] = f"# Page of {name}\n\n```{{reflection}} {name}\n```\n"
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    with docutils_namespace():  # Sphinx registers nodes for the whole process
        app = Sphinx(source, source, folder / "html", folder / "trees", "html", status=None, warningiserror=True)
        app.build()
    assert app.statuscode == 0
