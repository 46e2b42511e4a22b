"""What the commands of `edi-handbook` share: how they stop."""

from typing import NoReturn

import typer

WRONG, UNUSABLE = 1, 2
"""Ways to end: something is wrong in what was given; it, or the request, cannot be used at all."""


def stop(*lines: str, code: int) -> NoReturn:
    """Say on the error stream, a line each, what is wrong and how to mend it, and end the command with `code`."""
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)
