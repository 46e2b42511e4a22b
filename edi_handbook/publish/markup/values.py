"""The role `{value}`: prints a published figure in a sentence, from the data and nowhere else.

`` {value}`wres:england:2:2023` `` gives 1.59. An unknown key stops the build with file and line.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

logger = logging.getLogger(__name__)


class ValueRole(SphinxRole):
    def run(self):
        from edi_handbook.workforce import published  # late: it reads the data sets

        try:
            text = published.figure(self.text).text
        except (LookupError, OSError, ValueError) as error:  # an unknown key; a data file missing, or at fault
            logger.warning("%s", error, location=self.get_location())
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        return [nodes.inline(self.rawtext, text, classes=["value"])], []


def setup(app: Sphinx) -> dict:
    app.add_role("value", ValueRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
