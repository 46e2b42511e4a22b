"""An organisation's own board pack: `workforce` figures, drawn by `charts`, set by Typst, as a Word file and as slides.

The one room that joins those. What it prints has been through disclosure control (`answers.printed`), and all else is
worked out from that. `edi-handbook return report` calls `write.write`.
"""
