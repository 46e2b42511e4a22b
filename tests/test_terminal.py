"""How commands stop: whatever class of error stops one, its user reads a sentence and never a traceback."""

import errno
import importlib
import inspect
import os
import pkgutil
import subprocess
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

import edi_handbook
from edi_handbook import cli, terminal
from edi_handbook.actions import ActionsError
from edi_handbook.ledgers.tables import LedgerError
from edi_handbook.report.write import ReportError
from edi_handbook.typstpdf.compile import Complaint, Refused
from edi_handbook.workforce.returns.problems import Problem, UnreadableFile

SENTENCE = "One sentence says what is wrong: mend it."
# What is raised of a class that is not made of its words alone, or of none.
MADE = {
    ReportError: lambda: ReportError([SENTENCE]),
    LedgerError: lambda: LedgerError([SENTENCE]),
    Refused: lambda: Refused([Complaint("", SENTENCE)]),
    UnreadableFile: lambda: UnreadableFile("a_code", SENTENCE.removesuffix(": mend it."), "mend it"),
    ActionsError: lambda: ActionsError([Problem("a_code", None, None, SENTENCE.removesuffix(": mend it."), "mend it")]),
}


def classes() -> list[type[Exception]]:
    """Every class of exception that a module of the package defines."""
    found = set()
    for module in pkgutil.walk_packages(edi_handbook.__path__, "edi_handbook."):
        held = vars(importlib.import_module(module.name)).values()
        found |= {one for one in held if inspect.isclass(one) and issubclass(one, BaseException)}
    return sorted((one for one in found if one.__module__.startswith("edi_handbook")), key=lambda one: one.__qualname__)


def commands(group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


CLASSES = classes()
COMMANDS = dict(commands(typer.main.get_command(cli.app)))


def stopped_by(monkeypatch, error: BaseException, command: tuple[str, ...] = ("build",)):
    """What a command says whose code raises `error`, at the door that users come in by."""

    def raises(**_):
        raise error

    door = typer.main.get_command(cli.app)
    monkeypatch.setattr(dict(commands(door))[command], "callback", raises)
    monkeypatch.setattr(typer.main, "get_command", lambda _: door)
    monkeypatch.setattr("typer.testing._get_command", lambda _: door)
    needed = [one for one in dict(commands(door))[command].params if one.required]
    given = [part for one in needed for part in ([*one.opts, "x"] if one.param_type_name == "option" else ["x"])]
    return CliRunner().invoke(cli.app, [*command, *given])


def test_classes_and_commands_are_found():
    assert {"BuildError", "ReportError", "BudgetSpent", "YamlFileError"} <= {one.__name__ for one in CLASSES}
    assert {("build",), ("return", "report"), ("new", "page"), ("pdf", "check"), ("workshop",)} <= set(COMMANDS)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_each_class_of_error_reaches_a_user_as_a_sentence(monkeypatch, kind):
    found = stopped_by(monkeypatch, MADE.get(kind, lambda: kind(SENTENCE))())
    assert found.stderr.strip().replace("; ", ": ") == SENTENCE
    assert found.exit_code == terminal.WRONG and isinstance(found.exception, SystemExit)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_is_without_the_door(monkeypatch, command):
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "book/index.md")
    found = stopped_by(monkeypatch, error, command)
    assert found.stderr == (
        "book/index.md cannot be written (No space left on device): make room on the disk, then try again.\n"
    )
    assert found.exit_code == terminal.UNUSABLE


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_error_without_words_has_those_of_its_class(monkeypatch, kind):
    error = kind.__new__(kind)
    if str(error):
        pytest.fail("it says something of itself")
    said = stopped_by(monkeypatch, error).stderr.strip()
    assert said.endswith((".", ":")) and len(said) > 10


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "a.md"), "a.md cannot be used (Permission denied): see"),
        (OSError("no number"), "The system refused something (no number): mend that"),
        (subprocess.CalledProcessError(3, ["git"]), "stopped with status 3"),
        (MemoryError(), "too little memory"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(monkeypatch, error, said):
    found = stopped_by(monkeypatch, error)
    assert said in found.stderr and "Traceback" not in found.stderr


def test_a_fault_of_the_code_is_not_hidden(monkeypatch):
    assert isinstance(stopped_by(monkeypatch, KeyError("x")).exception, KeyError)
