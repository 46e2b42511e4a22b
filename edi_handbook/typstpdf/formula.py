"""Formulas: the `math` directive learns `:alt:`, and the little LaTeX that a handbook needs becomes Typst's notation.

Words are asked for because a screen reader would else spell the LaTeX out. What is not in `COMMANDS` is refused by
name, so that no formula is printed wrong.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.patches import MathDirective

COMMANDS = {
    "times": "times", "div": "div", "cdot": "dot.op", "pm": "plus.minus", "approx": "approx", "ne": "!=", "neq": "!=",
    "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "lt": "<", "gt": ">", "sum": "sum", "prod": "product",
    "infty": "infinity", "in": "in", "to": "arrow.r", "ldots": "dots.h", "dots": "dots.h", "cdots": "dots.h.c",
    "ln": "ln", "log": "log", "exp": "exp", "max": "max", "min": "min", "quad": "quad", "qquad": "wide",
    "alpha": "alpha", "beta": "beta", "gamma": "gamma", "delta": "delta", "epsilon": "epsilon", "theta": "theta",
    "lambda": "lambda", "mu": "mu", "pi": "pi", "rho": "rho", "sigma": "sigma", "tau": "tau", "phi": "phi",
    "chi": "chi", "omega": "omega", "Delta": "Delta", "Sigma": "Sigma", "Omega": "Omega",
    "%": "%", "$": "\\$", "&": "\\&", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}", ",": "thin", ";": "med",
    " ": "med", "!": "", "\\": "\\", "left": "", "right": "", "displaystyle": "", "bigl": "", "bigr": "",
}  # fmt: skip
ONE = {"sqrt": "sqrt", "hat": "hat", "bar": "overline", "overline": "overline", "mathbf": "bold", "mathrm": "upright"}
TWO = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "binom": "binom"}
WORDS = {"text", "textrm", "mbox", "operatorname"}
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_&]|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


class UnknownCommand(ValueError):
    """LaTeX that this small converter does not know."""


class MathWithAlt(MathDirective):
    """`math` with an `:alt:` in words, for print and for anyone who hears it."""

    option_spec = MathDirective.option_spec | {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        made = super().run()
        for node in made:
            if isinstance(node, nodes.math_block) and "alt" in self.options:
                node["alt"] = " ".join(self.options["alt"].split())
        return made


def typst(latex: str) -> str:
    """`latex` in Typst's notation. Raises `UnknownCommand`, naming the command that it does not know."""
    tokens = TOKEN.findall(latex.strip())
    code, rest = _run(tokens)
    if rest:
        raise UnknownCommand(f"the formula {latex!r} has a brace too many")
    return code


def _run(tokens: list[str]) -> tuple[str, list[str]]:
    pieces = []
    while tokens and tokens[0] != "}":
        piece, tokens = _piece(tokens)
        pieces.append(piece)
    return " ".join(p for p in pieces if p), tokens


def _piece(tokens: list[str]) -> tuple[str, list[str]]:
    token, rest = tokens[0], tokens[1:]
    if token == "{":
        inner, rest = _run(rest)
        if not rest:
            raise UnknownCommand("a formula has a brace that is not closed")
        return f"({inner})" if inner else "", rest[1:]
    if token in "^_":
        inner, rest = _argument(rest)
        return f"{token}({inner})", rest
    if token == "&":
        return "&", rest
    if not token.startswith("\\"):
        if token.isspace():
            return "", rest
        # A letter, a number or a sign; signs that Typst would read as its own are quoted.
        return (f'"{token}"' if token in "#$\"/'" else token), rest
    name = token[1:]
    if name in COMMANDS:
        return COMMANDS[name], rest
    if name in WORDS:
        words, rest = _words(rest)
        return f'"{words}"', rest
    if name in ONE:
        inner, rest = _argument(rest)
        return f"{ONE[name]}({inner})", rest
    if name in TWO:
        first, rest = _argument(rest)
        second, rest = _argument(rest)
        return f"{TWO[name]}({first}, {second})", rest
    raise UnknownCommand(f"print does not know the LaTeX command {token}: write the sum in words, or teach formula.py")


def _argument(tokens: list[str]) -> tuple[str, list[str]]:
    while tokens and tokens[0].isspace():
        tokens = tokens[1:]
    if not tokens:
        raise UnknownCommand("a formula ends where something should follow")
    if tokens[0] == "{":
        inner, rest = _run(tokens[1:])
        if not rest:
            raise UnknownCommand("a formula has a brace that is not closed")
        return inner.replace(",", '","'), rest[1:]
    return _piece(tokens)


def _words(tokens: list[str]) -> tuple[str, list[str]]:
    if not tokens or tokens[0] != "{" or "}" not in tokens:
        raise UnknownCommand("words in a formula go in braces: \\text{like this}")
    end = tokens.index("}")
    return "".join(tokens[1:end]).replace("\\", "").replace('"', "'"), tokens[end + 1 :]
