"""Write tables as CSV that is safe to open in a spreadsheet.

A cell that begins with = + - @ or a tab can be run as a formula by Excel and others ("CSV injection", OWASP). Text
cells that would are given an apostrophe in front, which spreadsheets take as "this is text". Negative numbers are
numbers, not text, and would be harmless; but to keep to "no cell begins with one of these", a table for publication
states them with the real minus sign.
"""

import csv
import io
import math
import numbers
import re
from pathlib import Path

import pandas as pd

from edi_handbook import whole
from edi_handbook.workforce.text import MINUS

DANGEROUS = ("=", "+", "-", "@", "\t")


def safe_cell(value: object) -> str:
    """A cell as text that no spreadsheet runs: missing is empty, a negative number has the minus sign U+2212, and
    a text is one line."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, numbers.Real):
        return text.replace("-", MINUS) if text.startswith("-") else text
    text = re.sub(r"[\t\r\n]+", " ", text)
    return f"'{text}" if text.lstrip().startswith(DANGEROUS) else text


def csv_text(frame: pd.DataFrame) -> str:
    """The frame as CSV text (UTF-8 when written, no byte order mark), header included, every cell safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe_cell(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow([safe_cell(value) for value in row])
    return out.getvalue()


def write_csv(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write the frame to `path` as safe CSV and return the path."""
    return whole.write_text(Path(path), csv_text(frame))
