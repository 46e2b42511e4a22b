"""Checks of a PDF's structure that veraPDF does not make, or that its rules leave to the eye.

veraPDF accepts a table with no header cell, a path as alt text, bookmarks that name other headings. Here each such
thing is a `Finding` that says where, what is wrong, and how to mend it in the source.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary

from edi_handbook.pdfcheck.reading import Reader, kids, kind, walk


@dataclass(frozen=True)
class Finding:
    """One thing to mend: the rule's name, where, what is wrong, how to mend it."""

    rule: str
    place: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong} {self.mend}"


@dataclass(frozen=True)
class Structure:
    """What is wrong with a file, and of how many links how many say their own words."""

    findings: list[Finding]
    links: int
    links_with_words: int


def look(path: Path) -> Structure:
    """The structure of the PDF at `path`. Raises `pikepdf.PdfError` where the file cannot be read as a PDF."""
    with pikepdf.open(path) as file:
        found = list(_document(file))
        reader = Reader(file)
        if "/StructTreeRoot" in file.Root:
            for check in CHECKS:
                found += check(file, reader)
        named = [link.has_its_words for link in links(file, reader)]
        return Structure(found, len(named), sum(named))


def findings(path: Path) -> list[Finding]:
    """What is wrong with the structure of the PDF at `path`; empty where nothing is. Raises as `look` does."""
    return look(path).findings


def _document(file: pikepdf.Pdf) -> Iterator[Finding]:
    root = file.Root
    if "/StructTreeRoot" not in root:
        yield Finding("tags", "file", "The file has no tags.", "Export it as a tagged PDF (PDF/UA).")
    if not bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
        yield Finding("tags", "file", "The file does not say that it is tagged.", "Export it as a tagged PDF (PDF/UA).")
    if not str(root.get("/Lang", "")).strip():
        yield Finding("language", "file", "The language is not set.", "Set `language` in the configuration.")
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield Finding("title", "file", "The window shows the file's name, not its title.", "Set DisplayDocTitle.")
    with file.open_metadata() as metadata:
        if not str(metadata.get("dc:title", "")).strip():
            yield Finding("title", "file", "The file has no title.", "Give the edition a title.")
        if str(metadata.get("pdfuaid:part", "")) != "1":
            yield Finding("pdfua", "file", "The file does not say that it is PDF/UA-1.", "Export it as PDF/UA-1.")


def _pages(file: pikepdf.Pdf, reader: Reader) -> Iterator[Finding]:
    for number, page in enumerate(file.pages, 1):
        if page.get("/Tabs") != "/S":
            yield Finding(
                "tab order", f"page {number}", "The Tab key does not follow the tags.", "Set the page's Tabs to S."
            )
        if count := reader.unmarked(page):
            yield Finding(
                "artifacts",
                f"page {number}",
                f"{count} things drawn are neither tagged nor marked as decoration.",
                "Export it as PDF/UA, or mark them as artifacts.",
            )
        for note in page.get("/Annots", []):
            address = str(note.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith("field:"):
                yield Finding(
                    "fields", f"page {number}", f"A form field is still a link ({address}).", "Finish the forms."
                )
            if note.get("/Subtype") == "/Widget" and not _of_field(note, "/TU"):
                yield Finding(
                    "fields", f"page {number}", "A form field has no name to be read out.", "Give it a label (TU)."
                )


def _of_field(widget: Dictionary, key: str) -> str:
    while widget is not None:
        if key in widget:
            return str(widget[key])
        widget = widget.get("/Parent")
    return ""


def _fonts(file: pikepdf.Pdf, reader: Reader) -> Iterator[Finding]:
    seen = set()
    for number, page in enumerate(file.pages, 1):
        for font in _fonts_of(page.resources, set()):
            name = str(font.get("/BaseFont", "a font")).lstrip("/")
            if name in seen or font.get("/Subtype") == "/Type3":
                continue
            seen.add(name)
            descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", Dictionary())
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield Finding("fonts", f"page {number}", f"{name} is not embedded.", "Use a font that may be embedded.")


def _fonts_of(resources: Dictionary, seen: set) -> Iterator[Dictionary]:
    """The fonts of a page or a drawing on it, and of the drawings inside that."""
    yield from resources.get("/Font", Dictionary()).values()
    for drawing in resources.get("/XObject", Dictionary()).values():
        if drawing.objgen not in seen and "/Resources" in drawing:
            seen.add(drawing.objgen)
            yield from _fonts_of(drawing.Resources, seen)


# Not words: a path, a file's name, LaTeX.
_NOT_WORDS = re.compile(r"^\S*[/\\]\S*$|^\S+\.\w{2,4}$|\\[a-zA-Z]+|^[\W\d_]*$")


def _alt(file: pikepdf.Pdf, reader: Reader) -> Iterator[Finding]:
    for element in walk(file.Root.StructTreeRoot):
        if (name := kind(element, file)) not in ("Figure", "Formula"):
            continue
        alt = str(element.get("/Alt", "")).strip()
        if not alt:
            yield Finding("alt", _place(file, element), f"A {name.lower()} has no alt text.", "Say what it shows.")
        elif _NOT_WORDS.search(alt):
            yield Finding(
                "alt", _place(file, element), f"The alt text {alt!r} is not words.", "Say what it shows, in words."
            )


def _tables(file: pikepdf.Pdf, reader: Reader) -> Iterator[Finding]:
    for element in walk(file.Root.StructTreeRoot):
        if kind(element, file) != "Table":
            continue
        heads = [cell for cell in walk(element) if kind(cell, file) == "TH"]
        if not heads:
            yield Finding(
                "tables", _place(file, element), "A table has no header cell.", "Give it a header row or row headers."
            )
        for cell in heads:
            if _attribute(cell, "/Scope") not in ("/Row", "/Column", "/Both"):
                text = reader.text(cell)
                yield Finding(
                    "tables",
                    _place(file, cell),
                    f"The header cell {text!r} does not say whether it heads a row or a column.",
                    "Export it as PDF/UA.",
                )


def _attribute(element: Dictionary, key: str) -> str | None:
    held = element.get("/A", [])
    for attributes in held if isinstance(held, Array) else [held]:
        if isinstance(attributes, Dictionary) and key in attributes:
            return str(attributes[key])
    return None


@dataclass(frozen=True)
class Link:
    """A link on a page: what a screen reader says of it, and the words that its tag holds."""

    page: int
    said: str
    words: str

    @property
    def has_its_words(self) -> bool:
        """Whether it says its words; the page that both may end in may be said in two ways, as `5` and `page 5`."""
        words, said = _squeezed(self.words), _squeezed(self.said)
        if page := re.search(r"page(\d+)$", said):
            words = re.sub(rf"(?<=.)(?:\(page{page[1]}\)|{page[1]})$", "", words)
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words):
            return Counter(words) <= Counter(said)  # drawn from the left, so read back in another order
        return bool(words) and words in said


def links(file: pikepdf.Pdf, reader: Reader) -> list[Link]:
    """Every link of the file, page by page; a link that is broken over lines or pages may be several."""
    words: dict[tuple, str] = {}
    for element in walk(file.Root.StructTreeRoot) if "/StructTreeRoot" in file.Root else ():
        if kind(element, file) == "Link":
            alts = (str(inner.get("/Alt", "")) for inner in walk(element))
            held = reader.text(element).strip() or " ".join(filter(None, alts))
            parts = (kid.Obj for kid in kids(element) if isinstance(kid, Dictionary) and "/Obj" in kid)
            words |= dict.fromkeys((part.objgen for part in parts), held)
    return [
        Link(number, str(note.get("/Contents", "")), words.get(note.objgen, ""))
        for number, page in enumerate(file.pages, 1)
        for note in page.get("/Annots", [])
        if note.get("/Subtype") == "/Link"
    ]


def _links(file: pikepdf.Pdf, reader: Reader) -> Iterator[Finding]:
    for link in links(file, reader):
        if link.said and link.words and not link.has_its_words:  # veraPDF finds those that say nothing or have no tag
            yield Finding(
                "links",
                f"page {link.page}",
                f"A screen reader may say {link.said!r} in place of the link's words, {link.words!r}.",
                "Set its description (Contents) to its words, then where it leads.",
            )


def headings(file: pikepdf.Pdf, reader: Reader) -> list[tuple[int, str, Dictionary]]:
    """The headings in reading order: level, text, element."""
    found = []
    for element in walk(file.Root.StructTreeRoot):
        if level := re.fullmatch(r"H(\d)", kind(element, file)):
            found.append((int(level[1]), reader.text(element), element))
    return found


def bookmarks(file: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks in order: depth from 1, title."""
    found = []

    def add(items, depth: int) -> None:
        for item in items:
            found.append((depth, item.title))
            add(item.children, depth + 1)

    with file.open_outline() as outline:
        add(outline.root, 1)
    return found


def _headings(file: pikepdf.Pdf, reader: Reader) -> Iterator[Finding]:
    found = headings(file, reader)
    above = 0
    for level, text, element in found:
        if level > above + 1:
            said = "The first heading is" if above == 0 else f"After a heading of level {above} comes"
            yield Finding(
                "headings",
                _place(file, element),
                f"{said} {text!r} of level {level}.",
                "Start at level 1 and skip none.",
            )
        above = level
        if not text.strip():
            yield Finding("headings", _place(file, element), "A heading is empty.", "Give it words.")
    marked = bookmarks(file)
    if [_squeezed(title) for _, title in marked] != [_squeezed(text) for _, text, _ in found]:
        titles, texts = {_squeezed(t) for _, t in marked}, {_squeezed(t) for _, t, _ in found}
        first = next((t for _, t, _ in found if _squeezed(t) not in titles), None)
        first = first or next((t for _, t in marked if _squeezed(t) not in texts), "their order")
        yield Finding(
            "bookmarks", "bookmarks", f"The bookmarks are not the headings ({first!r}).", "Make them from the headings."
        )
    elif [depth for depth, _ in marked] != [level for level, _, _ in found]:
        yield Finding(
            "bookmarks", "bookmarks", "The bookmarks nest otherwise than the headings.", "Make them from the headings."
        )


def _squeezed(text: str) -> str:
    """`text` without white space or hyphenation, which differ where a heading breaks over two lines."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text).casefold()


def _place(file: pikepdf.Pdf, element: Dictionary) -> str:
    page = element.get("/Pg")
    if page is None:
        page = next((child.Pg for child in walk(element) if "/Pg" in child), None)
    for number, candidate in enumerate(file.pages, 1):
        if page is not None and candidate.objgen == page.objgen:
            return f"page {number}"
    return "file"


Check = Callable[[pikepdf.Pdf, Reader], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (_pages, _fonts, _alt, _tables, _links, _headings)
