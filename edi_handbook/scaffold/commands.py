"""`edi-handbook new`."""

from collections.abc import Callable
from typing import Annotated

import typer

from edi_handbook.terminal import UNUSABLE, WRONG, stop

app = typer.Typer(no_args_is_help=True, help="Make a working start for something new, and say what to write next.")

Name = Annotated[str, typer.Argument(help="Small letters, figures and hyphens: carers-at-work")]
Part = Annotated[str, typer.Option("--part", help="strategy, learn, facilitate, reference or about")]
Term = Annotated[str, typer.Option("--term", help="A word that the page explains, for the glossary")]
Chapter = Annotated[str, typer.Option("--chapter", help="The chapter that leads to it, such as learn/anti-racism")]


@app.command()
def page(name: Name, part: Part = "strategy", term: Term = "") -> None:
    """A page of the book.

    Example: edi-handbook new page carers-at-work --part learn --term "Carer"
    """
    _make(lambda book: book.page(name, part, term))


@app.command()
def notebook(name: Name) -> None:
    """An executable chapter with a chart, its table and a live control."""
    _make(lambda book: book.notebook(name))


@app.command()
def data(name: Name) -> None:
    """A data set: an empty table, its schema and its README."""
    _make(lambda book: book.data(name))


@app.command()
def session(name: Name) -> None:
    """A session plan and its page."""
    _make(lambda book: book.session(name))


@app.command()
def reflection(name: Name, chapter: Chapter = "") -> None:
    """A reflection, its page, and the line that leads to it in a chapter."""
    _make(lambda book: book.reflection(name, chapter))


def _make(start_of: Callable) -> None:
    from edi_handbook import dates
    from edi_handbook.publish.building import build as builds
    from edi_handbook.scaffold import NewError, starts
    from edi_handbook.scaffold.write import write

    try:
        root = builds.root()
        start = start_of(starts.Book(root, dates.now().date()))
        write(root, start.new | start.changed)
    except (builds.BuildError, dates.DateError) as error:
        stop(str(error), code=WRONG)
    except NewError as error:
        stop(str(error), code=UNUSABLE)
    typer.echo("\n".join([*(f"  new      {name}" for name in start.new), *(f"  changed  {n}" for n in start.changed)]))
    typer.echo("\nNext, in this order:")
    typer.echo("\n".join(f"  {number}. {step}" for number, step in enumerate(start.steps, 1)))
