"""How the time of a PDF grows with the book: the handbook's own Typst code, once and several times over.

`make bench` prints the ratio; ten times the book should cost no more than ten times the time.
"""

import datetime
import re
import tempfile
import time
from pathlib import Path

from edi_handbook.publish.typstpdf.compile import compile_pdf
from edi_handbook.publish.typstpdf.house import FONT_PATHS

# Labels are `page:id`; in each copy they get a name of their own, so that links stay within it.
LABEL = re.compile(r'(?<=")(?=[\w./-]+:[\w.-]*")')
DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def several(code: str, times: int) -> str:
    """The Typst code of an edition with its pages `times` over."""
    head, start, body = code.partition("\n#{\n")
    return head + start + "\n".join(LABEL.sub(f"{copy}/", body.rpartition("\n}")[0]) for copy in range(times)) + "\n}\n"


def measure(main: Path, times: int = 10) -> dict[str, float]:
    """Seconds that Typst takes for the edition at `main`, once and `times` over, with nothing else at work."""
    found = {}
    for count in (1, times):
        with tempfile.NamedTemporaryFile("w", suffix=".typ", dir=main.parent, encoding="utf-8", delete=False) as file:
            file.write(several(main.read_text(encoding="utf-8"), count))
        try:
            start = time.perf_counter()
            compile_pdf(Path(file.name), [Path(folder) for folder in FONT_PATHS], DATE)
            found["Typst alone, handbook.pdf" + (f", {count} times" if count > 1 else "")] = round(
                time.perf_counter() - start, 2
            )
        finally:
            Path(file.name).unlink()
    return found
