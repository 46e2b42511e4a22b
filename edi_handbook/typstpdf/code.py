"""Writes Typst code: strings, calls and content, so that nothing in a page can be mistaken for markup.

Text is only ever a Typst string. There is no markup to escape, and whitespace between lines of code means nothing.
"""

import re
import textwrap

# A word longer than this may be wider than a column: it is given places to break, every so many letters.
LONGEST_WORD, PIECE = 24, 8
# The same for code, in a line and in a block of its own: these are as many letters as fit.
LONGEST_CODE, LONGEST_LISTED = 40, 72
SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"


class Code(str):
    """A piece of Typst code, not a text to be quoted."""

    __slots__ = ()


def string(text: str) -> str:
    """`text` as a Typst string literal, its white space kept."""
    for found, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "")):
        text = text.replace(found, escaped)
    return f'"{text}"'


def prose(text: str) -> Code:
    """`text` as running text: line ends are spaces, over-long words may break.

    It is a call, not a bare string, because Typst remembers the place of a call: a missing glyph can be traced.
    """
    return Code(f"text({string(_tidy(text))})")


def _tidy(text: str) -> str:
    return re.sub(rf"\S{{{LONGEST_WORD},}}", _breakable, re.sub(r"[ \t\r\n]+", " ", text))


def _breakable(match: re.Match[str]) -> str:
    # An address, a file name. After a slash or a hyphen Typst breaks by itself, unless a digit follows.
    word = re.sub(r"([._@?&=#:+](?=\w)|[/-](?=\d))", rf"\1{ZERO_WIDTH_SPACE}", match[0])
    # Typst hyphenates English words by itself; this is for what no dictionary holds.
    return re.sub(rf"\w{{{PIECE}}}(?=\w{{4}})", rf"\g<0>{SOFT_HYPHEN}", word)


def listing(text: str, longest: int) -> str:
    """`text` as code. Pieces without a space that are longer than `longest` may break, without a sign for it."""
    return re.sub(
        rf"\S{{{longest + 1},}}",
        lambda match: re.sub(rf".{{{PIECE}}}(?=.)", rf"\g<0>{ZERO_WIDTH_SPACE}", match[0]),
        text,
    )


def value(thing: object) -> str:
    """A Python value as Typst code. `Code` is passed as it is."""
    match thing:
        case Code():
            return str(thing)
        case None:
            return "none"
        case bool():
            return "true" if thing else "false"
        case int() | float():
            return str(thing)
        case str():
            return string(thing)
        case dict():
            return "(" + (", ".join(f"{string(k)}: {value(v)}" for k, v in thing.items()) or ":") + ")"
        case list() | tuple():
            return "(" + "".join(f"{value(v)}, " for v in thing) + ")"
    raise TypeError(f"no Typst code for {type(thing).__name__}")


def content(lines: list[str]) -> Code:
    """The joined content of `lines` of code."""
    if not lines:
        return Code("[]")
    if len(lines) == 1 and not lines[0].lstrip().startswith("//"):
        return Code(lines[0])
    return Code("{\n" + textwrap.indent("\n".join(lines), " ", lambda line: True) + "\n}")


def call(function: str, *positional: object, **named: object) -> Code:
    """A call of a Typst function; `snake_case` names become `kebab-case`, `None` values are left out."""
    arguments = [value(v) for v in positional]
    arguments += [f"{name.replace('_', '-')}: {value(v)}" for name, v in named.items() if v is not None]
    return Code(f"{function}({', '.join(arguments)})")
