"""The files that make common hosts send the policy of the pages (`theme/policy.py`) as a header, and others with it."""

from pathlib import Path

from edi_handbook import whole
from edi_handbook.theme.policy import HEADER

HEADERS = {
    "Content-Security-Policy": HEADER,
    "X-Content-Type-Options": "nosniff",  # a file is what its type says, never a script by guess
    "Referrer-Policy": "no-referrer",  # a source that a reader opens is not told which page they were on
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

WHY = "Written at each build from edi_handbook/theme/policy.py: change the policy there."


def netlify() -> str:
    """`_headers`, which Netlify and Cloudflare Pages read."""
    return "\n".join([f"# {WHY}", "/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), ""])


def nginx(top: str) -> str:
    """Lines for the `server` block of nginx; `top` is the path of the site on its host."""
    lines = [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    lines.append(f"error_page 404 {top}404.html;")
    return "\n".join([f"# {WHY}", "# In the server block: include .../hosting/nginx.conf;", *lines, ""])


def apache(top: str) -> str:
    """`.htaccess`, which Apache reads where `AllowOverride` lets it; `top` as for nginx."""
    lines = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    return "\n".join(
        [f"# {WHY}", "<IfModule mod_headers.c>", *lines, "</IfModule>", f"ErrorDocument 404 {top}404.html", ""]
    )


NOTE = f"""\
Serving the handbook
====================

Every file in the folder html, beside this one, is static: copy all of it to any web server.
Each page carries its policy in itself, so the pages are safe on a host that sends no header of its own.
The header adds one thing that a page cannot say: no other site may show it in a frame.

Netlify, Cloudflare Pages   nothing to do: they read _headers, and do not serve it.
Apache                      nothing to do where AllowOverride lets it read .htaccess; needs mod_headers.
nginx                       include nginx.conf, from this folder, in the server block.
GitHub Pages                sends no headers of ours: the policy in each page holds, all but the line on frames.
                            The empty file .nojekyll must stay, or the folders that begin with _ are left out.

On a host that reads neither _headers nor .htaccess, leave both out of the site: they are for no reader.

The headers, for any other host:

{chr(10).join(f"{name}: {value}" for name, value in HEADERS.items())}

Set the address of the site in _config.yml (html_baseurl, under sphinx: config:) and build again before you publish.
Where the site does not lie at the top of its host, the page for addresses that do not exist needs it to find its
styles and links, and so do nginx.conf and .htaccess to find that page.

{WHY}
"""

FOLDER = "hosting"
"""Beside the site, so that nobody can ask for these files at its address."""
FILES = ("nginx.conf", FOLDER)
"""What lies in `FOLDER`, or may be taken for it, and is never part of a site."""


def write(site: Path, top: str) -> None:
    """Write the files for the host of the site, which lies at the path `top` of it.

    In the site are those that a host reads there: so no host that can refuse frames needs to be told to. The others
    lie beside it.
    """
    beside = site.parent / FOLDER
    beside.mkdir(exist_ok=True)
    for path, text in (
        (site / "_headers", netlify()),
        (site / ".htaccess", apache(top)),
        (site / ".nojekyll", ""),
        (beside / "nginx.conf", nginx(top)),
        (beside / "README.txt", NOTE),
    ):
        whole.write_text(path, text)
