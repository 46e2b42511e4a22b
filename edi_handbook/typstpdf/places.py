"""Where in a page a node came from."""

from functools import cache
from pathlib import Path, PurePosixPath

from docutils import nodes


def place(node: nodes.Node) -> str | None:
    """`/path/to/page.md:12` of `node`, or of the nearest node around it that knows its line; None where none does."""
    source = None
    while node is not None:
        source = source or node.source
        if source and (number := line(node)):
            return f"{source}:{number}"
        node = node.parent
    return source


def line(node: nodes.Node) -> int | None:
    """The line of `node` in its page, from 1; None where it is not known."""
    if node.line:
        return node.line
    if isinstance(node, nodes.table):
        return next((inner.line for inner in node.findall(nodes.paragraph) if inner.line), None)
    if not isinstance(node, nodes.image):
        return None
    # Directives leave an image without a line, and a picture is what authors are most often sent back to.
    around: nodes.Node | None = node
    source = None
    while around is not None and not source:
        source, around = around.source, around.parent
    name = PurePosixPath(node.get("uri", "")).name
    return next((n for n, text in enumerate(_lines(source), 1) if name and name in text), None)


@cache
def _lines(source: str | None) -> list[str]:
    path = Path(source or "")
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
