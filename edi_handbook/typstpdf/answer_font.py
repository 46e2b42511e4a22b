"""The font that answers are typed in: every letter that it has, as each viewer can use it.

A composite font (ISO 32000-1, 9.7) with two bytes a letter, so that Polish, Yoruba or Ukrainian is drawn by the viewer
in which it is typed and shown by any other: a simple font has room for the letters of Western Europe and no more.
"""

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

LAYOUT = {"GSUB", "GPOS", "GDEF"}
TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{maps}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
MOST_IN_A_MAP = 100  # ISO 32000-1, 9.7.5.4


def answer_font(file: Pdf, path: Path) -> Dictionary:
    """The TrueType font at `path` for the fields of `file`, with every letter that it has."""
    font = TTFont(path, recalcTimestamp=False)  # else the file would hold the time of the build
    for unused in LAYOUT & set(font.keys()):
        del font[unused]  # viewers set one letter after another; to read these tables would take most of the time
    cutter = subset.Subsetter(subset.Options(hinting=False, name_IDs=[6], notdef_outline=True))
    cutter.populate(unicodes=list(font.getBestCmap()))  # without the letters that only layout could reach
    cutter.subset(font)
    held = io.BytesIO()
    font.save(held)
    program = file.make_stream(held.getvalue())
    program.Length1 = len(held.getvalue())
    per_em = 1000 / font["head"].unitsPerEm
    name = Name(f"/{font['name'].getDebugName(6)}")
    advances = font["hmtx"].metrics
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array(round(advances[glyph][0] * per_em) for glyph in font.getGlyphOrder())]),
        FontDescriptor=file.make_indirect(_descriptor(font, name, per_em, program)),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([file.make_indirect(letters)]),
        ToUnicode=file.make_stream(_to_unicode(font).encode()),
    )


def _descriptor(font: TTFont, name: Name, per_em: float, program: object) -> Dictionary:
    head = font["head"]
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,  # not a font of symbols
        FontBBox=Array(round(edge * per_em) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ItalicAngle=0,
        Ascent=round(font["hhea"].ascent * per_em),
        Descent=round(font["hhea"].descent * per_em),
        CapHeight=round(font["OS/2"].sCapHeight * per_em),
        StemV=80,
        FontFile2=program,
    )


def _to_unicode(font: TTFont) -> str:
    """What each glyph stands for; of several letters that share one, the first, as a viewer looks letters up in it."""
    numbers: dict[int, int] = {}
    for sign, glyph in sorted(font.getBestCmap().items()):
        numbers.setdefault(font.getGlyphID(glyph), sign)
    lines = [f"<{number:04X}> <{chr(sign).encode('utf-16-be').hex().upper()}>" for number, sign in numbers.items()]
    runs = [lines[start : start + MOST_IN_A_MAP] for start in range(0, len(lines), MOST_IN_A_MAP)]
    maps = "\n".join("\n".join([f"{len(run)} beginbfchar", *run, "endbfchar"]) for run in runs)
    return TO_UNICODE.format(maps=maps)
