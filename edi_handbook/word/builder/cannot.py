"""What Word cannot set."""

from docutils import nodes

from edi_handbook.typstpdf.places import place


class CannotSet(Exception):
    """A node that cannot be set; the text says where it stands, what is wrong and how to mend it."""

    def __init__(self, node: nodes.Node, said: str) -> None:
        super().__init__(f"{place(node) or 'a page'}: {said}")
