"""Font systems for the browser tests: what a page looks like must not depend on the fonts of the machine.

Each is a folder of fonts that are always there (from a wheel or from this repository) and a configuration of fontconfig
that knows no other. The first stands for a reader whose system has wide letters, the second for one with narrow ones:
one sentence is a third longer in the one than in the other.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

HANDBOOK = Path(__file__).parents[1] / "edi_handbook" / "fonts"
MATPLOTLIB = Path(find_spec("matplotlib").origin).parent / "mpl-data" / "fonts" / "ttf"
SYSTEMS = {
    "DejaVu Sans": (MATPLOTLIB, "DejaVu*.ttf", "DejaVu Sans Mono"),
    "Source Sans 3": (HANDBOOK, "*.ttf", "Source Code Pro"),
    "Noto Sans Gurmukhi": (HANDBOOK, "NotoSans*.ttf", "Source Code Pro"),
}
"""The family of its words; where its files are, and which; the family of its code."""
USUAL = "DejaVu Sans"
BOTH = pytest.mark.parametrize("browser", ["DejaVu Sans", "Source Sans 3"], indirect=True)
"""Marks a test about layout: it runs with the widest letters and with the narrowest."""
EACH = pytest.mark.parametrize("browser", SYSTEMS, indirect=True)
"""Marks a test that nothing moves: the third has the Latin letters and the lines of Noto Sans, between the two."""

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>monospace</family><prefer><family>{code}</family></prefer></alias>
  <match target="pattern"><edit name="family" mode="append_last"><string>{words}</string></edit></match>
</fontconfig>
"""
"""A page that asks for a generic family, or for none that is here, gets the font of words and not the first file."""


def environment(name: str, folder: Path) -> dict[str, str]:
    """The environment of a browser that has the fonts of the system `name` and no others; its files go to `folder`."""
    source, files, code = SYSTEMS[name]
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for font in [*source.glob(files), *HANDBOOK.glob("Noto*.ttf"), *HANDBOOK.glob("Scheherazade*.ttf")]:
        if not (fonts / font.name).exists():
            (fonts / font.name).write_bytes(font.read_bytes())
    file = folder / "fonts.conf"
    text = CONFIGURATION.format(folder=fonts, cache=folder / "cache", words=name, code=code)
    file.write_text(text, encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
