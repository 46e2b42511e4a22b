"""A notebook's controls and the form in a real JupyterLab, by keyboard, as a facilitator would use them."""

import re

import jupytext
import nbformat
from axe_playwright_python.sync_playwright import Axe

from edi_handbook.report.live import write_example
from edi_handbook.workforce.published import DATA
from tests.lab import cells, run_all, served

FOLDER = DATA.parent / "notebooks"
NOTEBOOKS = ("who-gets-appointed", "who-decides", "your-organisations-return")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False}


def test_by_keyboard(browser, tmp_path):
    code = [
        cell for name in NOTEBOOKS for cell in jupytext.read(FOLDER / f"{name}.md").cells if cell.cell_type == "code"
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.source) for cell in code])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "live.ipynb")
    write_example(tmp_path / "mine.csv", "SYN-G", 2025)

    with served(tmp_path) as address:
        context = browser.new_context(viewport={"width": 1300, "height": 2000})
        page = context.new_page()
        run_all(page, address, "live.ipynb")
        read = page.get_by_role("button", name="Read it")
        read.wait_for()
        before = cells(page)
        live = page.locator(".jp-OutputArea-output:has(.edi-field)")

        region = page.get_by_label("Region")
        region.focus()
        page.keyboard.press("ArrowUp")  # JupyterLab's own: to the cell above
        live.filter(has_text="in this region: London").wait_for()
        page.keyboard.press("s")  # its own: save
        live.filter(has_text="in this region: South East").wait_for()

        members = page.get_by_label("Members of the board")
        members.fill("9")
        members.press("Tab")
        live.filter(has_text="Every person on an invented board of 9").wait_for()
        assert page.get_by_label("BME share of staff, per cent").evaluate("one => one === document.activeElement")
        members.fill("99")
        members.press("Tab")
        live.filter(has_text="less than or equal to 40").wait_for()
        members.fill("9")
        members.press("Tab")

        page.get_by_label("or its path").fill(str(tmp_path / "mine.csv"))
        read.focus()
        page.keyboard.press("Enter")
        page.get_by_role("table").filter(has_text="What may be said").last.wait_for()
        page.get_by_text("Gneiss Invented Trust, WRES year 2025: what the figures say").wait_for()
        page.get_by_label("or its path").fill("")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose a file").press("Enter")
        chooser.value.set_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"name,count\nx,1\n"})
        read.focus()
        page.keyboard.press("Space")
        page.get_by_text("Mend these first").wait_for()

        assert cells(page) == before
        assert page.locator("[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type*='error']").count() == 0
        assert page.get_by_text(re.compile("Error (displaying|creating) widget|Loading widget")).count() == 0
        found = Axe().run(page, context=".edi-field", options=RULES).response["violations"]
        assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
        assert [url for url in page.requests if not re.match(rf"({address}|data:|blob:)", url)] == []
        context.close()
