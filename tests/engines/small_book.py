"""A small book with all that a reader writes in, chooses or searches, and a chart of the handbook's own."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from edi_handbook.charts import style
from tests.facilitate.small_session import FILES

ROOT = Path(__file__).parents[2]
REFLECTIONS = ("being-an-ally", "my-next-three-months", "not-a-good-fit", "small-slights")
EXTENSIONS = ("markup.explorers", "markup.facilitator", "markup.reflections", "markup.sessions", "slides", "web.search")

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

START = "# Start\n\n```{toctree}\n:hidden:\n:glob:\n\nlist\nsums\nbook/**\n```\n"
SET = "# The set\n\n```{reflections}\nbeing-an-ally\nsmall-slights\n```\n"
LIST = "# A list\n\nWhat has been done about a bicycle shed.\n"


def chart() -> str:
    """A drawing in the house style, with its dark face."""
    with style.drawing(2) as (figure, axes):
        axes.plot([0, 1], [0, 1], **style.FIRST)
        style.title(axes, "Sheds")
    return style.to_svg(figure)


def make(folder: Path) -> None:
    """Build it into `folder/html`."""
    source = folder / "source"
    files = FILES | {
        "conf.py": CONFIG,
        "index.md": START,
        "list.md": LIST,
        "book/reflections/set.md": SET,
        "sums.md": "# Sums\n\n```{explorer} compounding\n```\n",
        "book/square.svg": chart(),
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
