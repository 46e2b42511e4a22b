"""Words in other languages: the class `language-ur`, docutils' own way to say so, becomes a mark that is read aloud.

HTML writers turn the same class into `lang="ur"`. Which fonts other scripts are set in is `typst_fonts["text"]`.
"""

import re

from docutils import nodes
from docutils.utils.smartquotes import smartchars

from edi_handbook.typstpdf.code import Code, call, content

# A language and perhaps a country: `ur`, `pt-BR`.
TAG = re.compile(r"language-(?P<lang>[a-z]{2,3})(?:-(?P<region>[A-Za-z]{2}))?")

# Quotation marks of languages that docutils has none for (Unicode CLDR, `delimiters`); it warns without.
QUOTES = {"bn": "“”‘’", "cy": "‘’“”", "gu": "“”‘’", "hi": "“”‘’", "pa": "“”‘’", "ur": "“”‘’"}


def teach_quotes() -> None:
    for name, signs in QUOTES.items():
        smartchars.quotes.setdefault(name, signs)


def language(node: nodes.Node) -> re.Match[str] | None:
    """The language that `node` says it is in; None where it says none."""
    classes: list[str] = node["classes"] if isinstance(node, nodes.Element) else []
    return next((found for name in classes if (found := TAG.fullmatch(name))), None)


def in_language(found: re.Match[str], lines: list[str], inline: bool) -> Code:
    """`lines` of code, marked as being in a language. A block also runs in the direction of its script."""
    return call(
        "text",
        content(lines),
        lang=found["lang"],
        region=found["region"].upper() if found["region"] else Code("none"),
        # Letters run their own way by themselves. To turn the whole line, Typst would put invisible signs among them,
        # and these would be read and copied with the words.
        dir=Code("ltr") if inline else None,
    )
