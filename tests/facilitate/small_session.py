"""A small book: two pages with facilitator notes and a chart, and a session of three steps."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = """
extensions = [
    "myst_nb", "sphinx_design", "edi_handbook.theme", "edi_handbook.publish.markup.reflections",
    "edi_handbook.publish.markup.facilitator", "edi_handbook.publish.markup.sessions", "edi_handbook.publish.slides",
    "edi_handbook.typstpdf", "edi_handbook.publish.web.offers",
]
html_theme = "edi"
nb_execution_mode = "off"
nb_ipywidgets_js = {}
language = "en-GB"
edi_sessions = "book/sessions"
edi_reflections = "book/reflections"
typst_editions = [{"file": "facilitators-guide.pdf", "title": "Guide"}]
"""

BLOCK = """# {title}

Text that everybody reads.

```{{facilitator}} Reading the interval
:name: reading-the-interval
:minutes: 5
:purpose: The group says in its own words what the numbers allow.
:risk: One person explains and the rest fall silent.

Ask in pairs first, as {{doc}}`the start page </index>` says.
```

Text below the notes.

```{{figure}} square.svg
:figclass: chart
:name: two-bars
:alt: Two bars of the same height.

Two bars
```
"""

PLAN = """\
title: A small session
summary: A session for tests, in twelve minutes.
minutes: 12
people: Six people
leaders: One person
reviewed: 2026-11-23
materials:
  - what: Paper
    without: Use the back of the agenda.
  - what: A pen
steps:
  - id: welcome
    kind: open
    title: Welcome
    minutes: 2
    say: You may pass and step out.
    show: [Pass, step out, come back, The roles to ring are on the wall]
    do: ["Name the roles, as {doc}`the start page </index>` says."]
    risks: [{watch: Silence, then: Wait.}]
  - id: try-it
    kind: work
    title: Try it
    minutes: 7
    say: Try it in pairs.
    prompts: ["What did you see?"]
    do: [Set the clock.]
    risks: [{watch: Noise, then: Ring the bell.}]
    pages: [book/notes]
    browser_only: Show the page.
    evidence: {grade: D, why: We think that it helps.}
    slides:
      - {chart: two-bars, page: book/notes, heading: Two bars, notes: reading-the-interval}
      - {scenario: not-a-good-fit, heading: After the last interview}
      - {heading: A case, lines: [Read it alone first.]}
  - id: close
    kind: close
    title: Close
    minutes: 3
    say: Thank you.
    do: [Stay.]
    risks: [{watch: Hurry, then: Stay.}]
"""

TREE = """# Start

No notes here.

```{toctree}
book/notes
book/more-notes
book/sessions/small
```
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320"><rect width="640" height="320"/></svg>'

FILES = {
    "conf.py": CONFIG,
    "index.md": TREE,
    "book/notes.md": BLOCK.format(title="A page with notes"),
    "book/more-notes.md": BLOCK.format(title="Another page with notes").replace("two-bars", "two-more-bars"),
    "book/square.svg": SQUARE,
    "book/sessions/small.yml": PLAN,
    "book/sessions/small.md": "# A small session: 12 minutes\n\nFor tests.\n\n```{session} small\n```\n",
    "book/reflections/not-a-good-fit.yml": (ROOT / "book/reflections/not-a-good-fit.yml").read_text(encoding="utf-8"),
}
