"""`edi-handbook return report`: a board report that may be published."""

from pathlib import Path
from typing import Annotated

import typer

from edi_handbook.terminal import UNUSABLE, WRONG, stop


def report(
    path: Annotated[Path, typer.Argument(help="The return: a CSV file or an .xlsx workbook.")],
    out: Annotated[Path, typer.Option(help="The folder for the report; made if it is not there.")],
    smallest_shown: Annotated[int, typer.Option(help="Counts below this are hidden; needs --reason.")] = 8,
    round_to: Annotated[int, typer.Option(help="Other counts are rounded to this; needs --reason.")] = 5,
    fewest_events: Annotated[int, typer.Option(help="A ratio needs this many events a group; needs --reason.")] = 10,
    reason: Annotated[str, typer.Option(help="Why a threshold is not the handbook's; it is printed.")] = "",
    earlier: Annotated[
        list[Path] | None, typer.Option(help="The published.json of an earlier report that lies elsewhere.")
    ] = None,
    board: Annotated[
        str,
        typer.Option(
            help="Show the board's share: who agreed, or where it was published, in a sentence; it is printed."
        ),
    ] = "",
    region: Annotated[
        str, typer.Option(help="The region of England to set beside your figures, such as midlands.")
    ] = "",
) -> None:
    """Write a board pack: a paper as PDF and as a Word file, slides, charts with their tables, and a plain summary.

    Small counts are hidden, so that nobody can be recognised; also by somebody who has an earlier report. Keep the
    published.json that is written beside the report, and use the same folder next time. Exit status: 0 written, 1
    something is wrong in the return, 2 the file cannot be read or the report cannot be written.

    Example: edi-handbook return report my-return.xlsx --out board-report
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from edi_handbook.report.contents import Board
    from edi_handbook.report.write import ReportError, write
    from edi_handbook.workforce.disclosure import Thresholds

    warnings: list[str] = []
    try:
        thresholds = Thresholds(smallest_shown, round_to, fewest_events, reason)
        agreed = Board(board) if board else None
    except ValueError as error:
        stop(str(error), code=UNUSABLE)
    shown = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Starting", total=None)
        try:
            written = write(
                path,
                out,
                thresholds,
                lambda said: progress.update(task, description=said),
                earlier=earlier or (),
                board=agreed,
                region=region,
                warn=warnings.append,
            )
        except ReportError as error:
            problems, code = error.problems, UNUSABLE if error.unreadable else WRONG
        except OSError as error:
            problems = [f"{out} cannot be written ({error.strerror}); choose a folder that you may write to."]
            code = UNUSABLE
        else:
            problems = []
    if problems:
        stop(*problems, f"No report was written. See: edi-handbook return check {path}", code=code)
    for said in warnings:
        typer.echo(said, err=True)
    typer.echo(f"Wrote {len(written)} files to {out}. Start with {next(f for f in written if f.suffix == '.pdf')}")
