"""A book built as `make` builds it, wherever its source lies."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def build_book(source: Path, output: Path) -> Path:
    """The site of the book in `source`, built strictly into `output/handbook`."""
    command = [Path(sys.executable).with_name("jupyter-book"), "build", source, "--path-output", output]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    built = subprocess.run([*command, "-n", "-W", "--keep-going"], capture_output=True, text=True, env=environment)
    assert built.returncode == 0, built.stderr[-2000:]
    return (output / "_build" / "html").rename(output / "handbook")
