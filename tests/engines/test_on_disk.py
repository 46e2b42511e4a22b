"""What nobody asked a browser to keep is nowhere: not on a page that comes back, not in a store, not in a profile.

A word, dates and ticks are planted in all that a reader can write in. A tick is found by the name of its box, which a
browser that writes it down has to say. A field of the test's own, which nothing protects, shows that the browser has
written by then, and that what it wrote would be found.
"""

import json

import pytest

from tests.engines.engine import until
from tests.engines.on_disk import holding

promise = pytest.mark.promise
PLANTED, DAY, NUMBER = "planted7words", "2031-07-08", "417"
WRITTEN_IN = "article :is(input, textarea):not([readonly], [type=file], [type=range], [data-facilitator-notes])"
FILL = f"""((values) => {{
  document.querySelectorAll("article details").forEach((one) => {{ one.open = true; }});
  for (const one of document.querySelectorAll("{WRITTEN_IN}:not([data-do])")) {{
    if (/checkbox|radio/.test(one.type)) {{ one.click(); continue; }}
    one.value = values[one.type] ?? "{PLANTED}";
    for (const name of ["input", "change"]) one.dispatchEvent(new Event(name, {{ bubbles: true }}));
  }}
  document.querySelector("[data-do=code]")?.click();
}})({{ date: "{DAY}", number: "{NUMBER}", time: "03:07" }})"""
# A strategy is offered with ticks of its own.
TICKED = "document.querySelectorAll('article :checked:not([data-on])').length"
SHOWN = f"""[...document.querySelectorAll("article :is(input, textarea)")].map((one) => one.value)
  .concat(document.documentElement.outerHTML).some((text) => /{PLANTED}|{DAY}|^{NUMBER}$|EDI1/.test(text))"""
NAMES = "[...document.querySelectorAll('article input[name]')].map((one) => one.name)"
CACHES = ("cache2/", "default/cache/", "default/code cache/")
WRITING = ("being-an-ally", "my-next-three-months")
PAGES = [*(f"book/reflections/{name}.html" for name in WRITING), "book/sessions/small.html", "sums.html", "yours.html"]


def fill(engine):
    if engine.evaluate("Boolean(document.querySelector('.yours:not([data-started])'))"):
        engine.click("[data-do=start]")
        engine.until("document.querySelector('.yours[data-started]')")
    engine.evaluate(FILL)
    assert engine.evaluate(SHOWN) or engine.evaluate(TICKED)


def assert_nothing_shown(engine):
    assert engine.evaluate(f"[{TICKED}, {SHOWN}, localStorage.length]") == [0, False, 0]


def add_unprotected(engine, mark: str):
    """A field as the handbook has none: what is written in it, browsers write down."""
    field = "Object.assign(document.createElement('textarea'), { id: 'unprotected', name: 'unprotected' })"
    engine.evaluate(f"(document.body.append({field}), 0)")
    engine.type("#unprotected", mark)  # by keys: Firefox looks at what is written once somebody has typed


def found(engine, boxes) -> set[str]:
    """The files of the profile that hold anything of what was planted."""
    words = holding(engine.profile, PLANTED, DAY, *(f"EDI1.{name}." for name in WRITING))
    # The cache has the pages as they were sent, with the names of their boxes.
    return words | {name for name in holding(engine.profile, *boxes) if not name.lower().startswith(CACHES)}


def try_page(engine, address, page, mark) -> set[str]:
    """Write in all of a page, reload it, write again, and come back to it; the names of its boxes."""
    engine.open(address + page)
    boxes = {json.dumps(name)[1:-1] for name in engine.evaluate(NAMES)}
    fill(engine)
    add_unprotected(engine, mark)
    if engine.name == "Firefox":
        until(lambda: holding(engine.profile, mark), "Firefox to write down what is open")
        assert found(engine, boxes) == set(), page
    engine.reload()
    assert_nothing_shown(engine)
    fill(engine)
    engine.open(address + "index.html")
    engine.back()
    assert_nothing_shown(engine)
    return boxes


@promise("Nothing unasked is written to disk, or is back after a crash", engine="Firefox")
def test_firefox_writes_nothing_down_and_brings_nothing_back(start, address):
    firefox = start("Firefox")
    boxes = set()
    for number, page in enumerate(PAGES):
        boxes |= try_page(firefox, address, page, f"mark-{number}-of-the-test")
    assert len(boxes) > 5
    firefox.open(address + PAGES[0])
    fill(firefox)
    add_unprotected(firefox, "mark-before-the-crash")
    until(lambda: holding(firefox.profile, "mark-before-the-crash"), "Firefox to write down what is open")
    firefox.crash()
    firefox.until(f"location.href.endsWith({PAGES[0]!r}) && document.readyState === 'complete'")
    assert_nothing_shown(firefox)
    fill(firefox)
    firefox.close()
    assert found(firefox, boxes) == set()


@promise("Nothing unasked is written to disk, or is back after a crash", engine="Chromium")
def test_chromium_writes_nothing_down(start, address):
    chromium = start("Chromium")
    boxes = set()
    for page in PAGES:
        boxes |= try_page(chromium, address, page, "unheeded")
    chromium.open(address + PAGES[0])
    fill(chromium)
    add_unprotected(chromium, "mark-of-the-test")
    chromium.open(address + "index.html")  # it writes as a page is left
    until(lambda: holding(chromium.profile, "mark-of-the-test"), "Chromium to write down what was open")
    chromium.close()
    assert found(chromium, boxes) == set()
