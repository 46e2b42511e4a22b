"""One Word file in the house style: a thin layer over python-docx.

It holds what a reader with a screen reader needs and an editor keeps: real headings in order, header rows that repeat,
alternative text, lists that are lists, one language and a title. What would break one of these raises `WordError`.
"""

import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from edi_handbook import dates, whole
from edi_handbook.word import look

AUTHOR = "Made with the open handbook Fair work, fair care"

Style = Literal[
    *("body", "lead", "small", "say", "source", "note", "note-title", "block-title", "quote", "figure", "code"),
    *("say-title", "fact", "term", "continue", "reference"),
]
STYLES: dict[str, str] = {
    "body": "Normal",
    "lead": "Lead",
    "small": "Small print",
    "say": "Say",
    "say-title": "Say title",
    "fact": "Fact",
    "source": "Source",
    "note": "Note",
    "note-title": "Note title",
    "quote": "Quote",
    "figure": "Large figure",
    "code": "Code",
    "block-title": "Block title",
    "term": "Term",
    "continue": "List Continue",
    "reference": "Reference",
}

Look = Literal["", "quiet", "soft", "unconfirmed", "code", "raised", "lowered"]
LOOKS: dict[str, str] = {
    "quiet": "QuietLink",
    "soft": "Soft",
    "unconfirmed": "Unconfirmed",
    "code": "CodeWords",
    "raised": "Raised",
    "lowered": "Lowered",
}
"""The identifiers of styles of letters. A link that is `quiet` is not underlined: one of hundreds on a page."""

RIGHT_TO_LEFT = {"ar", "fa", "ur"}

LINK = re.compile(r"(https?://|mailto:|tel:|#)\S+")
_NO_SIGN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"[£−+-]?\d[\d,.]*( ?%)?|–|")
_NOT_OURS = {"thumbnail", "stylesWithEffects", "customXml", "webSettings"}
"""Parts that python-docx's own template brings, and nobody asked for."""
_DEEPEST = 6
_TALLEST_CM = 21.0
"""Room for the caption too."""
_BELOW_TABLE = 9
"""Points."""
_LETTERS = 88
"""How many letters of a table's size stand side by side across the text, in a wide font."""
_PADDING = 3
"""Letters that the space beside a cell's words would hold."""
_TOGETHER = 8, 800
"""Rows and letters of a table that goes to the next page rather than be cut: about a quarter of one."""


class WordError(ValueError):
    """The file would lack something that a reader needs; one sentence says what, and how to mend it."""


@dataclass(frozen=True)
class Run:
    """Words that look alike. `link` is a web address, or `#name` for a place in this file (see `Document.place`).

    `lang` is a language, `ur` or `pt-BR`, where it is not that of the file.
    """

    text: str
    bold: bool = False
    link: str = ""
    italic: bool = False
    look: Look = ""
    lang: str = ""


Words = str | Run | Sequence[str | Run]


class Document:
    """A file that is being written, from its title down. `save` writes it; nothing is on the disk before."""

    def __init__(
        self,
        title: str,
        *,
        subject: str = "",
        keywords: Sequence[str] = (),
        day: datetime.date | None = None,
        book: bool = False,
        author: str = AUTHOR,
    ) -> None:
        """`title` is set at the top, and no heading of its own: headings begin at level 1 below it.

        `day` is the date in the file's properties; without it that of `SOURCE_DATE_EPOCH`, else 1 January 2000.
        In a `book` each heading of level 1 opens a chapter, on a new page.

        Raises `WordError` without a title, `dates.DateError`.
        """
        if not title.strip():
            raise WordError("A Word file needs a title: say in a few words what it is.")
        moment = dates.given() or dates.NO_DATE
        self._day = day or moment.date()
        self._made = docx.Document()
        self._body = self._made.element.body
        for child in list(self._body):
            if child.tag != qn("w:sectPr"):
                self._body.remove(child)
        self._dress(book)
        self._describe(title, subject, keywords, author)
        self._level = 0
        self._headings: list[tuple[int, str, str]] = []
        self._contents: tuple[Paragraph, int] | None = None
        self._counts = {"Table": 0, "Figure": 0}
        self._places: set[str] = set()
        self._linked: set[str] = set()
        self._waiting: list[str] = []
        self._breaks = False
        self._below_table = False
        self._write(self._add("Title"), [title])
        self._foot(title)

    # ------------------------------------------------------------ what a file holds

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of level 1 to 6. Raises `WordError` where a level is skipped, or where it has no words."""
        if not text.strip():
            raise WordError(f"A heading of level {level} has no words: a screen reader would announce nothing.")
        if not 1 <= level <= _DEEPEST:
            raise WordError(f"“{text}” is a heading of level {level}: levels go from 1 to {_DEEPEST}.")
        if level > self._level + 1:
            above = f"a heading of level {self._level}" if self._level else "the title"
            raise WordError(f"“{text}” is a heading of level {level} after {above}: give it level {self._level + 1}.")
        self._level = level
        name = f"heading-{len(self._headings) + 1}"
        self._headings.append((level, text, name))
        self.place(name)
        self._write(self._add(f"Heading {level}"), [text])

    def paragraph(self, *runs: str | Run, style: Style = "body", level: int = 0) -> None:
        """A paragraph; of the style `continue`, one that goes on with the item of a list of that `level`.

        Raises `WordError` where it has no words: space is a matter of style, not of empty lines.
        """
        if not _said(runs).strip():
            raise WordError("A paragraph has no words: leave it out, as styles make the space between paragraphs.")
        made = self._add(STYLES[style])
        if style == "continue" and level:
            made.paragraph_format.left_indent = Pt(look.STEP * (level + 1))
        self._write(made, runs)

    def bullets(self, items: Iterable[Words], numbered: bool = False, *, level: int = 0) -> None:
        """A list; `level` 1 and 2 stand inside the item before. Raises `WordError` for an item without words."""
        of = self.new_list(numbered)
        for item in items:
            self.item(item, of, level)

    def new_list(self, numbered: bool = False, start: int = 1) -> int:
        """A list to give `item`s to, by its number; numbers begin at `start`, in each list anew."""
        if not numbered:
            return look.BULLETED + 1
        added = self._made.part.numbering_part.element.add_num(look.NUMBERED)
        for level in range(look.DEPTH):
            added.add_lvlOverride(level).add_startOverride(start if level == 0 else 1)
        return int(added.numId)

    def item(self, item: Words, of: int, level: int = 0) -> None:
        """One item of the list `of`. Raises `WordError` where it has no words."""
        runs = _runs(item)
        if not _said(runs).strip():
            raise WordError("An item of a list has no words: leave it out.")
        paragraph = self._add("List Bullet" if of == look.BULLETED + 1 else "List Number")
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = min(level, look.DEPTH - 1)
        number.get_or_add_numId().val = of
        self._write(paragraph, runs)

    def table(
        self,
        caption: str,
        header: Sequence[Words],
        rows: Sequence[Sequence[Words]],
        *,
        widths: Sequence[float] | None = None,
        stub: bool = True,
    ) -> None:
        """A table under its caption, "Table 1: …", which Word numbers; without `caption` it has none.

        `widths` says how wide the columns are, each in proportion to the others; without it they follow what they hold.
        With `stub` the first column says what each row is about. Raises `WordError` for a column without a heading, a
        row of another length, a table without rows.
        """
        called = f"The table “{caption}”" if caption else "A table"
        if not header or not all(_said(_runs(words)).strip() for words in header):
            raise WordError(f"{called} has a column without a heading: say in a word or two what it holds.")
        if not rows:
            raise WordError(f"{called} has no rows: say so in a sentence instead.")
        for number, row in enumerate(rows, 1):
            if len(row) != len(header):
                raise WordError(f"{called} has {len(header)} columns, and its row {number} has {len(row)} cells.")
        if widths is not None and (len(widths) != len(header) or min(widths) <= 0):
            raise WordError(f"{called} has {len(header)} columns: give each a width above nought.")
        if not caption and self._below_table:
            raise WordError("A table without a caption follows a table, and Word would make one of both: give it one.")
        if caption:
            self._caption("Table", caption, "Caption")
        lines = [[_runs(words) for words in line] for line in [header, *rows]]
        wide = _shared(widths) if widths is not None else _fitted(lines)
        numeric = [_is_numeric([_said(line[column]) for line in lines[1:]]) for column in range(len(header))]
        made = self._made.add_table(len(lines), len(header))
        made.style = "Handbook table"
        _tell_table(made._tbl, caption, wide, stub)
        letters = sum(len(_said(runs)) for line in lines for runs in line)
        together = len(rows) <= _TOGETHER[0] and letters <= _TOGETHER[1]
        for number, (row, line) in enumerate(zip(made.rows, lines, strict=True)):
            _tell_row(row._tr, heads=number == 0)
            for column, (cell, runs) in enumerate(zip(row._tr.tc_lst, line, strict=True)):
                cell.width = look.twips(wide[column]) * 635
                paragraph = Paragraph(cell.p_lst[0], made)
                paragraph.style = (
                    "Table head" if number == 0 else "Table stub" if stub and column == 0 else "Table text"
                )
                if numeric[column] and not (stub and column == 0):
                    paragraph.alignment = 2
                if together and 0 < number < len(rows):
                    paragraph.paragraph_format.keep_with_next = True
                self._mark_waiting(paragraph)
                self._write(paragraph, runs)
        self._below_table = True

    def picture(self, png: bytes, alt: str, *, width_cm: float = 16.0, caption: str = "", above: bool = False) -> None:
        """A picture with its caption below, "Figure 1: …", or above it; never larger than column and page.

        Raises `WordError` without alternative text, or for what is no PNG.
        """
        if not alt.strip():
            raise WordError("A picture has no alternative text: say in words what it shows.")
        if not png.startswith(b"\x89PNG"):
            raise WordError(f"The picture “{alt[:60]}” is not a PNG, which every Word shows.")
        if caption and above:
            self._caption("Figure", caption, "Caption")
        paragraph = self._add("Picture")
        if caption and not above:
            paragraph.paragraph_format.keep_with_next = True
        shown = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(min(width_cm, look.COLUMN_CM)))
        if shown.height > Cm(_TALLEST_CM):
            shown.width, shown.height = round(shown.width * Cm(_TALLEST_CM) / shown.height), Cm(_TALLEST_CM)
        for side in "TBLR":
            shown._inline.set(f"dist{side}", "0")  # LibreOffice takes a third of a centimetre where it is not said
        shown._inline.docPr.set("descr", _clean(alt.strip()))
        shown._inline.docPr.set("name", f"Picture {shown._inline.docPr.get('id')}")
        if caption and not above:
            self._caption("Figure", caption, "Picture caption")

    def page_break(self) -> None:
        """What comes next begins a page; a table does by its caption.

        It is said of what comes: an empty paragraph with a break would be read out.
        """
        self._breaks = True

    def contents(self, title: str = "Contents", depth: int = 2) -> None:
        """A list of the headings to come, each a link. It holds no page numbers: only Word knows them."""
        self._write(self._add("TOC Heading"), [title])
        self._contents = (self._made.add_paragraph(style="toc 1"), depth)

    def place(self, name: str) -> None:
        """What comes next can be linked to, as `#name`."""
        self._waiting.append(name)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all: the same bytes for the same content and day.

        Raises `OSError`, and `WordError` for a link to a place that is not in the file.
        """
        whole.write_bytes(path, self.bytes())

    def bytes(self) -> bytes:
        """What `save` writes; nothing may be added afterwards. Raises `WordError`."""
        if self._waiting:
            *_, last = self._body.iterchildren(qn("w:p"))
            self._mark_waiting(Paragraph(last, self._made))
        if lost := sorted(self._linked - self._places):
            raise WordError(f"A link leads to “#{lost[0]}”, and the file has no such place.")
        self._fill_contents()
        held = io.BytesIO()
        self._made.save(held)
        return _same_each_time(held.getvalue(), self._day)

    # ------------------------------------------------------------ how

    def _add(self, style: str) -> Paragraph:
        paragraph = self._made.add_paragraph(style=style)
        if self._breaks:
            paragraph.paragraph_format.page_break_before = True
            self._breaks = False
        if self._below_table and (paragraph.style.paragraph_format.space_before or 0) < Pt(_BELOW_TABLE):
            paragraph.paragraph_format.space_before = Pt(_BELOW_TABLE)  # a table has no space of its own
        self._below_table = False
        self._mark_waiting(paragraph)
        return paragraph

    def _mark_waiting(self, paragraph: Paragraph) -> None:
        for name in self._waiting:
            self._mark(paragraph, name)
        self._waiting = []

    def _mark(self, paragraph: Paragraph, name: str) -> None:
        if name in self._places:
            raise WordError(f"Two places of the file are called “{name}”: a link could not tell them apart.")
        number = str(len(self._places))
        self._places.add(name)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), bookmark(name))
        end.set(qn("w:id"), number)
        paragraph._p.extend([start, end])

    def _write(self, paragraph: Paragraph, runs: Iterable[str | Run]) -> None:
        for run in _runs(list(runs)):
            if not run.text:
                continue
            holder = self._link(paragraph, run) if run.link else paragraph._p
            made = holder.add_r()
            made.text = _clean(run.text)
            name = LOOKS[run.look] if run.look else "Hyperlink" if run.link else ""
            if name:
                made.get_or_add_rPr().style = name
            if run.bold:
                made.get_or_add_rPr().get_or_add_b()
            if run.italic:
                made.get_or_add_rPr().get_or_add_i()
            if run.lang:
                _tell_language(made.get_or_add_rPr(), run.lang)

    def _link(self, paragraph: Paragraph, run: Run):
        if not LINK.fullmatch(run.link):
            raise WordError(
                f"“{run.text}” links to “{run.link}”: give a web address, or #name for a place in the file."
            )
        link = OxmlElement("w:hyperlink")
        if run.link.startswith("#"):
            self._linked.add(run.link[1:])
            link.set(qn("w:anchor"), bookmark(run.link[1:]))
        else:
            link.set(qn("r:id"), paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.set(qn("w:history"), "1")
        paragraph._p.append(link)
        return link

    def _caption(self, kind: str, words: str, style: str) -> None:
        self._counts[kind] += 1
        paragraph = self._add(style)
        self._write(paragraph, [f"{kind} "])
        _field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        self._write(paragraph, [f": {words}"])
        if style == "Picture caption":
            paragraph.paragraph_format.keep_with_next = False

    def _foot(self, title: str) -> None:
        footer = self._made.sections[0].footer
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "Footer"
        self._write(paragraph, [f"{title}\tPage "])
        _field(paragraph, "PAGE", "1")
        self._write(paragraph, [" of "])
        _field(paragraph, "NUMPAGES", "1")

    def _fill_contents(self) -> None:
        if self._contents is None:
            return
        first, depth = self._contents
        self._contents = None
        shown = [(level, text, name) for level, text, name in self._headings if level <= depth]
        if not shown:
            raise WordError("A list of contents has nothing to list: the file has no headings.")
        begin, end = _field_ends(f'TOC \\o "1-{depth}" \\n \\h \\z')
        paragraph = first
        for place, (level, text, name) in enumerate(shown):
            if place:
                new = OxmlElement("w:p")
                paragraph._p.addnext(new)
                paragraph = Paragraph(new, first._parent)
            else:
                paragraph._p.extend(begin)
            paragraph.style = f"toc {level}"
            self._write(paragraph, [Run(text, link=f"#{name}", look="quiet")])
        paragraph._p.extend(end)

    def _dress(self, book: bool) -> None:
        part = self._made.part
        for element, text in [
            (self._made.styles.element, look.styles(book)),
            (part.numbering_part.element, look.numbering()),
            (self._made.settings.element, look.settings()),
        ]:
            for child in list(element):
                element.remove(child)
            element.extend(list(parse_xml(text)))
        for relations in (part.rels, part.package.rels):
            for name in [key for key, one in relations.items() if one.reltype.rpartition("/")[2] in _NOT_OURS]:
                relations.pop(name)
        section = self._made.sections[0]
        section.page_width, section.page_height = (Cm(side) for side in look.PAGE_CM)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(look.MARGIN_CM)
        section.footer_distance = section.header_distance = Cm(1)
        section.gutter = 0

    def _describe(self, title: str, subject: str, keywords: Sequence[str], author: str) -> None:
        said = self._made.core_properties
        said.title, said.subject, said.author = _clean(title), _clean(subject), author
        said.keywords, said.language, said.comments = _clean(", ".join(keywords)), look.LANGUAGE, ""
        said.last_modified_by = author
        said.created = said.modified = datetime.datetime.combine(self._day, datetime.time())
        said.revision = 1


def bookmark(name: str) -> str:
    """`name` as Word can hold it: at most 40 letters, digits and low lines; unlike names stay unlike."""
    if re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII):
        return name
    return f"{re.sub(r'[^A-Za-z0-9]', '_', f'p_{name}')[:29]}_{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def _runs(words: Words) -> list[Run]:
    if isinstance(words, str | Run):
        words = [words]
    return [Run(one) if isinstance(one, str) else one for one in words]


def _said(words: Iterable[str | Run]) -> str:
    return "".join(one if isinstance(one, str) else one.text for one in words)


def _clean(text: str) -> str:
    """`text`, which must be of signs that XML can hold."""
    if found := _NO_SIGN.search(text):
        raise WordError(
            f"“{text[:40]!r}” holds the sign U+{ord(found[0]):04X}, which no Word file can hold: take it out."
        )
    return text


def _tell_language(properties, lang: str) -> None:
    told = OxmlElement("w:lang")
    told.set(qn("w:val"), lang)
    if lang.partition("-")[0] in RIGHT_TO_LEFT:
        properties.append(OxmlElement("w:rtl"))
        told.set(qn("w:bidi"), lang)
    properties.append(told)


def _shared(widths: Sequence[float]) -> list[float]:
    """Centimetres: the width of the text shared out in proportion."""
    return [look.COLUMN_CM * one / sum(widths) for one in widths]


def _is_numeric(cells: Sequence[str]) -> bool:
    return any(cells) and all(map(_NUMBER.fullmatch, cells))


def _fitted(lines: Sequence[Sequence[list[Run]]]) -> list[float]:
    """Centimetres: room for the longest word of each column, and of what is left the more the longer its cells.

    A table of short cells is no wider than they are: a number must not stand far from what it is about.
    """
    least, wanted, whole_lines = [], [], []
    for column in zip(*lines, strict=True):
        said = [_said(runs) for runs in column]
        word = max(len(word) for cell in said for word in cell.split() or [""]) + _PADDING
        longest = max(len(line) for cell in said for line in cell.split("\n")) + _PADDING
        least.append(word)
        whole_lines.append(longest)
        wanted.append(max(word, min(longest, 10 + 2.4 * longest**0.6)))
    if sum(whole_lines) <= _LETTERS:
        return [look.COLUMN_CM * one / _LETTERS for one in whole_lines]
    spare, over = sum(wanted) - sum(least), sum(wanted) - _LETTERS
    taken = min(1.0, over / spare) if spare and over > 0 else 0.0
    return _shared([most - taken * (most - few) for few, most in zip(least, wanted, strict=True)])


def _tell_table(table, caption: str, wide: Sequence[float], stub: bool) -> None:
    """What a program reads of a table: its columns, its header row, its first column, its title."""
    properties = table.tblPr
    for tag in ("w:tblW", "w:tblLayout", "w:tblLook", "w:jc"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    added = (
        f'<w:tblPr {look.W}><w:tblW w:w="{sum(map(look.twips, wide))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{0x0620 | (0x80 if stub else 0):04X}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(stub)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )
    properties.extend(list(parse_xml(added)))
    if caption:
        told = OxmlElement("w:tblCaption")
        told.set(qn("w:val"), _clean(caption))
        properties.append(told)
    for column, centimetres in zip(table.tblGrid.gridCol_lst, wide, strict=True):
        column.set(qn("w:w"), str(look.twips(centimetres)))


def _tell_row(row, heads: bool) -> None:
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heads:
        properties.append(OxmlElement("w:tblHeader"))


def _field_ends(instruction: str) -> tuple[list, list]:
    begin = parse_xml(
        f'<w:p {look.W}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>'
    )
    end = parse_xml(f'<w:p {look.W}><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    return list(begin), list(end)


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """What Word works out, with what it would show now."""
    begin, end = _field_ends(instruction)
    paragraph._p.extend(begin)
    paragraph.add_run(shown)
    paragraph._p.extend(end)


def _same_each_time(file: bytes, day: datetime.date) -> bytes:
    """The zip with `day` on each of its files, in one order; python-docx puts the clock's there."""
    ours = {"word/fontTable.xml": look.font_table(), "docProps/app.xml": look.made_by()}
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as given:
        written = zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED)
        for name in given.namelist():
            body = ours[name].encode() if name in ours else given.read(name)
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            written.writestr(entry, body)
        written.close()
    return held.getvalue()
