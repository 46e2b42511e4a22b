"""What is wrong with a Word file for a reader who hears it, or moves through it by keyboard: one sentence each.

It reads the file as the format is written, and not by what made it, so that it sees what any program did.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edi_handbook.word.look import LANGUAGE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OLD = "{urn:schemas-microsoft-com:vml}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SHOWN = {f"{_W}{name}" for name in ("drawing", "pict", "object", "br", "fldChar", "sym", "footnoteReference")}
_NEEDED = ("word/document.xml", "word/styles.xml", "docProps/core.xml")
_LARGEST = 64 * 2**20
"""Bytes of one part: what unpacks to more is no report, and may be made to fill a memory."""


class _Unreadable(Exception):
    """The file cannot be read as a Word file: save it as .docx again."""


def faults(path: Path) -> list[str]:
    """The faults of the Word file at `path`, one sentence each; empty where it is sound.

    Headings begin at level 1 and skip none; each table has a header row without an empty cell, and no merged cells;
    each picture has alternative text; the language is British English; there is a title, and no empty paragraph.
    A file that cannot be read has one fault, which says so.
    """
    try:
        return faults_in(path.read_bytes(), path.name)
    except FileNotFoundError:
        return [f"{path.name}: there is no such file: make it first."]
    except IsADirectoryError:
        return [f"{path.name}: this is a folder: name a Word file in it."]
    except OSError as error:
        return [f"{path.name}: the file cannot be read ({error.strerror})."]


def faults_in(file: bytes, name: str) -> list[str]:
    """The same of a file that is not on the disk yet; `name` is what its sentences call it."""
    try:
        document, styles, core = _parts(file)
    except _Unreadable as error:
        return [f"{name}: {error}"]
    body = document.find(f"{_W}body")
    if body is None:
        return [f"{name}: the Word file has no text: save it again."]
    levels = _levels(styles)
    found = [
        *_title(core),
        *_language(styles),
        *_headings(body, levels),
        *_tables(body),
        *_pictures(document),
        *_empty(body, levels),
    ]
    return [f"{name}: {fault}" for fault in found]


def _parts(file: bytes) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            read = []
            for part in _NEEDED:
                if packed.getinfo(part).file_size > _LARGEST:
                    raise _Unreadable(f"{part} is larger than {_LARGEST // 2**20} MB: this is no report.")
                read.append(etree.fromstring(packed.read(part), parser))
            return read
    except KeyError as missing:
        raise _Unreadable(f"this is not a whole Word file ({missing.args[0]}): save it as .docx again.") from None
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError):
        raise _Unreadable("this is not a Word file (.docx), or it is damaged: save it as .docx again.") from None


def _title(core: etree._Element) -> Iterator[str]:
    if not (core.findtext(_TITLE) or "").strip():
        yield "the file has no title in its properties: write one under File, Info."


def _language(styles: etree._Element) -> Iterator[str]:
    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    if default is None or default.get(f"{_W}val") != LANGUAGE:
        said = "none" if default is None else default.get(f"{_W}val", "none")
        yield f"the language of the text is {said} and not {LANGUAGE}: set the proofing language of all text."
    for style in styles.iter(f"{_W}style"):
        own = style.find(f"{_W}rPr/{_W}lang")
        if own is not None and own.get(f"{_W}val", LANGUAGE) != LANGUAGE:
            yield f"the style “{_name(style)}” is in {own.get(f'{_W}val')} and not {LANGUAGE}: change its language."


def _name(style: etree._Element) -> str:
    named = style.find(f"{_W}name")
    return "" if named is None else named.get(f"{_W}val", "")


def _levels(styles: etree._Element) -> dict[str, int]:
    """The heading level of each style that has one, of its own or of the style it rests on, by the identifier."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    found = {}
    for identifier in by_id:
        at, seen = identifier, set()
        while at in by_id and at not in seen:
            seen.add(at)
            style = by_id[at]
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            word, _, number = _name(style).lower().partition(" ")
            if outline is not None and int(outline.get(f"{_W}val", "9")) < 9:
                found[identifier] = int(outline.get(f"{_W}val")) + 1
                break
            if word == "heading" and number.isdigit():
                found[identifier] = int(number)
                break
            based = style.find(f"{_W}basedOn")
            at = None if based is None else based.get(f"{_W}val")
    return found


def _headings(body: etree._Element, levels: dict[str, int]) -> Iterator[str]:
    before = 0
    for paragraph in body.iter(f"{_W}p"):
        level = _level(paragraph, levels)
        if not level:
            continue
        words = _words(paragraph)
        if not words:
            yield f"a heading of level {level} has no words: write some, or make it no heading."
        elif level > before + 1:
            above = f"a heading of level {before}" if before else "no other"
            yield f"the heading “{words}” is of level {level} and follows {above}: give it level {before + 1}."
        before = level
    if not before:
        yield "the text has no headings: give each section one, in a heading style."


def _level(paragraph: etree._Element, levels: dict[str, int]) -> int:
    own = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if own is not None and int(own.get(f"{_W}val", "9")) < 9:
        return int(own.get(f"{_W}val")) + 1
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return levels.get(style.get(f"{_W}val"), 0) if style is not None else 0


def _tables(body: etree._Element) -> Iterator[str]:
    for number, table in enumerate(body.iter(f"{_W}tbl"), 1):
        called = f"table {number}"
        rows = table.findall(f"{_W}tr")
        head = rows[0] if rows else None
        marked = None if head is None else head.find(f"{_W}trPr/{_W}tblHeader")
        if head is None or marked is None or marked.get(f"{_W}val") in {"0", "false", "off"}:
            yield f"{called} has no header row: mark its first row with “Repeat header rows”."
        elif not all(_words(cell) for cell in head.findall(f"{_W}tc")):
            yield f"{called} has an empty cell in its header row: say what the column holds."
        if table.find(f"{_W}tr/{_W}tc/{_W}tcPr/{_W}gridSpan") is not None or (
            table.find(f"{_W}tr/{_W}tc/{_W}tcPr/{_W}vMerge") is not None
        ):
            yield f"{called} has merged cells: split them, so that each cell has one row and one column."
        if len(rows) == 1:
            yield f"{called} has a header row and nothing below it: take it out, or say so in a sentence."


def _pictures(document: etree._Element) -> Iterator[str]:
    for number, shown in enumerate(document.iter(f"{_DRAWN}docPr", f"{_OLD}shape"), 1):
        words = shown.get("descr") if shown.tag == f"{_DRAWN}docPr" else shown.get("alt")
        if not (words or "").strip():
            yield f"picture {number} has no alternative text: say in words what it shows."


def _empty(body: etree._Element, levels: dict[str, int]) -> Iterator[str]:
    """Paragraphs that make space: a screen reader stops at each.

    One in a table's cell is how the format writes nothing, and one that ends a section how it writes that.
    """
    count = 0
    for paragraph in body.findall(f"{_W}p"):
        shows = bool(_words(paragraph)) or any(part.tag in _SHOWN for part in paragraph.iter())
        ends = paragraph.find(f"{_W}pPr/{_W}sectPr") is not None
        count += not (shows or ends or _level(paragraph, levels))
    if count:
        few = "an empty paragraph makes" if count == 1 else f"{count} empty paragraphs make"
        yield f"{few} space: take each out, and set the space in the style."


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t")).strip()
