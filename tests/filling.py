"""Fills a PDF form in with a library, as a program that reads forms does."""

from pathlib import Path

import pikepdf
from pikepdf.form import CheckboxField, ExtendedAppearanceStreamGenerator, Form, RadioButtonGroup, TextField

WORDS = "Zoë said “no” – twice, for £5, and then went on saying it until the line was full and a second one began."
DATE = "1 March 2027"


def fill(source: Path, target: Path) -> None:
    """Gives every answer in the form of `source`, ticks each box, and saves it as `target`."""
    with pikepdf.open(source) as file:
        for field in Form(file, ExtendedAppearanceStreamGenerator):
            match field:
                case TextField():
                    field.value = WORDS if field.is_multiline else DATE
                case CheckboxField():
                    field.checked = True
                case RadioButtonGroup():
                    field.value = field.options[-1].on_value
        file.save(target)


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
        found = {}
        for field in Form(file):
            match field:
                case TextField():
                    found[field.fully_qualified_name] = WORDS if field.is_multiline else DATE
                case CheckboxField():
                    found[field.fully_qualified_name] = True
                case RadioButtonGroup():
                    found[field.fully_qualified_name] = str(field.options[-1].on_value)
        return found
