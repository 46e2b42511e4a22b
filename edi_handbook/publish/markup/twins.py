"""Words that are true of one face of the book alone, by their class:

    {.only-web}
    What you write stays in this page, on your device.

    {.only-fillable}
    What you type is kept in this file when you save it.

`only-web` stands on web pages; `only-paper` in print, in every edition; `only-ruled` and `only-fillable` in editions
to write on by hand and in those to fill in and save (`forms`, see `typstpdf/editions.py`). A paragraph, a list or any
other block may have the class. `typstpdf` warns of words of the screen that no such class keeps off paper.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

PAPER = {"only-paper", "only-ruled", "only-fillable"}
LEFT_OUT = {"html": PAPER, "typst": {"only-web"}}  # of the last, each edition leaves out more
ELSEWHERE = {"only-web", "only-fillable"}


def only(kind: str, words: str) -> nodes.paragraph:
    """A paragraph of `words` for one face alone: `web`, `paper`, `ruled` or `fillable`."""
    return nodes.paragraph("", words, classes=[f"only-{kind}"])


class LeaveOutTwins(SphinxPostTransform):
    """Takes out what is not for the builder."""

    default_priority = 8  # after reflections have the face of the builder, at 6

    def run(self, **kwargs) -> None:
        left_out = LEFT_OUT.get(self.app.builder.format, ELSEWHERE)
        for node in list(self.document.findall(nodes.Element)):
            if left_out & set(node.get("classes", ())) and node.parent is not None:
                node.parent.remove(node)


def setup(app: Sphinx) -> dict:
    app.add_post_transform(LeaveOutTwins)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
