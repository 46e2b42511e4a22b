"""How the time of a PDF grows with the book: the handbook's own Typst code, once and several times over.

`make bench` prints the ratio; ten times the book should cost no more than ten times the time.
"""

import datetime
import re
import subprocess
import sys
import time
from pathlib import Path

from edi_handbook import whole
from edi_handbook.typstpdf.compile import compile_pdf
from edi_handbook.typstpdf.house import FONT_PATHS

# Labels are `page:id`; in each copy they get a name of their own, so that links stay within it.
LABEL = re.compile(r'(?<=")(?=[\w./-]+:[\w.-]*")')
DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def several(code: str, times: int) -> str:
    """The Typst code of an edition with its pages `times` over."""
    head, start, body = code.partition("\n#{\n")
    return head + start + "\n".join(LABEL.sub(f"{copy}/", body.rpartition("\n}")[0]) for copy in range(times)) + "\n}\n"


def measure(main: Path, times: int = 10) -> dict[str, float]:
    """Seconds that Typst takes for the edition at `main`, once and `times` over, with nothing else at work.

    Each is set in a process of its own, as in a build: Typst keeps what it has worked out for as long as its process
    lives, so that one run would help the next, or leave it too little memory.
    """
    found = {}
    for count in (1, times):
        scratch = main.with_name(f"{main.stem}-{count}-times.typ")  # beside it, for what it imports
        whole.write_text(scratch, several(main.read_text(encoding="utf-8"), count))
        try:
            command = [sys.executable, "-m", __name__, str(scratch)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        finally:
            scratch.unlink()
        name = "Typst alone, handbook.pdf" + (f", {count} times" if count > 1 else "")
        found[name] = round(float(said), 2)
    return found


def _seconds(main: Path) -> float:
    start = time.perf_counter()
    compile_pdf(main, [Path(folder) for folder in FONT_PATHS], DATE)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(_seconds(Path(sys.argv[1])))
