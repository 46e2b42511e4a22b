"""What a reflection says of itself in one way on a web page and in others on paper: each such sentence, once.

A web page keeps nothing by itself; a sheet is in somebody's hands; a PDF with fields keeps what is typed wherever it is
saved. So what is true of one is untrue of another. Pages write the same apart with the classes that
`publish/markup/twins.py` knows.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Twin:
    """One thing to say: on a `web` page, on a `sheet` to write on by hand, in a `file` to fill in and save."""

    web: str
    sheet: str
    file: str


PRIVATE = Twin(
    web="What you write stays in this page on this device. Nothing is sent to anyone, and there is no score.",
    sheet="This sheet is yours. Nobody collects it, and there is no score.",
    file="What you type is kept when you save this file, wherever you save it, and whoever can open the file can read "
    "it. To keep nothing, close it without saving. Nobody collects it, and there is no score.",
)
POLL = Twin(
    web=PRIVATE.web,
    sheet="Put no name on this sheet. You may hand it in or keep it. Fewer than 8 sheets are not counted.",
    file="Put no name here. You may print this sheet and hand it in, or keep it. Fewer than 8 sheets are not counted. "
    "What you type is kept when you save this file, wherever you save it.",
)
SEVERAL = Twin(web="Choose as many as fit.", sheet="Tick as many as fit.", file="Tick as many as fit.")
GATHER = Twin(
    web="Show the plans kept on this device",
    sheet="Copy the plans from your other sheets.",
    file="Copy the plans from your other reflections.",
)
LOOK_BACK = Twin(
    web="I will look back on",
    sheet="I will look back on (day, month and year)",
    file="I will look back on (day, month and year)",
)

# What only a file to fill in has to say.
LETTERS = (
    "The fields show Latin, Greek and Cyrillic letters: English, Welsh, Polish, Romanian, Yoruba, Ukrainian and many "
    "more. Letters of other scripts, such as Urdu, Punjabi or Arabic, are saved, but other programs may not show them: "
    "write these by hand on a printed sheet. A field takes what it can print; the last page of this chapter has more "
    "room."
)
MORE = "More room, for any of the questions. Begin with the first words of the question."
