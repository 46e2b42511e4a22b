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

Every file in the folder above is static: copy all of it to any web server.
Each page carries its policy in itself, so the pages are safe on a host that sends no header of its own.
The header adds one thing that a page cannot say: no other site may show it in a frame.

Netlify, Cloudflare Pages   nothing to do: they read _headers.
Apache                      nothing to do where AllowOverride lets it read .htaccess; needs mod_headers.
nginx                       include hosting/nginx.conf in the server block.
GitHub Pages                sends no headers of ours: the policy in each page holds, all but the line on frames.
                            The empty file .nojekyll must stay, or the folders that begin with _ are left out.

The headers, for any other host:

{chr(10).join(f"{name}: {value}" for name, value in HEADERS.items())}

Where the site does not lie at the top of its host, set the address in _config.yml (html: baseurl): the page for
addresses that do not exist needs it to find its styles and links.

{WHY}
"""


def write(outdir: Path, top: str) -> None:
    """Write the header files into the site at `outdir`, which lies at the path `top` of its host."""
    hosting = outdir / "hosting"
    hosting.mkdir(exist_ok=True)
    for path, text in (
        (outdir / "_headers", netlify()),
        (outdir / ".htaccess", apache(top)),
        (outdir / ".nojekyll", ""),
        (hosting / "nginx.conf", nginx(top)),
        (hosting / "README.txt", NOTE),
    ):
        whole.write_text(path, text)
