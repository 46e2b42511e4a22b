"""Ways through the book: `{paths} staff` sets the paths of a reader, and each web page ends with where to go next.

Both come from one YAML file, `edi_paths`: `paths`, each `for` a reader, with its `minutes` and its `pages` in order;
and `next`, for each page the pages to go to. A page on a path leads to the page after it. A book without the file has
none.
"""

from pathlib import Path

import yaml
from docutils import nodes
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from edi_handbook.publish.markup.facts import Reader

logger = logging.getLogger(__name__)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Way(_Model):
    reader: Reader = Field(alias="for")
    minutes: int
    pages: list[str] = Field(min_length=1)


class Ways(_Model):
    """What the file holds. Raises `pydantic.ValidationError`."""

    paths: list[Way] = []
    next: dict[str, list[str]] = {}

    def after(self, page: str) -> list[str]:
        """Where to go from `page`: along its paths, then as `next` says; each page once, `page` itself left out."""
        along = [
            follower
            for path in self.paths
            for here, follower in zip(path.pages, path.pages[1:], strict=False)
            if here == page
        ]
        return [one for one in dict.fromkeys([*along, *self.next.get(page, [])]) if one != page]

    @property
    def named(self) -> set[str]:
        return {
            *self.next,
            *(p for path in self.paths for p in path.pages),
            *(p for to in self.next.values() for p in to),
        }


def read(path: Path) -> Ways:
    """Raises `ValueError` with one sentence where the file cannot be used."""
    try:
        return Ways.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise ValueError(f"{path.name}:{line}: {getattr(error, 'problem', 'not YAML')}") from None
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise ValueError(f"{path.name}: {where}: {problem['msg']}") from None


def load(app: Sphinx) -> None:
    """Read the file once; the directive and the transform take what they need from `app`."""
    path = Path(app.srcdir, app.config.edi_paths)
    app.edi_ways = Ways()
    if not path.exists():
        return
    try:
        app.edi_ways = read(path)
    except ValueError as error:
        logger.warning("paths: %s", error)


def check(app: Sphinx, env: BuildEnvironment) -> None:
    for page in sorted(app.edi_ways.named - env.found_docs):
        logger.warning("paths: %s names the page %s, which is not in the book", app.config.edi_paths, page)


def _link(page: str, docname: str) -> pending_xref:
    return pending_xref(
        "",
        nodes.inline(),
        refdomain="std",
        reftype="doc",
        refdoc=docname,
        reftarget=f"/{page}",
        refexplicit=False,
        refwarn=True,
    )


class PathsDirective(SphinxDirective):
    """The paths of one reader, shortest first: the minutes, and the pages in order."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(self.config.edi_paths)
        ways = [one for one in self.env.app.edi_ways.paths if one.reader == self.arguments[0]]
        if not ways:
            logger.warning("there is no path for %r", self.arguments[0], location=self.get_location())
        listed = nodes.definition_list(classes=["paths"])
        for way in sorted(ways, key=lambda one: one.minutes):
            steps = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
            for page in way.pages:
                steps += nodes.list_item("", nodes.paragraph("", "", _link(page, self.env.docname)))
            term = nodes.term("", f"{way.minutes} minutes")
            listed += nodes.definition_list_item("", term, nodes.definition("", steps))
        return [listed] if ways else []


class ShowNext(SphinxPostTransform):
    """On the web, where the next page is a click away; a PDF is read in its own order."""

    default_priority = 8  # before the links are resolved, at 10
    formats = ("html",)

    def run(self, **kwargs) -> None:
        pages = [page for page in self.app.edi_ways.after(self.env.docname) if page in self.env.found_docs]
        if not pages:
            return
        listed = nodes.bullet_list()
        for page in pages:
            listed += nodes.list_item("", nodes.paragraph("", "", _link(page, self.env.docname)))
        title = nodes.paragraph("", "Where next", classes=["where-next-title"])
        self.document += nodes.container("", title, listed, classes=["where-next"])


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_paths", "book/paths.yml", "env", types=(str,))
    app.add_directive("paths", PathsDirective)
    app.add_post_transform(ShowNext)
    app.connect("builder-inited", load)
    app.connect("env-check-consistency", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
