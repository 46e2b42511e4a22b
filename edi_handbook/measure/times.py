"""How long `make check`, `make test` and `make thorough` took when they last ended well, for `make bench`.

The Makefile ends each with `python -m edi_handbook.measure.times NAME BEGAN`; BEGAN is in seconds since 1970.
"""

import json
import sys
import time
from pathlib import Path

from edi_handbook import whole

FILE = Path("_build") / "times.json"


def note(source: Path, name: str, began: float) -> None:
    """Keep the seconds of wall time since `began` beside those of other commands, in `_build` under `source`."""
    place = source / FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    whole.write_text(place, json.dumps(read(source) | {f"make {name}": round(time.time() - began)}, indent=2) + "\n")


def read(source: Path) -> dict[str, int]:
    """Seconds by command, as last run in `source`; empty where none has ended there yet."""
    place = source / FILE
    return json.loads(place.read_text()) if place.exists() else {}


if __name__ == "__main__":
    note(Path.cwd(), sys.argv[1], float(sys.argv[2]))
