"""Sphinx extensions of the handbook; `edi_handbook.publish` loads them all."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line must not wait a second for Sphinx
    from sphinx.application import Sphinx

ROOMS = (
    "a_to_z",
    "citations",
    "controls",
    "evidence",
    "execution",
    "explorers",
    "facilitator",
    "facts",
    "offers",
    "notebook_copies",
    "paths",
    "reflections",
    "search",
    "sessions",
    "site",
    "slides",
    "strict",
    "terms",
    "theme",
    "typstpdf",
    "values",
)


def setup(app: "Sphinx") -> dict:
    for room in ROOMS:
        app.setup_extension(f"edi_handbook.publish.{room}")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
