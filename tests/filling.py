"""Fills a PDF form in with a library, as a program that reads forms does."""

from pathlib import Path

import pikepdf
from pikepdf.form import CheckboxField, Form, RadioButtonGroup, TextField
from pypdf import PdfReader, PdfWriter

WORDS = "Zoë said “no”, nie, nu and rárá – Zażółć gęślą jaźń, șț, ẹọṣ, ŵŷ – for £5."
DATE = "1 March 2027"


def fill(source: Path, target: Path) -> None:
    """Gives every answer in the form of `source`, ticks each box, and saves it as `target`."""
    given = expected(source)
    with pikepdf.open(source) as file:
        boxes = {field.fully_qualified_name: field.on_value for field in Form(file) if isinstance(field, CheckboxField)}
    writer = PdfWriter()
    writer.clone_document_from_reader(PdfReader(source))
    for page in writer.pages:
        if "/Annots" in page:
            values = {name: str(boxes.get(name, value)) for name, value in given.items()}
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(target)


def answers(path: Path) -> dict[str, object]:
    """What each field of the form holds, by the field's name."""
    with pikepdf.open(path) as file:
        return {
            field.fully_qualified_name: field.checked if isinstance(field, CheckboxField) else str(field.value)
            for field in Form(file)
        }


def expected(path: Path) -> dict[str, object]:
    """What `fill` gives each field of the form in `path`."""
    with pikepdf.open(path) as file:
        found: dict[str, object] = {}
        for field in Form(file):
            match field:
                case TextField():
                    found[field.fully_qualified_name] = WORDS if field.is_multiline else DATE
                case CheckboxField():
                    found[field.fully_qualified_name] = True
                case RadioButtonGroup():
                    found[field.fully_qualified_name] = str(field.options[-1].on_value)
        return found
