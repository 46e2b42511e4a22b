"""`edi-handbook notebooks` and `edi-handbook workshop`."""

import datetime
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from edi_handbook.terminal import UNUSABLE, WRONG, stop

ROOM = "workshop"

Facilitator = Annotated[bool, typer.Option("--facilitator", help="Take the copies that hold the facilitator notes.")]
Reset = Annotated[bool, typer.Option("--reset", help="Move what was written aside, dated, and start afresh.")]
Folder = Annotated[Path | None, typer.Option("--folder", help="Where the room is, instead of workshop in this folder.")]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open JupyterLab, or only make the folder.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")]


def notebooks() -> None:
    """Make the zip files to hand out, in _build/notebooks: learner.zip and facilitator.zip.

    Example: edi-handbook notebooks
    """
    from edi_handbook.workshop import zips

    source, site = _built()
    try:
        made = zips.make(source, site, source / "_build" / "notebooks")
    except (zips.ZipError, FileNotFoundError) as error:
        stop(str(error), code=WRONG)
    for path in made:
        typer.echo(f"  {path.relative_to(source)}  {path.stat().st_size / 1024 / 1024:.1f} MiB")


def workshop(
    reset: Reset = False,
    facilitator: Facilitator = False,
    folder: Folder = None,
    open_lab: Open = True,
    browser: Browser = True,
) -> None:
    """Open the workshop's notebooks in JupyterLab, in a folder of their own, on this computer only.

    The folder is workshop, beside the book. Example: edi-handbook workshop --reset
    """
    from edi_handbook.workshop import folder as folders
    from edi_handbook.workshop import notebooks

    if folder and folder.exists() and not folder.is_dir():  # said before the pages are built
        stop(f"{folder} is a file: name a folder, new or made by this command.", code=UNUSABLE)
    source, site = _built()
    room = (folder or source / ROOM).resolve()
    audience = "facilitator" if facilitator else "learner"
    try:
        copies = notebooks.collect(source, site, audience)
    except FileNotFoundError as error:
        stop(str(error), code=WRONG)
    try:
        if reset and (kept := folders.set_aside(room, datetime.datetime.now())):
            typer.echo(f"What was in {room.name} is now in {kept.name}.")
        for sentence in folders.prepare(room, copies, audience, datetime.datetime.now()):
            typer.echo(sentence)
    except OSError as error:
        stop(f"{room} cannot be written ({error.strerror}): name a folder that you may write to.", code=UNUSABLE)
    if open_lab:
        sys.exit(_open_lab(room, folders.START, browser))
    typer.echo(f"The room is ready in {room}.")


def lab_command(start: str) -> list[str]:
    """What starts JupyterLab on the folder it is run in, at the page `start`.

    The open tabs are kept in that folder: JupyterLab's own place for them is shared with everything else that its owner
    does, so that a new room would open on the tabs of the last one.
    """
    settings = ["--notebook-dir=.", "--LabApp.workspaces_dir=.workspace", f"--LabApp.default_url=/lab/tree/{start}"]
    return [sys.executable, "-m", "jupyterlab", *settings]


def _open_lab(room: Path, start: str, browser: bool) -> int:
    with resources.as_file(resources.files("edi_handbook") / "jupyter") as settings:
        environment = {**os.environ, "JUPYTER_CONFIG_PATH": str(settings)}
        command = lab_command(start) + ([] if browser else ["--no-browser"])
        return subprocess.run(command, cwd=room, env=environment).returncode


def _built() -> tuple[Path, Path]:
    """The handbook's folder and its web pages, built where anything has changed."""
    from edi_handbook.publish.building import build as builds

    try:
        source = builds.root()
        return source, builds.build_html(source).made
    except builds.BuildError as error:
        stop(str(error), code=WRONG)
