"""How a Word file looks: its styles, lists, settings and fonts, in place of those that python-docx brings.

Its own are 400 KB of styles in American English that nobody here uses, and blue headings.
"""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from edi_handbook import fonts
from edi_handbook.palette import LIGHT

LANGUAGE = "en-GB"

FONT = next(iter(fonts.TEXT))
FALLBACK = "Arial"
"""What Word takes where the handbook's font is not installed, which is nearly everywhere: a file that embeds fonts is
large, and many workplaces block it. Arial, and not Calibri, because it is in Word on every system, and where it is not
there is a free font of the same widths; and because it tells I, l and 1 apart no worse."""

_CODE = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'

PAGE_CM = (21.0, 29.7)
MARGIN_CM = 2.0
COLUMN_CM = PAGE_CM[0] - 2 * MARGIN_CM

# Points. A short paper is one chapter of the PDF: its title is as large as a chapter's, its headings as sections. In a
# book each chapter has its own heading of that size, on a new page.
_PAPER = {"title": 25, "heads": (15, 12, 10.5, 10.5, 10.5, 10.5)}
_BOOK = {"title": 32, "heads": (25, 15, 12, 10.5, 10.5, 10.5)}
_TEXT, _LEAD, _SMALL, _TABLE = 10.5, 13, 8.5, 9

NUMBERED, BULLETED = 1, 0
"""The two kinds of list, by the number of their abstract definition."""

DEPTH = 3
"""How many levels a list has."""

STEP = 18
"""Points that each level of a list is set in."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _colour(role: str) -> str:
    return LIGHT[role].removeprefix("#")


def _run(size: float | None = None, *, colour: str = "", bold: bool | None = None, italic: bool = False) -> str:
    """Properties of letters, in the order that the format asks for."""
    parts = []
    if bold is not None:
        parts.append("<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>')
    if italic:
        parts.append("<w:i/><w:iCs/>")
    if colour:
        parts.append(f'<w:color w:val="{_colour(colour)}"/>')
    if size:
        parts.append(f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>')
    return "".join(parts)


def _paragraph(
    before: float = 0,
    after: float = 0,
    *,
    line: float = 1.15,
    keep: bool = False,
    own_page: bool = False,
    bar: str = "",
    rule: str = "",
    outline: int | None = None,
    indent: float = 0,
    hanging: float = 0,
    numbering: str = "",
    tabs: str = "",
) -> str:
    """Of a paragraph: spaces in points, `line` in lines, `bar` and `rule` the colours of lines beside and above."""
    parts = ["<w:keepNext/><w:keepLines/>" if keep else "", "<w:pageBreakBefore/>" if own_page else "", numbering]
    if bar:
        parts.append(f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{_colour(bar)}"/></w:pBdr>')
    if rule:
        parts.append(f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{_colour(rule)}"/></w:pBdr>')
    parts.append(tabs)
    parts.append(
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        f' w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )
    if indent or hanging:
        parts.append(
            f'<w:ind w:left="{round(indent * 20)}"' + (f' w:hanging="{round(hanging * 20)}"/>' if hanging else "/>")
        )
    if outline is not None:
        parts.append(f'<w:outlineLvl w:val="{outline}"/>')
    return "".join(parts)


def _style(
    kind: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    default: bool = False,
    more: str = "",
) -> str:
    parts = [
        f'<w:style w:type="{kind}" w:styleId={quoteattr(identifier(name))}' + (' w:default="1">' if default else ">")
    ]
    parts.append(f"<w:name w:val={quoteattr(name)}/>")
    if based and not default:
        parts.append(f'<w:basedOn w:val="{based}"/>')
    if following:
        parts.append(f'<w:next w:val="{following}"/>')
    parts.append("<w:qFormat/>")
    if paragraph:
        parts.append(f"<w:pPr>{paragraph}</w:pPr>")
    if run:
        parts.append(f"<w:rPr>{run}</w:rPr>")
    return "".join([*parts, more, "</w:style>"])


def identifier(name: str) -> str:
    """What a paragraph calls the style `name`: `Heading1` for `heading 1`."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def styles(book: bool) -> str:
    """The styles: those of a book of chapters, or of a short paper."""
    sizes = _BOOK if book else _PAPER
    lang = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    face = "".join(f' w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    found = [
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{face}/>{_run(_TEXT, colour='ink')}{lang}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_paragraph(0, 6, line=1.15)}</w:pPr></w:pPrDefault></w:docDefaults>",
        _style("paragraph", "Normal", _paragraph(0, 6, line=1.15), lang, default=True),
        _style("character", "Default Paragraph Font", default=True),
        _style("table", "Normal Table", default=True, more=_cells("")),
        *(_style("paragraph", *given, following=next_) for *given, next_ in _with_next(sizes["title"])),
        *_headings(sizes["heads"], book),
        *(_style("paragraph", *given) for given in _running_text()),
        *(_style("paragraph", name, look, run, based=based) for name, based, look, run in _resting()),
        *(_style("character", name, run=run, based="DefaultParagraphFont") for name, run in _letters().items()),
        _style("table", "Handbook table", based="NormalTable", more=_cells(_lines()) + _under_the_header()),
    ]
    return f"<w:styles {W}>{''.join(found)}</w:styles>"


def _with_next(title: float) -> list[tuple[str, str, str, str]]:
    """Styles after which another comes when a writer presses Enter: name, paragraph, letters, the one that comes."""
    strong = {"bold": True, "colour": "accent-strong"}
    return [
        ("Title", _paragraph(0, 6, line=1.05, keep=True), _run(title, **strong), "Normal"),
        ("Lead", _paragraph(0, 12), _run(_LEAD, colour="ink-soft"), "Normal"),
        ("Say", _paragraph(0, 10, bar="voice", indent=12), _run(_LEAD, bold=True), "Normal"),
        ("Say title", _paragraph(8, 0, keep=True, bar="voice", indent=12), _run(bold=True, colour="ink-soft"), "Say"),
        ("Note title", _paragraph(8, 3, keep=True, bar="accent", indent=12), _run(**strong), "Note"),
        ("Block title", _paragraph(10, 4, keep=True), _run(bold=True), "Normal"),
        ("Large figure", _paragraph(8, 2, line=1, keep=True), _run(33, **strong), "Normal"),
        ("Term", _paragraph(6, 2, keep=True), _run(bold=True), "ListContinue"),
        ("caption", _paragraph(10, 4, keep=True), _run(9.5, bold=True), "Normal"),
        ("Picture", _paragraph(6, 4, line=1), "", "Normal"),
        ("TOC Heading", _paragraph(18, 8, keep=True), _run(15, **strong), "Normal"),
    ]


def _running_text() -> list[tuple[str, str, str]]:
    small = _run(_SMALL, colour="ink-soft")
    return [
        ("Small print", _paragraph(0, 6), small),
        ("Source", _paragraph(0, 12), small),
        ("Fact", _paragraph(0, 3), ""),
        ("Note", _paragraph(0, 7, bar="accent", indent=12), ""),
        ("Quote", _paragraph(4, 8, indent=18), _run(italic=True)),
        ("Code", _paragraph(0, 7, line=1.1), _CODE + _run(9)),
        ("Table text", _paragraph(0, 0, line=1.1), _run(_TABLE)),
        ("List Bullet", _paragraph(0, 4, numbering=_in_list(BULLETED + 1)), ""),
        ("List Number", _paragraph(0, 4, numbering=_in_list(NUMBERED + 1)), ""),
        ("List Continue", _paragraph(0, 4, indent=STEP), ""),
        ("Reference", _paragraph(0, 5, indent=16, hanging=16), _run(9)),
        ("toc 1", _paragraph(4, 2), _run(bold=True)),
        ("toc 2", _paragraph(0, 2, indent=14), ""),
        ("footer", _paragraph(0, 0, rule="border", tabs=_right_tab()), small),
    ]


def _resting() -> list[tuple[str, str, str, str]]:
    """Styles that rest on another of ours: name, that one, paragraph, letters."""
    return [
        ("Picture caption", "Caption", _paragraph(0, 10), ""),
        ("Table head", "TableText", _paragraph(0, 0, line=1.1, keep=True), _run(bold=True, colour="accent-strong")),
        ("Table stub", "TableText", "", _run(bold=True)),
    ]


def _letters() -> dict[str, str]:
    return {
        "Hyperlink": _run(colour="accent") + '<w:u w:val="single"/>',
        "Quiet link": _run(colour="accent"),
        "Soft": _run(_SMALL, colour="ink-soft"),
        "Unconfirmed": f'<w:u w:val="dash" w:color="{_colour("caution")}"/>',
        "Code words": _CODE,
        "Raised": '<w:vertAlign w:val="superscript"/>',
        "Lowered": '<w:vertAlign w:val="subscript"/>',
    }


def _headings(sizes: Iterable[float], book: bool) -> list[str]:
    made = []
    for step, size in enumerate(sizes):
        before, after = ((20, 7), (16, 6), (13, 4), (11, 4))[min(step, 3)]
        opens = book and step == 0
        look = _paragraph(
            0 if opens else before, 14 if opens else after, line=1.1, keep=True, own_page=opens, outline=step
        )
        colour = "accent-strong" if step < 3 else "ink"
        made.append(
            _style("paragraph", f"heading {step + 1}", look, _run(size, bold=True, colour=colour), following="Normal")
        )
    return made


def _right_tab() -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{twips(COLUMN_CM)}"/></w:tabs>'


def _in_list(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


def _cells(borders: str) -> str:
    sides = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in [("top", 50), ("left", 80), ("bottom", 50), ("right", 80)]
    )
    return f"<w:tblPr>{borders}<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"


def _lines() -> str:
    """Rules between rows and none between columns, as in the PDF."""
    strong, faint = _colour("border"), _colour("line")
    return (
        f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{strong}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{strong}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{faint}"/></w:tblBorders>'
    )


def _under_the_header() -> str:
    line = f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_colour("border")}"/>'
    return f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{line}</w:tcBorders></w:tcPr></w:tblStylePr>'


def numbering() -> str:
    """The two kinds of list; `w:num` 1 is bullets, 2 is numbers, and each numbered list adds its own, from 1 again."""
    bullets = "".join(_level(depth, "bullet", "•–·"[depth]) for depth in range(DEPTH))
    numbers = "".join(
        _level(depth, ("decimal", "lowerLetter", "lowerRoman")[depth], f"%{depth + 1}.") for depth in range(DEPTH)
    )
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for kind, levels in ((BULLETED, bullets), (NUMBERED, numbers))
    )
    first = "".join(f'<w:num w:numId="{kind + 1}"><w:abstractNumId w:val="{kind}"/></w:num>' for kind in (0, 1))
    return f"<w:numbering {W}>{kinds}{first}</w:numbering>"


def _level(depth: int, form: str, sign: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{20 * STEP * (depth + 1)}" w:hanging="{20 * STEP}"/></w:pPr>'
        "</w:lvl>"
    )


def settings() -> str:
    """The newest mode of Word, so that its title bar does not say "Compatibility Mode"."""
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """What Word looks for, and what it takes instead."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {W}><w:font w:name="{FONT}">'
        f'<w:altName w:val="{FALLBACK}"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def made_by() -> str:
    """The properties of the program: python-docx's own say that Word on a Macintosh made the file."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{space}">'
        "<Application>Fair work, fair care</Application></Properties>"
    )


def twips(centimetres: float) -> int:
    """Twentieths of a point, in which the format measures."""
    return round(centimetres / 2.54 * 1440)
