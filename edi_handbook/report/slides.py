"""The slides of a pack as a PowerPoint file: a finding and a picture each, on the ground of the handbook's own slides.

A deck that people edit: a board secretary takes a slide out, or puts one into the deck of the meeting, which a page or
a PDF does not allow. Every slide has its title in the title's own place, so that it is in the outline and is read out
first; every picture has its words; the notes hold figures and sources. No letter is smaller than `SMALLEST`.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Sequence

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from edi_handbook import fonts, palette
from edi_handbook.charts.style import FORMS
from edi_handbook.charts.svg import on_ground
from edi_handbook.report.pieces import Slide
from edi_handbook.word.picture import png_of_svg

WIDE, HIGH = 960, 540
"""Points: sixteen to nine, as PowerPoint makes it."""
SMALLEST = 20
"""Points. What the back of a room can read."""
MARGIN, KICKER_TOP, KICKER_HIGH, TITLE_TOP, TITLE_HIGH, GAP = 54, 20, 26, 46, 88, 12
TITLE_SIZES = (32, 28, 24)
LANGUAGE = "en-GB"
PIXELS = 1860

NIGHT = {**palette.DARK, "paper": palette.LIGHT["night"], "ink": palette.LIGHT["on-night"],
         "ink-soft": palette.LIGHT["on-night-soft"], "group-first": palette.LIGHT["night-first"],
         "group-second": palette.LIGHT["night-second"], "band": palette.LIGHT["cloth"]}  # fmt: skip
"""The colours of a chart on the ground of a slide."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every part of the file: else the same slides would be other bytes in the next second."""


class SlidesError(ValueError):
    """The slides cannot be made as readers need them; one sentence says why."""


def set_slides(title: str, kicker: str, author: str, slides: Sequence[Slide], made: datetime.datetime) -> bytes:
    """The file; `kicker` says on each slide whose it is. The same slides and day give the same bytes.

    Raises `SlidesError`.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    about = deck.core_properties
    about.title, about.author, about.last_modified_by, about.language = title, author, author, LANGUAGE
    about.created = about.modified = made.replace(tzinfo=None)
    about.revision, about.keywords, about.comments = 1, "", ""
    layout = next(one for one in deck.slide_layouts if one.name == "Title Only")
    for one in slides:
        _add(deck.slides.add_slide(layout), one, kicker)
    held = io.BytesIO()
    deck.save(held)
    return _same_each_time(held.getvalue())


def _add(slide, one: Slide, kicker: str) -> None:
    ground = slide.background.fill
    ground.solid()
    ground.fore_color.rgb = _colour("night")
    _title(slide, one.title)
    _kicker(slide, kicker)
    line = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(MARGIN), Pt(TITLE_TOP + TITLE_HIGH), Pt(WIDE - 2 * MARGIN), Pt(1.5)
    )
    line.fill.solid()
    line.fill.fore_color.rgb = _colour("night-mark")
    line.line.fill.background()
    _decorative(line)
    _picture(slide, one)
    notes = slide.notes_slide.notes_text_frame
    notes.text = "\n".join(one.notes)
    _in_english(notes)


def _kicker(slide, words: str) -> None:
    """Whose slide it is, small above the title: a slide is taken out of its deck."""
    box = slide.shapes.add_textbox(Pt(MARGIN), Pt(KICKER_TOP), Pt(WIDE - 2 * MARGIN), Pt(KICKER_HIGH))
    box.name = "Whose figures"
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = words
    _look(frame, SMALLEST, "on-night-soft", bold=False)


def _title(slide, words: str) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (
        Pt(MARGIN),
        Pt(TITLE_TOP),
        Pt(WIDE - 2 * MARGIN),
        Pt(TITLE_HIGH - 8),
    )
    frame = shape.text_frame
    frame.text = words
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    size = next((size for size in TITLE_SIZES if len(words) * size * 0.5 < 2 * (WIDE - 2 * MARGIN)), TITLE_SIZES[-1])
    _look(frame, size, "on-night", bold=True)


def _look(frame, size: float, role: str, bold: bool) -> None:
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, next(iter(fonts.TEXT))
            run.font.color.rgb = _colour(role)
    _in_english(frame)


def _picture(slide, one: Slide) -> None:
    if not one.alt.strip():
        raise SlidesError(f"The picture of “{one.title}” has no alternative text: say in words what it shows.")
    wide, high = (float(side) for side in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', one.picture).groups())
    top = TITLE_TOP + TITLE_HIGH + GAP
    across = min(WIDE - 2 * MARGIN, (HIGH - top - GAP) * wide / high)
    if FORMS["slide"].small * across / wide < SMALLEST:
        raise SlidesError(
            f"The picture of “{one.title}” is too tall: its letters would be smaller than {SMALLEST} points."
        )
    picture = slide.shapes.add_picture(
        io.BytesIO(png_of_svg(on_ground(one.picture, NIGHT), PIXELS)), Pt((WIDE - across) / 2), Pt(top), Pt(across)
    )
    edge = 2 / picture.image.size[1]  # the last row of pixels is half of the paper on which a picture is made: white
    picture.crop_bottom, picture.height = edge, round(picture.height * (1 - edge))
    said = picture._element.nvPicPr.cNvPr
    said.set("descr", one.alt)
    said.set("name", "Picture")


def _colour(role: str) -> RGBColor:
    return RGBColor.from_string(palette.LIGHT[role].removeprefix("#").upper())


def _in_english(frame) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = None
            run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _decorative(shape) -> None:
    """A line that says nothing: a screen reader passes over it."""
    properties = shape._element.find(".//" + qn("p:cNvPr"))
    properties.set("name", "Line")
    properties.set("descr", "")
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    more = properties.makeelement(f"{{{drawing}}}extLst", {})
    one = more.makeelement(f"{{{drawing}}}ext", {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    one.append(one.makeelement(f"{{{space}}}decorative", {"val": "1"}, nsmap={"adec": space}))
    more.append(one)
    properties.append(more)


def _same_each_time(file: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return held.getvalue()
