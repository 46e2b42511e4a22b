"""The web theme: a thin child of Furo, loaded as a Sphinx extension.

What is ours: the frame of the page (`edi/page.html`), one stylesheet built from the palette and from the parts of the
upstream sheets that the pages use (`stylesheet.py`), one script, and repairs of the page's parsed tree (`body.py`).
No page holds an inline script or style, and each carries the policy of `theme/policy.py`.
"""

import shutil
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx

from . import body, maths, navigation, policy, stylesheet

HERE = Path(__file__).parent / "edi"

# Upstream scripts that no ordinary page loads, and why.
UNUSED_SCRIPTS = {
    "documentation_options.js": "only the search page needs it, and loads it itself",
    "doctools.js": "as above",
    "sphinx_highlight.js": "keeps the words of a search in the browser's storage",
    "scripts/furo.js": "edi.js does its work on our frame",
    "design-tabs.js": "keeps the chosen tab in the browser's storage; tabs work without it",
}

# Files of upstream themes that nothing of ours loads: they would only make the offline bundle heavier.
UNUSED_FILES = [
    *(UNUSED_SCRIPTS.keys() - {"documentation_options.js", "doctools.js"}),
    "scripts",
    "styles",
    "skeleton.css",
    "debug.css",
    "file.png",
    "minus.png",
    "plus.png",
]


def set_defaults(app: Sphinx, config) -> None:
    """Settings that belong to the theme, not to the book."""
    if config.html_theme != "edi":
        return
    config.html_permalinks = False  # a "#" in each heading's name; the list of contents gives the addresses
    config.html_copy_source = False  # no page links to it
    config.html_math_renderer = "mathml"  # Sphinx's own names an outside host on every page with maths


def _outdent(text: str) -> str:
    return type(text)("\n").join(line.strip() for line in text.splitlines() if line.strip())


def add_filters(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.builder.templates.environment.filters["outdent"] = _outdent


def prepare_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Give the templates what they show, after Furo has computed its own."""
    if app.config.html_theme != "edi":
        return
    context["edi_csp"] = policy.META
    masthead = [name.strip() for name in context["theme_masthead"].split(",")]
    context["edi_navigation"] = navigation.build(context, masthead, context["theme_now"])
    context["metatags"] = _without_viewport(context.get("metatags") or "")
    context["css_files"] = [css for css in context["css_files"] if not stylesheet.absorbs(str(css.filename))]
    context["script_files"] = [
        js for js in context["script_files"] if str(js.filename).removeprefix("_static/") not in UNUSED_SCRIPTS
    ]
    if context.get("body"):
        toc = "" if context.get("furo_hide_toc") else context["toc"]
        pictures = {name: Path(app.srcdir, source) for source, name in app.builder.images.items()}
        context["body"] = body.repair(context["body"], pagename, toc, pictures)
        context["edi_front"] = body.is_front(context["body"])


def _without_viewport(metatags: str) -> str:
    # docutils writes a second viewport tag beside Furo's.
    if not metatags.strip():
        return ""
    tags = html.fragments_fromstring(metatags)
    kept = [tag for tag in tags if isinstance(tag, html.HtmlElement) and tag.get("name") != "viewport"]
    return "".join(html.tostring(tag, encoding="unicode", with_tail=False) for tag in kept)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the stylesheet, and tidy what it has absorbed."""
    if exception is not None or app.builder.format != "html" or app.config.html_theme != "edi":
        return
    stylesheet.write(Path(app.outdir), kept=Path(app.doctreedir, "upstream-styles"))
    for name in UNUSED_FILES:
        path = Path(app.outdir, "_static", name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def setup(app: Sphinx) -> dict:
    app.add_html_theme("edi", str(HERE))
    maths.setup(app)
    app.connect("config-inited", set_defaults)
    app.connect("builder-inited", add_filters)
    app.connect("html-page-context", prepare_page, priority=900)
    # After Furo has written its pygments.css, and after the last page: the sheet holds what the pages use.
    app.connect("build-finished", finish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
