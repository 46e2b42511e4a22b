"""What pyproject.toml lists under [tool.mypy] is checked strictly, and has no error."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
PARTS = [ROOT / part for part in SETTINGS["files"]]
FILES = sorted({file for part in PARTS for file in (part.rglob("*.py") if part.is_dir() else [part])})


def mypy(*arguments: object) -> str:
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-color-output", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.stdout + found.stderr


def test_the_strict_list_has_no_error():
    said = mypy()
    assert said == f"Success: no issues found in {len(FILES)} source files\n", said


def test_a_wrong_type_is_found(tmp_path):
    """The settings are strict: without a type, or with a wrong one, mypy complains."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from edi_handbook.workforce.disclosure import show_count, show_share\n\n"
        'def first(x):\n    return x\n\n\nshow_share("12", 40)\n'
    )
    said = mypy(wrong)
    assert "wrong.py:3: error: Function is missing a type annotation" in said
    assert 'wrong.py:7: error: Argument 1 to "show_share" has incompatible type "str"' in said


def test_whatever_is_not_checked_says_why():
    """`type: ignore` names the error that it hides, and gives its reason after it."""
    bare = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in FILES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "type: ignore" in line and not re.search(r"type: ignore\[[a-z-]+\]  # \w", line)
    ]
    assert bare == []
