"""What the tests of a lead's own strategy share: a strategy to change, invented returns, and all words of a folder."""

import json
import re
import zipfile
from pathlib import Path

import pandas as pd
from lxml import etree

from edi_handbook.strategy import own
from edi_handbook.workforce.published import DATA
from tests import pdf_pages

GAPS = ("fair-recruitment", "fair-discipline")
CLOCK = "1795392000"
"""Seconds: a moment for files that are to be the same each time."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def a_strategy(path: Path, change=lambda held: None, keys=(), organisation: str = "Amber Invented Trust") -> Path:
    """The strategy that is offered, changed by `change`, written to `path`."""
    held = json.loads(own.as_text(own.of_offered(organisation, own.offered_day(), keys)))
    change(held)
    path.write_text(json.dumps(held, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def of_system(code: str) -> pd.DataFrame:
    """One organisation of the synthetic system, all years."""
    rows = pd.read_csv(DATA / "synthetic-system" / "synthetic-system.csv").drop(columns="is_synthetic")
    return rows[rows["organisation_code"] == code].reset_index(drop=True)


def word_tables(path: Path) -> list[list[list[str]]]:
    """The tables of a Word file, each as rows of cells."""
    body = _document(path)
    return [
        [["".join(cell.itertext(f"{_W}t")) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]
        for table in body.iter(f"{_W}tbl")
    ]


def word_text(path: Path) -> str:
    pieces = ([" " if one.tag == f"{_W}br" else one.text or "" for one in paragraph.iter(f"{_W}t", f"{_W}br")]
              for paragraph in _document(path).iter(f"{_W}p"))  # fmt: skip
    return "\n".join("".join(one) for one in pieces)


def _document(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as packed:
        return etree.fromstring(packed.read("word/document.xml"))


def text_of(folder: Path) -> dict[str, str]:
    """The words of every file in a folder that a reader opens, by its name; those of pictures by their alt texts."""
    found = {}
    for path in sorted(folder.iterdir()):
        match path.suffix:
            case ".pdf":
                found[path.name] = "\n".join(pdf_pages.copied(path))
            case ".docx":
                alts = [one.get("descr", "") for one in _document(path).iter("{*}docPr")]
                found[path.name] = "\n".join([word_text(path), *alts])
            case ".csv" | ".txt" | ".ics":
                found[path.name] = path.read_text(encoding="utf-8-sig")
            case ".svg":
                found[path.name] = " ".join(etree.parse(path).getroot().itertext())
    return {name: re.sub(r"\s+", " ", words) for name, words in found.items()}
