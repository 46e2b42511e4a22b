"""Words of the screen that make no sense on paper: found where a page that is printed says them.

"Turn it on at the top of a page" leads nobody who holds a sheet, and "nothing is kept" is untrue of a saved file. A
passage that says that it speaks of web pages may say what is on them: in the same sentence, or in a title or the first
paragraph above.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

SCREEN = re.compile(
    r"\btick (?:the )?[\"“‘']Keep"
    r"|\bturn(?:s|ed|ing)? (?:it |them )?(?:on|off)\b(?! (?:each other|one another))"
    r"|\b(?:top|end|foot|bottom|head|side) of (?:a|the|this|each|every|its) page\b"
    r"|\bwithout scripts?\b|\bruns? no script"
    r"|\bpress(?:es)? (?:[“‘\"']|the |an? |any |it\b|Enter\b|Tab\b|Esc)"
    r"|(?<![-\w])click(?:s|ed|ing)?\b"
    r"|\breload(?:s|ed|ing)?\b|\bbrowsers?\b|\bscroll(?:s|ed|ing)?\b|\bhover(?:s|ed|ing)?\b|\bsliders?\b"
    r"|\bdrop-?downs?\b|\bsearch box\b|\b(?:this|on your) device\b|\bbuttons?\b"
    r"|\bdownload(?:s|ed|ing)? (?:it|them|an?|the|as)\b",
    re.IGNORECASE,
)
SAYS_SO = re.compile(
    r"\bweb ?(?:page|site|form)s?\b|\bon the web\b|\bon a screen\b|\bwith a browser\b"
    r"|\bJupyterLab\b|\blive notebook",
    re.IGNORECASE,
)
THIS_PAGE = re.compile(r"\b(?:(?P<on>on) )?(?P<this>this) page\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.?!])\s+")


def screen_words(block: nodes.Element) -> list[str]:
    """The words of the screen that `block` says to a reader of paper, each once; quoted code and titles of works aside.

    What stands around `block` is looked at for the words that let it.
    """
    if isinstance(block, nodes.literal_block) or not SCREEN.search(text := block.astext()):
        return []
    if any(isinstance(above, nodes.citation) for above in _above(block)):
        return []
    found = [match[0] for part in SENTENCE.split(text) if not SAYS_SO.search(part) for match in SCREEN.finditer(part)]
    return [] if found and any(map(SAYS_SO.search, _leads(block))) else list(dict.fromkeys(found))


def paper_words(text: str, page: str) -> str:
    """`text` with the page of the web called what it is on paper: `page` is `chapter` or `section`."""

    def said(match: re.Match[str]) -> str:
        on = {"on": "in ", "On": "In "}.get(match["on"] or "", "")
        return f"{on}{match['this']} {page}"

    return THIS_PAGE.sub(said, text)


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    around = node.parent
    while around is not None:
        yield around
        around = around.parent


def _leads(block: nodes.Element) -> Iterator[str]:
    """The titles and first paragraphs of what `block` stands in."""
    for around in _above(block):
        if isinstance(around, addnodes.start_of_file):
            return
        titles = (nodes.title, nodes.rubric, nodes.caption)
        head = [child for child in around.children if isinstance(child, titles)][:1]
        first = [child for child in around.children if isinstance(child, nodes.paragraph)][:1]
        if isinstance(around, nodes.section | nodes.container | nodes.table):
            yield from (node.astext() for node in [*head, *first])
