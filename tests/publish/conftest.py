"""A small book in a temporary folder, built by Sphinx in this process with the handbook's own extensions."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils


@dataclass
class Built:
    """What a small build gave: its application, its warnings as text, and its output folder."""

    app: Sphinx
    warnings: str
    output: Path

    def page(self, name: str = "index") -> str:
        return (self.output / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture
def build(builds, tmp_path):
    """`build({"index.md": text, ...}, **config)` writes the files and builds them; the same folder each time."""
    nocolor()

    def make(files: dict[str, str], builder: str = "html", **config) -> Built:
        source = tmp_path / "book"
        for name, text in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text(encoding="utf-8") != text:  # else Sphinx would see a change
                path.write_text(text, encoding="utf-8")
        warnings = io.StringIO()
        settings = {
            "extensions": [
                "myst_nb",
                "sphinx_design",
                "edi_handbook.publish.building.execution",
                "edi_handbook.publish.markup.facts",
                "edi_handbook.publish.markup.figures",
                "edi_handbook.publish.markup.values",
            ],
            "myst_enable_extensions": ["attrs_inline", "colon_fence"],
            "nb_execution_mode": "cache",
            "nb_execution_raise_on_error": True,
            "html_theme": "basic",
            "language": "en-GB",
            "edi_page_facts": False,
        }
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source,
                None,
                tmp_path / "out" / builder,
                tmp_path / "out" / "doctrees",
                builder,
                confoverrides=settings | config,
                status=None,
                warning=warnings,
            )
            app.build()
        return Built(app, warnings.getvalue(), tmp_path / "out" / builder)

    return make
