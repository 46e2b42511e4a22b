"""Takes out of a page's body what no reader, rule, script or link uses.

Upstream writers mark everything, for any theme to use. Ours uses little of it, and the rest was a twelfth of a page.
What is left looks the same, is read out the same, and keeps every address that a reader may have.
"""

import re

# Classes that no rule or script of ours asks for: `tests/site/test_light_pages.py` sees to it.
IDLE = {
    "docutils", "container", "compound", "align-default", "colwidths-auto", "colwidths-given", "myst",
    "reference", "internal", "external", "notranslate",
    "row-odd", "row-even", "head", "stub", "data",
    "above-input", "tag_hide-input", "tag_remove-input",
}  # fmt: skip
# Boxes around words that say what kind of thing the words are, to a machine.
IDLE_BOXES = {"xref", "std", "std-ref", "std-doc", "doc", "pre", "caption-text", "bibtex-citation", "value"}

# The colours that edi.css gives to code, each with the names that Pygments has for what is so coloured.
COLOURS = {
    "c": {"c", "ch", "cm", "c1", "cs", "cpf"},
    "k": {"k", "kc", "kd", "kn", "kp", "kr", "kt", "ow", "nt"},
    "s": {"s", "s1", "s2", "sa", "sb", "sc", "sd", "se", "sh", "si", "sr", "sx"},
    "m": {"m", "mi", "mf", "mh", "mb", "mo", "il"},
    "nf": {"nc", "nf", "fm", "nd"},
    "err": {"err", "gr"},
}
COLOUR_OF = {token: colour for colour, tokens in COLOURS.items() for token in tokens}

# A cell of a table is at most 34em wide, held by its paragraph: a cell with less than a line of words needs none.
SHORT = 40


def lighten(tree) -> None:
    """Make the parsed body `tree` of a page lighter, in place."""
    colour_code(tree)
    drop_hidden(tree)
    plain_downloads(tree)
    drop_marks(tree)
    unwrap_paragraphs(tree)


def colour_code(tree) -> None:
    """One box for each run of code in one colour, with the name of the colour; none around the rest.

    Pygments' writer boxes each word and blank, and has no way to leave that out:
    https://github.com/pygments/pygments/blob/master/pygments/formatters/html.py (_get_css_class).
    """
    for code in tree.xpath(".//div[contains(concat(' ', @class), ' highlight')]//pre"):
        before = None
        for token in list(code):
            if token.tag != "span":
                before = None
                continue
            colour = COLOUR_OF.get(token.get("class"))
            if colour is None:
                # The empty box at the start keeps a first line that is blank.
                if token.get("class") or not (token.tail or "").startswith("\n"):
                    token.drop_tag()
                    before = before if before is not None and not (before.tail or "").strip() else None
                continue
            token.set("class", colour)
            if before is not None and before.get("class") == colour and not (before.tail or "").strip():
                before.text = (before.text or "") + (before.tail or "") + token.text_content()
                before.tail = token.tail
                code.remove(token)
            else:
                before = token


def drop_hidden(tree) -> None:
    """What is never shown: sphinx-design's arrow, where edi.css draws its own, and the brackets of a source's label."""
    for hidden in tree.xpath(
        ".//summary//span[contains(@class, 'sd-summary-state-marker')]"
        " | .//div[contains(@class, 'citation')]/span[@class='label']/span[@class='fn-bracket']"
    ):
        hidden.drop_tree()


def plain_downloads(tree) -> None:
    """The name of a file to take away is a link, and no code."""
    for name in tree.xpath(".//a/code[contains(@class, 'download')]"):
        name.drop_tag()


def drop_marks(tree) -> None:
    """Idle classes, the boxes that they leave bare, and numbered ids of such boxes, which nothing links to."""
    linked = {address.partition("#")[2] for address in tree.xpath(".//a/@href")}
    for element in tree.xpath(".//*[@class]"):
        names = element.get("class").split()
        idle = IDLE | IDLE_BOXES if element.tag == "span" else IDLE
        if element.tag in ("ul", "ol") or names == ["simple"]:
            idle = idle | {"simple"}
        kept = [name for name in names if name not in idle]
        if kept:
            element.set("class", " ".join(kept))
        else:
            del element.attrib["class"]
        numbered = re.fullmatch(r"id\d+", element.get("id", "")) and element.get("id") not in linked
        if numbered and (element.tag == "span" or "table-wrapper" in kept):
            del element.attrib["id"]
        if element.tag == "span" and "std-term" in kept and element.getparent().tag == "a":
            element.getparent().set("class", "term")
            element.drop_tag()
        elif element.tag == "span" and not element.attrib:
            element.drop_tag()


def unwrap_paragraphs(tree) -> None:
    """An item, a meaning or a short cell that is one plain paragraph needs no box in its box."""
    for paragraph in tree.xpath(".//*[self::td or self::th or self::dd or self::li][count(*) = 1]/p[not(@*)]"):
        box = paragraph.getparent()
        if (box.text or "").strip() or (paragraph.tail or "").strip():
            continue
        if box.tag in ("dd", "li") or len(box.text_content()) < SHORT:
            box.text, paragraph.tail = None, None
            paragraph.drop_tag()
