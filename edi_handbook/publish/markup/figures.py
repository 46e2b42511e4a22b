"""Carries a chart and its table from a notebook to page and PDF, with the alt text its author wrote once.

MyST-NB gives a chart the alt text `_images/<hash>.svg` and ignores output metadata, and no accessibility checker
notices. So `edi_handbook.charts` offers its own MIME types, and this plug-in (entry point `myst_nb.mime_renderers`)
turns them into ordinary docutils nodes: every builder that can set a figure and a table can set a chart.
A picture that comes without such a bundle has no alt text, and stops the build.

On a web page a chart stands as SVG in the page, in two forms of which the width shows one (`front/charts.css`), and its
marks can be pointed at (`front/charts.js`); print and whatever else has no page takes the wide form as a file.
"""

import hashlib
import json
import re
from pathlib import Path

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from edi_handbook.publish.markup.assets import Assets
from edi_handbook.publish.markup.drawer import drawer

logger = logging.getLogger(__name__)

FIGURE = "application/vnd.edi-handbook.figure+json"
TABLE = "application/vnd.edi-handbook.table+json"
UNCONFIRMED = "to be confirmed"
FRONT = Path(__file__).parent / "front"
STYLE = FRONT / "charts.css"
ASSETS = Assets("charts", FRONT / "charts.js", STYLE, marks=('class="chart-say"',))
PICTURES = {"image/png", "image/svg+xml", "image/jpeg", "image/gif"}


class FigureRenderer:
    """The MyST-NB plug-in; see `myst_nb.core.render.MimeRenderPlugin`."""

    mime_priority_overrides = [("*", FIGURE, 1), ("*", TABLE, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        if data.mime_type == FIGURE:
            return _chart(renderer, _load(data), data.line)
        if data.mime_type == TABLE:
            bundle = _load(data)
            made = [*_table(renderer, bundle, data.line), *_small_print(renderer, bundle, data.line)]
            if not bundle.get("folded"):
                return made
            folded = drawer(nodes.rubric("", bundle["folded"]), "folded-table")
            folded += made
            return [folded]
        if data.mime_type in PICTURES:
            return _picture(renderer, data)
        return None


def _load(data: MimeData) -> dict:
    # MyST-NB hands JSON over as the text of a Python value or as JSON, depending on the MIME type's suffix.
    return data.content if isinstance(data.content, dict) else json.loads(data.string)


def _place(renderer: NbElementRenderer, line: int | None) -> tuple[str, int | None]:
    return (renderer.renderer.sphinx_env.docname, line) if renderer.renderer.sphinx_env else ("", line)


def _chart(renderer: NbElementRenderer, bundle: dict, line: int | None) -> list[nodes.Element]:
    alt = (bundle.get("alt") or "").strip()
    if not alt:
        logger.warning(
            "chart %r has no alt text: give Chart(alt=...) a sentence that says what it shows",
            bundle.get("name", ""),
            location=_place(renderer, line),
        )
    svg = bundle["svg"].encode()
    # Half of a hash is noise that no page can compress; this much still tells any two charts apart.
    uri = renderer.write_file([f"{hashlib.sha256(svg).hexdigest()[:16]}.svg"], svg, exists_ok=True)
    caption = nodes.caption("", "")
    caption += _words(renderer, bundle["caption"], line)
    # The finding is the chart's title: it comes before the drawing.
    figure = nodes.figure("", caption, nodes.image(uri=uri, alt=alt), classes=["chart"])
    figure["forms"] = bundle.get("page", [])
    _name(renderer, figure, bundle["name"])
    table = _table(renderer, bundle["table"], line)
    below = drawer(nodes.rubric("", "The numbers in this chart, as a table"), "chart-table", classes=["chart-table"])
    below += table
    return [figure, *_small_print(renderer, bundle, line), below]


def _table(renderer: NbElementRenderer, bundle: dict, line: int | None) -> list[nodes.Element]:
    """A table with a header row, and the first column as row headers."""
    columns, rows = bundle["columns"], bundle["rows"]
    numeric = bundle.get("numeric") or [False] * len(columns)
    group = nodes.tgroup(cols=len(columns))
    for i in range(len(columns)):
        group += nodes.colspec(colwidth=1, stub=1 if i == 0 else 0)

    def row(cells: list) -> nodes.row:
        made = nodes.row()
        for cell, is_number in zip(cells, numeric, strict=True):
            made += nodes.entry("", _cell(str(cell)), classes=["number"] if is_number else [])
        return made

    group += nodes.thead("", row(columns))
    body = nodes.tbody()
    for cells in rows:
        body += row(cells)
    group += body
    title = nodes.title("", "")
    title += _words(renderer, bundle["caption"], line)
    table = nodes.table("", title, group, classes=["data"])
    if bundle.get("name"):
        _name(renderer, table, bundle["name"])
    else:  # an id, so that Sphinx numbers it
        renderer.renderer.document.set_id(table, suggested_prefix="table")
    return [table]


def _cell(words: str) -> nodes.paragraph:
    """The words of a cell. "To be confirmed" is marked as `[to be confirmed]{.unconfirmed}` is in prose."""
    made = nodes.paragraph()
    for part in filter(None, re.split(f"({UNCONFIRMED})", words)):
        made += nodes.inline("", part, classes=["unconfirmed"]) if part == UNCONFIRMED else nodes.Text(part)
    return made


def _small_print(renderer: NbElementRenderer, bundle: dict, line: int | None) -> list[nodes.Element]:
    made = []
    for key, lead in (("source", "Source: "), ("note", "Note: ")):
        if text := (bundle.get(key) or "").strip():
            paragraph = nodes.paragraph("", lead, classes=["small-print"])
            paragraph += _words(renderer, text, line)
            made.append(paragraph)
    return made


def _words(renderer: NbElementRenderer, text: str, line: int | None) -> list[nodes.Node]:
    """`text` read as a line of MyST, so that a caption or a source may hold a citation."""
    holder = nodes.Element()
    with renderer.renderer.current_node_context(holder):
        renderer.renderer.nested_render_text(text, line or 0, inline=True)
    return holder.children


def _name(renderer: NbElementRenderer, node: nodes.Element, name: str) -> None:
    """Make `node` a target that `{numref}` and `{ref}` find under `name`."""
    node["names"].append(nodes.fully_normalize_name(name))
    renderer.renderer.document.note_explicit_target(node, node)


class DrawOnPage(SphinxPostTransform):
    """On a web page the forms of a chart take the place of its file."""

    default_priority = 6  # after MyST-NB has chosen the MIME type of an output, at 4

    def run(self, **kwargs) -> None:
        if self.app.builder.format != "html":
            return
        for figure in self.document.findall(nodes.figure):
            if forms := figure.attributes.pop("forms", []):
                [image] = figure.findall(nodes.image)
                shown = "".join(forms) + '<p class="chart-say"></p>'
                image.replace_self(nodes.raw("", shown, format="html", classes=["drawing"]))


def _picture(renderer: NbElementRenderer, data: MimeData) -> list[nodes.Element] | None:
    options = renderer.renderer.get_cell_level_config("render_image_options", data.cell_metadata, line=data.line)
    if not (options.get("alt") or "").strip():
        logger.warning(
            "a code cell shows a picture without alt text: end the cell with an edi_handbook.charts.Chart, "
            "or set `mystnb: {image: {alt: ...}}` on the cell",
            location=_place(renderer, data.line),
        )
    return None  # drawn as MyST-NB would


def setup(app: Sphinx) -> dict:
    app.add_post_transform(DrawOnPage)
    ASSETS.use(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
