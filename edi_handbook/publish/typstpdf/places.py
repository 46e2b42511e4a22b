"""Where in a page a node came from."""

from docutils import nodes


def place(node: nodes.Node) -> str | None:
    """`/path/to/page.md:12` of `node`, or of the nearest node around it that knows its line; None where none does."""
    source = None
    while node is not None:
        source = source or node.source
        if source and node.line:
            return f"{source}:{node.line}"
        node = node.parent
    return source
