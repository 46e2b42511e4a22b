"""What Word cannot set."""

from docutils import nodes

from edi_handbook.typstpdf.places import place


class CannotSet(Exception):
    """A node cannot be set in Word: see that it is one that docs/word.md names."""

    @classmethod
    def at(cls, node: nodes.Node, said: str) -> "CannotSet":
        """One that says where `node` stands, what is wrong with it and how to mend it."""
        return cls(f"{place(node) or 'a page'}: {said}")
