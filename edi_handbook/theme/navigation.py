"""The menu, the parts in the masthead and the way to a page, from Sphinx's own table of contents.

Furo folds the menu with hidden check boxes that a keyboard cannot reach (`role="switch"` without a state);
a part is a `<details>` here, which the browser opens with or without script.
"""

from dataclasses import dataclass, field

from lxml import html
from lxml.builder import E

CURRENT = "contains(concat(' ', @class, ' '), ' current ')"


@dataclass(frozen=True)
class Navigation:
    """`menu` is HTML. `parts` are those of the masthead, and `trail` leads from the page's part to the page, the page
    itself left out: each a `{"title", "link"}`; a part has `current` too, empty where the page is in another."""

    menu: str = ""
    parts: list[dict] = field(default_factory=list)
    trail: list[dict] = field(default_factory=list)


def build(context: dict, masthead: list[str], now: str) -> Navigation:
    """The navigation of the page of `context`.

    `masthead` names the parts that stand above every page, in order; what is no part of the book is left out, all but
    `now`: until there is a part of that name it leads to the start page, where a book has any of the others.
    """
    if "toctree" not in context:
        return Navigation()
    source = context["toctree"](collapse=True, titles_only=True, includehidden=True, maxdepth=-1)
    if not source:
        return Navigation()
    tree = html.fragment_fromstring(source, create_parent="div")
    for item in tree.xpath(f".//li[{CURRENT}]"):
        if not item.xpath(f".//li[{CURRENT}]"):
            item.find("a").set("aria-current", "page")
    parts = {}
    for caption in tree.xpath("./p[contains(concat(' ', @class, ' '), ' caption ')]"):
        pages = caption.getnext()
        name = caption.text_content().strip()
        group = E.details(E.summary(name))
        caption.addprevious(group)
        group.append(pages)
        tree.remove(caption)
        first = pages.find("li/a")
        here = "current" in pages.get("class", "")
        current = first.get("aria-current", "true") if here else ""
        parts[name] = {"title": name, "link": first.get("href"), "current": current}
        if here:
            group.set("open", "")
    for element in tree.xpath(".//*[@class]"):
        del element.attrib["class"]  # the open part and the current page say what they are by themselves
    start = context["pathto"](context["master_doc"])
    named = [parts[name] for name in masthead if name in parts]
    if named and now in masthead and now not in parts:
        at_start = "page" if context["pagename"] == context["master_doc"] else ""
        named.insert(masthead.index(now), {"title": now, "link": start, "current": at_start})
    trail = [part for part in parts.values() if part["current"]]
    trail += [
        {"title": parent["title"], "link": parent["link"]}
        for parent in context.get("parents") or []
        if parent["link"] != start
    ]
    return Navigation("".join(html.tostring(child, encoding="unicode") for child in tree), named, trail)
