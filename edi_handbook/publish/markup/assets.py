"""The script and style of a front end: made once a build, and loaded on the pages that hold what they bring to life."""

from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx

from edi_handbook import whole
from edi_handbook.front import bundle


@dataclass(frozen=True)
class Assets:
    """`_static/<name>.js` and `.css`, made of the modules that `script` imports and of `style`, one file or several.

    A page loads them where its body holds one of `marks`. With `at_once` the script stands in the head, where the
    theme's own does: what it shows must be there, or not, at the first paint. No page loads `_static/<name>-asked.js`,
    made of `asked`: `script` does, once a reader asks for it.
    """

    name: str
    script: Path
    style: Path | tuple[Path, ...]
    marks: tuple[str, ...]
    at_once: bool = False
    asked: Path | None = None

    def use(self, app: Sphinx) -> None:
        app.connect("builder-inited", self._write)
        app.connect("html-page-context", self._load)

    def _write(self, app: Sphinx) -> None:
        if app.builder.format != "html":
            return
        static = Path(app.outdir, "_static")
        static.mkdir(parents=True, exist_ok=True)
        whole.write_text(static / f"{self.name}.js", bundle.script(self.script))
        if self.asked:
            whole.write_text(static / f"{self.name}-asked.js", bundle.script(self.asked))
        styles = (self.style,) if isinstance(self.style, Path) else self.style
        whole.write_text(static / f"{self.name}.css", bundle.style(*styles))

    def _load(self, app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
        body = context.get("body") or ""
        if not any(mark in body for mark in self.marks):
            return
        app.add_css_file(f"{self.name}.css")
        if self.at_once:
            address = context["pathto"](f"_static/{self.name}.js", 1)
            context["metatags"] = (context.get("metatags") or "") + f'<script src="{address}"></script>'
        else:
            app.add_js_file(f"{self.name}.js", loading_method="defer")
