"""What the browser tests do as a reader: open, answer, look."""

import re
from pathlib import Path

from playwright.sync_api import expect

from edi_handbook.reflect.model import read_all
from tests.many import is_thorough

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "book" / "reflections"
REFLECTIONS = read_all(SOURCE)


def _parts(name: str) -> set:
    """What a reflection's page is made of, for scripts and style."""
    model = REFLECTIONS[name]
    return {item.kind for item in model.items} | {("poll", model.poll), ("tracks", bool(model.tracks))}


def covering(names: list[str]) -> list[str]:
    """A few reflections which hold between them all that any of `names` is made of; all, in the thorough run."""
    if is_thorough():
        return names
    left, few = set().union(*map(_parts, names)), []
    while left:
        few.append(max(names, key=lambda name: len(left & _parts(name))))
        left -= _parts(few[-1])
    return sorted(few)


# A shift without a node is inside one of the browser's own controls, such as the digits of a date.
WATCH = """
window.violations = []; window.shifts = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI));
{
  const box = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(" ");
  const seen = (entries) => {
    for (const {hadRecentInput, sources, startTime} of entries)
      for (const {node, previousRect, currentRect} of sources)
        if (node && !hadRecentInput)
          shifts.push(`${box(previousRect)} to ${box(currentRect)}, ${startTime} ms, scrolled to ${scrollY}: `
            + `${node.outerHTML.slice(0, 90)} in ${(node.parentElement ?? node).outerHTML.slice(0, 90)}`);
  };
  const observer = new PerformanceObserver((list) => seen(list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  // What has moved until now is forgotten, what is still to be told included.
  window.forgetShifts = async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    observer.takeRecords();
    shifts.length = 0;
  };
}
"""


class Reader:
    """A browser window of one reader: tabs share what is kept. `faults` collects all that should not happen."""

    def __init__(self, browser, base: str, init: str = "", **options):
        self.base = base
        self.context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})
        if options.get("java_script_enabled", True):
            self.context.add_init_script(WATCH + init)
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page = None

    def open(self, name: str):
        page = self.page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(f"{self.base}{name}.html")
        self.requests.clear()
        return page

    def _note(self, message):
        about_icon = message.location["url"].endswith("icon.svg")  # of the site, not of this small book
        if message.type in ("error", "warning") and not about_icon:
            self.faults.append(f"console: {message.text}")

    def reload(self):
        self.page.reload()
        self.requests.clear()

    def check(self):
        """Nothing was fetched, refused, thrown or moved."""
        own = ("blob:", f"{self.base}_static/icon.svg")  # a download; the tab's icon, which comes when it likes
        assert [url for url in self.requests if not url.startswith(own)] == []
        assert self.faults == []
        assert self.page.evaluate("window.violations") == []
        assert self.page.evaluate("window.shifts") == []


ITEMS = ".rf-item:not([data-kind=gathered])"


def answer_all(page) -> int:
    """Answers every item of a reflection as a reader would, by pointer and keyboard. Returns how many items."""
    items = page.locator(ITEMS)
    for index in range(items.count()):
        item = items.nth(index)
        while (closed := item.locator("details:not([data-tried]):visible > summary")).count():
            closed.first.click()
            branch = item.locator("details[open]:visible").last
            branch.locator(".rf-next a").click()
        for group in item.locator(".rf-scale, :scope:not([data-kind=agreement])").all():
            if group.locator("input[type=radio]").count():
                group.locator("input[type=radio]").first.check()
        for box in item.locator("input[type=checkbox]").all()[:2]:
            box.check()
        for area in item.locator("textarea").all():
            area.fill('First line <b>&amp; "quoted"</b>\nsecond line: ਪੰਜਾਬੀ اردو 👩🏾‍⚕️')
        for day in item.locator("input[type=date]").all():
            day.fill("2027-02-01")
    return items.count()


# What is on the form, as plain data: the same before and after anything that must lose nothing.
FORM = """() => [...document.querySelectorAll("[data-part]")].map((c) => [c.dataset.part, c.dataset.value ?? "",
  c.tagName === "DETAILS" ? c.hasAttribute("data-tried") : /radio|checkbox/.test(c.type) ? c.checked : c.value])"""


def form(page) -> list:
    return page.evaluate(FORM)


def keep(page) -> None:
    page.get_by_label("Keep my answers on this device").check()


def status(page) -> str:
    return page.locator("[data-status]").inner_text()


def until_status(page, words: str) -> None:
    """Waits for the page's status line to match `words`; the policy refuses what `wait_for_function` evaluates."""
    expect(page.locator("[data-status]")).to_have_text(re.compile(words))


def stored(page) -> dict:
    return page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith('edi-handbook:')))"
    )


def show_kept(page) -> None:
    """Opens the list of what is kept, and waits until it is there."""
    page.get_by_text("What is kept on this device", exact=True).click()
    page.locator("[data-kept-list] > *").first.wait_for()
