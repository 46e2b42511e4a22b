"""Signs in a line: each visitor adds to `line` what stands there, as it looks there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from docutils import nodes

from edi_handbook.typstpdf import rawhtml
from edi_handbook.typstpdf.languages import language
from edi_handbook.typstpdf.screen_words import paper_words
from edi_handbook.word.builder.cannot import CannotSet
from edi_handbook.word.builder.places import Places
from edi_handbook.word.document import Run

# Inline classes with a look.
LOOKS = {"looked": {"look": "soft"}, "unconfirmed": {"look": "unconfirmed"}, "kbd": {"look": "code"}}
LOOKS |= {name: {"bold": True} for name in ("guilabel", "menuselection")}

# What stands around the words of a class: on the web and in the PDF a box says that they are a mark.
AROUND = dict.fromkeys(("evidence-grade", "offered"), ("[", "]"))

Visitor = Callable[[Any, nodes.Element], None]


def look(**how: Any) -> tuple[Visitor, Visitor]:
    """Visitors of a node whose words look so."""

    def visit(self: InlineVisitors, node: nodes.Element) -> None:
        self.looks.append(dataclasses.replace(self.looks[-1], **how))

    def depart(self: InlineVisitors, node: nodes.Element) -> None:
        self.looks.pop()

    return visit, depart


class InlineVisitors:
    """`line` is what was set of the line, None between paragraphs; `looks[-1]` is how words look here."""

    places: Places
    numbers: dict[tuple[str, str], str]
    docname: str
    page_is: str
    line: list[Run] | None
    looks: list[Run]
    explained: set[str]
    seen: set[tuple[str, str]]

    def say(self, text: str, **how: Any) -> None:
        run = dataclasses.replace(self.looks[-1], text=text, **how)
        if self.line is None:  # words that stand in no paragraph
            self.put([run])
        else:
            self.line.append(run)

    def put(self, runs: list[Run], style: Any = None) -> None:
        raise NotImplementedError

    def visit_Text(self, node: nodes.Text) -> None:
        text = node.astext().replace("\n", " ")
        self.say(paper_words(text, self.page_is) if self.page_is else text)

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    visit_emphasis, depart_emphasis = look(italic=True)
    visit_strong, depart_strong = look(bold=True)
    visit_title_reference, depart_title_reference = look(italic=True)
    visit_literal_emphasis, depart_literal_emphasis = look(italic=True)
    visit_literal_strong, depart_literal_strong = look(bold=True)
    visit_subscript, depart_subscript = look(look="lowered")
    visit_superscript, depart_superscript = look(look="raised")
    visit_literal, depart_literal = look(look="code")
    visit_manpage, depart_manpage = look(italic=True)

    def visit_inline(self, node: nodes.inline) -> None:
        how: dict[str, Any] = {}
        for name in node["classes"]:
            how |= LOOKS.get(name, {})
            if name in AROUND:
                self.say(AROUND[name][0])
        if found := language(node):
            how["lang"] = "-".join(filter(None, (found["lang"], (found["region"] or "").upper())))
        self.looks.append(dataclasses.replace(self.looks[-1], **how))

    def depart_inline(self, node: nodes.inline) -> None:
        self.looks.pop()
        for name in node["classes"]:
            if name in AROUND:
                self.say(AROUND[name][1])

    def visit_abbreviation(self, node: nodes.Element) -> None:
        pass

    def depart_abbreviation(self, node: nodes.Element) -> None:
        # The web has it in a title attribute, which paper has not: say it once a page.
        meaning = node.get("explanation", "")
        if meaning and meaning not in self.explained:
            self.explained.add(meaning)
            self.say(f" ({meaning})")

    visit_acronym, depart_acronym = visit_abbreviation, depart_abbreviation

    def visit_reference(self, node: nodes.reference) -> None:
        if "sd-hide-link-text" in node["classes"]:
            raise nodes.SkipNode
        kind, target = self.places.leads(self.docname, node)
        address = f"#{target}" if kind in ("place", "quiet") else target
        quiet = kind == "quiet" or (kind == "web" and "cite-source" in node["classes"])
        if quiet and (self.docname, address) in self.seen:
            address = ""  # a link where it first stands on a page: more of them are hard to hear, and to read
        if quiet:
            self.seen.add((self.docname, address))
        how = {"link": address, "look": "quiet" if quiet else self.looks[-1].look} if address else {}
        self.looks.append(dataclasses.replace(self.looks[-1], **how))

    def depart_reference(self, node: nodes.reference) -> None:
        self.looks.pop()

    def visit_number_reference(self, node: nodes.Element) -> None:
        kind, target = self.places.leads(self.docname, node)
        page, _, name = node.get("refuri", f"%{self.docname}#{node.get('refid', '')}")[1:].partition("#")
        if number := self.numbers.get((page, name)):
            self.say(number, link=f"#{target}" if kind == "place" else "")
            raise nodes.SkipNode
        self.looks.append(self.looks[-1])  # of what the file does not hold: its number on the web pages

    depart_number_reference = depart_reference

    def visit_download_reference(self, node: nodes.Element) -> None:
        pass  # a file to fetch from the web page: its name is what can be given here

    def depart_download_reference(self, node: nodes.Element) -> None:
        pass

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        kind, target = self.places.leads(self.docname, node)
        self.say(f"[{node.astext()}]", look="raised", link=f"#{target}" if kind == "place" else "")
        raise nodes.SkipNode

    def visit_problematic(self, node: nodes.problematic) -> None:
        pass  # docutils has already warned; its text still stands

    def depart_problematic(self, node: nodes.problematic) -> None:
        pass

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        self.say("\n")
        raise nodes.SkipNode

    def visit_sd_icon(self, node: nodes.Element) -> None:
        raise nodes.SkipNode  # decoration

    visit_fontawesome = visit_sd_icon

    def visit_math(self, node: nodes.Element) -> None:
        if not (words := (node.get("alt") or "").strip()):
            raise CannotSet.at(node, "a formula has no alt text: write the sum in words.")
        self.say(words)
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.raw) -> None:
        if "html" in node.get("format", "").split():
            for piece in rawhtml.read(node.astext()):
                match piece:
                    case nodes.Element():
                        piece.source, piece.line, piece.parent = node.source, node.line, node.parent
                        piece.walkabout(self)  # type: ignore[arg-type]
                    case rawhtml.Tick(done):
                        self.say("☑" if done else "☐")
                    case rawhtml.Break():
                        self.say("\n")
                    case rawhtml.Lost(what):
                        raise CannotSet.at(node, f"raw HTML ({what}) cannot be set: write it in Markdown.")
        raise nodes.SkipNode
