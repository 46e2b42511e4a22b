"""Terms of the glossary become links where a page first uses them; a click opens the meaning in place.

Only in running text: not in headings, links, code, quotations or tables' heads, and not on the glossary's own page. A
term that the page links by hand is not linked again. Ways to opt out: `link_terms: false` in a page's front matter, the
class `no-terms` on a block or a span, and `edi_terms_by_hand` for words that also have everyday meanings.

On paper nothing is added. Without script, and with a modifier key, the link leads to the entry. With script, the first
click fetches `terms.js`, which holds the one-line meanings, so that pages carry none.
"""

import json
import re
from pathlib import Path

import rjsmin
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from edi_handbook import whole
from edi_handbook.publish.markup import evidence

FRONT = Path(__file__).with_name("terms.js")

SILENT = (
    nodes.title,
    nodes.subtitle,
    nodes.rubric,
    nodes.caption,
    nodes.term,
    nodes.thead,
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.image,
    nodes.block_quote,
    nodes.citation,
    nodes.footnote,
    nodes.problematic,
    addnodes.pending_xref,
    addnodes.glossary,
    addnodes.toctree,
)
SILENT_CLASSES = {
    "no-terms",
    "page-facts",
    "evidence-grade",
    "unconfirmed",
    "looked",
    "ledger",
    "doors",
    "sd-summary-title",
    "sd-card-title",
}
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")


class Terms:
    """The terms that a page may still link; `first(text)` finds the earliest of them, the longest where two begin."""

    def __init__(self, names: list[str]) -> None:
        self.names: dict[str, str] = {}
        patterns = []
        for name in sorted(names, key=lambda name: (-len(name), name)):
            patterns.append(_pattern(name))
            self.names.update({form.lower(): name for form in _forms(name)})
        self.any = re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])") if patterns else None

    def first(self, text: str) -> tuple[int, int, str] | None:
        """Start, end and term of the first use in `text` outside quotation marks."""
        quoted = [match.span() for match in QUOTED.finditer(text)]
        for match in self.any.finditer(text) if self.any else ():
            if not any(start <= match.start() < end for start, end in quoted):
                return match.start(), match.end(), self.names[match[0].lower()]
        return None


def _forms(name: str) -> list[str]:
    plural = f"{name[:-1]}ies" if re.search(r"[^aeiou]y$", name) else f"{name}{'es' if name.endswith('s') else 's'}"
    return [plural, name]


def _pattern(name: str) -> str:
    forms = "|".join(re.escape(form) for form in _forms(name))
    return f"(?:{forms})" if name.isupper() else f"(?i:{forms})"


class LinkTerms(SphinxPostTransform):
    default_priority = 8  # before the links are resolved, at 10; after reflections have their face, at 6
    formats = ("html",)

    def run(self, **kwargs) -> None:
        docname = self.env.docname
        entries = {name: entry for name, entry in known(self.env).items() if entry[0] != docname}
        by_hand = {name.lower() for name in self.config.edi_terms_by_hand}
        if not entries or str(self.env.metadata[docname].get("link_terms", "")).lower() == "false":
            return
        linked = {
            entries.get(xref["reftarget"].lower(), xref["reftarget"].lower())
            for xref in self.document.findall(addnodes.pending_xref)
            if xref.get("reftype") == "term"
        }
        spelt = {name.lower(): name for kind, name in self.env.domaindata["std"]["objects"] if kind == "term"}
        free = {spelt[name]: entry for name, entry in entries.items() if name not in by_hand and entry not in linked}
        self.link(self.document, free)

    def link(self, node: nodes.Node, free: dict[str, tuple[str, str]]) -> None:
        terms = Terms(list(free))
        for text in [one for one in node.findall(nodes.Text) if not _silent(one)]:
            parts: list[nodes.Node] = []
            rest = text.astext()
            while found := terms.first(rest):
                start, end, name = found
                parts += [nodes.Text(rest[:start]), self.xref(name, rest[start:end])]
                rest = rest[end:]
                entry = free[name]  # its other names are linked with it
                free = {other: held for other, held in free.items() if held != entry}
                terms = Terms(list(free))
            if parts:
                text.parent.replace(text, [part for part in [*parts, nodes.Text(rest)] if part.astext()])

    def xref(self, name: str, words: str) -> addnodes.pending_xref:
        return addnodes.pending_xref(
            "",
            nodes.inline("", words, classes=["xref", "std", "std-term"]),
            refdomain="std",
            reftype="term",
            reftarget=name,
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=True,
        )


def _silent(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None:
        if isinstance(node, SILENT) or SILENT_CLASSES & set(node.get("classes", ())):
            return True
        if isinstance(node, evidence.evidence_card):
            return True  # short on purpose
        node = node.parent
    return False


def known(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Each term in lower case, and its entry: the page, and the entry's first name, which its other names share."""
    objects = env.domaindata["std"]["objects"]
    return {
        name.lower(): (page, _kept(env).get(page, {}).get(anchor, (name,))[0])
        for (kind, name), (page, anchor) in objects.items()
        if kind == "term"
    }


def keep_meanings(app: Sphinx, document: nodes.document) -> None:
    """The name and the first line of each entry of a glossary, by page and anchor."""
    kept = _kept(app.env)[app.env.docname] = {}
    for glossary in document.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            names = list(item.findall(nodes.term))
            line = item.next_node(nodes.paragraph)
            for term in names:
                kept[term["ids"][0]] = (names[0].astext(), " ".join(line.astext().split()) if line else "")


def _kept(env: BuildEnvironment) -> dict[str, dict[str, tuple[str, str]]]:
    if not hasattr(env, "edi_meanings"):
        env.edi_meanings = {}
    return env.edi_meanings


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _kept(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _kept(env).update({name: _kept(other)[name] for name in docnames if name in _kept(other)})


def write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or app.config.html_theme != "edi":
        return
    meanings = {anchor: held for page in sorted(_kept(app.env)) for anchor, held in _kept(app.env)[page].items()}
    data = json.dumps(meanings, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    script = rjsmin.jsmin(FRONT.read_text(encoding="utf-8").replace("/*MEANINGS*/ {}", data))
    whole.write_text(Path(app.outdir, "_static", "terms.js"), script)


def setup(app: Sphinx) -> dict:
    app.add_config_value("edi_terms_by_hand", [], "env", types=(list,))
    app.add_post_transform(LinkTerms)
    app.connect("doctree-read", keep_meanings)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("build-finished", write)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
