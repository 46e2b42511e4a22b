"""An organisation's own board report, and its own strategy (`plan`): `workforce` figures, drawn by `charts`, set by
`typstpdf`'s template and by `word`.

The one room that joins those. Everything it is given has been through disclosure control; it never sees a true
count. `edi-handbook return report` calls `write.write`.
"""
