"""A working start for a new page, notebook, data set, session or reflection, made from the files in `templates/`.

A start touches every file that the thing needs, all of them or none. The templates are pages like any other: the tests
of the book's words, data, sessions and reflections are run on what is made from them.
"""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


class NewError(ValueError):
    """A start that cannot be made. The message is one sentence: what is wrong and how to mend it."""
