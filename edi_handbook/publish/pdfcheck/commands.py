"""`edi-handbook pdf check FILE...`: what in a PDF shuts readers out, one plain line each, and how to mend it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from edi_handbook.publish.pdfcheck import words

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2

app = typer.Typer(no_args_is_help=True, help="Check that a PDF is one that everyone can read.")


@dataclass(frozen=True)
class Line:
    """One thing to mend: the rule, where it is first broken and how often, what is wrong, what to do."""

    rule: str
    place: str
    count: int
    wrong: str
    mend: str


@app.callback()
def _group() -> None:
    """Check that a PDF is one that everyone can read."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The PDF files to check.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what in each PDF shuts readers out, and how to mend it.

    Runs all 106 rules of veraPDF for PDF/UA-1, and our own checks of tags, headings, tables and fonts.
    Ends with 0 when nothing is found, 1 when something is, 2 when a file cannot be read.

    No program can tell whether alt text is true or whether the order makes sense: listen to the file as well.

    Example: edi-handbook pdf check _build/pdf/handbook.pdf
    """
    results = [_checked(file) for file in files]
    if as_json:
        typer.echo(json.dumps(results, indent=2, ensure_ascii=False))
    else:
        for result in results:
            _say(result)
    if any(result["error"] for result in results):
        raise typer.Exit(UNREADABLE)
    raise typer.Exit(FINDINGS if any(result["findings"] for result in results) else CLEAN)


def _checked(file: Path) -> dict:
    from edi_handbook.publish.pdfcheck import verapdf  # late, so that --help does not wait for it

    result = {"file": str(file), "error": None, "rules": 0, "checks": 0, "findings": []}
    try:
        report = verapdf.check(file)
        lines = [_from_verapdf(failure) for failure in report.failures]
    except verapdf.PdfCheckError as error:
        return result | {"error": str(error)}
    return result | {
        "rules": report.rules_loaded,
        "checks": report.checks,
        "findings": [asdict(line) for line in lines],
    }


def _from_verapdf(failure) -> Line:
    wrong, mend = words.plain(failure.rule)
    return Line(f"PDF/UA-1 {failure.rule}", failure.place, failure.count, wrong, mend)


def _say(result: dict) -> None:
    if result["error"]:
        typer.echo(result["error"], err=True)
        return
    for line in result["findings"]:
        often = f", and {line['count'] - 1} more" if line["count"] > 1 else ""
        typer.echo(f"{result['file']}: {line['place']}{often}: {line['wrong']} {line['mend']} ({line['rule']})")
    found = len(result["findings"])
    if not found:
        typer.echo(f"{result['file']}: nothing to mend ({result['rules']} rules, {result['checks']} checks).")
    else:
        typer.echo(f"{result['file']}: {found} {'thing' if found == 1 else 'things'} to mend.")
