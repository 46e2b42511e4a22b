"""What the commands of `edi-handbook` share: how they stop."""

import errno
import subprocess
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

WRONG, UNUSABLE = 1, 2
"""Ways to end: something is wrong in what was given; it, or the request, cannot be used at all."""

PACKAGE = __name__.partition(".")[0]


def stop(*lines: str, code: int) -> NoReturn:
    """Say on the error stream, a line each, what is wrong and how to mend it, and end the command with `code`."""
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)


class Door(TyperGroup):
    """All commands: what stops one is said in words, whichever room raised it and whatever the command forgot.

    A traceback is left for what is a fault of the code, which its makers must see.
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read what is written here has stopped reading
                raise
            stop(_of_the_system(error), code=UNUSABLE)
        except subprocess.CalledProcessError as error:
            stop(f"A program that this needs stopped with status {error.returncode}: it says above why.", code=WRONG)
        except MemoryError:
            stop("This computer has too little memory free: close other programs, then try again.", code=UNUSABLE)
        except Exception as error:
            if type(error).__module__.partition(".")[0] != PACKAGE:
                raise
            stop(str(error) or str(type(error).__doc__).splitlines()[0], code=WRONG)


def _of_the_system(error: OSError) -> str:
    why = error.strerror or str(error) or type(error).__name__
    if error.errno == errno.ENOSPC:
        return f"{error.filename or 'A file'} cannot be written ({why}): make room on the disk, then try again."
    if not error.filename:
        return f"The system refused something ({why}): mend that, then try again."
    return f"{error.filename} cannot be used ({why}): see that it is there and that you may read and write it."
