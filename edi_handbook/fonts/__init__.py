"""The fonts that page, chart and PDF share, and which signs print can set with them. See `README.md` beside this."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
# The first family sets what it can; the others are for Urdu and Arabic, and for Punjabi in Gurmukhi.
TEXT = {
    "Source Sans 3": FOLDER / "SourceSans3-Regular.ttf",
    "Scheherazade New": FOLDER / "ScheherazadeNew-Regular.ttf",
    "Noto Sans Gurmukhi": FOLDER / "NotoSansGurmukhi-Regular.ttf",
}
CODE = "Source Code Pro"
FORM = TEXT["Source Sans 3"]
"""The file that answers are typed in."""


@cache
def _signs() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # late: a command that sets nothing must not wait for it

    return frozenset(sign for file in TEXT.values() for sign in TTFont(file, lazy=True).getBestCmap())


def not_printable(text: str) -> str:
    """The signs of `text` that no font of running text has, each once, in their order; empty where all can be set."""
    return "".join(dict.fromkeys(sign for sign in text if ord(sign) not in _signs() and not sign.isspace()))
