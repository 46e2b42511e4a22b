"""Builds one small book in this process, and reads back what its Word file says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from sphinx.testing.util import SphinxTestApp

SHAPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="var(--accent,#0f5578)"/></svg>'
)
BIBLIOGRAPHY = (
    "@book{cleveland1985, author={Cleveland, William S.}, title={Graphing Data}, publisher={Wadsworth}, year={1985}}\n"
)
EXTENSIONS = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "edi_handbook.word"]


@dataclass
class Made:
    """A built book: the Word file, and what was warned of."""

    file: Path
    warnings: str

    @property
    def read(self) -> Document:
        return docx.Document(str(self.file))

    def blocks(self) -> Iterator[tuple[str, str]]:
        """The style and the words of each paragraph after the contents list, and `table` for each table."""
        begun = False
        for block in self.read.iter_inner_content():
            begun = begun or (isinstance(block, Paragraph) and block.style.name == "Heading 1")
            if begun:
                yield ("table", "") if isinstance(block, Table) else (block.style.name, block.text)

    def styled(self, style: str) -> list[str]:
        return [words for name, words in self.blocks() if name == style]

    def links(self) -> dict[str, str]:
        """The words of each link after the contents list, and where it leads."""
        found = {}
        for paragraph in self.read.paragraphs:
            for link in paragraph.hyperlinks if not paragraph.style.name.startswith("toc") else ():
                found[link.text] = link.address or f"#{link.fragment}"
        return found


@pytest.fixture
def write(builds, tmp_path, monkeypatch):
    """A function: page text (or a dict of file names to texts) in, `Made` out. Other arguments are configuration."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    apps = []

    def build(pages: str | dict[str, str], **config) -> Made:
        source = tmp_path / f"source{len(apps)}"
        source.mkdir(exist_ok=True)
        pages = {"index.md": pages} if isinstance(pages, str) else pages
        for file, text in {"conf.py": "", "shape.svg": SHAPE, "references.bib": BIBLIOGRAPHY, **pages}.items():
            (source / file).parent.mkdir(exist_ok=True)
            (source / file).write_text(text, encoding="utf-8")
        settings = {
            "extensions": EXTENSIONS,
            "language": "en-GB",
            "numfig": True,
            "author": "Nobody in particular",
            "html_baseurl": "",
            "bibtex_bibfiles": ["references.bib"],
            "bibtex_reference_style": "label",
            "myst_enable_extensions": [
                "attrs_block",
                "attrs_inline",
                "colon_fence",
                "deflist",
                "fieldlist",
                "tasklist",
            ],
            "typst_editions": [{"file": "book.pdf", "title": "A small book"}],
            "word_files": [{"file": "book.docx", "edition": "book.pdf"}],
        }
        app = SphinxTestApp("word", srcdir=source, freshenv=True, confoverrides=settings | config)
        apps.append(app)
        app.build()
        return Made(Path(app.outdir) / "book.docx", app.warning.getvalue())

    yield build
    for app in apps:
        app.cleanup()
