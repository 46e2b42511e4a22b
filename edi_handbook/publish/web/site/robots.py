"""`robots.txt`: every page may be listed, and where the list of them is.

Search engines read it at the top of a host alone: below a folder, whoever keeps the host copies its last line up.
"""

import posixpath

NAME = "robots.txt"


def text(base: str) -> str:
    """The file of the site at `base`; of one without an address, the first two lines."""
    sitemap = f"Sitemap: {posixpath.join(base, 'sitemap.xml')}\n" if base else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
