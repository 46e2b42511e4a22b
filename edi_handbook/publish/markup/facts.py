"""Page facts: what each page says of itself in its front matter, checked and shown under the title.

`summary` one sentence (also the page's meta description) · `audience` staff, facilitators, leads · `minutes` to read ·
`owner` a role · `reviewed` and `review_by` dates · `status` draft or final · `local` true where the
subject is the place of this handbook: a handbook for another place writes that page anew · `own_lead` true where the
page opens with a lead of its own, as the start page does: who keeps it still stands at its foot.
"""

import datetime
import re
from pathlib import Path
from typing import Literal

import yaml
from docutils import nodes
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)

Reader = Literal["staff", "facilitators", "leads"]


class PageFacts(BaseModel):
    """The facts of one page. Raises `pydantic.ValidationError` where a fact is missing or cannot be right."""

    model_config = ConfigDict(extra="ignore")  # Jupytext and MyST keep their own keys beside ours

    summary: str = Field(min_length=20, max_length=200)
    audience: list[Reader] = Field(min_length=1)
    minutes: int = Field(ge=1, le=180)
    owner: str = Field(min_length=3)
    reviewed: datetime.date
    review_by: datetime.date
    status: Literal["draft", "final"]
    local: bool = False
    own_lead: bool = False

    @field_validator("summary")
    @classmethod
    def one_sentence(cls, text: str) -> str:
        if not text.endswith(".") or re.search(r"[.!?]\s+[A-Z]", text):
            raise ValueError("write one sentence that ends with a full stop")
        return text

    @model_validator(mode="after")
    def reviewed_first(self):
        if self.review_by <= self.reviewed:
            raise ValueError("review_by must be later than reviewed")
        return self


def read(path: Path) -> dict:
    """The front matter of the page at `path`, as written; an empty dict where it has none."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}
    return yaml.safe_load(text[4:].partition("\n---")[0]) or {}


class ShowFacts(SphinxTransform):
    """Checks the facts of a page and puts them under its title."""

    default_priority = 500

    def apply(self, **kwargs) -> None:
        if not self.app.config.edi_page_facts:
            return
        path = Path(self.env.doc2path(self.env.docname))
        if path.suffix != ".md":
            return
        try:
            facts = PageFacts(**read(path))
        except yaml.YAMLError as error:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2  # the fence is line 1
            reason = getattr(error, "problem", None) or "it cannot be read as YAML"
            logger.warning("page facts: %s; mend the front matter", reason, location=(self.env.docname, line))
            return
        except ValidationError as error:
            for problem in error.errors():
                name = ".".join(str(part) for part in problem["loc"]) or "front matter"
                logger.warning("page facts: %s: %s", name, problem["msg"], location=(self.env.docname, 1))
            return
        self.env.metadata[self.env.docname]["summary"] = facts.summary
        title = next(self.document.findall(nodes.title), None)
        if title is None:
            return
        title.parent.insert(title.parent.index(title) + 1, _strip(facts, self.grades()))

    def grades(self) -> nodes.Node | None:
        """ "B to D", the grades of the advice on this page, as a link to what they mean."""
        marks = [mark.astext() for mark in self.document.findall(nodes.inline) if "evidence-grade" in mark["classes"]]
        found = sorted({mark[-1] for mark in marks if re.fullmatch("Evidence: [A-D]", mark)})
        if not found:
            return None
        words = nodes.inline("", " to ".join(dict.fromkeys((found[0], found[-1]))))
        page = getattr(self.config, "edi_evidence_page", "")
        if page not in self.env.found_docs:
            return words
        return pending_xref(
            "", words, refdomain="std", reftype="doc", refdoc=self.env.docname, reftarget=f"/{page}",
            refexplicit=True, refwarn=True,
        )  # fmt: skip


def _strip(facts: PageFacts, grades: nodes.Node | None) -> nodes.container:
    """The summary; what decides whether to read on; and who keeps the page, which the theme sets at its foot."""
    reading = _list(
        ("For", ", ".join(facts.audience)),
        ("Reading time", f"{facts.minutes} minute{'s' if facts.minutes != 1 else ''}"),
        ("Reviewed", _date(facts.reviewed)),
        *([("Evidence", grades)] if grades is not None else []),
    )
    upkeep = _list(("Looked after by", facts.owner), ("Next review", _date(facts.review_by)))
    upkeep["classes"].append("upkeep")
    strip = nodes.container("", classes=["page-facts"])
    if not facts.own_lead:
        strip += nodes.paragraph("", facts.summary, classes=["summary"])
    if facts.status == "draft":
        strip += nodes.paragraph("", "Draft: not yet checked by its owner.", classes=["draft"])
    strip += [upkeep] if facts.own_lead else [reading, upkeep]
    return strip


def _list(*pairs: tuple[str, str | nodes.Node]) -> nodes.definition_list:
    listed = nodes.definition_list(classes=["facts"])
    for name, value in pairs:
        item = nodes.definition_list_item("", nodes.term("", name))
        words = nodes.Text(value) if isinstance(value, str) else value
        item += nodes.definition("", nodes.paragraph("", "", words))
        listed += item
    return listed


def _date(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_page_facts", True, "env", types=(bool,))
    app.add_transform(ShowFacts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
