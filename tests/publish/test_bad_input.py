"""Bad input stops the build, and one message names the file, the line and what to do; nobody is shown a traceback."""

import re
import shutil

import pytest

from edi_handbook.publish.building import settings
from edi_handbook.workforce import published
from tests.publish.small_book import FACTS, NOTEBOOK, ROOT, jupyter_book, run, write


def line_of(text: str, words: str, after: int = 0) -> int:
    """The line (from 1) of `text` that holds `words`."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line and n > after)


def cell(code: str, options: str = "") -> str:
    return f"```{{code-cell}} python3\n{options}{code}\n```\n"


CHART_BUNDLE = """\
from IPython.display import display
svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
table = {"columns": ["Group"], "rows": [["1"]], "caption": "C"}
chart = {"name": "c", "alt": " ", "caption": "C", "svg": svg, "table": table, "source": "S"}
display({"application/vnd.edi-handbook.figure+json": chart}, raw=True)"""

# page: its text, the words on the line at fault, what the message says
FAULTS = {
    "book/unknown-citation": (FACTS + "# A\n\nA claim {cite:p}`nobody_1999`.\n", "A claim", "nobody_1999"),
    "book/dead-reference": (FACTS + "# A\n\nSee {ref}`nowhere`.\n", "nowhere", "undefined label: 'nowhere'"),
    "book/dead-page": (FACTS + "# A\n\nSee {doc}`gone`.\n", "gone", "unknown document: 'gone'"),
    "book/dead-link": (FACTS + "# A\n\nSee [this](gone.md).\n", "gone.md", "target not found: 'gone.md'"),
    "book/dead-anchor": (FACTS + "# A\n\nSee [this](#gone).\n", "#gone", "target not found: 'gone'"),
    "book/dead-term": (FACTS + "# A\n\nA {term}`wordless`.\n", "wordless", "term not in glossary: 'wordless'"),
    "book/dead-number": (FACTS + "# A\n\nSee {numref}`gone`.\n", "gone", "undefined label: 'gone'"),
    "book/unknown-value": (
        FACTS + "# A\n\nIt is {value}`wres:mars:2:2023`.\n",
        "mars",
        "No published figure has the key",
    ),
    "book/unknown-role": (FACTS + "# A\n\nA {nosuch}`word`.\n", "nosuch", 'Unknown interpreted text role "nosuch"'),
    "book/no-alt": (
        FACTS + "# A\n\nText.\n\n![](square.svg)\n",
        "square",
        "has no alt text: say in words what it shows",
    ),
    "book/no-alt-inline": (FACTS + "# A\n\nText ![](square.svg) text.\n", "square", "has no alt text"),
    "book/no-alt-image": (FACTS + "# A\n\n```{image} square.svg\n```\n", "square", "has no alt text"),
    "book/no-alt-figure": (FACTS + "# A\n\n```{figure} square.svg\n\nA square\n```\n", "square", "has no alt text"),
    "book/no-alt-html": (FACTS + '# A\n\n<img src="square.svg">\n', "square", "has no alt text"),
    "book/file-name-as-alt": (FACTS + "# A\n\n![square.svg](square.svg)\n", "square", "has no alt text"),
    "book/missing-image": (
        FACTS + "# A\n\n![A square](gone.svg)\n",
        "gone.svg",
        "image file not readable: book/gone.svg",
    ),
    "book/missing-table": (FACTS + "# A\n\n```{csv-table} T\n:file: gone.csv\n```\n", "csv-table", "gone.csv"),
    "book/skipped-level": (FACTS + "# A\n\nText.\n\n### C\n\nText.\n", "### C", "header level increase; H1 to H3"),
    "book/no-first-level": (FACTS + "## A\n\nText.\n", "## A", "headings start at H2, not H1"),
    "book/two-titles": (FACTS + "# A\n\nText.\n\n# Second\n", "# Second", "the page has a second title, Second"),
    "book/no-title": (FACTS + "Text.\n", "---", "the page has no title"),
    "book/bad-facts": (FACTS.replace("[staff]", "[staff") + "# A\n", "minutes", "mend the front matter"),
    "notebooks/bad-facts": (NOTEBOOK.replace("[staff]", "[staff") + "# A\n\n" + cell("1"), "minutes", "mend the front"),
    "notebooks/bare-date": (
        NOTEBOOK.replace('"2026-11-23"', "2026-11-23") + "# A\n\n" + cell("1"),
        "reviewed:",
        'write the date in quotes, reviewed: "2026-11-23"',
    ),
    "notebooks/bad-options": (
        NOTEBOOK + "# A\n\n" + cell("1", ":tags: [hide-input\n"),
        "{code-cell}",
        "the options of a code cell are not YAML",
    ),
    "notebooks/missing-data": (
        NOTEBOOK + "# A\n\n" + cell('rows = 3\nopen("../data/gone.csv")'),
        "gone.csv",
        "a cell stopped with FileNotFoundError",
    ),
    "notebooks/two-faults": (
        NOTEBOOK + "# A\n\n" + cell('raise ValueError("Row 1: mend this.\\nRow 2: and this.")'),
        "Row 1",
        "a cell stopped with ValueError: Row 1: mend this. Row 2: and this; mend the cell",
    ),
    "notebooks/failing-cell": (
        NOTEBOOK + "# A\n\n" + cell("top = 1") + "\n" + cell("\nbottom = 0\n\ntop / bottom", ":tags: [hide-input]\n"),
        "top / bottom",
        "a cell stopped with ZeroDivisionError: division by zero",
    ),
    "notebooks/wrong-syntax": (NOTEBOOK + "# A\n\n" + cell("x = (1"), "x = (1", "a cell stopped with "),
    "notebooks/picture-without-alt": (
        NOTEBOOK + "# A\n\n" + cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
        "{code-cell}",
        "a code cell shows a picture without alt text",
    ),
    "notebooks/chart-without-alt": (NOTEBOOK + "# A\n\n" + cell(CHART_BUNDLE), "{code-cell}", "has no alt text"),
}
# MyST-NB gives a cell's output the line after its fence.
BELOW = {"notebooks/picture-without-alt": 2, "notebooks/chart-without-alt": 2}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    pages = {"book/index": FACTS + "# Home\n\n```{bibliography}\n```\n"}
    pages |= {name: text for name, (text, _, _) in FAULTS.items()}
    folder = write(tmp_path_factory.mktemp("faults"), pages)
    with (folder / "_toc.yml").open("a") as toc:
        toc.write("  - file: book/never-written\n")
    return folder


@pytest.fixture(scope="module")
def said(builds, book):
    """One build of a book in which every page but the first has one fault; --keep-going tells all of them."""
    return jupyter_book(book)


# A kernel that is told to stop while it still answers prints one of its own on a busy machine; no build can keep that
# from the terminal, and no page is the worse for it.
OF_A_KERNEL_THAT_ENDS = re.compile(
    r"Traceback \(most recent call last\):\n(?:[ \t].*\n)*?.*ipykernel/kernelbase\.py.*\n(?:[ \t].*\n)*"
)


def test_the_build_stops_without_a_traceback(said):
    assert said.code != 0
    assert "Traceback" not in OF_A_KERNEL_THAT_ENDS.sub("", said.text)
    assert "Exception occurred" not in said.text


@pytest.mark.parametrize("page", FAULTS)
def test_a_fault_is_told_with_file_and_line(page, book, said):
    text, words, message = FAULTS[page]
    line = line_of(text, words, after=1 if words == "---" else 0) if page != "book/no-title" else 1
    place = f"{book / page}.md:{line + BELOW.get(page, 0)}: "
    told = [n for n, each in enumerate(said.text.splitlines()) if each.startswith(place)]
    assert told, f"nothing names {place} in\n" + "\n".join(x for x in said.text.splitlines() if page in x)
    assert message in " ".join(said.text.splitlines()[told[0] : told[0] + 2])


def test_a_fault_is_told_once(book, said):
    for page in FAULTS:
        told = [line for line in said.text.splitlines() if line.startswith(f"{book / page}.md")]
        assert len(told) == 1, told


def test_the_first_page_has_no_fault(book, said):
    assert not [line for line in said.text.splitlines() if line.startswith(f"{book / 'book/index'}.md:1")]


def test_a_page_that_was_never_written_is_told_with_the_line_of_the_toc(book, said):
    line = line_of((book / "_toc.yml").read_text(), "never-written")
    assert f"{book / '_toc.yml'}:{line}: WARNING: the page book/never-written does not exist" in said.text


# ---- a build that warned


STRICT = ["myst_nb", *(f"edi_handbook.publish.{it}" for it in ("markup.facts", "markup.values", "building.strict"))]


def test_a_fault_is_told_again_when_nothing_has_changed(build):
    pages = {"index.md": "# A\n\n### C\n"}
    for _ in range(2):
        assert "index.md:3: WARNING: Non-consecutive header level" in build(pages, extensions=STRICT).warnings


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_picture_without_alt_text_is_told_in_every_builder(build, builder):
    built = build({"index.md": "# A\n\n![](square.svg)\n", "square.svg": "<svg/>"}, builder, extensions=STRICT)
    assert "index.md:3: WARNING: the picture square.svg has no alt text" in built.warnings


def test_a_picture_with_alt_text_or_marked_decorative_is_not(build):
    pages = {"index.md": "# A\n\n![A square](square.svg) ![](square.svg){.decorative}\n", "square.svg": "<svg/>"}
    assert build(pages, extensions=STRICT, myst_enable_extensions=["attrs_inline"]).warnings == ""


def test_a_missing_data_set_is_told_at_the_figure_that_needs_it(build, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "wres-england" / "wres-england.csv").unlink()
    monkeypatch.setattr(published, "DATA", tmp_path / "data")
    published._all.cache_clear()
    try:
        built = build({"index.md": "# A\n\nIt is {value}`wres:england:2:2023`.\n"}, extensions=STRICT)
    finally:
        published._all.cache_clear()
    assert "index.md:3: WARNING: data/wres-england/wres-england.csv is missing; restore it" in built.warnings


# ---- _config.yml, _toc.yml, references.bib


def small(tmp_path):
    return write(tmp_path, {"book/index": FACTS + "# Home\n", "book/other": FACTS + "# Other\n"})


def change(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


TOC = "- file: book/other"
SETTINGS = [
    ("_toc.yml", TOC, "- file: [book/other", "end", "cannot be read as YAML"),
    ("_toc.yml", TOC, "\t- file: book/other", TOC, "cannot be read as YAML (found character '\\t'"),
    ("_toc.yml", TOC, "- fil: book/other", "- fil:", "entry does not contain one of"),
    ("_toc.yml", TOC, "- file: book/gone", "book/gone", "the page book/gone does not exist"),
    ("_toc.yml", TOC, "- file: book/index", "- file: book/index", "used multiple times: 'book/index'"),
    ("_toc.yml", "format: jb-book", "format: jb-boko", "format:", "'jb-boko'"),
    ("_config.yml", "execute:", "execute: [", "timeout:", "in what begins on line"),
    ("_config.yml", "title:", "titel:", "titel:", "Jupyter Book knows no setting 'titel'"),
    ("_config.yml", "timeout: 60", "timeout: soon", "timeout:", "execute/timeout: 'soon' is not of type 'number'"),
    ("_config.yml", "references.bib", "gone.bib", "gone.bib", "the bibliography book/gone.bib does not exist"),
    ("book/references.bib", "year = {2020}\n}", "year = {2020}\n", "end", "cannot be read as BibTeX"),
    ("book/references.bib", "@misc", "@misc{real,\n title = {Twice}\n}\n@misc", "@misc{real", "keep one of them"),
]


@pytest.mark.parametrize("file, old, new, words, message", SETTINGS, ids=[f"{s[0]}: {s[2]!r}" for s in SETTINGS])
def test_a_fault_in_the_settings_is_told_with_its_line(file, old, new, words, message, tmp_path):
    book = small(tmp_path)
    assert settings.problems(book) == []
    change(book / file, old, new)
    (found,) = settings.problems(book)
    text = (book / file).read_text()
    if words == "end":
        assert found.line in (len(text.splitlines()), len(text.splitlines()) + 1)
    else:
        assert found.line == [n for n, line in enumerate(text.splitlines(), 1) if words in line][-1]
    assert str(found).startswith(f"{book / file}:{found.line}: ")
    assert message in found.message


def test_empty_settings_are_told(tmp_path):
    book = small(tmp_path)
    for name in ("_config.yml", "_toc.yml"):
        (book / name).write_text("")
    assert [str(found) for found in settings.problems(book)] == [
        f"{book / name}:1: holds no settings; write lines such as `title: ...`." for name in ("_config.yml", "_toc.yml")
    ]


APPENDED = {
    "title: Another": "'title' is there twice.",
    "when: 2026-13-45": "holds a date that is not in the calendar (month must be in 1..12); mend it.",
    "loop: &a [*a]": "is nested too deeply, or refers to itself; write it out.",
    "deep: " + "[" * 5000: "is nested too deeply, or refers to itself; write it out.",
    "? [a, b]\n: c": "a key is not one word: write `key: value`.",
    "go: !!python/object/apply:os.system [ls]": "cannot be read as YAML (could not determine a constructor",
}


@pytest.mark.parametrize("line", APPENDED, ids=[line[:12] for line in APPENDED])
def test_settings_that_yaml_itself_stumbles_over_are_told(line, tmp_path):
    book = small(tmp_path)
    with (book / "_config.yml").open("a") as config:
        config.write(f"\n{line}\n")
    (found,) = settings.problems(book)
    assert str(found).startswith(f"{book / '_config.yml'}:{found.line}: ")
    assert found.message.startswith(APPENDED[line])


def test_the_handbook_itself_has_no_fault_in_its_settings():
    assert settings.problems(ROOT) == []


@pytest.mark.build
@pytest.mark.parametrize("file, old, new", [SETTINGS[0][:3], SETTINGS[6][:3], SETTINGS[10][:3]])
def test_the_build_command_tells_it_and_shows_no_traceback(file, old, new, tmp_path):
    book = small(tmp_path)
    change(book / file, old, new)
    said = run(book, "-c", "from edi_handbook.cli import main; main()", "build", "html")
    assert said.code == 1
    assert f"{file}:" in said.text
    assert "Traceback" not in said.text
    assert not (book / "_build" / "html").exists()
