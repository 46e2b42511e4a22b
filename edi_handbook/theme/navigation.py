"""The menu and the breadcrumb, from Sphinx's own table of contents.

Furo folds the menu with hidden check boxes that a keyboard cannot reach (`role="switch"` without a state);
a part is a `<details>` here, which the browser opens with or without script.
"""

from lxml import html
from lxml.builder import E


def build(context: dict) -> tuple[str, list[dict]]:
    """The menu as HTML, and the trail of `{"title", "link"}` from the start page to this page, both ends left out."""
    if "toctree" not in context:
        return "", []
    source = context["toctree"](collapse=True, titles_only=True, includehidden=True, maxdepth=-1)
    if not source:
        return "", []
    tree = html.fragment_fromstring(source, create_parent="div")
    for item in tree.xpath(".//li[contains(concat(' ', @class, ' '), ' current ')]"):
        if not item.xpath(".//li[contains(concat(' ', @class, ' '), ' current ')]"):
            item.find("a").set("aria-current", "page")
    part = ""
    for caption in tree.xpath("./p[contains(concat(' ', @class, ' '), ' caption ')]"):
        pages = caption.getnext()
        name = caption.text_content().strip()
        group = E.details(E.summary(name))
        caption.addprevious(group)
        group.append(pages)
        tree.remove(caption)
        if "current" in pages.get("class", ""):
            group.set("open", "")
            part = name
    for element in tree.xpath(".//*[@class]"):
        del element.attrib["class"]  # the open part and the current page say what they are by themselves
    trail = [{"title": part, "link": None}] if part else []
    trail += [
        {"title": parent["title"], "link": parent["link"]}
        for parent in context.get("parents") or []
        if parent["link"] != context["pathto"](context["master_doc"])
    ]
    return "".join(html.tostring(child, encoding="unicode") for child in tree), trail
