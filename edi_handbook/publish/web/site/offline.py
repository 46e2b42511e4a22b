"""The offline bundle: the built site in one zip with a file to start from, for a memory stick or a shared drive."""

import zipfile
from pathlib import Path

from edi_handbook import whole

START = "START-HERE.html"
README = "READ-ME.txt"
FOLDER = "handbook"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows none before; one date for all keeps two bundles of one site identical

# What only a web server reads.
LEFT_OUT = {"_headers", ".htaccess", ".nojekyll", ".buildinfo", "404.html", "objects.inv"}
LEFT_OUT |= {"sitemap.xml", "robots.txt", "feed.xml"}

START_PAGE = """\
<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="refresh" content="0; url={folder}/index.html">
    <title>Start the handbook</title>
  </head>
  <body>
    <main>
      <h1>Start the handbook</h1>
      <p><a href="{folder}/index.html">Open the first page of the handbook</a></p>
    </main>
  </body>
</html>
"""

HOW = """\
Unpack this zip first: the pages cannot find one another inside it.
Then open {start} in any browser. Nothing needs the internet.
Search, colours and reflections work. What you write stays in the browser that you write it in.
"""


def bundle(site: Path, target: Path) -> Path:
    """Write the built `site` and its start file into the zip `target`, and return it."""
    files = {
        f"{FOLDER}/{path.relative_to(site).as_posix()}": path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
        and path.relative_to(site).parts[0] not in LEFT_OUT
        and not any(part.endswith(whole.PART) for part in path.parts)
    }
    files[START] = START_PAGE.format(folder=FOLDER).encode()
    files[README] = HOW.format(start=START).replace("\n", "\r\n").encode()  # for Notepad
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole.file(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
    return target
