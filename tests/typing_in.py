"""Types into a PDF form in PDFium, which is the viewer of Chromium and of Edge, as somebody does who has it open."""

import ctypes
from pathlib import Path

import pypdfium2
from pypdfium2 import raw as pdfium

TAB = 9


class Keyboard:
    """A page, worked with keys alone."""

    def __init__(self, document: pypdfium2.PdfDocument, page: int) -> None:
        self.held = document[page]  # freed with its last reference
        self.form, self.page = document.formenv.raw, self.held.raw

    def tab(self) -> None:
        pdfium.FORM_OnKeyDown(self.form, self.page, TAB, 0)

    def type(self, words: str) -> None:
        for sign in words:
            pdfium.FORM_OnChar(self.form, self.page, ord(sign), 0)

    def leave(self) -> None:
        pdfium.FORM_ForceToKillFocus(self.form)

    def focus(self) -> tuple[int, str]:
        """The kind of the field that has the focus, and what a screen reader is told of it."""
        place, note = ctypes.c_int(), pdfium.FPDF_ANNOTATION()
        pdfium.FORM_GetFocusedAnnot(self.form, ctypes.byref(place), ctypes.byref(note))
        length = pdfium.FPDFAnnot_GetFormFieldAlternateName(self.form, note, None, 0)
        name = (ctypes.c_ushort * (length // 2))()
        pdfium.FPDFAnnot_GetFormFieldAlternateName(self.form, note, name, length)
        return pdfium.FPDFAnnot_GetFormFieldType(self.form, note), bytes(name).decode("utf-16-le").rstrip("\0")


def type_into_all(source: Path, target: Path, words: str) -> None:
    """Types `words` into each text field of the form of `source`, as many as it takes, and saves it as `target`."""
    document = pypdfium2.PdfDocument(source)
    document.init_forms()
    for number in range(len(document)):
        keyboard = Keyboard(document, number)
        for place in range(pdfium.FPDFPage_GetAnnotCount(keyboard.page)):
            note = pdfium.FPDFPage_GetAnnot(keyboard.page, place)
            if pdfium.FPDFAnnot_GetFormFieldType(keyboard.form, note) == pdfium.FPDF_FORMFIELD_TEXTFIELD:
                pdfium.FORM_SetFocusedAnnot(keyboard.form, note)
                keyboard.type(words)
                keyboard.leave()
            pdfium.FPDFPage_CloseAnnot(note)
    document.save(target)
