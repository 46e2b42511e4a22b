"""A rule stands in one place: nobody else compares indicators by number, or types the ends of the range."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "edi_handbook"
PYTHON = sorted(PACKAGE.rglob("*.py"))
KNOW_INDICATORS = [file for room in ("workforce", "report") for file in sorted((PACKAGE / room).rglob("*.py"))]


# Indicators are told apart by their kind, or by their name in `definitions`, never by their number.


def literals(node: ast.expr) -> Iterator[object]:
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for part in node.elts:
            yield from literals(part)


def is_number(node: ast.expr) -> bool:
    """Whether it is the number of an indicator, as a return's number or text, or several of them."""
    found = list(literals(node))
    return bool(found) and all(type(one) in (int, str) and re.fullmatch("[1-9]", str(one)) for one in found)


def is_indicator(node: ast.expr) -> bool:
    return bool(re.search(r"(?i)indicator|\bnumber\b|\bkey\[2\]|\bplace\[2\]", ast.unparse(node)))


def by_number(code: str) -> list[str]:
    """Where the code chooses by an indicator's number."""
    found = []
    for node in ast.walk(ast.parse(code)):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare) and all(
            isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in node.ops
        ):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "isin":
            sides = [node.func.value, *node.args]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("INDICATORS"):
            sides = [node.value, node.slice]
        elif isinstance(node, ast.Match) and is_indicator(node.subject):
            sides = [
                node.subject,
                *(case.pattern.value for case in node.cases if isinstance(case.pattern, ast.MatchValue)),
            ]
        if any(map(is_number, sides)) and any(is_indicator(side) for side in sides if not is_number(side)):
            found.append(ast.unparse(node).splitlines()[0])
    return found


@pytest.mark.parametrize(
    "code",
    [
        "number in (1, 9)",
        "claim.indicator == 1",
        "1 != claim.indicator",
        'rows["indicator"].isin([3, 4, 9])',
        'key[2] == "1"',
        "INDICATORS[9].name",
        "match indicator:\n    case 1:\n        pass",
    ],
)
def test_a_choice_by_number_would_be_found(code):
    assert by_number(code)


@pytest.mark.parametrize("code", ["number == len(rows)", "decimals == 1", 'rows["indicator"] == STAFF.number'])
def test_other_comparisons_are_left_alone(code):
    assert not by_number(code)


def test_nothing_chooses_by_an_indicators_number():
    found = {file.name: by_number(file.read_text(encoding="utf-8")) for file in KNOW_INDICATORS}
    assert {name: lines for name, lines in found.items() if lines} == {}


# The range of `definitions`: 0.80 (or 0.8) and 1.25. A per cent, money or a drawing's line is another number, and what
# a source prints keeps its numbers: a block quotation, and the data.

END = re.compile(r"(?<![\w.,£])(?:0\.80?|1\.25)(?![\d%]|\.\d| ?(?:per cent|percentage|million)|r?em\b)")
DRAWN = re.compile(r"\b(?:linewidth|pad)\"?\s*[:=]\s*[\d.]+")
THE_PLACE = PACKAGE / "workforce" / "definitions.py"


def typed(text: str) -> list[str]:
    """The lines that type an end of the range."""
    lines = (line.strip() for line in text.splitlines() if not line.lstrip().startswith(">"))
    return [line for line in lines if END.search(DRAWN.sub("", line))]


def pages() -> list[Path]:
    return [
        file
        for room in ("book", "notebooks")
        for end in ("md", "yml")
        for file in sorted((ROOT / room).rglob(f"*.{end}"))
    ]


@pytest.mark.parametrize(
    "line",
    [
        "RANGE = (0.8, 1.25)",
        "const LOW = 0.8, HIGH = 1.25;",
        "Inside 0.80 to 1.25.",
        "half of trusts are above 1.25",
        '"the range from 0.80 "',
        "**ratio below 0.8**",
    ],
)
def test_a_typed_range_would_be_found(line):
    assert typed(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "{value}`wres:england:3:2023:trusts:above-1-25`",
        "20.8%",
        "0.80%",
        "1.254",
        '"axes.linewidth": 0.8',
        "> above 1.25",
    ],
)
def test_other_numbers_are_left_alone(line):
    assert typed(line) == []


@pytest.mark.parametrize("files", [PYTHON, sorted(PACKAGE.rglob("*.js")), pages()], ids=["python", "script", "prose"])
def test_the_range_is_typed_in_one_place(files):
    """Python asks `definitions`, script finds it in the markup, prose prints `range:low` and `range:high`."""
    assert THE_PLACE in PYTHON and typed(THE_PLACE.read_text(encoding="utf-8"))
    found = {
        str(file.relative_to(ROOT)): typed(file.read_text(encoding="utf-8")) for file in files if file != THE_PLACE
    }
    assert {name: lines for name, lines in found.items() if lines} == {}
