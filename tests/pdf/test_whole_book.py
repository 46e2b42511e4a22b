"""The editions as built: sound, of the promised size, in reading order, and holding what the web pages hold."""

import functools
import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pikepdf
import pytest
import yaml

from edi_handbook import drawings
from edi_handbook.pdfcheck import structure, verapdf
from edi_handbook.pdfcheck.reading import Reader, children, kids, kind
from edi_handbook.publish.markup import yours
from edi_handbook.strategy import offered
from edi_handbook.yours import form as yours_form
from tests import pdf_pages

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()
SHELF = SITE.parent / "typstpdf"
DRAWN = {drawings.read(path).alt for path in (ROOT / "drawings").glob("*.svg")}
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
EDITIONS = {edition["file"]: edition for edition in CONFIG["sphinx"]["config"]["typst_editions"]}

# What a web page holds and the handbook does not, and why.
LEFT_TO_THE_WEB = {
    ".//script|.//style|.//template": "not words",
    ".//nav|.//details[contains(@class, 'contents-fold')]": "the book has a contents list",
    ".//*[contains(@class, 'headerlink') or contains(@class, 'backrefs')]": "links of the page to itself",
    ".//details[contains(@class, 'hide')]": "code that the page folds away",
    ".//*[contains(@class, 'print-editions')]": "the page's link to this file",
    ".//*[@data-reflection or @data-progress or @data-explorer or @data-yours]": "forms; print has the same on paper",
    ".//*[contains(@class, 'facilitator-control')]": "a switch",
    ".//*[contains(@class, 'where-next') or contains(@class, 'take-away')]": "ways on from a page, and its files",
    ".//*[contains(@class, 'session-start') or contains(@class, 'session-slides')]": "a clock, the slides' link",
    ".//math": "formulas are signs here and words there",
    ".//*[contains(@class, 'only-web')]": "true of web pages alone; print has words of its own",
}
# What the handbook adds to a page, and why.
ADDED_BY_PRINT = {
    r"\(page \d+\)": "where a reference leads",
    r"This page on the web: \S+": "where the page stands on the web",
    r"[•–☐☑]|^(\d+|[a-z])\.$": "marks of lists",
    r"\(such as: .*?\)(?=I will|$)": "on the web this example stands in the empty field",
    r"I will look back on \([a-z, ]+\)": "on the web this is a field for a date",
    r"This sheet is yours\. Nobody collects it, and there is no score\.": "the web form says where answers are kept",
    r"Tick as many as fit\.|Copy the plans from your other sheets\.": "on the web the boxes do so by themselves",
    r"^On the web page these numbers can be changed\.$": "print has an explorer's worked example",
    r"^Slides: \S+ The first table of this (?:chapter|section): \S+$": "on the web these are links",
    r"Put no name on this sheet\. You may hand it in or keep it\. Fewer than 8 sheets are not counted\.": "paper poll",
}
# What pages say on paper alone; see `edi_handbook/publish/markup/twins.py`.
ON_PAPER = re.compile(r"^\{\.only-(?:paper|ruled)\}\n(.+?)\n\n", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def built(builds):
    missing = [name for name in EDITIONS if not (SHELF / name).exists()]
    if missing:
        pytest.fail(f"{SHELF} has no {', '.join(missing)}: run `make book` first, or name a built site in EDI_SITE.")


@pytest.fixture(scope="module")
def book(built):
    """`handbook.pdf`, opened once."""
    with pikepdf.open(SHELF / "handbook.pdf") as file:
        yield file, Reader(file)


@pytest.mark.parametrize("name", EDITIONS)
def test_every_edition_keeps_all_106_rules_and_our_own(name):
    report = verapdf.check(SHELF / name)
    assert report.rules_loaded == 106
    assert report.failures == ()
    assert structure.findings(SHELF / name) == []


def test_every_link_of_every_file_says_its_words_and_where_it_leads(built):
    """Read twice: by what the tags hold, and by what stands where the link can be pressed."""
    found = {}
    for file in sorted(SHELF.glob("*.pdf")):
        look = structure.look(file)
        found[file.name] = (look.links_with_words, look.links, [*map(str, pdf_pages.unsaid(file))])
    assert {name: links for name, links in found.items() if links[0] < links[1] or links[2]} == {}
    assert sum(links for _, links, _ in found.values()) > 1000


@pytest.mark.parametrize("name", EDITIONS)
def test_every_edition_says_what_it_is(name):
    edition = EDITIONS[name]
    with pikepdf.open(SHELF / name) as file, file.open_metadata() as metadata:
        assert file.pdf_version == "1.7"
        assert metadata["dc:title"] == edition["title"]
        assert metadata["dc:description"] == edition["description"]
        assert metadata["dc:creator"] == [CONFIG["author"]]
        assert metadata["pdf:Keywords"] == ", ".join(edition["keywords"])
        assert len(file.pages) == 1 or edition.get("layout") != "sheet"


MOST_PAGES_OF_THE_STRATEGY = 32
IN_SPREADS = [one.title for one in offered.objectives()]


def openings(path: Path) -> dict[str, int]:
    """The page on which each chapter of a file opens, by its title."""
    with pikepdf.open(path) as file:
        reader = Reader(file)
        pages = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        found = {}
        for one in file.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") in ("/H1", "/H2") and "/K" in one:
                page = one.get("/Pg") or next(kid["/Pg"] for kid in kids(one) if isinstance(kid, pikepdf.Dictionary))
                found.setdefault(" ".join(reader.text(one).split()), pages[page.objgen])
    return found


def test_the_strategy_is_short_opens_with_its_message_and_has_a_spread_an_objective(built):
    with pikepdf.open(SHELF / "strategy.pdf") as file:
        assert len(file.pages) <= MOST_PAGES_OF_THE_STRATEGY
    found = openings(SHELF / "strategy.pdf")
    assert found["The strategy on a page"] == 2, "the page after the cover"
    at = [found[title] for title in IN_SPREADS]
    assert at == list(range(at[0], at[0] + 2 * len(at), 2)), "two pages each, and none between them"
    assert at[0] % 2 == 0, "on a left-hand page"


def test_no_page_of_the_strategy_is_empty(built):
    few = [number for number, page in enumerate(pdf_pages.words(SHELF / "strategy.pdf"), 1) if len(page) < 25]
    assert few in ([], [1])


def test_the_evidence_has_every_chapter_behind_the_strategy(built):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    [chapters_of] = [part["chapters"] for part in toc["parts"] if part["caption"] == "Evidence"]
    found = openings(SHELF / "strategy-evidence.pdf")
    titles = [article(SITE / f"{one['file']}.html").findtext(".//h1") for one in chapters_of]
    assert titles and [title for title in titles if " ".join(title.split()) not in found] == []


def test_the_strategy_on_a_page_has_a_box_to_fill_in_and_names_no_other_page(built):
    with pikepdf.open(SHELF / "strategy-on-a-page.pdf") as file:
        fields = {str(field.T) for field in file.Root.AcroForm.Fields}
        assert len(file.pages) == 1
        assert {"adopted/board", "adopted/day", "adopted/chair", "adopted/role"} <= fields
    words = " ".join(word.text for page in pdf_pages.words(SHELF / "strategy-on-a-page.pdf") for word in page)
    assert not re.search(r"\(page \d|see |strategy\.pdf", words)
    for one in offered.objectives():
        assert one.owner in words and all(f"quarter {target.quarter}" in words for target in one.targets), one.key


def test_a_slide_is_never_cut_in_two(built):
    decks = sorted(SHELF.glob("slides-*.pdf"))
    assert decks
    for deck in decks:
        with pikepdf.open(deck) as file:
            headings = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H1"]
            assert len(headings) == len(file.pages), deck.name


def test_a_chart_on_a_slide_takes_the_room_there_is(built):
    shares = {}
    for deck in sorted(SHELF.glob("slides-*.pdf")):
        with pikepdf.open(deck) as file:
            across = float(file.pages[0].mediabox[2])
            for one in file.objects:
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
                    if str(one.Alt) in DRAWN:
                        continue
                    left, _, right, _ = map(float, one.A.BBox)
                    shares[f"{deck.name}: {one.Alt}"] = (right - left) / across
    assert shares
    assert {chart: share for chart, share in shares.items() if share < 0.6} == {}


def test_a_page_of_the_handbook_weighs_little(book):
    file, _ = book
    assert (SHELF / "handbook.pdf").stat().st_size / len(file.pages) < 7_500


def test_the_handbook_is_about_three_megabytes(built):
    """It was two megabytes before it had drawings and a plan, and is to be so again when it is shorter."""
    assert (SHELF / "handbook.pdf").stat().st_size < 3_050_000


# Where a file can hold words that no page shows, and what those of a number may not be: a count that the web hides.
BEHIND = {"/Alt", "/ActualText", "/E", "/T", "/TU", "/TM", "/Contents", "/Title", "/Subject", "/Keywords", "/V", "/DV"}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def behind(file: pikepdf.Pdf) -> list[str]:
    """The words of `file` that are not drawn: alt text, bookmarks, names and hints of fields, notes, properties."""
    held = [o for o in file.objects if isinstance(o, pikepdf.Dictionary)]
    found = [str(o[key]) for o in held for key in BEHIND & set(o.keys()) if isinstance(o[key], pikepdf.String)]
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        found += [str(value) for key, value in metadata.items() if key.rpartition("}")[2] in ("title", "description")]
    return found


def attached(file: pikepdf.Pdf) -> list[str]:
    """What is in `file` beside its pages, and could hold their data: files, history, an application's own store."""
    keys = {key for o in file.objects if isinstance(o, pikepdf.Dictionary) for key in o}
    found = {"/EmbeddedFiles", "/EmbeddedFile", "/AF", "/EF", "/PieceInfo", "/JavaScript", "/JS", "/XFA"} & keys
    kinds = {str(o.get("/Type")) for o in file.objects if isinstance(o, pikepdf.Stream)}
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        history = {key.rpartition("}")[2] for key in metadata} & {"History", "Ingredients", "DerivedFrom"}
    return sorted(found | kinds & {"/EmbeddedFile"} | history)


@functools.cache
def shown_numbers() -> frozenset[str]:
    """Every number that the web pages show or say of a picture."""
    texts = []
    for page in pages():
        found = article(page, whole=True)
        texts += [found.text_content(), *(image.get("alt") or "" for image in found.iter("img"))]
    return frozenset(NUMBER.findall(" ".join(texts)))


def strange(file: pikepdf.Pdf) -> list[str]:
    """Words behind the pages of `file` with a number that no web page shows; where a link leads is no count."""
    places = r"QR code that leads to .*|,? ?page \d+$|, https?://\S+$"
    said = [re.sub(places, "", words) for words in behind(file)]
    return [words for words in said if not set(NUMBER.findall(words)) <= shown_numbers()]


@pytest.mark.parametrize("path", sorted(SHELF.glob("*.pdf")), ids=lambda path: path.name)
def test_no_layer_holds_more_than_the_web_shows(path):
    """A count that is hidden on the web must not be in the file either, in no layer of it.

    What is drawn is compared below, for the handbook, which holds every page.
    """
    with pikepdf.open(path) as file:
        assert attached(file) == []
        assert set(file.docinfo) <= {
            "/Title",
            "/Author",
            "/Subject",
            "/Keywords",
            "/CreationDate",
            "/ModDate",
            "/Creator",
        }
        elements = [e for e in file.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e]
        alts = {squeeze(str(e.Alt)) for e in elements if "/Alt" in e and not str(e.Alt).startswith("QR code")}
        assert [e for e in elements if "/ActualText" in e] == []
        assert strange(file) == []
    shown = [i for p in pages() for i in article(p, whole=True).xpath(".//img | .//*[@role='img']")]
    web = {squeeze(i.get("alt") or i.get("aria-label") or "") for i in shown} | set(map(squeeze, DRAWN))
    assert alts - web == set()


@pytest.mark.parametrize("layer", ["alt", "field", "note", "bookmark", "property", "file"])
def test_a_count_in_any_layer_is_found(layer):
    """The test above can fail: one count more, in each layer in turn."""
    count = "987654321 people"
    with pikepdf.open(SHELF / "strategy.pdf") as file:
        if layer == "alt":
            next(o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o).Alt = count
        elif layer == "field":
            file.Root.AcroForm = pikepdf.Dictionary(Fields=[file.make_indirect(pikepdf.Dictionary(TU=count))])
        elif layer == "note":
            next(page for page in file.pages if "/Annots" in page).Annots[0].Contents = count
        elif layer == "bookmark":
            file.Root.Outlines.First.Title = count
        elif layer == "property":
            with file.open_metadata() as metadata:
                metadata["dc:description"] = count
        else:
            file.attachments["counts.csv"] = count.encode()
        assert bool(strange(file)) != bool(attached(file))


def test_no_page_is_nearly_empty(book):
    """A page after the cover holds a tenth of what a full page does, or ends a part, or is the imprint."""
    file, reader = book
    few = []
    for number, page in enumerate(file.pages, 1):
        words = len("".join(reader._of_page(page.objgen)[0].values()).split())
        if number > 2 and words < 25:
            few.append((number, words))
    assert few == []


def line_ends(path: Path) -> list[list[float]]:
    """For each page where the lines of its words end, in points from its upper edge."""
    return [[word.bottom for word in page] for page in pdf_pages.words(path)]


HEAD, TOP, BOTTOM = (
    60,
    76,
    771,
)  # of an A4 page, in points: a running head ends above the first, text is between the others


@pytest.mark.parametrize("name", [name for name, edition in EDITIONS.items() if edition.get("layout") != "sheet"])
def test_only_the_last_page_of_a_chapter_is_less_than_half_full(name):
    pages = line_ends(SHELF / name)
    short = []
    for number, (page, following) in enumerate(itertools.pairwise(pages), 1):
        opens_next = not any(y < HEAD for y in following)  # where a chapter opens, there is no running head
        lowest = max((y for y in page if y < BOTTOM), default=0)
        if number > 2 and not opens_next and lowest < (TOP + BOTTOM) / 2:
            short.append((number, round(lowest)))
    # A chart is never split: where it does not fit, the page before it may stay short.
    assert len(pages) > 20 and len(short) <= 3, short


def marks(file: pikepdf.Pdf) -> dict[tuple, list[int]]:
    """For each page its marks of content in the order of the tags.

    Without footnotes, which stand at its foot, and the words in a picture, of which its alt text is read instead.
    """
    found: dict[tuple, list[int]] = {}

    def visit(element, page) -> None:
        page = element.get("/Pg", page)
        if kind(element, file) in ("Note", "Figure"):
            return
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    visit(kid, page)
                elif "/MCID" in kid:
                    found.setdefault(kid.get("/Pg", page).objgen, []).append(int(kid.MCID))
            elif page is not None:
                found.setdefault(page.objgen, []).append(int(kid))

    for top in children(file.Root.StructTreeRoot):
        visit(top, None)
    return found


@pytest.mark.parametrize("name", EDITIONS)
def test_tags_give_the_text_in_the_order_in_which_it_stands_on_the_page(name):
    with pikepdf.open(SHELF / name) as file:
        reader = Reader(file)
        pages = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        wrong = []
        for page, tagged in marks(file).items():
            texts = reader._of_page(page)[0]  # in the order in which the page draws them
            drawn = [mark for mark in texts if mark in set(tagged)]
            spoken = [mark for mark in tagged if mark in texts]
            if spoken != drawn:
                wrong.append(pages[page])
    assert wrong == []


def squeeze(text: str) -> str:
    """The letters and digits of `text`: print and web differ in quotation marks, spaces and hyphens."""
    squeezed = re.sub(r"[\W_]+", "", text).casefold()
    # A page of the web is a chapter or a section of print.
    return re.sub("inthispage", "onthispage", re.sub("this(?:chapter|section)", "thispage", squeezed))


@functools.cache
def article(page: Path, whole: bool = False) -> lxml.html.HtmlElement:
    """The article of a web page, with the words in its charts; unless `whole`, without what is left to the web."""
    found = lxml.html.parse(page).getroot().find(".//article")
    for left in found.xpath(".//figure[contains(@class, 'chart')]//*[@class='narrow-form']"):
        left.drop_tree()
    for gone in found.xpath("|".join(LEFT_TO_THE_WEB)) if not whole else ():
        if gone.getparent() is not None:
            gone.drop_tree()
    return found


INLINE = {"Span", "Em", "Strong", "Link", "Code", "Sub", "Reference", "Formula", "Form", "Figure", "Quote"}


def leaves(element: pikepdf.Dictionary, file: pikepdf.Pdf, reader: Reader) -> Iterator[str]:
    """The text of each block beneath `element` that holds no other block."""
    blocks = [child for child in children(element) if kind(child, file) not in INLINE]
    if not blocks or kind(element, file) in INLINE:
        yield reader.text(element)
        return
    loose = []
    for child in kids(element):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if kind(child, file) in INLINE:
                loose.append(reader.text(child, element.get("/Pg")))
            else:
                yield from leaves(child, file, reader)
        else:
            part = pikepdf.Dictionary(K=child)
            loose.append(reader.text(part, element.get("/Pg")))
    yield "".join(loose)


def chapters(file: pikepdf.Pdf, reader: Reader) -> dict[str, list[str]]:
    """The texts of the blocks of each page of the handbook, by the squeezed title of the page."""
    titles = {
        squeeze(article(page).findtext(".//h1") or article(page).find(".//h1").text_content()) for page in pages()
    }
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    (document,) = children(file.Root.StructTreeRoot)
    for element in children(document):
        text = reader.text(element)
        name = squeeze(text)
        if re.fullmatch(r"H[12]", kind(element, file)) and name in titles - found.keys():
            current = found.setdefault(name, [])
        elif kind(element, file) == "H1":  # the name of a part
            current = None
        if current is not None:
            current += leaves(element, file, reader)
    return found


def said_on_paper(page: Path) -> str:
    source = ROOT / page.relative_to(SITE).with_suffix(".md")
    text = source.read_text(encoding="utf-8") if source.exists() else ""
    form = own_strategy() if "```{make-it-yours}" in text else ""
    return " ".join([*ON_PAPER.findall(text), form])


@functools.cache
def own_strategy() -> str:
    """The form of an own strategy as it is printed: a table an objective, where the web has fields."""
    return yours.paper(yours_form.form()).astext()


def pages() -> list[Path]:
    return [
        page
        for page in sorted(SITE.rglob("*.html"))
        if page.relative_to(SITE).parts[0] in ("book", "notebooks") and b'http-equiv="refresh"' not in page.read_bytes()
    ]


def test_web_and_print_hold_the_same_words(book):
    printed = chapters(*book)
    lost = []
    for page in pages():
        found = article(page)
        title = squeeze(found.find(".//h1").text_content())
        if title not in printed:
            lost.append(f"{page.stem}: the whole page is not in print")
            continue
        text = " ".join(printed[title])
        squeezed = squeeze(text)
        for piece in found.itertext():
            if squeeze(piece) not in squeezed:
                lost.append(f"{page.stem}: only on the web: {' '.join(piece.split())}")
        plain = squeeze(article(page, whole=True).text_content() + said_on_paper(page))
        for block in printed[title]:
            block = " ".join(block.split())
            for added in ADDED_BY_PRINT:
                block = re.sub(added, " ", block)
            lost += [
                f"{page.stem}: only in print: {s}"
                for s in re.split(r"(?<=[.!?:])\s+", block)
                if squeeze(s) not in plain
            ]
    assert not lost, "\n".join(lost)
