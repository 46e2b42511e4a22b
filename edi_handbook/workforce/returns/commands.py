"""`edi-handbook return …`: an empty return to fill in, and a check of a filled one."""

import json
from pathlib import Path
from typing import Annotated

import typer

from edi_handbook.terminal import UNUSABLE, stop

app = typer.Typer(
    no_args_is_help=True,
    help=(
        "An organisation's own return: counts in, indicators and their faults out. Nothing leaves this machine. "
        "Start with: edi-handbook return template my-return.xlsx"
    ),
)


@app.command()
def template(
    path: Annotated[Path, typer.Argument(help="The file to write; its ending, .csv or .xlsx, says which kind.")],
    code: Annotated[str, typer.Option(help="Your organisation's ODS code, filled in for you.")] = "",
    name: Annotated[str, typer.Option(help="Your organisation's name, filled in for you.")] = "",
    year: Annotated[str, typer.Option(help="The WRES report year, filled in for you.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write an empty return with every row that you need.

    Examples: edi-handbook return template my-return.xlsx

    edi-handbook return template my-return.csv --code ABC --name "Our Trust" --year 2025
    """
    from edi_handbook.workforce.returns import schema
    from edi_handbook.workforce.returns.template import write_template

    for option, text, fault in (
        ("--code", code, schema.code_fault),
        ("--name", name, schema.name_fault),
        ("--year", year, schema.year_fault),
    ):
        if text and (found := fault(text)):
            message, fix = schema.WORDS[found]
            stop(f"{option}: {message.format(cell=f'“{text}”')}; {fix.format(column=option)}.", code=UNUSABLE)
    if path.exists() and not force:
        stop(f"{path} is there already; choose another name, or add --force to write over it.", code=UNUSABLE)
    try:
        write_template(path, code.upper(), name, int(float(year)) if year else "")
    except ValueError as error:
        stop(str(error), code=UNUSABLE)
    except OSError as error:
        stop(
            f"{path} cannot be written ({error.strerror}); choose a folder that is there and that you may write to.",
            code=UNUSABLE,
        )
    typer.echo(f"Wrote {path}. Fill in the counts, then: edi-handbook return check {path}")


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="The return: a CSV file or an .xlsx workbook.")],
    claims: Annotated[
        Path | None,
        typer.Option(help="Figures that a draft paper states: CSV with indicator, year, group, value, unit."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON for other programs.")] = False,
) -> None:
    """Check a return, compute its indicators, and try the claims of a draft paper.

    The figures are exact and for you alone: not for publication. Exit status: 0 sound, 1 something is wrong,
    2 the file cannot be read at all.

    In a list of claims, group is of whom it is said: "BME applicants are 0.62 times as likely" has bme. Where it is
    empty, a ratio or gap is taken in the direction of the standard.

    Examples: edi-handbook return check my-return.xlsx

    edi-handbook return check my-return.csv --claims board-paper.csv --json
    """
    from edi_handbook.workforce.returns.check import check_return
    from edi_handbook.workforce.returns.readable import as_text

    found = check_return(path, claims)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        typer.echo(as_text(found, path.name), nl=False)
    raise typer.Exit(found.exit_code)
