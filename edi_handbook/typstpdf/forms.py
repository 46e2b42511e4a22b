"""Boxes to tick and room to write: drawn on paper, or places that `acroform` turns into form fields.

An extension's visitors call `tick_box` and `writing_lines`; `Edition.forms` decides what becomes of them. Typst has no
form fields, but it gives a link its rectangle, its tag and its place in the reading order: so each place is a link to
`field:3`, where 3 is the number of its entry in `fields`.
"""

from edi_handbook.typstpdf.code import call, prose
from edi_handbook.typstpdf.field import Field
from edi_handbook.typstpdf.writer import Writer


class FormVisitors(Writer):
    def tick_box(self, name: str, label: str, group: str | None = None, group_label: str = "", sheet: str = "") -> None:
        """A box to tick; of the boxes that share `group`, one only. `sheet` is the title of what it is part of."""
        if self.edition.forms == "ruled":
            self.add(call("tick", False))
        elif group is None:
            self.add(call("fill-in-box", self._number(Field(name, label, "check", sheet=sheet))))
        else:
            choice = name.removeprefix(f"{group}.")
            number = self._number(Field(group, label, "one-of", choice, group_label, sheet))
            self.add(call("fill-in-box", number, one=True))

    def writing_lines(self, name: str, label: str, lines: int, sheet: str = "", snug: bool = False) -> None:
        """Room to write `lines` lines by hand, or to type as many into a field; `snug` with little room around it."""
        if self.edition.forms == "ruled":
            self.add(call("ruled-lines", lines, snug=snug or None))
        else:
            number = self._number(Field(name, label, "text" if lines > 1 else "line", sheet=sheet))
            self.add(call("fill-in-lines", number, lines, snug=snug or None))

    def page_for_more(self, name: str, label: str, sheet: str) -> None:
        """A page to fill in, at the end of the chapter, for what found no room; on paper a further sheet does that."""
        if self.edition.forms == "fillable":
            self.pages_for_more.append(Field(name, label, "text", sheet=sheet))

    def add_pages_for_more(self) -> None:
        for field in self.pages_for_more:  # numbered here: fields are counted in the order in which they stand
            self.add(call("fill-in-page", self._number(field), prose(field.label), prose(field.sheet)))
        self.pages_for_more.clear()

    def _number(self, field: Field) -> int:
        self.fields.append(field)
        return len(self.fields) - 1
