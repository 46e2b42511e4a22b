"""Tables: header rows, row headers, spans, captions, and tables that arrive as raw HTML."""

from docutils import nodes
from sphinx.util import logging

from edi_handbook.typstpdf import rawhtml
from edi_handbook.typstpdf.code import Code, call
from edi_handbook.typstpdf.grid import Cell, Grid
from edi_handbook.typstpdf.places import place
from edi_handbook.typstpdf.writer import Writer

logger = logging.getLogger(__name__)

NUMERIC = {"number", "text-right", "numeric"}
# A cell with more characters than this may be cut by the end of a page; a shorter one goes to the next page whole.
WHOLE = 600


class TableVisitors(Writer):
    def visit_table(self, node: nodes.table) -> None:
        grid = Grid.of(node)
        for subtype, said in grid.warnings():
            logger.warning("%s", said, location=place(node), type="typstpdf", subtype=subtype)
        self.row_heads.append(grid.row_heads())
        numbers, widths = grid.number_columns(), grid.widths()
        head, body = (
            [self._cell(cell, grid.is_row_head(cell), cell.column in numbers) for row in rows for cell in row]
            for rows in (grid.head, grid.body)
        )
        self.open()
        self.add_anchors(node)
        anchors = self.close()
        title = next((c for c in node.children if isinstance(c, nodes.title)), None)
        self.add(
            call(
                "data-table",
                widths.code,
                head,
                body,
                anchors=anchors if node["ids"] else None,
                number=self.figure_number(node, "table") or None,
                caption=self.whole(title.children) if title is not None else None,
                header_rows=len(grid.head),
                break_words=widths.break_words or None,
                whole=grid.is_short(widths.letters) or None,
                sticky=self.has_small_print(node) or None,
                single=grid.is_single(widths.letters) or None,
            )
        )
        raise nodes.SkipNode

    def _cell(self, cell: Cell, heads_row: bool, is_number: bool) -> Code:
        body, classes = self.whole(cell.entry.children), cell.entry["classes"]
        right = is_number or set(classes) & NUMERIC
        align = "right" if right else "center" if "text-center" in classes else None
        return call(
            "table.cell",
            call("row-head", body) if heads_row else body,
            colspan=cell.wide if cell.wide > 1 else None,
            rowspan=cell.tall if cell.tall > 1 else None,
            align=Code(align) if align else None,
            breakable=False if len(cell.text) < WHOLE else None,
        )

    def visit_raw(self, node: nodes.raw) -> None:
        formats = node.get("format", "").split()
        if "typst" in formats:
            self.add(node.astext())
        elif "html" in formats:
            for piece in rawhtml.read(node.astext()):
                match piece:
                    case nodes.Element():
                        piece.source, piece.line = node.source, node.line
                        self.walk([piece])
                    case rawhtml.Tick(done):
                        self.add(call("tick", done))
                    case rawhtml.Break():
                        self.add(call("linebreak"))
                    case rawhtml.Lost(what):
                        logger.warning(
                            "raw HTML (%s) cannot be printed: write it in Markdown, or keep it from print with "
                            "`{only} html`",
                            what,
                            location=place(node),
                            type="typstpdf",
                            subtype="raw",
                        )
        raise nodes.SkipNode
