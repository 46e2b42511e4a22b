"""Joins the front end's modules into one file: a module for a notebook, a classic script for a page.

Browsers load no modules from `file://`, and a fresh machine has Python alone, so this takes the place of a bundler of
Node's (docs/decisions/0007-our-own-bundler.md). A parser finds what a module imports and exports. Each module becomes a
function that is called once and gives back its exports, so its own names never meet another's.

Not every form of import and export is known, nothing may be imported in a circle, no name begins with `$` (the joined
modules' own do), and no template literal holds another (rjsmin would take blanks out of the inner one). What breaks a
rule is refused with file and line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_javascript.language()))


class BundleError(ValueError):
    """A module cannot be joined to the others. The message gives file and line, what is wrong, and how to mend it."""


def module(entry: Path) -> str:
    """`entry` and all it imports as one ES module, minified; `entry`'s default export is its own.

    Raises `BundleError`.
    """
    return rjsmin.jsmin(_join(entry, keep_default=True))


def script(entry: Path) -> str:
    """`entry` and all it imports as one classic script that leaves no global name, minified. Raises `BundleError`."""
    return rjsmin.jsmin('(()=>{"use strict";\n' + _join(entry, keep_default=False) + "\n})();\n")


def style(*files: Path) -> str:
    """Stylesheets as one, minified."""
    return rcssmin.cssmin("\n".join(file.read_text(encoding="utf-8") for file in files))


@dataclass(frozen=True)
class _Import:
    line: int
    source: Path
    names: dict[str, str] = field(default_factory=dict)
    """The exported name to the name it has here."""
    space: str = ""
    """The name of `import * as name`."""


@dataclass
class _Module:
    """A module without its imports and the word `export`."""

    file: Path
    imports: list[_Import] = field(default_factory=list)
    exports: list[str] = field(default_factory=list)
    default: str = ""
    body: str = ""


@cache
def _join(entry: Path, keep_default: bool) -> str:
    modules = _in_order(entry.resolve())
    names = {file: f"${number}" for number, file in enumerate(modules)}
    *others, last = modules.values()
    parts = [_called(one, names) for one in others] + [_code(last, names)]
    if keep_default and last.default:
        parts.append(f"export default {last.default};")
    return "\n".join(parts)


def _in_order(
    file: Path, above: tuple[Path, ...] = (), found: dict[Path, _Module] | None = None
) -> dict[Path, _Module]:
    """`file` and all it imports, each after what it imports itself."""
    found = {} if found is None else found
    one = _read(file)
    for wanted in one.imports:
        if wanted.source in (*above, file):
            raise _refusal(file, wanted.line, f"imports {wanted.source.name}, which imports it: a circle. Take one out")
        if not wanted.source.is_file():
            raise _refusal(file, wanted.line, f"imports {wanted.source.name}, which is not there. Correct the path")
        if wanted.source not in found:
            _in_order(wanted.source, (*above, file), found)
        for name in wanted.names:
            if name not in found[wanted.source].exports:
                raise _refusal(
                    file, wanted.line, f"imports {name}, which {wanted.source.name} does not export. Correct the name"
                )
    found[file] = one
    return found


def _called(one: _Module, names: dict[Path, str]) -> str:
    return f"const {names[one.file]} = (() => {{\n{_code(one, names)}\nreturn {{ {', '.join(one.exports)} }};\n}})();"


def _code(one: _Module, names: dict[Path, str]) -> str:
    lines = []
    for wanted in one.imports:
        if wanted.space:
            lines.append(f"const {wanted.space} = {names[wanted.source]};")
        elif wanted.names:
            pairs = (name if name == here else f"{name}: {here}" for name, here in wanted.names.items())
            lines.append(f"const {{ {', '.join(pairs)} }} = {names[wanted.source]};")
    return "\n".join([*lines, one.body])


def _read(file: Path) -> _Module:
    source = file.read_bytes()
    root = _PARSER.parse(source).root_node
    _check(file, root)
    one, left, at = _Module(file), [], 0
    for node in root.children:
        if node.type not in ("import_statement", "export_statement"):
            continue
        left.append(source[at : node.start_byte])
        declared = node.child_by_field_name("declaration")
        if node.type == "import_statement":
            one.imports.append(_imported(file, node))
        elif declared:
            one.exports += _declared(file, declared)
        elif value := node.child_by_field_name("value"):
            one.default = value.text.decode()
        else:
            raise _refusal(file, _line(node), "exports in a form that bundle.py does not know. Use `export const`")
        at = declared.start_byte if declared else node.end_byte
    one.body = b"".join([*left, source[at:]]).decode()
    return one


def _check(file: Path, root: Node) -> None:
    for node in _all(root):
        if node.is_error or node.is_missing:
            raise _refusal(file, _line(node), "is no JavaScript from here on. Correct it")
        if node.type == "identifier" and node.text.startswith(b"$"):
            raise _refusal(file, _line(node), f"names something {node.text.decode()}. Let no name begin with $")
        if node.type == "template_substitution" and any(one.type == "template_string" for one in _all(node)):
            raise _refusal(file, _line(node), "has a template literal in another. Give the inner one a name first")


def _imported(file: Path, node: Node) -> _Import:
    path = node.child_by_field_name("source").text.decode().strip("\"'")
    source, line = (file.parent / path).resolve(), _line(node)
    clause = next((child for child in node.children if child.type == "import_clause"), None)
    if clause is None:  # for what it does, not for what it exports
        return _Import(line, source)
    [inner, *more] = clause.children
    if not more and inner.type == "namespace_import":
        return _Import(line, source, space=inner.named_children[0].text.decode())
    if not more and inner.type == "named_imports":
        names = [[one.text.decode() for one in specifier.named_children] for specifier in inner.named_children]
        return _Import(line, source, names={pair[0]: pair[-1] for pair in names})
    raise _refusal(file, line, "imports in a form that bundle.py does not know. Use `import { name }` or `* as name`")


def _declared(file: Path, node: Node) -> list[str]:
    """The names that `export` gives to the others. `let` and `var` may change later, and no importer would see it."""
    if node.type in ("function_declaration", "class_declaration"):
        return [node.child_by_field_name("name").text.decode()]
    names = [one.child_by_field_name("name") for one in node.named_children if one.type == "variable_declarator"]
    if node.children[0].type != "const" or any(name.type != "identifier" for name in names):
        raise _refusal(file, _line(node), "exports in a form that bundle.py does not know. Use `export const name`")
    return [name.text.decode() for name in names]


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _line(node: Node) -> int:
    return node.start_point[0] + 1


def _refusal(file: Path, line: int, fault: str) -> BundleError:
    return BundleError(f"{file.name}:{line}: {fault}.")
