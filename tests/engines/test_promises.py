"""What the pages promise, tried as a reader does it, in each engine, from a server and from a disk."""

import json
import time

import pytest

from edi_handbook.palette import DARK, LIGHT

promise = pytest.mark.promise
ALLY = "book/reflections/being-an-ally.html"
WORDS = "[data-part=text]"
TICK = ".rf-item input[type=checkbox]"
KEEP = "[data-do=keep]"
NOTES = "[data-facilitator-notes]"
PLANTED = "planted 7 words"
DAY = "[data-part=by]"
ARROW_UP, ARROW_DOWN, ESCAPE = "\ue013", "\ue015", "\ue00c"

# All that can be read on a page: its text, what is in its fields, what is ticked, and its attributes.
ALL = """[document.documentElement.outerHTML,
  ...[...document.querySelectorAll("input, textarea")].map((one) => one.value),
  "ticked: " + [...document.querySelectorAll("article :checked:not(option)")].length].join(" ")"""
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('edi-handbook:')).length"


@pytest.fixture(params=["address", "disk"])
def base(request):
    """Where the pages are: on a host, and on a disk."""
    return request.getfixturevalue(request.param)


def open_tools(engine):
    engine.evaluate("document.querySelectorAll('.rf-tools details').forEach((one) => { one.open = true; })")


def write(engine, base, name="being-an-ally"):
    engine.open(f"{base}book/reflections/{name}.html")
    engine.tick(TICK)
    engine.type(WORDS, PLANTED)


def assert_nothing(engine):
    """Nothing of what was written is on the page or in the store."""
    shown = engine.evaluate(ALL)
    assert PLANTED not in shown
    assert "ticked: 0" in shown
    assert "EDI1." not in shown
    assert engine.evaluate(KEPT) == 0


def written(engine):
    shown = [engine.on(field, "it.value") for field in (WORDS, DAY)]
    return shown + [engine.on(box, "it.checked") for box in (TICK, KEEP)]


@promise("What is kept is found again")
def test_what_is_kept_is_found_again(engine, base):
    engine.open(base + ALLY)
    engine.tick(KEEP)
    engine.tick(TICK)
    engine.type(WORDS, PLANTED)
    engine.put(DAY, "2031-07-08")
    wanted = [PLANTED, "2031-07-08", True, True]
    engine.reload()
    assert written(engine) == wanted
    engine.open(base + "index.html")
    engine.back()
    engine.until(f"document.querySelector({WORDS!r}).value")
    time.sleep(0.3)  # for what a browser may yet do by itself
    assert written(engine) == wanted


@promise("What is not kept goes on a reload")
@pytest.mark.parametrize("name", ["being-an-ally", "small-slights"])
def test_what_is_not_kept_goes_on_a_reload(engine, base, name):
    write(engine, base, name)
    engine.evaluate("document.querySelectorAll('.rf-item input').forEach((one) => one.type !== 'date' && one.click())")
    engine.reload()
    assert_nothing(engine)


@promise("What is not kept goes on leaving, and Back does not bring it")
def test_back_brings_nothing(engine, base):
    write(engine, base)
    open_tools(engine)
    engine.tick("[data-words]")
    engine.click("[data-do=code]")
    assert PLANTED in engine.evaluate(ALL)
    engine.evaluate("addEventListener('pageshow', (event) => { window.cameBack = event.persisted; })")
    engine.open(base + "index.html")
    engine.back()
    assert_nothing(engine)
    if base.startswith("http"):
        assert engine.evaluate("window.cameBack"), "the page was not kept for Back, so nothing was tried"


@promise("Nothing comes back after it was erased elsewhere")
def test_nothing_comes_back_after_the_store_was_emptied(engine, address):
    engine.open(address + ALLY)
    engine.tick(KEEP)
    engine.tick(TICK)
    engine.type(WORDS, PLANTED)
    engine.open(address + "book/reflections/set.html")
    assert engine.text("[data-progress=being-an-ally]") == "2 of 7 answered and kept here"
    engine.open(address + "book/reflections/small-slights.html")
    open_tools(engine)
    engine.click("[data-do=erase-all]")
    engine.back()
    assert engine.text("[data-progress=being-an-ally]") == ""
    engine.back()
    assert_nothing(engine)
    assert not engine.on(KEEP, "it.checked")


@promise("Erase erases everything")
def test_erase_erases_everything(engine, base):
    engine.open(base + ALLY)
    engine.tick(KEEP)
    engine.tick(TICK)
    engine.type(WORDS, PLANTED)
    engine.type("[data-part=then]", PLANTED)
    open_tools(engine)
    engine.click("[data-do=json]")
    brought = json.loads(engine.downloaded("being-an-ally.json"))
    brought["answers"][0]["wording"] = "another"
    engine.give_file("[data-do=import]", "mine.json", json.dumps(brought))
    engine.until("document.querySelector('.rf-brought')")
    engine.tick("[data-words]")
    engine.click("[data-do=code]")
    assert engine.evaluate(KEPT) > 3
    assert "EDI1." in engine.evaluate(ALL)
    engine.click("[data-do=erase-all]")
    assert engine.text("[data-status]") == "Everything is erased."
    assert_nothing(engine)
    assert engine.text("[data-kept-list]") == "Nothing is kept."
    assert engine.evaluate("document.querySelector('.rf-brought')") is None


@promise("Erase erases everything")
def test_erase_takes_the_plans_that_were_gathered(engine, address):
    engine.open(address + ALLY)
    engine.tick(KEEP)
    engine.type("[data-part=then]", PLANTED)
    engine.open(address + "book/reflections/my-next-three-months.html")
    engine.click("[data-do=gather]")
    assert PLANTED in engine.text("[data-gathered]")
    open_tools(engine)
    engine.click("[data-do=erase-all]")
    assert_nothing(engine)


@promise("Answers are taken away, and brought back")
def test_answers_are_taken_away_and_brought_back(engine, base):
    write(engine, base)
    open_tools(engine)
    engine.click("[data-do=text]")
    assert PLANTED in engine.downloaded("being-an-ally.txt")
    engine.click("[data-do=json]")
    file = engine.downloaded("being-an-ally.json")
    engine.reload()
    assert_nothing(engine)
    engine.give_file("[data-do=import]", "mine.json", file)
    engine.until(f"document.querySelector({WORDS!r}).value === {PLANTED!r}")
    assert engine.text("[data-status]").startswith("Brought back: 2.")


def start_strategy(engine, base):
    engine.open(base + "yours.html")
    engine.click("[data-do=start]")
    engine.until("document.querySelector('.yours[data-started]')")


ORGANISATION = "[data-part=organisation]"


@promise("A strategy is kept only if asked, and goes otherwise")
def test_a_strategy_is_kept_only_if_asked(engine, base):
    start_strategy(engine, base)
    engine.type(ORGANISATION, PLANTED)
    assert engine.evaluate(KEPT) == 0
    engine.reload()
    assert PLANTED not in engine.evaluate(ALL)
    start_strategy(engine, base)
    engine.type(ORGANISATION, PLANTED)
    engine.open(base + "index.html")
    engine.back()
    time.sleep(0.3)  # for what a browser may yet do by itself
    assert PLANTED not in engine.evaluate(ALL)
    start_strategy(engine, base)
    engine.tick(KEEP)
    engine.type(ORGANISATION, PLANTED)
    start_strategy(engine, base)
    assert engine.on(ORGANISATION, "it.value") == PLANTED
    engine.evaluate("(document.querySelector('[data-kept]').open = true, 0)")
    engine.click("[data-do=erase-all]")
    assert PLANTED not in engine.evaluate(ALL) and engine.evaluate(KEPT) == 0


@promise("A strategy is taken away, and brought back")
def test_a_strategy_is_taken_away_and_brought_back(engine, base):
    start_strategy(engine, base)
    engine.type(ORGANISATION, PLANTED)
    engine.click("[data-do=json]")
    file = engine.downloaded("strategy.json")
    assert json.loads(file)["organisation"] == PLANTED
    engine.click("[data-do=docx]")
    engine.until("document.querySelector('[data-status]').textContent.startsWith('Downloaded for Word')")
    engine.reload()
    start_strategy(engine, base)
    engine.give_file("[data-do=import]", "mine.json", file)
    engine.until(f"document.querySelector({ORGANISATION!r}).value === {PLANTED!r}")


@promise("Ticks and figures outside reflections go too")
def test_ticks_and_figures_on_other_pages_go(engine, base):
    box = "article input[type=checkbox]:not([data-facilitator-notes])"
    for leave in (engine.reload, lambda: (engine.open(base + "index.html"), engine.back())):
        engine.open(base + "book/sessions/small.html")
        engine.tick(box)
        leave()
        assert engine.on(box, "it.checked") is False
    engine.open(base + "sums.html")
    field = "article input[type=number]"
    shown = engine.text("article")
    engine.put(field, "2")
    assert engine.text("article") != shown
    engine.open(base + "index.html")
    engine.back()
    assert engine.text("article") == shown


@promise("Search finds, with nothing sent")
def test_search(engine, base):
    engine.open(base + "index.html")
    engine.type("#site-search-words", "bicycle")
    engine.click(".site-search button")
    engine.until("document.querySelector('#search-results a')")
    assert engine.text("#search-results a") == "A list"
    assert engine.evaluate("[location.search, location.hash]") == ["", "#q=bicycle"]
    engine.open(base + "index.html")
    engine.back()
    time.sleep(0.3)  # for what a browser may yet do by itself
    assert engine.on("#site-search-words", "it.value") == "bicycle"
    assert engine.text("#search-results a") == "A list"


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


CHART = "figure.chart svg"
CHOICE = "#theme-choice"


def assert_colours(engine, roles):
    """Page, chart and the choice of colours itself, as they are on the screen."""
    assert engine.evaluate("getComputedStyle(document.body).backgroundColor") == rgb(roles["paper"])
    drawn = "['path', '.mark path'].map((part) => getComputedStyle(it.querySelector(part)).fill)"
    assert engine.on(CHART, drawn) == [rgb(roles["paper"]), rgb(roles["group-first"])]
    assert until_colour(engine, rgb(roles["paper"])) == rgb(roles["paper"])
    # Its ground has to be that of the page, as that of the masthead is.
    assert engine.colour_at(CHOICE, 4, 4) == engine.on(".site-header", "getComputedStyle(it).backgroundColor")


def until_colour(engine, wanted):
    """The colour of the chart's ground on the screen; a picture of the window may be a frame late."""
    for _ in range(20):
        looked = engine.colour_at(CHART, 3, 3)
        if looked == wanted:
            break
        time.sleep(0.1)
    return looked


@promise("Colours follow the reader's choice, charts too")
def test_colours_follow_the_choice(engine, base):
    engine.open(base + "book/sheds.html")
    engine.put(CHOICE, "dark")
    assert_colours(engine, DARK)
    engine.reload()
    assert_colours(engine, DARK)
    engine.put(CHOICE, "light")
    assert_colours(engine, LIGHT)
    engine.put(CHOICE, "auto")


@promise("Colours follow the system, charts too", engine="WebKit")
@pytest.mark.parametrize("system", ["light", "dark"])
def test_colours_follow_the_system_in_webkit(start, address, system):
    webkit = start("WebKit", system=system)
    webkit.open(address + "book/sheds.html")
    assert_colours(webkit, {"light": LIGHT, "dark": DARK}[system])
    webkit.close()


@promise("A chart's marks can be stepped through")
def test_marks_of_a_chart(engine, base):
    engine.open(base + "book/sheds.html")
    engine.on(".chart-steps", "it.focus()")
    for key, said in (
        (ARROW_DOWN, "Bicycles: 62.5%"),
        (ARROW_DOWN, "Cars: 37.5%"),
        (ARROW_DOWN, "Cars: 37.5%"),
        (ARROW_UP, "Bicycles: 62.5%"),
    ):
        engine.press(key)
        assert engine.text(".chart-say") == said
        assert engine.on(".chart-steps", "it.getAttribute('aria-valuetext')") == said
    engine.press(ESCAPE)
    assert engine.evaluate("document.querySelectorAll('.ring').length") == 0


@promise("Facilitator notes show when asked for, and stay so")
def test_facilitator_notes(engine, base):
    shown = f"[document.querySelector('.facilitator').checkVisibility(), document.querySelector({NOTES!r}).checked]"
    engine.open(base + "book/notes.html")
    assert engine.evaluate(shown) == [False, False]
    engine.tick(NOTES)
    engine.reload()
    assert engine.evaluate(shown) == [True, True]
    engine.open(base + "index.html")
    engine.back()
    assert engine.evaluate(shown) == [True, True]
    engine.click(NOTES)
    engine.reload()
    assert engine.evaluate(shown) == [False, False]


@promise("Slides move by keys")
def test_slides_move_by_keys(engine, base):
    engine.open(base + "slides/small.html")
    reached = "(one) => one.getBoundingClientRect().top < innerHeight / 2"
    at = f"[...document.querySelectorAll('.slide')].findLastIndex({reached})"
    assert engine.evaluate(at) == 0
    for key, wanted in (("\ue014", 1), ("\ue014", 2), ("\ue012", 1)):
        engine.press(key)
        engine.until(f"{at} === {wanted}")
