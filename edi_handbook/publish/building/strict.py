"""Faults that the toolchain lets pass, or answers with a traceback, as one warning with file and line.

Under `-W` a warning stops the build. Here are: a picture without alt text, a page without exactly one title, a cell
that fails (MyST-NB names the notebook only), cell options and front matter that cannot be read, and the faults of
`_config.yml`, `_toc.yml` and the bibliography.
"""

import datetime
import re
from pathlib import Path

import yaml
from docutils import nodes
from lxml import html
from myst_nb.core.read import MystMetadataParsingError, create_nb_reader, is_myst_markdown_notebook
from myst_nb.sphinx_ import NbMetadataCollector, Parser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from edi_handbook.publish.building import settings
from edi_handbook.typstpdf.pictures import has_words

logger = logging.getLogger(__name__)

# What reading a page may raise when the page, or a file that it names, is at fault. Other errors are ours: they stop
# the build as they are.
READING = (MystMetadataParsingError, OSError, LookupError, ValueError)

NO_ALT = "the picture %s has no alt text: say in words what it shows, or give it the class `decorative`"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class StrictParser(Parser):
    """MyST-NB's parser, whose refusals name file and line."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env = document.settings.env
        docname = env.docname
        problem, dates = front_matter_faults(inputstring, Path(env.doc2path(docname)))
        if problem:
            if not env.config.edi_page_facts:  # page facts have the same front matter to read, and say the same
                logger.warning(problem.message, location=(docname, problem.line))
            _stand_in(document, docname)
            return
        for line, key, day in dates:
            message = 'write the date in quotes, %s: "%s": a notebook\'s front matter becomes JSON, which has no dates'
            logger.warning(message, key, day, location=(docname, line))
            inputstring = _quoted(inputstring, line, day)
        try:
            super().parse(inputstring, document)
        except READING as error:
            told = re.search(r" at line (\d+) could not be read", str(error))
            line = int(told[1]) if told else 1
            logger.warning("the page cannot be read: %s", _reason(error), location=(docname, line))
            _stand_in(document, docname)
            return
        ran = NbMetadataCollector.get_exec_data(env, docname)
        if ran and ran["traceback"]:
            line, why = failed_cell(inputstring, ran["traceback"], env)
            logger.warning(
                "a cell stopped with %s; mend the cell or the data that it reads", why, location=(docname, line)
            )


def front_matter_faults(text: str, path: Path) -> tuple[settings.Problem | None, list[tuple[int, str, str]]]:
    """A YAML fault in a page's front matter, if any; and, in a notebook, each bare date as (line, key, date)."""
    if not re.match(r"---[ \t]*\n", text):
        return None, []
    front = re.split(r"^(?:---|\.\.\.)[ \t]*$", text.partition("\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    try:
        facts = yaml.safe_load(front)
    except yaml.YAMLError as error:
        return settings.yaml_problem(error, path, above=1), []
    if not isinstance(facts, dict) or not is_myst_markdown_notebook(text):
        return None, []
    lines = {key.value: key.start_mark.line + 2 for key, _ in yaml.compose(front, Loader=yaml.SafeLoader).value}
    return None, [(lines[key], key, str(day)) for key, day in facts.items() if isinstance(day, datetime.date)]


def failed_cell(text: str, traceback: str, env: BuildEnvironment) -> tuple[int | None, str]:
    """The line of the page at which a cell failed, where it can be told, and the error as Python words it."""
    traceback = COLOURS.sub("", traceback)
    refused = re.search(r"^nbclient\.exceptions\.(\w+): (.*)$", traceback, re.MULTILINE)
    if refused and refused[1] != "CellExecutionError":
        return None, refused[2].rstrip(".")
    why = _last_words(traceback)
    inside = re.search(r"Cell In\[\d+\], line (\d+)", traceback)
    notebook = create_nb_reader(env.doc2path(env.docname), env.myst_config, env.mystnb_config, text).read(text)
    for start, cell in zip(notebook.metadata.get("source_map", []), notebook.cells, strict=False):
        if cell.cell_type == "code" and f"---\n{cell.source.strip()}\n---" in traceback:
            below = text.splitlines()[start:]
            first = cell.source.strip().splitlines()[0].strip()
            begins = next((n for n, line in enumerate(below, start + 1) if line.strip() == first), start)
            return begins + (int(inside[1]) - 1 if inside else 0), why
    return None, why


def _last_words(traceback: str) -> str:
    """The error at the end of a traceback as one line, though it may say one thing a line."""
    lines = traceback.strip().splitlines()
    begins = [place for place, line in enumerate(lines) if re.match(r"[\w.]*[A-Z]\w*: ", line)]
    return " ".join(lines[begins[-1] if begins else -1 :]).rstrip(".")


class CheckPage(SphinxTransform):
    """A page has one title and its pictures have alt text. MyST itself warns of a heading level that is skipped."""

    default_priority = 600

    def apply(self, **kwargs) -> None:
        self._titles()
        for image in self.document.findall(nodes.image):
            # Of a cell's own pictures, `figures.py` asks the same, with better advice.
            in_cell = _inside(image, lambda node: "cell_output" in node.get("classes", []))
            if not in_cell and "decorative" not in image["classes"] and not has_words(image.get("alt")):
                logger.warning(NO_ALT, image["uri"], location=(self.env.docname, self._picture_line(image)))
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "") and "<img" in raw.astext().lower():
                for image in html.fragment_fromstring(raw.astext(), create_parent="div").iter("img"):
                    if image.get("alt") is None:
                        logger.warning(NO_ALT, image.get("src", ""), location=(self.env.docname, _line(raw)))

    def _picture_line(self, image: nodes.image) -> int | None:
        if image.line:
            return image.line
        above = _line(image) or 1  # MyST gives a picture of its own no line, and its section the line of the heading
        lines = Path(self.env.doc2path(self.env.docname)).read_text(encoding="utf-8").splitlines()
        return next((n for n, text in enumerate(lines, 1) if n >= above and image["uri"] in text), above)

    def _titles(self) -> None:
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        if not sections:
            message = "the page has no title: begin it with a line such as `# Title`"
            logger.warning(message, location=(self.env.docname, 1))
            _stand_in(self.document, self.env.docname)
        for section in sections[1:]:
            message = "the page has a second title, %s: a page has one heading of level 1"
            logger.warning(
                message, section.next_node(nodes.title).astext(), location=(self.env.docname, _line(section))
            )


def _stand_in(document: nodes.document, docname: str) -> None:
    """A title for a page that has none, so that each page that lists it does not warn as well."""
    document.insert(0, nodes.section("", nodes.title("", docname), ids=[nodes.make_id(docname)]))


def _inside(node: nodes.Node | None, wanted) -> bool:
    while node is not None:
        if isinstance(node, nodes.Element) and wanted(node):
            return True
        node = node.parent
    return False


def _line(node: nodes.Node | None) -> int | None:
    while node is not None and not node.line:
        node = node.parent
    return node.line if node is not None else None


def _quoted(text: str, line: int, day: str) -> str:
    lines = text.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(day, f'"{day}"')
    return "".join(lines)


def _reason(error: Exception) -> str:
    if isinstance(error, MystMetadataParsingError):
        kind, _, said = str(error).partition(" at line ")
        if kind.startswith("Code"):
            return "the options of a code cell are not YAML; mend the lines under its fence"
        return (
            f"the settings of a Markdown cell are not JSON ({said.partition(': ')[2]}); mend the line that begins +++"
        )
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


def _check_settings(app: Sphinx, config) -> None:
    config.suppress_warnings = [*config.suppress_warnings, "mystnb.exec"]  # said by StrictParser, with the line
    unreadable = set()
    for problem in settings.problems(Path(app.srcdir)):
        logger.warning(problem.message, location=f"{problem.path}:{problem.line}")
        unreadable.add(str(problem.path))
    # sphinxcontrib-bibtex would answer a slip in one of these with a traceback.
    if "bibtex_bibfiles" in config:
        files = [name for name in config.bibtex_bibfiles if str(Path(app.srcdir) / name) not in unreadable]
        config.bibtex_bibfiles = files


def _read_again(app: Sphinx, exception: Exception | None) -> None:
    """Forget what was read when there was a warning: the next build would keep the page and lose the warning.

    Sphinx does the same after an exception.
    """
    if app._warncount:
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> dict:
    app.add_source_parser(StrictParser, override=True)
    app.add_transform(CheckPage)
    app.connect("config-inited", _check_settings, priority=100)
    app.connect("build-finished", _read_again)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
