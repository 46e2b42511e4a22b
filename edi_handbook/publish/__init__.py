"""Sphinx extensions of the handbook; `edi_handbook.publish` loads them all."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line must not wait a second for Sphinx
    from sphinx.application import Sphinx

ROOMS = (
    "web.a_to_z",
    "markup.citations",
    "markup.controls",
    "markup.drawings",
    "markup.evidence",
    "building.execution",
    "markup.explorers",
    "markup.facilitator",
    "markup.facts",
    "markup.figures",
    "markup.ledgers",
    "web.offers",
    "markup.one_number",
    "notebook_copies",
    "markup.paths",
    "markup.reflections",
    "markup.routes",
    "web.search",
    "markup.say",
    "markup.sessions",
    "markup.substitutions",
    "web.site",
    "slides",
    "markup.sources",
    "markup.strategy",
    "building.strict",
    "markup.terms",
    "markup.twins",
    "markup.values",
    "markup.yours",
)


def setup(app: "Sphinx") -> dict:
    for room in ROOMS:
        app.setup_extension(f"edi_handbook.publish.{room}")
    for room in ("theme", "typstpdf", "word"):
        app.setup_extension(f"edi_handbook.{room}")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
