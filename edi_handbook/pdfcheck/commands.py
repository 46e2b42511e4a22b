"""`edi-handbook pdf check FILE...`: what in a PDF shuts readers out, one plain line each, and how to mend it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from edi_handbook.pdfcheck import words

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2

# What our own checks call a fault of the whole file, and the rules by which veraPDF says the same: told once.
SAME = {
    "tags": ("6.2-", "7.1-11"),
    "language": ("7.2-33", "7.2-34"),
    "title": ("7.1-9", "7.1-10"),
    "pdfua": ("5-", "7.1-8"),
    "tab order": ("7.18.3-",),
    "artifacts": ("7.1-3",),
    "fonts": ("7.21.4.1-1",),
}

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

    Runs all 106 rules of veraPDF for PDF/UA-1, and our own checks of tags, headings, tables, links and fonts.
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
    # Late, so that --help does not wait for them.
    import pikepdf

    from edi_handbook.pdfcheck import structure, verapdf

    result = {"file": str(file), "error": None, "rules": 0, "checks": 0, "findings": []}
    result |= {"links": 0, "links_with_words": 0}
    try:
        report = verapdf.check(file)
        own = structure.look(file)
    except verapdf.PdfCheckError as error:
        return result | {"error": str(error)}
    except pikepdf.PdfError as error:
        return result | {"error": f"{file}: cannot be read as a PDF ({error}); make the file again."}
    told = [failure.rule for failure in report.failures]
    lines = [_from_verapdf(failure) for failure in report.failures]
    lines += [_from_structure(one) for one in own.findings if not _any_begins(told, SAME.get(one.rule, ()))]
    return result | {
        "rules": report.rules_loaded,
        "checks": report.checks,
        "links": own.links,
        "links_with_words": own.links_with_words,
        "findings": [asdict(line) for line in lines],
    }


def _from_verapdf(failure) -> Line:
    wrong, mend = words.plain(failure.rule)
    return Line(f"PDF/UA-1 {failure.rule}", failure.place, failure.count, wrong, mend)


def _from_structure(finding) -> Line:
    place = "the file as a whole" if finding.place == "file" else finding.place
    return Line(f"structure: {finding.rule}", place, 1, finding.wrong, finding.mend)


def _any_begins(rules: list[str], starts: tuple[str, ...]) -> bool:
    return any(rule == start or (start.endswith("-") and rule.startswith(start)) for rule in rules for start in starts)


def _say(result: dict) -> None:
    if result["error"]:
        typer.echo(result["error"], err=True)
        return
    for line in result["findings"]:
        often = f", and {line['count'] - 1} more" if line["count"] > 1 else ""
        typer.echo(f"{result['file']}: {line['place']}{often}: {line['wrong']} {line['mend']} ({line['rule']})")
    found = len(result["findings"])
    done = f"{result['rules']} rules, {result['checks']} checks"
    links = f"{result['links_with_words']} of {result['links']} links say their own words"
    told = "nothing to mend" if not found else f"{found} {'thing' if found == 1 else 'things'} to mend"
    typer.echo(f"{result['file']}: {told} ({done}; {links}).")
