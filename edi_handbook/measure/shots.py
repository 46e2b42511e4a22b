"""Pictures of key pages in each width and colour, to be looked at by a person: `make shots`.

Playwright and a Chromium come with requirements-test.txt; nothing that readers get needs them.
"""

import shutil
from pathlib import Path

from edi_handbook import whole

PAGES = {
    "start": "book/index.html",
    "strategy": "book/strategy/strategy-in-brief.html",
    "chapter with a chart": "book/strategy/fair-recruitment.html",
    "learning": "book/learn/microaggressions.html",
    "if it happens to you": "book/learn/if-it-happens-to-you.html",
    "reflection": "book/reflections/small-slights.html",
    "explorer": "book/reflections/explore-the-sums.html",
    "notebook": "notebooks/who-gets-appointed.html",
    "glossary": "book/reference/glossary.html",
    "search": "search.html#q=recruitment",
}
SIZES = {"phone": (375, 812), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def chromium() -> str | None:
    """A Chromium on this machine; None where only Playwright's own can serve."""
    return next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)


def take(site: Path, folder: Path, pages: dict[str, str] = PAGES) -> list[Path]:
    """Photograph each of `pages`, from top to bottom, into `folder`; returns the pictures."""
    from playwright.sync_api import sync_playwright

    taken = []
    with whole.folder(folder) as filling, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for size, (width, height) in SIZES.items():
            for scheme in SCHEMES:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                for name, address in pages.items():
                    page.goto(f"{site.resolve().as_uri()}/{address}")
                    page.wait_for_load_state("networkidle")
                    picture = f"{name.replace(' ', '-')}-{size}-{scheme}.png"
                    page.screenshot(path=filling / picture, full_page=True)
                    taken.append(folder / picture)
                context.close()
        browser.close()
    return taken
