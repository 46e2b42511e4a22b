"""The kitchen sink: every construct, built for the web and for print, strictly; nothing is lost between the two."""

import re
import subprocess
from pathlib import Path

import lxml.html
import pikepdf
import pytest

from edi_handbook.pdfcheck import structure, verapdf
from edi_handbook.pdfcheck.reading import Reader
from edi_handbook.publish.building.build import JUPYTER_BOOK

# What a web page holds and print leaves out, and why.
LEFT_TO_THE_WEB = {
    ".//p[.='Only on the web.']": "an `only` block says so",
    ".//details[contains(@class, 'hide')]": "code that the page folds away",
    ".//details[contains(@class, 'contents-fold')]|.//nav": "the book has a contents list",
    ".//*[contains(@class, 'headerlink') or contains(@class, 'backrefs')]": "links of the page to itself",
    ".//p[contains(@class, 'print-editions')]": "the offer of these PDFs",
    ".//p[contains(@class, 'take-away')]": "the offer of the page as a notebook",
    ".//script|.//style": "not words",
}


def jupyter_book(source: Path, output: Path, *options: str) -> None:
    command = [*JUPYTER_BOOK, "build", str(source), "--path-output", str(output)]
    done = subprocess.run(
        [*command, "-n", "-W", "--keep-going", "-q", *options], capture_output=True, text=True, encoding="utf-8"
    )
    said = [line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line]
    assert done.returncode == 0 and not said, "\n".join(said) or done.stderr[-3000:]


@pytest.fixture(scope="module")
def built(built_sink) -> Path:
    """The folder that holds the editions; they are set after the web pages, as `make book` does."""
    folder = built_sink.parent
    jupyter_book(folder / "source", folder, "--builder", "custom", "--custom-builder", "typstpdf")
    return folder / "_build" / "typstpdf"


@pytest.fixture(scope="module")
def printed(built) -> str:
    with pikepdf.open(built / "kitchen-sink.pdf") as file:
        return Reader(file).text(file.Root.StructTreeRoot)


def test_both_builders_set_every_construct_without_a_warning(built, built_sink):
    assert (built_sink / "index.html").exists()
    assert (built / "kitchen-sink.pdf").exists()


@pytest.mark.parametrize("edition", ["kitchen-sink.pdf", "words-only.pdf"])
def test_every_edition_is_sound(built, edition):
    assert structure.findings(built / edition) == []
    report = verapdf.check(built / edition)
    assert report.rules_loaded == 106
    assert report.failures == ()


def test_an_edition_leaves_out_what_it_is_told_to(built, printed):
    with pikepdf.open(built / "words-only.pdf") as file:
        short = Reader(file).text(file.Root.StructTreeRoot)
    assert "This block is left out of one edition." in printed
    assert "This block is left out of one edition." not in short
    assert "A page beneath a page" in short  # it came with the page that lists it
    assert "Admonition" not in short


def test_print_holds_every_line_of_the_web(built_sink, printed):
    squeezed = squeeze(printed)
    missing = []
    for page in sorted(built_sink.rglob("*.html")):
        if page.name in ("genindex.html", "search.html", "404.html") or "_static" in page.parts:
            continue
        for line in lines(page):
            if squeeze(line) not in squeezed:
                missing.append(f"{page.stem}: {line}")
    assert not missing, "\n".join(missing)


def lines(page: Path) -> list[str]:
    """The pieces of text of a page's article, as its elements divide it."""
    root = lxml.html.parse(page).getroot()
    if root.find(".//meta[@http-equiv='refresh']") is not None:
        return []  # an old address, which leads to the new one
    article = root.find(".//article")
    assert article is not None, page
    for gone in article.xpath("|".join(LEFT_TO_THE_WEB)):
        gone.drop_tree()
    return [text for text in (" ".join(piece.split()) for piece in article.itertext()) if re.search(r"\w", text)]


def squeeze(text: str) -> str:
    """The letters and digits of `text`: print and web differ in quotation marks, spaces and hyphens."""
    return re.sub(r"[\W_]+", "", text).casefold()


def test_the_repeated_header_of_a_long_table_is_not_read_twice(printed):
    assert printed.count("Its square") == 1


def test_reading_order_is_source_order(printed):
    order = [
        "Signs in a line",
        "A page beneath a page",
        "Lists",
        "Attention.",
        "A rubric",
        "A list table",
        "A square and",
    ]
    order += [
        "Components",
        "The first tab.",
        "The second tab.",
        "A drawer",
        "One sentence says",
        "A notebook",
        "headcount",
    ]
    body = printed[printed.index("The first page stands before") :]
    places = [body.index(text) for text in order]
    assert places == sorted(places)
