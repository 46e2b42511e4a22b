"""Repairs of a page's body as a parsed tree; each says what it mends.

Upstream writers leave inline styles (which our policy forbids), landmarks without names and controls without labels.
"""

import re
from pathlib import Path

from lxml import html
from lxml.builder import E
from sphinx.util import logging
from sphinx.util.images import get_image_size

from . import slim

logger = logging.getLogger(__name__)


def repair(source: str, pagename: str, toc: str, pictures: dict[str, Path]) -> str:
    """`source`, the HTML of a page's body, mended. A style or script that cannot be mended is a warning.

    `toc` is the page's list of contents, or empty; `pictures` says which file each name in `_images` is.
    """
    tree = html.fragment_fromstring(source, create_parent="div")
    plain_frames(tree)
    name_tables(tree)
    stack_tables(tree)
    name_formulas(tree)
    drop_repeated_ids(tree)
    plain_pictures(tree)
    title_charts(tree)
    label_tasks(tree)
    say_directions(tree)
    settle_notes(tree)
    name_summaries(tree)
    pair_facts(tree)
    settle_upkeep(tree)
    move_styles(tree, pagename)
    refuse_scripts(tree, pagename)
    size_pictures(tree, pictures)
    if toc:
        add_contents(tree, toc)
    gather_head(tree)
    slim.lighten(tree)
    return (tree.text or "") + "".join(html.tostring(child, encoding="unicode") for child in tree)


def is_front(source: str) -> bool:
    """Whether the repaired body opens with situations: the front page, which has a frame of its own."""
    return 'class="situations"' in source


def _has(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def name_tables(tree) -> None:
    """A wide table scrolls in its own box: a region with a name that the keyboard reaches.

    Furo puts the box around each table but those of raw HTML, and leaves it out of the keyboard's reach, as others did:
    https://github.com/pydata/pydata-sphinx-theme/pull/1903. docutils writes header cells without a scope:
    https://docutils.sourceforge.io/docutils/writers/_html_base.py (visit_entry).
    """
    for table in tree.xpath(f".//table[not(ancestor::div[{_has('table-wrapper')}])]"):
        box = E.div({"class": "table-wrapper"})
        table.addprevious(box)
        box.append(table)
    for cell in tree.xpath(".//th"):
        if cell.text_content().strip() or cell.find(".//img") is not None:
            cell.set("scope", "col" if cell.xpath("ancestor::thead") else "row")
        else:
            cell.tag = "td"  # axe: empty-table-header
            cell.attrib.pop("scope", None)
    for number, box in enumerate(tree.xpath(f".//div[{_has('table-wrapper')}]"), start=1):
        table = box.find("table")
        if table is None:
            continue
        caption = table.find("caption")
        name = " ".join(caption.text_content().split()) if caption is not None else f"Table {number} on this page"
        _reach(box, name)


ROOM = 280
"""Pixels beside each other on the narrowest phone."""
LETTER, PADDING, SENTENCE, LEAST = 8.5, 20, 25, 84
"""Pixels of a letter and around a cell; from how many letters a cell holds a sentence, and what a column of them needs:
else there is a word a line."""


def stack_tables(tree) -> None:
    """A table that is too wide for a phone stacks there (edi.css): a row is a list, each cell after its column's name.

    A table that has lost its `display` has lost its rows for some who hear the page, so edi.js gives each part its role
    while it stacks: https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html. In the page itself
    HTML forbids them. A table with cells over two columns, or with two rows of heads, cannot be told row by row.
    """
    for table in tree.xpath(f".//div[{_has('table-wrapper')}]/table"):
        heads = table.xpath("thead/tr")
        rows = table.xpath("tbody/tr")
        if len(heads) != 1 or not rows or table.xpath(".//*[@colspan > 1 or @rowspan > 1]"):
            continue
        labels = [_words(cell) for cell in heads[0].xpath("th | td")]
        cells = [row.xpath("th | td") for row in rows]
        if any(len(row) != len(labels) for row in cells) or _room(labels, cells) <= ROOM:
            continue
        table.classes.add("stacks")
        for row in cells:
            for label, cell in zip(labels, row, strict=True):
                if cell.tag == "td" and label:
                    cell.set("data-label", label)


def _words(cell) -> str:
    return " ".join(cell.text_content().split())


def _room(labels: list[str], cells: list[list]) -> float:
    """The least width of a table, in pixels, in which no word is broken and a sentence has more than a word a line."""
    columns = zip(labels, *([_words(cell) for cell in row] for row in cells), strict=True)
    return sum(max(_least(text) for text in column) + PADDING for column in columns)


def _least(text: str) -> float:
    longest = max((len(word) for word in re.split(r"[\s\u2013/-]", text)), default=0) * LETTER
    return max(longest, LEAST) if len(text) > SENTENCE else longest


def name_formulas(tree) -> None:
    """A formula is set on one line: where it is wider than a phone it scrolls in the box that Furo puts around it.

    https://github.com/pradyunsg/furo/blob/main/src/furo/__init__.py (WrapTableAndMathInAContainerTransform).
    """
    for number, box in enumerate(tree.xpath(f".//div[{_has('math-wrapper')}]"), start=1):
        _reach(box, f"Formula {number} on this page")


def _reach(box, name: str) -> None:
    """Make of a box that scrolls a region with a name, which the keyboard reaches."""
    box.set("role", "region")
    box.set("tabindex", "0")
    box.set("aria-label", name)


def drop_repeated_ids(tree) -> None:
    """Furo's box around a table repeats the ids of the table: the first of each is kept.

    https://github.com/pradyunsg/furo/blob/main/src/furo/__init__.py (WrapTableAndMathInAContainerTransform).
    """
    seen = set()
    for element in tree.xpath(".//*[@id]"):
        if element.get("id") in seen:
            del element.attrib["id"]
        seen.add(element.get("id"))


def plain_pictures(tree) -> None:
    """Sphinx makes a picture with a width a link to itself: a stop for the keyboard that says nothing new.

    https://github.com/sphinx-doc/sphinx/issues/4229; its way out is a class on each picture.
    """
    for link in tree.xpath(f".//a[{_has('image-reference')}][img]"):
        if link.get("href") == link.find("img").get("src"):
            link.drop_tag()


def title_charts(tree) -> None:
    """The finding stands above its chart. docutils closes a caption only where its figure ends, so what follows in it

    would be read out as part of it: https://docutils.sourceforge.io/docutils/writers/_html_base.py (depart_figure).
    """
    for drawing in tree.xpath(f".//figure[{_has('chart')}]/figcaption/div[{_has('drawing')}]"):
        drawing.tail = None
        drawing.getparent().addnext(drawing)


def size_pictures(tree, pictures: dict[str, Path]) -> None:
    """Say each picture's size, so that the text does not jump when it comes; fetch late what is far down.

    docutils says a size only where the author did; as attributes from 0.22 on:
    https://github.com/sphinx-doc/sphinx/pull/12897.
    """
    for number, picture in enumerate(tree.xpath(".//img")):
        path = pictures.get(picture.get("src", "").rpartition("/")[2])
        size = get_image_size(str(path)) if path else None
        if size and not (picture.get("width") or picture.get("height")):
            picture.set("width", str(size[0]))
            picture.set("height", str(size[1]))
        if number > 0:
            picture.set("loading", "lazy")


def label_tasks(tree) -> None:
    """A task list's boxes are ticked by the author: name their state (axe: label).

    https://github.com/markdown-it/markdown-it/issues/505.
    """
    for box in tree.xpath(f".//input[{_has('task-list-item-checkbox')}]"):
        box.set("aria-label", "Done" if box.get("checked") is not None else "To do")


# Languages that are written from right to left.
LEFTWARDS = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}


def say_directions(tree) -> None:
    """Words in a language that runs from right to left say so: `lang` alone does not turn them."""
    for words in tree.xpath(".//*[@lang]"):
        if words.get("lang").partition("-")[0] in LEFTWARDS:
            words.set("dir", "rtl")


def settle_notes(tree) -> None:
    """Footnotes come as `aside`, a landmark without a name inside the main one (axe: landmark-complementary).

    https://github.com/pydata/pydata-sphinx-theme/issues/1479. A citation's role was deprecated:
    https://github.com/w3c/dpub-aria/pull/22.
    """
    for note in tree.xpath(".//aside"):
        note.tag = "div"
    # axe: aria-deprecated-role; the list around it still needs items.
    for entry in tree.xpath(".//*[@role='doc-biblioentry']"):
        entry.set("role", "listitem")


def name_summaries(tree) -> None:
    """MyST-NB hides the words on a code cell's bar behind an aria-label (axe: label-content-name-mismatch),

    and sets them as paragraphs, which a summary may not hold:
    https://github.com/executablebooks/MyST-NB/blob/master/myst_nb/sphinx_.py. A sphinx-design dropdown may have none.
    """
    for summary in tree.xpath(".//summary"):
        summary.attrib.pop("aria-label", None)
        for paragraph in summary.findall("p"):
            paragraph.tag = "span"
        if not summary.text_content().strip():
            summary.append(E.span("More", {"class": "sd-summary-text"}))


def plain_frames(tree) -> None:
    """A pandas table brings a style element and a border of its own.

    https://github.com/pandas-dev/pandas/blob/main/pandas/io/formats/html.py (NotebookFormatter).
    """
    for table in tree.xpath(f".//table[{_has('dataframe')}]"):
        for style in table.getparent().findall("style"):
            style.drop_tree()
        table.attrib.pop("border", None)


def pair_facts(tree) -> None:
    """A term and its value in one box, so that a line never breaks between them."""
    for term in tree.xpath(f".//dl[{_has('facts')}]/dt"):
        value = term.getnext()
        pair = E.div()
        term.addprevious(pair)
        pair.extend([term, value])


def settle_upkeep(tree) -> None:
    """Who keeps a page, and when, stands at its foot: a reader comes for the words."""
    for upkeep in tree.xpath(f".//div[{_has('page-facts')}]/dl[{_has('upkeep')}]"):
        facts = upkeep.getparent()
        tree.append(upkeep)
        # A page with a lead of its own says how new its figures are below the number that stands at its head.
        for number in tree.xpath(f".//div[{_has('one-number')}]"):
            number.extend(facts.xpath(f"p[{_has('newest')}]"))
        if len(facts) == 0:
            facts.drop_tree()


def move_styles(tree, pagename: str) -> None:
    """Inline styles that docutils writes become classes or attributes; any other is a warning.

    https://github.com/sphinx-doc/sphinx/pull/12897 tells of the change for pictures; columns keep theirs.
    """
    for element in tree.xpath(".//*[@style]"):
        style = element.attrib.pop("style")
        for declaration in filter(None, (part.strip() for part in style.split(";"))):
            name, _, value = (part.strip().lower() for part in declaration.partition(":"))
            if percent := re.fullmatch(r"([\d.]+)%", value) if name == "width" else None:
                element.classes.add(f"w-{max(5, min(100, 5 * round(float(percent[1]) / 5)))}")
            elif (
                (pixels := re.fullmatch(r"([\d.]+)px", value)) and name in ("width", "height") and element.tag == "img"
            ):
                element.set(name, f"{float(pixels[1]):.0f}")
            elif name == "text-align" and value in ("left", "center", "right"):
                element.classes.add(f"text-{value}")
            else:
                logger.warning("the policy forbids the inline style %r: use a class", declaration, location=pagename)


def refuse_scripts(tree, pagename: str) -> None:
    """A script or style element in a page's body would be dead under the policy."""
    for element in tree.xpath(".//style | .//script[not(@src) and not(@type='application/json')]"):
        logger.warning("the policy forbids an inline <%s>: load a file instead", element.tag, location=pagename)
    for element in tree.xpath(".//*[@*[starts-with(name(), 'on')]]"):
        logger.warning("the policy forbids an event attribute on <%s>", element.tag, location=pagename)


def add_contents(tree, toc: str) -> None:
    """The list of contents where there is no room for a column: folded, under the page's facts."""
    place = next(iter(tree.xpath(f".//div[{_has('page-facts')}]") or tree.xpath(".//h1")), None)
    if place is not None and (after := place.getnext()) is not None and "lead-drawing" in (after.get("class") or ""):
        place = after
    contents = html.fragment_fromstring(toc, create_parent="div")
    sections = contents.find("ul/li/ul")
    if place is None or sections is None:
        return
    fold = E.details(E.summary("On this page"), {"class": "contents-fold"})
    fold.append(E.nav(sections, {"aria-label": "On this page"}))
    place.addnext(fold)


def gather_head(tree) -> None:
    """Where a drawing follows the facts, title, facts and drawing share a box, so that they can stand side by side."""
    for drawing in tree.xpath(f".//figure[{_has('lead-drawing')}]"):
        section = drawing.getparent()
        title, facts = section.find("h1"), drawing.getprevious()
        if title is None or facts is None or "page-facts" not in (facts.get("class") or ""):
            continue
        head = E.div({"class": "page-head"})
        title.addprevious(head)
        head.extend([title, facts, drawing])
