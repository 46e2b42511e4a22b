"""The builder could be a package of its own: with `whole.py` and another `house.py`, it sets a book by itself."""

import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf

from edi_handbook import typstpdf, whole
from edi_handbook.typstpdf import house

HOUSE = '''
import datetime

PALETTE = {palette}
VERSION = "1"
FONTS = {{"text": "Source Sans 3", "code": "Source Code Pro"}}
FONT_PATHS = [{fonts!r}]
FORM_FONT = {fonts!r} + "/SourceSans3-Regular.ttf"
EDITIONS = [{{"file": "a-book.pdf", "title": "A book"}}]


def made(source):
    return datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def commit(source):
    return ""


def in_print(svg):
    return svg


def rank_outputs(app, config):
    """This book has no notebooks."""
'''
BUILD = """
import sys
sys.modules["edi_handbook"] = None  # any import of it fails
from sphinx.cmd.build import main
sys.exit(main(["-b", "typstpdf", "-q", "-W", "source", "built"]))
"""


def test_it_sets_a_book_on_its_own(builds, tmp_path):
    package = tmp_path / "press"
    shutil.copytree(Path(typstpdf.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(whole.__file__, package)  # which knows nothing of the handbook
    for module in package.glob("*.py"):
        text = module.read_text("utf-8").replace("edi_handbook.typstpdf", "press")
        module.write_text(text.replace("from edi_handbook import whole", "from press import whole"), "utf-8")
    text = HOUSE.format(palette=house.PALETTE, fonts=house.FONT_PATHS[0])
    (package / "house.py").write_text(text, encoding="utf-8")
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["press"]\nlanguage = "en-GB"\nauthor = "Nobody"\n')
    (source / "index.rst").write_text("A book\n======\n\nWith *words*, and a table.\n\n=  =\na  b\n=  =\n1  2\n=  =\n")
    done = subprocess.run([sys.executable, "-c", BUILD], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "built" / "a-book.pdf") as file:
        assert str(file.docinfo.Title) == "A book"
        assert "/StructTreeRoot" in file.Root
