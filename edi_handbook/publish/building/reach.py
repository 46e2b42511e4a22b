"""What a piece of Python reaches, worked out from its text: rooms of the package by import, other files by name.

It errs towards too much. An import inside a function counts; so does a module that stands in a string; a room counts
whole; of a path only as much is followed as the text says. Code that cannot be read reaches everything.
"""

import ast
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PACKAGE = "edi_handbook"
JOINING = {"Path", "PurePath", "join", "joinpath"}
_MODULE = re.compile(rf"{PACKAGE}(\.\w+)+")


@dataclass(frozen=True)
class Said:
    """What the text of some Python says: dotted names of modules, and paths in their parts as far as they are told."""

    modules: frozenset[str]
    paths: frozenset[tuple[str, ...]]


@functools.cache
def said(code: str, package: str = "") -> Said:
    """What `code`, a module of `package`, imports and names. Raises `SyntaxError`."""
    tree = ast.parse(code)
    modules, paths = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (start, node.module)))
            modules.update(f"{module}.{alias.name}" for alias in node.names)
    for words in _paths(tree):
        paths.add(tuple(part for word in words for part in re.split(r"[/\\]", word) if part not in ("", ".", "..")))
        modules.update(word for word in words if _MODULE.fullmatch(word))
    return Said(frozenset(modules), frozenset(paths))


def _paths(node: ast.AST) -> Iterator[tuple[str, ...]]:
    """The strings below `node`; those that a path is put together from stand together."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield (node.value,)
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    operands = []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        operands = _operands(node)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in JOINING:
        operands = node.args
    words = [one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None for one in operands]
    # What is not told before the first string may be any folder; after it, the rest may be anything.
    start = next((place for place, word in enumerate(words) if word is not None), len(words))
    end = next((place for place in range(start, len(words)) if words[place] is None), len(words))
    together = operands[start:end] if end - start > 1 else []
    if together:
        yield tuple(words[start:end])
    apart = [one for one in operands if one not in together] or ([] if operands else ast.iter_child_nodes(node))
    for child in apart:
        yield from _paths(child)
    if operands and isinstance(node, ast.Call):
        yield from _paths(node.func)


def _operands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return [*_operands(node.left), *_operands(node.right)]
    return [node]


class House:
    """The code of the handbook in the folder `root`, whose files are `names`; what is read of it is kept."""

    def __init__(self, root: Path, names: Iterable[str]) -> None:
        self.root, self.names = root, sorted(names)
        within = [name for name in self.names if name.startswith(f"{PACKAGE}/")]
        self.rooms = {_room(name) for name in within}
        spoken = {_room(name) for name in within if name.endswith(".py")}
        self.silent = self.rooms - spoken
        """Rooms that hold no code, such as the fonts; code reaches them by their names."""
        self._next: dict[str, frozenset[str]] = {}

    def reached(self, code: Iterable[str], folder: str = "") -> set[str]:
        """The rooms, and the other files and folders, that pieces of `code` reach, directly or through others.

        Folders end with a slash. `folder` is where the code runs: it may import what lies there, and paths may start
        there.
        """
        found: set[str] = set()
        ahead = {part for piece in code for part in self._leads(piece, "", folder)}
        while ahead:
            part = ahead.pop()
            if part not in found:
                found.add(part)
                ahead |= self._from(part)
        return found

    def _from(self, part: str) -> frozenset[str]:
        """Where a room, or the code beside a notebook, leads on to."""
        if part not in self._next:
            files = [part] if not part.endswith("/") else [name for name in self.names if name.startswith(part)]
            leads: set[str] = set()
            for name in files:
                if name.endswith(".py"):
                    parent = PurePosixPath(name).parent
                    code = (self.root / name).read_text(encoding="utf-8")
                    leads |= self._leads(code, ".".join(parent.parts), "" if part in self.rooms else f"{parent}/")
            self._next[part] = frozenset(leads)
        return self._next[part]

    def _leads(self, code: str, package: str, folder: str) -> set[str]:
        try:
            what = said(code, package)
        except SyntaxError:
            return self._everything
        found = set()
        for module in what.modules:
            top, *rest = module.split(".")
            if top == PACKAGE:
                found |= self._rooms_of(rest)
            else:
                found |= {f"{folder}{top}.py"} & self._files | {f"{folder}{top}/"} & self._folders
        for path in what.paths:
            found |= {self._longest(path, start) for start in {"", folder}} - {""}
            found |= {room for room in self.silent if room.split("/")[1] in path}
        return found

    def _rooms_of(self, rest: list[str]) -> set[str]:
        first = rest[0] if rest else ""
        if first == "*":
            return self.rooms
        return self.rooms & {f"{PACKAGE}/__init__.py", f"{PACKAGE}/{first}/", f"{PACKAGE}/{first}.py"}

    def _longest(self, path: tuple[str, ...], start: str) -> str:
        """As much of `path` as there is below the folder `start`; empty where nothing of it is there."""
        found = ""
        for end in range(1, len(path) + 1):
            name = start + "/".join(path[:end])
            if name in self._files:
                return name
            if f"{name}/" not in self._folders:
                break
            found = f"{name}/"
        return found if found != f"{PACKAGE}/" else ""

    @functools.cached_property
    def _everything(self) -> set[str]:
        return {name if "/" not in name else name[: name.index("/") + 1] for name in self.names} | self.rooms

    @functools.cached_property
    def _files(self) -> set[str]:
        return set(self.names)

    @functools.cached_property
    def _folders(self) -> set[str]:
        return {f"{parent}/" for name in self.names for parent in PurePosixPath(name).parents}


def _room(name: str) -> str:
    """`edi_handbook/charts/` for each file in that folder; of a module at the top, the module."""
    parts = name.split("/")
    return f"{parts[0]}/{parts[1]}/" if len(parts) > 2 else name
