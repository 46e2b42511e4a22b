"""Form fields: turns the places that `forms` marked into an AcroForm (ISO 32000-1, 12.7), tagged as PDF/UA-1 asks.

A place is a link annotation with the right rectangle, tag and order. It becomes a widget: rectangle and tag stay, the
tag is `Form`, and the field's name, spoken label and appearance are added. No script and no `NeedAppearances`: each
viewer draws what is typed in the font that the file brings, and a reader of the file need not draw it again.
"""

from pathlib import Path

from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, Stream, String

from edi_handbook.typstpdf.answer_font import answer_font
from edi_handbook.typstpdf.field import LINK, Field

# Flags of fields: ISO 32000-1, tables 226 and 228.
MULTILINE, RADIO, NO_SCROLL = 1 << 12, 1 << 15, 1 << 23
PRINTED = 4
# What the form calls its font. PDFium, the viewer of Chromium and Edge, sorts letters by script and sets all that are
# not Western European, curly quotes too, in a font that it does not embed; under this name it asks the form's font
# first (`CPDF_BAFontMap`). Other viewers look the name up and go by the font they find.
FONT, POINTS = "Wingdings", 10.5
TEXT = f"/{FONT} {POINTS} Tf 0.1 g"


class FieldsDiffer(Exception):
    """The places in the file are not those that were set."""


def add_fields(file: Pdf, fields: list[Field], font: Path) -> None:
    """Makes a form of `fields`, whose places `file` holds. Raises `FieldsDiffer`. Typed text is set in `font`."""
    if not fields:
        return
    places = _places(file)
    if [number for number, _ in places] != list(range(len(fields))):
        raise FieldsDiffer(f"{len(fields)} form fields were set, the file has {len(places)} places for them, in order")
    root = file.Root.StructTreeRoot
    parents = NumberTree(root.ParentTree)
    typed = file.make_indirect(answer_font(file, font))
    made: dict[str, Dictionary] = {}
    drawings = Drawings(file)
    for field, (_, place) in zip(fields, places, strict=True):
        parents[int(place.StructParent)].S = Name.Form
        _make_widget(place, field, drawings, typed)
        if field.name not in made:
            made[field.name] = file.make_indirect(_field(field))
        place.Parent = made[field.name]
        made[field.name].Kids.append(place)
    file.Root.AcroForm = file.make_indirect(
        Dictionary(Fields=Array(made.values()), DR=Dictionary(Font=Dictionary({f"/{FONT}": typed})), DA=String(TEXT))
    )


def _places(file: Pdf) -> list[tuple[int, Dictionary]]:
    """The links that stand for fields, with their numbers, in the order of the pages."""
    found = []
    for page in file.pages:
        for note in page.get("/Annots", []):
            address = str(note.get("/A", Dictionary()).get("/URI", ""))
            if isinstance(note, Dictionary) and address.startswith(LINK):
                found.append((int(address.removeprefix(LINK)), note))
    return found


def _field(field: Field) -> Dictionary:
    """The field that one or more widgets show. A full stop in a name would divide it into parents and children."""
    made = Dictionary(T=String(field.name.replace(".", "/")), TU=String(field.group_label or field.label), Kids=Array())
    if field.kind in ("check", "one-of"):
        made.FT, made.V = Name.Btn, Name.Off
        made.Ff = RADIO if field.kind == "one-of" else 0
    else:
        made.FT, made.V, made.DA = Name.Tx, String(""), String(TEXT)
        # No scrolling: what a box takes is what it prints, and the page for more has room for the rest.
        made.Ff = NO_SCROLL | (MULTILINE if field.kind == "text" else 0)
    return made


def _make_widget(place: Dictionary, field: Field, drawings: "Drawings", font: Dictionary) -> None:
    for key in ("/A", "/Border", "/Contents"):
        if key in place:
            del place[key]
    left, bottom, right, top = (float(edge) for edge in place.Rect)
    wide, high = right - left, top - bottom
    place.Subtype, place.F, place.TU = Name.Widget, PRINTED, String(field.label)
    if field.kind in ("check", "one-of"):
        place.AS = Name.Off
        drawn = _dot(wide, high) if field.kind == "one-of" else _cross(wide, high)
        states = {f"/{field.choice}": drawings.get(wide, high, drawn), "/Off": drawings.get(wide, high, "q Q")}
        place.AP = Dictionary(N=Dictionary(states))
    else:
        place.AP = Dictionary(N=drawings.get(wide, high, "/Tx BMC EMC", font))


class Drawings:
    """The appearances of widgets; those that are alike are one."""

    def __init__(self, file: Pdf) -> None:
        self.file = file
        self.made: dict[tuple[float, float, str], Stream] = {}

    def get(self, wide: float, high: float, code: str, font: Dictionary | None = None) -> Stream:
        key = (round(wide, 2), round(high, 2), code)
        if key not in self.made:
            drawing = self.file.make_stream(code.encode())
            drawing.Type, drawing.Subtype, drawing.BBox = Name.XObject, Name.Form, Array([0, 0, key[0], key[1]])
            drawing.Resources = Dictionary() if font is None else Dictionary(Font=Dictionary({f"/{FONT}": font}))
            self.made[key] = drawing
        return self.made[key]


def _cross(wide: float, high: float) -> str:
    inset = 0.24 * wide
    left, right, low, top = inset, wide - inset, inset, high - inset
    strokes = ((left, low, right, top), (left, top, right, low))
    drawn = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in strokes)
    return f"1.4 w 1 J 0.1 G {drawn} S"


def _dot(wide: float, high: float) -> str:
    """A filled circle, as four curves; 0.5523 is how far their handles reach (4/3 of the tangent of an eighth turn)."""
    x, y, r = wide / 2, high / 2, 0.27 * wide
    k = 0.5523 * r
    points = (
        (x, y + r), (x + k, y + r, x + r, y + k, x + r, y), (x + r, y - k, x + k, y - r, x, y - r),
        (x - k, y - r, x - r, y - k, x - r, y), (x - r, y + k, x - k, y + r, x, y + r),
    )  # fmt: skip
    moves = (" ".join(f"{number:.2f}" for number in curve) for curve in points)
    return "0.1 g " + " ".join(f"{move} {'m' if place == 0 else 'c'}" for place, move in enumerate(moves)) + " f"
