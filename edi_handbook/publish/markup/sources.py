"""A citation leads to the work: in "(Kline, 2014)" the name opens the source itself, and the year its full reference.

A work without an address has one link, to the reference, as all had before. Nothing is added to the sentence: a mark
after each citation would be read two thousand times. What each half opens is said in its accessible name.
"""

import re
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from edi_handbook.bibliography import address

SOURCE, FULL = "cite-source", "cite-full"
"""Classes of the two halves."""

# "Kline, 2014", "Kline (2014)", and a title that holds its own year, as "Equality Act 2010".
HALVES = re.compile(r"(.+)(?:(, )([^,()]+)|( \()([^()]+)\)|(?<!,)( )(\d{4}))")


class cited(nodes.reference):
    """Half of a citation on a web page, with `says`: what it opens."""


def halves(label: str) -> tuple[str, str, str, str] | None:
    """The name, what stands between, the year, and what closes it; None where the label cannot be told apart."""
    if not (found := HALVES.fullmatch(label)):
        return None
    who, *rest = (part for part in found.groups() if part is not None)
    between, when = rest
    return who, between, when, ")" if between == " (" else ""


class LeadToSources(SphinxPostTransform):
    """Turns each link to a reference into a link to the work and a link to its reference."""

    default_priority = 11  # after Sphinx has resolved references, at 10

    def run(self, **kwargs) -> None:
        domain = self.env.get_domain("cite")
        works = {one.citation_id: one.entry for one in domain.citations}
        for node in list(self.document.findall(nodes.reference)):
            work = works.get(node.get("refid") or node.get("refuri", "").rpartition("#")[2])
            parts = halves(node.astext())
            if node.get("internal") and work and parts and (source := address(work)):
                node.parent.replace(node, self.pair(node, source, parts))

    def pair(self, node: nodes.reference, source: str, parts: tuple[str, str, str, str]) -> list[nodes.Node]:
        who, between, when, closing = parts
        site = urlsplit(source).netloc.removeprefix("www.")
        there = {"refuri": source, "internal": False}
        back = {name: node[name] for name in ("refid", "refuri") if name in node} | {"internal": True}
        made = [
            self.half(who, there, SOURCE, f"{who}, source at {site}"),
            nodes.Text(between),
            self.half(when, back, FULL, f"{when}, full reference"),
        ]
        return [*made, nodes.Text(closing)] if closing else made

    def half(self, words: str, where: dict, name: str, says: str) -> nodes.reference:
        if self.app.builder.format == "html":
            return cited("", words, classes=[name], says=says, **where)
        return nodes.reference("", words, classes=[name], **where)


def _open(self, node: cited) -> None:
    where = f"#{node['refid']}" if "refid" in node else node["refuri"]
    self.body.append(self.starttag({}, "a", "", href=where, **{"aria-label": node["says"]}))


def _close(self, node: cited) -> None:
    self.body.append("</a>")


def setup(app: Sphinx) -> dict:
    app.add_node(cited, html=(_open, _close))
    app.add_post_transform(LeadToSources)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
