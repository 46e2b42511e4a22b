"""Takes facilitator blocks out of MyST Markdown, for the copies that learners get.

A copy is made from the source of a page, before any builder has seen it; so this reads fences as MyST does: a block
ends at a fence of its own sign that is at least as long as the one that opened it, or at the end of the text.
"""

import re

DIRECTIVES = ("facilitator", "reflection-facilitator")
"""Directives whose blocks only facilitators see."""

_FENCE = re.compile(r"^(?P<indent>[ \t>]*)(?P<sign>`{3,}|~{3,}|:{3,})(?P<info>[^`]*)$")
_DIRECTIVE = re.compile(r"\s*\{(?P<name>[\w:.-]+)\}")
# What these hold is text to show, so that a fence inside is not a block.
_LITERAL = {"code", "code-block", "code-cell", "literalinclude", "math", "raw", "sourcecode"}


def learner(text: str) -> str:
    """`text`, a page or a Markdown cell in MyST, without its facilitator blocks; unchanged where it has none."""
    kept: list[str] = []
    # Open fences from outside in: (sign, length, is its text literal, is it left out).
    fences: list[tuple[str, int, bool, bool]] = []
    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line.rstrip("\r\n"))
        left_out = bool(fences) and fences[-1][3]
        if fence:
            sign, length, info = fence["sign"][0], len(fence["sign"]), fence["info"].strip()
            if not info and (depth := _closes(fences, sign, length)) is not None:
                left_out = fences[depth][3]
                del fences[depth:]
            elif not (fences and fences[-1][2]):
                named = _DIRECTIVE.match(info)
                name = named["name"] if named else None
                left_out = left_out or name in DIRECTIVES
                # Colons fence directives alone; other signs also fence plain code.
                fences.append((sign, length, (name is None and sign != ":") or name in _LITERAL, left_out))
        if not left_out:
            kept.append(line)
    stripped = "".join(kept)
    if stripped == text:
        return text
    return re.sub(r"\n{3,}", "\n\n", stripped)


def _closes(fences: list[tuple[str, int, bool, bool]], sign: str, length: int) -> int | None:
    """Which open fence a bare fence ends: the innermost of its sign that is not longer; None where it opens one."""
    for depth in range(len(fences) - 1, -1, -1):
        if fences[depth][0] == sign and length >= fences[depth][1]:
            return depth
        if fences[depth][2]:
            return None
    return None
