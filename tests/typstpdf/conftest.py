"""Builds one small book in this process, and reads back what the PDF says."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from sphinx.testing.util import SphinxTestApp

from edi_handbook.pdfcheck.reading import Reader, walk

MARKDOWN = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
EXTENSIONS = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "edi_handbook.typstpdf"]
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
BIBLIOGRAPHY = (
    "@book{cleveland1985, author={Cleveland, William S.}, title={Graphing Data}, publisher={Wadsworth}, year={1985}}\n"
)


@dataclass
class Made:
    """A built book: the folder, the Typst code, what was warned of."""

    folder: Path
    warnings: str

    @property
    def pdf(self) -> Path:
        return self.folder / "book.pdf"

    @property
    def code(self) -> str:
        return (self.folder / "typst" / "book.typ").read_text(encoding="utf-8")

    def elements(self, tag: str | None = None) -> list[tuple[str, str]]:
        """Tags and their text in reading order, after the contents list; only `tag` where it is given."""
        with pikepdf.open(self.pdf) as file:
            reader = Reader(file)
            found = [(str(e.S)[1:], reader.text(e)) for e in walk(file.Root.StructTreeRoot)]
        first = next(i for i, (name, _) in enumerate(found) if name == "H1")
        return [(name, text) for name, text in found[first:] if tag in (None, name)]

    def texts(self, tag: str) -> list[str]:
        return [text for _, text in self.elements(tag)]

    @property
    def words(self) -> str:
        """Everything after the contents list, in reading order."""
        with pikepdf.open(self.pdf) as file:
            reader = Reader(file)
            root = file.Root.StructTreeRoot.K
            document = root[0] if isinstance(root, pikepdf.Array) else root
            texts = [(str(e.S)[1:], reader.text(e)) for e in document.K if isinstance(e, pikepdf.Dictionary)]
        first = next(i for i, (name, _) in enumerate(texts) if name == "H1")
        return " ".join(text for _, text in texts[first:])


@pytest.fixture
def typeset(builds, tmp_path, monkeypatch):
    """A function: page text (or a dict of file names to texts) in, `Made` out. Other arguments are configuration.

    Two calls with one `name` build in one folder, the second over the first.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    apps = []

    def build(pages: str | dict[str, str], suffix: str = "md", name: str = "", **config) -> Made:
        source = tmp_path / (name or f"source{len(apps)}")
        source.mkdir(exist_ok=True)
        if isinstance(pages, str):
            pages = {f"index.{suffix}": pages}
        files = {"conf.py": "", "shape.svg": SHAPE, "references.bib": BIBLIOGRAPHY, **pages}
        for file, text in files.items():
            (source / file).parent.mkdir(parents=True, exist_ok=True)
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
        }
        app = SphinxTestApp("typstpdf", srcdir=source, freshenv=True, confoverrides=settings | config)
        apps.append(app)
        app.build()
        return Made(Path(app.outdir), app.warning.getvalue())

    yield build
    for app in apps:
        app.cleanup()
