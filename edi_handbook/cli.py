"""`edi-handbook`: each command is a call into one room."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from edi_handbook.pdfcheck import commands as pdf_commands
from edi_handbook.report import commands as report_commands
from edi_handbook.report.plan import commands as plan_commands
from edi_handbook.scaffold import commands as scaffold_commands
from edi_handbook.terminal import UNUSABLE, WRONG, Door, stop
from edi_handbook.workforce.returns import commands as return_commands
from edi_handbook.workshop import commands as workshop_commands

app = typer.Typer(
    cls=Door,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Build, check and run the ED&I handbook. Start with: edi-handbook build",
)
app.add_typer(scaffold_commands.app, name="new")
app.add_typer(pdf_commands.app, name="pdf")
app.add_typer(return_commands.app, name="return")
return_commands.app.command("report")(report_commands.report)
app.command()(plan_commands.strategy)
app.command()(workshop_commands.notebooks)
app.command()(workshop_commands.workshop)

Made = TypeVar("Made")
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what was built before, and build all of it.")]
Output = Annotated[Path | None, typer.Option("--output", help="Put _build under this folder instead.")]


@app.command()
def build(
    what: Annotated[str, typer.Argument(help="all (web pages and PDFs), html, pdf or word")] = "all",
    output: Output = None,
    fresh: Fresh = False,
) -> None:
    """Build the web pages and the PDFs, or another face of the book, and say where they are.

    Example: edi-handbook build html
    """
    from edi_handbook.publish.building import build as builds

    makers = {"html": [builds.build_html], "pdf": [builds.build_pdf], "word": [builds.build_word]}
    makers["all"] = makers["html"] + makers["pdf"]  # a further face is built where it is asked for
    if what not in makers:
        stop(f"'{what}' cannot be built: choose all, html, pdf or word.", code=UNUSABLE)
    source = _or_stop(builds.root)
    stages = [_or_stop(make, source, output, fresh) for make in makers[what]]
    typer.echo(builds.report(stages, source))


@app.command()
def serve(port: Annotated[int, typer.Option(help="The port on this computer.")] = 8000) -> None:
    """Show the book in a browser and rebuild it at each change. Stop it with Ctrl+C."""
    from edi_handbook.publish.building import build as builds

    source = _or_stop(builds.root)
    _or_stop(builds.check_settings, source)
    # sphinx-autobuild needs a conf.py; Jupyter Book writes it from _config.yml (git ignores it).
    subprocess.run([*builds.JUPYTER_BOOK, "config", "sphinx", "."], cwd=source, check=True)
    watched = [str(source / name) for name in ("data", "edi_handbook")]
    command = ["sphinx_autobuild", ".", "_build/serve", "--port", str(port), "--re-ignore", r"(_build|\.venv|\.git)"]
    for place in watched:
        command += ["--watch", place]
    sys.exit(subprocess.run([sys.executable, "-m", *command], cwd=source).returncode)


@app.command()
def lab() -> None:
    """Open the notebooks in JupyterLab, as notebooks, on this computer only."""
    from edi_handbook.publish.building import build as builds

    source = _or_stop(builds.root)
    settings = Path(__file__).parent / "jupyter"
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": str(settings)}
    command = [sys.executable, "-m", "jupyter", "lab", "--notebook-dir", str(source)]
    sys.exit(subprocess.run(command, cwd=source / "notebooks", env=environment).returncode)


@app.command()
def bench(output: Output = None) -> None:
    """Measure builds and pages, against Jupyter Book's defaults, into _build/bench.json."""
    from edi_handbook.measure import bench as benches
    from edi_handbook.publish.building import build as builds

    _or_stop(benches.run, _or_stop(builds.root), output)


@app.command()
def offline(output: Output = None) -> None:
    """Build the web pages and put them into one zip, for a memory stick: _build/handbook-offline.zip."""
    from edi_handbook.publish.building import build as builds
    from edi_handbook.publish.web.site import offline as bundles

    source = _or_stop(builds.root)
    stage = _or_stop(builds.build_html, source, output)
    typer.echo(bundles.bundle(stage.made, (output or source) / "_build" / "handbook-offline.zip"))


@app.command()
def shots(output: Output = None) -> None:
    """Take pictures of ten key pages, phone and desktop, light and dark, into _build/shots."""
    from edi_handbook.measure import shots as pictures
    from edi_handbook.publish.building import build as builds

    source = _or_stop(builds.root)
    stage = _or_stop(builds.build_html, source, output)
    folder = stage.made.parent / "shots"
    typer.echo(f"{len(pictures.take(stage.made, folder))} pictures in {folder}")


def _or_stop(make: Callable[..., Made], *arguments) -> Made:
    """What `make` makes; where that is a `BuildError`, the command ends and says why."""
    from edi_handbook.publish.building.build import BuildError

    try:
        return make(*arguments)
    except BuildError as error:
        stop(str(error), code=WRONG)


def main() -> None:
    app()
