"""The A to Z: the terms of the glossary, the titles of pages, and what people call them, in one list by letter.

Sphinx's general index holds the terms alone. The words that people use come from the file of `edi_search_words`.
"""

from sphinx.application import Sphinx

from edi_handbook.publish.web import search

PAGE = "genindex"


def entries(app: Sphinx) -> dict[str, dict[str, str]]:
    """By name, the addresses as seen from the A to Z, each with the title of its page."""
    found: dict[str, dict[str, str]] = {}

    def add(name: str, docname: str, anchor: str = "") -> None:
        address = app.builder.get_relative_uri(PAGE, docname) + (f"#{anchor}" if anchor else "")
        found.setdefault(name[0].upper() + name[1:], {})[address] = app.env.titles[docname].astext()

    for docname, title in app.env.titles.items():
        if docname != app.config.root_doc:
            add(title.astext(), docname)
    for (kind, name), (docname, anchor) in app.env.domaindata["std"]["objects"].items():
        if kind == "term":
            add(name, docname, anchor)
    for docname, phrases in search.phrases(app).items():
        for phrase in phrases:
            add(phrase, docname)
    return found


def by_letter(found: dict[str, dict[str, str]]) -> list[tuple[str, list]]:
    """In the shape of Sphinx's index: letters in order, each with pairs of a name and its links.

    A link's first part, which says in Sphinx whether it is the main one, is the title of its page: the template shows
    it where a name has several.
    """
    letters: dict[str, list] = {}
    for name in sorted(found, key=lambda name: (name.casefold(), name)):
        links = [(title, address) for address, title in sorted(found[name].items())]
        letter = name[0].upper() if name[0].isalpha() else "0 to 9"
        letters.setdefault(letter, []).append((name, (links, [], None)))
    return sorted(letters.items())


def show(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    if pagename == PAGE and app.config.html_theme == "edi":
        context["genindexentries"] = by_letter(entries(app))


def setup(app: Sphinx) -> dict:
    app.connect("html-page-context", show)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
