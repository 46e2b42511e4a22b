"""`edi-handbook strategy`: a lead's own strategy, as files that a board can adopt and edit."""

from pathlib import Path
from typing import Annotated

import typer

from edi_handbook.terminal import UNUSABLE, WRONG, stop


def strategy(
    file: Annotated[Path, typer.Argument(help="The strategy: the JSON file of the page “Make it yours”.")],
    output: Annotated[Path | None, typer.Option(help="The folder for the files; made if it is not there.")] = None,
    returned: Annotated[
        Path | None,
        typer.Option("--return", help="A return, .csv or .xlsx: baselines and intervals fill in by themselves."),
    ] = None,
    earlier: Annotated[
        list[Path] | None, typer.Option(help="The published.json of an earlier report that lies elsewhere.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Write FILE: the strategy that is offered, for you to change.")
    ] = False,
) -> None:
    """Write your own strategy as files to adopt and to edit.

    Two pages to read (strategy.pdf), the same whole to edit (strategy.docx), a start on the impact assessment (Word),
    lines for the risk register, the milestones as a calendar file, and the plan on one time line. Owners are roles:
    please write no person's name. FILE is never changed. Exit status: 0 written, 1 something is wrong in the strategy
    or the return, 2 a file cannot be read or written.

    Example: edi-handbook strategy --example ours.json

    edi-handbook strategy ours.json --output strategy --return my-return.xlsx
    """
    from edi_handbook.report.plan.write import StrategyError, write
    from edi_handbook.report.plan.write import example as write_example

    try:
        if example:
            typer.echo(f"Wrote {write_example(file)}. Change it, then: edi-handbook strategy {file} --output strategy")
            return
        if output is None:
            stop("Say where the files are to go: add --output and a folder.", code=UNUSABLE)
        warnings: list[str] = []
        written = write(file, output, returned, earlier=earlier or (), warn=warnings.append)
    except StrategyError as error:
        stop(*error.problems, "Nothing was written.", code=UNUSABLE if error.unreadable else WRONG)
    except OSError as error:
        place = output or file
        stop(f"{place} cannot be written ({error.strerror}); choose a folder that you may write to.", code=UNUSABLE)
    for said in warnings:
        typer.echo(said, err=True)
    typer.echo(f"Wrote {len(written)} files to {output}. Start with {output / 'strategy.pdf'}")
