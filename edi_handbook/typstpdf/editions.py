"""Editions are data: what each PDF is called and which pages it holds (`typst_editions` in the configuration)."""

from fnmatch import fnmatchcase
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError


class Edition(BaseModel):
    """One PDF."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*\.pdf$", description="the file's name, in kebab-case")
    title: str = Field(min_length=1)
    subtitle: str = ""
    description: str = Field("", description="one sentence; the subject in the file's properties")
    keywords: list[str] = []
    pages: Literal["all"] | list[str] = Field("all", description="captions of parts, page names, or globs of these")
    used_only: list[str] = Field([], description="pages of lists, of which only the entries that are used are held")
    notes: list[str] = Field([], description="pages of which only the facilitator notes are held, after the others")
    charts: list[str] = Field([], description="pages of which only the charts are held, after the notes")
    layout: Literal["book", "sheet"] = Field("book", description="a book, or one side of A4")
    contents: Literal["chapters", "sections"] = Field("sections", description="how far the contents list goes")
    before_contents: int = Field(0, ge=0, description="chapters that stand before the contents list, as a first spread")
    spreads: list[str] = Field([], description="pages, or globs of these, that open on a left-hand page")
    leave_out: list[str] = Field([], description="classes of blocks that this edition does not hold")
    forms: Literal["ruled", "fillable"] = Field("ruled", description="lines to write on, or form fields")
    hidden_code: bool = Field(False, description="print the code that the web page folds away")

    def opens_left(self, page: str) -> bool:
        return any(fnmatchcase(page, entry) for entry in self.spreads)


class Part(BaseModel):
    """A run of pages, in the order of the table of contents; `caption` is empty for pages outside any part."""

    caption: str
    pages: list[str]


def read(configured: Any) -> list[Edition]:
    """The configured editions. Raises `ConfigError` with one sentence for each thing that is wrong."""
    try:
        editions = TypeAdapter(list[Edition]).validate_python(configured)
    except ValidationError as error:
        raise ConfigError("\n".join(_sentence(problem, configured) for problem in error.errors())) from None
    files = [edition.file for edition in editions]
    for file in files:
        if files.count(file) > 1:
            raise ConfigError(f"typst_editions: {file} is listed twice; give each edition its own file name")
    return editions


def _sentence(problem: ErrorDetails, configured: Any) -> str:
    place = list(problem["loc"])
    entry = ""
    if place and isinstance(number := place[0], int):
        del place[0]
        named = configured[number].get("file") if isinstance(configured[number], dict) else None
        entry = f", entry {number + 1}" + (f" ({named})" if named else "")
    key = ".".join(str(p) for p in place if not str(p).startswith(("literal[", "list[")))
    known = ", ".join(Edition.model_fields)
    mend = f"; the keys are {known}" if problem["type"] == "extra_forbidden" else ""
    return f"typst_editions{entry}: {key + ': ' if key else ''}{problem['msg']}{mend}"


def parts(env: BuildEnvironment, root: str) -> list[Part]:
    """The root page, then the parts that its tables of contents list."""
    found = [Part(caption="", pages=[root])]
    for toctree in env.get_doctree(root).findall(addnodes.toctree):
        pages = [name for _, name in toctree["entries"] if name in env.found_docs]
        if pages:
            found.append(Part(caption=toctree.get("caption") or "", pages=pages))
    return found


def children(env: BuildEnvironment, page: str) -> list[str]:
    """The pages that `page` lists beneath itself."""
    return [name for name in env.toctree_includes.get(page, []) if name in env.found_docs]


def select(edition: Edition, env: BuildEnvironment, root: str) -> list[Part]:
    """The parts and pages of `edition`. Raises `ConfigError` where an entry of `pages` matches nothing.

    A page that an entry names brings the pages beneath it.
    """
    whole = parts(env, root)
    pages = edition.pages if edition.pages == "all" else [*edition.pages, *edition.used_only]
    return whole if pages == "all" else _matching(edition.file, pages, whole, env, root)


def whole_pages(edition: Edition, env: BuildEnvironment, root: str) -> set[str]:
    """The pages that one of the entries of `pages` brings into `edition`; none for the whole book."""
    if edition.pages == "all":
        return set()
    chosen = _matching(edition.file, edition.pages, parts(env, root), env, root)
    return {page for part in chosen for page in _below(env, part.pages, root)}


def extracts(edition: Edition, env: BuildEnvironment, root: str) -> dict[str, list[str]]:
    """The pages that `edition` holds in part, by the key that names them. Raises `ConfigError` as `select` does.

    A page that it holds whole has its notes and charts where they stand, and is not among those to gather them from.
    """
    held = {page for part in select(edition, env, root) for page in _below(env, part.pages, root)}
    found = {}
    for key in ("used_only", "notes", "charts"):
        matching = _matching(edition.file, getattr(edition, key), parts(env, root), env, root)
        pages = [page for part in matching for page in part.pages]
        found[key] = [page for page in pages if key == "used_only" or page not in held]
    return found


def pages_of(edition: Edition, env: BuildEnvironment, root: str) -> set[str]:
    """Every page of which `edition` holds something, whole or in part."""
    whole = [page for part in select(edition, env, root) for page in part.pages]
    in_part = [page for pages in extracts(edition, env, root).values() for page in pages]
    return set(_below(env, whole + in_part, root))


def _matching(file: str, entries: list[str], whole: list[Part], env: BuildEnvironment, root: str) -> list[Part]:
    unused = set(entries)
    chosen = []
    for part in whole:
        if part.caption and part.caption in entries:
            unused.discard(part.caption)
            chosen.append(part)
            continue
        pages = []
        for page in _below(env, part.pages, root):
            matched = {entry for entry in entries if fnmatchcase(page, entry)}
            unused -= matched
            if matched:
                pages.append(page)
        beneath = {child for page in pages for child in _below(env, children(env, page), root)}
        pages = [page for page in pages if page not in beneath or page == root]
        if pages:
            chosen.append(Part(caption=part.caption, pages=pages))
    if unused:
        captions = ", ".join(f'"{part.caption}"' for part in whole if part.caption) or "none"
        raise ConfigError(
            f"typst_editions ({file}): no part or page is called {', '.join(sorted(unused))}; the parts are {captions}"
        )
    return chosen


def _below(env: BuildEnvironment, pages: list[str], root: str) -> list[str]:
    found = []
    for page in pages:
        found.append(page)
        if page != root:
            found += _below(env, children(env, page), root)
    return found
