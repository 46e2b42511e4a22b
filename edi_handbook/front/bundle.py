"""Joins the front end's modules into one file: a module for a notebook, a classic script for a page.

Browsers load no modules from `file://`, and a fresh machine has Python alone, so this takes the place of a bundler. It
can be this small because the modules keep four rules, which are checked: names are imported as they are or as one
name space (`import * as name`), no two modules export the same name unless it is used through name spaces, nothing is
imported in a circle, and no template literal holds another (the minifier would take blanks out of the inner one).
"""

import re
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

_IMPORT = re.compile(r'^import (?:(\{[^}]*\})|\* as (\w+)) from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:const|function|class) (\w+)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default (.+);$", re.MULTILINE)


class BundleError(ValueError):
    """The modules break a rule of this bundler. The message names the module."""


def module(entry: Path) -> str:
    """`entry` and all it imports as one ES module, minified."""
    return rjsmin.jsmin(_join(entry, keep_default=True))


def script(entry: Path) -> str:
    """`entry` and all it imports as one classic script that leaves no global name, minified."""
    return rjsmin.jsmin('(()=>{"use strict";\n' + _join(entry, keep_default=False) + "\n})();\n")


def style(*files: Path) -> str:
    """Stylesheets as one, minified."""
    return rcssmin.cssmin("\n".join(file.read_text(encoding="utf-8") for file in files))


@cache
def _join(entry: Path, keep_default: bool) -> str:
    parts: dict[Path, str] = {}
    _collect(entry.resolve(), parts, ())
    end = _DEFAULT.search(entry.read_text(encoding="utf-8")) if keep_default else None
    return "\n".join(parts.values()) + (f"\nexport default {end[1]};\n" if end else "")


def _collect(file: Path, parts: dict[Path, str], above: tuple[Path, ...]) -> None:
    if file in above:
        raise BundleError(f"{file.name}: imported in a circle by {above[-1].name}")
    if file in parts:
        return
    text = file.read_text(encoding="utf-8")
    for literal in re.findall(r"`[^`]*`", text):
        if literal.count("${") != len(re.findall(r"\$\{[^`]*?\}", literal)):
            raise BundleError(f"{file.name}: a template literal holds another: {literal[:60]}")
    spaces = []
    for names, space, source in _IMPORT.findall(text):
        wanted = (file.parent / source).resolve()
        _collect(wanted, parts, (*above, file))
        exported = _EXPORT.findall(wanted.read_text(encoding="utf-8"))
        if space:
            spaces.append(f"const {space} = {{ {', '.join(exported)} }};")
        for name in filter(None, (n.strip() for n in names.strip("{}").split(","))):
            if name not in exported:
                raise BundleError(f"{file.name}: imports {name}, which {wanted.name} does not export")
    body = _DEFAULT.sub("", _EXPORT.sub(lambda found: found[0].removeprefix("export "), _IMPORT.sub("", text)))
    if re.search(r"^(import|export)\b", body, re.MULTILINE):
        raise BundleError(f"{file.name}: has an import or export of a form that bundle.py does not know")
    # What a module does not export is its own: a block keeps its names from the others.
    names = _EXPORT.findall(text)
    inner = "\n".join([*spaces, body])
    for other, code in parts.items():
        for name in names:
            if re.search(rf"^const \{{[^}}]*\b{name}\b[^}}]*\}} = ", code, re.MULTILINE):
                raise BundleError(f"{file.name}: exports {name}, as {other.name} does: names must differ")
    parts[file] = (
        f"const {{ {', '.join(names)} }} = (() => {{\n{inner}\nreturn {{ {', '.join(names)} }};\n}})();"
        if names
        else (f"{inner}" if file.suffix == ".js" and not above else f"(() => {{\n{inner}\n}})();")
    )
