"""How hard the pages are to read: `python tests/content/reading_level.py` lists them, hardest first.

It is reported and stops nothing.

The measure is LIX (Björnsson 1968): words a sentence, plus the share of words of more than six letters, in per cent. Up
to 40 is easy to follow, 40 to 50 is a newspaper, above 60 is hard. It needs no list of syllables, and no network.
"""

import re

from tests.content.pages import pages


def lix(prose: str) -> float:
    """LIX of running text, one sentence a line or several; 0 where there are no words."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", prose)
    sentences = [one for one in re.split(r"[.:!?]+(?:\s|$)|\n+", prose) if re.search(r"[^\W\d_]", one)]
    if not words:
        return 0.0
    return len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words)


if __name__ == "__main__":
    for level, name in sorted(((lix(page.prose), page.name) for page in pages()), reverse=True):
        print(f"{level:5.1f}  {name}")
