"""What the built site holds beside its pages: redirects, files to take away, a card to share, a page for wrong
addresses, a feed of changes, what search engines read; and beside the site, what its host needs."""

import importlib.metadata
from pathlib import Path

from sphinx.application import Sphinx

from edi_handbook import dates, whole
from edi_handbook.publish.web.site import downloads, feed, hosting, missing, redirects, robots, sharing


def prepare_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """What the frame of a page shows of the site."""
    sharing.describe(app, pagename, context)
    context["edi_feed"] = feed.address(app)
    context["edi_tell_us"] = app.config.edi_tell_us
    context["handbook_version"] = importlib.metadata.version("edi-handbook")
    if day := dates.changed(Path(app.srcdir)):
        context["handbook_date"] = f"{day.day} {day:%B %Y}"


def finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or app.config.html_theme != "edi":
        return
    site = Path(app.outdir)
    hosting.write(site, missing.root(app.config.html_baseurl))
    redirects.write(app)
    downloads.keep_older(app)
    missing.settle(app)
    sharing.write(app)
    whole.write_text(site / robots.NAME, robots.text(app.config.html_baseurl))
    if (changes := feed.make(app)) is not None:
        whole.write_bytes(site / feed.NAME, changes)


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_moved", {}, "html", types=(dict,))
    app.add_config_value("edi_moved_files", {}, "html", types=(dict,))
    app.add_config_value("edi_tell_us", "", "html", types=(str,))
    app.add_config_value("edi_subtitle", "", "html", types=(str,))
    app.setup_extension("edi_handbook.publish.web.site.downloads")
    app.connect("html-collect-pages", missing.collect)
    app.connect("html-page-context", prepare_page)
    # After sphinx-external-toc has written its own redirect; before the theme reads which classes the pages use.
    app.connect("build-finished", finish, priority=890)
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
