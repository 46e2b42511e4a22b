"""This handbook's palette, fonts, dates and outputs: the one module to change for another book."""

import datetime
from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from edi_handbook import dates, fonts, palette

PALETTE = palette.LIGHT
VERSION = version("edi-handbook")
FONTS = {"text": list(fonts.TEXT), "code": fonts.CODE}
FONT_PATHS = [str(fonts.FOLDER)]
FORM_FONT = str(fonts.FORM)
EDITIONS = [{"file": "handbook.pdf", "title": "Handbook"}]

# MyST-NB knows no kinds of output for a builder that is not its own, so all are given, best first. Text that was
# written as Markdown has real tables; PNG comes after SVG, which stays sharp.
OUTPUTS = ("text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/html", "text/plain")


def made(source: Path) -> datetime.datetime:
    """When the text was made, as the files carry it: the same for the same source, so that they are byte-identical."""
    return dates.changed(source) or dates.NO_DATE


def commit(source: Path) -> str:
    """The short name of the last commit, for the imprint; empty where there is none."""
    return dates.commit(source)


def rank_outputs(app: Sphinx, config: Config) -> None:
    """Tells MyST-NB which output of a code cell print prefers; what the configuration says comes after, and wins."""
    ours = [("typstpdf", kind, 10 * (place + 1)) for place, kind in enumerate(OUTPUTS)]
    if "nb_mime_priority_overrides" in config:
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]


def in_print(svg: str) -> str:
    """A drawing with its colours for paper. Raises `ValueError` where one has none."""
    return palette.in_print(svg)
