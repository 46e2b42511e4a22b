"""The facilitator's desk in a real JupyterLab: files chosen, codes pasted, the group's pattern on the screen."""

import os
import signal

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from edi_handbook.debrief.synthetic import synthetic_codes
from edi_handbook.reflect.widget import find
from tests.lab import run_all, served
from tests.many import is_thorough

CODES = synthetic_codes(find("check-out"), 9, seed=2)
CELL = 'import os\nprint("kernel", os.getpid())\nfrom edi_handbook.debrief.desk import desk\ndesk("check-out")'


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "debrief.ipynb")
    with served(folder) as address:
        context = browser.new_context(viewport={"width": 1300, "height": 1600})
        page = context.new_page()
        run_all(page, address, "debrief.ipynb")
        page.get_by_text("0 taken in.").wait_for()
        yield page
        context.close()


def test_a_facilitator_gets_the_pattern_from_files_and_codes(page, tmp_path):
    files = {f"{n}.group.txt": code.encode() for n, code in enumerate(CODES[:7])} | {"list.xlsx": b"PK\x03\x04"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Choose files").click()
    asked.value.set_files([tmp_path / name for name in files])
    page.get_by_text("7 taken in.").wait_for()
    page.get_by_text("list.xlsx: skipped, because it is a spreadsheet or another office file.").wait_for()
    show = page.get_by_role("button", name="Show the group")
    show.click()
    page.get_by_text("Too few: fewer than 8 people have given answers.").wait_for()
    page.get_by_label("Codes").focus()
    page.keyboard.insert_text(f"{CODES[7]}\n{CODES[8]}\n{CODES[0]}")
    take = page.get_by_role("button", name="Take the codes in")
    take.focus()
    page.keyboard.press("Enter")
    page.get_by_text(
        "Pasted, code 3: skipped, because the same person's answers came before, in 0.group.txt."
    ).wait_for()
    show.focus()
    page.keyboard.press("Enter")
    page.get_by_text("The pattern is of 9 people.").wait_for()
    assert page.locator(".jp-OutputArea table").count() == 2
    assert page.locator(".jp-OutputArea td", has_text="Few, or nobody").count() > 0
    assert page.get_by_text("Too few").count() == 0


def test_axe_finds_nothing_on_the_desk(page):
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False}
    found = Axe().run(page, context=".jp-OutputArea", options=rules).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []


def test_when_the_kernel_dies_the_desk_says_that_the_answers_are_gone_and_shows_no_pattern(page):
    assert page.locator(".edi-desk table:visible").count() == 2
    gone = page.locator(".edi-desk").get_by_role("alert")
    assert gone.count() == 0
    process = int(page.locator(".jp-OutputArea-output", has_text="kernel").first.inner_text().split()[1])
    os.kill(process, signal.SIGKILL)
    # Five seconds on a machine that does nothing else: the server looks every three.
    gone.filter(has_text="the answers are gone").wait_for(timeout=5_000 if is_thorough() else 60_000)
    assert page.locator(".edi-desk :is(table, button, textarea):visible").count() == 0
