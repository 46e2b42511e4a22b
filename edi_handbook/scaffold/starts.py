"""What each kind of thing needs: the texts of its new files and of the files that must know of it, and what comes next.

Nothing is written here. A name that is taken, or a folder that lacks what is needed, raises `NewError`.
"""

import csv
import datetime
import io
import os
import re
import string
from dataclasses import dataclass, field
from pathlib import Path

from edi_handbook.scaffold import TEMPLATES, NewError, listing, names

PARTS = ("strategy", "learn", "facilitate", "reference", "about")
"""The folders of `book/` that hold plain pages."""

SHARE_A_NAME = (".md", ".ipynb", ".rst", ".yml")
CHAPTERS = ("book/learn/", "book/strategy/")
"""Where a chapter may be that leads to a reflection."""

LOOK = (
    "Run `make check`, then `make html`, which says by file and line what cannot be built. `make serve` shows it in a "
    "browser. When its owner has checked it, set `status: final`."
)
CONTENTS = "_toc.yml: move its line to where it should be read."
WAYS = "book/paths.yml: after its name, write the one or two pages that a reader should go to next."
FACTS = "the facts at the top: summary in one sentence, readers, minutes, the role that keeps it true."


@dataclass
class Start:
    """`new` and `changed` are texts by place, from the root; `steps` say in order what to write next."""

    new: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)


class Book:
    """The handbook at `root`, and today's date, from which a start is made."""

    def __init__(self, root: Path, today: datetime.date):
        self.root = root
        self.today = today

    def page(self, name: str, part: str, term: str = "") -> Start:
        """A page of `book/`; `term` is a word that it explains, for the glossary."""
        if part not in PARTS:
            raise NewError(f"'{part[:40]}' is no part for a page: choose {', '.join(PARTS[:-1])} or {PARTS[-1]}.")
        page = f"book/{part}/{names.check(name)}"
        start = self._listed(page, "chapter.md" if part == "learn" else "page.md")
        start.steps = [
            f"{page}.md: {FACTS}",
            f"{page}.md: the answer, then the rest. A claim ends with {{cite:p}}`key`, and the work stands under that "
            "key in book/references.bib. Advice has its grade, [Evidence: B]{.evidence-grade}, on a line of its own. "
            "A figure comes from the data: {value}`wres:england:2:2023`.",
            CONTENTS,
            WAYS,
            "book/reference/search-words.yml: what people call it who do not know its title.",
        ]
        if part == "learn":
            start.steps.insert(
                2,
                f"{page}.md, Further reading: put the works on your subject in the place of the two that stand there.",
            )
        if term:
            start.changed["book/reference/glossary.md"] = self._glossary(names.check_term(term), page, name)
            start.steps.insert(-3, f"book/reference/glossary.md: write the entry '{term}', and move it into its group.")
        return self._done(start)

    def notebook(self, name: str) -> Start:
        """An executable chapter, with invented numbers until it has its own."""
        page = f"notebooks/{names.check(name)}"
        start = self._listed(page, "notebook.md")
        start.steps = [
            f"{page}.md: {FACTS}",
            f"{page}.md: the question, and the answer below it.",
            f"{page}.md: the numbers. Take published ones with `published.figures(...)` or `published.table(...)` from "
            "edi_handbook.workforce, and say under 'The data used' which data set they are of, with a link such as "
            "{download}`datasheet of wres-england </data/wres-england/README.md>`.",
            f"{page}.md: each chart's alt text, with the numbers of its table.",
            CONTENTS,
            WAYS,
        ]
        return self._done(start)

    def data(self, name: str) -> Start:
        """A data set: its table without a row, its package and its README."""
        folder = f"data/{names.check(name)}"
        if os.path.lexists(self.root / folder):
            raise NewError(f"{folder} is there already: choose another name, or add to that data set.")
        start = Start(
            {
                f"{folder}/README.md": self._filled("data/README.md", name),
                f"{folder}/datapackage.json": self._filled("data/datapackage.json", name),
                f"{folder}/{name}.csv": self._filled("data/table.csv", name),
            }
        )
        start.steps = [
            f"data/sources/sources.csv: a row for each publication; the next free id is {self._free_source()}, "
            "and datapackage.json beside it has the words that `kind` and `part_read` take.",
            f"{folder}/{name}.csv: the rows, as published, each with the ids of its sources and how it was read "
            "(data/README.md has the words). Leave out counts of 1 to 7 staff. "
            "A place is a row of data/places/places.csv.",
            f"{folder}/datapackage.json: the title, and each source under `sources` with `id`, `title` and `path`.",
            f"{folder}/README.md: where it is from, how it was made, what it cannot show, its licence.",
            f"A page prints a figure by its key, such as {{value}}`{name}:england:2:2026`: the data set, then place, "
            "indicator and year of the row, then group and subgroup where it has them.",
            "Run `make check`, and `make html` where a page prints one of its figures.",
        ]
        return start

    def session(self, name: str) -> Start:
        """A session plan and its page."""
        page = f"book/facilitate/sessions/{names.check(name)}"
        start = self._listed(page, "session.md")
        start.new[f"{page}.yml"] = self._filled("session.yml", name)
        start.steps = [
            f"{page}.yml: the steps. Their minutes add up to the session's; 90 minutes or more need a break; a step of "
            "work needs evidence, and one that uses a notebook needs browser_only (docs/facilitation.md).",
            f"{page}.md: the facts at the top, the minutes in the title, and what the session is for.",
            CONTENTS,
            WAYS,
        ]
        return self._done(start)

    def reflection(self, name: str, chapter: str = "") -> Start:
        """A reflection and its page, with a line in the chapter that leads to it: by default one of the same name."""
        page = f"book/reflections/{names.check(name)}"
        chapter = self._chapter(name, chapter)
        start = self._listed(page, "reflection.md", to=[chapter], chapter=chapter, chapter_title=self._title(chapter))
        start.new[f"{page}.yml"] = self._filled("reflection.yml", name)
        line = (
            f"There is a form for this, which nobody else sees: {{doc}}`{names.title(name)} <../reflections/{name}>`."
        )
        text = self._read(f"{chapter}.md")
        changed = listing.end_section(text, "For your own thoughts", line) or listing.end_section(
            text, "What to do next", line
        )
        if changed is None:
            raise NewError(f"{chapter}.md has no part 'What to do next': add one first, or name another chapter.")
        start.changed[f"{chapter}.md"] = changed
        start.steps = [
            f"{page}.yml: the questions. Ask about situations and next acts; no score, no label; where staff may live "
            "with what is asked about, use two tracks (docs/reflections.md).",
            f"{page}.yml, facilitator: each step with its minutes in brackets, which add up.",
            f"{page}.md: the facts at the top, and what to do next.",
            f"{chapter}.md leads to it in a new line: put that line where it belongs, or into another chapter, and "
            "name that one in the page and in book/paths.yml.",
            CONTENTS,
            WAYS,
        ]
        return self._done(start)

    def _listed(self, page: str, template: str, to: list[str] | None = None, **words: str) -> Start:
        """A start for a page that `_toc.yml` lists, and that leads on `to` pages: else to the one before it."""
        for suffix in SHARE_A_NAME:
            if os.path.lexists(self.root / f"{page}{suffix}"):
                raise NewError(f"{page}{suffix} is there already: choose another name, or change that file.")
        text = self._read("_toc.yml")
        contents = listing.parse(text, "_toc.yml")
        if page in listing.pages(contents):
            raise NewError(f"_toc.yml lists {page} already, and the page is missing: take the line out first.")
        ways = self._read("book/paths.yml")
        if page in (listing.parse(ways, "paths.yml").get("next") or {}):
            raise NewError(f"book/paths.yml has {page} already, and the page is missing: take the line out first.")
        return Start(
            {f"{page}.md": self._filled(template, page.rpartition("/")[2], **words)},
            {
                "_toc.yml": listing.list_page(text, page),
                "book/paths.yml": listing.lead_on(ways, page, to or [listing.before(contents, page)]),
            },
        )

    def _done(self, start: Start) -> Start:
        start.steps.append(LOOK)
        return start

    def _filled(self, template: str, name: str, **words: str) -> str:
        year_on = self.today + datetime.timedelta(days=365)
        words |= {"name": name, "title": names.title(name), "today": f"{self.today}", "next_year": f"{year_on}"}
        return string.Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(words)

    def _read(self, name: str) -> str:
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise NewError(f"{self.root} is no handbook, because it has no {name}: run this in the handbook.") from None
        except UnicodeDecodeError:
            raise NewError(f"{name} is not written in UTF-8: save it as UTF-8 first.") from None
        except OSError as error:
            raise NewError(f"{name} cannot be read ({error.strerror}): get leave to read it first.") from error

    def _glossary(self, term: str, page: str, name: str) -> str:
        text = self._read("book/reference/glossary.md")
        there = listing.terms(text)
        if not there:
            raise NewError("book/reference/glossary.md has no entry to stand beside: leave --term out.")
        entry = self._filled("term.md", name, term=term, neighbour=there[-1], page=page)
        return listing.add_term(text, term, entry)

    def _chapter(self, name: str, asked: str) -> str:
        """The chapter that leads to a reflection: the one asked for, one of its name, or the last of the first part."""
        listed = listing.pages(listing.parse(self._read("_toc.yml"), "_toc.yml"))
        chapters = [page for page in listed if page.startswith(CHAPTERS)]
        if asked:
            page = "book/" + asked.removeprefix("book/").removesuffix(".md")
            if page not in chapters:
                raise NewError(
                    f"'{asked[:60]}' is no chapter that could lead to a reflection: name one of book/learn or "
                    "book/strategy, such as --chapter learn/anti-racism."
                )
            return page
        same = [page for page in chapters if page.rpartition("/")[2] == name]
        learn = [page for page in chapters if page.startswith(CHAPTERS[0])]
        if not same + learn:
            raise NewError("_toc.yml lists no chapter of book/learn that could lead to a reflection: add one first.")
        return (same + learn[-1:])[0]

    def _title(self, page: str) -> str:
        found = re.search(r"^# (.+)$", self._read(f"{page}.md"), re.MULTILINE)
        return found[1].strip() if found else names.title(page.rpartition("/")[2])

    def _free_source(self) -> str:
        rows = csv.DictReader(io.StringIO(self._read("data/sources/sources.csv")))
        taken = {int(number) for number in re.findall(r"^S(\d+)$", "\n".join(row["id"] for row in rows), re.MULTILINE)}
        return f"S{max(taken, default=0) + 1:02}"
