"""What the site tells those who share or keep it: a card with a picture, a list of its pages, an icon, a manifest.

Addresses that must be whole (canonical, the card's picture, the sitemap) are written only where `html: baseurl` in
`_config.yml` says where the site lies.
"""

import json
import posixpath
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import typst
from sphinx.application import Sphinx
from sphinx.util import logging

from edi_handbook import fonts, palette, whole

logger = logging.getLogger(__name__)
HERE = Path(__file__).parent
CARD = "card.png"
ICONS = {180: "icon-180.png", 192: "icon-192.png", 512: "icon-512.png"}  # Apple; Android small and large
MANIFEST = "site.webmanifest"

# Pages that no search engine should list.
UNLISTED = {"404", "search"}

# An equals sign.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    f'<rect width="32" height="32" rx="7" fill="{palette.LIGHT["accent-strong"]}"/>'
    f'<path d="M8 12.5h16M8 19.5h16" stroke="{palette.LIGHT["paper"]}" stroke-width="3.5" stroke-linecap="round"/>'
    "</svg>"
)


@cache
def _png(template: str, inputs: tuple[tuple[str, str], ...], pixels_per_inch: float = 72) -> bytes:
    picture, warnings = typst.compile_with_warnings(
        str(HERE / template),
        format="png",
        ppi=pixels_per_inch,
        font_paths=[str(fonts.FOLDER)],
        ignore_system_fonts=True,
        sys_inputs=dict(inputs),
    )
    for warning in warnings:  # a family that is not found would leave a picture without its words
        logger.warning("%s: %s", template, warning.message)
    return picture


def card(title: str, subtitle: str) -> bytes:
    """The picture that a shared link shows: a PNG of 1200 by 630 px."""
    colours = {"ground": "accent-strong", "text": "paper", "quiet": "accent-wash", "mark": "focus"}
    inputs = {"title": title, "subtitle": subtitle, **{name: palette.LIGHT[role] for name, role in colours.items()}}
    return _png("card.typ", tuple(sorted(inputs.items())))


def icon(size: int) -> bytes:
    """The icon as a PNG of `size` by `size` px, for devices that do not read the SVG."""
    return _png("icon.typ", (("svg", ICON),), pixels_per_inch=size * 72 / 512)


def manifest(app: Sphinx) -> str:
    """The web app manifest. Its addresses are relative to `_static`, where it lies."""
    name = app.config.html_title or app.config.project
    icons = [{"src": "icon.svg", "type": "image/svg+xml", "sizes": "any"}]
    icons += [{"src": file, "type": "image/png", "sizes": f"{size}x{size}"} for size, file in ICONS.items()]
    described = {
        "name": name,
        "short_name": name,
        "lang": app.config.language,
        "start_url": "../" + app.builder.get_target_uri(app.config.root_doc),
        "scope": "../",
        "display": "browser",
        "background_color": palette.LIGHT["paper"],
        "theme_color": palette.LIGHT["accent-strong"],
        "icons": icons,
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def sitemap(app: Sphinx) -> str:
    """`sitemap.xml`: every page that a reader can open, in the order of its name."""
    base = app.config.html_baseurl
    pages = sorted({*app.env.found_docs, "genindex"} - UNLISTED)
    lines = [
        f"<url><loc>{escape(posixpath.join(base, app.builder.get_target_uri(page)))}</loc></url>" for page in pages
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        ]
    )


def describe(app: Sphinx, pagename: str, context: dict) -> None:
    """Give the templates what they write into a page's head."""
    base = app.config.html_baseurl
    facts = (context.get("meta") or {}).get("summary")
    context["edi_title"] = context.get("title") or app.config.html_title or app.config.project  # the A to Z has none
    context["edi_description"] = facts or app.config.edi_subtitle or app.config.project
    context["edi_theme_colour"] = palette.LIGHT["accent-strong"]
    context["edi_card"] = posixpath.join(base, "_static", CARD) if base else ""
    if pagename in UNLISTED:
        context["pageurl"] = None


def write(app: Sphinx) -> None:
    static = Path(app.outdir, "_static")
    whole.write_text(static / "icon.svg", ICON)
    for size, file in ICONS.items():
        whole.write_bytes(static / file, icon(size))
    whole.write_text(static / MANIFEST, manifest(app))
    title = app.config.html_title or app.config.project
    whole.write_bytes(static / CARD, card(title, app.config.edi_subtitle))
    if app.config.html_baseurl:
        whole.write_text(Path(app.outdir, "sitemap.xml"), sitemap(app))
