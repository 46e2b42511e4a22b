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
The files here are for the host and not for readers, so take only the one that your host needs:

Netlify, Cloudflare Pages   copy _headers into the site: they read it, and do not serve it.
Apache                      copy .htaccess into the site, where AllowOverride lets it be read; needs mod_headers.
nginx                       include nginx.conf in the server block, from outside of the site.
GitHub Pages                nothing: it sends no headers of ours. The policy in each page holds, all but the line on
                            frames. The empty file .nojekyll must stay in the site, or the folders that begin with _
                            are left out.

The headers, for any other host:

{chr(10).join(f"{name}: {value}" for name, value in HEADERS.items())}

Set the address of the site in _config.yml (html_baseurl, under sphinx: config:) and build again before you publish.
Where the site does not lie at the top of its host, the page for addresses that do not exist needs it to find its
styles and links, and so do nginx.conf and .htaccess to find that page.

{WHY}
"""

FOLDER = "hosting"
"""Beside the site, so that nobody can ask for these files at its address."""
FILES = ("_headers", ".htaccess", "nginx.conf", FOLDER)
"""What a site that is published has of its host's files: none, but the one that its host reads."""


def write(site: Path, top: str) -> None:
    """Write the files for the host of the site, which lies at the path `top` of it, into a folder beside it."""
    for name, text in (
        ("_headers", netlify()),
        (".htaccess", apache(top)),
        ("nginx.conf", nginx(top)),
        ("README.txt", NOTE),
    ):
        (site.parent / FOLDER).mkdir(exist_ok=True)
        whole.write_text(site.parent / FOLDER / name, text)
    whole.write_text(site / ".nojekyll", "")
