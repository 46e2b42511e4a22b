"""The role `{value}`: prints a published figure in a sentence, from the data and nowhere else.

`` {value}`wres:england:2:2023` `` gives 1.59. An unknown key stops the build with file and line.
The ends of the non-adverse range have keys too, so that a sentence need not type them: `range:low` and `range:high`.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from edi_handbook.workforce.definitions import RANGE_HIGH, RANGE_LOW
from edi_handbook.workforce.text import ratio

logger = logging.getLogger(__name__)

RANGE = {"range:low": RANGE_LOW, "range:high": RANGE_HIGH}


def text_of(key: str) -> str:
    """What is printed for `key`. Raises LookupError where it is unknown, OSError or ValueError for a faulty file."""
    if key in RANGE:
        return ratio(RANGE[key])
    if key.startswith("range:"):
        raise LookupError(f"'{key}' is no end of the non-adverse range: write {' or '.join(RANGE)}.")
    from edi_handbook.workforce import published  # late: it reads the data sets

    return published.figure(key).text


class ValueRole(SphinxRole):
    def run(self):
        try:
            text = text_of(self.text)
        except (LookupError, OSError, ValueError) as error:  # an unknown key; a data file missing, or at fault
            logger.warning("%s", error, location=self.get_location())
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        return [nodes.inline(self.rawtext, text, classes=["value"])], []


def setup(app: Sphinx) -> dict:
    app.add_role("value", ValueRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
