"""Evidence cards: `{evidence}` says how strongly a piece of advice is known to work, the same on the page and in print.

    :::{evidence}
    :strength: A for telling who will do the job well; B for fairness
    :effect: helps
    :cost: unknown; it takes time before the advert
    :confidence: high that it predicts; moderate that it narrows a gap
    :sources: sackett2022revisiting, aamodt2006structured

    What was found, with its figures, in a few sentences.
    :::

Each value begins with a word of its scale, below; words of explanation may follow. The page that explains the scales is
named by `edi_evidence_page`. A mark in a sentence, `[Evidence: B]{.evidence-grade}`, has to be of the same scale.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

GRADES = ("A", "B", "C", "D")
SCALES = {
    "strength": (*GRADES, "none"),
    "effect": ("helps", "may help", "mixed", "no study read", "no effect", "can harm"),
    "cost": ("none", "low", "moderate", "high", "unknown"),
    "confidence": ("high", "moderate", "low"),
}
MARK = re.compile(rf"Evidence: [{''.join(GRADES)}]")


class evidence_card(nodes.General, nodes.Element):
    """A list of what is known (class `evidence-facts`), then the body of the card."""


class EvidenceError(ValueError):
    """A value that is not on its scale, in one sentence."""


def parts(name: str, text: str) -> list[tuple[str, str]]:
    """`text`, the value of the option `name`, as pairs of a word of its scale and what follows that word.

    Only `strength` and `confidence` may hold several judgements, between semicolons; elsewhere words after a semicolon
    explain. Raises `EvidenceError`.
    """
    scale = SCALES[name]
    words = "|".join(sorted((re.escape(word) for word in scale), key=len, reverse=True))
    found: list[tuple[str, str]] = []
    for part in (part.strip() for part in text.rstrip(".").split(";")):
        if match := re.fullmatch(rf"({words})\b(.*)", part, re.DOTALL):
            found.append((match[1], match[2]))
        elif found and name != "strength":
            found[-1] = (found[-1][0], f"{found[-1][1]}; {part}")
        else:
            raise EvidenceError(f"{name}: {part!r} does not begin with one of {', '.join(scale)}")
    return found


class EvidenceDirective(SphinxDirective):
    has_content = True
    option_spec = {name: directives.unchanged_required for name in (*SCALES, "sources")}

    def run(self) -> list[nodes.Node]:
        card = evidence_card()
        self.set_source_info(card)
        try:
            card += self.facts()
        except EvidenceError as error:
            logger.warning("evidence card: %s", error, location=card)
            return []
        if not self.content:
            logger.warning("evidence card: say below the options what was found", location=card)
            return []
        self.state.nested_parse(self.content, self.content_offset, card)
        return [card]

    def facts(self) -> nodes.definition_list:
        """The judgements and the sources, as a list. Raises `EvidenceError`."""
        if missing := [name for name in SCALES if not self.options.get(name)]:
            raise EvidenceError(f"say {' and '.join(missing)} too, as options under the directive")
        read = {name: parts(name, self.options[name]) for name in SCALES}
        keys = ",".join(key.strip() for key in self.options.get("sources", "").split(",") if key.strip())
        graded = {grade for grade, _ in read["strength"]} & {"A", "B", "C"}
        if graded and not keys:
            raise EvidenceError(f"grade {min(graded)} stands on a study: name it in sources")
        listed = nodes.definition_list(classes=["evidence-facts"])
        listed += _row(self.name_of_strength(), self.grades(read["strength"]))
        for name in ("effect", "cost", "confidence"):
            written = "; ".join(word + more for word, more in read[name])
            listed += _row([nodes.Text(name.capitalize())], self.inline(written[0].upper() + written[1:] + "."))
        if keys:
            listed += _row([nodes.Text("Sources")], self.inline(f"{{cite:p}}`{keys}`"))
        return listed

    def name_of_strength(self) -> list[nodes.Node]:
        page = self.config.edi_evidence_page
        if not page:
            return [nodes.Text("Strength")]
        link = pending_xref(
            "",
            nodes.inline("", "Strength"),
            refdomain="std",
            reftype="doc",
            refdoc=self.env.docname,
            reftarget=f"/{page}",
            refexplicit=True,
            refwarn=True,
        )
        self.set_source_info(link)
        return [link]

    def grades(self, read: list[tuple[str, str]]) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for grade, more in read:
            made.append(nodes.Text("; " if made else ""))
            if grade in GRADES:
                made.append(nodes.inline("", f"Evidence: {grade}", classes=["evidence-grade"]))
            else:
                made.append(nodes.Text("none" if len(made) > 1 else "None"))
            if more:
                made += self.inline(more)
        return made

    def inline(self, text: str) -> list[nodes.Node]:
        made, _ = self.state.inline_text(text, self.lineno)
        return made


def _row(name: list[nodes.Node], value: list[nodes.Node]) -> nodes.definition_list_item:
    return nodes.definition_list_item(
        "", nodes.term("", "", *name), nodes.definition("", nodes.paragraph("", "", *value))
    )


class CheckMarks(SphinxTransform):
    """A mark of a grade in a sentence says a grade that there is."""

    default_priority = 400

    def apply(self, **kwargs) -> None:
        for mark in self.document.findall(nodes.inline):
            if "evidence-grade" in mark["classes"] and not MARK.fullmatch(mark.astext()):
                logger.warning(
                    "evidence grade: %r is none of %s",
                    mark.astext(),
                    ", ".join(f"Evidence: {grade}" for grade in GRADES),
                    location=mark,
                )


def _open_html(self, node: evidence_card) -> None:
    self.body.append(self.starttag(node, "div", CLASS="evidence"))


def _close_html(self, node: evidence_card) -> None:
    self.body.append("</div>\n")


def _open_typst(self, node: evidence_card) -> None:
    self.open()


def _close_typst(self, node: evidence_card) -> None:
    lines = self.close()
    self.add(f"evidence({lines})")


def _open_word(self, node: evidence_card) -> None:
    self.open_note()


def _close_word(self, node: evidence_card) -> None:
    self.close_note()


def _pass(self, node: evidence_card) -> None:
    pass


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_evidence_page", "", "env", types=(str,))
    app.add_node(
        evidence_card,
        html=(_open_html, _close_html),
        typstpdf=(_open_typst, _close_typst),
        word=(_open_word, _close_word),
        text=(_pass, _pass),
    )
    app.add_directive("evidence", EvidenceDirective)
    app.add_transform(CheckMarks)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
