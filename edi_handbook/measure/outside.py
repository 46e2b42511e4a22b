"""What a page fetches from outside hosts, from npm's copies of the same files: for `make bench` alone.

The stock theme's pages with widgets fetch RequireJS, the widget manager and each widget from two public hosts that
serve npm packages. A measurement must not ask them. So a request to one is answered with the file of the package that
the address names, which npm fetches once a run.
"""

import gzip
import re
import shutil
import subprocess
import tarfile
from functools import cache
from pathlib import Path

import rjsmin

# Address to package and file. RequireJS is not minified in its package, as it is on that host: rjsmin does it here.
JSDELIVR = re.compile(r"https://cdn\.jsdelivr\.net/npm/(?P<package>(?:@[^/]+/)?[^/@]+@[^/]+)/(?P<file>[^?]+)")
REQUIREJS = re.compile(r"https://cdnjs\.cloudflare\.com/ajax/libs/require\.js/(?P<version>[\d.]+)/require\.min\.js")
UNCOMPRESSED = {".woff", ".woff2", ".png"}


def source(address: str) -> tuple[str, str] | None:
    """The npm package, with its version, and the file in it that `address` names; None for any other address."""
    if named := JSDELIVR.match(address):
        return named["package"], named["file"]
    if named := REQUIREJS.match(address):
        return f"requirejs@{named['version']}", "require.js"
    return None


class Outside:
    """Answers the outside requests of a browser's tab, and counts them. `folder` keeps the packages."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.fetch = cache(self._fetch)

    def watch(self, tab, here: str) -> tuple[dict[str, int], list[str]]:
        """Have `tab` fetch from outside of `here` only what npm has.

        Gives two lists that grow as the page loads: the bytes (gzip) of each address answered, and the addresses that
        nothing answered.
        """
        answered: dict[str, int] = {}
        unanswered: list[str] = []

        def answer(route) -> None:
            address = route.request.url
            if address.startswith((here, "data:", "blob:")):
                route.continue_()
            elif (body := self.fetch(address)) is not None:
                packed = Path(address).suffix not in UNCOMPRESSED
                answered[address] = len(gzip.compress(body, 6)) if packed else len(body)
                kind = "text/javascript" if address.endswith(".js") else "application/octet-stream"
                route.fulfill(body=body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
            else:
                unanswered.append(address)
                route.abort()

        tab.route("**/*", answer)
        return answered, unanswered

    def _fetch(self, address: str) -> bytes | None:
        named = source(address)
        if named is None or not shutil.which("npm"):
            return None
        package, file = named
        place = self.folder / re.sub(r"[^\w.-]", "-", package)
        if not place.exists():
            place.mkdir(parents=True)
            packing = ["npm", "pack", package, "--silent", "--pack-destination", str(place)]
            if subprocess.run(packing, capture_output=True).returncode:
                return None
        for packed in place.glob("*.tgz"):
            with tarfile.open(packed) as opened:
                try:
                    body = opened.extractfile(f"package/{file}").read()
                except KeyError:
                    return None
                return rjsmin.jsmin(body) if package.startswith("requirejs@") else body
        return None
