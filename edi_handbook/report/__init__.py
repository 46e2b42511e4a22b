"""An organisation's own board report: `workforce` figures, drawn by `charts`, set by `publish`'s Typst template.

The one room that joins those three. Everything it is given has been through disclosure control; it never sees a true
count. `edi-handbook return report` calls `write.write`.
"""
