"""The page for an address that does not exist.

A host shows `404.html` under whatever address was asked for, at any depth, so its links must start at the top of the
host: `/handbook/_static/edi.css`. The policy forbids a `<base>`. `html: baseurl` in `_config.yml` says where the top
is; without it, the site lies at the top of its host.
"""

from pathlib import Path
from urllib.parse import urlsplit

from lxml import html
from sphinx.application import Sphinx

from edi_handbook import whole

NAME = "404"


def collect(app: Sphinx):
    """The page, for Sphinx's `html-collect-pages`."""
    if app.config.html_theme == "edi":
        yield NAME, {"title": "Page not found"}, "404.html"


def root(base: str) -> str:
    """The path of the site on its host, from its address `base`; starts and ends with a slash."""
    return f"/{urlsplit(base).path.strip('/')}/".replace("//", "/")


def settle(app: Sphinx) -> None:
    """Make each address in the written page start at the top of the host."""
    path = Path(app.outdir, f"{NAME}.html")
    top = root(app.config.html_baseurl)
    tree = html.parse(str(path), html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath("//*[@href or @src or @action]"):
        for name in ("href", "src", "action"):
            address = element.get(name)
            if address and not address.startswith(("#", "/")) and not urlsplit(address).scheme:
                element.set(name, top + address)
    whole.write_bytes(path, html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))
